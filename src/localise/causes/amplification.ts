import { show, site } from "../advice.ts";
import type { Cause } from "../cause.ts";
import { type CauseContext, isPlainRounding, stepAt } from "../cause-context.ts";
import { downstream } from "../cause-walk.ts";

const leastGain = 8;
const exponential = new Set(["Softmax", "LogSoftmax", "Exp", "ReduceLogSumExp"]);
/** Arguments from here on come in steps of 1/16: 6 % of a result. */
const leastArgument = 64;
const anything = new Set([
  "Add",
  "Sub",
  "Mul",
  "Div",
  "Exp",
  "Pow",
  "Sqrt",
  "Log",
  "Tanh",
  "Sigmoid",
  "Softmax",
  "LogSoftmax",
  "Neg",
  "Reciprocal",
]);

/** Ordinary rounding that a node downstream magnifies. */
export function amplification(context: CauseContext): Cause | undefined {
  const { node, measured, evidence } = context;
  const steep = steepArgument(context);
  if (steep !== undefined) return steep;
  if (!isPlainRounding(measured)) return undefined;
  let before = measured.total.relRms;
  for (const { node: reader } of downstream(node, { steps: 3, through: anything })) {
    const after = evidence.get(reader.id)?.total.relRms ?? 0;
    if (before > 0 && after >= leastGain * before) {
      return {
        kind: "amplification",
        evidence: `${site(context).name} adds only ordinary rounding (${show(measured.introduced.relRms)} relative), which ${reader.proto.opType} behind it magnifies ${show(after / before)} times.`,
        advice:
          "Compute from here to the magnifying step in float32, or lower the scale or temperature that magnifies.",
      };
    }
    before = Math.max(before, after);
  }
  return undefined;
}

/** An exponential function of large numbers turns the step of its argument into a relative error of its result. */
function steepArgument({ node, measured }: CauseContext): Cause | undefined {
  const [argument] = measured.inputs;
  if (!exponential.has(node.proto.opType) || argument === undefined || argument.absMax < leastArgument)
    return undefined;
  if (measured.introduced.nonFinite > 0) return undefined;
  const step = stepAt(argument.absMax);
  return {
    kind: "amplification",
    evidence: `${node.proto.opType} reads values up to ${show(argument.absMax)}, where FP16 steps are ${show(step)}: each step changes the ratio of two results by ${show(100 * Math.expm1(step))} %.`,
    advice: "Lower the scale or temperature before it, or compute scale and exponential function in float32.",
  };
}
