import { formatAgainst, withUnit } from "../compare/figure.ts";
import { matchesGlob } from "../compare/glob.ts";
import { quoteName } from "../compare/quote-name.ts";
import type {
  AppliedLimit,
  EarlierFacts,
  EffectiveConfig,
  OutputFacts,
  RegressionLimit,
  Waiver,
} from "./job-facts.ts";
import { isExpired } from "./waivers.ts";

/** One setting by which a job is judged more mildly than its base was. */
export interface Loosened {
  readonly setting: string;
  readonly subject?: string | undefined;
  readonly before: string;
  readonly after: string;
  readonly text: string;
}

/** How a job is judged: its settings, and the limits that were applied by them. */
export interface JudgedBy {
  readonly effective: EffectiveConfig;
  readonly enforce: "fail" | "warn";
  readonly outputs: readonly OutputFacts[];
  readonly now: Date;
}

/**
 * Where a job is judged more mildly than its base, for the reviewer of a change that loosens its own gate: limits that
 * were raised or removed, waivers that were added or prolonged, and the switches that let failures pass. Undefined when
 * the base does not record how it was judged.
 */
export function loosenedSince(base: EarlierFacts, now: JudgedBy): Loosened[] | undefined {
  const before = base.config?.effective;
  if (before === undefined) return undefined;
  const { effective: after } = now;
  return [
    ...loosenedLimits(base, before, now),
    ...loosenedSwitches(base, before, now),
    ...loosenedRegression(before.regression, after.regression),
    ...loosenedWaivers(
      before.waivers,
      after.waivers.filter((waiver) => !isExpired(waiver, now.now)),
    ),
  ];
}

function entry(setting: string, before: string, after: string, subject?: string): Loosened {
  const about = subject === undefined ? setting : `${quoteName(subject)} ${setting}`;
  return {
    setting,
    ...(subject === undefined ? {} : { subject }),
    before,
    after,
    text: `${about} ${before} -> ${after}`,
  };
}

function loosenedLimits(base: EarlierFacts, before: EffectiveConfig, now: JudgedBy): Loosened[] {
  const earlier = new Map(base.outputs.map((output) => [output.name, output]));
  return now.outputs.flatMap((output) => {
    const was = earlier.get(output.name);
    // The default limits follow the values, so that they move without anybody having changed them.
    const isByDefault = ![...before.tolerances, ...now.effective.tolerances].some(({ output: pattern }) =>
      fits(pattern, output.name),
    );
    if (was === undefined || isByDefault) return [];
    return was.limits
      .filter(({ level, metric }) => level === "fail" && metric !== "regression")
      .flatMap((limit) => compareLimit(limit, output));
  });
}

/** Rules such as `non-finite` have no figure that could be raised. */
function compareLimit(was: AppliedLimit, output: OutputFacts): Loosened[] {
  if (typeof was.value !== "number" || was.operator === "==") return [];
  const is = output.limits.find(
    ({ metric, operator, level }) => metric === was.metric && operator === was.operator && level === "fail",
  );
  if (is === undefined) {
    return [entry(was.metric, withUnit(String(was.value), was.unit), "no limit", output.name)];
  }
  if (typeof is.value !== "number") return [];
  const isLooser = was.operator === ">=" ? is.value < was.value : is.value > was.value;
  if (!isLooser && is.unit === was.unit) return [];
  const figures = formatAgainst(is.value, was.value);
  return [
    entry(was.metric, withUnit(figures.limit, was.unit), withUnit(figures.actual, is.unit), output.name),
  ];
}

function loosenedSwitches(base: EarlierFacts, before: EffectiveConfig, now: JudgedBy): Loosened[] {
  const { effective: after } = now;
  const switches: [string, string, string, string][] = [
    ["enforce", base.verdict.enforcement, now.enforce, "warn"],
    ["known", before.known, after.known, "warn"],
    ["extra-outputs", before.extraOutputs, after.extraOutputs, "allow"],
    ["config-from", before.configFrom, after.configFrom, "own"],
  ];
  const isMatchSame = canonical(before.match) === canonical(after.match);
  return [
    ...switches.flatMap(([name, was, is, mild]) => (was !== is && is === mild ? [entry(name, was, is)] : [])),
    ...(before.baseline === after.baseline || before.baseline === "none"
      ? []
      : [entry("baseline", before.baseline, after.baseline)]),
    ...(isMatchSame
      ? []
      : [entry("match", `${before.match.length} rules`, `${after.match.length} other rules`)]),
  ];
}

function loosenedRegression(
  before: readonly RegressionLimit[],
  after: readonly RegressionLimit[],
): Loosened[] {
  return before
    .filter(({ level }) => level === "fail")
    .flatMap((was) => {
      const is = after.find(({ output, level }) => output === was.output && level === "fail");
      const isLooser =
        is === undefined ||
        is.unit !== was.unit ||
        (is.factor ?? 0) > (was.factor ?? 0) ||
        (is.amount ?? 0) > (was.amount ?? 0);
      return isLooser ? [entry("regression", sayRegression(was), sayRegression(is), was.output)] : [];
    });
}

function sayRegression(limit: RegressionLimit | undefined): string {
  if (limit === undefined) return "no limit";
  const parts = [
    ...(limit.factor === undefined ? [] : [`factor ${limit.factor}`]),
    ...(limit.amount === undefined ? [] : [`amount ${withUnit(String(limit.amount), limit.unit)}`]),
  ];
  return parts.join(", ");
}

function loosenedWaivers(before: readonly Waiver[], after: readonly Waiver[]): Loosened[] {
  return after.flatMap((waiver) => {
    const subject = waiver.output ?? waiver.layer ?? "";
    const same = before.filter(({ output, layer }) => output === waiver.output && layer === waiver.layer);
    const latest = same
      .map(({ expires }) => expires)
      .sort()
      .at(-1);
    if (latest !== undefined && latest >= waiver.expires) return [];
    return [
      entry("waiver", latest === undefined ? "none" : `until ${latest}`, `until ${waiver.expires}`, subject),
    ];
  });
}

function fits(pattern: string, name: string): boolean {
  return pattern === name || matchesGlob(pattern, name);
}

/** Equal rules give equal texts, whatever the order of their keys. */
function canonical(rules: readonly object[]): string {
  return JSON.stringify(
    rules.map((rule) =>
      Object.entries(rule)
        .filter(([, value]) => value !== undefined)
        .sort(([one], [other]) => (one < other ? -1 : 1)),
    ),
  );
}
