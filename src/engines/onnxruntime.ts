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
  DescribeOptions,
  Engine,
  EngineJob,
  EngineRun,
  EngineSample,
  ModelDescription,
  ModelRun,
  ValueDescription,
} from "./engine.ts";
import type { NativeLibrary } from "./native-library.ts";
import { type Answer, converse, type RanMessage } from "./onnxruntime-conversation.ts";
import type { GraphOptimization, WorkerJob, WorkerValueInfo } from "./onnxruntime-protocol.ts";
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

interface Surroundings {
  readonly library: NativeLibrary;
  readonly workerPath: string;
  readonly environment: NodeJS.ProcessEnv;
}

/** ONNX Runtime on the CPU, in a child process: a fault of native code can't take this process down. */
export function createOnnxruntimeEngine(options: OnnxruntimeEngineOptions): Engine {
  const inputFiles = createInputFiles(options.writeBytes);
  let library: Promise<NativeLibrary> | undefined;
  const surroundings = async (): Promise<Surroundings> => {
    library ??= options.findLibrary();
    return {
      library: await library,
      workerPath: options.workerPath ?? bundledWorkerPath,
      environment: options.environment ?? process.env,
    };
  };
  return {
    name: "onnxruntime",
    version: onnxruntimePackage.version,
    run: async (job) => {
      refuseUnsuitable(job.samples);
      return await runJob(job, await surroundings(), inputFiles);
    },
    describe: async (modelPath, limits) => await describeModel(modelPath, limits, await surroundings()),
  };
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

async function runJob(job: EngineJob, around: Surroundings, inputFiles: InputFiles): Promise<EngineRun> {
  const workFolder = resolve(job.workFolder);
  const folder = makeRunFolder(workFolder);
  const outputPaths = job.models.map((_, model) =>
    job.samples.map((_, sample) => join(folder, `output-${model}-${sample}.bin`)),
  );
  const prepare = (): WorkerJob => ({
    bindingPath: around.library.bindingPath,
    threads: job.threads,
    optimization: emulationOptimization,
    models: job.models.map(({ path, outputNames }, model) => ({
      path: resolve(path),
      outputNames: outputNames ?? null,
      outputPaths: outputPaths[model] ?? [],
    })),
    samples: job.samples.map(({ inputs }) => ({
      inputs: [...inputs].map(([name, tensor]) => ({
        name,
        dtype: tensor.dtype,
        shape: tensor.shape,
        path: inputFiles.write(tensor, workFolder),
      })),
    })),
  });
  const answer = await converse({
    ...around,
    workingFolder: folder,
    timeoutMs: job.timeoutMs,
    signal: job.signal,
    prepare,
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

function reportProgress(job: EngineJob, model: number, sample: number): void {
  job.onProgress?.({
    modelKey: job.models[model]?.key ?? "",
    sampleId: job.samples[sample]?.id ?? "",
    done: model * job.samples.length + sample,
    total: job.models.length * job.samples.length,
  });
}

function collectRun(job: EngineJob, model: number, answer: Answer, outputPaths: readonly string[]): ModelRun {
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
  limits: DescribeOptions,
  around: Surroundings,
): Promise<ModelDescription> {
  const path = resolve(modelPath);
  const answer = await converse({
    ...around,
    workingFolder: dirname(around.library.bindingPath),
    timeoutMs: limits.timeoutMs,
    signal: limits.signal,
    prepare: () => ({
      bindingPath: around.library.bindingPath,
      threads: 1,
      optimization: "disabled",
      models: [{ path, outputNames: null, outputPaths: [] }],
      samples: [],
    }),
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
