import { ConfigError } from "../errors.ts";
import type { Ranking } from "../localise/ranking.ts";
import type { Strategy, TrialOutcome } from "../localise/trial.ts";
import type { ModelGraph } from "../onnx/graph.ts";
import { everythingFp16, everythingFp32, type PrecisionPlan } from "../onnx/plan.ts";
import { decideRounding, declaresHalfPrecision } from "../onnx/rounding.ts";
import { inferTypes } from "../onnx/types.ts";
import { findReadable } from "./islands-plan.ts";
import { describeSolution, proveMinimal } from "./minimal-proof.ts";
import { findSet, mostNodes } from "./minimal-set.ts";
import { comfortableLimit, findComfortable } from "./search-margin.ts";
import { smallestPassing } from "./search-order.ts";
import type { SearchFinding, SearchResult, Solution } from "./search-result.ts";
import { describeSearch } from "./search-text.ts";
import {
  excessIn,
  isMonotone,
  openTrialLog,
  recordTrials,
  type TrialLog,
  TriesExhausted,
  tryOne,
} from "./search-trials.ts";
import { adviseOnSpread, drawCurve } from "./spread.ts";

export interface SearchInput {
  /** Of the model that is judged: plans name its nodes. */
  readonly graph: ModelGraph;
  /** Of the failing outputs; its trials are not made again. They must have been judged by the same limits and samples. */
  readonly ranking: Ranking;
  /** Names of the graph outputs that break a limit. */
  readonly failingOutputs: readonly string[];
  /** Most plans to try, beyond those of the ranking. */
  readonly budget: number;
  /** Module path by node id, where known: for the plan of whole modules. */
  readonly modules?: ReadonlyMap<string, string>;
  /** Ids of the nodes that round in half precision, in graph order, where known. */
  readonly floatNodes?: readonly string[];
  /** Outcomes with everything in FP16 and in FP32, when they are known already; each costs a try otherwise. */
  readonly baseline?: TrialOutcome;
  readonly fp32?: TrialOutcome;
}

/** Tries that a search may cost. */
export const defaultSearchBudget = 60;

/** 1 is the limit itself. */
const atLimit = 1;

/**
 * Finds the nodes to keep in FP32: the smallest set that meets every limit on all samples, proved, and beside it one
 * with a margin and one of whole modules. Everything that is returned was tried. The driver answers each request with
 * the outcomes in order; fewer outcomes than plans mean that its time is up, and the search ends with what it has.
 *
 * Throws ConfigError for a budget below 1, RangeError when the driver returns more outcomes than it was asked for.
 */
export function* searchOverrides(input: SearchInput): Strategy<SearchResult> {
  if (!(input.budget >= 1)) {
    throw new ConfigError(`A search budget of ${input.budget} tries allows no search for FP32 nodes.`, {
      advice: `Allow at least 1 try; ${defaultSearchBudget} are enough for most networks.`,
    });
  }
  const search = openSearch(input);
  const { log } = search;
  try {
    const baseline = excessIn(log, yield* tryOne(log, []));
    if (baseline <= atLimit) return conclude(search, { kind: "unneeded" });
    if (smallestPassing(log, atLimit) === undefined) {
      const fp32Excess = excessIn(log, yield* tryOne(log, log.floatNodes));
      if (fp32Excess > atLimit) return conclude(search, { kind: "unreachable", fp32Excess });
    }
    const fewest = yield* findFewest(search, isCalledSpread(input));
    if (fewest === undefined) return yield* explainSpread(search);
    return yield* offerOthers(search, fewest);
  } catch (error) {
    if (!(error instanceof TriesExhausted)) throw error;
    return unfinished(search);
  }
}

/**
 * The best so far of a search that was stopped from outside, from what its driver tried: the smallest set that passes,
 * marked as cut short. Trials of the ranking may be among `tried`.
 */
export function bestSoFar(
  input: SearchInput,
  tried: readonly { readonly plan: PrecisionPlan; readonly outcome: TrialOutcome }[],
): SearchResult {
  const search = openSearch(input);
  const before = search.log.tried.size;
  recordTrials(search.log, tried);
  search.log.tries = search.log.tried.size - before;
  return unfinished(search);
}

interface Search {
  readonly log: TrialLog;
  readonly ranking: Ranking;
  readonly modules: ReadonlyMap<string, string> | undefined;
  triesToProof: number | undefined;
  /** Something worth trying was not tried. */
  isCutShort: boolean;
}

function openSearch(input: SearchInput): Search {
  const { ranking, modules } = input;
  return { log: openLog(input), ranking, modules, triesToProof: undefined, isCutShort: false };
}

function openLog(input: SearchInput): TrialLog {
  const { graph, ranking, failingOutputs, budget, floatNodes, baseline, fp32 } = input;
  const ids = floatNodes ?? roundingNodes(graph);
  const known = new Set(ids);
  const missing = ranking.candidates.map(({ id }) => id).filter((id) => !known.has(id));
  const given = [
    ...(baseline === undefined ? [] : [{ plan: everythingFp16, outcome: baseline }]),
    ...(fp32 === undefined ? [] : [{ plan: everythingFp32(graph), outcome: fp32 }]),
  ];
  const log = openTrialLog(graph, [...ids, ...missing], failingOutputs, budget);
  recordTrials(log, [...given, ...ranking.trials]);
  log.earlierTries = ranking.trials.length;
  return log;
}

function roundingNodes(graph: ModelGraph): string[] {
  const types = inferTypes(graph);
  return [...decideRounding(graph, types, declaresHalfPrecision(types)).byNode.keys()].map(({ id }) => id);
}

