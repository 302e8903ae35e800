import { formatCount, formatFigure } from "../compare/figure.ts";
import { formatPercent } from "../tensor/range-report.ts";
import type { ConsoleOptions } from "./console.ts";
import { defuseWorkflowCommands, escapeConsole, printableName, shortenMiddle } from "./escape.ts";
import { ansiPalette, type Palette, plainPalette } from "./palette.ts";
import type { ScanDocument, ScanEntry } from "./scan-document.ts";

const defaultColumns = 120;
const narrowest = 60;
const widestName = 56;
const longestText = 2000;

const words = { pass: "PASS", fail: "FAIL", error: "ERROR" } as const;
const marks = { break: "✗", warn: "!", note: "·", fits: "✓" } as const;

const headings = ["tensor", "type", "largest", "→ ∞", "→ 0", "subnormal", "loss"];

/**
 * A scan for a terminal or a plain log: the verdict, then the worst `maxRows` tensors, each with its evidence. No line
 * begins with text that a file chose.
 */
export function renderScan(document: ScanDocument, maxRows: number, options: ConsoleOptions = {}): string {
  const palette = options.color === true ? ansiPalette : plainPalette;
  const columns = Math.max(narrowest, options.columns ?? defaultColumns);
  const { verdict, scan, files } = document;
  const shown = scan.slice(0, maxRows);
  const color = { pass: palette.green, fail: palette.red, error: palette.red }[verdict.kind];
  const lines = [
    `${palette.bold(color(words[verdict.kind]))}  ${plain(verdict.text, longestText)}`,
    ...files.flatMap(fileLines),
    ...tableLines(shown, { columns, palette, severalFiles: files.length > 1 }),
    ...(scan.length > shown.length ? [palette.dim(`  … ${restOf(scan.slice(shown.length))}`)] : []),
    ...(shown.length === 0 ? [] : ["", palette.dim(`  ${legend}`)]),
  ];
  return defuseWorkflowCommands(`${lines.join("\n")}\n`);
}

const legend =
  "→ ∞ and → 0: share of the elements that become infinite or zero. loss: what rounding changes, rms, relative; 0.02 % is usual.";

function fileLines({ file, tensors, otherTensors, unread, notes }: ScanDocument["files"][number]): string[] {
  const others = otherTensors === 0 ? "" : `, ${formatCount(otherTensors, "other")} (integers, bool)`;
  return [
    `  ${plain(file, 200)}: ${formatCount(tensors, "float tensor")}${others}`,
    ...notes.map((note) => `    ${plain(note, longestText)}`),
    ...unread
      .slice(0, 10)
      .map(({ name, reason }) => `  ? ${plain(name, 120)} ${plain(reason, 200)}: not read`),
    ...(unread.length > 10 ? [`  ? … and ${unread.length - 10} more not read`] : []),
  ];
}

function restOf(entries: readonly ScanEntry[]): string {
  const flagged = entries.filter(({ level }) => level === "break" || level === "warn").length;
  const hidden = formatCount(entries.length, "more tensor");
  return flagged === 0
    ? `${hidden}, all within range`
    : `${hidden}, ${flagged} of them flagged (--max shows more)`;
}

function tableLines(
  entries: readonly ScanEntry[],
  layout: { columns: number; palette: Palette; severalFiles: boolean },
): string[] {
  if (entries.length === 0) {
    return [];
  }
  const { columns, palette } = layout;
  const cells = entries.map(cellsOf);
  const widths = headings.map((heading, column) =>
    Math.max(...[heading, ...cells.map((row) => row[column] ?? "")].map(lengthOf)),
  );
  const others = widths.slice(1).reduce((sum, width) => sum + width + 2, 2);
  widths[0] = Math.max(12, Math.min(widths[0] ?? 0, columns - others));
  const rows = entries.flatMap((entry, at) => {
    const level = entry.level ?? "fits";
    const color = { break: palette.red, warn: palette.yellow, note: palette.dim, fits: palette.green }[level];
    const evidence = evidenceOf(entry, layout.severalFiles);
    return [
      `${color(marks[level])} ${formatRow(cells[at] ?? [], widths)}`.trimEnd(),
      ...(evidence === "" ? [] : [`    ${evidence}`]),
    ];
  });
  return ["", palette.dim(`  ${formatRow(headings, widths)}`.trimEnd()), ...rows];
}

function cellsOf(entry: ScanEntry): string[] {
  const {
    name,
    kind,
    dtype = "",
    shape = [],
    absMax,
    elements,
    overflows,
    flushed = 0,
    subnormal = 0,
    rmsLoss,
  } = entry;
  const share = (some: number): string => (some === 0 ? "" : formatPercent(some / elements));
  return [
    plain(kind === "input" ? `input ${name}` : name, widestName),
    `${dtype} ${shape.length === 0 ? "scalar" : shape.join("x")}`,
    elements === 0 ? "empty" : formatFigure(absMax),
    share(overflows),
    share(flushed),
    share(subnormal),
    rmsLoss === undefined || rmsLoss === 0 ? "" : formatPercent(rmsLoss),
  ];
}

/** Why a tensor is where it is, and where it belongs; nothing for one that fits. */
function evidenceOf(entry: ScanEntry, severalFiles: boolean): string {
  const { text, module, consumer, sample, file, level } = entry;
  if (text === undefined || level === "fits") {
    return "";
  }
  const places = [
    module === undefined ? undefined : `module ${module === "" ? "(root)" : module}`,
    consumer === undefined ? undefined : `read by ${consumer}`,
    sample === undefined ? undefined : `sample ${sample}`,
    severalFiles ? file : undefined,
  ].filter((place) => place !== undefined);
  return [text, ...places].map((part) => plain(part, longestText)).join(" · ");
}

function formatRow(cells: readonly string[], widths: readonly number[]): string {
  return cells
    .map((cell, column) => {
      const width = widths[column] ?? 0;
      const fitted = shortenMiddle(cell, width);
      const space = " ".repeat(Math.max(0, width - lengthOf(fitted)));
      // Names and types to the left, figures to the right.
      return column < 2 ? fitted + space : space + fitted;
    })
    .join("  ")
    .trimEnd();
}

function plain(text: string, maxCharacters: number): string {
  return escapeConsole(printableName(text, maxCharacters));
}

function lengthOf(text: string): number {
  return Array.from(text).length;
}
