import { ConfigError } from "../errors.ts";
import { globSpecificity, matchesGlob } from "./glob.ts";

/** Limits by metric. Distances, shares of error and counts are upper limits; agreements are lower limits. */
export interface Limits {
  /** Largest |reference - candidate|, in the output's unit. Integers too. */
  readonly maxAbs?: number | undefined;
  readonly meanAbs?: number | undefined;
  /** RMS of the error, in the output's unit. */
  readonly rms?: number | undefined;
  /** RMS of the error relative to the reference's, in the worst sample and pooled. */
  readonly relRms?: number | undefined;
  readonly maxRel?: number | undefined;
  readonly p50?: number | undefined;
  readonly p99?: number | undefined;
  readonly p999?: number | undefined;
  /** Number of integers or booleans that differ. */
  readonly mismatches?: number | undefined;
  /** Share of the score on rows that found no partner; only with a match rule. */
  readonly unmatchedScore?: number | undefined;
  readonly cosine?: number | undefined;
  readonly snrDb?: number | undefined;
  /** Share of rows whose largest element is at the same position. */
  readonly topOne?: number | undefined;
}

export type LimitKey = keyof Limits;

/** Limits for the outputs that a pattern matches. */
export interface Tolerance {
  /** Output name, or a glob of `*` and `?`. */
  readonly output: string;
  /** Unit of the output for messages, such as `px` or `logit`. */
  readonly unit?: string | undefined;
  readonly fail: Limits;
  readonly warn?: Limits | undefined;
  /** Axis of the top-1 agreement, counted from the end when negative; default the last. */
  readonly topOneAxis?: number | undefined;
  /** Lower precedes: 0 for a flag, 1 for the file, so that a flag's `*` beats a name in the file. Default 0. */
  readonly precedence?: number | undefined;
}

/** What each limit is called in the configuration and in findings, which way it holds and where it applies. */
export interface LimitKind {
  readonly name: string;
  readonly operator: "<=" | ">=";
  /** Whether the metric is in the output's own unit. */
  readonly inOutputUnit: boolean;
  readonly appliesTo: "float" | "exact" | "both" | "matched";
}

const float = { appliesTo: "float", inOutputUnit: false } as const;
const floatInUnit = { appliesTo: "float", inOutputUnit: true } as const;

export const limitKinds: Readonly<Record<LimitKey, LimitKind>> = {
  maxAbs: { name: "max-abs", operator: "<=", inOutputUnit: true, appliesTo: "both" },
  meanAbs: { name: "mean-abs", operator: "<=", ...floatInUnit },
  rms: { name: "rms", operator: "<=", ...floatInUnit },
  relRms: { name: "rel-rms", operator: "<=", ...float },
  maxRel: { name: "max-rel", operator: "<=", ...float },
  p50: { name: "p50", operator: "<=", ...floatInUnit },
  p99: { name: "p99", operator: "<=", ...floatInUnit },
  p999: { name: "p99.9", operator: "<=", ...floatInUnit },
  mismatches: { name: "mismatches", operator: "<=", inOutputUnit: false, appliesTo: "exact" },
  unmatchedScore: { name: "unmatched-score", operator: "<=", inOutputUnit: false, appliesTo: "matched" },
  cosine: { name: "cosine", operator: ">=", ...float },
  snrDb: { name: "snr-db", operator: ">=", ...float },
  topOne: { name: "top-1", operator: ">=", ...float },
};

export const limitKeys = Object.keys(limitKinds) as readonly LimitKey[];

/**
 * The tolerance for one output: of those with the lowest `precedence`, its plain name wins over every glob, then
 * the glob with the most literal characters, then the first in the list. The winner stands alone; limits of
 * several are never mixed. Undefined when none matches: the default applies.
 */
export function toleranceFor(output: string, tolerances: readonly Tolerance[]): Tolerance | undefined {
  let best: Tolerance | undefined;
  for (const tolerance of tolerances) {
    if (!matchesTolerance(tolerance, output)) continue;
    if (best === undefined || precedes(tolerance, best)) best = tolerance;
  }
  return best;
}

/** A pattern that is the output's name to the letter always matches, even when the name holds `*` or `?`. */
function matchesTolerance(tolerance: Tolerance, output: string): boolean {
  return tolerance.output === output || matchesGlob(tolerance.output, output);
}

function precedes(one: Tolerance, other: Tolerance): boolean {
  const rank = (one.precedence ?? 0) - (other.precedence ?? 0);
  return rank < 0 || (rank === 0 && globSpecificity(one.output) > globSpecificity(other.output));
}

/**
 * Refuses tolerances that would be silently without effect or could not be crossed.
 * @param outputs names of all outputs of reference and candidate.
 * @throws ConfigError for a pattern that matches no output, or a limit that is negative, NaN or out of its range.
 */
export function checkTolerances(tolerances: readonly Tolerance[], outputs: readonly string[]): void {
  for (const tolerance of tolerances) {
    checkLimits(tolerance.output, tolerance.fail);
    checkLimits(tolerance.output, tolerance.warn ?? {});
    if (!outputs.some((output) => matchesTolerance(tolerance, output))) {
      throw new ConfigError(`tolerances: no output matches "${tolerance.output}".`, {
        advice: `The outputs are ${outputs.map((output) => `"${output}"`).join(", ")}.`,
      });
    }
  }
}

function checkLimits(output: string, limits: Limits): void {
  for (const key of limitKeys) {
    const limit = limits[key];
    if (limit === undefined) continue;
    const { name } = limitKinds[key];
    const range = limitRange(key);
    if (!(limit >= range.min && limit <= range.max)) {
      throw new ConfigError(`tolerances: ${name} of "${output}" is ${limit}; it must be ${range.text}.`, {
        advice: "Write a finite number in that range.",
      });
    }
  }
}

function limitRange(key: LimitKey): { min: number; max: number; text: string } {
  const largest = Number.MAX_VALUE;
  if (key === "topOne" || key === "unmatchedScore") return { min: 0, max: 1, text: "between 0 and 1" };
  if (key === "cosine") return { min: -1, max: 1, text: "between -1 and 1" };
  if (key === "snrDb") return { min: -largest, max: largest, text: "finite" };
  return { min: 0, max: largest, text: "finite and not negative" };
}

/** Whether a limit can be applied to an output of this kind. */
export function limitApplies(key: LimitKey, kind: "float" | "exact"): boolean {
  const { appliesTo } = limitKinds[key];
  return appliesTo === "both" || appliesTo === kind;
}
