import { formatFigure } from "../../compare/figure.ts";
import { printableName } from "../escape.ts";
import { type OverrideView, overrideView, type PlanRow } from "../override-view.ts";
import type { GateResult } from "../result.ts";
import { dataTable } from "./data-table.ts";
import { codeName, type Hole, type Markup, markup, proseText } from "./markup.ts";

const mostRows = 300;
const longestCell = 400;
const longestLine = 4000;
const mostCommandLines = 60;

/** The plan: what it brings, what backs it, its nodes, and what to paste. */
export function overrideSection(result: GateResult): Markup | undefined {
  const view = overrideView(result);
  if (view === undefined) return undefined;
  const { overrides, title, facts, others, change, written } = view;
  const advice = (overrides.advice ?? []).map(
    ({ text }): Hole => markup`<p><b>What helps.</b> ${proseText(text)}</p>`,
  );
  return markup`<section aria-labelledby="fix"><h2 id="fix">The fix</h2><p>${proseText(title)}</p>${facts.length === 0 ? undefined : markup`<p class="soft">${proseText(facts.join(" "))}</p>`}${advice}${nodeTable(view)}${curveTable(view)}${list(others)}${commands(view)}${change === undefined ? undefined : markup`<p>${proseText(change)}</p>`}${written === undefined ? undefined : markup`<p>${proseText(written)}</p>`}</section>`;
}

function nodeTable({ rows }: OverrideView): Markup | undefined {
  if (rows.length === 0) return undefined;
  const shown = rows.slice(0, mostRows);
  const left = rows.length - shown.length;
  return dataTable({
    caption: `Nodes to keep in FP32${left > 0 ? `; ${left} more are in result.json` : ""}`,
    headings: ["node", "op", "module", "source", "why"],
    rows: shown.map((row) => [
      codeName(row.node),
      printableName(row.op, 60),
      row.module === "" ? "" : codeName(row.module),
      sourceCell(row),
      proseText(row.reason, longestCell),
    ]),
    stack: true,
  });
}

function sourceCell({ source, url, code }: PlanRow): Hole {
  const place = printableName(source, 120);
  const shown = url === undefined ? place : markup`<a href="${url}">${place}</a>`;
  return code === "" ? shown : markup`${shown}<br>${codeName(code)}`;
}

function curveTable({ overrides: { curve = [] } }: OverrideView): Markup | undefined {
  if (curve.length === 0) return undefined;
  return dataTable({
    caption: "Error against the share of nodes in FP32, most suspect first",
    headings: ["in FP32", "nodes", "error, in times the limit"],
    rows: curve.map(({ share, nodes, excess }) => [
      { shown: `${formatFigure(100 * share, 2)} %`, value: share },
      { shown: nodes, value: nodes },
      { shown: formatFigure(excess), value: excess },
    ]),
    sortable: false,
  });
}

function list(texts: readonly string[]): Markup | undefined {
  return texts.length === 0
    ? undefined
    : markup`<ul>${texts.map((text): Hole => markup`<li>${proseText(text)}</li>`)}</ul>`;
}

/** A line break in a command is its own; whatever else a name holds stays on its line. */
function commands({ commands: all }: OverrideView): Markup | undefined {
  const shown = all.filter(({ text }) => {
    const lines = text.split("\n");
    return lines.length <= mostCommandLines && lines.every((line) => line.length <= longestLine);
  });
  if (shown.length === 0) return undefined;
  return markup`${shown.map(({ title, text }): Hole => markup`<p><b>${proseText(title)}</b></p><pre class="command"><code>${text.split("\n").map((line) => `${printableName(line, longestLine)}\n`)}</code></pre>`)}`;
}
