import { formatCount, formatDuration } from "../compare/figure.ts";
import { legTitles } from "../verdict/leg.ts";
import { candidateLines } from "./console-candidate.ts";
import { hazardLines, layerLines } from "./console-layers.ts";
import { memoryLines } from "./console-memory.ts";
import { overrideLines } from "./console-overrides.ts";
import { defuseWorkflowCommands, escapeConsole, printableName, shortenMiddle } from "./escape.ts";
import { type Headline, headlineOf, type Standing } from "./headline.ts";
import { localisationNote } from "./layer-view.ts";
import { ansiPalette, type Palette, plainPalette } from "./palette.ts";
import type { GateResult, ResultLeg } from "./result.ts";
import { findingsOfLeg, type OutputRow, outputRows, outputsOfLeg, reportedLegs, type State } from "./view.ts";

/** What only the terminal knows; the text is otherwise a function of the result. */
export interface ConsoleOptions {
  /** Width in characters; names are shortened and columns left out to stay within it. */
  readonly columns?: number | undefined;
  readonly color?: boolean | undefined;
}

const defaultColumns = 120;
const narrowest = 40;
const widestName = 48;
const shortestName = 12;
const longestProse = 2000;

const words: Readonly<Record<Standing, string>> = {
  pass: "PASS",
  "pass-with-warnings": "PASS",
  fail: "FAIL",
  excused: "FAIL (warn only)",
  error: "ERROR",
};

const marks: Readonly<Record<State, string>> = { fail: "✗", unjudged: "?", warn: "!", pass: "✓" };

/**
 * The result for a terminal or a plain log: the verdict, why, then a table of outputs. No line begins with text
 * that a file chose, since a runner takes a line that begins with `::` for a command.
 */
export function renderConsole(result: GateResult, options: ConsoleOptions = {}): string {
  const palette = options.color === true ? ansiPalette : plainPalette;
  const columns = Math.max(narrowest, options.columns ?? defaultColumns);
  const headline = headlineOf(result);
  const lines = [
    titleLine(headline, palette),
    ...(headline.loosened === undefined
      ? []
      : [palette.yellow(`! ${plain(headline.loosened, longestProse)}`)]),
    ...proseLines(result, headline),
    ...reportedLegs(result).flatMap((leg) => legTable(result, leg, columns, palette)),
    ...layerLines(result, columns, palette),
    ...overrideLines(result, palette),
    ...hazardLines(result, columns, palette),
    ...candidateLines(result, palette),
    ...unjudgedLines(result),
    ...memoryLines(result, palette),
    "",
    ...factLines(result),
  ];
  return defuseWorkflowCommands(`${lines.join("\n")}\n`);
}

function titleLine({ standing, model, title }: Headline, palette: Palette): string {
  const word = palette.bold(colorOf(standing, palette)(words[standing]));
  const name = model === undefined ? "" : `${plain(model, widestName)}: `;
  return `${word}  ${name}${plain(title, longestProse)}`;
}

function colorOf(standing: Standing, palette: Palette): (text: string) => string {
  if (standing === "pass") return palette.green;
  return standing === "fail" || standing === "error" ? palette.red : palette.yellow;
}

function proseLines(result: GateResult, { sentences }: Headline): string[] {
  const { verdict, diagnosis } = result;
  const failure = verdict.kind === "error" ? verdict.error : undefined;
  const status = failure?.status === undefined ? "" : ` (${String(failure.status)})`;
  return [
    line("what happened", failure?.message),
    line("what to do", failure?.advice),
    line("engine error", failure?.category === undefined ? undefined : `${failure.category}${status}`),
    line("last stderr line", failure?.lastStderrLine),
    line(diagnosis?.kind ?? "", diagnosis?.text),
    ...sentences.map((sentence) => line("note", sentence)),
    line("note", localisationNote(result)),
  ].filter((text) => text !== undefined);
}

function line(label: string, text: string | undefined): string | undefined {
  return text === undefined ? undefined : `  ${label}: ${plain(text, longestProse)}`;
}

