import { site } from "../advice.ts";
import type { Cause } from "../cause.ts";
import { type CauseContext, isPlainRounding } from "../cause-context.ts";
import { downstream } from "../cause-walk.ts";

const onWay = new Set([
  "Add",
  "Sub",
  "Mul",
  "Div",
  "Softmax",
  "Sigmoid",
  "Neg",
  "Relu",
  "ReduceMax",
  "ReduceSum",
]);
/** Operators whose result is what a decision compares, whatever the size of their error. */
const opensDecision = new Set(["Softmax", "Sigmoid", "LogSoftmax"]);
/** Which of several is largest: any rounding can turn it. */
const choices = new Set(["ArgMax", "ArgMin", "TopK", "Hardmax"]);
const steps = new Set(
  (
    "ArgMax ArgMin TopK Hardmax Round Floor Ceil Sign Greater GreaterOrEqual Less LessOrEqual Equal " +
    "NonMaxSuppression NonZero"
  ).split(" "),
);

/** Ordinary rounding before a choice among several values. */
export function wrongChoice(context: CauseContext): Cause | undefined {
  return beforeStep(context, choices);
}

/** Ordinary rounding that a decision downstream turns into another index, another bin or another branch. */
export function discontinuity(context: CauseContext): Cause | undefined {
  return beforeStep(context, steps);
}

function beforeStep(context: CauseContext, steps: ReadonlySet<string>): Cause | undefined {
  const { node, measured } = context;
  const isStep = steps.has(node.proto.opType);
  const isBorderline =
    isPlainRounding(measured) ||
    (measured.introduced.nonFinite === 0 && opensDecision.has(node.proto.opType));
  if (!isStep && !isBorderline) return undefined;
  const met = isStep
    ? node
    : downstream(node, { steps: 4, through: onWay }).find((each) => steps.has(each.node.proto.opType))?.node;
  if (met === undefined) return undefined;
  const { opType } = met.proto;
  return {
    kind: "discontinuity",
    evidence: isStep
      ? `${opType} jumps where its input crosses a border, and rounding to FP16 moves inputs across.`
      : `${site(context).name} adds only ordinary rounding, but ${opType} behind it jumps where two values are closer than that.`,
    advice:
      "Compare this output by its decisions (matched rows, agreement), or compute the compared values in float32 up to the decision.",
  };
}
