import { markdownCode, markdownText, printableName } from "../escape.ts";
import { type LayerRow, layerRows, localisationNote } from "../layer-view.ts";
import type { GateResult } from "../result.ts";
import { folded, table } from "../summary-text.ts";
import type { CommentDetail } from "./detail.ts";

const mostOpen = 5;
const headings = ["layer", "source", "introduced", "why"];

/** The culprits, worst first: at most five open, some more folded. */
export function layerTable(result: GateResult, detail: CommentDetail, links: boolean): string[] {
  const rows = layerRows(result);
  const note = localisationNote(result);
  const noteLines = note === undefined ? [] : [`**Layers.** ${sentence(note, detail)}`];
  if (rows.length === 0) return noteLines;
  const open = rows.slice(0, mostOpen);
  const rest = rows.slice(mostOpen, mostOpen + detail.moreLayers);
  const states = new Map(result.baseline?.layers.map(({ node, state }) => [node, state]));
  const cells = (shown: readonly LayerRow[]): string[][] =>
    shown.map((row) => cellsOf(row, states.get(row.layer.node), detail, links));
  const more = rows.length - open.length - rest.length;
  return [
    ...table(headings, cells(open)),
    ...(rest.length === 0 ? [] : ["", ...folded(`${rest.length} more layers`, table(headings, cells(rest)))]),
    ...(more > 0 ? ["", `_${more} more layers in result.json._`] : []),
    ...(noteLines.length === 0 ? [] : ["", ...noteLines]),
  ];
}

function cellsOf(row: LayerRow, state: string | undefined, detail: CommentDetail, links: boolean): string[] {
  const { layer } = row;
  const name = layer.module ?? layer.node;
  return [
    `${markdownCode(printableName(name, detail.name))} ${markdownText(printableName(layer.op, 40))}${state === "new" ? " **new**" : state === "known" ? " (known)" : ""}`,
    sourceCell(row, detail, links),
    markdownText(row.introduced),
    sentence(row.why, detail),
  ];
}

/** The place is a link only where this repository's own run resolved it. */
function sourceCell({ source, url }: LayerRow, detail: CommentDetail, links: boolean): string {
  if (source === "") return "";
  const place = markdownCode(printableName(source, detail.name));
  return links && url !== undefined ? `[${place}](${url})` : place;
}

function sentence(text: string, detail: CommentDetail): string {
  return markdownText(printableName(text, detail.sentence));
}
