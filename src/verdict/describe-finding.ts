import { formatAgainst, formatFigure, withUnit } from "../compare/figure.ts";
import type { Finding } from "../compare/finding.ts";
import { quoteName } from "../compare/quote-name.ts";

/** What a count or a rule is about, where its name alone reads badly in a sentence. */
const titles: Readonly<Record<string, string>> = {
  "rel-rms": "rms error relative to the reference",
  "snr-db": "signal-to-noise ratio in dB",
  "top-1": "top-1 agreement",
  match: "rows",
  mismatches: "differing elements",
  "non-finite": "elements NaN or infinite on one side only",
  "unmatched-score": "score share of unmatched rows",
};

/** Words for a finding's metric or rule: those of the configuration, unless they need explaining. */
export function metricTitle(name: string): string {
  return Object.hasOwn(titles, name) ? (titles[name] as string) : name;
}

/** The figure of a finding and its limit, with the unit and with digits that tell them apart. */
export function findingFigures(finding: Finding): { actual: string; limit: string } {
  const { actual, expected, unit } = finding;
  if (typeof actual !== "number" || typeof expected !== "number") {
    return { actual: String(actual), limit: String(expected) };
  }
  const pair = formatAgainst(actual, expected);
  return { actual: withUnit(pair.actual, unit), limit: withUnit(pair.limit, unit) };
}

/**
 * The finding without its output, for use behind a name: `off by 4.07 px (limit 1 px)`.
 * @param companion the warning on the same figure, when it is to be named, too: `(limit 1 px, warns at 0.5 px)`.
 */
export function describeDifference(finding: Finding, companion?: Finding): string {
  const figures = findingFigures(finding);
  const other = companion === undefined ? "" : `, ${companion.level}s at ${findingFigures(companion).limit}`;
  const { actual } = figures;
  const limit = `${figures.limit}${other}`;
  if (finding.name === "non-finite") {
    return `NaN or infinite on one side only in ${formatCountOfElements(finding.actual)}`;
  }
  if (finding.name === "output") return finding.actual === "missing" ? "missing" : "not in the reference";
  if (finding.name === "regression") return `off by ${actual} (against the base at most ${limit})`;
  if (finding.name === "max-abs") return `off by ${actual} (limit ${limit})`;
  const title = metricTitle(finding.name);
  if (finding.operator === "==") return `${title} ${actual} instead of ${limit}`;
  return `${title} ${actual} (${finding.operator === "<=" ? "limit" : "at least"} ${limit})`;
}

/** The finding as a clause: `` `boxes` is off by 4.07 px (limit 1 px) ``. */
export function describeFinding(finding: Finding): string {
  const isState = ["max-abs", "non-finite", "output", "regression"].includes(finding.name);
  return `${quoteName(finding.output)} ${isState ? "is" : "has"} ${describeDifference(finding)}`;
}

function formatCountOfElements(actual: number | string): string {
  if (typeof actual !== "number") return actual;
  return `${formatFigure(actual)} element${actual === 1 ? "" : "s"}`;
}
