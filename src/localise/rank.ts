import type { ModelGraph } from "../onnx/graph.ts";
import { everythingFp16, everythingFp32, keepInFp32, type PrecisionPlan } from "../onnx/plan.ts";
import { type Candidate, findCandidates } from "./candidates.ts";
import type { NodeEvidence } from "./evidence.ts";
import { findAmplifier } from "./rank-amplifier.ts";
import { excessOf } from "./rank-excess.ts";
import { type Combination, describeRanking, type Findings } from "./rank-result.ts";
import { nothingToBlame, type Ranking, type Trial } from "./ranking.ts";
import type { Strategy, TrialOutcome } from "./trial.ts";

export interface RankInput {
  readonly graph: ModelGraph;
  /** By node id. */
  readonly evidence: ReadonlyMap<string, NodeEvidence>;
  /** Names of the graph outputs that break a limit. */
  readonly failingOutputs: readonly string[];
  /** Most plans to try; `defaultTrialBudget` is enough for two or three defects. */
  readonly trialBudget: number;
  /** Outcome with everything in FP16, when it is known already; costs a trial otherwise. */
  readonly baseline?: TrialOutcome;
  /** Module path by node id, where known: neighbours in one module are one defect. */
  readonly modules?: ReadonlyMap<string, string>;
}

/** Trials that a ranking may cost. */
export const defaultTrialBudget = 12;

/** Nodes that run in FP32 together, to see whether the best-ranked ones hold the error at all. */
const bestCount = 16;
/** Every node that explains half the error by itself belongs to these too, up to here. */
const mostSuspects = 256;
/** Nodes tried alone in the first round. */
const firstAlone = 7;
/** Sizes of the sets tried when no node breaks a limit alone though the best-ranked ones together do. */
const combinationSizes = [2, 4, 8];

interface Progress {
  readonly input: RankInput;
  candidates: readonly Candidate[];
  readonly trials: Trial[];
  readonly alone: Map<string, TrialOutcome>;
  readonly everything: ReadonlySet<string>;
  isCutShort: boolean;
}

/**
 * Finds the nodes to blame for the failing outputs. Candidates come from the measured errors (`findCandidates`);
 * trials then decide: a node is guilty of an output when that node alone in FP16 breaks its limit. One trial says
 * whether the best-ranked nodes hold the error at all, one whether the guilty ones in FP32 repair it; what they do not
 * repair is looked for among the next candidates until the budget ends. Nobody is blamed without a trial.
 *
 * Throws RangeError for a budget below 0, a failing output that the model does not have, and when the driver returns
 * another number of outcomes than it was asked for.
 */
export function* rank(input: RankInput): Strategy<Ranking> {
  if (!(input.trialBudget >= 0)) throw new RangeError(`a budget of ${input.trialBudget} trials`);
  if (input.failingOutputs.length === 0) return nothingToBlame;
  const progress: Progress = {
    input,
    candidates: [],
    trials: [],
    alone: new Map(),
    everything: everythingFp32(input.graph).fp32Nodes,
    isCutShort: false,
  };
  let { baseline } = input;
  if (baseline === undefined) [baseline] = yield* attempt([everythingFp16], progress);
  const outputs = worstFirst(input.failingOutputs, baseline);
  progress.candidates = findCandidates(input.graph, input.evidence, outputs);
  const findings = yield* examine(progress, outputs, baseline);
  const { trials, candidates, isCutShort } = progress;
  const explained = describeRanking(findings, input);
  const spread = explained.outputs.filter(({ kind }) => kind === "spread").map(({ output }) => output);
  const amplifier = findAmplifier(input.graph, input.evidence, spread);
  return { ...explained, amplifier, candidates, trials, isCutShort };
}

function* examine(
  progress: Progress,
  outputs: readonly string[],
  baseline: TrialOutcome | undefined,
): Strategy<Findings> {
  const suspects = suspectsOf(progress.candidates);
  const [best] = yield* attempt(suspects.length === 0 ? [] : [keepInFp32(suspects)], progress);
  const scored = progress.candidates.filter(({ score }) => score > 0).slice(0, firstAlone);
  yield* attemptAlone(scored, progress, 1);
  let guilty = guiltyOf(progress, outputs);
  if (guilty.length === 0 && scored.length < firstAlone) {
    const others = progress.candidates.filter(({ id }) => !progress.alone.has(id));
    yield* attemptAlone(others.slice(0, firstAlone - scored.length), progress, 1);
    guilty = guiltyOf(progress, outputs);
  }
  let [together] = yield* attempt(guilty.length === 0 ? [] : [keepInFp32(guilty)], progress);
  const open = outputs.filter((output) => excessOf(together, output) > 1);
  if (together !== undefined && open.length > 0) {
    yield* attemptAlone(worthTrying(progress, open, best), progress, 1);
    const more = guiltyOf(progress, outputs);
    if (more.length > guilty.length) {
      guilty = more;
      [together] = yield* attempt([keepInFp32(guilty)], progress);
    }
  }
  const held = outputs.filter(
    (output) => excessOf(best, output) <= 1 && guiltyOf(progress, [output]).length === 0,
  );
  const combination =
    held.length > 0 && progress.alone.size > 0
      ? yield* combine(progress, held)
      : yield* tryModule(progress, outputs, best);
  const { alone, candidates } = progress;
  return { outputs, baseline, best, suspects, guilty, together, combination, alone, candidates };
}

/** The best-ranked nodes, and more where more of them can each explain half of an error. */
function suspectsOf(candidates: readonly Candidate[]): string[] {
  const more = candidates.slice(bestCount, mostSuspects).filter(({ score }) => score >= 0.5);
  return [...candidates.slice(0, bestCount), ...more].map(({ id }) => id);
}

