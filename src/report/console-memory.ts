import { escapeConsole, printableName } from "./escape.ts";
import { earlierFacts, type TextTable, trendTable } from "./memory-view.ts";
import type { Palette } from "./palette.ts";
import type { GateResult } from "./result.ts";

const mostLines = 10;
const longestProse = 2000;
const widestCell = 40;

/** What earlier jobs say: where they come from, the trend, little range left, and the waivers. */
export function memoryLines(result: GateResult, palette: Palette): string[] {
  const headroom = result.baseline?.headroom ?? [];
  const sections = [
    ...earlierFacts(result).map(({ name, text }) => `  ${name}: ${plain(text)}`),
    ...headroom.slice(0, mostLines).map(({ text }) => palette.yellow(`! ${plain(text)}`)),
    ...(result.waivers ?? []).map(({ state, text }) => `  waiver ${state}: ${plain(text)}`),
    ...tableLines("accepted jobs, oldest first, and this one", trendTable(result), palette),
  ];
  return sections.length === 0 ? [] : ["", ...sections];
}

function tableLines(title: string, shown: TextTable | undefined, palette: Palette): string[] {
  if (shown === undefined) return [];
  const rows = [shown.headings, ...shown.rows].map((row) =>
    row.map((cell) => escapeConsole(printableName(cell, widestCell))),
  );
  const widths = shown.headings.map((_, at) =>
    Math.max(...rows.map((row) => Array.from(row[at] ?? "").length)),
  );
  const lines = rows.map((row) =>
    `  ${row.map((cell, at) => cell + " ".repeat((widths[at] as number) - Array.from(cell).length)).join("  ")}`.trimEnd(),
  );
  return [palette.dim(`  ${title}`), palette.dim(lines[0] as string), ...lines.slice(1)];
}

function plain(text: string): string {
  return escapeConsole(printableName(text, longestProse));
}
