import { formatFigure } from "../../compare/figure.ts";
import { printableName } from "../escape.ts";
import type { GateResult } from "../result.ts";
import { dataTable } from "./data-table.ts";
import { codeName, type Hole, type Markup, markup } from "./markup.ts";

const mostRows = 300;
const shownNodes = 6;
const longestName = 120;

/** The engine's layers with the nodes, modules and lines that they compute, beside the nodes that the graph blames. */
export function engineLayerPart({ engineRun, layers }: GateResult): Markup | undefined {
  const rows = engineRun?.layers ?? [];
  if (rows.length === 0) return undefined;
  const guilty = new Set(layers.map(({ node }) => node));
  const shown = [...rows]
    .map((row) => ({ row, blamed: row.nodes.filter((node) => guilty.has(node)) }))
    .sort((one, other) => other.blamed.length - one.blamed.length)
    .slice(0, mostRows);
  const table = dataTable({
    caption: `Layers of the engine, those with blamed nodes first${rows.length > mostRows ? `, ${mostRows} of ${rows.length}` : ""}`,
    headings: ["layer", "precision", "blamed", "nodes", "module", "source", "ms", "kernel"],
    rows: shown.map(({ row, blamed }): (Hole | { shown: Hole; value: number })[] => [
      codeName(row.name, longestName),
      row.precision?.toUpperCase() ?? "",
      { shown: blamed.length === 0 ? "" : String(blamed.length), value: blamed.length },
      listed(row.nodes),
      listed(row.modules ?? []),
      printableName((row.sources ?? []).slice(0, 2).join(", "), longestName),
      { shown: row.timeMs === undefined ? "" : formatFigure(row.timeMs), value: row.timeMs ?? -1 },
      printableName(row.tactic ?? row.provider ?? row.type ?? "", longestName),
    ]),
    stack: true,
  });
  return markup`<details><summary>Layers of the engine (${rows.length})</summary>${table}</details>`;
}

function listed(names: readonly string[]): Hole {
  const shown = names.slice(0, shownNodes).map((name): Hole => markup`${codeName(name, longestName)} `);
  return names.length > shownNodes ? markup`${shown}and ${names.length - shownNodes} more` : markup`${shown}`;
}
