import type { GraphNode } from "../../onnx/graph.ts";
import { show } from "../advice.ts";
import type { Cause } from "../cause.ts";
import { type CauseContext, overflowFloat16, scalarConstant } from "../cause-context.ts";
import { downstream, upstream } from "../cause-walk.ts";

const maskPath = new Set(["Add", "Sub", "Mul", "Div", "Neg", "Min", "Max", "Clip"]);

/**
 * A large constant that switches elements off before a softmax becomes infinite: a row that is masked as a whole is
 * then NaN instead of uniform. Asks for a softmax downstream and a constant beyond FP16 upstream of it.
 */
export function maskConstant({ node, measured, evidence }: CauseContext): Cause | undefined {
  if (measured.introduced.nonFinite === 0 && measured.arisingNonFinite === 0) return undefined;
  const isSoftmax = (each: GraphNode): boolean =>
    each.proto.opType === "Softmax" || each.proto.opType === "LogSoftmax";
  if (
    !isSoftmax(node) &&
    !downstream(node, { steps: 5, through: maskPath }).some((met) => isSoftmax(met.node))
  ) {
    return undefined;
  }
  const sources = [node, ...upstream(node, { steps: 4, through: maskPath }).map((met) => met.node)];
  for (const source of sources) {
    const scalar = source.inputs.map(scalarConstant).find((value) => Math.abs(value ?? 0) >= overflowFloat16);
    const stored = evidence.get(source.id)?.inputs.find((input) => input.isConstant && input.overflows > 0);
    const size = scalar ?? stored?.scalar ?? (stored === undefined ? undefined : -stored.absMax);
    if (size === undefined || !Number.isFinite(size)) continue;
    return {
      kind: "mask-constant",
      evidence: `The mask constant ${show(size)} is infinite in FP16 (beyond 65504): a softmax over a row that is masked as a whole, and a product with 0, become NaN.`,
      advice:
        "Mask with a value that FP16 holds (`masked_fill(mask, -1e4)`), or compute scores and softmax in float32.",
    };
  }
  return undefined;
}
