import { formatCount, formatFigure, withUnit } from "../compare/figure.ts";
import { quoteName } from "../compare/quote-name.ts";
import { printableName } from "./escape.ts";
import type { GateResult, ResultBaseline } from "./result.ts";
import { shownPath } from "./shown-path.ts";

type Earlier = NonNullable<ResultBaseline["base"]>;
type OutputState = ResultBaseline["outputs"][number];
export type State = OutputState["state"];

const longestName = 60;
const mostNamed = 3;

/** `limits loosened here: …`, for the first two lines; undefined when nothing is judged more mildly than on the base. */
export function loosenedLine({ loosened = [] }: GateResult): string | undefined {
  if (loosened.length === 0) return undefined;
  const shown = loosened.slice(0, mostNamed).map(({ text }) => text);
  const more = loosened.length - shown.length;
  return `Limits loosened here: ${shown.join("; ")}${more > 0 ? `; and ${more} more` : ""}.`;
}

/**
 * What is new since the base, what is known there, and what got better; or why nothing can be said. Names stand between
 * backticks, unescaped.
 */
export function memorySentences({ baseline }: GateResult): string[] {
  if (baseline === undefined) return [];
  const { base, outputs } = baseline;
  if (base === undefined) {
    return baseline.asked === "none" ? [] : [`No baseline: ${baseline.notes.at(-1) ?? "none was found."}`];
  }
  const place = describeEarlier(base);
  if (!base.comparable) {
    return [`Not comparable with ${place}: ${base.reason ?? "unknown"}. Judged by absolute limits only.`];
  }
  const named = (state: State): OutputState[] => outputs.filter((output) => output.state === state);
  const sentences = [
    sayOutputs(`New since ${place}`, named("new")),
    sayOutputs("Known, since the base fails as well", named("known")),
    sayOutputs("Improved", named("improved")),
    sayOutputs("Not on the base", named("added")),
    sayOutputs("No longer there", named("vanished")),
  ].filter((text) => text !== undefined);
  return sentences.length > 0 ? sentences : [`Nothing is new since ${place}.`];
}

function sayOutputs(title: string, outputs: readonly OutputState[]): string | undefined {
  if (outputs.length === 0) return undefined;
  const shown = outputs.slice(0, mostNamed).map((output) => {
    const figures = sayChange(output);
    return `${quoteName(printableName(output.name, longestName))}${figures === "" ? "" : ` ${figures}`}`;
  });
  const more = outputs.length - shown.length;
  return `${title}: ${shown.join(", ")}${more > 0 ? ` and ${more} more` : ""}.`;
}

/** `0.31 -> 4.07 px`, or the one figure there is. */
export function sayChange({ before, after, unit }: OutputState): string {
  if (before === undefined && after === undefined) return "";
  const shown = [before, after].filter((value) => value !== undefined).map((value) => formatFigure(value));
  return withUnit(shown.join(" -> "), unit);
}

/** `abc1234 (3 commits, 2 days)`: commit, distance and age, as far as they are known. */
export function describeEarlier({ commit, distance, ageDays, source }: Earlier): string {
  const parts = [
    ...(distance === undefined ? [] : [formatCount(distance, "commit")]),
    ...(ageDays === undefined ? ["age unknown"] : [sayAge(ageDays)]),
  ];
  const name = commit === undefined ? printableName(shownPath(source.name), longestName) : commit.slice(0, 7);
  return `${quoteName(name)} (${parts.join(", ")})`;
}

function sayAge(days: number): string {
  if (days < 1 / 24) return "less than an hour";
  if (days < 1) return formatCount(Math.floor(days * 24), "hour");
  return formatCount(Math.floor(days), "day");
}

/** One line each on where the two earlier results come from; unescaped. */
export function earlierFacts({ baseline }: GateResult): readonly { name: string; text: string }[] {
  if (baseline === undefined) return [];
  const { base, accepted, attribution, notes } = baseline;
  return [
    ...(base === undefined ? [] : [{ name: "base", text: sayEarlier(base) }]),
    ...(accepted === undefined ? [] : [{ name: "last accepted", text: sayEarlier(accepted) }]),
    ...(attribution === undefined
      ? []
      : [{ name: `since the ${attribution.against}`, text: attribution.text }]),
    ...notes.map((text) => ({ name: "note", text })),
  ];
}

