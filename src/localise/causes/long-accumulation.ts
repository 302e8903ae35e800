import { show, site } from "../advice.ts";
import type { Cause } from "../cause.ts";
import type { CauseContext } from "../cause-context.ts";

const accumulating = new Set([
  "CumSum",
  "ReduceSum",
  "ReduceMean",
  "GlobalAveragePool",
  "AveragePool",
  "MatMul",
  "Gemm",
  "Conv",
  "Loop",
  "Scan",
  "GRU",
  "LSTM",
  "RNN",
]);
const leastTerms = 1024;

/** A sum of so many terms that what each adds is below the step of the sum, or a recurrence of as many steps. */
export function longAccumulation(context: CauseContext): Cause | undefined {
  const { node, measured } = context;
  if (!accumulating.has(node.proto.opType)) return undefined;
  const [input] = measured.inputs;
  if (input === undefined || measured.reference.elements === 0) return undefined;
  const isRunning = node.proto.opType === "CumSum";
  const terms = isRunning
    ? measured.reference.absMax / input.rms
    : input.elements / measured.reference.elements;
  if (!Number.isFinite(terms) || terms < leastTerms) return undefined;
  return {
    kind: "long-accumulation",
    evidence: `${site(context).name} adds up about ${show(terms)} terms of ${show(input.rms)} (rms) to ${show(measured.reference.absMax)}: each is small against the FP16 step of the sum.`,
    advice: "Accumulate in float32 (`x.float().cumsum(-1)`, `x.float().mean(...)`), or sum in blocks.",
  };
}
