import type { GraphNode } from "../../onnx/graph.ts";
import { show } from "../advice.ts";
import type { Cause } from "../cause.ts";
import { type CauseContext, computedBy, isPlainRounding, stepAt } from "../cause-context.ts";

const leastSums = 64;
const mostSums = 4096;

/** One of very many sums in a row (a loop that the exporter wrote out): what each adds drowns in the step of the sum. */
export function writtenOutSum({ node, measured }: CauseContext): Cause | undefined {
  if (node.proto.opType !== "Add" || !isPlainRounding(measured)) return undefined;
  const sums = sumsBefore(node);
  if (sums < leastSums) return undefined;
  const { absMax } = measured.reference;
  return {
    kind: "long-accumulation",
    evidence: `This is sum ${sums} in a row, and has reached ${show(absMax)}, where FP16 steps are ${show(stepAt(absMax))}: the rounding of every step adds up.`,
    advice: "Keep the running sum in float32 (`total = total + x.float()`), or sum in one reduction.",
  };
}

function sumsBefore(node: GraphNode): number {
  let sums = 1;
  let at = node;
  while (sums < mostSums) {
    const before = at.inputs.map(computedBy).find((producer) => producer?.proto.opType === "Add");
    if (before === undefined) return sums;
    sums += 1;
    at = before;
  }
  return sums;
}
