import type { PrecisionPlan } from "../onnx/plan.ts";
import type { Candidate } from "./candidates.ts";
import type { Cause } from "./cause.ts";
import type { NodeEvidence } from "./evidence.ts";
import type { TrialOutcome } from "./trial.ts";

/** What was found out about one failing output. */
export type ExplanationKind =
  /** Some nodes break the limit each by itself. */
  | "localised"
  /** No node breaks the limit by itself, but a few together do. */
  | "combined"
  /** Rounding of many nodes adds up; there is nobody to blame. */
  | "spread"
  /** The budget ended, or the trials contradict each other, before any of the above was shown. */
  | "unexplained";

export interface OutputExplanation {
  readonly output: string;
  readonly kind: ExplanationKind;
  /** Distance to limit with everything in FP16, as a ratio. */
  readonly excess: number;
  /** The same with all culprits in FP32; undefined when that was not tried. */
  readonly repairedExcess: number | undefined;
  /** Ids of the culprits that break (or help to break) this output, worst first. */
  readonly culprits: readonly string[];
  /** Share of the distance that stays when the best-ranked nodes run in FP32; undefined when not tried. */
  readonly shareLeft: number | undefined;
  /** One sentence in plain English. */
  readonly text: string;
}

export interface Culprit {
  readonly id: string;
  /** Undefined for a node in the body of an If, Loop or Scan that was not measured; the trials are about it all the same. */
  readonly evidence: NodeEvidence | undefined;
  /** Share of the error that the measurements alone let it explain, 0 to 1. */
  readonly score: number;
  /** Why, as far as the measurements tell. */
  readonly cause: Cause | undefined;
  /** Excess of each failing output when this node alone runs in FP16. */
  readonly alone: ReadonlyMap<string, number>;
  /** Largest of these. */
  readonly aloneExcess: number;
  /** Alone in FP16 it breaks the limit. False: it only does so together with others. */
  readonly isConfirmed: boolean;
  /** Outputs that it breaks by itself or, unconfirmed, together with others. */
  readonly outputs: readonly string[];
  /** With all culprits in FP32 these outputs meet their limits; undefined when that was not tried. */
  readonly isRepaired: boolean | undefined;
  /** Culprits of one defect lie next to each other, or in one module. Defects are numbered from 1, worst first. */
  readonly defect: number;
  readonly module: string | undefined;
  /** One sentence about the counterfactuals. */
  readonly text: string;
}

/** A node that makes a small error large without adding to it. */
export interface Amplifier {
  readonly id: string;
  /** Ratio of the error behind it to the error before it. */
  readonly gain: number;
  readonly measure: "absolute" | "relative";
}

export interface Trial {
  readonly plan: PrecisionPlan;
  readonly outcome: TrialOutcome;
}

export interface Ranking {
  /** Worst first: by defect, then the first in dataflow among those that weigh about the same. */
  readonly culprits: readonly Culprit[];
  readonly outputs: readonly OutputExplanation[];
  /** The strongest amplifier on the way to an output whose error is spread. */
  readonly amplifier: Amplifier | undefined;
  /** Nodes that may explain something (thousands at most), best first: where a search for a plan begins. */
  readonly candidates: readonly Candidate[];
  /** Every trial made, in order. */
  readonly trials: readonly Trial[];
  /** The budget cut something that was worth trying. */
  readonly isCutShort: boolean;
}

/** Nothing fails, so nothing is blamed. */
export const nothingToBlame: Ranking = {
  culprits: [],
  outputs: [],
  amplifier: undefined,
  candidates: [],
  trials: [],
  isCutShort: false,
};
