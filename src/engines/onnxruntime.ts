import { mkdtempSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { EngineError } from "../errors.ts";
import { storageError } from "../files/atomic-write.ts";
import type { OutputTensors } from "../ports.ts";
import { elementSizeBytes } from "../tensor/dtype.ts";
import { elementCount } from "../tensor/tensor.ts";
import { elementTypeOf, travellingNames } from "./element-types.ts";
import type {
  Engine,
  EngineRun,
  EngineSample,
  EngineSession,
  ModelDescription,
  ModelRun,
  SessionJob,
  SessionOptions,
  ValueDescription,
} from "./engine.ts";
import type { NativeLibrary } from "./native-library.ts";
import {
  type Answer,
  type Conversation,
  openConversation,
  type RanMessage,
} from "./onnxruntime-conversation.ts";
import type { GraphOptimization, WorkerValueInfo } from "./onnxruntime-protocol.ts";
import { onnxruntimePackage } from "./pinned-package.ts";
import {
  createInputFiles,
  type InputFiles,
  plainFileSize,
  rawFileTensor,
  type WriteBytes,
} from "./raw-tensors.ts";

/**
 * One level for every emulation: fusions change the last digits and, near a limit, the verdict, so runs that are
 * compared must share it. `basic` folds constants and drops identities, and keeps cast round trips.
 */
export const emulationOptimization: GraphOptimization = "basic";

/** The worker's bundle lies beside the file that this module is bundled into. */
const bundledWorkerPath = fileURLToPath(new URL("./onnxruntime-worker.js", import.meta.url));

export interface OnnxruntimeEngineOptions {
  /** Finds the native library, fetching it when need be; called once, when the engine is first used. */
  readonly findLibrary: () => Promise<NativeLibrary>;
  /** The child's program, a bundle of onnxruntime-worker.ts; by default the one beside this file in dist/. */
  readonly workerPath?: string;
  /** Our environment, from which the child gets a few harmless variables; `process.env` by default. */
  readonly environment?: NodeJS.ProcessEnv;
  /** Replaced by tests that play a full disk. */
  readonly writeBytes?: WriteBytes;
}

/** ONNX Runtime on the CPU, in a child process: a fault of native code can't take this process down. */
export function createOnnxruntimeEngine(options: OnnxruntimeEngineOptions): Engine {
  const inputFiles = createInputFiles(options.writeBytes);
  let library: Promise<NativeLibrary> | undefined;
  const findLibrary = async (): Promise<NativeLibrary> => await (library ??= options.findLibrary());
  const start = async (
    inputFolder: string,
    folder: string,
    threads: number,
    signal?: AbortSignal,
  ): Promise<EngineSession> => {
    const conversation = openConversation({
      library: await findLibrary(),
      workerPath: options.workerPath ?? bundledWorkerPath,
      environment: options.environment ?? process.env,
      workingFolder: folder,
      signal,
    });
    return sessionOf({ conversation, inputFolder, folder, inputFiles, threads });
  };
  const open = async ({ workFolder, threads, signal }: SessionOptions): Promise<EngineSession> => {
    const parent = resolve(workFolder);
    return await start(parent, makeRunFolder(parent), threads, signal);
  };
  return {
    name: "onnxruntime",
    version: onnxruntimePackage.version,
    open,
    run: async ({ workFolder, threads, signal, ...job }) => {
      refuseUnsuitable(job.samples);
      const session = await open({ workFolder, threads, ...(signal === undefined ? {} : { signal }) });
      return await closing(session, session.run(job));
    },
    describe: async (modelPath, { timeoutMs, signal }) => {
      const folder = dirname((await findLibrary()).bindingPath);
      const session = await start(folder, folder, 1, signal);
      return await closing(session, session.describe(modelPath, timeoutMs));
    },
  };
}

/** Ends a session whatever came of its work; what went wrong with the work says more than how the child ended. */
async function closing<Result>(session: EngineSession, work: Promise<Result>): Promise<Result> {
  let result: Result;
  try {
    result = await work;
  } catch (error) {
    await session.close().catch(() => undefined);
    throw error;
  }
  await session.close();
  return result;
}

function sessionOf(around: Surroundings): EngineSession {
  let jobCount = 0;
  return {
    run: async (job) => {
      refuseUnsuitable(job.samples);
      jobCount += 1;
      return await runJob(job, around, jobCount);
    },
    describe: async (modelPath, timeoutMs) => await describeModel(modelPath, timeoutMs, around),
    close: async () => await around.conversation.close(),
  };
}

interface Surroundings {
  readonly conversation: Conversation;
  /** Inputs are shared by all sessions of a work folder; each session's outputs lie in a folder of its own. */
  readonly inputFolder: string;
  readonly folder: string;
  readonly inputFiles: InputFiles;
  readonly threads: number;
}

/** 16-bit floats are refused here and not in the child: emulated models have float32 inputs and outputs. */
function refuseUnsuitable(samples: readonly EngineSample[]): void {
  for (const { id, inputs } of samples) {
    for (const [name, { dtype }] of inputs) {
      if (!travellingNames.includes(dtype)) {
        throw new EngineError(
          "unsupported",
          `Input ${JSON.stringify(name)} of sample ${id} is ${dtype}, which the emulated engine does not take.`,
          { advice: "Convert it to float32 first: the emulated model has float32 inputs." },
        );
      }
    }
  }
}

async function runJob(job: SessionJob, around: Surroundings, number: number): Promise<EngineRun> {
  const { conversation, inputFolder, folder, inputFiles, threads } = around;
  const outputPaths = job.models.map((_, model) =>
    job.samples.map((_, sample) => join(folder, `output-${number}-${model}-${sample}.bin`)),
  );
  const answer = await conversation.ask({
    job: {
      kind: "job",
      threads,
      optimization: emulationOptimization,
      models: job.models.map(({ path, outputNames, keep }, model) => ({
        path: resolve(path),
        outputNames: outputNames ?? null,
        outputPaths: outputPaths[model] ?? [],
        keep: keep ?? false,
      })),
      samples: job.samples.map(({ inputs }) => ({
        inputs: [...inputs].map(([name, tensor]) => ({
          name,
          dtype: tensor.dtype,
          shape: tensor.shape,
          path: inputFiles.write(tensor, inputFolder),
        })),
      })),
    },
    timeoutMs: job.timeoutMs,
    sampleIds: job.samples.map(({ id }) => id),
    onRunning: (model, sample) => reportProgress(job, model, sample),
  });
  const perModel = job.models.map(
    (model, index) => [model.key, collectRun(job, index, answer, outputPaths[index] ?? [])] as const,
  );
  return { perModel: new Map(perModel) };
}

function makeRunFolder(workFolder: string): string {
  try {
    return mkdtempSync(join(workFolder, "onnxruntime-"));
  } catch (error) {
    throw storageError(workFolder, error);
  }
}

function reportProgress(job: SessionJob, model: number, sample: number): void {
  job.onProgress?.({
    modelKey: job.models[model]?.key ?? "",
    sampleId: job.samples[sample]?.id ?? "",
    done: model * job.samples.length + sample,
    total: job.models.length * job.samples.length,
  });
}

function collectRun(
  job: SessionJob,
  model: number,
  answer: Answer,
  outputPaths: readonly string[],
): ModelRun {
  const ran = answer.ran[model] ?? [];
  const wanted =
    job.models[model]?.outputNames ?? answer.loaded[model]?.outputs.map(({ name }) => name) ?? [];
  const later = ran.slice(1).map(({ runMs }) => runMs);
  return {
    outputs: ran.map((message, sample) => openOutputs(message, outputPaths[sample] ?? "", wanted)),
    timingsMs: {
      load: answer.loaded[model]?.loadMs ?? 0,
      firstRun: ran[0]?.runMs ?? 0,
      run: later.length === 0 ? undefined : later.reduce((sum, runMs) => sum + runMs, 0) / later.length,
    },
  };
}

/** Tensors over the child's output file, once its size and every output's place and type have been checked. */
function openOutputs(message: RanMessage, path: string, wanted: readonly string[]): OutputTensors {
  const refuse = (what: string): EngineError =>
    new EngineError("protocol", `ONNX Runtime's child process gave a wrong answer: ${what} (${path}).`);
  const sizeBytes = plainFileSize(path);
  if (sizeBytes !== message.sizeBytes) {
    throw refuse(`its output file has ${sizeBytes} bytes, ${message.sizeBytes} were announced`);
  }
  const tensors = new Map(
    message.outputs.map(({ name, elementType, shape, offsetBytes }) => {
      const dtype = elementTypeOf(elementType).travelsAs;
      if (dtype === undefined) {
        throw refuse(
          `output ${JSON.stringify(name)} has ${elementTypeOf(elementType).name}, which can't travel`,
        );
      }
      const tensorBytes = elementCount(shape) * elementSizeBytes[dtype];
      if (tensorBytes > 0 && offsetBytes + tensorBytes > sizeBytes) {
        throw refuse(
          `output ${JSON.stringify(name)} ends at byte ${offsetBytes + tensorBytes}, its file has ${sizeBytes}`,
        );
      }
      return [name, rawFileTensor({ path, offsetBytes, dtype, shape })] as const;
    }),
  );
  for (const name of wanted) {
    if (!tensors.has(name)) {
      throw refuse(`output ${JSON.stringify(name)} is missing`);
    }
  }
  return tensors;
}

async function describeModel(
  modelPath: string,
  timeoutMs: number,
  { conversation }: Surroundings,
): Promise<ModelDescription> {
  const answer = await conversation.ask({
    job: {
      kind: "job",
      threads: 1,
      optimization: "disabled",
      models: [{ path: resolve(modelPath), outputNames: null, outputPaths: [], keep: false }],
      samples: [],
    },
    timeoutMs,
    sampleIds: [],
    onRunning: () => undefined,
  });
  const loaded = answer.loaded[0];
  return {
    inputs: (loaded?.inputs ?? []).map(describeValue),
    outputs: (loaded?.outputs ?? []).map(describeValue),
  };
}

function describeValue({ name, isTensor, elementType, shape }: WorkerValueInfo): ValueDescription {
  if (!isTensor) {
    return { name, elementType: undefined, dtype: undefined, shape: undefined };
  }
  const { name: typeName, travelsAs } = elementTypeOf(elementType);
  const dtype = travelsAs ?? (typeName === "float16" || typeName === "bfloat16" ? typeName : undefined);
  return { name, elementType: typeName, dtype, shape: shape.map((size) => (size === "" ? undefined : size)) };
}
