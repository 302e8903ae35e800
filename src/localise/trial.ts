import type { Finding } from "../compare/finding.ts";
import type { PrecisionPlan } from "../onnx/plan.ts";

/** What one emulated run under a plan did to the model's outputs, over the samples that it ran on. */
export interface TrialOutcome {
  /**
   * Largest ratio of distance to limit over all fail-level limits of the judged outputs: at most 1 passes, infinity is
   * NaN, infinity or a broken rule.
   */
  readonly excess: number;
  /** The same per output, and the largest absolute difference there. */
  readonly outputs: ReadonlyMap<string, { readonly excess: number; readonly maxAbs: number }>;
  /** Every limit that was applied, where outputs were compared; no strategy reads them. */
  readonly findings?: readonly Finding[];
}

/**
 * A strategy is a generator: it yields the plans it wants tried and gets their outcomes in the same order. It knows no
 * engine, no clock and no log, so that tests drive it with synthetic oracles.
 */
export type Strategy<Result> = Generator<readonly PrecisionPlan[], Result, readonly TrialOutcome[]>;
