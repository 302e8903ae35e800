/**
 * The search for FP32 nodes on a network of 3,000 nodes with five planted culprits: tries, time, and whether exactly these
 * nodes are found.
 *
 *     node bench/overrides-large.ts     (Node 24; it measures the committed dist/)
 *
 * A culprit subtracts two inputs near 4096, where FP16 steps by 4, and adds the difference to the residual stream: each
 * breaks the limit by itself, and no other node does.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { clone, create, toBinary } from "@bufbuild/protobuf";
import {
  type ModelProto,
  ModelProtoSchema,
  type NodeProto,
  NodeProtoSchema,
  type ValueInfoProto,
  ValueInfoProtoSchema,
} from "onnx-buf";
import { rolldown } from "rolldown";
import { findNativeLibrary } from "../src/engines/native-library.ts";
import { createOnnxruntimeEngine } from "../src/engines/onnxruntime.ts";
import { writeNpy } from "../src/files/npy-writer.ts";
import { memoryTensor } from "../src/tensor/memory-tensor.ts";
import type { Tensor } from "../src/tensor/tensor.ts";
import { buildCnnTransformer } from "./cnn-transformer-model.ts";

const pixels = 64;
const width = 32;
const blocks = 98;
const tokens = (pixels / 16) ** 2;
const culpritBlocks = [5, 25, 45, 65, 85];
const limit = 0.1;

const folder = mkdtempSync(join(tmpdir(), "fp16-gate-bench-"));
process.once("exit", () => rmSync(folder, { recursive: true, force: true }));

let seed = 7;
function random(): number {
  seed = (seed * 48271) % 2147483647;
  return seed / 2147483647;
}

function floats(shape: readonly number[], next: () => number): Tensor {
  const values = Float32Array.from({ length: shape.reduce((count, size) => count * size, 1) }, next);
  return memoryTensor("float32", shape, new Uint8Array(values.buffer));
}

/** The two residual sums of each block, in order: the last Add of a block is its output. */
function blockOutputs(nodes: readonly NodeProto[]): string[] {
  const sums = nodes.filter(
    ({ opType, input }) => opType === "Add" && input.every((name) => !name.includes(".")),
  );
  return sums.filter((_, at) => at % 2 === 1).map(({ output }) => output[0] as string);
}

function declared(name: string): ValueInfoProto {
  const dim = [1, tokens, width].map((size) => ({
    value: { case: "dimValue" as const, value: BigInt(size) },
  }));
  const type = { value: { case: "tensorType" as const, value: { elemType: 1, shape: { dim } } } };
  return create(ValueInfoProtoSchema, { name, type });
}

function plant(healthy: ModelProto): { model: ModelProto; culprits: string[]; inputs: Map<string, Tensor> } {
  const model = clone(ModelProtoSchema, healthy);
  const graph = model.graph as NonNullable<ModelProto["graph"]>;
  const outputs = blockOutputs(graph.node);
  const inputs = new Map<string, Tensor>();
  const culprits: string[] = [];
  for (const block of culpritBlocks) {
    const source = outputs[block] as string;
    const [far, near, culprit] = [`far_${block}`, `near_${block}`, `culprit_${block}`];
    inputs.set(
      far,
      floats([1, tokens, width], () => 4096 + 2 * random()),
    );
    inputs.set(
      near,
      floats([1, tokens, width], () => 4096 + 2 * random()),
    );
    graph.input.push(declared(far), declared(near));
    const at = graph.node.findIndex(({ output }) => output[0] === source);
    for (const node of graph.node.slice(at + 1)) {
      node.input = node.input.map((name) => (name === source ? `${source}_moved` : name));
    }
    const difference = create(NodeProtoSchema, {
      opType: "Sub",
      name: culprit,
      input: [far, near],
      output: [`${culprit}_out`],
    });
    const sum = create(NodeProtoSchema, {
      opType: "Add",
      name: `${culprit}_sum`,
      input: [source, `${culprit}_out`],
      output: [`${source}_moved`],
    });
    graph.node.splice(at + 1, 0, difference, sum);
    culprits.push(culprit);
  }
  return { model, culprits, inputs };
}

