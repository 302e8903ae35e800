import { dirname } from "node:path";
import { excessByOutput } from "../compare/excess.ts";
import type { Config } from "../config/config.ts";
import type { Engine } from "../engines/engine.ts";
import { describeError, EngineError } from "../errors.ts";
import type { OpenedModel } from "../files/model.ts";
import type { Sample } from "../files/samples.ts";
import { findHazards, type Hazard } from "../localise/cause-hazards.ts";
import type { NodeEvidence } from "../localise/evidence.ts";
import { nothingToBlame, type Ranking } from "../localise/ranking.ts";
import { indexGraph, type ModelGraph } from "../onnx/graph.ts";
import { nodeKeys } from "../onnx/node-key.ts";
import { graphProvenance } from "../onnx/provenance.ts";
import type { TryOnEngine } from "../overrides/verified-plan.ts";
import type { Log } from "../ports.ts";
import type { Explanation } from "../report/compose-layers.ts";
import type { Repair } from "../report/compose-overrides.ts";
import type { JudgedLeg } from "../report/gate-record.ts";
import { explainBodies } from "../runs/bodies.ts";
import { lookAtCulprits } from "../runs/closer-look.ts";
import { type EmulatedRun, engineSample } from "../runs/emulated.ts";
import { runTwin, type TwinRun } from "../runs/twin-run.ts";
import { refuseTooManyNodes } from "../runs/twin-session.ts";
import { rankAndRepair } from "./rank-and-repair.ts";
import { checkoutFinder, culpritSources } from "./source-lines.ts";

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
  /** Of the process: its PATH leads to git, and a workflow names its repository in it. */
  readonly environment: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
  readonly log: Log;
  /** Units of the outputs. */
  readonly units: ReadonlyMap<string, string>;
  /** Where a real engine is judged. */
  readonly tryOnEngine?: TryOnEngine;
}

/** What came of it. */
export interface Explained {
  readonly explanation: Explanation | undefined;
  /** Why there is no explanation. */
  readonly unexplained: string | undefined;
  readonly repair: Repair | undefined;
}

/**
 * Says which nodes are to blame, why, and on which line, and which to keep in FP32; for a model that passes, how far
 * every node is from the end of FP16's range. It measures every node in one pass, lets trials decide, and looks the
 * source up. Where nodes can't be measured, the search for FP32 nodes goes on without.
 * @throws EngineError when the model can't be measured or tried, or is too large; the verdict stands without it.
 */
export async function explain(context: ExplainContext): Promise<Explained> {
  const graph = indexGraph(context.run.model);
  refuseTooManyNodes(graph);
  const outputs = new Set(graph.main.outputs.map(({ name }) => name));
  const failing = [...excessByOutput(context.judged.judgement.findings)]
    .filter(([output, excess]) => excess > 1 && outputs.has(output))
    .map(([output]) => output);
  const isLocalised = failing.length > 0 && context.isConverted;
  const { isSearched } = context.config.overrides;
  const measured = await measure(context, isLocalised, isLocalised && isSearched);
  const provenance = graphProvenance(graph);
  const evidence = new Map(measured.twin?.evidence.map((node) => [node.id, node]));
  const checkout = checkoutFinder(
    [context.workingDirectory, dirname(context.opened.path)],
    context.environment,
  );
  const tried = isLocalised
    ? await rankAndRepair({
        context,
        graph,
        failing,
        evidence,
        provenance,
        checkout,
        findHazards: async (ranking) =>
          await sumsInFp16(measured.twin?.evidence ?? [], ranking, graph, context),
      })
    : { ranking: nothingToBlame, repair: isSearched ? noSearch(failing, context) : undefined };
  const { repair } = tried;
  if (measured.twin === undefined) return { explanation: undefined, unexplained: measured.reason, repair };
  const ranking = await explainBodies(twinOptions(context), tried.ranking);
  const look = await lookAtCulprits(twinOptions(context), measured.twin.evidence, ranking);
  const explanation = {
    graph,
    evidence: look.evidence,
    ranking,
    isConverted: context.isConverted,
    provenance,
    keys: nodeKeys(graph, provenance),
    ...(await culpritSources(ranking, provenance, checkout, context.environment)),
    splitInto: measured.twin.splitInto,
    histograms: look.histograms,
    notes: look.notes,
  };
  return { explanation, unexplained: undefined, repair };
}

/** Measures every node; where a search can go on without, the reason why that failed. */
async function measure(
  context: ExplainContext,
  isDetailed: boolean,
  mayFail: boolean,
): Promise<{ readonly twin: TwinRun } | { readonly twin: undefined; readonly reason: string }> {
  context.log.progress("measuring every node");
  try {
    return { twin: await runTwin({ ...twinOptions(context), detail: isDetailed ? "full" : "light" }) };
  } catch (error) {
    if (!mayFail || context.signal.aborted || !(error instanceof EngineError)) throw error;
    return { twin: undefined, reason: `Layers unavailable: ${describeError(error)}` };
  }
}

/** Sums among a ranking's nodes that leave FP16's range on the way to a result that fits it. */
async function sumsInFp16(
  evidence: readonly NodeEvidence[],
  ranking: Ranking,
  graph: ModelGraph,
  context: ExplainContext,
): Promise<readonly Hazard[]> {
  const look = await lookAtCulprits(twinOptions(context), evidence, ranking);
  return findHazards(graph, new Map(look.evidence.map((node) => [node.id, node])));
}

/** Nothing to search: FP16 passes, or FP32 itself does not. */
function noSearch(failing: readonly string[], { isConverted }: ExplainContext): Repair {
  return isConverted && failing.length === 0
    ? {
        kind: "none",
        status: "unneeded",
        text: "Everything in FP16 meets the limits: no node has to stay in FP32.",
      }
    : {
        kind: "none",
        status: "unreachable",
        text: "The FP32 ONNX itself misses the limits, so that no choice of precision can meet them: nothing was searched.",
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
