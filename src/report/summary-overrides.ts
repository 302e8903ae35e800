import { formatFigure } from "../compare/figure.ts";
import { fencedBlock } from "../overrides/forms/markdown.ts";
import { printableName } from "./escape.ts";
import { type OverrideView, overrideView, type PlanRow } from "./override-view.ts";
import type { GateResult } from "./result.ts";
import type { SummaryDetail } from "./summary.ts";
import { code, folded, prose, table } from "./summary-text.ts";

const mostRows = 50;
const longestSource = 160;
/** A command as long as this is for a file, not for a page. */
const longestCommand = 8_000;

/** The plan: what it brings and what backs it open; nodes, commands and the other plans folded. */
export function overrideSection(result: GateResult, { maxRows }: SummaryDetail): string[] {
  const view = overrideView(result);
  if (view === undefined) return [];
  const { title, facts, overrides } = view;
  const folds = [...nodeFold(view, maxRows), ...curveFold(view), ...commandFold(view)];
  return [
    `**The fix.** ${prose(title)}`,
    ...(facts.length === 0 ? [] : ["", `_${prose(facts.join(" "))}_`]),
    ...(overrides.advice ?? []).flatMap(({ text }) => ["", `**What helps.** ${prose(text)}`]),
    ...(folds.length === 0 ? [] : ["", ...folds]),
  ];
}

function nodeFold({ rows, others }: OverrideView, maxRows: number): string[] {
  const shown = rows.slice(0, Math.min(mostRows, maxRows));
  const more = rows.length - shown.length;
  const cells = shown.map((row) => [
    row.module === "" ? "" : code(row.module),
    `${prose(row.op)} ${code(row.node)}`,
    sourceCell(row),
    prose(row.reason),
  ]);
  const body = [
    ...(cells.length === 0 ? [] : table(["module", "node", "source", "why"], cells)),
    ...(more > 0 ? ["", `_${more} more in result.json._`] : []),
    ...others.flatMap((text, at) => [...(at === 0 && cells.length === 0 ? [] : [""]), `- ${prose(text)}`]),
  ];
  return body.length === 0 ? [] : folded("Nodes to keep in FP32, and the other plans", body);
}

function sourceCell({ source, url, code: line }: PlanRow): string {
  if (source === "") return "";
  const place = code(printableName(source, longestSource));
  const shown = url === undefined ? place : `[${place}](${url})`;
  return line === "" ? shown : `${shown}<br>${code(line)}`;
}

function curveFold({ overrides: { curve = [] } }: OverrideView): string[] {
  if (curve.length === 0) return [];
  const rows = curve.map(({ share, nodes, excess }) => [
    `${formatFigure(100 * share, 2)} %`,
    String(nodes),
    Number.isFinite(excess) ? `${formatFigure(excess)} × the limit` : "NaN or ∞",
  ]);
  return folded("Error against the share of nodes in FP32", table(["in FP32", "nodes", "error"], rows));
}

function commandFold({ commands, change, written }: OverrideView): string[] {
  const body = [
    ...commands
      .filter(({ text }) => text.length <= longestCommand)
      .flatMap(({ title, text }) => [`**${prose(title)}**`, "", ...fencedBlock("sh", text.split("\n")), ""]),
    ...(change === undefined ? [] : [`**Source.** ${prose(change)}`, ""]),
    ...(written === undefined ? [] : [`**Files.** ${prose(written)}`]),
  ];
  return body.length === 0 ? [] : folded("Commands to paste, and the change in PyTorch", body);
}
