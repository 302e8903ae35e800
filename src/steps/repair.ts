import { type Cause, findCause } from "../localise/cause.ts";
import type { Hazard } from "../localise/cause-hazards.ts";
import type { NodeEvidence } from "../localise/evidence.ts";
import type { Ranking } from "../localise/ranking.ts";
import type { TrialOutcome } from "../localise/trial.ts";
import type { ModelGraph } from "../onnx/graph.ts";
import { keepInFp32 } from "../onnx/plan.ts";
import type { NodeProvenance } from "../onnx/provenance.ts";
import { inferTypes } from "../onnx/types.ts";
import { type Dataflow, findIslands, readDataflow } from "../overrides/islands.ts";
import { reasonsOf } from "../overrides/plan-reasons.ts";
import { pricePlan } from "../overrides/price.ts";
import { bestSoFar, type SearchInput, searchOverrides } from "../overrides/search.ts";
import type { SearchResult } from "../overrides/search-result.ts";
import {
  type EngineCheck,
  type FurtherPlans,
  offeredPlans,
  type PlanKind,
  type TryOnEngine,
  type VerifiedPlan,
} from "../overrides/verified-plan.ts";
import type { Log } from "../ports.ts";
import { planToUse, type Searched } from "../report/compose-overrides.ts";
import { engineSample, type LegOutputs } from "../runs/emulated.ts";
import type { TrialRunner } from "../runs/trials.ts";
import { drive } from "../runs/trials.ts";
import { judgePlan } from "./judge-plan.ts";
import type { PlanTrialContext, SampleSplit } from "./plan-trials.ts";
import { writeRepair } from "./repair-files.ts";
import { checkPerturbed, judgeEach } from "./repair-held-out.ts";
import { findSources, type SourceCheckout } from "./source-lines.ts";

export interface RepairInput {
  readonly context: PlanTrialContext & {
    readonly workingDirectory: string;
    readonly log: Log;
    /** Where a real engine is judged. */
    readonly tryOnEngine?: TryOnEngine;
  };
  readonly runner: TrialRunner<TrialOutcome>;
  readonly split: SampleSplit;
  readonly graph: ModelGraph;
  readonly ranking: Ranking;
  readonly failingOutputs: readonly string[];
  /** By node id; empty where the nodes could not be measured. */
  readonly evidence: ReadonlyMap<string, NodeEvidence>;
  /** Module paths by node id, where known. */
  readonly modules: ReadonlyMap<string, string>;
  readonly provenance: ReadonlyMap<string, NodeProvenance>;
  readonly checkout: () => Promise<SourceCheckout>;
  /** With every node in FP16 and in FP32, over all samples; the latter where there is an FP32 model. */
  readonly before: TrialOutcome;
  readonly units: ReadonlyMap<string, string>;
  /** Where plans are tried: `emulation`. */
  readonly verifiedOn: string;
  /** Sums that an engine may do in FP16, measured when asked for. */
  readonly hazards: () => Promise<readonly Hazard[]>;
}

/**
 * Searches the nodes to keep in FP32 with the trials of the localisation, tries what it finds on every sample and on
 * inputs that it did not see, and writes it for every tool. A search that is stopped, by its budget or by a signal,
 * gives the best so far, marked.
 * @throws EngineError when trials can't be run; the verdict stands without it.
 */
export async function repair(input: RepairInput): Promise<Searched> {
  const startMs = performance.now();
  const { context, graph, provenance, runner, before, verifiedOn } = input;
  const { search, stopped } = await runSearch(input);
  const flow = readDataflow(graph, runner.nodeIds);
  const plans: VerifiedPlan[] = [];
  for (const offered of offeredPlans(search)) plans.push(await verify(offered, flow, input));
  const checked = await checkOnOthers(plans, input);
  // A set that only fits the rounding of these samples is no suggestion, wherever it holds.
  const onEngine =
    context.signal.aborted || search.kind === "spread"
      ? undefined
      : await context.tryOnEngine?.(checked, furtherPlans(flow, input));
  const checkout = await input.checkout();
  const shown = onEngine?.plan === undefined ? checked : [...checked, onEngine.plan];
  const ids = new Set(shown.flatMap(({ solution }) => solution.nodes));
  const main = planToUse({ plans: checked, onEngine });
  const written =
    main === undefined ? { files: [], omitted: [] } : writePlan(main, checkout, input, onEngine);
  return {
    kind: "searched",
    search,
    before,
    plans: checked,
    verifiedOn,
    onEngine,
    facts: factsOf(search, stopped, input),
    searchMs: performance.now() - startMs,
    notes: notesOf(checked),
    graph,
    provenance,
    sources: findSources(ids, provenance, checkout),
    ...written,
  };
}

