import {
  earlierFacts,
  layerStateTable,
  outputStateTable,
  type TextTable,
  trendTable,
} from "./memory-view.ts";
import type { GateResult } from "./result.ts";
import type { SummaryDetail } from "./summary.ts";
import { code, folded, prose, table } from "./summary-text.ts";

const mostHeadroom = 5;

/** Layers with little range left, and the waivers: what a reader must see before the details. */
export function warningSection({ baseline, waivers = [] }: GateResult, { maxRows }: SummaryDetail): string[] {
  const headroom = (baseline?.headroom ?? []).slice(0, Math.min(mostHeadroom, maxRows));
  const shown = waivers.filter(({ state }) => state !== "unused").slice(0, maxRows);
  return [
    ...headroom.map(({ text }) => `- **Little range left.** ${prose(text)}`),
    ...shown.map(({ state, text }) => `- **Waiver ${state}.** ${prose(text)}`),
  ];
}

/** The comparison with earlier jobs, folded: states, layers, trend, and where the results come from. */
export function memorySection(result: GateResult, { passing, maxRows }: SummaryDetail): string[] {
  const facts = earlierFacts(result);
  if (facts.length === 0 || !passing) return [];
  const blocks = [
    table(
      ["what", "value"],
      facts.map(({ name, text }) => [prose(name), prose(text)]),
    ),
    tableOf(outputStateTable(result), maxRows, [1]),
    tableOf(layerStateTable(result), maxRows, [1, 2]),
    tableOf(trendTable(result), maxRows, [0]),
  ].filter((block) => block.length > 0);
  return folded(
    "Earlier jobs",
    blocks.flatMap((block, at) => (at === 0 ? block : ["", ...block])),
  );
}

function tableOf(shown: TextTable | undefined, maxRows: number, names: readonly number[]): string[] {
  if (shown === undefined) return [];
  const rows = shown.rows
    .slice(0, maxRows)
    .map((row) => row.map((cell, at) => (names.includes(at) && cell !== "" ? code(cell) : prose(cell))));
  return table(shown.headings.map(prose), rows);
}
