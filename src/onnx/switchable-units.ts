import type { PreparedEmulation } from "./emulate.ts";
import type { GraphNode, Scope, Value } from "./graph.ts";
import { floatConstants } from "./switchable-constants.ts";
import { isPackedInput } from "./switchable-packing.ts";
import { readOutside } from "./switchable-reads.ts";

/** What one switch governs: a node of the model, with what it is written out to in half precision. */
export interface SwitchUnit {
  /** Id of the node in the model. */
  readonly id: string;
  readonly scope: Scope;
  /** Its nodes in half precision, in graph order: itself unless it is a composite. */
  readonly halfNodes: readonly GraphNode[];
  /** The node as it is in FP32. */
  readonly fullNode: GraphNode;
  /** What others may read of it. */
  readonly outputs: readonly Value[];
}

/**
 * Units that ONNX Runtime may fuse where they are all in FP32, so that their FP32 form has to lie in one graph. Each
 * unit but the last is read only by another of the group; the last is read from outside.
 */
export interface SwitchGroup {
  readonly units: readonly SwitchUnit[];
  /** By unit: the one that reads it, and with which it may be fused. */
  readonly successors: ReadonlyMap<SwitchUnit, SwitchUnit>;
}

/** A group of n units needs up to 2^n forms. The longest known chain is Conv, BatchNormalization, Mul, Add. */
const maxGroupSize = 4;

/** Every float node of the model as a unit, in graph order of what it is written out to. */
export function switchUnits(prepared: PreparedEmulation): SwitchUnit[] {
  const { graph, decision, expanded, original } = prepared;
  const members = new Map<string, GraphNode[]>();
  for (const node of graph.nodes) {
    const id = expanded.owners.get(node.proto.name) ?? node.id;
    members.set(id, [...(members.get(id) ?? []), node]);
  }
  const units: SwitchUnit[] = [];
  for (const [id, halfNodes] of members) {
    const fullNode = original.graph.nodeById.get(id);
    const [first] = halfNodes;
    if (
      fullNode !== undefined &&
      first !== undefined &&
      halfNodes.some((node) => decision.byNode.has(node))
    ) {
      units.push({ id, scope: first.scope, halfNodes, fullNode, outputs: readOutside(halfNodes) });
    }
  }
  return units;
}

/**
 * Joins units that ONNX Runtime fuses at level basic when both compute in FP32: MatMul and Add become a Gemm,
 * constants and BatchNormalization are folded into a convolution, Div and Mul become one Div. Fused or not, the last
 * digits differ. The same holds for weights that are computed from constants and packed where they are read. Groups
 * come in the order of their last nodes.
 */
export function groupFusible(prepared: PreparedEmulation, units: readonly SwitchUnit[]): SwitchGroup[] {
  const unitOf = new Map(units.flatMap((unit) => unit.halfNodes.map((node) => [node, unit] as const)));
  const constants = floatConstants(prepared);
  const groupOf = new Map<SwitchUnit, SwitchUnit[]>(units.map((unit) => [unit, [unit]]));
  const successors = new Map<SwitchUnit, SwitchUnit>();
  const heads = new Map<SwitchUnit, string>();
  for (const unit of units) {
    const next = fusionPartner(unit, unitOf, heads, constants);
    const [mine, theirs] = [groupOf.get(unit) ?? [], next === undefined ? [] : (groupOf.get(next) ?? [])];
    if (next === undefined || mine.length + theirs.length > maxGroupSize) {
      continue;
    }
    successors.set(unit, next);
    const joined = [...mine, ...theirs];
    joined.forEach((member) => groupOf.set(member, joined));
  }
  const order = new Map(units.map((unit, index) => [unit, index]));
  const position = (unit: SwitchUnit | undefined): number => (unit && order.get(unit)) ?? 0;
  return [...new Set(groupOf.values())]
    .map((members) => members.toSorted((one, other) => position(one) - position(other)))
    .toSorted((one, other) => position(one.at(-1)) - position(other.at(-1)))
    .map((members) => ({ units: members, successors }));
}

/** What a chain that begins with this operator may swallow. */
const swallowed: Readonly<Record<string, readonly string[]>> = {
  Conv: ["BatchNormalization", "Mul", "Add"],
  Div: ["Mul"],
  Gemm: ["Sum"],
  MatMul: ["Add", "BatchNormalization"],
};

function fusionPartner(
  unit: SwitchUnit,
  unitOf: ReadonlyMap<GraphNode, SwitchUnit>,
  heads: Map<SwitchUnit, string>,
  constants: ReadonlySet<Value>,
): SwitchUnit | undefined {
  const { proto, outputs, domain } = unit.fullNode;
  const head = heads.get(unit) ?? (domain === "" ? proto.opType : "");
  const [value, ...others] = unit.outputs;
  const use = value?.uses[0];
  const isSoleUse = others.length === 0 && value?.isReturned === false && value.uses.length === 1;
  const next = use === undefined ? undefined : unitOf.get(use.node);
  if (
    !isSoleUse ||
    outputs.length !== 1 ||
    next === undefined ||
    next === unit ||
    next.scope !== unit.scope
  ) {
    return undefined;
  }
  if (constants.has(value) && isPackedBy(next, value)) {
    return next;
  }
  const { fullNode } = next;
  const fuses =
    fullNode.domain === "" &&
    Object.hasOwn(swallowed, head) &&
    swallowed[head]?.includes(fullNode.proto.opType) === true;
  const [numerator] = unit.fullNode.inputs;
  const isReciprocal = numerator !== undefined && constants.has(numerator);
  if (
    !fuses ||
    (head === "Conv" && !isFoldable(next, value, constants)) ||
    (head === "Div" && !isReciprocal)
  ) {
    return undefined;
  }
  if (head === "Conv" && !heads.has(next)) {
    heads.set(next, head);
  }
  return next;
}

/** The weights of `next` are computed from constants: where they are made and where they are packed lie together. */
function isPackedBy(next: SwitchUnit, value: Value): boolean {
  return next.halfNodes.some((node) =>
    node.inputs.some((input, index) => input === value && isPackedInput(node, index)),
  );
}

/** Only constants can be folded into the weights of a convolution. */
function isFoldable(next: SwitchUnit, value: Value | undefined, constants: ReadonlySet<Value>): boolean {
  return next.halfNodes.every((node) =>
    node.inputs.every((input) => input === undefined || input === value || constants.has(input)),
  );
}

/**
 * Ids of nodes whose weights are computed from constants by float nodes with which they could not be grouped (several
 * read them, or something moves them in between). They are constant in the model of one plan, not in a switchable one,
 * so that sums may be added in another order.
 */
export function inexactNodes(
  prepared: PreparedEmulation,
  units: readonly SwitchUnit[],
  groups: readonly SwitchGroup[],
  fixed: ReadonlySet<Value>,
): string[] {
  const unitOf = new Map(units.flatMap((unit) => unit.halfNodes.map((node) => [node, unit] as const)));
  const all = floatConstants(prepared);
  const isGrouped = (value: Value, reader: SwitchUnit | undefined): boolean => {
    const maker = value.producer && unitOf.get(value.producer.node);
    return maker !== undefined && groups.some((group) => group.successors.get(maker) === reader);
  };
  return prepared.graph.nodes
    .filter((node) =>
      node.inputs.some(
        (value, index) =>
          value !== undefined &&
          isPackedInput(node, index) &&
          all.has(value) &&
          !fixed.has(value) &&
          !isGrouped(value, unitOf.get(node)),
      ),
    )
    .map((node) => node.id);
}
