import { formatFigure } from "../../compare/figure.ts";
import { printableName } from "../escape.ts";
import { type Hole, type Markup, markup } from "../html/markup.ts";
import type { GateResult, ResultLayer } from "../result.ts";
import { at, characterWidth, drawing, type Frame } from "./frame.ts";
import { type LogScale, logScale } from "./log-scale.ts";

type Range = NonNullable<ResultLayer["range"]>;

/** Powers of two at which FP16 changes: half the smallest subnormal, the smallest normal, the largest number. */
const flushPower = -25;
const normalPower = -14;
const overflowPower = 16;
const mostTensors = 6;
const boldWidth = 7.6;
const rowHeight = 62;
const barHeight = 28;
const top = 34;

/** The culprits whose range is known, with their rank. */
export function rangedLayers({
  layers,
}: GateResult): readonly { rank: number; layer: ResultLayer; range: Range }[] {
  return layers
    .flatMap((layer, index) =>
      layer.range === undefined ? [] : [{ rank: index + 1, layer, range: layer.range }],
    )
    .slice(0, mostTensors);
}

/** Magnitudes of the worst tensors against FP16's range: histograms by power of two, else rms and largest magnitude. */
export function rangeChart(result: GateResult, frame: Frame, suffix: string): Markup | undefined {
  const tensors = rangedLayers(result);
  if (tensors.length === 0) return undefined;
  const powers = tensors.flatMap(({ range }) => powersOf(range));
  const low = Math.min(-30, Math.floor(powers.reduce((first, second) => Math.min(first, second), 0)));
  const high = Math.max(22, Math.ceil(powers.reduce((first, second) => Math.max(first, second), 0)) + 1);
  const right = frame.width - frame.right;
  const scale = logScale(2, [low, high], [frame.right, right]);
  const bottom = top + tensors.length * rowHeight;
  return drawing(frame, {
    id: `range-${suffix}`,
    title: "Magnitudes of the worst tensors against the range of FP16",
    description: tensors.map(({ rank, range }) => `${rank}: ${describeRange(range)}.`).join(" "),
    height: bottom + 22,
    body: [
      zones(frame, scale, bottom),
      ...tensors.map((tensor, index) => tensorRow(frame, scale, tensor, top + index * rowHeight)),
      powerAxis(frame, scale, bottom),
    ],
  });
}

/** `largest 2.6e5, rms 310; 12 of 4096 become ∞, 3 % become 0`. */
export function describeRange(range: Range): string {
  const nonZero = range.nonZero ?? range.elements;
  const losses = [
    ...(range.overflows > 0 ? [`${range.overflows} of ${range.elements} become ∞`] : []),
    ...(range.flushed > 0 ? [`${percent(range.flushed, nonZero)} become 0`] : []),
    ...(range.subnormal > 0 ? [`${percent(range.subnormal, nonZero)} subnormal`] : []),
    ...((range.nonFinite ?? 0) > 0 ? [`${range.nonFinite} NaN/∞ by design`] : []),
  ];
  const size = `largest ${formatFigure(range.absMax)}, rms ${formatFigure(range.rms)}`;
  return losses.length === 0 ? `${size}; all of it fits` : `${size}; ${losses.join(", ")}`;
}

function percent(part: number, whole: number): string {
  return whole === 0 ? "0 %" : `${formatFigure((100 * part) / whole)} %`;
}

function powersOf({ absMax, rms, histogram }: Range): number[] {
  const figures = [absMax, rms].filter((value) => value > 0 && Number.isFinite(value)).map(Math.log2);
  if (histogram === undefined) return figures;
  return [...figures, histogram.firstExponent, histogram.firstExponent + histogram.counts.length];
}

