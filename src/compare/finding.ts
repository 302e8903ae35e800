/** fail stops the merge, warn only tells. */
export type FindingLevel = "fail" | "warn";

/** One limit or rule applied to one output: what was expected, what was found, and whether that is enough. */
export interface Finding {
  /** Metric as in the configuration (`max-abs`), or the rule: `output`, `shape`, `dtype`, `non-finite`. */
  readonly name: string;
  readonly output: string;
  readonly operator: "<=" | ">=" | "==";
  readonly expected: number | string;
  /** NaN never passes. */
  readonly actual: number | string;
  readonly unit?: string | undefined;
  readonly passed: boolean;
  readonly level: FindingLevel;
  /** One sentence for people. */
  readonly message: string;
}

/** An output for which scale and shape do not say what is right; nothing but a limit from the user can. */
export interface Unjudged {
  readonly output: string;
  /** Sentence without the output's name. */
  readonly reason: string;
  readonly advice: string;
}

export interface Judgement {
  /** Every limit that was applied, passed or not. */
  readonly findings: readonly Finding[];
  readonly unjudged: readonly Unjudged[];
}

/** Whether `actual` keeps to the limit. A comparison with NaN is false, so NaN never passes. */
export function withinLimit(actual: number, operator: "<=" | ">=" | "==", expected: number): boolean {
  if (operator === "<=") return actual <= expected;
  if (operator === ">=") return actual >= expected;
  return actual === expected;
}
