import { formatFigure, withUnit } from "../compare/figure.ts";
import { withinLimit } from "../compare/finding.ts";
import { globSpecificity, matchesGlob } from "../compare/glob.ts";
import { quoteName } from "../compare/quote-name.ts";
import { ConfigError } from "../errors.ts";
import type { LegFinding } from "./decide.ts";
import type { OutputFacts, RegressionLimit } from "./job-facts.ts";
import type { LegKind } from "./leg.ts";

/** What can't be said of one output, and why. */
export interface RegressionJudgement {
  readonly findings: readonly LegFinding[];
  readonly notes: readonly string[];
}

/**
 * Applies the limits against the base. A regression is a largest difference that is beyond `factor` times the base's
 * and beyond the base's plus `amount`, where each is given, and beyond what the noise of both jobs explains. With both
 * given, `amount` keeps a tiny error that doubles from failing.
 * @throws ConfigError for `amount` in another unit than the output's.
 */
export function judgeRegression(
  now: readonly OutputFacts[],
  base: readonly OutputFacts[],
  limits: readonly RegressionLimit[],
  leg: LegKind,
): RegressionJudgement {
  const before = new Map(base.map((output) => [output.name, output]));
  const findings: LegFinding[] = [];
  const notes: string[] = [];
  for (const output of now) {
    const limit = limitFor(output.name, limits);
    if (limit === undefined) continue;
    checkUnit(output, limit);
    const earlier = before.get(output.name);
    const unfit = earlier === undefined ? "it is not on the base" : whyUnfit(output, earlier);
    if (earlier === undefined || unfit !== undefined) {
      notes.push(`No regression limit was applied to ${quoteName(output.name)}: ${unfit ?? ""}.`);
    } else findings.push(judge(output, earlier, limit, leg));
  }
  return { findings, notes };
}

/** The plain name wins over globs, then the most particular glob, then the first. */
function limitFor(output: string, limits: readonly RegressionLimit[]): RegressionLimit | undefined {
  return limits
    .filter((limit) => limit.output === output || matchesGlob(limit.output, output))
    .reduce<RegressionLimit | undefined>(
      (best, limit) =>
        best === undefined || globSpecificity(limit.output) > globSpecificity(best.output) ? limit : best,
      undefined,
    );
}

function checkUnit({ name, unit }: OutputFacts, limit: RegressionLimit): void {
  if (limit.unit === undefined || limit.unit === unit) return;
  throw new ConfigError(
    `regression: the amount for ${quoteName(name)} is in ${limit.unit}, and the output is in ${unit ?? "no unit"}.`,
    { advice: "Write both in the same unit; tolerances give an output its unit." },
  );
}

function whyUnfit(output: OutputFacts, earlier: OutputFacts): string | undefined {
  if (earlier.unit !== output.unit) return "its unit is another one than on the base";
  if (!Number.isFinite(earlier.metrics.maxAbs)) return "on the base its error is not finite";
  if ((earlier.metrics.nonFiniteMismatches ?? 0) > 0) return "on the base it is NaN or infinite in places";
  return undefined;
}

function judge(
  output: OutputFacts,
  earlier: OutputFacts,
  { factor, amount, level }: RegressionLimit,
  leg: LegKind,
): LegFinding {
  const before = earlier.metrics.maxAbs;
  const actual = output.metrics.maxAbs;
  const expected = Math.max(
    before * (factor ?? 1),
    before + (amount ?? 0),
    before + (earlier.noiseFloor ?? 0) + (output.noiseFloor ?? 0),
  );
  const passed = withinLimit(actual, "<=", expected);
  const { unit } = output;
  const figures = { actual: said(actual, unit), expected: said(expected, unit), before: said(before, unit) };
  return {
    leg,
    name: "regression",
    output: output.name,
    operator: "<=",
    expected,
    actual,
    unit,
    passed,
    level,
    message:
      `${quoteName(output.name)} is off by ${figures.actual}, ${figures.before} on the base; ` +
      `${passed ? "within" : "beyond"} the ${figures.expected} that the regression limit allows.`,
  };
}

function said(value: number, unit: string | undefined): string {
  return withUnit(formatFigure(value), unit);
}
