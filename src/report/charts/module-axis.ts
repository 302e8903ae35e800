import { printableLine, printableName, shortenMiddle } from "../escape.ts";
import type { Hole, Markup } from "../html/markup.ts";
import { markup } from "../html/markup.ts";
import type { ResultNode } from "../result.ts";
import { at, characterWidth, type Frame } from "./frame.ts";

/** Neighbouring nodes of one module. */
export interface ModuleRun {
  readonly module: string;
  readonly start: number;
  readonly end: number;
}

const mostLevels = 8;
/** Beyond this many the bands are noise. */
const mostBands = 400;

/**
 * Cuts the graph into runs of one module each, at the deepest level of the module tree that gives at most `maxRuns`;
 * a level that all nodes share is passed over. Empty when the result names no module.
 */
export function moduleRuns(nodes: readonly ResultNode[], maxRuns: number): readonly ModuleRun[] {
  const paths = nodes.map(({ module }) => (module === undefined || module === "" ? [] : module.split(".")));
  const depth = paths.reduce((most, path) => Math.max(most, path.length), 0);
  let best: readonly ModuleRun[] = [];
  for (let level = 1; level <= Math.min(mostLevels, depth); level++) {
    const runs = runsAt(paths, level);
    if (runs.length > maxRuns && best.length > 1) break;
    best = runs;
    if (runs.length > maxRuns) break;
  }
  return best.length <= mostBands && best.some(({ module }) => module !== "") ? best : [];
}

function runsAt(paths: readonly (readonly string[])[], level: number): ModuleRun[] {
  const runs: { module: string; start: number; end: number }[] = [];
  for (const [index, path] of paths.entries()) {
    const module = path.slice(0, level).join(".");
    const last = runs.at(-1);
    if (last !== undefined && (last.module === module || module === "")) last.end = index + 1;
    else runs.push({ module, start: index, end: index + 1 });
  }
  return runs;
}

export const labelRows = 3;
export const labelRowHeight = 14;

/** Alternating bands behind the plot, so that the eye can follow a module upwards. */
export function moduleBands(
  runs: readonly ModuleRun[],
  x: (node: number) => number,
  [top, bottom]: [number, number],
): Markup {
  const bands = runs.map(({ start, end }, index): Hole => {
    if (index % 2 === 1) return undefined;
    return markup`<rect class="band" x="${at(x(start))}" y="${at(top)}" width="${at(x(end) - x(start))}" height="${at(bottom - top)}"/>`;
  });
  return markup`${bands}`;
}

/** Names of the modules below the plot, in as many rows as it takes; one without room is left to its tooltip. */
export function moduleLabels(
  frame: Frame,
  runs: readonly ModuleRun[],
  x: (node: number) => number,
  top: number,
): Markup {
  const rows = Array.from({ length: labelRows }, () => ({ end: -Infinity, tick: -Infinity }));
  const labels = runs.map((run): Hole => {
    const label = placeLabel(frame, run, x);
    const row = rows.findIndex((_, index) => fits(rows, index, label));
    const chosen = rows[row];
    if (label.name === "" || chosen === undefined) return undefined;
    chosen.end = label.left + label.width;
    chosen.tick = label.middle;
    const y = top + 12 + row * labelRowHeight;
    const tick = markup`<path class="tick" d="M${at(label.middle)} ${at(top)}V${at(y - 9)}"/>`;
    return markup`${tick}<text class="label" x="${at(label.left + label.width / 2)}" y="${at(y)}" text-anchor="middle">${label.name}<title>${printableName(run.module, 90)}</title></text>`;
  });
  return markup`${labels}`;
}

interface Label {
  readonly name: string;
  readonly left: number;
  readonly width: number;
  readonly middle: number;
}

function placeLabel(frame: Frame, run: ModuleRun, x: (node: number) => number): Label {
  const name = shortenMiddle(labelOf(run.module, x(run.end) - x(run.start)), frame.width < 500 ? 14 : 24);
  const width = name.length * characterWidth;
  const middle = (x(run.start) + x(run.end)) / 2;
  return { name, left: Math.max(2, Math.min(frame.width - 2 - width, middle - width / 2)), width, middle };
}

/** Neither two labels of a row may meet, nor a label and the tick of one in a lower row. */
function fits(
  rows: readonly { readonly end: number; readonly tick: number }[],
  row: number,
  { left, middle }: Label,
): boolean {
  return rows.every(({ end, tick }, index) => {
    if (index === row) return end + 8 <= left;
    return index < row ? end + 3 <= middle : tick + 3 <= left;
  });
}

/** As much of the path's end as has room, at least its last part; a bare number says nothing without its parent. */
function labelOf(module: string, room: number): string {
  const parts = printableLine(module).split(".");
  const least = /^\d+$/.test(parts.at(-1) ?? "") ? 2 : 1;
  for (let count = parts.length; count > least; count--) {
    const label = parts.slice(-count).join(".");
    if (label.length * characterWidth <= room) return label;
  }
  return parts.slice(-least).join(".");
}
