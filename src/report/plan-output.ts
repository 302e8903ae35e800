import { excess } from "../compare/excess.ts";
import { formatAgainst, formatFigure, withUnit } from "../compare/figure.ts";
import type { Finding } from "../compare/finding.ts";
import type { TrialOutcome } from "../localise/trial.ts";
import type { ResultPlanOutput } from "./result.ts";

/** How each output stands under a plan, by the limit that it is furthest beyond or nearest to; worst first. */
export function toPlanOutputs(
  { findings = [], outputs }: TrialOutcome,
  units: ReadonlyMap<string, string>,
): ResultPlanOutput[] {
  return decidingFindings(findings)
    .map((finding) => toPlanOutput(finding, outputs.get(finding.output)?.maxAbs, units))
    .sort((first, second) => (first.excess === second.excess ? 0 : second.excess > first.excess ? 1 : -1));
}

function decidingFindings(findings: readonly Finding[]): Finding[] {
  const deciding = new Map<string, Finding>();
  for (const finding of findings) {
    if (finding.level !== "fail") continue;
    const known = deciding.get(finding.output);
    if (known === undefined || excess(finding) > excess(known)) deciding.set(finding.output, finding);
  }
  return [...deciding.values()];
}

function toPlanOutput(
  finding: Finding,
  maxAbs: number | undefined,
  units: ReadonlyMap<string, string>,
): ResultPlanOutput {
  const { output, name, operator, actual, expected, passed } = finding;
  const beyond = excess(finding);
  const unit = units.get(output);
  return {
    output,
    ...(maxAbs === undefined || Number.isNaN(maxAbs) ? {} : { maxAbs }),
    ...(unit === undefined ? {} : { unit }),
    metric: name,
    operator,
    value: typeof actual === "number" ? actual : Number.NaN,
    limit: typeof expected === "number" ? expected : Number.NaN,
    excess: beyond,
    ...(Number.isFinite(beyond) ? { margin: 1 - beyond } : {}),
    passed,
  };
}

/** Metrics in the unit of the output; the others have none. */
const inOutputUnit: ReadonlySet<string> = new Set(["max-abs", "mean-abs", "rms", "p50", "p99", "p99.9"]);

/** `3.55 px`, or `rel-rms 0.031` where another metric than the distance decides; broken values as such. */
export function planOutputValue(entry: ResultPlanOutput): string {
  const { metric, value, limit, unit } = entry;
  if (metric === "non-finite") return value > 0 ? `${formatFigure(value)} NaN/∞` : "no NaN or ∞";
  if (Number.isNaN(limit)) return "of another shape or type";
  const shown = formatAgainst(value, limit).actual;
  return metric === "max-abs" ? withUnit(shown, unit) : `${metric} ${unitFor(entry, shown)}`;
}

/** `1 px`. */
export function planOutputLimit(entry: ResultPlanOutput): string {
  if (Number.isNaN(entry.limit)) return "the reference's";
  return unitFor(entry, formatAgainst(entry.value, entry.limit).limit);
}

function unitFor({ metric, unit }: ResultPlanOutput, figure: string): string {
  return withUnit(figure, inOutputUnit.has(metric) ? unit : undefined);
}