function sayEarlier(earlier: Earlier): string {
  const { verdict, source, accepted, comparable, reason } = earlier;
  const by = accepted?.by === undefined ? "" : ` by ${accepted.by}`;
  const why = accepted?.reason === undefined ? "" : `: ${accepted.reason}`;
  const parts = [
    `${describeEarlier(earlier)}, ${verdict === "pass" ? "passed" : "failed"}`,
    ...(accepted === undefined ? [] : [`accepted by hand${by}${why}`]),
    `from ${source.kind} ${quoteName(printableName(shownPath(source.name), longestName))}`,
    ...(comparable ? [] : [`not comparable: ${reason ?? "unknown"}`]),
  ];
  return parts.join("; ");
}

/** A table as texts; cells are unescaped. */
export interface TextTable {
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Every output of either job with its state; undefined when nothing was compared. */
export function outputStateTable({ baseline }: GateResult): TextTable | undefined {
  if (baseline === undefined || baseline.outputs.length === 0) return undefined;
  const cell = (value: number | undefined, unit: string | undefined): string =>
    value === undefined ? "" : withUnit(formatFigure(value), unit);
  return {
    headings: ["state", "output", "base", "this job", "last accepted"],
    rows: baseline.outputs.map(({ state, name, before, after, accepted, unit }) => [
      state,
      name,
      cell(before, unit),
      cell(after, unit),
      cell(accepted, unit),
    ]),
  };
}

/** Culprits of either job with their state. */
export function layerStateTable({ baseline }: GateResult): TextTable | undefined {
  if (baseline === undefined || baseline.layers.length === 0) return undefined;
  return {
    headings: ["state", "layer", "node", "error on the base", "error here"],
    rows: baseline.layers.map(({ state, module, op, node, before, after }) => [
      state,
      module ?? "",
      `${op ?? ""} ${node}`.trim(),
      sayFigure(before),
      sayFigure(after),
    ]),
  };
}

function sayFigure(figure: { relRms: number; nonFinite?: number | undefined } | undefined): string {
  if (figure === undefined) return "";
  return (figure.nonFinite ?? 0) > 0 ? `NaN/∞ in ${figure.nonFinite}` : formatFigure(figure.relRms);
}

const mostTrendRows = 6;
const mostTrendOutputs = 4;

/** The last accepted jobs and this one, oldest first; undefined without any. */
export function trendTable(result: GateResult): TextTable | undefined {
  const { history = [], outputs, job } = result;
  if (history.length === 0) return undefined;
  const shown = outputs.slice(0, mostTrendOutputs);
  const hasHeadroom = history.some(({ headroom }) => headroom !== undefined);
  const rows = history.slice(-mostTrendRows).map(({ commit, date, outputs: values, headroom }) => [
    commit?.slice(0, 7) ?? "",
    date?.slice(0, 10) ?? "",
    ...shown.map(({ name, unit }) => {
      const value = values.find((entry) => entry.name === name && entry.unit === unit);
      return value === undefined ? "" : withUnit(formatFigure(value.value), unit);
    }),
    ...(hasHeadroom ? [headroom === undefined ? "" : sayHeadroom(headroom)] : []),
  ]);
  const own = [
    job?.commit?.slice(0, 7) ?? "this job",
    job?.date?.slice(0, 10) ?? "",
    ...shown.map(({ metrics, unit }) => withUnit(formatFigure(metrics.maxAbs), unit)),
    ...(hasHeadroom ? [ownHeadroom(result)] : []),
  ];
  return {
    headings: [
      "commit",
      "date",
      ...shown.map(({ name }) => printableName(name, longestName)),
      ...(hasHeadroom ? ["least FP16 range left"] : []),
    ],
    rows: [...rows, own],
  };
}

function sayHeadroom({ name, bits }: { name: string; bits: number }): string {
  return `${formatFigure(bits)} bits at ${printableName(name, longestName)}`;
}

function ownHeadroom({ nodes }: GateResult): string {
  let tightest: GateResult["nodes"][number] | undefined;
  for (const node of nodes) {
    if (node.headroomBits === undefined || Number.isNaN(node.headroomBits)) continue;
    if (tightest?.headroomBits === undefined || node.headroomBits < tightest.headroomBits) tightest = node;
  }
  if (tightest?.headroomBits === undefined) return "";
  const { module, node, headroomBits } = tightest;
  return sayHeadroom({ name: module === undefined || module === "" ? node : module, bits: headroomBits });
}
