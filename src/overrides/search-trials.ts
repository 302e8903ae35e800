import { excessOf } from "../localise/rank-excess.ts";
import type { Strategy, TrialOutcome } from "../localise/trial.ts";
import type { ModelGraph } from "../onnx/graph.ts";
import { everythingFp32, type PrecisionPlan } from "../onnx/plan.ts";

/** A plan that was tried, by the float nodes that it keeps in FP32. */
export interface TriedSet {
  readonly set: ReadonlySet<string>;
  readonly outcome: TrialOutcome;
}

/** Everything tried so far, by plan; no plan is tried twice. */
export interface TrialLog {
  readonly graph: ModelGraph;
  /** Nodes for which precision is a choice, in graph order. Others make no difference between two plans. */
  readonly floatNodes: readonly string[];
  readonly place: ReadonlyMap<string, number>;
  readonly tried: Map<string, TriedSet>;
  /** Outcomes of one node alone in FP16, by its id. */
  readonly alone: Map<string, TrialOutcome>;
  /** Outputs that break a limit with everything in FP16. */
  readonly failingOutputs: readonly string[];
  /** Failing outputs that do not count: no small set repairs them. */
  ignored: ReadonlySet<string>;
  readonly budget: number;
  /** Tries made since the log was opened. */
  tries: number;
  /** Tries that the ranking made before. */
  earlierTries: number;
}

/** Thrown inside the search when no more can be tried, and caught there: what was tried so far is in the log. */
export class TriesExhausted extends Error {}

/** An empty log. */
export function openTrialLog(
  graph: ModelGraph,
  floatNodes: readonly string[],
  failingOutputs: readonly string[],
  budget: number,
): TrialLog {
  return {
    graph,
    floatNodes,
    place: new Map(floatNodes.map((id, place) => [id, place])),
    tried: new Map(),
    alone: new Map(),
    failingOutputs,
    ignored: new Set(),
    budget: Math.floor(budget),
    tries: 0,
    earlierTries: 0,
  };
}

/** Adds trials that were made already; they cost nothing. */
export function recordTrials(
  log: TrialLog,
  trials: readonly { readonly plan: PrecisionPlan; readonly outcome: TrialOutcome }[],
): void {
  for (const { plan, outcome } of trials) record(log, plan.fp32Nodes, outcome);
}

/**
 * The outcomes of these sets, in order; asks the driver only for those that are not known. The driver may answer with
 * fewer outcomes than it was asked for when its time is up. Throws TriesExhausted when an outcome is missing.
 */
export function* tryAll(log: TrialLog, sets: readonly Iterable<string>[]): Strategy<TrialOutcome[]> {
  const wanted = new Map<string, ReadonlySet<string>>();
  const keys = sets.map((ids) => {
    const set = choices(log, ids);
    const key = keyOf(log, set);
    if (!log.tried.has(key)) wanted.set(key, set);
    return key;
  });
  const asked = [...wanted.values()].slice(0, Math.max(0, log.budget - log.tries));
  if (asked.length > 0) {
    const outcomes = yield asked.map((set) => planOf(log, set));
    if (outcomes.length > asked.length) {
      throw new RangeError(`${outcomes.length} outcomes for ${asked.length} plans`);
    }
    for (const [index, outcome] of outcomes.entries()) {
      log.tries += 1;
      record(log, asked[index] as ReadonlySet<string>, outcome);
    }
  }
  return keys.map((key) => {
    const tried = log.tried.get(key);
    if (tried === undefined) throw new TriesExhausted("no tries left");
    return tried.outcome;
  });
}

/** Tries one set. Throws TriesExhausted when that is no longer possible. */
export function* tryOne(log: TrialLog, ids: Iterable<string>): Strategy<TrialOutcome> {
  const [outcome] = yield* tryAll(log, [ids]);
  return outcome as TrialOutcome;
}

