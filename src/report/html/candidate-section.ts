import { candidateView } from "../candidate-view.ts";
import type { GateResult } from "../result.ts";
import { dataTable } from "./data-table.ts";
import { codeName, type Hole, type Markup, markup, proseText } from "./markup.ts";

/** A converted model on the page: what it is, and a table of what is more than precision. */
export function candidateSection(result: GateResult): Markup | undefined {
  const view = candidateView(result);
  if (view === undefined) return undefined;
  const { facts, lead, warnings, notes, omitted } = view;
  const all = [...warnings, ...notes];
  const more = omitted > 0 ? `, ${omitted} more not listed` : "";
  const table =
    all.length === 0
      ? undefined
      : dataTable({
          caption: `Differences between the converted and the FP32 model${more}`,
          headings: ["", "what", "op", "node", "elements", "difference"],
          rows: all.map(({ level, kind, op, node, count, text }): Hole[] => [
            level === "warn" ? "! warn" : "note",
            kind,
            op ?? "",
            node === undefined ? "" : codeName(node, 60),
            count ?? "",
            proseText(text),
          ]),
          stack: true,
        });
  return markup`<section aria-labelledby="candidate"><h2 id="candidate">The converted model</h2><p class="lead">${proseText(facts)} ${lead}</p>${table}</section>`;
}
