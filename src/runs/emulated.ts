import { setImmediate } from "node:timers/promises";
import type { ModelProto } from "onnx-buf";
import type { EngineProgress, EngineSample, EngineSession, ModelRun } from "../engines/engine.ts";
import type { OpenedModel } from "../files/model.ts";
import { writeModel } from "../files/model-writer.ts";
import type { Sample } from "../files/samples.ts";
import { dataTypeNumber } from "../onnx/data-type.ts";
import { emulate, lift } from "../onnx/emulate.ts";
import { exposeOutputs } from "../onnx/expose-outputs.ts";
import { inlineFunctions } from "../onnx/functions.ts";
import { indexGraph } from "../onnx/graph.ts";
import { everythingFp16, type PrecisionPlan } from "../onnx/plan.ts";
import { checkSampleFits } from "../onnx/sample-fit.ts";
import { modelSignature } from "../onnx/signature.ts";
import { inferTypes, missingDeclarations } from "../onnx/types.ts";
import type { Log, OutputTensors } from "../ports.ts";
import { isFloat } from "../tensor/dtype.ts";
import { asFloat32Tensor } from "../tensor/float32-tensor.ts";
import type { Tensor } from "../tensor/tensor.ts";

/** Outputs of one leg, one map per sample, in the order of the samples. */
export type LegOutputs = readonly OutputTensors[];

export interface EmulatedRun {
  readonly emulation: LegOutputs;
  /** The FP32 model itself; undefined when the model is stored in half precision, which leaves no FP32 model. */
  readonly conversion: LegOutputs | undefined;
  /** What a reader must know about the emulation, one sentence each. */
  readonly notes: readonly string[];
  /** The model with its functions inlined, and the element types that the engine told. */
  readonly model: ModelProto;
  readonly knownTypes: ReadonlyMap<string, number>;
  readonly emulateMs: number;
  readonly runMs: number;
}

export interface EmulatedRunOptions {
  readonly session: EngineSession;
  /** The session's. */
  readonly workFolder: string;
  readonly timeoutMs: number;
  /** What stays in FP32; nothing by default. */
  readonly plan?: PrecisionPlan;
  readonly log: Log;
  /** As `askForTypes` gave them; asked for when absent. */
  readonly knownTypes?: ReadonlyMap<string, number>;
  /** Called while the FP32 model runs, when nothing else is left to do. */
  readonly whileConverting?: () => void;
  /** Called while the emulation runs, with the outputs of the FP32 model: work that need not wait for it. */
  readonly whileRunning: (conversion: LegOutputs | undefined) => void;
}

/**
 * Runs a model on the embedded engine twice over every sample: as it is in FP32, and with FP16 emulated for every
 * node but those of the plan. The outputs are files of the work folder, which must outlive them.
 * @throws InputError when a sample does not fit the model; EngineError when the model can't be emulated or run.
 */
export async function runEmulated(
  opened: OpenedModel,
  samples: readonly Sample[],
  options: EmulatedRunOptions,
): Promise<EmulatedRun> {
  const startMs = performance.now();
  const model = inlineFunctions(opened.model);
  const signature = modelSignature(model.graph as NonNullable<ModelProto["graph"]>, opened.path);
  for (const sample of samples) checkSampleFits(signature, sample);
  const knownTypes = options.knownTypes ?? (await askForTypes(model, opened, options));
  const inputs = samples.map(engineSample);
  const { workFolder } = options;
  const write = (key: string, written: ModelProto): ModelOfRun =>
    writeForRun(key, written, opened, workFolder);
  const fp32 = lift(model, { knownTypes });
  const isLifted = fp32.notes.some((note) => note.kind === "lifted");
  const conversionRun = isLifted ? undefined : startRun(write("conversion", fp32.model), inputs, options);
  // Each turn lets the job go out, so that the engine works while the next step is prepared.
  await setImmediate();
  const emulation = emulate(model, options.plan ?? everythingFp16, { knownTypes });
  const emulateMs = performance.now() - startMs;
  return {
    ...(await runInTurn(conversionRun, write("emulation", emulation.model), inputs, options)),
    notes: emulation.notes.map((note) => note.text),
    model,
    knownTypes,
    emulateMs,
    runMs: performance.now() - startMs - emulateMs,
  };
}

/** A model that was written for the engine. */
export interface ModelOfRun {
  readonly key: string;
  readonly path: string;
}

/** Writes a model under its key; `original` is what it was made from. */
export function writeForRun(
  key: string,
  model: ModelProto,
  original: OpenedModel,
  workFolder: string,
): ModelOfRun {
  return { key, path: writeModel(model, workFolder, `${key}.onnx`, { original }) };
}

/** Runs the emulation once the FP32 model has run, whose outputs are worked on in the meantime. */
export async function runInTurn(
  conversionRun: Promise<ModelRun> | undefined,
  emulated: ModelOfRun,
  inputs: readonly EngineSample[],
  options: EmulatedRunOptions,
): Promise<Pick<EmulatedRun, "emulation" | "conversion">> {
  options.whileConverting?.();
  const conversion = (await conversionRun)?.outputs;
  const emulationRun = startRun(emulated, inputs, options);
  await setImmediate();
  options.whileRunning(conversion);
  return { conversion, emulation: (await emulationRun).outputs };
}

/** Errors reach whoever awaits the run, also when that happens later. */
export function startRun(
  { key, path }: ModelOfRun,
  samples: readonly EngineSample[],
  { session, timeoutMs, log }: EmulatedRunOptions,
): Promise<ModelRun> {
  const onProgress = ({ sampleId, done, total }: EngineProgress): void =>
    log.progress(`${key}: sample ${sampleId} (${done} of ${total} runs)`);
  const running = session
    .run({ models: [{ key, path }], samples, timeoutMs, onProgress })
    .then(({ perModel }) => perModel.get(key) as ModelRun);
  running.catch(() => undefined);
  return running;
}

/**
 * Asks the engine for the element types that neither the model nor the operators' definitions tell.
 * @param model with its functions inlined.
 * @throws EngineError when the engine can't load the model.
 */
export async function askForTypes(
  model: ModelProto,
  opened: OpenedModel,
  options: Pick<EmulatedRunOptions, "session" | "workFolder" | "timeoutMs">,
): Promise<ReadonlyMap<string, number>> {
  const graph = indexGraph(model);
  const missing = missingDeclarations(graph, inferTypes(graph)).types;
  if (missing.length === 0) return new Map();
  const path = writeModel(exposeOutputs(model, missing), options.workFolder, "types.onnx", {
    original: opened,
  });
  const { outputs } = await options.session.describe(path, options.timeoutMs);
  return new Map(
    outputs.flatMap(({ name, dtype }) =>
      dtype === undefined ? [] : [[name, dataTypeNumber(dtype)] as const],
    ),
  );
}

/** Half precision never enters the engine: the emulated model takes float32 and rounds by itself. */
export function engineSample(sample: Sample): EngineSample {
  const inputs = [...sample.inputs].map(([name, tensor]) => [name, engineInput(tensor)] as const);
  return { id: sample.id, inputs: new Map(inputs) };
}

function engineInput(tensor: Tensor): Tensor {
  return isFloat(tensor.dtype) && tensor.dtype !== "float64" ? asFloat32Tensor(tensor) : tensor;
}
