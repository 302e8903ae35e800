import { legTitles } from "../verdict/leg.ts";
import type { GateResult, ResultLeg } from "./result.ts";
import type { SummaryDetail } from "./summary.ts";
import { code, prose, table } from "./summary-text.ts";
import { findingsOfLeg, type OutputRow, outputRows, outputsOfLeg, reportedLegs, type State } from "./view.ts";

/** Marks of a state that read the same without colour. */
export const stateIcons: Readonly<Record<State, string>> = {
  fail: "❌",
  unjudged: "❔",
  warn: "⚠️",
  pass: "✅",
};

/** The outputs that the verdict is about: of the conversion leg when that failed, and of the judged leg. */
export function outputTables(result: GateResult, detail: SummaryDetail): string[][] {
  const legs = reportedLegs(result);
  return legs
    .map((leg) => outputTable(result, leg, detail, legs.length > 1))
    .filter((lines) => lines.length > 0);
}

function outputTable(result: GateResult, leg: ResultLeg, detail: SummaryDetail, titled: boolean): string[] {
  const all = outputRows(outputsOfLeg(result, leg), findingsOfLeg(result, leg));
  const rows = all.filter((row) => detail.passing || row.state !== "pass").slice(0, detail.maxRows);
  const title = titled ? [`**${legTitles[leg.kind]}**`, ""] : [];
  if (rows.length === 0) return [];
  return [
    ...title,
    ...table(["", "output", "max abs", "rel rms", "limit", "worst element"], rows.map(outputCells)),
  ];
}

function outputCells(row: OutputRow): string[] {
  return [
    stateIcons[row.state],
    `${code(row.name)} ${prose(row.type)}`.trimEnd(),
    prose(row.maxAbs),
    prose(row.relRms),
    prose(row.limit),
    row.worst === undefined ? "" : `${code(row.worst.sample)} ${prose(row.worst.at)}`,
  ];
}
