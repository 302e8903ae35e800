import { describeError, EngineError } from "../errors.ts";
import { findCandidates } from "../localise/candidates.ts";
import type { Hazard } from "../localise/cause-hazards.ts";
import type { NodeEvidence } from "../localise/evidence.ts";
import { defaultTrialBudget, rank } from "../localise/rank.ts";
import { nothingToBlame, type Ranking } from "../localise/ranking.ts";
import type { TrialOutcome } from "../localise/trial.ts";
import type { ModelGraph } from "../onnx/graph.ts";
import type { NodeProvenance } from "../onnx/provenance.ts";
import type { TryOnEngine } from "../overrides/verified-plan.ts";
import type { Log } from "../ports.ts";
import { planToUse, type Repair } from "../report/compose-overrides.ts";
import { drive, type TrialRunner } from "../runs/trials.ts";
import {
  openPlanTrials,
  type PlanTrialContext,
  type SampleSplit,
  searchAll,
  splitSamples,
} from "./plan-trials.ts";
import { type RepairInput, repair } from "./repair.ts";
import type { SourceCheckout } from "./source-lines.ts";

export interface RankContext extends PlanTrialContext {
  /** Where the checkout is looked for, of which lines may be quoted. */
  readonly workingDirectory: string;
  readonly log: Log;
  /** Units of the outputs. */
  readonly units: ReadonlyMap<string, string>;
  /** Where a real engine is judged. */
  readonly tryOnEngine?: TryOnEngine;
}

/** A failing model, measured as far as it could be. */
export interface Localising {
  readonly context: RankContext;
  readonly graph: ModelGraph;
  readonly failing: readonly string[];
  readonly evidence: ReadonlyMap<string, NodeEvidence>;
  readonly provenance: ReadonlyMap<string, NodeProvenance>;
  readonly checkout: () => Promise<SourceCheckout>;
  /** Sums that an engine may do in FP16, among the nodes of a ranking. */
  readonly findHazards: (ranking: Ranking) => Promise<readonly Hazard[]>;
}

export interface Localised {
  readonly ranking: Ranking;
  readonly repair: Repair | undefined;
}

/**
 * Ranks and searches on one session. A set that gives way on a sample that was held back is no answer: then all samples
 * are searched on.
 */
export async function rankAndRepair(localising: Localising): Promise<Localised> {
  const { context, failing } = localising;
  const first = await tryOnSplit(splitSamples(context, failing), undefined, localising);
  const { repair } = first;
  const isRefuted =
    repair?.kind === "searched" &&
    (repair.facts.heldBack ?? []).length > 0 &&
    repair.search.kind === "found" &&
    planToUse(repair) === undefined;
  if (!isRefuted || context.signal.aborted) return first;
  const { ranking } = first;
  const again = await tryOnSplit(searchAll(context), { ...ranking, trials: [] }, localising);
  return { ranking, repair: again.repair };
}

async function tryOnSplit(
  split: SampleSplit,
  known: Ranking | undefined,
  localising: Localising,
): Promise<Localised> {
  const { context, graph, failing, evidence, provenance, checkout, findHazards } = localising;
  const { overrides } = context.config;
  const modules = modulesOf(provenance);
  const candidates = evidence.size === 0 ? undefined : switchedNodes(graph, evidence, failing, modules);
  const runner = await openPlanTrials(context, split, {
    tries: defaultTrialBudget + (overrides.isSearched ? overrides.tries : 0),
    candidates,
  });
  try {
    const ranking =
      known ?? (evidence.size === 0 ? nothingToBlame : await rankBy(runner, split, localising, modules));
    const before = split.heldBack.length === 0 ? split.baseline : searchAll(context).baseline;
    const repaired = overrides.isSearched
      ? await repairOrReason({
          context,
          runner,
          split,
          graph,
          ranking,
          failingOutputs: failing,
          evidence,
          modules,
          provenance,
          checkout,
          before,
          units: context.units,
          verifiedOn: "emulation",
          hazards: async () => await findHazards(ranking),
        })
      : undefined;
    return { ranking, repair: repaired };
  } finally {
    await runner.close().catch(() => undefined);
  }
}

/** The ranking stands when the search fails. */
async function repairOrReason(input: RepairInput): Promise<Repair> {
  try {
    return await repair(input);
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    const text = `The nodes to keep in FP32 could not be searched: ${describeError(error)}`;
    return { kind: "none", status: "unavailable", text };
  }
}

async function rankBy(
  runner: TrialRunner<TrialOutcome>,
  { baseline }: SampleSplit,
  { graph, evidence, failing, context: { signal } }: Localising,
  modules: ReadonlyMap<string, string>,
): Promise<Ranking> {
  const strategy = rank({
    graph,
    evidence,
    failingOutputs: failing,
    trialBudget: defaultTrialBudget,
    baseline,
    modules,
  });
  const cutShort = { ...nothingToBlame, isCutShort: true };
  try {
    const driven = await drive(strategy, runner);
    return driven.kind === "finished" ? driven.result : cutShort;
  } catch (error) {
    // What was tried until the signal came may hold a plan.
    if (!signal.aborted) throw error;
    return cutShort;
  }
}

/** Modules of so many of the best-ranked nodes are tried as a whole. */
const modulesTried = 16;

/** Nodes that plans will tell apart: whatever may explain an error, and the modules of the most suspect ones. */
function switchedNodes(
  graph: ModelGraph,
  evidence: ReadonlyMap<string, NodeEvidence>,
  failing: readonly string[],
  modules: ReadonlyMap<string, string>,
): string[] {
  const candidates = findCandidates(graph, evidence, failing).map(({ id }) => id);
  const paths = new Set(candidates.slice(0, modulesTried).map((id) => modules.get(id)));
  paths.delete(undefined);
  const mates = [...modules].filter(([, path]) => paths.has(path)).map(([id]) => id);
  return [...new Set([...candidates, ...mates])];
}

/** The empty path is the whole network: no module to speak of. */
function modulesOf(provenance: ReadonlyMap<string, NodeProvenance>): Map<string, string> {
  const known = [...provenance].flatMap(([id, { module }]) =>
    module === undefined || module === "" ? [] : [[id, module] as const],
  );
  return new Map(known);
}
