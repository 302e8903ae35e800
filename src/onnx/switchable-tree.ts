import type { NodeProto } from "onnx-buf";
import type { Value } from "./graph.ts";
import { branch, freshNames, ifNode } from "./switchable-branches.ts";
import type { BranchContext, LeafOptions } from "./switchable-context.ts";
import { fullLeaf } from "./switchable-full.ts";
import { halfLeaf } from "./switchable-half.ts";
import type { Target } from "./switchable-reads.ts";
import type { SwitchGroup, SwitchUnit } from "./switchable-units.ts";

/** Name of the scalar that puts a unit in half precision. */
export type ConditionOf = (unit: SwitchUnit) => string;

interface Tree {
  readonly group: SwitchGroup;
  readonly context: BranchContext;
  readonly conditionOf: ConditionOf;
}

/** What is decided about the units of a group so far. */
interface Decided {
  readonly full: readonly SwitchUnit[];
  readonly open: readonly SwitchUnit[];
}

/**
 * Decides unit by unit: one in half precision parts the group, since its rounding keeps ONNX Runtime from fusing across
 * it; units that stay joined and are all in FP32 lie in one graph, where they are fused as they are in any other model.
 */
export function writeGroup(
  group: SwitchGroup,
  context: BranchContext,
  conditionOf: ConditionOf,
  options: LeafOptions,
): NodeProto[] {
  return writeTree({ full: [], open: group.units }, { group, context, conditionOf }, options);
}

function writeTree(decided: Decided, tree: Tree, options: LeafOptions): NodeProto[] {
  const { full, open } = decided;
  const [unit, ...rest] = open;
  if (unit === undefined) {
    return fullLeaf(full, tree.context, options);
  }
  if (full.length + rest.length === 0) {
    return writeAlone(unit, tree, options);
  }
  const half = branch(tree.context, "half", (nameOf) =>
    writeParted(decided, unit, tree, { ...options, nameOf }),
  );
  const other = branch(tree.context, "full", (nameOf) =>
    writeTree({ full: inOrder(tree, [...full, unit]), open: rest }, tree, { ...options, nameOf }),
  );
  return [ifNode(tree.conditionOf(unit), half, other, tree.context, options)];
}

/** `unit` is in half precision: it and what remains joined on either side, each by itself. */
function writeParted(decided: Decided, unit: SwitchUnit, tree: Tree, options: LeafOptions): NodeProto[] {
  const others = inOrder(
    tree,
    [...decided.full, ...decided.open].filter((each) => each !== unit),
  );
  const parts = [[unit], ...joined(others, tree.group)].toSorted(
    (one, other) => position(tree, one.at(-1)) - position(tree, other.at(-1)),
  );
  const nodes: NodeProto[] = [];
  const values = new Map<Value, string>(options.around.values);
  const { unrounded } = options.around;
  for (const part of parts) {
    // It holds what the whole is read for: all other parts are read inside.
    const isLast = part === parts.at(-1);
    const targets = isLast ? options.targets : outputsOf(part);
    const nameOf = isLast ? options.nameOf : freshNames(tree.context, "part");
    const inner = { around: { values: new Map(values), unrounded }, targets, nameOf };
    nodes.push(
      ...(part[0] === unit
        ? halfLeaf(unit.halfNodes, tree.context, inner)
        : writeTree(
            {
              full: part.filter((each) => decided.full.includes(each)),
              open: part.filter((each) => decided.open.includes(each)),
            },
            tree,
            inner,
          )),
    );
    for (const target of isLast ? [] : targets) {
      values.set(target.value, nameOf(target));
    }
  }
  return nodes;
}

function outputsOf(part: readonly SwitchUnit[]): Target[] {
  return (part.at(-1)?.outputs ?? []).map((value) => ({ value, unrounded: false }));
}

/** Units that are still connected by what may be fused, in order. */
function joined(units: readonly SwitchUnit[], group: SwitchGroup): SwitchUnit[][] {
  const parts: SwitchUnit[][] = [];
  for (const unit of units.toReversed()) {
    const next = group.successors.get(unit);
    const part = parts.find((each) => next !== undefined && each.includes(next));
    if (part === undefined) {
      parts.push([unit]);
    } else {
      part.unshift(unit);
    }
  }
  return parts;
}

/** A unit of which nothing is known yet. */
function writeAlone(unit: SwitchUnit, { context, conditionOf }: Tree, options: LeafOptions): NodeProto[] {
  const half = branch(context, "half", (nameOf) => halfLeaf(unit.halfNodes, context, { ...options, nameOf }));
  const full = branch(context, "full", (nameOf) => fullLeaf([unit], context, { ...options, nameOf }));
  return [ifNode(conditionOf(unit), half, full, context, options)];
}

function position({ group }: Tree, unit: SwitchUnit | undefined): number {
  return unit === undefined ? -1 : group.units.indexOf(unit);
}

function inOrder(tree: Tree, units: readonly SwitchUnit[]): SwitchUnit[] {
  return units.toSorted((one, other) => position(tree, one) - position(tree, other));
}
