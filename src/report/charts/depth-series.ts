import { formatFigure } from "../../compare/figure.ts";
import { printableName } from "../escape.ts";
import type { ResultNode } from "../result.ts";

/** What one column of a chart along depth shows: one node, or the loudest of a run of neighbours. */
export interface DepthColumn {
  /** Index of the first node, and of the node behind the last one. */
  readonly start: number;
  readonly end: number;
  /** Largest rms of the error relative to the reference, where finite; undefined when nothing was measured. */
  readonly total: number | undefined;
  readonly introduced: number | undefined;
  /** Some element is NaN or infinite on one side only: in the FP16 chain, or already on reference inputs. */
  readonly totalBroken: boolean;
  readonly introducedBroken: boolean;
  readonly absMax: number | undefined;
  /** Words for the reader who points at it; unescaped. */
  readonly title: string;
}

const fp16Max = 65504;

/** The nodes of a result as at most `maxColumns` columns of equal width, in graph order. */
export function depthColumns(nodes: readonly ResultNode[], maxColumns: number): readonly DepthColumn[] {
  const columnCount = Math.min(nodes.length, maxColumns);
  return Array.from({ length: columnCount }, (_, at) => {
    const start = Math.floor((at * nodes.length) / columnCount);
    const end = Math.floor(((at + 1) * nodes.length) / columnCount);
    return columnOf(nodes.slice(start, end), start);
  });
}

function columnOf(nodes: readonly ResultNode[], start: number): DepthColumn {
  const totals = nodes.map(({ error }) => error);
  const made = nodes.map(({ introduced }) => introduced);
  return {
    start,
    end: start + nodes.length,
    total: largest(totals.map((error) => error?.relRms)),
    introduced: largest(made.map((error) => error?.relRms)),
    totalBroken: totals.some(isBroken),
    introducedBroken: made.some(isBroken),
    absMax: largest(nodes.map(largestMagnitude)),
    title: titleOf(nodes, start),
  };
}

/** Of a node whose result gives only its headroom, that of FP16's range. */
export function largestMagnitude({ absMax, headroomBits }: ResultNode): number | undefined {
  return absMax ?? (headroomBits === undefined ? undefined : fp16Max / 2 ** headroomBits);
}

function largest(values: readonly (number | undefined)[]): number | undefined {
  const finite = values.filter((value) => value !== undefined && Number.isFinite(value)) as number[];
  return finite.length === 0 ? undefined : finite.reduce((first, second) => Math.max(first, second));
}

function isBroken(error: ResultNode["error"]): boolean {
  return error !== undefined && ((error.nonFinite ?? 0) > 0 || !Number.isFinite(error.relRms));
}

function titleOf(nodes: readonly ResultNode[], start: number): string {
  const worst = nodes.reduce((best, node) => (loudness(node) > loudness(best) ? node : best));
  const { error, introduced, headroomBits } = worst;
  const facts = [
    ...(nodes.length === 1 ? [] : [`Nodes ${start + 1} to ${start + nodes.length}, worst of them:`]),
    `${printableName(worst.node, 90)}${worst.op === undefined ? "" : ` (${printableName(worst.op, 30)})`}`,
    ...(worst.module === undefined ? [] : [`module ${printableName(worst.module, 90)}`]),
    ...(error === undefined ? [] : [`total ${say(error)}`]),
    ...(introduced === undefined ? [] : [`introduced ${say(introduced)}`]),
    ...(headroomBits === undefined ? [] : [`headroom ${formatFigure(headroomBits)} bits`]),
  ];
  return facts.join(" · ").replace(": · ", ": ");
}

function loudness({ introduced, error }: ResultNode): number {
  if (isBroken(introduced)) return Number.POSITIVE_INFINITY;
  return introduced?.relRms ?? error?.relRms ?? 0;
}

function say(error: NonNullable<ResultNode["error"]>): string {
  const broken = error.nonFinite ?? 0;
  return broken > 0 ? `NaN/∞ in ${broken}` : formatFigure(error.relRms);
}
