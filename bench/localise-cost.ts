/**
 * What it costs to measure every node of a network, in units of its own FP32 forward pass: the twin graph against the
 * plain model, in turns, through the same engine, on the 241-node network at 256x256.
 *
 *     node bench/localise-cost.ts [--rounds 7] [--samples 10] [--pixels 256] [--threads 2] [--detail full|light] [--part-nodes N]
 *
 * The network declares no shapes, so that creation includes the run of the FP32 chain that tells its tensors' sizes.
 * (Node 24 runs TypeScript as it is.) Prints ratios: a steady pass (aim: at most 8), session creation and first run
 * together (aim: at most 12 forward passes and 15 plain creations), peak memory of the process that runs it (aim: at
 * most 4). `--overflow` makes an activation in the middle overflow, so that what is not finite is measured again.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { rolldown } from "rolldown";
import type { Engine, EngineSample } from "../src/engines/engine.ts";
import { findNativeLibrary } from "../src/engines/native-library.ts";
import { createOnnxruntimeEngine, emulationOptimization } from "../src/engines/onnxruntime.ts";
import { loadBinding, nativeTensor, openSession } from "../src/engines/onnxruntime-binding.ts";
import { openModel } from "../src/files/model.ts";
import { encodeModel } from "../src/onnx/encode.ts";
import { runTwin } from "../src/runs/twin-run.ts";
import type { Tensor } from "../src/tensor/tensor.ts";
import { buildCnnTransformer } from "./cnn-transformer-model.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: "string", default: "7" },
    samples: { type: "string", default: "10" },
    pixels: { type: "string", default: "256" },
    threads: { type: "string", default: "2" },
    detail: { type: "string", default: "full" },
    overflow: { type: "boolean", default: false },
    "part-nodes": { type: "string" },
  },
});
const pixels = Number(values.pixels);
const threads = Number(values.threads);

/** Child mode: peak memory after running model files one after the other on inputs of ones. */
if (positionals[0] === "peak") {
  const [, bindingPath = "", ...paths] = positionals;
  const binding = loadBinding(bindingPath);
  for (const path of paths) {
    const session = openSession(binding, path, { threads, optimization: emulationOptimization });
    const feeds = session.inputMetadata.map(({ name, shape = [] }) => {
      const dims = name === "image" ? [1, 3, pixels, pixels] : shape.length > 0 ? shape : [1, 256, 128];
      const count = dims.reduce((product, size) => product * size, 1);
      return [name, nativeTensor("float32", new Float32Array(count).fill(0.5).buffer, count, dims)] as const;
    });
    const fetches = Object.fromEntries(session.outputMetadata.map(({ name }) => [name, null]));
    for (let run = 0; run < 3; run += 1) session.run(Object.fromEntries(feeds), fetches, {});
    session.dispose();
  }
  console.log(/VmHWM:\s+(\d+)/.exec(readFileSync("/proc/self/status", "utf8"))?.[1]);
  process.exit(0);
}

const folder = mkdtempSync(join(tmpdir(), "fp16-gate-bench-"));
const workFolder = mkdtempSync(join(folder, "work-"));
process.once("exit", () => rmSync(folder, { recursive: true, force: true }));

async function bundleWorker(): Promise<string> {
  const file = join(folder, "onnxruntime-worker.mjs");
  const bundle = await rolldown({ input: "src/engines/onnxruntime-worker.ts", platform: "node" });
  await bundle.write({ file, format: "esm" });
  await bundle.close();
  return file;
}

function writeNetwork(): string {
  const model = buildCnnTransformer(pixels);
  if (values.overflow) {
    const scale = model.graph?.initializer.find(({ name }) => name === "blocks.3.norm2.weight");
    if (scale !== undefined)
      scale.rawData = new Uint8Array(new Float32Array(scale.rawData.length / 4).fill(3e4).buffer);
  }
  const path = join(folder, "network.onnx");
  writeFileSync(path, Buffer.concat(encodeModel(model)));
  return path;
}

