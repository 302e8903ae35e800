import { formatFigure } from "../../compare/figure.ts";
import { type DepthColumn, depthColumns } from "../charts/depth-series.ts";
import { decadesAround } from "../charts/log-scale.ts";
import { errorThreshold } from "../charts/threshold.ts";
import { markdownCode, markdownText, printableName } from "../escape.ts";
import type { GateResult, ResultNode } from "../result.ts";
import { folded, table } from "../summary-text.ts";

/** Few enough to read as a table, which stands beside every chart: mail and old servers show no chart. */
const mostColumns = 16;
const mostDecades = 9;

/** The error along depth: a chart of its decimal logarithm, and the same as a table. */
export function depthSection(result: GateResult, maxName: number): string[] {
  const columns = depthColumns(result.nodes, mostColumns);
  const isMeasured = columns.some(({ total, totalBroken }) => total !== undefined || totalBroken);
  if (!isMeasured) return [];
  const threshold = errorThreshold(result);
  return folded("Error along depth", [
    `Relative rms error of ${result.nodes.length} nodes in graph order, as powers of ten. Bars: introduced there; line: total; level line: ${markdownText(threshold.label)} (${formatFigure(threshold.value)}). NaN and ∞ stand at the top.`,
    "",
    "```mermaid",
    ...chartLines(columns, threshold.value),
    "```",
    "",
    ...table(
      ["nodes", "loudest of them", "introduced", "total"],
      columns.map((column) => rowOf(column, result.nodes, maxName)),
    ),
  ]);
}

/** Mermaid knows no logarithmic axis, no exponents and no gaps, so logarithms are drawn, and nothing as the bottom. */
function chartLines(columns: readonly DepthColumn[], threshold: number): string[] {
  const values = columns.flatMap(({ total, introduced }) => [total, introduced]);
  const [low, high] = decadesAround(
    [...values.filter((value) => value !== undefined), threshold],
    2,
    mostDecades,
  );
  const point = (value: number | undefined, isBroken: boolean): string => {
    if (isBroken) return String(high);
    if (value === undefined || !(value > 0)) return String(low);
    return Math.min(high, Math.max(low, Math.log10(value))).toFixed(2);
  };
  const series = (points: readonly string[]): string => `[${points.join(", ")}]`;
  return [
    "xychart-beta",
    `    title "log10 of the relative error"`,
    `    x-axis "part of the graph" 1 --> ${columns.length}`,
    `    y-axis "log10" ${low} --> ${high}`,
    `    bar ${series(columns.map((column) => point(column.introduced, column.introducedBroken)))}`,
    `    line ${series(columns.map((column) => point(column.total, column.totalBroken)))}`,
    `    line ${series(columns.map(() => point(threshold, false)))}`,
  ];
}

function rowOf(column: DepthColumn, nodes: readonly ResultNode[], maxName: number): string[] {
  const range = column.end === column.start + 1 ? `${column.end}` : `${column.start + 1} to ${column.end}`;
  const { node, op } = loudest(nodes.slice(column.start, column.end));
  return [
    range,
    `${markdownCode(printableName(node, maxName))} ${markdownText(printableName(op ?? "", 40))}`.trimEnd(),
    errorCell(column.introduced, column.introducedBroken),
    errorCell(column.total, column.totalBroken),
  ];
}

function loudest(nodes: readonly ResultNode[]): ResultNode {
  return nodes.reduce((best, node) => (loudness(node) > loudness(best) ? node : best));
}

function loudness({ introduced, error }: ResultNode): number {
  const shown = introduced ?? error;
  if (shown === undefined) return -1;
  return (shown.nonFinite ?? 0) > 0 || Number.isNaN(shown.relRms) ? Infinity : shown.relRms;
}

function errorCell(value: number | undefined, isBroken: boolean): string {
  if (isBroken) return "NaN/∞";
  return value === undefined ? "" : formatFigure(value);
}
