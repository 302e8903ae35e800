import type { EngineSample, EngineSession, ModelRun } from "../engines/engine.ts";
import type { OpenedModel } from "../files/model.ts";
import { writeModel } from "../files/model-writer.ts";
import { type Stretch, type TwinSubjects, writeTwin } from "../localise/twin.ts";
import type { RoundConstant } from "../localise/twin-constants.ts";
import type { TwinFacts } from "../localise/twin-facts.ts";
import type { TwinPart } from "../localise/twin-model.ts";
import type { Measures } from "../localise/twin-part.ts";
import { type Doubtful, joinDoubts, type SampleResults, takeNumbers } from "../localise/twin-results.ts";
import type { Value } from "../onnx/graph.ts";
import { elementCount, type Tensor } from "../tensor/tensor.ts";

/** A model made ready for measuring, and the engine that runs it. */
export interface Twin {
  readonly facts: TwinFacts;
  readonly subjects: TwinSubjects;
  readonly original: OpenedModel;
  readonly roundConstant: RoundConstant;
  readonly session: EngineSession;
  readonly workFolder: string;
  readonly timeoutMs: number;
}

export interface PartsRun {
  /** By sample: the FP32 chain's tensors of the values that were to be exposed. */
  readonly exposed: readonly ReadonlyMap<Value, Tensor>[];
  /** By sample: what is not to be trusted. */
  readonly doubts: readonly Doubtful[];
  /** Milliseconds in the engine, sums over all parts; `run` is per sample, of the samples after the first. */
  readonly timings: { readonly load: number; readonly firstRun: number; readonly run: number | undefined };
}

/** Runs all parts over all samples, part by part; what crosses a cut is kept in files. */
export async function runParts(
  twin: Twin,
  measures: Measures,
  stretches: readonly Stretch[],
  samples: readonly EngineSample[],
  results: readonly SampleResults[],
  key: string,
  exposed: ReadonlySet<Value> = new Set(),
): Promise<PartsRun> {
  const { facts, subjects, roundConstant } = twin;
  const parts = writeTwin(facts, subjects, measures, stretches, roundConstant, exposed);
  const crossing = samples.map(() => new Map<string, Tensor>());
  const tensors = samples.map(() => new Map<Value, Tensor>());
  const doubts: Doubtful[][] = samples.map(() => []);
  const timings = { load: 0, firstRun: 0, run: 0 };
  for (const [index, part] of parts.entries()) {
    if (part.statistics === undefined && part.exports.length === 0) continue;
    const run = await runPart(twin, part, samples, crossing, `${key}-${index}`);
    timings.load += run.timingsMs.load;
    timings.firstRun += run.timingsMs.firstRun;
    timings.run += run.timingsMs.run ?? Number.NaN;
    for (const [at, outputs] of run.outputs.entries()) {
      for (const { name, value, variant } of part.exports) {
        const tensor = outputs.get(name) as Tensor;
        crossing[at]?.set(name, tensor);
        if (variant === "reference" && exposed.has(value)) tensors[at]?.set(value, tensor);
      }
      if (part.statistics !== undefined) {
        const vector = readVector(outputs.get(part.statistics) as Tensor);
        doubts[at]?.push(takeNumbers(part, vector, results[at] as SampleResults));
      }
    }
  }
  return {
    exposed: tensors,
    doubts: doubts.map(joinDoubts),
    timings: { ...timings, run: Number.isNaN(timings.run) ? undefined : timings.run },
  };
}

async function runPart(
  { original, session, workFolder, timeoutMs }: Twin,
  part: TwinPart,
  samples: readonly EngineSample[],
  crossing: readonly ReadonlyMap<string, Tensor>[],
  key: string,
): Promise<ModelRun> {
  const path = writeModel(part.model, workFolder, `${key}.onnx`, { original });
  const given = samples.map(({ id, inputs }, at) => ({
    id,
    inputs: new Map([...inputs, ...importsOf(part, crossing[at])]),
  }));
  const { perModel } = await session.run({
    models: [{ key, path }],
    samples: given,
    timeoutMs,
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
