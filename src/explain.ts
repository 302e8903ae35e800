import { excessByOutput } from "./compare/excess.ts";
import { judgeRun } from "./compare/judge.ts";
import { compareRun, type SamplePair } from "./compare/outputs.ts";
import type { Config } from "./config/config.ts";
import type { Engine } from "./engines/engine.ts";
import type { OpenedModel } from "./files/model.ts";
import type { Sample } from "./files/samples.ts";
import { findCandidates } from "./localise/candidates.ts";
import type { NodeEvidence } from "./localise/evidence.ts";
import { defaultTrialBudget, rank } from "./localise/rank.ts";
import { nothingToBlame, type Ranking } from "./localise/ranking.ts";
import type { TrialOutcome } from "./localise/trial.ts";
import { indexGraph, type ModelGraph } from "./onnx/graph.ts";
import { nodeKeys } from "./onnx/node-key.ts";
import { everythingFp16 } from "./onnx/plan.ts";
import { graphProvenance, type NodeProvenance } from "./onnx/provenance.ts";
import type { Log, OutputTensors } from "./ports.ts";
import type { Explanation } from "./report/compose-layers.ts";
import type { JudgedLeg } from "./report/compose-result.ts";
import { explainBodies } from "./runs/bodies.ts";
import { lookAtCulprits } from "./runs/closer-look.ts";
import { type EmulatedRun, engineSample } from "./runs/emulated.ts";
import { drive, openTrials } from "./runs/trials.ts";
import { runTwin } from "./runs/twin-run.ts";
import { findSources } from "./source-lines.ts";

export interface ExplainContext {
  readonly opened: OpenedModel;
  readonly samples: readonly Sample[];
  readonly run: EmulatedRun;
  /** The leg that is to be explained, and whether FP32 agreed with PyTorch: if not, precision is not the question. */
  readonly judged: JudgedLeg;
  readonly isConverted: boolean;
  readonly config: Config;
  readonly engine: Engine;
  readonly workFolder: string;
  /** Where the checkout is looked for, of which lines may be quoted. */
  readonly workingDirectory: string;
  readonly signal: AbortSignal;
  readonly log: Log;
}

/**
 * Says which nodes are to blame, why, and on which line; for a model that passes, how far every node is from the end of
 * FP16's range. It measures every node in one pass, lets trials decide, and looks the source up.
 * @throws EngineError when the model can't be measured; the verdict stands without it.
 */
export async function explain(context: ExplainContext): Promise<Explanation> {
  const graph = indexGraph(context.run.model);
  const outputs = new Set(graph.main.outputs.map(({ name }) => name));
  const failing = [...excessByOutput(context.judged.judgement.findings)]
    .filter(([output, excess]) => excess > 1 && outputs.has(output))
    .map(([output]) => output);
  const isSearched = failing.length > 0 && context.isConverted;
  context.log.progress("measuring every node");
  const twin = await runTwin({ ...twinOptions(context), detail: isSearched ? "full" : "light" });
  const provenance = graphProvenance(graph);
  const evidence = new Map(twin.evidence.map((node) => [node.id, node]));
  const ranked = isSearched
    ? await rankByTrials(graph, evidence, failing, modulesOf(provenance), context)
    : nothingToBlame;
  const ranking = await explainBodies(twinOptions(context), ranked);
  const look = await lookAtCulprits(twinOptions(context), twin.evidence, ranking);
  return {
    graph,
    evidence: look.evidence,
    ranking,
    provenance,
    keys: nodeKeys(graph, provenance),
    ...(await findSources(ranking, provenance, context)),
    splitInto: twin.splitInto,
    histograms: look.histograms,
    notes: look.notes,
  };
}

function twinOptions({ run, opened, samples, engine, workFolder, config, signal }: ExplainContext) {
  return {
    model: run.model,
    original: opened,
    knownTypes: run.knownTypes,
    samples: samples.map(engineSample),
    engine,
    workFolder,
    timeoutMs: config.timeoutMs,
    threads: config.threads,
    signal,
  };
}

/** The empty path is the whole network: no module to speak of. */
function modulesOf(provenance: ReadonlyMap<string, NodeProvenance>): Map<string, string> {
  const known = [...provenance].flatMap(([id, { module }]) =>
    module === undefined || module === "" ? [] : [[id, module] as const],
  );
  return new Map(known);
}

async function rankByTrials(
  graph: ModelGraph,
  evidence: ReadonlyMap<string, NodeEvidence>,
  failingOutputs: readonly string[],
  modules: ReadonlyMap<string, string>,
  context: ExplainContext,
): Promise<Ranking> {
  const { run, opened, samples, engine, workFolder, config, signal } = context;
  const judge = (outputs: readonly OutputTensors[]): TrialOutcome => outcomeOf(outputs, context);
  const trials = await openTrials<TrialOutcome>({
    model: run.model,
    original: opened,
    knownTypes: run.knownTypes,
    samples: samples.map(engineSample),
    workFolder,
    timeoutMs: config.timeoutMs,
    openSession: async () => await engine.open({ workFolder, threads: config.threads, signal }),
    judge,
    budget: { tries: defaultTrialBudget, wallMs: config.timeoutMs },
    known: [{ plan: everythingFp16, outputs: run.emulation }],
    candidates: findCandidates(graph, evidence, failingOutputs).map(({ id }) => id),
    signal,
  });
  try {
    const driven = await drive(
      rank({
        graph,
        evidence,
        failingOutputs,
        trialBudget: defaultTrialBudget,
        baseline: judge(run.emulation),
        modules,
      }),
      trials,
    );
    return driven.kind === "finished" ? driven.result : { ...nothingToBlame, isCutShort: true };
  } finally {
    await trials.close();
  }
}

/** How far outputs under a plan are beyond the limits, as ratios. */
function outcomeOf(
  outputs: readonly OutputTensors[],
  { samples, config: { tolerances, match, extraOutputs } }: ExplainContext,
): TrialOutcome {
  const pairs = samples.map(
    ({ id, reference }, at): SamplePair => ({
      sample: id,
      reference,
      candidate: outputs[at] as OutputTensors,
    }),
  );
  const comparison = compareRun(pairs, { tolerances, match, extraOutputs });
  const excess = excessByOutput(judgeRun(comparison, tolerances).findings);
  const maxAbs = new Map(comparison.outputs.map(({ name, metrics }) => [name, metrics.maxAbs]));
  return {
    excess: Math.max(0, ...excess.values()),
    outputs: new Map(
      [...excess].map(([output, each]) => [
        output,
        { excess: each, maxAbs: maxAbs.get(output) ?? Number.NaN },
      ]),
    ),
  };
}
