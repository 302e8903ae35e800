import { escapeConsole, printableName } from "./escape.ts";
import { describeSum, hazardNote, hazardRows, hazardTitle } from "./hazard-view.ts";
import { groupByModule, type LayerRow, layerRows } from "./layer-view.ts";
import type { Palette } from "./palette.ts";
import type { GateResult } from "./result.ts";

const mostRows = 10;
const mostHazards = 3;
const longestName = 60;
const longestProse = 2000;

/** The culprits by module, worst first: where, how much, why, and what to do. */
export function layerLines(result: GateResult, columns: number, palette: Palette): string[] {
  const rows = layerRows(result);
  if (rows.length === 0) return [];
  const shown = rows.slice(0, mostRows);
  const more = rows.length - shown.length;
  const { localisation } = result;
  return [
    "",
    ...(localisation?.kind === "nodes" ? [`  ${plain(localisation.text, longestProse)}`] : []),
    palette.dim("  where it goes wrong, worst first (errors: rms relative to the reference)"),
    ...groupByModule(shown).flatMap(({ module, rows: members }) => [
      ...(module === "" ? [] : [`  ${palette.bold(plain(module, columns - 4))}`]),
      ...members.flatMap((row, at) => rowLines(row, members[at - 1], { columns, palette })),
    ]),
    ...(more > 0 ? [`  and ${more} more in result.json`] : []),
  ];
}

/** Sums inside accumulations that this run can't get wrong; few, since nothing is blamed for them. */
export function hazardLines(result: GateResult, columns: number, palette: Palette): string[] {
  const { shown, more } = hazardRows(result, mostHazards);
  if (shown.length === 0) return [];
  return [
    "",
    palette.dim(
      `  ${hazardTitle.toLowerCase()}: ${hazardNote.charAt(0).toLowerCase()}${hazardNote.slice(1)}`,
    ),
    ...shown.map((hazard) => {
      const { node, op, module } = hazard;
      const where = module === undefined ? "" : ` in ${plain(module, longestName)}`;
      return `  ${plain(`${plain(op, longestName)} ${plain(node, longestName)}${where}: adds up ${describeSum(hazard)}`, columns * 2)}`;
    }),
    ...(more > 0 ? [`  and ${more} more in result.json`] : []),
  ];
}

/** What a row shares with the one above it is said once. */
function rowLines(
  row: LayerRow,
  above: LayerRow | undefined,
  { columns, palette }: { columns: number; palette: Palette },
): string[] {
  const { layer } = row;
  const places = [
    `${plain(layer.op, longestName)} ${plain(layer.node, longestName)}`,
    row.source === "" ? "" : plain(row.source, longestName),
    row.introduced === "" ? "" : `introduced ${row.introduced}`,
    row.inherited === "" ? "" : `inherited ${row.inherited}`,
  ].filter((text) => text !== "");
  const code = layer.source?.code?.trim() ?? "";
  const sameWhy = above?.why === row.why;
  const { advice } = layer.cause;
  return [
    `${palette.red(String(row.rank).padStart(3))}  ${places.join(" · ")}`,
    ...(code === "" ? [] : [palette.dim(`     | ${plain(code, Math.max(20, columns - 8))}`)]),
    ...(sameWhy ? [] : [`     ${plain(row.why, longestProse)}`]),
    ...(advice === undefined || (sameWhy && above?.layer.cause.advice === advice)
      ? []
      : [`     do: ${plain(advice, longestProse)}`]),
    ...(row.trial === undefined ? [] : [palette.dim(`     ${plain(row.trial, longestProse)}`)]),
  ];
}

function plain(text: string, maxCharacters: number): string {
  return escapeConsole(printableName(text, maxCharacters));
}
