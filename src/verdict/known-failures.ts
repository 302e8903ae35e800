import { formatFigure, withUnit } from "../compare/figure.ts";
import { withinLimit } from "../compare/finding.ts";
import type { LegFinding } from "./decide.ts";
import type { Excuse } from "./excuse.ts";

/** A known failure may be this much further from right than when it became known; more is a new failure. */
export const knownGrowth = 1.1;

/**
 * The failure of the base that a crossed limit repeats; undefined when it is new. Known is what the base crosses too,
 * by today's limit and in the same output and unit, and what has not grown: growth is measured from the least error
 * since the failure is known, so that it can't creep from job to job.
 * @param noise largest difference between identical runs of both jobs together, in the metric's unit.
 */
export function knownFailure(
  finding: LegFinding,
  base: readonly LegFinding[],
  noise: number,
): Excuse | undefined {
  // A regression is measured from the base: there it can't have been the same one.
  if (finding.name === "regression") return undefined;
  const earlier = base.find(
    ({ leg, output, name, operator, level }) =>
      leg === finding.leg &&
      output === finding.output &&
      name === finding.name &&
      operator === finding.operator &&
      level === "fail",
  );
  if (earlier === undefined || earlier.unit !== finding.unit || !crossesToday(earlier, finding)) {
    return undefined;
  }
  const from = leastOf(earlier, finding.operator);
  if (hasGrown(finding, from, finding.name === "max-abs" ? noise : 0)) return undefined;
  return { kind: "known", text: describe(earlier), from };
}

/** Whether the base's figure crosses the limit of this job. */
export function crossesToday(earlier: LegFinding, { operator, expected }: LegFinding): boolean {
  const { actual } = earlier;
  if (typeof actual === "number" && typeof expected === "number") {
    return !withinLimit(actual, operator, expected);
  }
  return !earlier.passed && actual !== expected;
}

function leastOf({ actual, excuse }: LegFinding, operator: LegFinding["operator"]): number | string {
  const first = excuse?.kind === "known" ? excuse.from : undefined;
  if (typeof first !== "number" || typeof actual !== "number" || Number.isNaN(first)) return actual;
  return operator === ">=" ? Math.max(first, actual) : Math.min(first, actual);
}

function hasGrown({ actual, operator, name }: LegFinding, from: number | string, noise: number): boolean {
  if (typeof actual !== "number" || typeof from !== "number") return actual !== from;
  if (Number.isNaN(actual)) return !Number.isNaN(from);
  if (actual === from) return false;
  if (operator !== ">=") return !(actual <= from * knownGrowth + noise);
  // Decibels are logarithmic: the same growth of the error is a constant step.
  if (name === "snr-db") return !(actual >= from - 20 * Math.log10(knownGrowth));
  return !(actual >= 1 - (1 - from) * knownGrowth);
}

function describe({ actual, unit }: LegFinding): string {
  const figure = typeof actual === "number" ? withUnit(formatFigure(actual), unit) : actual;
  return `known: ${figure} on the base already`;
}