/** Untried candidates that may hold what is left, in ranking order. */
function worthTrying(
  progress: Progress,
  outputs: readonly string[],
  best: TrialOutcome | undefined,
): Candidate[] {
  const untried = progress.candidates.filter(({ id }) => !progress.alone.has(id));
  const reach = untried.filter(
    ({ score, scores }) => score === 0 || outputs.some((output) => scores.has(output)),
  );
  const holdsRest = outputs.every((output) => excessOf(best, output) <= 1);
  return holdsRest ? reach.slice(0, bestCount) : reach;
}

/**
 * The best-ranked nodes repair the output, but none breaks it alone: finds the shortest of a few prefixes, ordered by
 * what the nodes do alone, that repairs it.
 */
function* combine(progress: Progress, outputs: readonly string[]): Strategy<Combination | undefined> {
  const weight = (id: string): number =>
    Math.max(...outputs.map((output) => excessOf(progress.alone.get(id), output, 0)));
  const ordered = progress.candidates.slice(0, bestCount).map(({ id }) => id);
  ordered.sort((first, second) => compareDescending(weight(first), weight(second)));
  const sizes = combinationSizes.filter((size) => size <= ordered.length);
  const prefixes = sizes.map((size) => ordered.slice(0, size));
  const outcomes = yield* attempt(prefixes.map(keepInFp32), progress);
  for (const [index, outcome] of outcomes.entries()) {
    const ids = prefixes[index];
    const isRepaired = outputs.every((output) => excessOf(outcome, output) <= 1);
    if (ids !== undefined && outcome !== undefined && isRepaired)
      return { ids, outcome, outputs, size: ids.length };
  }
  return undefined;
}

/**
 * Where neither one node nor the best-ranked ones hold the error, one module with many nodes may, such as a sum written
 * out in steps: tries the module that explains most. The model as a whole (the empty path) is no module.
 */
function* tryModule(
  progress: Progress,
  outputs: readonly string[],
  best: TrialOutcome | undefined,
): Strategy<Combination | undefined> {
  const open = outputs.filter(
    (output) => excessOf(best, output, 0) > 1 && guiltyOf(progress, [output]).length === 0,
  );
  const { modules } = progress.input;
  if (open.length === 0 || modules === undefined) return undefined;
  const shares = new Map<string, number>();
  for (const { id, score } of progress.candidates) {
    const module = modules.get(id) ?? "";
    if (module !== "") shares.set(module, (shares.get(module) ?? 0) + score);
  }
  const [strongest] = [...shares].sort(([, first], [, second]) => second - first);
  if (strongest === undefined) return undefined;
  const members = [...modules].filter(
    ([id, module]) => module === strongest[0] && progress.input.graph.nodeById.has(id),
  );
  const [outcome] = yield* attempt([keepInFp32(members.map(([id]) => id))], progress);
  if (outcome === undefined || !open.every((output) => excessOf(outcome, output) <= 1)) return undefined;
  const ids = progress.candidates.filter(({ id }) => modules.get(id) === strongest[0]).map(({ id }) => id);
  return { ids: ids.slice(0, bestCount), outcome, outputs: open, size: ids.length };
}

/** Tries each candidate alone in FP16, in order, and leaves `reserve` trials of the budget. */
function* attemptAlone(
  candidates: readonly Candidate[],
  progress: Progress,
  reserve: number,
): Strategy<undefined> {
  const affordable = candidates.slice(0, Math.max(0, left(progress) - reserve));
  if (affordable.length < candidates.length) progress.isCutShort = true;
  const { everything } = progress;
  const plans = affordable.map(({ id }) => {
    const others = new Set(everything);
    others.delete(id);
    return { fp32Nodes: others };
  });
  const outcomes = yield* attempt(plans, progress);
  for (const [index, outcome] of outcomes.entries()) {
    const id = affordable[index]?.id;
    if (id !== undefined && outcome !== undefined) progress.alone.set(id, outcome);
  }
  return undefined;
}

/** Tries as many of the plans, from the first on, as the budget allows; undefined for the others. */
function* attempt(
  plans: readonly PrecisionPlan[],
  progress: Progress,
): Strategy<(TrialOutcome | undefined)[]> {
  const allowed = plans.slice(0, left(progress));
  if (allowed.length < plans.length) progress.isCutShort = true;
  if (allowed.length === 0) return [];
  const outcomes = yield allowed;
  if (outcomes.length !== allowed.length) {
    throw new RangeError(`${outcomes.length} outcomes for ${allowed.length} plans`);
  }
  for (const [index, plan] of allowed.entries()) {
    progress.trials.push({ plan, outcome: outcomes[index] as TrialOutcome });
  }
  return [...outcomes];
}

function left(progress: Progress): number {
  return Math.max(0, Math.floor(progress.input.trialBudget) - progress.trials.length);
}

/** Nodes that break one of the outputs alone, in the order in which they were tried. */
function guiltyOf(progress: Progress, outputs: readonly string[]): string[] {
  return [...progress.alone]
    .filter(([, outcome]) => outputs.some((output) => excessOf(outcome, output, 0) > 1))
    .map(([id]) => id);
}

function worstFirst(outputs: readonly string[], baseline: TrialOutcome | undefined): string[] {
  const excess = (output: string): number => excessOf(baseline, output);
  return [...outputs].sort((first, second) => compareDescending(excess(first), excess(second)));
}

function compareDescending(first: number, second: number): number {
  return first === second ? 0 : second > first ? 1 : -1;
}
