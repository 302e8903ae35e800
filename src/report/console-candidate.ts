import { candidateView, type ResultDifference } from "./candidate-view.ts";
import { escapeConsole, printableName } from "./escape.ts";
import type { Palette } from "./palette.ts";
import type { GateResult } from "./result.ts";

const mostRows = 10;
const longestText = 400;

/** A converted model for a terminal: what it is, and where it is more than a rounded copy. */
export function candidateLines(result: GateResult, palette: Palette): string[] {
  const view = candidateView(result);
  if (view === undefined) return [];
  const { facts, lead, warnings, notes, omitted } = view;
  const shown = [...warnings, ...notes].slice(0, mostRows);
  const more = warnings.length + notes.length - shown.length + omitted;
  return [
    "",
    palette.dim("  the converted model"),
    `  ${plain(facts)}`,
    `  ${warnings.length === 0 ? lead : palette.bold(lead)}`,
    ...shown.map((difference) => differenceLine(difference, palette)),
    ...(more > 0 ? [`  and ${more} more in result.json`] : []),
  ];
}

function differenceLine({ level, text }: ResultDifference, palette: Palette): string {
  return `${level === "warn" ? palette.yellow("!") : palette.dim("·")} ${plain(text)}`;
}

function plain(text: string): string {
  return escapeConsole(printableName(text, longestText));
}
