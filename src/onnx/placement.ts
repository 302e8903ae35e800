import { carriedInputPositions, isExact } from "./data-movement.ts";
import type { GraphNode, ModelGraph, Value } from "./graph.ts";
import type { PrecisionPlan } from "./plan.ts";
import type { NodeRounding, RoundingDecision, RoundingFormat } from "./rounding.ts";
import { readsOnlySizes } from "./shape-arithmetic.ts";

/** What an input reads: the value itself, its rounded copy, or what its producer computed before rounding. */
export type Reading = "value" | "copy" | "unrounded";

/** Which tensors are rounded where, for one plan. Every value is rounded at most once. */
export interface RoundingPlacement {
  /** Values that their producer rounds: all who read them get the rounded numbers. */
  readonly outputs: ReadonlyMap<Value, RoundingFormat>;
  /** Values of which a rounded copy exists beside the original. */
  readonly copies: ReadonlyMap<Value, RoundingFormat>;
  /** By input position; nodes that are missing here read every value as it is. */
  readonly readings: ReadonlyMap<GraphNode, readonly Reading[]>;
}

interface Placing {
  readonly decision: RoundingDecision;
  readonly outputs: Map<Value, RoundingFormat>;
  readonly copies: Map<Value, RoundingFormat>;
  readonly readings: Map<GraphNode, readonly Reading[]>;
  /** Values whose every element is known to be representable in the format. */
  readonly representable: Map<Value, RoundingFormat>;
}

/**
 * Applies a plan to the decision. A value is rounded by its producer when that runs in half precision, and once more
 * as a copy when it was not and somebody needs it rounded. Values that already are representable (rounded before,
 * moved, or picked out by an exact operator) are not rounded again. Shape arithmetic reads what a producer computed
 * before rounding. `stored` gives the format in which initializers and constants are stored, for models that declare
 * FP16 or BF16.
 */
export function placeRounding(
  graph: ModelGraph,
  decision: RoundingDecision,
  plan: PrecisionPlan,
  stored: ReadonlyMap<Value, RoundingFormat> = new Map(),
): RoundingPlacement {
  const placing: Placing = {
    decision,
    outputs: new Map(),
    copies: new Map(),
    readings: new Map(),
    representable: new Map(stored),
  };
  for (const node of graph.nodes) {
    const decided = decision.byNode.get(node);
    const rounding = plan.fp32Nodes.has(node.id) ? undefined : decided;
    placeInputs(node, rounding, placing);
    placeOutputs(node, rounding, inheritedFormat(node, decided, rounding, placing), placing);
  }
  return placing;
}

function placeInputs(node: GraphNode, rounding: NodeRounding | undefined, placing: Placing): void {
  let readings: Reading[] | undefined;
  for (const [index, value] of node.inputs.entries()) {
    const reading = value === undefined ? "value" : readingOf(node, index, value, rounding, placing);
    if (reading !== "value") {
      readings ??= node.inputs.map(() => "value");
      readings[index] = reading;
    }
    if (value !== undefined && reading === "copy") {
      placing.copies.set(value, rounding?.inputs[index] as RoundingFormat);
    }
  }
  if (readings !== undefined) {
    placing.readings.set(node, readings);
  }
}

function readingOf(
  node: GraphNode,
  index: number,
  value: Value,
  rounding: NodeRounding | undefined,
  placing: Placing,
): Reading {
  const format = rounding?.inputs[index];
  if (format !== undefined) {
    return placing.representable.get(value) === format ? "value" : "copy";
  }
  const readsExact =
    placing.outputs.has(value) && placing.decision.isShapeUse(node, index) && !readsOnlySizes(node);
  return readsExact ? "unrounded" : "value";
}

function placeOutputs(
  node: GraphNode,
  rounding: NodeRounding | undefined,
  inherited: RoundingFormat | undefined,
  placing: Placing,
): void {
  for (const [index, value] of node.outputs.entries()) {
    const format = rounding?.outputs[index];
    const now = format ?? inherited;
    if (value !== undefined && now !== undefined) {
      placing.representable.set(value, now);
      if (now !== inherited) {
        placing.outputs.set(value, now);
      }
    }
  }
}

/** The format that all elements of the outputs have because all elements they come from have it. */
function inheritedFormat(
  node: GraphNode,
  decided: NodeRounding | undefined,
  rounding: NodeRounding | undefined,
  placing: Placing,
): RoundingFormat | undefined {
  const positions = carriedInputPositions(node) ?? (isExact(node) ? roundedPositions(decided) : undefined);
  let common: RoundingFormat | undefined;
  for (const index of positions ?? []) {
    const value = node.inputs[index];
    if (value === undefined) {
      continue;
    }
    const format = rounding?.inputs[index] ?? placing.representable.get(value);
    if (format === undefined || (common !== undefined && common !== format)) {
      return undefined;
    }
    common = format;
  }
  return common;
}

function roundedPositions(decided: NodeRounding | undefined): number[] {
  return (decided?.inputs ?? []).flatMap((format, index) => (format === undefined ? [] : [index]));
}
