import { type Hole, type Markup, markup } from "../html/markup.ts";
import type { GateResult } from "../result.ts";
import { type DepthColumn, depthColumns } from "./depth-series.ts";
import { at, drawing, type Frame } from "./frame.ts";
import { type LogScale, logScale } from "./log-scale.ts";

const fp16Max = 65504;
const lowestPower = -4;
const highestPower = 60;
const scarceBits = 2;
const top = 20;
const height = 110;
const labelHeight = 13;

/** Largest magnitude of each node under FP16's ceiling; the space above a bar is its headroom. */
export function headroomStrip(result: GateResult, frame: Frame, suffix: string): Markup | undefined {
  const columns = depthColumns(result.nodes, frame.maxColumns);
  const peak = columns.reduce((most, { absMax = 0 }) => Math.max(most, absMax), 0);
  if (columns.every(({ absMax }) => absMax === undefined)) return undefined;
  const power = Math.min(highestPower, Math.max(18, Math.ceil(Math.log2(Math.max(1, peak)) + 0.5)));
  const scale = logScale(2, [lowestPower, power], [top + height, top]);
  const x = (node: number): number =>
    frame.left + (node / result.nodes.length) * (frame.width - frame.left - frame.right);
  return drawing(frame, {
    id: `headroom-${suffix}`,
    title: "Headroom along depth",
    description: describe(columns),
    height: top + height + 8,
    body: [ceiling(frame, scale), bars(columns, scale, x), hitAreas(columns, x)],
  });
}

function ceiling(frame: Frame, scale: LogScale): Markup {
  const right = frame.width - frame.right;
  const y = scale.position(fp16Max);
  const spacing = scale.position(1) - scale.position(2 ** 4);
  const step = spacing < labelHeight ? 8 : 4;
  const ticks = [0, 4, 8, 12].map((power): Hole => {
    const tickY = scale.position(2 ** power);
    if (power % step !== 0 || tickY - y < labelHeight) return undefined;
    return markup`<path class="grid" d="M${frame.left} ${at(tickY)}H${right}"/><text class="label" x="${frame.left - 6}" y="${at(tickY + 4)}" text-anchor="end">${2 ** power}</text>`;
  });
  return markup`<text class="label" x="2" y="12">largest magnitude, log scale</text><rect class="beyond" x="${frame.left}" y="${top}" width="${right - frame.left}" height="${at(y - top)}"/>${ticks}<path class="limit" d="M${frame.left} ${at(y)}H${right}"/><text class="label bad" x="${frame.left - 6}" y="${at(y + 4)}" text-anchor="end">65504</text><path class="axis" d="M${frame.left} ${top + height}H${right}"/>`;
}

function bars(columns: readonly DepthColumn[], scale: LogScale, x: (node: number) => number): Markup {
  const kinds = ["room", "scarce", "over"] as const;
  const paths = kinds.map((kind): Hole => {
    const members = columns.filter(({ absMax }) => absMax !== undefined && kindOf(absMax) === kind);
    const path = members.map(({ start, end, absMax }) => {
      const y = scale.position(absMax as number);
      return `M${at(x(start))} ${top + height}V${at(y)}H${at(x(end))}V${top + height}Z`;
    });
    return path.length === 0 ? undefined : markup`<path class="${kind}" d="${path.join("")}"/>`;
  });
  return markup`${paths}`;
}

function kindOf(absMax: number): "room" | "scarce" | "over" {
  if (absMax > fp16Max) return "over";
  return Math.log2(fp16Max / absMax) < scarceBits ? "scarce" : "room";
}

function hitAreas(columns: readonly DepthColumn[], x: (node: number) => number): Markup {
  const areas = columns.map(
    ({ start, end, title }): Hole =>
      markup`<rect class="hit" x="${at(x(start))}" y="${top}" width="${at(x(end) - x(start))}" height="${height}"><title>${title}</title></rect>`,
  );
  return markup`${areas}`;
}

function describe(columns: readonly DepthColumn[]): string {
  const over = columns.filter(({ absMax = 0 }) => absMax > fp16Max).length;
  const scarce = columns.filter(({ absMax = 0 }) => kindOf(absMax) === "scarce").length;
  const rest =
    over === 0
      ? "None is beyond FP16's largest number, 65504."
      : `${over} are beyond FP16's largest number, 65504.`;
  return `Bars are the largest magnitude of each node. ${rest} ${scarce} more have less than ${scarceBits} bits of room.`;
}
