import { formatFigure } from "../../compare/figure.ts";
import { type Hole, type Markup, markup } from "../html/markup.ts";
import type { GateResult } from "../result.ts";
import { type CulpritMark, culpritBadges, culpritMarks } from "./culprit-badges.ts";
import { type DepthColumn, depthColumns } from "./depth-series.ts";
import { at, drawing, type Frame } from "./frame.ts";
import { decadesAround, type LogScale, logScale } from "./log-scale.ts";
import { labelRowHeight, labelRows, moduleBands, moduleLabels, moduleRuns } from "./module-axis.ts";
import { type ErrorThreshold, errorThreshold } from "./threshold.ts";

const axisTitleHeight = 16;
const badgeHeight = 26;
const brokenLane = 26;
const brokenMarkHeight = 14;
const zeroLane = 10;
const mostDecades = 9;

interface Plot {
  readonly frame: Frame;
  readonly columns: readonly DepthColumn[];
  readonly scale: LogScale;
  readonly x: (node: number) => number;
  readonly top: number;
  readonly bottom: number;
  readonly hasBroken: boolean;
}

/** Error along depth: introduced as bars, total as a line, against the limit; undefined when no error is known. */
export function depthChart(result: GateResult, frame: Frame, suffix: string): Markup | undefined {
  const columns = depthColumns(result.nodes, frame.maxColumns);
  if (!columns.some(isMeasured)) return undefined;
  const threshold = errorThreshold(result);
  const plot = layOut(frame, columns, result.nodes.length, threshold);
  const runs = moduleRuns(result.nodes, frame.width < 500 ? 6 : 12);
  const marks = culpritMarks(result);
  const axisHeight = runs.length > 0 ? labelRows * labelRowHeight + 6 : 22;
  return drawing(frame, {
    id: `depth-${suffix}`,
    title: "Error along depth",
    description: describe(columns, threshold, marks),
    height: plot.bottom + axisHeight,
    body: [
      moduleBands(runs, plot.x, [plot.top, plot.bottom]),
      thresholdBand(plot, threshold),
      errorAxis(plot),
      introducedBars(plot),
      totalLine(plot),
      plot.hasBroken ? brokenMarks(plot) : undefined,
      culpritBadges(frame, marks, plot.x, { badge: axisTitleHeight + 10, bottom: plot.bottom }),
      runs.length > 0
        ? moduleLabels(frame, runs, plot.x, plot.bottom)
        : nodeNumbers(plot, result.nodes.length),
      hitAreas(plot),
    ],
  });
}

function isMeasured({ total, introduced, totalBroken, introducedBroken }: DepthColumn): boolean {
  return total !== undefined || introduced !== undefined || totalBroken || introducedBroken;
}

function layOut(
  frame: Frame,
  columns: readonly DepthColumn[],
  nodeCount: number,
  threshold: ErrorThreshold | undefined,
): Plot {
  const values = columns.flatMap(({ total, introduced }) => [total ?? 0, introduced ?? 0]);
  const hasBroken = columns.some((column) => column.totalBroken || column.introducedBroken);
  const top = axisTitleHeight + badgeHeight;
  const bottom = top + (frame.width < 500 ? 230 : 300);
  const domain = decadesAround(
    [...values, ...(threshold === undefined ? [] : [threshold.value])],
    3,
    mostDecades,
  );
  const scale = logScale(10, domain, [bottom - zeroLane, top + (hasBroken ? brokenLane : 0)]);
  const span = frame.width - frame.left - frame.right;
  const x = (node: number): number => frame.left + (node / nodeCount) * span;
  return { frame, columns, scale, x, top, bottom, hasBroken };
}

function errorAxis({ frame, scale, bottom, top, hasBroken }: Plot): Markup {
  const right = frame.width - frame.right;
  const ticks = scale.ticks(9).map((power): Hole => {
    // 10 ** -4 is one unit in the last place below 1e-4.
    const value = Number(`1e${power}`);
    const y = scale.position(value);
    return markup`<path class="grid" d="M${frame.left} ${at(y)}H${right}"/><text class="label" x="${frame.left - 6}" y="${at(y + 4)}" text-anchor="end">${formatFigure(value)}</text>`;
  });
  const broken = hasBroken
    ? markup`<text class="label bad" x="${frame.left - 6}" y="${at(top + 13)}" text-anchor="end">NaN/∞</text>`
    : undefined;
  return markup`<text class="label" x="2" y="12">rms error ÷ rms of the reference, log scale</text>${ticks}${broken}<path class="axis" d="M${frame.left} ${at(bottom)}H${right}"/>`;
}

