import {
  earlierFacts,
  layerStateTable,
  outputStateTable,
  type TextTable,
  trendTable,
} from "../memory-view.ts";
import type { GateResult } from "../result.ts";
import { dataTable } from "./data-table.ts";
import { codeName, type Hole, type Markup, markup, proseText } from "./markup.ts";

const mostRows = 300;

/** What earlier jobs say: what is new, the trend, little range left, waivers, and where the results come from. */
export function memorySection(result: GateResult): Markup | undefined {
  const facts = earlierFacts(result);
  const { waivers = [], baseline } = result;
  const headroom = baseline?.headroom ?? [];
  if (facts.length === 0 && waivers.length === 0 && headroom.length === 0) return undefined;
  const list = [
    ...headroom.map(({ text }): Hole => markup`<li><b>Little range left.</b> ${proseText(text)}</li>`),
    ...waivers.map(({ state, text }): Hole => markup`<li><b>Waiver ${state}.</b> ${proseText(text)}</li>`),
    ...facts.map(({ name, text }): Hole => markup`<li><b>${name}</b>: ${proseText(text)}</li>`),
  ];
  const tables = [
    stateTable("Outputs of this job and of the base", outputStateTable(result), [1]),
    stateTable("Layers that are guilty in this job or on the base", layerStateTable(result), [1, 2]),
    stateTable("The last accepted jobs, oldest first, and this one", trendTable(result), [0]),
  ];
  return markup`<section aria-labelledby="earlier"><h2 id="earlier">Earlier jobs</h2><ul>${list}</ul>${tables}</section>`;
}

function stateTable(caption: string, shown: TextTable | undefined, names: readonly number[]): Hole {
  if (shown === undefined) return undefined;
  return dataTable({
    caption,
    headings: shown.headings,
    rows: shown.rows
      .slice(0, mostRows)
      .map((row) =>
        row.map(
          (cell, at): Hole => (names.includes(at) && cell !== "" ? codeName(cell, 80) : proseText(cell, 200)),
        ),
      ),
    stack: true,
    sortable: false,
  });
}
