/**
 * What the child process of the emulated engine costs: one load and one run through the engine (hashes checked,
 * tensors through files, answer validated) against a bare Node process that imports onnxruntime-node, loads the
 * same model and runs it once. Both from the start of a process to its end, taken in turns.
 *
 *     node bench/engine-overhead.ts [--pairs 15] [--pixels 256] [--threads 2]    (Node 24 runs TypeScript as it is)
 *
 * Prints the median of both and of the ratios of each pair. Aim: at most 1.3.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { toBinary } from "@bufbuild/protobuf";
import { ModelProtoSchema } from "onnx-buf";
import { rolldown } from "rolldown";
import { findNativeLibrary } from "../src/engines/native-library.ts";
import { createOnnxruntimeEngine, emulationOptimization } from "../src/engines/onnxruntime.ts";
import type { Tensor } from "../src/tensor/tensor.ts";
import { buildCnnTransformer } from "./cnn-transformer-model.ts";

const { values } = parseArgs({
  options: {
    pairs: { type: "string", default: "15" },
    pixels: { type: "string", default: "256" },
    threads: { type: "string", default: "2" },
  },
});
const pairs = Number(values.pairs);
const pixels = Number(values.pixels);
const threads = Number(values.threads);

const repository = process.cwd();
const folder = mkdtempSync(join(tmpdir(), "fp16-gate-bench-"));
process.once("exit", () => rmSync(folder, { recursive: true, force: true }));

async function bundleWorker(): Promise<string> {
  const file = join(folder, "onnxruntime-worker.mjs");
  const bundle = await rolldown({
    input: join(repository, "src/engines/onnxruntime-worker.ts"),
    platform: "node",
  });
  await bundle.write({ file, format: "esm" });
  await bundle.close();
  return file;
}

function writeBareProgram(modelPath: string): string {
  const file = join(folder, "bare.mjs");
  const packageUrl = pathToFileURL(join(repository, "node_modules/onnxruntime-node/dist/index.js")).href;
  writeFileSync(
    file,
    `import ort from ${JSON.stringify(packageUrl)};
     const options = { graphOptimizationLevel: ${JSON.stringify(emulationOptimization)}, intraOpNumThreads: ${threads} };
     const session = await ort.InferenceSession.create(${JSON.stringify(modelPath)}, options);
     const image = new ort.Tensor("float32", new Float32Array(${3 * pixels * pixels}).fill(0.5), [1, 3, ${pixels}, ${pixels}]);
     await session.run({ image });
     process.exit(0);`,
  );
  return file;
}

function constantImage(): Tensor {
  return {
    dtype: "float32",
    shape: [1, 3, pixels, pixels],
    read: (_, into) => {
      new Float32Array(into.buffer, into.byteOffset, into.length / 4).fill(0.5);
    },
  };
}

async function milliseconds(action: () => unknown): Promise<number> {
  const started = performance.now();
  await action();
  return performance.now() - started;
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

const modelPath = join(folder, "model.onnx");
writeFileSync(modelPath, toBinary(ModelProtoSchema, buildCnnTransformer(pixels)));
const workerPath = await bundleWorker();
const bareProgram = writeBareProgram(modelPath);
const engine = createOnnxruntimeEngine({
  workerPath,
  findLibrary: async () =>
    await findNativeLibrary({
      environment: {},
      log: { info: () => undefined },
      mayFetch: false,
      programFolder: repository,
    }),
});

const runBare = (): void => {
  const { status, stderr } = spawnSync(process.execPath, [bareProgram], { encoding: "utf8" });
  if (status !== 0) {
    throw new Error(`the bare process ended with status ${status}: ${stderr}`);
  }
};
const runEngine = async (): Promise<void> => {
  await engine.run({
    models: [{ key: "model", path: modelPath }],
    samples: [{ id: "0001", inputs: new Map([["image", constantImage()]]) }],
    workFolder: folder,
    timeoutMs: 60_000,
    threads,
  });
};

runBare();
await runEngine();
const bareMs: number[] = [];
const engineMs: number[] = [];
for (let pair = 0; pair < pairs; pair++) {
  bareMs.push(await milliseconds(runBare));
  engineMs.push(await milliseconds(runEngine));
}
const ratios = engineMs.map((time, index) => time / (bareMs[index] ?? Number.NaN));
console.log(`Node ${process.versions.node}, ${threads} threads, ${pixels}x${pixels}, ${pairs} pairs`);
console.log(`bare process  ${median(bareMs).toFixed(0)} ms`);
console.log(`engine        ${median(engineMs).toFixed(0)} ms`);
console.log(`ratio         ${median(ratios).toFixed(2)} (aim 1.3)`);
