import { ConfigError } from "../errors.ts";
import type { OutputComparison } from "./comparison.ts";
import {
  defaultPeakShare,
  defaultRelRms,
  defaultUnmatchedScore,
  defaultWarnRelRms,
  unjudgedByDefault,
} from "./default-tolerance.ts";
import { formatAgainst, formatFigure, withUnit } from "./figure.ts";
import { type Finding, type FindingLevel, type Judgement, type Unjudged, withinLimit } from "./finding.ts";
import type { RunComparison } from "./outputs.ts";
import {
  checkTolerances,
  type LimitKey,
  type Limits,
  limitApplies,
  limitKeys,
  limitKinds,
  type Tolerance,
  toleranceFor,
} from "./tolerance.ts";

/**
 * Applies the limits of `tolerance`, or the default where it sets none that fits this output, to one output.
 * NaN or infinity on one side only fails whatever the limits are.
 * @param context.noiseFloor largest difference between the FP32 model and the reference, when it was measured.
 * @throws ConfigError when a tolerance that names this very output sets a limit which can't apply to it.
 */
export function judgeOutput(
  comparison: OutputComparison,
  tolerance: Tolerance | undefined,
  context: { noiseFloor?: number | undefined } = {},
): Judgement {
  const unit = tolerance?.unit;
  const fail = applicable(comparison, tolerance, tolerance?.fail ?? {});
  const warn = applicable(comparison, tolerance, tolerance?.warn ?? {});
  const base = [...nonFiniteFindings(comparison), ...unmatchedFindings(comparison, fail, warn)];
  const nothing = nothingToJudge(comparison);
  if (nothing !== undefined) return { findings: base, unjudged: [nothing] };
  const { unmatchedScore: _, ...own } = fail;
  const { unmatchedScore: __, ...ownWarn } = warn;
  const limited = Object.keys(own).length > 0;
  const byDefault = limited ? noLimits : judgeByDefault(comparison, unit, context.noiseFloor);
  return {
    findings: [
      ...base,
      ...limitFindings(comparison, own, "fail", unit),
      ...limitFindings(comparison, ownWarn, "warn", unit),
      ...byDefault.findings,
    ],
    unjudged: byDefault.unjudged,
  };
}

const noLimits: Judgement = { findings: [], unjudged: [] };

/** Rows without partner are limited whatever other limits are set. */
function unmatchedFindings(comparison: OutputComparison, fail: Limits, warn: Limits): Finding[] {
  if (!fits(comparison, "unmatchedScore")) return [];
  const { unmatchedScore = defaultUnmatchedScore } = fail;
  return [
    ...limitFindings(comparison, { unmatchedScore }, "fail", undefined),
    ...limitFindings(comparison, { unmatchedScore: warn.unmatchedScore }, "warn", undefined),
  ];
}

function judgeByDefault(
  comparison: OutputComparison,
  unit: string | undefined,
  noiseFloor: number | undefined,
): Judgement {
  if (comparison.kind === "exact") {
    return { findings: limitFindings(comparison, { mismatches: 0 }, "fail", undefined), unjudged: [] };
  }
  const unjudged = unjudgedByDefault(comparison, noiseFloor);
  const { reference, maxAbs } = comparison.metrics;
  const hasScale = reference.rms !== 0 || maxAbs === 0;
  const findings = hasScale
    ? [
        ...limitFindings(comparison, { relRms: defaultRelRms }, "fail", undefined),
        ...limitFindings(comparison, { relRms: defaultWarnRelRms }, "warn", undefined),
        ...limitFindings(comparison, { maxAbs: defaultPeakShare * reference.absMax }, "fail", unit),
      ]
    : [];
  return { findings, unjudged: unjudged === undefined ? [] : [unjudged] };
}

/** The limits that fit this output. One that can't fit is an error in a tolerance for this very output only. */
function applicable(comparison: OutputComparison, tolerance: Tolerance | undefined, limits: Limits): Limits {
  const fitting: Partial<Record<LimitKey, number>> = {};
  for (const key of limitKeys) {
    const limit = limits[key];
    if (limit === undefined) continue;
    if (fits(comparison, key)) {
      fitting[key] = limit;
    } else if (tolerance?.output === comparison.name) {
      throw new ConfigError(
        `tolerances: ${limitKinds[key].name} of "${comparison.name}" can't be judged: ${misfit(comparison, key)}.`,
        { advice: "Remove that limit, or set one that fits the output." },
      );
    }
  }
  return fitting;
}

function fits(comparison: OutputComparison, key: LimitKey): boolean {
  if (key === "unmatchedScore") return comparison.matching?.boxes === comparison.name;
  if (!limitApplies(key, comparison.kind)) return false;
  return key !== "topOne" || (comparison.kind === "float" && comparison.metrics.topOne !== undefined);
}

function misfit(comparison: OutputComparison, key: LimitKey): string {
  if (key === "unmatchedScore") {
    const boxes = comparison.matching?.boxes;
    return boxes === undefined ? "it is in no match group" : `it is judged on the boxes output "${boxes}"`;
  }
  if (key === "topOne" && comparison.kind === "float")
    return "it has no axis with two elements or more there";
  return `it holds ${comparison.kind === "exact" ? comparison.dtype : "floating-point"} values`;
}

