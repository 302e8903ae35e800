import type { DType } from "./dtype.ts";
import { largestFloat16, nonZeroElements, type RangeStatistics, rmsRoundingLoss } from "./range.ts";

/**
 * What a tensor is for, as far as that changes what its range means. parameter: a weight or an input, rounded to
 * FP16. constant: one number without a parameter's name, such as an epsilon or a mask's fill value. mask: zeros and
 * large negative numbers. statistic: running mean or variance, folded in FP32. bound: limit of a Clip. exempt: nothing
 * reads it in FP16.
 */
export type TensorRole = "parameter" | "constant" | "mask" | "statistic" | "bound" | "exempt";

/** The range of one weight, or of one input over all samples. */
export interface RangeReport {
  readonly kind: "weight" | "input";
  readonly name: string;
  /** File, or folder of samples, as the user gave it. */
  readonly file: string;
  /** Dotted path of the PyTorch module that owns it, when its name (or its consumer) tells. */
  readonly module?: string | undefined;
  /** Node of the graph that reads it, when the name alone says nothing. */
  readonly consumer?: string | undefined;
  readonly dtype: DType;
  readonly shape: readonly number[];
  readonly role: TensorRole;
  /** Of an input: the sample with its largest magnitude. */
  readonly sample?: string | undefined;
  readonly statistics: RangeStatistics;
}

export type RangeHazard =
  | "non-finite"
  | "overflow"
  | "integers"
  | "flushed"
  | "subnormal"
  | "rounding"
  | "near-limit";

/** break: FP16 can't hold the tensor. warn: it can, with a loss that may matter. note: worth knowing, harmless. */
export type RangeLevel = "break" | "warn" | "note";

export interface RangeFinding {
  readonly hazard: RangeHazard;
  readonly level: RangeLevel;
  /** Half a sentence that follows the tensor's name: "reaches 71000 > 65504: …". */
  readonly text: string;
}

/**
 * One element in a hundred. Weights that are distributed as initialisers make them (standard deviation 0.02) have
 * 1 in 10^6 below 2^-25 and 1 in 400 below 2^-14, so that a share like this is a property of the tensor.
 */
const flushedShareLimit = 0.01;
const subnormalShareLimit = 0.1;

/** Largest relative change of a normal FP16 value (half a unit in the last place): a larger rms lost more than that. */
const normalLossLimit = 2 ** -11;

/** What its range means for a tensor in FP16, worst first; empty when there is nothing to say. */
export function findRangeHazards(report: RangeReport): RangeFinding[] {
  const findings = [
    nonFinite(report),
    overflow(report),
    integers(report),
    smallValues(report),
    nearLimit(report),
  ].filter((finding) => finding !== undefined);
  return findings.toSorted((a, b) => levels.indexOf(a.level) - levels.indexOf(b.level));
}

const levels: readonly RangeLevel[] = ["break", "warn", "note"];

function nonFinite({ statistics, role, kind }: RangeReport): RangeFinding | undefined {
  const { nan, positiveInfinities, negativeInfinities, elements } = statistics;
  if (nan > 0) {
    const level = role === "exempt" ? "warn" : "break";
    return { hazard: "non-finite", level, text: `is NaN in ${ofElements(nan, elements)}` };
  }
  const infinities = positiveInfinities + negativeInfinities;
  if (infinities === 0) {
    return undefined;
  }
  const text = `is infinite in ${ofElements(infinities, elements)}, in any precision`;
  if (role === "parameter" || role === "statistic") {
    const level = kind === "input" && positiveInfinities === 0 ? "warn" : "break";
    return { hazard: "non-finite", level, text };
  }
  return { hazard: "non-finite", level: "note", text: `${text}: ${meanings[role]}` };
}

const meanings: Readonly<Record<Exclude<TensorRole, "parameter">, string>> = {
  constant: "a constant, harmful only where it is multiplied by 0 or subtracted from another infinity",
  mask: "a mask, harmful only where it is multiplied by 0 or hides a whole row of a softmax",
  statistic: "BatchNorm statistics are folded into its scale and shift in FP32, so this is harmless",
  bound: "the limit of a Clip, which an infinity means as well",
  exempt: "nothing reads it in FP16",
};

