import type { GraphNode } from "../../onnx/graph.ts";
import { show, site } from "../advice.ts";
import type { Cause } from "../cause.ts";
import { isSquare } from "../cause-composition.ts";
import { type CauseContext, computedBy, isPlainRounding } from "../cause-context.ts";
import { downstream } from "../cause-walk.ts";
import type { NodeEvidence } from "../evidence.ts";

/** The result is smaller than the operands by at least this factor: 5 of 11 bits are gone. */
const leastLoss = 32;

/** Operators that keep the relative size of a rounding error. */
const linear = new Set(["Mul", "Div", "Pow", "ReduceMean", "ReduceSum", "Add", "Neg", "Max", "Min"]);

/** A difference of nearly equal numbers: here, or right after this node, whose rounding it lays bare. */
export function cancellation(context: CauseContext): Cause | undefined {
  const { node, measured, evidence } = context;
  const own = lossAt(node, measured);
  if (own !== undefined && !isPlainRounding(measured)) return describe(node, measured, own, "here", context);
  if (!isPlainRounding(measured)) return undefined;
  for (const { node: reader } of downstream(node, { steps: 3, through: linear })) {
    const found = evidence.get(reader.id);
    const loss = found === undefined ? undefined : lossAt(reader, found);
    if (found !== undefined && loss !== undefined)
      return describe(reader, found, loss, "in the difference that reads this", context);
  }
  return undefined;
}

/** By how much a sum or difference is smaller than the larger of its operands; undefined below `leastLoss`. */
function lossAt(node: GraphNode, measured: NodeEvidence): number | undefined {
  const { opType } = node.proto;
  if (opType !== "Sub" && opType !== "Add") return undefined;
  const operands = measured.inputs.map((input) => input.rms).filter(Number.isFinite);
  const [one, other] = operands;
  if (one === undefined || other === undefined || Math.max(one, other) > 4 * Math.min(one, other))
    return undefined;
  const loss = Math.max(one, other) / measured.reference.rms;
  return Number.isFinite(loss) && loss >= leastLoss ? loss : undefined;
}

function describe(
  node: GraphNode,
  measured: NodeEvidence,
  loss: number,
  where: string,
  context: CauseContext,
): Cause {
  const operand = Math.max(...measured.inputs.map((input) => input.rms));
  const isVariance = isVarianceByMoments(node);
  const what = isVariance ? "The variance as E[x^2] - E[x]^2" : site(context).name;
  return {
    kind: "cancellation",
    evidence: `${what} takes a difference of ${show(measured.reference.rms)} between numbers of about ${show(operand)} (rms) ${where}: their FP16 rounding is magnified ${show(loss)} times.`,
    advice: isVariance
      ? "Compute the variance as `(x - x.mean()).pow(2).mean()`, or with `torch.var` in float32."
      : "Compute operands and difference in float32, or subtract the common part before it is rounded.",
  };
}

/** mean(x * x) - mean(x) * mean(x). */
function isVarianceByMoments(node: GraphNode): boolean {
  const [first, second] = [computedBy(node.inputs[0]), computedBy(node.inputs[1])];
  const mean = first?.proto.opType === "ReduceMean" ? computedBy(first.inputs[0]) : undefined;
  const square = second !== undefined && isSquare(second) ? computedBy(second.inputs[0]) : undefined;
  return mean !== undefined && isSquare(mean) && square?.proto.opType === "ReduceMean";
}