/** Outcome of a set that was tried. */
export function knownOutcome(log: TrialLog, ids: Iterable<string>): TrialOutcome | undefined {
  return log.tried.get(keyOf(log, choices(log, ids)))?.outcome;
}

/** Everything in FP32 but this node. */
export function allBut(log: TrialLog, id: string): Set<string> {
  const others = new Set(log.floatNodes);
  others.delete(id);
  return others;
}

/**
 * Largest excess over everything that counts, infinity for what was not measured. A failing output that is not in the
 * outcome has not been shown to pass.
 */
export function excessIn(log: TrialLog, outcome: TrialOutcome): number {
  const failing = log.failingOutputs.filter((output) => !log.ignored.has(output));
  const named = failing.map((output) => excessOf(outcome, output));
  const others =
    log.ignored.size === 0
      ? [Number.isNaN(outcome.excess) ? Number.POSITIVE_INFINITY : outcome.excess]
      : [...outcome.outputs.keys()].flatMap((name) =>
          log.ignored.has(name) ? [] : [excessOf(outcome, name)],
        );
  return Math.max(0, ...named, ...others);
}

/** Excess with this node alone in FP16; undefined when that was not tried. */
export function aloneExcess(log: TrialLog, id: string): number | undefined {
  const outcome = log.alone.get(id);
  return outcome === undefined ? undefined : excessIn(log, outcome);
}

/** True when a set that holds all of these was tried and fails: with less in FP32 these can't pass. */
export function isKnownToFail(log: TrialLog, ids: Iterable<string>, limit: number): boolean {
  const set = choices(log, ids);
  return [...log.tried.values()].some(
    (tried) => tried.set.size >= set.size && isSubset(set, tried.set) && excessIn(log, tried.outcome) > limit,
  );
}

/** Two trials contradict each other when the larger set fails where the smaller passes. */
export function isMonotone(log: TrialLog, limit: number): boolean {
  const tried = [...log.tried.values()];
  const passed = tried.filter(({ outcome }) => excessIn(log, outcome) <= limit);
  const failed = tried.filter(({ outcome }) => excessIn(log, outcome) > limit);
  return !passed.some(({ set }) =>
    failed.some((larger) => larger.set.size >= set.size && isSubset(set, larger.set)),
  );
}

export function isSubset(set: ReadonlySet<string>, of: ReadonlySet<string>): boolean {
  for (const id of set) {
    if (!of.has(id)) return false;
  }
  return true;
}

function record(log: TrialLog, ids: ReadonlySet<string>, outcome: TrialOutcome): void {
  const set = choices(log, ids);
  log.tried.set(keyOf(log, set), { set, outcome });
  if (set.size !== log.floatNodes.length - 1) return;
  const left = log.floatNodes.find((id) => !set.has(id));
  if (left !== undefined) log.alone.set(left, outcome);
}

function choices(log: TrialLog, ids: Iterable<string>): Set<string> {
  return new Set([...ids].filter((id) => log.place.has(id)));
}

/** Large sets by what they leave out. */
function keyOf({ floatNodes, place }: TrialLog, set: ReadonlySet<string>): string {
  const isLarge = set.size > floatNodes.length / 2;
  const places = isLarge
    ? floatNodes.flatMap((id, at) => (set.has(id) ? [] : [at]))
    : [...set].map((id) => place.get(id) as number).sort((first, second) => first - second);
  return `${isLarge ? "without" : "with"} ${places.join(" ")}`;
}

/** Where more than half is in FP32, whatever rounds nothing anyway is too: then no node but those left out rounds. */
function planOf(log: TrialLog, set: ReadonlySet<string>): PrecisionPlan {
  if (set.size <= log.floatNodes.length / 2) return { fp32Nodes: set };
  const fp32Nodes = new Set(everythingFp32(log.graph).fp32Nodes);
  for (const id of log.floatNodes) {
    if (!set.has(id)) fp32Nodes.delete(id);
  }
  return { fp32Nodes };
}
