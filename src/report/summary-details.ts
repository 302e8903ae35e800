import { formatFigure, withUnit } from "../compare/figure.ts";
import { shownLevel } from "../verdict/excuse.ts";
import { legTitles } from "../verdict/leg.ts";
import type { GateResult, ResultFinding, ResultLeg, ResultOutput } from "./result.ts";
import { runFacts } from "./run-facts.ts";
import type { SummaryDetail } from "./summary.ts";
import { stateIcons } from "./summary-tables.ts";
import { code, folded, prose, table } from "./summary-text.ts";
import { describeLimit, largestOutput, legState, orderedLegs, outputsOfLeg } from "./view.ts";

/** What a reader opens when the first screen is not enough. */
export function detailSections(result: GateResult, detail: SummaryDetail): string[][] {
  return [
    legSection(result, detail),
    limitSection(result, detail),
    ...(detail.environment ? [runSection(result)] : []),
  ].filter((section) => section.length > 0);
}

function legSection(result: GateResult, { passing, maxRows }: SummaryDetail): string[] {
  const legs = orderedLegs(result)
    .filter((leg) => passing || !leg.passed)
    .slice(0, maxRows);
  if (legs.length === 0) return [];
  const rows = legs.map((leg) => {
    const outputs = outputsOfLeg(result, leg);
    return [legMark(leg, outputs), legTitles[leg.kind], legText(leg, outputs)];
  });
  return folded("Legs", table(["", "leg", "largest difference"], rows));
}

function legText({ skipped, text }: ResultLeg, outputs: readonly ResultOutput[]): string {
  const said = skipped ?? text;
  return said === undefined ? largest(outputs) : prose(said);
}

function legMark(leg: ResultLeg, outputs: readonly ResultOutput[]): string {
  return leg.skipped === undefined ? stateIcons[legState(leg, outputs)] : "not run";
}

function largest(outputs: readonly ResultOutput[]): string {
  const worst = largestOutput(outputs);
  if (worst === undefined) return "";
  const broken = worst.metrics.nonFiniteMismatches ?? 0;
  const more = broken > 0 ? `, ${broken} NaN/∞ on one side only` : "";
  return `${code(worst.name)} ${prose(withUnit(formatFigure(worst.metrics.maxAbs), worst.unit) + more)}`;
}

function limitSection({ verdict }: GateResult, { passing, maxRows }: SummaryDetail): string[] {
  const rank = (finding: ResultFinding): number =>
    finding.passed ? 2 : shownLevel(finding) === "fail" ? 0 : 1;
  const findings = verdict.findings
    .filter((finding) => passing || !finding.passed)
    .sort((first, second) => rank(first) - rank(second))
    .slice(0, maxRows);
  if (findings.length === 0) return [];
  const rows = findings.map((finding) => [
    finding.passed ? stateIcons.pass : stateIcons[shownLevel(finding)],
    legTitles[finding.leg],
    code(finding.output),
    prose(describeLimit(finding)),
  ]);
  return folded(`Limits (${verdict.findings.length})`, table(["", "leg", "output", "limit"], rows));
}

function runSection(result: GateResult): string[] {
  const rows = runFacts(result).map(({ name, value, isName }) => [
    prose(name),
    isName ? code(value) : prose(value),
  ]);
  return folded("Run", table(["what", "value"], rows));
}
