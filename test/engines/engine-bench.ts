import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach } from "vitest";
import type { Engine, EngineJob } from "../../src/engines/engine.ts";
import { findNativeLibrary, type NativeLibrary } from "../../src/engines/native-library.ts";
import { createOnnxruntimeEngine, type OnnxruntimeEngineOptions } from "../../src/engines/onnxruntime.ts";
import type { OutputTensors } from "../../src/ports.ts";
import type { Tensor } from "../../src/tensor/tensor.ts";
import { type ElementType, elementTypes, type SmallModel, value, writeModel } from "./small-models.ts";
import { bundleWorker } from "./worker-bundle.ts";

/** The real engine with a fresh work folder for each test. */
export interface EngineBench {
  readonly root: string;
  readonly folder: string;
  readonly workerPath: string;
  readonly library: NativeLibrary;
  readonly engine: Engine;
  /** Another engine, with some of its options replaced. */
  engineWith(options: Partial<OnnxruntimeEngineOptions>): Engine;
  /** One model, one sample named 0001. */
  jobOf(path: string, inputs: Record<string, Tensor>, rest?: Partial<EngineJob>): EngineJob;
  runOne(path: string, inputs: Record<string, Tensor>): Promise<OutputTensors>;
  /** A model in the work folder with input x, float32 nx3, and output y. */
  modelOf(name: string, nodes: SmallModel["nodes"], y: ElementType, rest?: Partial<SmallModel>): string;
}

/** Call it at the top of a test file; the fields are there while tests run. */
export function useEngine(): EngineBench {
  const bench = {} as { -readonly [K in keyof EngineBench]: EngineBench[K] };
  beforeAll(async () => {
    bench.root = mkdtempSync(join(tmpdir(), "fp16-gate-engine-"));
    bench.workerPath = await bundleWorker(bench.root);
    bench.library = await findNativeLibrary({ environment: {}, log: { info: () => undefined } });
  });
  afterAll(() => rmSync(bench.root, { recursive: true, force: true }));
  bench.engineWith = (options) =>
    createOnnxruntimeEngine({
      workerPath: bench.workerPath,
      findLibrary: async () => await Promise.resolve(bench.library),
      ...options,
    });
  beforeEach(() => {
    bench.folder = mkdtempSync(join(bench.root, "job-"));
    bench.engine = bench.engineWith({});
  });
  bench.jobOf = (path, inputs, rest = {}) => ({
    models: [{ key: "model", path }],
    samples: [{ id: "0001", inputs: new Map(Object.entries(inputs)) }],
    workFolder: bench.folder,
    timeoutMs: 30_000,
    threads: 1,
    ...rest,
  });
  bench.runOne = async (path, inputs) => {
    const { perModel } = await bench.engine.run(bench.jobOf(path, inputs));
    const outputs = perModel.get("model")?.outputs[0];
    if (outputs === undefined) {
      throw new Error("the engine gave no outputs");
    }
    return outputs;
  };
  bench.modelOf = (name, nodes, y, rest = {}) =>
    writeModel(bench.folder, name, {
      inputs: [value("x", elementTypes.FLOAT, ["n", 3])],
      outputs: [value("y", y)],
      nodes,
      ...rest,
    });
  return bench;
}