const wasInterrupted = "the run was interrupted";

type Stop = "tries" | "time" | "signal";

async function runSearch(input: RepairInput): Promise<{ search: SearchResult; stopped: Stop | undefined }> {
  const { runner, context } = input;
  const wanted = searchInput(input);
  context.log.progress("searching the nodes to keep in FP32");
  try {
    const driven = await drive(searchOverrides(wanted), runner);
    if (driven.kind === "stopped") {
      return { search: bestSoFar(wanted, runner.tried()), stopped: driven.by };
    }
    return {
      search: driven.result,
      stopped: driven.result.isCutShort ? (runner.ended() ?? "tries") : undefined,
    };
  } catch (error) {
    if (!context.signal.aborted) throw error;
    return { search: bestSoFar(wanted, runner.tried()), stopped: "signal" };
  }
}

function searchInput(input: RepairInput): SearchInput {
  const { graph, ranking, failingOutputs, modules, runner, context, split } = input;
  const { conversion } = context.run;
  const fp32 = conversion === undefined ? undefined : conversionOutcome(input);
  return {
    graph,
    ranking,
    failingOutputs,
    budget: context.config.overrides.tries,
    modules,
    floatNodes: runner.nodeIds,
    baseline: split.baseline,
    ...(fp32 === undefined ? {} : { fp32 }),
  };
}

/** The FP32 model itself was run already. */
function conversionOutcome({ context, split }: RepairInput): TrialOutcome {
  const { samples, run, config } = context;
  const held = new Set(split.heldBack);
  const outputs = (run.conversion ?? []).filter(
    (_, at) => !held.has(samples[at] as (typeof samples)[number]),
  );
  return judgePlan(split.searched, outputs, config);
}

/** Runs a plan over the samples that the search did not see, and prices it. */
async function verify(
  { kind, solution }: { readonly kind: PlanKind; readonly solution: VerifiedPlan["solution"] },
  flow: Dataflow,
  input: RepairInput,
): Promise<VerifiedPlan> {
  const { context, split, graph, evidence } = input;
  const { samples, config } = context;
  const nodes = new Set(solution.nodes);
  const facts = {
    kind,
    solution,
    carriers: findIslands(flow, nodes).carriers,
    price: pricePlan(flow, nodes, elementsOf(evidence, samples.length)),
    reasons: reasonsOf(solution, (id) => findCause(id, graph, evidence)),
  };
  if (split.heldBack.length === 0) return { ...facts, after: solution.outcome, heldOut: undefined };
  const outputs = await outputsUnlessAborted(nodes, input);
  if (outputs === undefined) {
    const heldOut = { inputs: [], reason: wasInterrupted };
    return { ...facts, after: solution.outcome, heldOut };
  }
  const inputs = judgeEach(
    split.heldBack,
    split.heldBack.map((sample) => outputs[samples.indexOf(sample)] ?? new Map()),
    config,
  );
  return {
    ...facts,
    after: judgePlan(samples, outputs, config),
    heldOut: { inputs, reason: undefined },
  };
}

/** Of every sample under a plan. */
async function outputsUnlessAborted(
  nodes: ReadonlySet<string>,
  { context: { samples, signal }, runner }: RepairInput,
): Promise<LegOutputs | undefined> {
  try {
    const [outputs] = await runner.outputs([keepInFp32(nodes)], samples.map(engineSample));
    return outputs;
  } catch (error) {
    if (!signal.aborted) throw error;
    return undefined;
  }
}

/** Elements of tensors in one sample, by name. Constants are known from the model. */
function elementsOf(evidence: ReadonlyMap<string, NodeEvidence>, sampleCount: number): Map<string, number> {
  const elements = new Map<string, number>();
  for (const { output, reference, inputs } of evidence.values()) {
    elements.set(output, reference.elements / sampleCount);
    for (const input of inputs) {
      if (!input.isConstant) elements.set(input.name, input.elements / sampleCount);
    }
  }
  return elements;
}

/** The smallest plan on changed copies of the samples; the one with more margin as well, where that one gives way. */
async function checkOnOthers(plans: readonly VerifiedPlan[], input: RepairInput): Promise<VerifiedPlan[]> {
  const { context, runner, graph } = input;
  const { samples, config } = context;
  const checked: VerifiedPlan[] = [];
  let isEnough = false;
  for (const plan of plans) {
    if (isEnough || (plan.kind !== "fewest" && plan.kind !== "comfortable")) {
      checked.push(plan);
      continue;
    }
    const run = await checkPerturbed(keepInFp32(plan.solution.nodes), { runner, graph, samples, config });
    const inputs = [...(plan.heldOut?.inputs ?? []), ...run.inputs];
    const reason = context.signal.aborted ? wasInterrupted : (run.reason ?? plan.heldOut?.reason);
    checked.push({ ...plan, heldOut: { inputs, reason } });
    isEnough = inputs.every(({ excess }) => excess <= 1);
  }
  return checked;
}

