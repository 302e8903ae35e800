import { formatFigure } from "../../compare/figure.ts";
import { depthChart } from "../charts/depth-chart.ts";
import { bothWidths, type Frame, narrowFrame } from "../charts/frame.ts";
import { headroomStrip } from "../charts/headroom-strip.ts";
import { describeRange, rangeChart, rangedLayers } from "../charts/range-chart.ts";
import { errorThreshold } from "../charts/threshold.ts";
import { printableName } from "../escape.ts";
import type { GateResult, ResultNode } from "../result.ts";
import { dataTable } from "./data-table.ts";
import { codeName, type Hole, type Markup, markup } from "./markup.ts";

const mostRows = 300;

/** Error and headroom along depth, the magnitudes of the worst tensors, and the same as tables. */
export function depthSection(result: GateResult): Markup | undefined {
  const depth = figureOf(result, depthChart, depthCaption(result));
  const headroom = figureOf(result, headroomStrip, headroomCaption);
  const range = figureOf(result, rangeChart, rangeCaption(result));
  if (depth === undefined && headroom === undefined && range === undefined) return undefined;
  return markup`${
    depth === undefined && headroom === undefined
      ? undefined
      : markup`<section aria-labelledby="depth"><h2 id="depth">Along depth</h2>${depth}${headroom}${nodeTable(result)}</section>`
  }${range === undefined ? undefined : markup`<section aria-labelledby="range"><h2 id="range">Worst tensors against FP16’s range</h2>${range}${rangeTable(result)}</section>`}`;
}

type Chart = (result: GateResult, frame: Frame, suffix: string) => Markup | undefined;

function figureOf(result: GateResult, chart: Chart, caption: Markup): Markup | undefined {
  if (chart(result, narrowFrame, "probe") === undefined) return undefined;
  const drawn = bothWidths((frame, suffix) => chart(result, frame, suffix) as Markup);
  return markup`<figure><figcaption>${caption}</figcaption>${drawn}</figure>`;
}

/** One entry of a legend, kept on one line. */
function key(swatch: string, label: string): Markup {
  return markup`<span class="key"><span class="swatch ${swatch}"></span>${label}</span>`;
}

function depthCaption(result: GateResult): Markup {
  const { nodes, localisation, layers } = result;
  const left = localisation?.nodesLeftOut ?? 0;
  return markup`${key("made", "introduced by the node")} ${key("line", "total, inherited included")} ${key("limit", errorThreshold(result).label)}<br>${nodes.length} nodes in graph order${left > 0 ? `, ${left} quiet ones left out` : ""}, grouped by module${layers.length > 0 ? "; numbers: the culprits above" : ""}.`;
}

const headroomCaption = markup`Headroom: the space between a bar and 65504, the largest number of FP16. ${key("room", "2 bits and more")} ${key("scarce", "less than 2 bits")} ${key("over", "beyond")}`;

function rangeCaption(result: GateResult): Markup {
  return rangedLayers(result).some(({ range }) => range.histogram !== undefined)
    ? markup`Elements by power of two (height: log of their number) of the FP32 reference. ${key("room", "fits")} ${key("over", "lost in FP16")}`
    : markup`From the rms (ring) to the largest magnitude (disc) of the FP32 reference.`;
}

function nodeTable(result: GateResult): Markup {
  const loudest = result.nodes
    .map((node, index) => ({ node, index }))
    .sort((first, second) => loudness(second.node) - loudness(first.node) || first.index - second.index)
    .slice(0, mostRows)
    .sort((first, second) => first.index - second.index);
  const part =
    loudest.length < result.nodes.length
      ? `the ${loudest.length} loudest of ${result.nodes.length}`
      : `all ${loudest.length}`;
  const table = dataTable({
    caption: `Nodes in graph order, ${part}; errors are rms relative to the reference`,
    headings: ["#", "node", "op", "introduced", "total", "largest magnitude", "headroom (bits)"],
    rows: loudest.map(({ node, index }) => [
      { shown: index + 1, value: index + 1 },
      codeName(node.node, 80),
      printableName(node.op ?? "", 40),
      errorCell(node.introduced),
      errorCell(node.error),
      figureCell(node.absMax),
      figureCell(node.headroomBits),
    ]),
  });
  return markup`<details><summary>Nodes as a table (${part})</summary>${table}</details>`;
}

function loudness({ introduced, error }: ResultNode): number {
  return Math.min(1e300, Math.max(sortKey(introduced), sortKey(error)));
}

function sortKey(error: ResultNode["error"]): number {
  if (error === undefined) return -1;
  const broken = (error.nonFinite ?? 0) > 0 || Number.isNaN(error.relRms);
  return broken ? Number.POSITIVE_INFINITY : error.relRms;
}

function errorCell(error: ResultNode["error"]): { shown: Hole; value: number } {
  const broken = error?.nonFinite ?? 0;
  const shown = error === undefined ? "" : broken > 0 ? `NaN/∞ in ${broken}` : formatFigure(error.relRms);
  return { shown, value: sortKey(error) };
}

function figureCell(value: number | undefined): { shown: Hole; value: number } {
  return { shown: value === undefined ? "" : formatFigure(value), value: value ?? -1e300 };
}

function rangeTable(result: GateResult): Markup {
  const table = dataTable({
    caption: "Magnitudes of the worst tensors in the FP32 reference",
    headings: ["#", "output of", "elements", "what FP16 makes of it"],
    rows: rangedLayers(result).map(({ rank, layer, range }) => [
      { shown: rank, value: rank },
      codeName(layer.node, 80),
      { shown: String(range.elements), value: range.elements },
      describeRange(range),
    ]),
  });
  return markup`<details><summary>Ranges as a table</summary>${table}</details>`;
}
