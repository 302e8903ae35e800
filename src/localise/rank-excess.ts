import type { TrialOutcome } from "./trial.ts";

/** Excess of an output in a trial; `otherwise` without a trial. What was not measured, or is NaN, is infinitely wrong. */
export function excessOf(
  outcome: TrialOutcome | undefined,
  output: string,
  otherwise = Number.POSITIVE_INFINITY,
): number {
  if (outcome === undefined) return otherwise;
  const excess = outcome.outputs.get(output)?.excess ?? Number.POSITIVE_INFINITY;
  return Number.isNaN(excess) ? Number.POSITIVE_INFINITY : excess;
}

/** An excess for people: `3.2x the limit`, or that the values are not finite. */
export function describeExcess(excess: number): string {
  return excess === Number.POSITIVE_INFINITY
    ? "beyond any limit (NaN or infinity)"
    : `${ratio(excess)} times the limit`;
}

/** A ratio with two significant digits, whole above 100. */
export function ratio(value: number): string {
  if (!Number.isFinite(value)) return "infinitely many";
  return value >= 100 ? value.toFixed(0) : Number(value.toPrecision(2)).toString();
}