/** Plans that only an engine asks for. Nothing is known of them but their nodes, their price and the hazards among them. */
function furtherPlans(flow: Dataflow, input: RepairInput): FurtherPlans {
  const hazards = new Map<string, Cause>();
  return {
    hazards: async () => {
      for (const { id, cause } of await input.hazards()) hazards.set(id, cause);
      return [...hazards.keys()];
    },
    withNodes: (plan, nodes) => withNodes(plan, nodes, { flow, hazards, input }),
  };
}

function withNodes(
  plan: VerifiedPlan,
  nodes: readonly string[],
  {
    flow,
    hazards,
    input: { evidence, context, graph },
  }: {
    readonly flow: Dataflow;
    readonly hazards: ReadonlyMap<string, Cause>;
    readonly input: RepairInput;
  },
): VerifiedPlan {
  const chosen = new Set(nodes);
  const known = new Map(plan.solution.members.map((member) => [member.id, member]));
  const added = nodes.filter((id) => !known.has(id));
  // The plan does not hold without them: what that says of one, it does not say of each of several.
  const proof = added.length === 1 ? ("removed" as const) : undefined;
  const solution = {
    ...plan.solution,
    nodes,
    members: nodes.map((id) => known.get(id) ?? { id, aloneExcess: undefined, proof }),
    isMinimal: false,
    isUnique: false,
  };
  return {
    ...plan,
    solution,
    carriers: findIslands(flow, chosen).carriers,
    price: pricePlan(flow, chosen, elementsOf(evidence, context.samples.length)),
    reasons: reasonsOf(solution, (id) => findCause(id, graph, evidence), hazards),
    heldOut: undefined,
  };
}

function writePlan(
  plan: VerifiedPlan,
  checkout: SourceCheckout,
  { context, graph, provenance, runner, before, units, split }: RepairInput,
  onEngine: EngineCheck | undefined,
): Pick<Searched, "files" | "omitted"> {
  const { opened, config, workingDirectory, signal, run, samples } = context;
  const count = signal.aborted ? split.searched.length : samples.length;
  return writeRepair(plan, {
    opened,
    config,
    workingDirectory,
    signal,
    knownTypes: run.knownTypes,
    graph,
    types: inferTypes(graph, run.knownTypes),
    provenance,
    checkout,
    floatNodeCount: runner.nodeIds.length,
    before: onEngine?.plan === undefined ? before : onEngine.before,
    verifiedOn: `${onEngine?.plan === undefined ? "the FP16 emulation" : onEngine.verifiedOn}, ${count === 1 ? "1 sample" : `${count} samples`}`,
    units,
  });
}

function factsOf(
  search: SearchResult,
  stopped: Stop | undefined,
  { context, runner, split, ranking }: RepairInput,
): Searched["facts"] {
  const { tries, timeMs } = context.config.overrides;
  const notes = runner.notes();
  const end = stopped ?? (context.signal.aborted ? "signal" : undefined);
  return {
    tries: search.tries,
    localisationTries: ranking.trials.length,
    budget: { tries, ms: timeMs },
    ...(end === undefined ? {} : { stopped: end }),
    monotone: search.isMonotone,
    samples: split.searched.map(({ id }) => id),
    ...(split.heldBack.length === 0 ? {} : { heldBack: split.heldBack.map(({ id }) => id) }),
    form: runner.form(),
    ...(notes.length === 0 ? {} : { notes: [...notes] }),
  };
}

/** What the plans' own figures don't say in a sentence. */
function notesOf(plans: readonly VerifiedPlan[]): string[] {
  return plans.flatMap(({ kind, heldOut }) => {
    if ((kind !== "fewest" && kind !== "comfortable") || (heldOut?.inputs.length ?? 0) === 0) return [];
    const inputs = heldOut?.inputs ?? [];
    const held = inputs.filter(({ excess }) => excess <= 1).length;
    return [
      kind === "fewest"
        ? `On inputs that the search did not see it holds on ${held} of ${inputs.length}.`
        : `The plan with more margin holds on ${held} of ${inputs.length} of these.`,
    ];
  });
}