/** The measurements alone found the error of every failing output to be spread. */
function isCalledSpread({ ranking, failingOutputs }: SearchInput): boolean {
  const kinds = new Map(ranking.outputs.map(({ output, kind }) => [output, kind]));
  return failingOutputs.length > 0 && failingOutputs.every((output) => kinds.get(output) === "spread");
}

/** Undefined: no small set. A set that was found but could not be proved in time is returned as it is. */
function* findFewest(search: Search, calledSpread: boolean): Strategy<Solution | undefined> {
  const { log } = search;
  const { nodes } = yield* findSet(log, search.ranking, atLimit, calledSpread);
  if (nodes === undefined) return undefined;
  try {
    const proved = yield* proveMinimal(log, nodes, atLimit);
    const solution = describeSolution(log, proved, atLimit);
    if (solution?.isMinimal === true) search.triesToProof ??= log.earlierTries + log.tries;
    return solution;
  } catch (error) {
    if (!(error instanceof TriesExhausted)) throw error;
    search.isCutShort = true;
    const best = smallestPassing(log, atLimit);
    return describeSolution(log, best?.set ?? nodes, atLimit);
  }
}

function* offerOthers(search: Search, fewest: Solution): Strategy<SearchResult> {
  const { log, ranking, modules } = search;
  let comfortable: Solution | undefined;
  let islands: Solution | undefined;
  try {
    const nodes = yield* findComfortable(log, ranking, fewest.nodes);
    if (nodes !== undefined) comfortable = describeSolution(log, nodes, comfortableLimit);
    const readable = yield* findReadable(log, fewest.nodes, modules, atLimit);
    if (readable !== undefined) islands = describeSolution(log, readable, atLimit);
  } catch (error) {
    if (!(error instanceof TriesExhausted)) throw error;
    search.isCutShort = true;
  }
  return conclude(search, { kind: "found", fewest, comfortable, islands });
}

/** Draws the curve, and repairs the outputs that can be repaired. */
function* explainSpread(search: Search): Strategy<SearchResult> {
  const { log, ranking } = search;
  const curve = yield* drawCurve(log, ranking, atLimit);
  const fp32 = curve.find(({ share }) => share === 1);
  if (fp32 !== undefined && fp32.excess > atLimit) {
    return conclude(search, { kind: "unreachable", fp32Excess: fp32.excess });
  }
  const outputs = spreadOutputs(search);
  const { amplifier } = ranking;
  let partial: Solution | undefined;
  search.isCutShort ||= fp32 === undefined;
  if (outputs.length < log.failingOutputs.length) {
    try {
      log.ignored = new Set(outputs);
      partial = yield* findFewest(search, false);
    } catch (error) {
      if (!(error instanceof TriesExhausted)) throw error;
      search.isCutShort = true;
    } finally {
      log.ignored = new Set();
    }
  }
  search.triesToProof = undefined;
  const large = largeSolution(log);
  const advice = adviseOnSpread(curve, amplifier);
  return conclude(search, { kind: "spread", outputs, curve, advice, amplifier, partial, large });
}

function largeSolution(log: TrialLog): Solution | undefined {
  const smallest = smallestPassing(log, comfortableLimit);
  if (smallest === undefined || 2 * smallest.set.size > log.floatNodes.length) return undefined;
  return describeSolution(log, smallest.set, comfortableLimit);
}

/** Those that the ranking found spread; without any, those that no small set that was tried repairs. */
function spreadOutputs({ log, ranking }: Search): string[] {
  const called = new Set(ranking.outputs.filter(({ kind }) => kind === "spread").map(({ output }) => output));
  const named = log.failingOutputs.filter((output) => called.has(output));
  if (named.length > 0) return named;
  const most = mostNodes(log.floatNodes.length);
  const small = [...log.tried.values()].filter(({ set }) => set.size <= most);
  const open = log.failingOutputs.filter(
    (output) => !small.some(({ outcome }) => (outcome.outputs.get(output)?.excess ?? 2) <= atLimit),
  );
  return open.length > 0 ? open : [...log.failingOutputs];
}

/** The best so far, marked: a small set counts as found, a large one is only reported. */
function unfinished(search: Search): SearchResult {
  const { log } = search;
  search.isCutShort = true;
  const smallest = smallestPassing(log, atLimit);
  const best = smallest === undefined ? undefined : describeSolution(log, smallest.set, atLimit);
  if (best !== undefined && best.nodes.length <= mostNodes(log.floatNodes.length)) {
    return conclude(search, { kind: "found", fewest: best, comfortable: undefined, islands: undefined });
  }
  const failed = [...log.tried.values()]
    .map(({ set, outcome }) => ({ nodes: [...set], excess: excessIn(log, outcome) }))
    .sort((first, second) => (first.excess < second.excess ? -1 : first.excess > second.excess ? 1 : 0));
  const closest = best === undefined ? failed[0] : undefined;
  return conclude(search, { kind: "unfinished", best, closest });
}

function conclude(search: Search, finding: SearchFinding): SearchResult {
  const { log, triesToProof, isCutShort } = search;
  const baseline = log.tried.get("with ")?.outcome;
  const facts = {
    tries: log.tries,
    triesToProof,
    baselineExcess: baseline === undefined ? Number.POSITIVE_INFINITY : excessIn(log, baseline),
    isCutShort,
    isMonotone: isMonotone(log, atLimit),
  };
  return { ...facts, ...finding, text: describeSearch(finding, facts) };
}