function zones(frame: Frame, scale: LogScale, bottom: number): Markup {
  const narrow = frame.width < 500;
  const parts = [
    { kind: "beyond", from: scale.low, to: flushPower, name: narrow ? "→ 0" : "becomes 0" },
    { kind: "subnormal", from: flushPower, to: normalPower, name: narrow ? "subn." : "subnormal" },
    { kind: "normal", from: normalPower, to: overflowPower, name: "FP16" },
    { kind: "beyond", from: overflowPower, to: scale.high, name: narrow ? "→ ∞" : "becomes ∞" },
  ];
  const drawn = parts.map(({ kind, from, to, name }): Hole => {
    const left = scale.position(2 ** from);
    const width = scale.position(2 ** to) - left;
    const label =
      name.length * characterWidth > width
        ? undefined
        : markup`<text class="label" x="${at(left + width / 2)}" y="14" text-anchor="middle">${name}</text>`;
    return markup`<rect class="${kind}" x="${at(left)}" y="20" width="${at(width)}" height="${bottom - 20}"/>${label}`;
  });
  return markup`${drawn}`;
}

function tensorRow(
  frame: Frame,
  scale: LogScale,
  { rank, layer, range }: ReturnType<typeof rangedLayers>[number],
  y: number,
): Markup {
  const fits = Math.floor((frame.width - 2 * frame.right - 34) / boldWidth);
  const place = layer.module === undefined ? layer.node : `${layer.module} · ${layer.op}`;
  const name = printableName(place, Math.min(60, fits));
  const base = y + 14 + barHeight;
  const fate = describeRange(range);
  const room = (frame.width - 2 * frame.right - name.length * boldWidth - 60) / characterWidth;
  const note =
    fate.length > room
      ? undefined
      : markup`<text class="label" x="${frame.width - frame.right - 4}" y="${y + 11}" text-anchor="end">${fate}</text>`;
  const shape =
    range.histogram === undefined ? span(scale, range, base) : columns(scale, range.histogram, base);
  return markup`<text class="label strong" x="${frame.right + 4}" y="${y + 11}">${rank}  ${name}</text>${note}${shape}<path class="axis" d="M${frame.right} ${base}H${frame.width - frame.right}"/><rect class="hit" x="${frame.right}" y="${y}" width="${frame.width - 2 * frame.right}" height="${rowHeight - 6}"><title>${printableName(layer.output ?? layer.node, 90)} · ${fate}</title></rect>`;
}

function span(scale: LogScale, { rms, absMax }: Range, base: number): Markup {
  const y = base - barHeight / 2;
  const left = scale.position(rms);
  const right = scale.position(absMax);
  const kind = absMax >= 2 ** overflowPower ? "span over" : "span";
  return markup`<path class="${kind}" d="M${at(left)} ${y}H${at(right)}"/><circle class="rms" cx="${at(left)}" cy="${y}" r="5"/><circle class="${absMax >= 2 ** overflowPower ? "peak over" : "peak"}" cx="${at(right)}" cy="${y}" r="5"/>`;
}

function columns(
  scale: LogScale,
  { firstExponent, counts }: NonNullable<Range["histogram"]>,
  base: number,
): Markup {
  const most = counts.reduce((first, second) => Math.max(first, second), 1);
  const path = (beyond: boolean): string =>
    counts
      .map((count, index) => {
        const power = firstExponent + index;
        if (count === 0 || (power >= overflowPower || power < flushPower) !== beyond) return "";
        const height = Math.max(1.5, (Math.log2(1 + count) / Math.log2(1 + most)) * barHeight);
        const left = scale.position(2 ** power);
        return `M${at(left)} ${base}v${at(-height)}H${at(scale.position(2 ** (power + 1)) - 0.5)}V${base}Z`;
      })
      .join("");
  return markup`<path class="room" d="${path(false) || "M0 0"}"/><path class="over" d="${path(true) || "M0 0"}"/>`;
}

function powerAxis(frame: Frame, scale: LogScale, bottom: number): Markup {
  const ticks = scale
    .ticks(frame.width < 500 ? 7 : 14)
    .filter((power) => power > scale.low && power < scale.high);
  const labels = ticks.map((power): Hole => {
    const x = at(scale.position(2 ** power));
    return markup`<path class="tick" d="M${x} ${bottom}v4"/><text class="label" x="${x}" y="${bottom + 16}" text-anchor="middle">2<tspan class="power" dy="-4">${power}</tspan></text>`;
  });
  return markup`${labels}`;
}
