import { rmsRoundingLoss } from "./range.ts";
import { findRangeHazards, type RangeFinding, type RangeLevel, type RangeReport } from "./range-report.ts";

/** A tensor with what its range means; `findings` is worst first. */
export interface JudgedRange {
  readonly report: RangeReport;
  readonly findings: readonly RangeFinding[];
  /** Level of the worst finding; undefined when there is none. */
  readonly level: RangeLevel | undefined;
}

/** Evidence for the legs "inputs in FP16 range" and "weights in FP16 range". */
export interface RangeLeg {
  readonly kind: "inputs" | "weights";
  /**
   * False when a tensor can't be held in FP16. It need not break an output, so that this names the class of a failure
   * only when the emulation fails, too.
   */
  readonly passed: boolean;
  /** Sentences with the evidence: what breaks, else what to watch, else that all is well. */
  readonly text: string;
  /** Worst first. */
  readonly tensors: readonly JudgedRange[];
}

const ranks: Readonly<Record<RangeLevel, number>> = { break: 0, warn: 1, note: 2 };

/** Findings of each tensor, worst tensor first; equal ones keep their order in the file. */
export function judgeRanges(reports: readonly RangeReport[]): JudgedRange[] {
  return reports
    .map((report): JudgedRange => {
      const findings = findRangeHazards(report);
      return { report, findings, level: findings[0]?.level };
    })
    .toSorted(compareSeverity);
}

function compareSeverity(a: JudgedRange, b: JudgedRange): number {
  const rank = ({ level }: JudgedRange): number => (level === undefined ? 3 : ranks[level]);
  const byRank = rank(a) - rank(b);
  if (byRank !== 0) {
    return byRank;
  }
  const [one, other] = [a.report.statistics, b.report.statistics];
  const broken = (range: typeof one): number =>
    range.nan + range.positiveInfinities + range.negativeInfinities > 0 ? 1 : 0;
  const isLost = a.level === "warn" && one.overflows + other.overflows === 0;
  const byLoss = isLost ? rmsRoundingLoss(other) - rmsRoundingLoss(one) : 0;
  return broken(other) - broken(one) || byLoss || other.absMax - one.absMax;
}

/** The leg of weights or inputs, from the reports of its kind. */
export function rangeLeg(kind: RangeLeg["kind"], reports: readonly RangeReport[]): RangeLeg {
  const wanted = kind === "inputs" ? "input" : "weight";
  const tensors = judgeRanges(reports.filter((report) => report.kind === wanted));
  return {
    kind,
    passed: !tensors.some(({ level }) => level === "break"),
    text: describeRanges(tensors, kind === "inputs" ? "input" : "weight"),
    tensors,
  };
}

/** One or two sentences: "2 of 148 weights do not fit FP16: `head.scale` reaches 71000 > 65504: …." */
export function describeRanges(tensors: readonly JudgedRange[], noun: string): string {
  const total = tensors.length;
  if (total === 0) {
    return `There is no float ${noun}.`;
  }
  const [worst] = tensors;
  const count = (level: RangeLevel): number => tensors.filter((tensor) => tensor.level === level).length;
  const broken = count("break");
  const warned = count("warn");
  const example = worst === undefined ? "" : `\`${worst.report.name}\` ${worst.findings[0]?.text ?? ""}`;
  const of = (some: number): string => (total === 1 ? `The only ${noun}` : `${some} of ${total} ${noun}s`);
  const singular = (some: number): boolean => some === 1 || total === 1;
  if (broken > 0) {
    return `${of(broken)} ${singular(broken) ? "does" : "do"} not fit FP16: ${example}.`;
  }
  const fit = total === 1 ? `The only ${noun} fits FP16` : `All ${total} ${noun}s fit FP16`;
  return warned === 0
    ? `${fit}.`
    : `${fit}, but ${singular(warned) ? "one loses" : `${warned} lose`} more than usual: ${example}.`;
}
