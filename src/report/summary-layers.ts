import { printableName } from "./escape.ts";
import { describeSum, hazardNote, hazardRows } from "./hazard-view.ts";
import { groupByModule, type LayerRow, layerRows } from "./layer-view.ts";
import type { GateResult } from "./result.ts";
import type { SummaryDetail } from "./summary.ts";
import { code, folded, prose, table } from "./summary-text.ts";

/** What a reader takes in at once; the rest is folded. */
const mostOpen = 5;
const mostFolded = 100;
const mostHazards = 10;
const longestSource = 160;

const headings = ["module", "node", "source", "introduced", "inherited", "why"];

/** The culprits by module: at most five rows open, with what to do below them, and the others folded. */
export function layerSection(result: GateResult, { maxRows }: SummaryDetail): string[] {
  const rows = layerRows(result);
  if (rows.length === 0) return [];
  const open = rows.slice(0, Math.min(mostOpen, maxRows));
  const rest = rows.slice(open.length, Math.min(mostFolded, maxRows));
  const more = rows.length - open.length - rest.length;
  const { localisation } = result;
  const found = localisation?.kind === "nodes" ? ` ${prose(localisation.text)}` : "";
  return [
    `**Where it goes wrong.**${found} Worst first; errors are rms relative to the reference.`,
    "",
    ...table(headings, cellsOf(open)),
    ...adviceLines(open),
    ...(rest.length === 0 ? [] : ["", ...folded(`${rest.length} more`, table(headings, cellsOf(rest)))]),
    ...(more > 0 ? ["", `_${more} more in result.json._`] : []),
  ];
}

/** Folded: nothing is wrong with them here. */
export function hazardSection(result: GateResult, { maxRows }: SummaryDetail): string[] {
  const { shown, more } = hazardRows(result, Math.min(mostHazards, maxRows));
  if (shown.length === 0) return [];
  const cells = shown.map((hazard) => [
    hazard.module === undefined ? "unknown" : code(hazard.module),
    `${prose(hazard.op)} ${code(hazard.node)}`,
    describeSum(hazard),
    prose(hazard.cause.advice ?? ""),
  ]);
  return folded(`Hazards inside accumulations (${shown.length + more})`, [
    hazardNote,
    "",
    ...table(["module", "node", "sum of magnitudes", "what to do"], cells),
    ...(more > 0 ? ["", `_${more} more in result.json._`] : []),
  ]);
}

function cellsOf(rows: readonly LayerRow[]): string[][] {
  return groupByModule(rows).flatMap(({ module, rows: members }) =>
    members.map((row, at) => [
      at > 0 ? "" : module === "" ? "unknown" : code(module),
      `${prose(row.layer.op)} ${code(row.layer.node)}`,
      sourceCell(row),
      prose(row.introduced),
      prose(row.inherited),
      prose(row.why),
    ]),
  );
}

/** The line of code stands under its place; the place is a link when the checkout is known. */
function sourceCell({ source, url, layer }: LayerRow): string {
  if (source === "") return "";
  const place = code(printableName(source, longestSource));
  const line = layer.source?.code?.trim();
  const shown = url === undefined ? place : `[${place}](${url})`;
  return line === undefined || line === "" ? shown : `${shown}<br>${code(line)}`;
}

/** One line each, without repeating what several layers have in common. */
function adviceLines(rows: readonly LayerRow[]): string[] {
  const byAdvice = new Map<string, string[]>();
  for (const { layer } of rows) {
    const { advice } = layer.cause;
    if (advice === undefined) continue;
    const names = byAdvice.get(advice) ?? [];
    names.push(layer.module ?? layer.node);
    byAdvice.set(advice, names);
  }
  const lines = [...byAdvice].map(([advice, names]) => {
    const places = [...new Set(names)].map(code).join(", ");
    return `- ${places}: ${prose(advice)}`;
  });
  return lines.length === 0 ? [] : ["", "**What to do**", "", ...lines];
}
