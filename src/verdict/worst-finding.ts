import type { Finding } from "../compare/finding.ts";
import { type Excuse, shownLevel } from "./excuse.ts";

/**
 * How far a finding is beyond its limit: 1 is at the limit, larger is worse, Infinity where no ratio can say it
 * (a missing output, NaN, a limit of zero). Ratios make outputs of different units comparable.
 */
export function severity(finding: Finding): number {
  const { operator, actual, expected } = finding;
  if (typeof actual !== "number" || typeof expected !== "number") return finding.passed ? 0 : Infinity;
  if (Number.isNaN(actual) || Number.isNaN(expected)) return Infinity;
  if (operator === "<=") return ratio(actual, expected);
  if (operator === ">=") return actual === expected ? 1 : 1 + (expected - actual) / Math.abs(expected || 1);
  return finding.passed ? 0 : Infinity;
}

function ratio(actual: number, expected: number): number {
  if (actual === 0) return 0;
  if (actual === expected) return 1;
  return expected === 0 ? Infinity : actual / expected;
}

/** The finding that a reader should see first: failed before warned before passed, then the most severe. */
export function worstFinding<F extends Finding>(findings: readonly F[]): F | undefined {
  const rank = (finding: Finding & { readonly excuse?: Excuse | undefined }): number =>
    finding.passed ? 0 : shownLevel(finding) === "fail" ? 2 : 1;
  return findings.reduce<F | undefined>((worst, finding) => {
    if (worst === undefined || rank(finding) > rank(worst)) return finding;
    if (rank(finding) < rank(worst)) return worst;
    return severity(finding) > severity(worst) ? finding : worst;
  }, undefined);
}

/**
 * The finding to name for an output or a run that does not fail: its own limit rather than the warning below it, which
 * is always nearer. What crossed a warning still comes before what crossed nothing.
 */
export function leadingFinding<F extends Finding>(findings: readonly F[]): F | undefined {
  const worst = worstFinding(findings);
  if (worst === undefined || worst.level === "fail") return worst;
  return companionOf(worst, findings) ?? worst;
}

/** The other limit on the same figure: the warning below a limit, or the limit above a warning. */
export function companionOf<F extends Finding>(finding: F, findings: readonly F[]): F | undefined {
  return findings.find(
    ({ output, name, operator, level }) =>
      output === finding.output &&
      name === finding.name &&
      operator === finding.operator &&
      level !== finding.level,
  );
}