function unjudgedLines({ verdict }: GateResult): string[] {
  // A single unjudged output is what happened, and stands above as such.
  if (verdict.kind === "error" && verdict.unjudged.length === 1) return [];
  return verdict.unjudged.map(
    ({ output, reason, advice }) =>
      `? ${plain(output, widestName)}: ${plain(reason, longestProse)}${advice === undefined ? "" : ` ${plain(advice, longestProse)}`}`,
  );
}

function legTable(result: GateResult, leg: ResultLeg, columns: number, palette: Palette): string[] {
  const rows = outputRows(outputsOfLeg(result, leg), findingsOfLeg(result, leg));
  if (rows.length === 0) return [];
  const headings = ["output", "type", "max abs", "rel rms", "limit", "worst element"];
  const cells = rows.map(cellsOf);
  const widths = fitWidths(widthsOf([headings, ...cells]), columns);
  const heading = formatRow(headings, widths);
  const body = rows.map((row, at) => {
    const color = row.state === "fail" ? palette.red : row.state === "pass" ? palette.green : palette.yellow;
    return `${color(marks[row.state])} ${formatRow(cells[at] as string[], widths)}`.trimEnd();
  });
  return ["", palette.dim(`  ${legTitles[leg.kind]}`), palette.dim(`  ${heading}`.trimEnd()), ...body];
}

function cellsOf(row: OutputRow): string[] {
  const worst = row.worst === undefined ? "" : `${plain(row.worst.sample, 24)} ${row.worst.at}`;
  const texts = [row.type, row.maxAbs, row.relRms, row.limit].map((text) => plain(text, 60));
  return [plain(row.name, widestName), ...texts, plain(worst, 60)];
}

function widthsOf(rows: readonly (readonly string[])[]): number[] {
  const first = rows[0] ?? [];
  return first.map((_, column) => Math.max(...rows.map((row) => lengthOf(row[column] ?? ""))));
}

/** Gives up the worst element first, then the type, then the relative error, then parts of names. */
function fitWidths(natural: readonly number[], columns: number): number[] {
  const widths = [...natural];
  const total = (): number => 2 + widths.reduce((sum, width) => sum + (width > 0 ? width + 2 : 0), -2);
  const nameColumn = 0;
  for (const dropped of [5, 1, 3]) {
    const spare = (widths[nameColumn] as number) - shortestName;
    if (total() - Math.max(0, spare) > columns) widths[dropped] = 0;
  }
  const excess = total() - columns;
  if (excess > 0) widths[nameColumn] = Math.max(shortestName, (widths[nameColumn] as number) - excess);
  return widths;
}

function formatRow(cells: readonly string[], widths: readonly number[]): string {
  return cells
    .map((cell, column) => ({ cell, width: widths[column] as number }))
    .filter(({ width }) => width > 0)
    .map(({ cell, width }) => {
      const text = shortenMiddle(cell, width);
      return text + " ".repeat(Math.max(0, width - lengthOf(text)));
    })
    .join("  ")
    .trimEnd();
}

function factLines(result: GateResult): string[] {
  const { engine, samples, config, timings, tool, verdict } = result;
  const facts = [
    engine === undefined
      ? undefined
      : `engine ${[engine.name, engine.version, engine.device].filter(Boolean).join(" ")}`,
    samples === undefined ? undefined : formatCount(samples.count, "sample"),
    config === undefined ? undefined : `limits: ${config.limits}`,
    timings?.totalMs === undefined ? undefined : formatDuration(timings.totalMs),
    `${tool.name} ${tool.version}`,
    `exit code ${verdict.exitCode}`,
  ];
  return [
    `  ${facts
      .filter((fact) => fact !== undefined)
      .map((fact) => plain(fact, 200))
      .join(" · ")}`,
  ];
}

function plain(text: string, maxCharacters: number): string {
  return escapeConsole(printableName(text, maxCharacters));
}

function lengthOf(text: string): number {
  return Array.from(text).length;
}
