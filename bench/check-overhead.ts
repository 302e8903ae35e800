/**
 * What the whole of `check` costs, as ratios of processes that run in turns with it, from start to end:
 *   - `fp16-gate check` on a network of about 250 nodes at 256x256, one sample, verdict alone
 *     (`--explain never`: what the explanation costs is measured by localise-cost.ts), against a bare Node process that imports
 *     onnxruntime-node, loads the same model and runs it once (limit 3);
 *   - `fp16-gate --version` against `node -e 0` (limit 2.5);
 * and the size of dist/ (limit 3 MB). It measures the committed dist/.
 *
 *     node bench/check-overhead.ts [--pairs 11] [--node PATH]    (Node 24 runs TypeScript as it is)
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { toBinary } from "@bufbuild/protobuf";
import { ModelProtoSchema } from "onnx-buf";
import { buildCnnTransformer } from "./cnn-transformer-model.ts";

const { values } = parseArgs({
  options: { pairs: { type: "string", default: "11" }, node: { type: "string", default: process.execPath } },
});
const root = fileURLToPath(new URL("..", import.meta.url));
const cli = join(root, "dist", "cli.js");
const folder = mkdtempSync(join(tmpdir(), "fp16-gate-bench-"));
process.once("exit", () => rmSync(folder, { recursive: true, force: true }));

/** The bare process; with `--save` it also writes its input and outputs as the sample that `check` reads. */
const bareProgram = `
import ort from ${JSON.stringify(pathToFileURL(join(root, "node_modules/onnxruntime-node/dist/index.js")).href)};
import { writeFileSync } from "node:fs";
const session = await ort.InferenceSession.create("model.onnx");
const pixels = Float32Array.from({ length: 3 * 256 * 256 }, (_, at) => Math.sin(at * 0.01));
const outputs = await session.run({ image: new ort.Tensor("float32", pixels, [1, 3, 256, 256]) });
if (process.argv[2] === "--save") {
  for (const [file, tensors] of [["inputs", { image: { data: pixels, dims: [1, 3, 256, 256] } }], ["reference", outputs]]) {
    let end = 0;
    const header = Object.fromEntries(Object.entries(tensors).map(([name, { data, dims }]) => {
      const start = end;
      end += data.byteLength;
      return [name, { dtype: "F32", shape: dims, data_offsets: [start, end] }];
    }));
    const text = Buffer.from(JSON.stringify(header));
    const length = Buffer.alloc(8);
    length.writeBigUInt64LE(BigInt(text.length));
    const parts = Object.values(tensors).map(({ data }) => Buffer.from(data.buffer, data.byteOffset, data.byteLength));
    writeFileSync("samples/" + file + ".safetensors", Buffer.concat([length, text, ...parts]));
  }
}
process.exit(0);`;

function run(...args: string[]): number {
  const startMs = performance.now();
  const { status, stderr } = spawnSync(values.node, args, { cwd: folder });
  if (status !== 0) throw new Error(`${args.join(" ")} ended with ${status}: ${stderr.toString()}`);
  return performance.now() - startMs;
}

/** Median of each and of the ratios of the pairs; the first pair warms caches up and does not count. */
function compare(
  measured: () => number,
  baseline: () => number,
): { ratio: number; ms: number; baselineMs: number } {
  const pairs = Array.from({ length: Number(values.pairs) + 1 }, () => ({
    baselineMs: baseline(),
    ms: measured(),
  })).slice(1);
  const median = (numbers: number[]): number =>
    numbers.toSorted((one, other) => one - other)[numbers.length >> 1] as number;
  return {
    ratio: median(pairs.map((pair) => pair.ms / pair.baselineMs)),
    ms: median(pairs.map((pair) => pair.ms)),
    baselineMs: median(pairs.map((pair) => pair.baselineMs)),
  };
}

const model = buildCnnTransformer();
writeFileSync(join(folder, "model.onnx"), toBinary(ModelProtoSchema, model));
writeFileSync(join(folder, "bare.mjs"), bareProgram);
mkdirSync(join(folder, "samples"));
run("bare.mjs", "--save");

const check = compare(
  () => run(cli, "check", "model.onnx", "--samples", "samples", "--explain", "never", "--out", "out"),
  () => run("bare.mjs"),
);
const start = compare(
  () => run(cli, "--version"),
  () => run("-e", "0"),
);
const dist = join(root, "dist");
const distBytes = readdirSync(dist).reduce((total, name) => total + statSync(join(dist, name)).size, 0);
const ms = (figure: number): string => `${figure.toFixed(0)} ms`;
console.log(
  [
    `node ${values.node === process.execPath ? process.version : values.node}, ${availableParallelism()} cores, ${model.graph?.node.length} nodes`,
    `check ${ms(check.ms)}, bare load and run ${ms(check.baselineMs)}: ${check.ratio.toFixed(2)} (limit 3)`,
    `--version ${ms(start.ms)}, node -e 0 ${ms(start.baselineMs)}: ${start.ratio.toFixed(2)} (limit 2.5)`,
    `dist/ ${(distBytes / 1e6).toFixed(2)} MB (limit 3)`,
  ].join("\n"),
);