function nothingToJudge(comparison: OutputComparison): Unjudged | undefined {
  const output = comparison.name;
  if (comparison.matching !== undefined) return noRows(comparison);
  if (comparison.elements === 0) {
    return {
      output,
      reason: "it has no element in any sample.",
      advice: "Give samples in which the network puts out something.",
    };
  }
  if (comparison.kind === "float" && comparison.metrics.reference.nonFiniteShare === 1) {
    return {
      output,
      reason: "the reference is NaN or infinite throughout.",
      advice: "Check the checkpoint and the inputs that the reference was made with.",
    };
  }
  return undefined;
}

function noRows(comparison: OutputComparison): Unjudged | undefined {
  const matching = comparison.matching!;
  if (matching.matchedRows > 0) return undefined;
  const rows = matching.unmatchedReferenceRows + matching.unmatchedCandidateRows;
  return {
    output: comparison.name,
    reason: rows === 0 ? "no sample has a row to match." : `none of its ${rows} rows found a partner.`,
    advice: "Give samples in which the network finds something, or change min-score or max-distance.",
  };
}

function nonFiniteFindings(comparison: OutputComparison): Finding[] {
  if (comparison.kind !== "float") return [];
  const { nonFiniteMismatches } = comparison.metrics;
  const passed = nonFiniteMismatches === 0;
  const { name } = comparison;
  return [
    {
      name: "non-finite",
      output: name,
      operator: "==",
      expected: 0,
      actual: nonFiniteMismatches,
      unit: undefined,
      passed,
      level: "fail",
      message: passed
        ? `${name}: NaN and infinity, where there are any, are in the same places on both sides.`
        : `${name}: ${nonFiniteMismatches} of ${comparison.elements} elements are NaN or infinite on one side only${at(comparison)}.`,
    },
  ];
}

function limitFindings(
  comparison: OutputComparison,
  limits: Limits,
  level: FindingLevel,
  unit: string | undefined,
): Finding[] {
  return limitKeys.flatMap((key) => {
    const expected = limits[key];
    return expected === undefined ? [] : [limitFinding(comparison, key, expected, level, unit)];
  });
}

function limitFinding(
  comparison: OutputComparison,
  key: LimitKey,
  expected: number,
  level: FindingLevel,
  outputUnit: string | undefined,
): Finding {
  const { name, operator, inOutputUnit } = limitKinds[key];
  const actual = metricValue(comparison, key);
  const unit = inOutputUnit ? outputUnit : undefined;
  const passed = withinLimit(actual, operator, expected);
  const shown = formatAgainst(actual, expected);
  const relation = passed ? "keeps to" : operator === "<=" ? "exceeds" : "is below";
  const message =
    `${comparison.name}: ${name} ${withUnit(shown.actual, unit)} ${relation} the limit of ` +
    `${withUnit(shown.limit, unit)}${passed ? "" : where(comparison, key)}.`;
  return { name, output: comparison.name, operator, expected, actual, unit, passed, level, message };
}

/** The value that a limit is held against; NaN, which never passes, when the output has no such metric. */
export function metricValue(comparison: OutputComparison, key: LimitKey): number {
  if (key === "unmatchedScore") return comparison.matching?.unmatchedScore ?? Number.NaN;
  if (comparison.kind === "exact") {
    if (key === "mismatches") return comparison.metrics.mismatches;
    return key === "maxAbs" ? comparison.metrics.maxAbs : Number.NaN;
  }
  const { metrics } = comparison;
  if (key === "mismatches") return Number.NaN;
  if (key === "topOne") return metrics.topOne?.agreement ?? Number.NaN;
  // Math.max gives NaN when either is NaN.
  if (key === "relRms") return Math.max(metrics.relRms, metrics.relRmsWorst.value);
  return metrics[key];
}

function where(comparison: OutputComparison, key: LimitKey): string {
  if (key === "maxAbs" || key === "mismatches") return at(comparison);
  if (key === "unmatchedScore" && comparison.matching?.unmatchedScoreSample !== undefined) {
    return ` (sample ${comparison.matching.unmatchedScoreSample})`;
  }
  if (key === "relRms" && comparison.kind === "float") {
    const { sample } = comparison.metrics.relRmsWorst;
    return sample === undefined ? "" : ` (worst in sample ${sample})`;
  }
  return "";
}

function at(comparison: OutputComparison): string {
  const { worst } = comparison;
  if (worst === undefined) return "";
  const row = worst.candidateRow === undefined ? "" : ` in row ${worst.candidateRow}`;
  return (
    ` (sample ${worst.sample}, index [${worst.index.join(", ")}]: ` +
    `reference ${formatFigure(worst.reference)}, candidate ${formatFigure(worst.candidate)}${row})`
  );
}

/**
 * Judges a whole run: rules without limits, then each output by its tolerance or the default.
 * @param context.noiseFloors per output, largest difference between the FP32 model and the reference.
 * @throws ConfigError for a tolerance that matches no output, or a limit that is out of range or can't apply.
 */
export function judgeRun(
  run: RunComparison,
  tolerances: readonly Tolerance[],
  context: { noiseFloors?: ReadonlyMap<string, number> | undefined } = {},
): Judgement {
  checkTolerances(tolerances, run.names);
  const judgements = run.outputs.map((comparison) =>
    judgeOutput(comparison, toleranceFor(comparison.name, tolerances), {
      noiseFloor: context.noiseFloors?.get(comparison.name),
    }),
  );
  return {
    findings: [...run.findings, ...judgements.flatMap((judgement) => judgement.findings)],
    unjudged: judgements.flatMap((judgement) => judgement.unjudged),
  };
}
