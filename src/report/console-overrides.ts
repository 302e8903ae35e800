import { formatFigure } from "../compare/figure.ts";
import { escapeConsole, printableName } from "./escape.ts";
import { overrideView, type PlanRow } from "./override-view.ts";
import type { Palette } from "./palette.ts";
import type { GateResult } from "./result.ts";

const mostRows = 10;
const mostCommandLines = 40;
const longestName = 60;
const longestProse = 2000;
const longestLine = 4000;

/** The plan: what it brings, what backs it, its nodes, and what to paste. */
export function overrideLines(result: GateResult, palette: Palette): string[] {
  const view = overrideView(result);
  if (view === undefined) return [];
  const { overrides, title, facts, rows, others, commands, change, written } = view;
  const { curve = [], advice = [] } = overrides;
  return [
    "",
    `  ${palette.bold(`fix: ${plain(title, longestProse)}`)}`,
    ...facts.map((fact) => `    ${plain(fact, longestProse)}`),
    ...rowLines(rows, palette),
    ...curve.map(
      ({ share, nodes, excess }) =>
        `    ${`${formatFigure(100 * share, 2)} %`.padStart(6)} in FP32 (${nodes} nodes): ${times(excess)}`,
    ),
    ...advice.map(({ text }) => `    do: ${plain(text, longestProse)}`),
    ...others.map((text) => `    ${plain(text, longestProse)}`),
    ...(written === undefined ? [] : [`    ${plain(written, longestProse)}`]),
    ...commands.flatMap(({ title, text }) => commandLines(title, text, palette)),
    ...(change === undefined ? [] : [`    ${plain(change, longestProse)}`]),
  ];
}

function rowLines(rows: readonly PlanRow[], palette: Palette): string[] {
  const shown = rows.slice(0, mostRows).map(({ op, node, source }) => {
    const place = source === "" ? "" : palette.dim(` · ${plain(source, longestName)}`);
    return `    - ${plain(op, longestName)} ${plain(node, longestName)}${place}`;
  });
  const more = rows.length - shown.length;
  return more > 0 ? [...shown, `    and ${more} more in result.json`] : shown;
}

function commandLines(title: string, text: string, palette: Palette): string[] {
  const lines = text.split("\n");
  if (lines.length > mostCommandLines || lines.some((line) => line.length > longestLine)) return [];
  return [
    palette.dim(`    to paste, ${plain(title, longestProse)}`),
    ...lines.map((line) => `      ${plain(line, longestLine).trimEnd()}`),
  ];
}

function times(excess: number): string {
  return Number.isFinite(excess) ? `${formatFigure(excess)} times the limit` : "NaN or ∞";
}

function plain(text: string, maxCharacters: number): string {
  return escapeConsole(printableName(text, maxCharacters));
}
