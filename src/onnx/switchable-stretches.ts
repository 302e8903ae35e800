import type { GraphNode, Scope, Value } from "./graph.ts";
import { readOutside } from "./switchable-reads.ts";
import type { SwitchGroup, SwitchUnit } from "./switchable-units.ts";

/**
 * One step of a scope: a group of switched nodes, a node that is the same under every plan, or groups that ONNX Runtime
 * makes one operator of when they are all in FP32.
 */
export type Step = { readonly group: SwitchGroup } | { readonly plain: GraphNode } | Stretch;

/** Steps that follow each other and are decided together where a plan has them all in one precision. */
export interface Stretch {
  readonly steps: readonly Step[];
  /** Switched units among them. */
  readonly units: readonly SwitchUnit[];
  readonly outputs: readonly Value[];
  /** Its units can't be parted: they are all in one precision in every plan that can be run. */
  readonly isJoined: boolean;
}

export interface StretchOptions {
  /** About how many units make a stretch that can be parted. */
  readonly length: number;
  /** Ids of nodes that are switched one by one; all when undefined. */
  readonly candidates: ReadonlySet<string> | undefined;
  /** What is known before anything runs stays outside. */
  readonly constants: ReadonlySet<Value>;
}

/** Switched units of a model, put together. */
export interface SwitchPlan {
  readonly unitOf: ReadonlyMap<GraphNode, SwitchUnit>;
  readonly groups: readonly SwitchGroup[];
  readonly patterns: readonly (readonly SwitchUnit[])[];
}

/** The steps of a scope in order; a group or a pattern stands where its last node does. */
export function scopeSteps(scope: Scope, { unitOf, groups, patterns }: SwitchPlan): Step[] {
  const groupAt = new Map(groups.map((group) => [lastNode(group.units), group] as const));
  const patternOf = new Map(
    patterns
      .filter((pattern) => isMadeOfGroups(pattern, groups))
      .flatMap((pattern) => pattern.map((unit) => [unit, pattern] as const)),
  );
  const held = new Map<readonly SwitchUnit[], Step[]>();
  return scope.nodes.flatMap((node): Step[] => {
    const group = groupAt.get(node);
    const unit = group?.units.at(-1);
    if (group === undefined || unit === undefined) {
      return unitOf.has(node) ? [] : [{ plain: node }];
    }
    const pattern = patternOf.get(unit);
    if (pattern === undefined) {
      return [{ group }];
    }
    const steps = [...(held.get(pattern) ?? []), { group }];
    held.set(pattern, steps);
    return unit === pattern.at(-1) ? [stretch(steps, pattern, false)] : [];
  });
}

function lastNode(units: readonly SwitchUnit[]): GraphNode | undefined {
  return units.at(-1)?.halfNodes.at(-1);
}

/** No group lies partly in the pattern, or it would have to be decided in two places. */
function isMadeOfGroups(pattern: readonly SwitchUnit[], groups: readonly SwitchGroup[]): boolean {
  const inside = (unit: SwitchUnit): boolean => pattern.includes(unit);
  return groups.every(({ units }) => units.every(inside) || !units.some(inside));
}

/** Every stretch among steps, those inside others included. */
export function allStretches(steps: readonly Step[]): Stretch[] {
  return steps.flatMap((step) => ("steps" in step ? [step, ...allStretches(step.steps)] : []));
}

/**
 * Parts steps into stretches: of about `length` units where these are candidates, as long as may be where they are
 * not. What is constant lies outside of them, and so do nodes with bodies: these come back alone.
 */
export function stretchesOf(steps: readonly Step[], options: StretchOptions): Step[] {
  const parts: Step[] = [];
  let open: Step[] = [];
  let isJoined = false;
  const close = (): void => {
    const units = open.flatMap(unitsOf);
    const isOne = open.length === 1 || units.length < 2;
    parts.push(...(isOne && !isJoined ? open : [stretch(open, units, isJoined)]));
    open = [];
  };
  for (const step of steps) {
    if ("plain" in step && isConstant(step.plain, options.constants)) {
      parts.push(step);
      continue;
    }
    if ("plain" in step && step.plain.bodies.length > 0) {
      close();
      parts.push(step);
      continue;
    }
    const units = unitsOf(step);
    const joins = units.every((unit) => options.candidates?.has(unit.id) === false);
    const isFull = !isJoined && open.flatMap(unitsOf).length >= options.length;
    if (units.length > 0 && (joins !== isJoined || isFull)) {
      close();
      isJoined = joins;
    }
    open.push(step);
  }
  close();
  return parts;
}

function isConstant(node: GraphNode, constants: ReadonlySet<Value>): boolean {
  return node.outputs.every((value) => value === undefined || constants.has(value));
}

function unitsOf(step: Step): readonly SwitchUnit[] {
  if ("plain" in step) {
    return [];
  }
  return "group" in step ? step.group.units : step.units;
}

function stretch(steps: readonly Step[], units: readonly SwitchUnit[], isJoined: boolean): Stretch {
  return { steps, units, outputs: readOutside(stretchNodes({ steps })), isJoined };
}

/** Its nodes, written out to half precision. */
export function stretchNodes(stretch: Pick<Stretch, "steps">): GraphNode[] {
  return asUnits(stretch).flatMap((unit) => unit.halfNodes);
}

/** All that lies in a stretch, in order, as if every node were switched. */
export function asUnits({ steps }: Pick<Stretch, "steps">): SwitchUnit[] {
  return steps.flatMap((step) => {
    if ("plain" in step) {
      return [asUnit(step.plain)];
    }
    return "group" in step ? step.group.units : asUnits(step);
  });
}

/** A node that is the same under every plan in the form of a unit. */
export function asUnit(node: GraphNode): SwitchUnit {
  return { id: node.id, scope: node.scope, halfNodes: [node], fullNode: node, outputs: readOutside([node]) };
}