function overflow({ statistics, role }: RangeReport): RangeFinding | undefined {
  const { overflows, beyondLargest, elements, absMax, max } = statistics;
  if (beyondLargest === 0) {
    return undefined;
  }
  const extreme = max === absMax ? absMax : -absMax;
  const sign = extreme < 0 ? `< -${largestFloat16}` : `> ${largestFloat16}`;
  const reaches = `reaches ${formatRangeNumber(extreme)} ${sign}`;
  if (overflows === 0) {
    const text = `${reaches} in ${ofElements(beyondLargest, elements)}, rounded to ${largestFloat16}`;
    return { hazard: "overflow", level: "warn", text };
  }
  const text = `${reaches}: ${ofElements(overflows, elements)} ${overflows === 1 ? "becomes" : "become"} infinite`;
  if (role === "parameter") {
    return { hazard: "overflow", level: "break", text };
  }
  const level = role === "mask" || role === "constant" ? "warn" : "note";
  return { hazard: "overflow", level, text: `${text} (${meanings[role]})` };
}

/** Indices, ids and pixel coordinates in a float tensor. */
function integers({ statistics, role }: RangeReport): RangeFinding | undefined {
  const { isIntegral, changedIntegers, overflows, elements } = statistics;
  const changed = changedIntegers - overflows;
  if (!isIntegral || changed <= 0 || role !== "parameter") {
    return undefined;
  }
  return {
    hazard: "integers",
    level: "warn",
    text: `holds integers beyond 2048, which FP16 changes in ${ofElements(changed, elements)}`,
  };
}

/** Flushed, subnormal or otherwise coarse: one finding, the one that says most. */
function smallValues({ statistics, role }: RangeReport): RangeFinding | undefined {
  const { flushed, subnormal, elements, absMax } = statistics;
  const nonZero = nonZeroElements(statistics);
  const loss = rmsRoundingLoss(statistics);
  if (role === "exempt" || role === "statistic" || nonZero === 0) {
    return undefined;
  }
  const lossText = `rounding changes the tensor by ${formatPercent(loss)} (rms)`;
  if (flushed >= flushedShareLimit * nonZero) {
    const text =
      elements === 1
        ? `is ${formatRangeNumber(absMax)}, which becomes 0`
        : `becomes 0 in ${ofElements(flushed, nonZero, "non-zero ")}; ${lossText}`;
    return { hazard: "flushed", level: "warn", text };
  }
  // Stored in half precision already, or a power of two: subnormal, and yet exact.
  const level = loss > normalLossLimit ? "warn" : "note";
  if (subnormal >= subnormalShareLimit * nonZero) {
    const text = `is subnormal in ${ofElements(subnormal, nonZero, "non-zero ")}; ${lossText}`;
    return { hazard: "subnormal", level, text };
  }
  return level === "warn" ? { hazard: "rounding", level, text: lossText } : undefined;
}

function nearLimit({ statistics, role }: RangeReport): RangeFinding | undefined {
  const { beyondHalf, beyondLargest, elements, absMax } = statistics;
  if (beyondHalf === 0 || beyondLargest > 0 || role !== "parameter") {
    return undefined;
  }
  const text = `reaches ${formatRangeNumber(absMax)}, within a factor of 2 of ${largestFloat16}, in ${ofElements(beyondHalf, elements)}`;
  return { hazard: "near-limit", level: "note", text };
}

/** `3 of 64 elements`, `all 64 elements`, `its only element`. */
function ofElements(count: number, elements: number, kind = ""): string {
  if (elements === 1) {
    return "its only element";
  }
  return count === elements ? `all ${elements} ${kind}elements` : `${count} of ${elements} ${kind}elements`;
}

/** Zeros and large negative numbers only: what is added to attention scores, or fills them. */
export function looksLikeMask(statistics: RangeStatistics): boolean {
  const { elements, zeros, overflows, negativeInfinities, positiveInfinities, nan, max } = statistics;
  const isOneSided = positiveInfinities === 0 && nan === 0 && max <= 0;
  return (
    isOneSided && overflows + negativeInfinities > 0 && zeros + overflows + negativeInfinities === elements
  );
}

/** A number in a sentence: enough digits to tell it from 65504, three elsewhere. */
export function formatRangeNumber(value: number): string {
  const magnitude = Math.abs(value);
  if (magnitude >= 1e6 || (magnitude < 1e-3 && magnitude > 0)) {
    return value
      .toExponential(2)
      .replace(/\.?0+e/, "e")
      .replace("e+", "e");
  }
  return String(Number(value.toPrecision(magnitude > 60_000 && magnitude < 70_000 ? 7 : 3)));
}

/** A share as percent, never 0 when it is not. */
export function formatPercent(share: number): string {
  const percent = 100 * share;
  const shown =
    percent !== 0 && percent < 1e-3
      ? percent.toExponential(1).replace(".0e", "e")
      : String(Number(percent.toPrecision(2)));
  return `${shown} %`;
}
