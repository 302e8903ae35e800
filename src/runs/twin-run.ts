import type { EngineSample } from "../engines/engine.ts";
import type { OpenedModel } from "../files/model.ts";
import type { NodeEvidence } from "../localise/evidence.ts";
import { measureEverything } from "../localise/twin.ts";
import { type ConstantNumbers, constantTensor, measureConstant } from "../localise/twin-constants.ts";
import { tellEvidence } from "../localise/twin-evidence.ts";
import { rootOf, type TwinFacts } from "../localise/twin-facts.ts";
import type { TwinDetail } from "../localise/twin-part.ts";
import {
  type Doubtful,
  hasDoubts,
  joinDoubts,
  measureAgain,
  newResults,
  type SampleResults,
} from "../localise/twin-results.ts";
import type { ModelGraph, Value } from "../onnx/graph.ts";
import { runParts, type Twin } from "./twin-parts.ts";
import { divide, openTensor, prepareFacts, type TwinOptions, withTwin } from "./twin-session.ts";

export interface TwinRunOptions extends TwinOptions {
  /** `light`: total error, largest magnitude and headroom only, at half the price. */
  readonly detail: TwinDetail;
}

export interface TwinRun {
  /** One entry per float node with float results, in graph order; empty for a model without any. */
  readonly evidence: readonly NodeEvidence[];
  /** The model that the ids of the evidence belong to. */
  readonly graph: ModelGraph;
  /** What was measured: `light` also where `full` was asked for and the model has too many nodes. */
  readonly detail: TwinDetail;
  /** Sessions that the twin graph was split into to fit into memory; 1 when it would have fitted. */
  readonly splitInto: number;
  /** Sessions that it ran in: more than one also where smaller sessions are made sooner. */
  readonly sessions: number;
  readonly timings: TwinTimings;
}

/** Milliseconds. Engine times are sums over all sessions; `run` is per sample, of the samples after the first. */
export interface TwinTimings {
  readonly prepare: number;
  /** Creating and running the FP32 chain for the sizes of its tensors; 0 when the model declares them. */
  readonly sizes: number;
  readonly load: number;
  readonly firstRun: number;
  readonly run: number | undefined;
  /** Measuring again what was not finite, everything included; 0 when all was finite. */
  readonly again: number;
  readonly total: number;
}

/** More float nodes are measured in light detail only: the full twin has some thirty nodes for each. */
const mostNodesInFull = 10_000;
/**
 * Measures every float node of a model over all samples: the FP32 chain, the FP16 chain that `emulate` would run, and
 * (full detail) each node in FP16 on reference inputs. Statistics are made in the graph, only numbers come back. Nodes
 * in the bodies of If, Loop and Scan are told as one with the node that owns them. A model in half precision is compared
 * with itself without any rounding.
 * @throws EngineError when the model can't be emulated, run or is too large; InputError when a sample does not fit it.
 */
export async function runTwin(options: TwinRunOptions): Promise<TwinRun> {
  const startMs = performance.now();
  const facts = prepareFacts(options);
  const detail = facts.subjects.length > mostNodesInFull ? "light" : options.detail;
  const result = { graph: facts.prepared.original.graph, detail };
  if (facts.subjects.length === 0 || options.samples.length === 0) {
    return { ...result, evidence: [], splitInto: 1, sessions: 0, timings: noTimings(startMs) };
  }
  const constants = readConstants(facts, options.original);
  const measured = await withTwin(facts, constants, options, async (twin) =>
    measure(twin, options, detail, startMs),
  );
  const samples = tellSamples(options.samples, measured.results);
  const { splitInto, sessions, timings } = measured;
  return {
    ...result,
    evidence: tellEvidence({ facts, detail, constants, samples }),
    splitInto,
    sessions,
    timings,
  };
}

interface Measured {
  readonly results: readonly SampleResults[];
  readonly splitInto: number;
  readonly sessions: number;
  readonly timings: TwinTimings;
}

async function measure(
  twin: Twin,
  options: TwinOptions,
  detail: TwinDetail,
  startMs: number,
): Promise<Measured> {
  const { samples } = options;
  const division = await divide(twin, options, detail);
  const { stretches, sizes } = division;
  const measures = measureEverything(twin.subjects, detail, sizes.shapeOf);
  const results = samples.map(() => newResults());
  const preparedMs = performance.now();
  const plain = await runParts(twin, measures, stretches, samples, results, "twin");
  const againMs = performance.now();
  const isMeasuredAgain = plain.doubts.some(hasDoubts);
  if (isMeasuredAgain) {
    const again = measureAgain(joinDoubts(plain.doubts), measures);
    const isDoubtful = (_: unknown, index: number): boolean => hasDoubts(plain.doubts[index] as Doubtful);
    const doubtful = results.filter(isDoubtful);
    await runParts(twin, again, stretches, samples.filter(isDoubtful), doubtful, "twin-again");
  }
  const endMs = performance.now();
  return {
    results,
    splitInto: division.wholeBytes > division.memoryBytes ? stretches.length : 1,
    sessions: stretches.length,
    timings: {
      ...plain.timings,
      prepare: preparedMs - startMs - sizes.ms,
      sizes: sizes.ms,
      again: isMeasuredAgain ? endMs - againMs : 0,
      total: endMs - startMs,
    },
  };
}

function tellSamples(
  samples: readonly EngineSample[],
  results: readonly SampleResults[],
): { id: string; results: SampleResults }[] {
  return samples.map(({ id }, index) => ({ id, results: results[index] as SampleResults }));
}

function readConstants(facts: TwinFacts, original: OpenedModel): Map<Value, ConstantNumbers> {
  const constants = new Map<Value, ConstantNumbers>();
  for (const { node, outputs } of facts.subjects) {
    for (const value of [...node.inputs, ...outputs]) {
      const root = value === undefined ? undefined : rootOf(value);
      if (root === undefined || constants.has(root)) continue;
      const tensor = constantTensor(root);
      if (tensor === undefined) continue;
      constants.set(root, measureConstant(tensor, openTensor(original)));
    }
  }
  return constants;
}

function noTimings(startMs: number): TwinTimings {
  const total = performance.now() - startMs;
  return { prepare: total, sizes: 0, load: 0, firstRun: 0, run: undefined, again: 0, total };
}
