import { formatFigure } from "../../compare/figure.ts";
import { printableName } from "../escape.ts";
import { hazardNote, hazardRows, hazardTitle } from "../hazard-view.ts";
import {
  causeTitle,
  countLayers,
  groupByModule,
  type LayerGroup,
  type LayerRow,
  layerRows,
} from "../layer-view.ts";
import type { GateResult } from "../result.ts";
import { dataTable } from "./data-table.ts";
import { codeName, type Hole, type Markup, markup, proseText } from "./markup.ts";

/** Culprits shown in full; the others stand in the table. */
const mostCards = 5;
const mostRows = 300;
const longestCell = 400;

/** The culprits: where, why, and what to do. */
export function culpritSection(result: GateResult): Markup | undefined {
  const rows = layerRows(result);
  if (rows.length === 0) return undefined;
  const { localisation } = result;
  const shown = rows.slice(0, mostCards);
  const lead = localisation?.kind === "nodes" ? proseText(localisation.text) : countLayers(rows);
  const more = rows.length > shown.length ? markup` The worst ${shown.length} of ${rows.length}:` : undefined;
  return markup`<section aria-labelledby="layers"><h2 id="layers">Where it goes wrong</h2><p class="lead">${lead}${more}</p><ol class="culprits">${groupByModule(shown).map(moduleCard)}</ol>${layerTable(rows)}</section>`;
}

/** The culprits of one module; what a node shares with the one above it is said once. */
function moduleCard({ module, rows }: LayerGroup): Markup {
  const classes = [...new Set(rows.map(({ layer }) => layer.moduleClass ?? ""))].filter(
    (name) => name !== "",
  );
  const names = classes.slice(0, 3).map((name): Hole => markup` <span class="soft">${codeName(name)}</span>`);
  const title = module === "" ? "Outside any module" : codeName(module);
  return markup`<li><h3>${title}${names}</h3>${rows.map((row, at) => culprit(row, rows[at - 1]))}</li>`;
}

function culprit(row: LayerRow, above: LayerRow | undefined): Markup {
  const { layer, rank } = row;
  const { cause, unlinked } = layer;
  const known = above?.layer.cause;
  const why =
    known?.kind === cause.kind && known.evidence === cause.evidence
      ? undefined
      : markup`<p class="why"><span class="cause">${capitalised(causeTitle(layer))}.</span> ${proseText(cause.evidence)}</p>`;
  const advice =
    cause.advice === undefined || (known?.advice === cause.advice && why === undefined)
      ? undefined
      : markup`<p class="advice"><b>What to do.</b> ${proseText(cause.advice)}</p>`;
  return markup`<div class="entry"><h4><span class="number">${rank}</span><span>${printableName(layer.op, 60)} ${codeName(layer.node)}</span></h4>${codePart(row)}${unlinked === undefined ? undefined : markup`<p class="where">${proseText(unlinked)}</p>`}${why}${advice}${row.trial === undefined ? undefined : markup`<p class="trial soft">${proseText(row.trial)}</p>`}${figuresPart(row)}</div>`;
}

function codePart({ layer, source, url }: LayerRow): Markup | undefined {
  if (layer.source === undefined) return undefined;
  const place = printableName(source, 160);
  const shown = url === undefined ? place : markup`<a href="${url}">${place}</a>`;
  const code = printableName(layer.source.code ?? "", 400).trim();
  return markup`<pre class="source"><span class="soft">${shown}</span>${code === "" ? "" : markup`  <code>${code}</code>`}</pre>`;
}

function figuresPart({ layer, introduced, inherited, total }: LayerRow): Markup {
  const { headroomBits, referenceAbsMax, worstSample, accumulationAbsSum, breaks } = layer;
  const figures: [string, Hole][] = [
    ...(layer.introduced === undefined
      ? []
      : [["introduced", withMax(introduced, layer.introduced)] satisfies [string, Hole]]),
    ...(inherited === "" ? [] : [["inherited", inherited] satisfies [string, Hole]]),
    ...(total === "" ? [] : [["total", total] satisfies [string, Hole]]),
    ...(referenceAbsMax === undefined
      ? []
      : [["largest magnitude", formatFigure(referenceAbsMax)] satisfies [string, Hole]]),
    ...(accumulationAbsSum === undefined
      ? []
      : [["largest sum of |a b|", formatFigure(accumulationAbsSum)] satisfies [string, Hole]]),
    ...(headroomBits === undefined
      ? []
      : [["headroom", `${formatFigure(headroomBits)} bits`] satisfies [string, Hole]]),
    ...(worstSample === undefined
      ? []
      : [["worst sample", codeName(worstSample, 40)] satisfies [string, Hole]]),
    ...(breaks === undefined || breaks.length === 0
      ? []
      : [
          ["breaks", breaks.slice(0, 4).map((name) => markup`${codeName(name, 40)} `)] satisfies [
            string,
            Hole,
          ],
        ]),
  ];
  return markup`<dl class="figures">${figures.map(([name, value]): Hole => markup`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}

function withMax(text: string, { nonFinite, max }: NonNullable<LayerRow["layer"]["introduced"]>): string {
  return nonFinite > 0 ? text : `${text} (max ${formatFigure(max)})`;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const mostHazards = 50;

/** Sums inside accumulations that this run can't get wrong. */
export function hazardSection(result: GateResult): Markup | undefined {
  const { shown, more } = hazardRows(result, mostHazards);
  if (shown.length === 0) return undefined;
  const table = dataTable({
    caption: `Sums inside accumulations beyond 65504, largest first${more > 0 ? `; ${more} more are in result.json` : ""}`,
    headings: ["node", "op", "module", "sum of magnitudes", "result", "what to do"],
    rows: shown.map((hazard) => [
      codeName(hazard.node, 80),
      printableName(hazard.op, 60),
      hazard.module === undefined ? "" : codeName(hazard.module),
      { shown: formatFigure(hazard.accumulationAbsSum), value: hazard.accumulationAbsSum },
      { shown: formatFigure(hazard.referenceAbsMax), value: hazard.referenceAbsMax },
      proseText(hazard.cause.advice ?? "", longestCell),
    ]),
    stack: true,
  });
  return markup`<section aria-labelledby="hazards"><h2 id="hazards">${hazardTitle}</h2><p class="lead">${hazardNote}</p>${table}</section>`;
}

function layerTable(rows: readonly LayerRow[]): Markup {
  const shown = rows.slice(0, mostRows);
  const left = rows.length - shown.length;
  const table = dataTable({
    caption: `Layers, worst first; errors are rms relative to the reference${left > 0 ? `; ${left} more are in result.json` : ""}`,
    headings: ["#", "node", "op", "module", "source", "introduced", "inherited", "why"],
    rows: shown.map((row) => [
      { shown: row.rank, value: row.rank },
      codeName(row.layer.node),
      printableName(row.layer.op, 60),
      row.module === "" ? "" : codeName(row.module),
      printableName(row.source, 120),
      { shown: row.introduced, value: sortKey(row.layer.introduced) },
      { shown: row.inherited, value: sortKey(row.layer.inherited) },
      proseText(row.why, longestCell),
    ]),
    stack: true,
  });
  return markup`<details${rows.length > mostCards ? markup` open` : ""}><summary>All layers as a table (${rows.length})</summary>${table}</details>`;
}

function sortKey(error: LayerRow["layer"]["inherited"]): number {
  if (error === undefined) return -1;
  return error.nonFinite > 0 ? Number.POSITIVE_INFINITY : error.relRms;
}
