import { show, site } from "../advice.ts";
import type { Cause } from "../cause.ts";
import type { CauseContext } from "../cause-context.ts";
import { unitRoundoff } from "../cause-context.ts";
import { downstream } from "../cause-walk.ts";

const shrinking = new Set([
  "Mul",
  "Div",
  "Pow",
  "MatMul",
  "Gemm",
  "Conv",
  "Exp",
  "Reciprocal",
  "ReduceProd",
  "ReduceMean",
  "ReduceSum",
  "ReduceSumSquare",

  "Einsum",
  "Sub",
  "Add",
]);
const onward = new Set(["Add", "Sub", "Mul", "Max", "Sqrt", "ReduceSum", "ReduceMean", "Clip"]);
const endangered = new Set(["Div", "Log", "Reciprocal"]);
const leastShare = 0.01;

/** Results that are not zero become zero, or lose their digits as subnormals, and somebody needs them. */
export function underflow(context: CauseContext): Cause | undefined {
  const { node, measured } = context;
  const { reference, introduced } = measured;
  if (!shrinking.has(node.proto.opType) || reference.nonZero === 0) return undefined;
  const lost = reference.flushed + reference.subnormal;
  const reader = downstream(node, { steps: 4, through: onward }).find((met) =>
    endangered.has(met.node.proto.opType),
  );
  const isNoticed =
    introduced.nonFinite > 0 || introduced.relRms > 4 * unitRoundoff || (reader !== undefined && lost > 0);
  const isMeeting = node.proto.opType === "Div" && introduced.nonFinite > 0;
  if (lost < leastShare * reference.nonZero || !isNoticed || isMeeting) return undefined;
  const { name } = site(context);
  const consequence = reader === undefined ? "" : ` before the ${reader.node.proto.opType} that reads them`;
  return {
    kind: "underflow",
    evidence: `Of ${reference.nonZero} elements that are not zero, ${reference.flushed} become 0 in FP16 and ${reference.subnormal} are subnormal at ${name} (largest: ${show(reference.absMax)})${consequence}.`,
    advice:
      "Work in larger units (multiply the factors by a power of two before the product), or compute this part in float32.",
  };
}
