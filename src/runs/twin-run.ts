import { freemem } from "node:os";
import type { ModelProto } from "onnx-buf";
import type { Engine, EngineSample, EngineSession, ModelRun } from "../engines/engine.ts";
import { EngineError } from "../errors.ts";
import type { OpenedModel } from "../files/model.ts";
import { writeModel } from "../files/model-writer.ts";
import type { NodeEvidence } from "../localise/evidence.ts";
import type { Stretch, TwinSubjects } from "../localise/twin.ts";
import { collectSubjects, measureEverything, measureSizes, writeTwin } from "../localise/twin.ts";
import {
  type ConstantNumbers,
  constantRounder,
  constantTensor,
  measureConstant,
  type OpenTensor,
  type RoundConstant,
} from "../localise/twin-constants.ts";
import { tellEvidence } from "../localise/twin-evidence.ts";
import { findTwinFacts, rootOf, type TwinFacts, withoutRounding } from "../localise/twin-facts.ts";
import type { TwinPart } from "../localise/twin-model.ts";
import type { Measures, TwinDetail } from "../localise/twin-part.ts";
import {
  type Doubtful,
  hasDoubts,
  joinDoubts,
  measureAgain,
  newResults,
  type SampleResults,
  takeNumbers,
} from "../localise/twin-results.ts";
import { divideGraph } from "../localise/twin-split.ts";
import { prepareEmulation } from "../onnx/emulate.ts";
import { exposeOutputs } from "../onnx/expose-outputs.ts";
import type { ModelGraph, Value } from "../onnx/graph.ts";
import { readInitializer } from "../onnx/initializer.ts";
import { everythingFp16 } from "../onnx/plan.ts";
import { declaredShape } from "../onnx/types.ts";
import { elementCount, type Tensor } from "../tensor/tensor.ts";

