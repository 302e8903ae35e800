import { carriedInputPositions } from "../onnx/data-movement.ts";
import type { ModelGraph } from "../onnx/graph.ts";
import { type CarriedError, contributions, introducedShare, totalErrors } from "./contribution.ts";
import type { NodeEvidence } from "./evidence.ts";
import type { Amplifier } from "./ranking.ts";

/** The amplifier must lie on the way of at least this share of the error. */
const leastInfluence = 0.1;
const leastRelativeGain = 4;
const leastAbsoluteGain = 8;
/** Operators that scale by a factor; elsewhere absolute errors grow with the size of the sums, which is no fault. */
const scaling = new Set(["Mul", "Div", "Exp", "Pow"]);

/**
 * The node that makes the error of these outputs large though it adds little itself: a temperature, a steep function,
 * a scale at the end. Undefined when there is none, or no output.
 */
export function findAmplifier(
  graph: ModelGraph,
  evidence: ReadonlyMap<string, NodeEvidence>,
  outputs: readonly string[],
): Amplifier | undefined {
  if (outputs.length === 0) return undefined;
  const errors = totalErrors(graph, evidence);
  let strongest: Amplifier | undefined;
  for (const [id, { influence }] of contributions(graph, evidence, outputs)) {
    const node = graph.nodeById.get(id);
    const measured = evidence.get(id);
    if (node === undefined || measured === undefined || influence < leastInfluence) continue;
    if (introducedShare(measured) > 0.25 || carriedInputPositions(node) !== undefined) continue;
    const inputs = node.inputs.flatMap((value) => {
      const producer = value?.producer?.node;
      return (producer === undefined ? undefined : errors.get(producer)) ?? [];
    });
    const found = gainOf(id, measured, inputs, scaling.has(node.proto.opType));
    if (found !== undefined && (strongest === undefined || found.gain > strongest.gain)) strongest = found;
  }
  return strongest;
}

function gainOf(
  id: string,
  measured: NodeEvidence,
  inputs: readonly CarriedError[],
  isScaling: boolean,
): Amplifier | undefined {
  const before = (figure: "rms" | "relRms"): number =>
    inputs.reduce((largest, input) => Math.max(largest, input[figure]), 0);
  const relative = measured.total.relRms / before("relRms");
  if (Number.isFinite(relative) && relative >= leastRelativeGain)
    return { id, gain: relative, measure: "relative" };
  const absolute = measured.total.rms / before("rms");
  return isScaling && Number.isFinite(absolute) && absolute >= leastAbsoluteGain
    ? { id, gain: absolute, measure: "absolute" }
    : undefined;
}