function image(seed: number): Tensor {
  const data = Float32Array.from(
    { length: 3 * pixels * pixels },
    (_, at) => Math.sin(at * 0.01 + seed) + Math.cos(at * 3e-4),
  );
  return {
    dtype: "float32",
    shape: [1, 3, pixels, pixels],
    read: (start, into) => into.set(new Uint8Array(data.buffer, start * 4, into.length)),
  };
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((left, right) => left - right)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

function peakKiB(bindingPath: string, paths: readonly string[]): number {
  const own = [process.argv[1] ?? "", "--pixels", String(pixels), "--threads", String(threads)];
  return Number(
    execFileSync(process.execPath, [...own, "peak", bindingPath, ...paths], { encoding: "utf8" }),
  );
}

const networkPath = writeNetwork();
const workerPath = await bundleWorker();
const library = await findNativeLibrary({
  environment: {},
  log: { info: () => undefined },
  mayFetch: false,
  programFolder: process.cwd(),
});
const started = createOnnxruntimeEngine({
  workerPath,
  findLibrary: async () => await Promise.resolve(library),
});
/** The start of the process is no part of what is compared: a session is handed out when it has answered once. */
const engine: Engine = {
  ...started,
  open: async (options) => {
    const session = await started.open(options);
    await session.describe(networkPath, 600_000);
    return session;
  },
};
const samples: EngineSample[] = Array.from({ length: Number(values.samples) }, (_, index) => ({
  id: String(index),
  inputs: new Map([["image", image(index)]]),
}));
const common = { engine, samples, workFolder, timeoutMs: 600_000, threads };
const original = openModel(networkPath);
const partNodes = values["part-nodes"];

const rows: { plain: number[]; twin: number[]; again: number; sessions: number }[] = [];
for (let round = 0; round < Number(values.rounds); round += 1) {
  const { perModel } = await engine.run({ ...common, models: [{ key: "plain", path: networkPath }] });
  const plain = perModel.get("plain")?.timingsMs;
  const { timings, sessions, evidence } = await runTwin({
    ...common,
    model: original.model,
    original,
    detail: values.detail === "light" ? "light" : "full",
    ...(partNodes === undefined ? {} : { largestPartNodes: Number(partNodes) }),
  });
  if (round === 0) console.log(`${evidence.length} float nodes measured in ${sessions} sessions`);
  rows.push({
    plain: [plain?.load ?? 0, plain?.firstRun ?? 0, plain?.run ?? 0],
    twin: [timings.load + timings.sizes, timings.firstRun, timings.run ?? 0],
    again: timings.again / samples.length,
    sessions,
  });
}
const column = (side: "plain" | "twin", at: number): number => median(rows.map((row) => row[side][at] ?? 0));
const steady = median(rows.map(({ plain, twin }) => (twin[2] ?? 0) / (plain[2] ?? 0)));
const start = median(
  rows.map(
    ({ plain, twin }) => ((twin[0] ?? 0) + (twin[1] ?? 0)) / (12 * (plain[2] ?? 0) + 15 * (plain[0] ?? 0)),
  ),
);
const show = (side: "plain" | "twin"): string =>
  `creation ${column(side, 0).toFixed(0)} ms, first run ${column(side, 1).toFixed(0)} ms, steady run ${column(side, 2).toFixed(1)} ms`;
console.log(
  `Node ${process.versions.node}, ${threads} threads, ${pixels}x${pixels}, ${rows.length} rounds of ${samples.length} samples, medians`,
);
console.log(`plain FP32   ${show("plain")}`);
console.log(`twin graph   ${show("twin")}`);
console.log(`steady pass           ${steady.toFixed(2)} forward passes (aim 8)`);
console.log(`creation + first run  ${start.toFixed(2)} of 12 forward passes and 15 creations (aim 1)`);
console.log(
  `measuring again       ${(median(rows.map(({ again }) => again)) / column("plain", 2)).toFixed(2)} forward passes a sample`,
);
const twinPaths = Array.from({ length: rows[0]?.sessions ?? 0 }, (_, index) =>
  join(workFolder, `twin-${index}.onnx`),
);
if (twinPaths.length === 1) {
  const [plain, twin] = [
    peakKiB(library.bindingPath, [networkPath]),
    peakKiB(library.bindingPath, twinPaths),
  ];
  const bare = peakKiB(library.bindingPath, []);
  console.log(
    `peak memory           ${(twin / plain).toFixed(2)} (aim 4); without the ${(bare / 1024).toFixed(0)} MiB of an idle process ${((twin - bare) / (plain - bare)).toFixed(2)}`,
  );
}
original.close();
