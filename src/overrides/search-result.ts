import type { Amplifier } from "../localise/ranking.ts";
import type { TrialOutcome } from "../localise/trial.ts";
import type { CurvePoint, SpreadAdvice } from "./spread.ts";

/**
 * What shows that a node of a set can't go back to FP16. "alone": it breaks a limit though all others run in FP32, so
 * that every set needs it. "without": a set that was tried holds all others of this one and not this node, and fails.
 * Both reasonings take it that more FP32 never makes an error larger; "removed" does not: this very set without the
 * node was tried and fails.
 */
export type Proof = "alone" | "removed" | "without";

export interface Member {
  readonly id: string;
  /** Largest excess when this node alone runs in FP16; undefined when that was not tried. */
  readonly aloneExcess: number | undefined;
  /** Undefined when nothing was tried that shows it. */
  readonly proof: Proof | undefined;
}

/** A set of nodes in FP32 that was tried and meets the limits. */
export interface Solution {
  /** Ids in graph order. */
  readonly nodes: readonly string[];
  /** What the trial of this very set gave. */
  readonly outcome: TrialOutcome;
  /** Largest excess over the outputs that were searched for, with this set in FP32: the margin is what it lacks to 1. */
  readonly excess: number;
  readonly members: readonly Member[];
  /** No single node can go back to FP16: every member has a proof. */
  readonly isMinimal: boolean;
  /** Every member breaks a limit alone, so no other set as small as this one passes. */
  readonly isUnique: boolean;
}

export interface SearchFacts {
  /** Tries that the search made; those of the ranking are not among them. */
  readonly tries: number;
  /** Tries of search and ranking until the smallest set was found and proved; undefined where that did not happen. */
  readonly triesToProof: number | undefined;
  /** Largest excess with everything in FP16. */
  readonly baselineExcess: number;
  /** The budget, or the driver's time, cut something that was worth trying. */
  readonly isCutShort: boolean;
  /** No trial contradicts that more FP32 never makes an error larger. */
  readonly isMonotone: boolean;
  /** One or two sentences in plain English. */
  readonly text: string;
}

export interface FoundPlan {
  readonly kind: "found";
  /** Fewest nodes. */
  readonly fewest: Solution;
  /** Meets half of every limit with at most twice the nodes; may be `fewest` itself. */
  readonly comfortable: Solution | undefined;
  /** Whole modules and filled gaps: no more islands than `fewest`, or fewer casts, where that differs. */
  readonly islands: Solution | undefined;
}

export interface SpreadError {
  readonly kind: "spread";
  /** Failing outputs that no small set repairs. */
  readonly outputs: readonly string[];
  /** Error against the share of nodes in FP32, ascending. */
  readonly curve: readonly CurvePoint[];
  readonly advice: readonly SpreadAdvice[];
  readonly amplifier: Amplifier | undefined;
  /** Repairs all other failing outputs, where there are any. */
  readonly partial: Solution | undefined;
  /** Not small, yet at most half of the nodes, and at half of every limit: the smallest such set that was tried. */
  readonly large: Solution | undefined;
}

export interface UnfinishedSearch {
  readonly kind: "unfinished";
  /** Smallest set that was tried and passes; too large to be offered. */
  readonly best: Solution | undefined;
  /** Lowest excess of any set that was tried, when none passes. */
  readonly closest: { readonly nodes: readonly string[]; readonly excess: number } | undefined;
}

export type SearchFinding =
  | FoundPlan
  | SpreadError
  | UnfinishedSearch
  /** Everything in FP16 meets the limits. */
  | { readonly kind: "unneeded" }
  /** Everything in FP32 misses the limits. */
  | { readonly kind: "unreachable"; readonly fp32Excess: number };

export type SearchResult = SearchFacts & SearchFinding;