async function reference(
  path: string,
  inputs: ReadonlyMap<string, Tensor>,
): Promise<ReadonlyMap<string, Tensor>> {
  const workerPath = join(folder, "onnxruntime-worker.mjs");
  const bundle = await rolldown({ input: "src/engines/onnxruntime-worker.ts", platform: "node" });
  await bundle.write({ file: workerPath, format: "esm" });
  await bundle.close();
  const library = await findNativeLibrary({ environment: {}, log: { info: () => undefined } });
  const engine = createOnnxruntimeEngine({
    workerPath,
    findLibrary: async () => await Promise.resolve(library),
  });
  const { perModel } = await engine.run({
    models: [{ key: "model", path }],
    samples: [{ id: "0000", inputs }],
    workFolder: folder,
    threads: 2,
    timeoutMs: 60_000,
  });
  return perModel.get("model")?.outputs[0] ?? new Map();
}

const { model, culprits, inputs: planted } = plant(buildCnnTransformer(pixels, blocks, width));
const path = join(folder, "model.onnx");
writeFileSync(path, toBinary(ModelProtoSchema, model));
const inputs = new Map([["image", floats([1, 3, pixels, pixels], () => random() - 0.5)], ...planted]);
const samples = join(folder, "samples", "0000");
for (const [role, tensors] of [
  ["inputs", inputs],
  ["reference", await reference(path, inputs)],
] as const) {
  mkdirSync(join(samples, role), { recursive: true });
  for (const [name, tensor] of tensors) writeNpy(tensor, join(samples, role, `${name}.npy`));
}
const cli = fileURLToPath(new URL("../dist/cli.js", import.meta.url));
const words = [process.execPath, cli, "check", path, "--samples", join(folder, "samples")];
const startMs = performance.now();
const run = spawnSync(
  "bash",
  [
    "-c",
    'TIMEFORMAT="%U %S"; time "$@"',
    "bash",
    ...words,
    "--max-abs",
    String(limit),
    "--out",
    join(folder, "out"),
  ],
  { encoding: "utf8" },
);
const [user = 0, system = 0] = run.stderr.trim().split("\n").at(-1)?.split(" ").map(Number) ?? [];
const result = JSON.parse(readFileSync(join(folder, "out", "result.json"), "utf8")) as {
  verdict: { kind: string };
  outputs: { name: string; metrics: { maxAbs: number } }[];
  overrides: {
    status: string;
    text: string;
    nodes: string[];
    evaluations: number;
    uniqueSmallest?: boolean;
    search?: { form: string; tries: number; localisationTries: number };
    after?: { output: string; maxAbs: number }[];
  };
  timings: Record<string, number>;
};
const { overrides, outputs, timings } = result;
const isExact = [...overrides.nodes].sort().join() === [...culprits].sort().join();
console.log(`${model.graph?.node.length} nodes; verdict ${result.verdict.kind}, limit ${limit}`);
console.log(
  outputs.map(({ name, metrics }) => `${name} off by ${metrics.maxAbs.toPrecision(3)}`).join(", ") +
    `; after: ${(overrides.after ?? []).map(({ output, maxAbs }) => `${output} ${maxAbs.toPrecision(3)}`).join(", ")}`,
);
console.log(
  `${overrides.status}: ${overrides.nodes.join(", ")} (${isExact ? "exactly the planted ones" : "NOT the planted ones"})`,
);
console.log(
  `${overrides.evaluations} tries to the proof (${overrides.search?.localisationTries} + ${overrides.search?.tries}, ${overrides.search?.form}); ` +
    `unique smallest: ${overrides.uniqueSmallest === true}`,
);
console.log(
  `${((performance.now() - startMs) / 1000).toFixed(1)} s, process time ${(user + system).toFixed(1)} s; localisation and search ${(timings.localiseMs ?? 0).toFixed(0)} ms, of which search ${(timings.searchMs ?? 0).toFixed(0)} ms`,
);
console.log(overrides.text);