export interface TwinRunOptions {
  /** Functions inlined. */
  readonly model: ModelProto;
  /** Where the model's weights are. */
  readonly original: OpenedModel;
  /** Element types that an engine told: see `EmulationOptions`. */
  readonly knownTypes?: ReadonlyMap<string, number>;
  /** float32 in place of half precision. */
  readonly samples: readonly EngineSample[];
  readonly engine: Engine;
  readonly workFolder: string;
  /** For each run of a part over all samples. */
  readonly timeoutMs: number;
  readonly threads: number;
  readonly signal?: AbortSignal;
  /** `light`: total error, largest magnitude and headroom only, at half the price. */
  readonly detail: TwinDetail;
  /** For the tensors and weights of one session; by default half of what the machine has free. */
  readonly memoryBudgetBytes?: number;
  /** Nodes of the model in one session. */
  readonly largestPartNodes?: number;
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
const mostNodesInFull = 20_000;
/** Far beyond any real model (see `maxInlinedNodes`); each node costs the engine about a tenth of a millisecond a part. */
const mostNodes = 200_000;
/**
 * Nodes of the model in one session. A session takes the engine longer than in proportion to its nodes (six thousand
 * nodes of a twin graph took 370 ms in one piece and 220 ms in four), and each cut costs a file or two.
 */
const partNodes = { light: 2_000, full: 500 } as const;

/**
 * Measures every float node of a model over all samples: the FP32 chain, the FP16 chain that `emulate` would run, and
 * (full detail) each node in FP16 on reference inputs. Statistics are made in the graph, only numbers come back. Nodes
 * in the bodies of If, Loop and Scan are told as one with the node that owns them. A model in half precision is compared
 * with itself without any rounding.
 * @throws EngineError when the model can't be emulated, run or is too large; InputError when a sample does not fit it.
 */
export async function runTwin(options: TwinRunOptions): Promise<TwinRun> {
  const startMs = performance.now();
  const { model, knownTypes, samples } = options;
  const prepared = prepareEmulation(model, everythingFp16, knownTypes === undefined ? {} : { knownTypes });
  refuseHuge(prepared.graph.main.nodes.length);
  const facts = findTwinFacts(prepared);
  const detail = facts.subjects.length > mostNodesInFull ? "light" : options.detail;
  const constants = readConstants(facts, options.original);
  const subjects = collectSubjects(facts, (value) => constants.has(value));
  const result = { graph: prepared.original.graph, detail };
  if (facts.subjects.length === 0 || samples.length === 0) {
    return { ...result, evidence: [], splitInto: 1, sessions: 0, timings: noTimings(startMs) };
  }
  const { workFolder, threads, signal } = options;
  const session = await options.engine.open({
    workFolder,
    threads,
    ...(signal === undefined ? {} : { signal }),
  });
  let closed = false;
  try {
    const roundConstant = constantRounder(model.irVersion, openTensor(options.original));
    const twin: Twin = { facts, subjects, detail, options, session, roundConstant };
    const measured = await measure(twin, startMs);
    const told = measured.samples.map((results, index) => ({ id: samples[index]?.id ?? "", results }));
    const evidence = tellEvidence({ facts, detail, constants, samples: told });
    closed = true;
    await session.close();
    const { splitInto, sessions, timings } = measured;
    return { ...result, evidence, splitInto, sessions, timings };
  } finally {
    if (!closed) await session.close().catch(() => undefined);
  }
}

interface Twin {
  readonly facts: TwinFacts;
  readonly subjects: TwinSubjects;
  readonly detail: TwinDetail;
  readonly options: TwinRunOptions;
  readonly session: EngineSession;
  readonly roundConstant: RoundConstant;
}

interface Measured {
  readonly samples: readonly SampleResults[];
  readonly splitInto: number;
  readonly sessions: number;
  readonly timings: TwinTimings;
}

async function measure(twin: Twin, startMs: number): Promise<Measured> {
  const { samples } = twin.options;
  const sizes = await findSizes(twin);
  const memoryBytes = twin.options.memoryBudgetBytes ?? freemem() / 2;
  const { stretches, wholeBytes } = divideGraph(twin.facts, sizes.elementsOf, {
    memoryBytes,
    nodes: twin.options.largestPartNodes ?? partNodes[twin.detail],
  });
  const measures = measureEverything(twin.subjects, twin.detail, sizes.shapeOf);
  const results = samples.map(newResults);
  const preparedMs = performance.now();
  const plain = await runParts(twin, measures, stretches, results, "twin");
  const againMs = performance.now();
  if (plain.doubts.some(hasDoubts)) {
    const doubtful = results.filter((_, index) => hasDoubts(plain.doubts[index] as Doubtful));
    await runParts(
      {
        ...twin,
        options: {
          ...twin.options,
          samples: samples.filter((_, index) => hasDoubts(plain.doubts[index] as Doubtful)),
        },
      },
      measureAgain(joinDoubts(plain.doubts), measures),
      stretches,
      doubtful,
      "twin-again",
    );
  }
  const endMs = performance.now();
  return {
    samples: results,
    splitInto: wholeBytes > memoryBytes ? stretches.length : 1,
    sessions: stretches.length,
    timings: {
      ...plain.timings,
      prepare: preparedMs - startMs - sizes.ms,
      sizes: sizes.ms,
      again: plain.doubts.some(hasDoubts) ? endMs - againMs : 0,
      total: endMs - startMs,
    },
  };
}

interface PartsRun {
  /** By sample: what is not to be trusted. */
  readonly doubts: readonly Doubtful[];
  readonly timings: Pick<TwinTimings, "load" | "firstRun" | "run">;
}

/** Runs all parts over all samples, part by part; what crosses a cut is kept in files. */
async function runParts(
  twin: Twin,
  measures: Measures,
  stretches: readonly Stretch[],
  results: readonly SampleResults[],
  key: string,
): Promise<PartsRun> {
  const { facts, subjects, options, roundConstant } = twin;
  const parts = writeTwin(facts, subjects, measures, stretches, roundConstant);
  const crossing = options.samples.map(() => new Map<string, Tensor>());
  const doubts: Doubtful[][] = options.samples.map(() => []);
  const timings = { load: 0, firstRun: 0, run: 0 };
  for (const [index, part] of parts.entries()) {
    if (part.statistics === undefined && part.exports.length === 0) continue;
    const run = await runPart(twin, part, crossing, `${key}-${index}`);
    timings.load += run.timingsMs.load;
    timings.firstRun += run.timingsMs.firstRun;
    timings.run += run.timingsMs.run ?? Number.NaN;
    for (const [at, outputs] of run.outputs.entries()) {
      for (const { name } of part.exports) crossing[at]?.set(name, outputs.get(name) as Tensor);
      if (part.statistics !== undefined) {
        const vector = readVector(outputs.get(part.statistics) as Tensor);
        doubts[at]?.push(takeNumbers(part, vector, results[at] as SampleResults));
      }
    }
  }
  return {
    doubts: doubts.map(joinDoubts),
    timings: { ...timings, run: Number.isNaN(timings.run) ? undefined : timings.run },
  };
}

async function runPart(
  { options, session }: Twin,
  part: TwinPart,
  crossing: readonly ReadonlyMap<string, Tensor>[],
  key: string,
): Promise<ModelRun> {
  const path = writeModel(part.model, options.workFolder, `${key}.onnx`, { original: options.original });
  const samples = options.samples.map(({ id, inputs }, at) => ({
    id,
    inputs: new Map([...inputs, ...importsOf(part, crossing[at])]),
  }));
  const { perModel } = await session.run({
    models: [{ key, path }],
    samples,
    timeoutMs: options.timeoutMs,
  });
  return perModel.get(key) as ModelRun;
}

function importsOf(part: TwinPart, tensors: ReadonlyMap<string, Tensor> | undefined): [string, Tensor][] {
  return part.imports.map(({ name }) => [name, tensors?.get(name) as Tensor]);
}

function readVector(tensor: Tensor): Float32Array {
  const numbers = new Float32Array(elementCount(tensor.shape));
  tensor.read(0, new Uint8Array(numbers.buffer));
  return numbers;
}

function openTensor(original: OpenedModel): OpenTensor {
  return (tensor) => readInitializer(tensor, original.openExternal);
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

interface Sizes {
  /** Milliseconds that the engine took to tell. */
  readonly ms: number;
  /** By axis, as far as they hold for every sample. */
  readonly shapeOf: Measures["shapeOf"];
  /** Numbers of elements as far as known, of one sample: for estimates. */
  readonly elementsOf: (value: Value) => number | undefined;
}

/**
 * Shapes as the model declares them, else as the engine infers them from the model; where that leaves sizes open, the
 * FP32 chain is run once to see.
 */
async function findSizes(twin: Twin): Promise<Sizes> {
  const { facts } = twin;
  const made = [...facts.prepared.graph.main.values.values()].filter(
    (value) => value.producer !== undefined && facts.prepared.types.get(value)?.kind === "tensor",
  );
  const { told, ms } = await askForShapes(
    twin,
    made.filter((value) => declaredShape(value) === undefined),
  );
  const shapeOf = (value: Value): readonly (number | undefined)[] | undefined =>
    declaredShape(value) ?? told.get(value);
  const known = (value: Value): number | undefined => {
    const shape = shapeOf(value);
    return shape?.every((size) => size !== undefined) === true ? elementCount(shape) : undefined;
  };
  const open = made.filter((value) => known(value) === undefined);
  if (open.length === 0) return { ms, shapeOf, elementsOf: known };
  const seen = await lookAtSizes(twin, new Set(open));
  return {
    ms: ms + seen.ms,
    shapeOf,
    elementsOf: (value) => known(value) ?? seen.elements.get(value),
  };
}

/** An unknown rank shows as no axes: such values, and scalars, are left out. */
async function askForShapes(
  { facts, options, session }: Twin,
  values: readonly Value[],
): Promise<{ told: Map<Value, readonly (number | undefined)[]>; ms: number }> {
  const told = new Map<Value, readonly (number | undefined)[]>();
  if (values.length === 0) return { told, ms: 0 };
  const model = exposeOutputs(
    withoutRounding(facts),
    values.map(({ name }) => name),
  );
  const path = writeModel(model, options.workFolder, "twin-shapes.onnx", { original: options.original });
  const startMs = performance.now();
  const { outputs } = await session.describe(path, options.timeoutMs);
  const ms = performance.now() - startMs;
  const shapes = new Map(outputs.map(({ name, shape }) => [name, shape]));
  for (const value of values) {
    const shape = shapes.get(value.name);
    if (shape !== undefined && shape.length > 0) {
      told.set(
        value,
        shape.map((size) => (typeof size === "number" ? size : undefined)),
      );
    }
  }
  return { told, ms };
}

async function lookAtSizes(
  twin: Twin,
  values: ReadonlySet<Value>,
): Promise<{ elements: Map<Value, number>; ms: number }> {
  const { facts, options } = twin;
  const largest = [...options.samples].sort((left, right) => inputElements(right) - inputElements(left));
  const only = { ...twin, options: { ...options, samples: largest.slice(0, 1) } };
  const limits = { memoryBytes: Number.POSITIVE_INFINITY, nodes: partNodes.light };
  const { stretches } = divideGraph(facts, () => 0, limits);
  const results = newResults();
  const { timings } = await runParts(only, measureSizes(values), stretches, [results], "twin-sizes");
  return {
    elements: new Map([...results.values].map(([value, { elements }]) => [value, elements])),
    ms: timings.load + timings.firstRun,
  };
}

function inputElements({ inputs }: EngineSample): number {
  return [...inputs.values()].reduce((sum, { shape }) => sum + elementCount(shape), 0);
}

function refuseHuge(count: number): void {
  if (count <= mostNodes) return;
  throw new EngineError(
    "unsupported",
    `The model has ${count} nodes, more than the ${mostNodes} that can be measured one by one.`,
    { advice: "Judge a part of the network at a time." },
  );
}

function noTimings(startMs: number): TwinTimings {
  const total = performance.now() - startMs;
  return { prepare: total, sizes: 0, load: 0, firstRun: 0, run: undefined, again: 0, total };
}