function introducedBars({ columns, scale, x, bottom, frame }: Plot): Markup {
  const gap = frame.width / columns.length > 6 ? 0.3 : 0;
  const path = columns
    .filter(({ introduced }) => introduced !== undefined && introduced > 0)
    .map(({ start, end, introduced }) => {
      const left = x(start);
      const right = x(end);
      const inset = ((right - left) * gap) / 2;
      const y = scale.position(introduced as number);
      return `M${at(left + inset)} ${at(bottom)}V${at(y)}H${at(right - inset)}V${at(bottom)}Z`;
    });
  return markup`<path class="introduced" d="${path.join("") || "M0 0"}"/>`;
}

/** The line is broken where nothing was measured or where NaN and infinities leave no figure. */
function totalLine({ columns, scale, x, bottom }: Plot): Markup {
  let pen = "M";
  const path = columns.map(({ start, end, total }) => {
    if (total === undefined) {
      pen = "M";
      return "";
    }
    const y = total > 0 ? scale.position(total) : bottom - zeroLane / 2;
    const step = `${pen}${at((x(start) + x(end)) / 2)} ${at(y)}`;
    pen = "L";
    return step;
  });
  return markup`<path class="total" d="${path.join("") || "M0 0"}"/>`;
}

function brokenMarks({ columns, x, top }: Plot): Markup {
  const marks = columns.map(({ start, end, totalBroken, introducedBroken }): Hole => {
    if (!totalBroken && !introducedBroken) return undefined;
    const width = Math.max(1.5, x(end) - x(start));
    const kind = introducedBroken ? "broken" : "broken inherited";
    return markup`<rect class="${kind}" x="${at(x(start))}" y="${top + 3}" width="${at(width)}" height="${brokenMarkHeight}"/>`;
  });
  return markup`${marks}`;
}

function thresholdBand(
  { frame, scale, top }: Plot,
  threshold: ErrorThreshold | undefined,
): Markup | undefined {
  if (threshold === undefined) return undefined;
  const y = scale.position(threshold.value);
  const right = frame.width - frame.right;
  return markup`<rect class="beyond" x="${frame.left}" y="${top}" width="${right - frame.left}" height="${at(y - top)}"/><path class="limit" d="M${frame.left} ${at(y)}H${right}"/>`;
}

function nodeNumbers({ frame, x, bottom }: Plot, nodeCount: number): Markup {
  return markup`<text class="label" x="${frame.left}" y="${bottom + 14}">node 1</text><text class="label" x="${at(x(nodeCount))}" y="${bottom + 14}" text-anchor="end">node ${nodeCount}</text>`;
}

function hitAreas({ columns, x, top, bottom }: Plot): Markup {
  const areas = columns.map(
    ({ start, end, title }): Hole =>
      markup`<rect class="hit" x="${at(x(start))}" y="${top}" width="${at(x(end) - x(start))}" height="${bottom - top}"><title>${title}</title></rect>`,
  );
  return markup`${areas}`;
}

function describe(
  columns: readonly DepthColumn[],
  threshold: ErrorThreshold | undefined,
  marks: readonly CulpritMark[],
): string {
  const broken = columns.filter(({ totalBroken }) => totalBroken).length;
  const peak = columns.reduce((most, { total = 0 }) => Math.max(most, total), 0);
  return [
    `From the input to the output over ${columns.at(-1)?.end ?? 0} nodes: bars are the error that each node introduces, the line is the total error, which reaches ${formatFigure(peak)}.`,
    ...(broken === 0 ? [] : ["Some elements are NaN or infinite on one side only."]),
    ...(threshold === undefined ? [] : [`${threshold.label}.`]),
    ...(marks.length === 0
      ? []
      : [
          `Numbers mark the culprits, ${marks.map(({ rank, node }) => `${rank} at node ${node + 1}`).join(", ")}.`,
        ]),
  ].join(" ");
}
