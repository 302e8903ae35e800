import { formatCount } from "../../compare/figure.ts";
import { legTitles } from "../../verdict/leg.ts";
import { markdownCode, markdownText, printableName } from "../escape.ts";
import type { GateResult } from "../result.ts";
import { stateIcons } from "../summary-tables.ts";
import { folded, table } from "../summary-text.ts";
import { findingsOfLeg, type OutputRow, outputRows, outputsOfLeg, reportedLegs } from "../view.ts";
import type { CommentDetail } from "./detail.ts";

/** The outputs that the verdict is about: those that do not pass in the open when there are several, the rest folded. */
export function outputSection(result: GateResult, detail: CommentDetail): string[] {
  const legs = reportedLegs(result);
  return legs.flatMap((leg, at) => {
    const rows = outputRows(outputsOfLeg(result, leg), findingsOfLeg(result, leg));
    const bad = rows.filter(({ state }) => state !== "pass");
    const good = rows.filter(({ state }) => state === "pass");
    const title = legs.length > 1 ? [`**${legTitles[leg.kind]}**`, ""] : [];
    const open = bad.length === 0 ? [] : [...title, ...outputTable(bad, detail)];
    const passed =
      good.length === 0 || !detail.passing
        ? []
        : folded(`${formatCount(good.length, "output")} within limits`, outputTable(good, detail));
    const lines = [...open, ...(open.length > 0 && passed.length > 0 ? [""] : []), ...passed];
    return lines.length === 0 ? [] : [...(at === 0 ? [] : [""]), ...lines];
  });
}

function outputTable(rows: readonly OutputRow[], detail: CommentDetail): string[] {
  return table(
    ["", "output", "max abs", "rel rms", "limit", "worst element"],
    rows.map((row) => outputCells(row, detail)),
  );
}

function outputCells(row: OutputRow, { name, sentence }: CommentDetail): string[] {
  return [
    stateIcons[row.state],
    markdownCode(printableName(row.name, name)),
    markdownText(row.maxAbs),
    markdownText(row.relRms),
    markdownText(printableName(row.limit, sentence)),
    row.worst === undefined
      ? ""
      : `${markdownCode(printableName(row.worst.sample, name))} ${markdownText(printableName(row.worst.at, sentence))}`,
  ];
}

/** Outputs for which no verdict was reached; a single one of an error is what happened, and stands above as such. */
export function unjudgedSection({ verdict }: GateResult, detail: CommentDetail): string[] {
  if (verdict.unjudged.length === 0 || (verdict.unjudged.length === 1 && verdict.kind === "error")) return [];
  return [
    "**Could not be judged**",
    "",
    ...verdict.unjudged.map(({ output, reason, advice }) => {
      const said = `${reason}${advice === undefined ? "" : ` ${advice}`}`;
      return `- ${markdownCode(printableName(output, detail.name))}: ${markdownText(printableName(said, detail.sentence))}`;
    }),
  ];
}
