// Decoding and emitting ONNX models, as ratios to a plain copy of the file and to a plain protobuf round trip.
// Run on Node 24: `node bench/onnx-emit.ts [folder]`. The models are made in a temporary folder (1 GB with the copies) and
// removed. Each measurement runs in a process of its own, several times; the best time counts.
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import type { ModelProto } from "onnx-buf";
import {
  AttributeProto_AttributeType,
  GraphProtoSchema,
  ModelProtoSchema,
  NodeProtoSchema,
  TensorProtoSchema,
  ValueInfoProtoSchema,
} from "onnx-buf";
import { openModel } from "../src/files/model.ts";
import { hashModel } from "../src/files/model-hashes.ts";
import { writeModel } from "../src/files/model-writer.ts";
import { decodeModel } from "../src/onnx/decode.ts";
import { encodeModel } from "../src/onnx/encode.ts";
import { copyMessage } from "../src/onnx/message-copy.ts";

const repetitions = 5;
const megabyte = 1e6;

/** Seconds that `action` takes, and the most memory this process ever held, in bytes. */
interface Measured {
  readonly seconds: number;
  readonly peakBytes: number;
}

function measure(action: () => void): Measured {
  const start = process.hrtime.bigint();
  action();
  return {
    seconds: Number(process.hrtime.bigint() - start) / 1e9,
    peakBytes: process.resourceUsage().maxRSS * 1024,
  };
}

function castPair(name: string) {
  const float16 = { name: "to", type: AttributeProto_AttributeType.INT, i: 10n };
  const float32 = { name: "to", type: AttributeProto_AttributeType.INT, i: 1n };
  return [
    create(NodeProtoSchema, { opType: "Cast", input: [name], output: [`${name}_h`], attribute: [float16] }),
    create(NodeProtoSchema, {
      opType: "Cast",
      input: [`${name}_h`],
      output: [`${name}_r`],
      attribute: [float32],
    }),
  ];
}

/** 50 weights of 10 MB, each added to the sum so far. */
function weightsModel(): ModelProto {
  const count = 50;
  const elements = 2_500_000;
  const weights = new Float32Array(elements).map((_, index) => Math.fround(Math.sin(index)));
  return modelOf(
    create(GraphProtoSchema, {
      node: Array.from({ length: count }, (_, index) =>
        create(NodeProtoSchema, {
          opType: "Add",
          input: [`v${index}`, `w${index}`],
          output: [`v${index + 1}`],
        }),
      ),
      initializer: Array.from({ length: count }, (_, index) =>
        create(TensorProtoSchema, {
          name: `w${index}`,
          dataType: 1,
          dims: [BigInt(elements)],
          rawData: new Uint8Array(weights.buffer),
        }),
      ),
      input: [create(ValueInfoProtoSchema, { name: "v0" })],
      output: [create(ValueInfoProtoSchema, { name: `v${count}` })],
    }),
  );
}

/** A chain of 100,000 nodes with names, an attribute and provenance, as exporters write them. */
function nodesModel(): ModelProto {
  const count = 100_000;
  return modelOf(
    create(GraphProtoSchema, {
      node: Array.from({ length: count }, (_, index) =>
        create(NodeProtoSchema, {
          name: `/layers.${index % 100}/attention/node_${index}`,
          opType: "Softmax",
          input: [`v${index}`],
          output: [`v${index + 1}`],
          attribute: [{ name: "axis", type: AttributeProto_AttributeType.INT, i: -1n }],
          metadataProps: [
            { key: "pkg.torch.onnx.name_scopes", value: `['', 'layers.${index % 100}', 'attention']` },
          ],
        }),
      ),
      input: [create(ValueInfoProtoSchema, { name: "v0" })],
      output: [create(ValueInfoProtoSchema, { name: `v${count}` })],
    }),
  );
}

function modelOf(graph: NonNullable<ModelProto["graph"]>): ModelProto {
  return create(ModelProtoSchema, { irVersion: 10n, opsetImport: [{ version: 20n }], graph });
}

/** Decode, check, put a cast pair behind every weight, write. */
function emitWithCasts(path: string, folder: string): void {
  const opened = openModel(path);
  const { graph } = opened.model;
  if (graph === undefined) {
    throw new Error("the model has no graph");
  }
  const casts = graph.initializer.flatMap(({ name }) => castPair(name));
  const renamed = graph.node.map((node) =>
    copyMessage(node, { input: node.input.map((name) => (name.startsWith("w") ? `${name}_r` : name)) }),
  );
  const emulated = copyMessage(opened.model, { graph: copyMessage(graph, { node: [...casts, ...renamed] }) });
  writeModel(emulated, folder, "emitted.onnx", { original: opened });
}

const tasks: Readonly<Record<string, (path: string, folder: string) => void>> = {
  copy: (path, folder) => copyFileSync(path, join(folder, "copy.onnx")),
  "read and write": (path, folder) => writeFileSync(join(folder, "copy.onnx"), readFileSync(path)),
  emit: emitWithCasts,
  nothing: () => undefined,
  "our round trip": (path) => void encodeModel(decodeModel(readFileSync(path), path)),
  "plain round trip": (path) =>
    void toBinary(ModelProtoSchema, fromBinary(ModelProtoSchema, readFileSync(path))),
  "JSON round trip": (path) =>
    void JSON.stringify(
      JSON.parse(JSON.stringify(fromBinary(ModelProtoSchema, readFileSync(path)), bigintAsText)),
    ),
  hash: (path) => void hashModel(openModel(path)),
};

function bigintAsText(_: string, value: unknown): unknown {
  return typeof value === "bigint" ? String(value) : value;
}

/** Best time and largest peak of each task, each run in a fresh process (a peak never falls), tasks in turn. */
function best(names: readonly string[], path: string, folder: string): Measured[] {
  const results: Measured[] = names.map(() => ({ seconds: Number.POSITIVE_INFINITY, peakBytes: 0 }));
  for (let repetition = 0; repetition < repetitions; repetition++) {
    for (const [index, name] of names.entries()) {
      const work = mkdtempSync(join(folder, "work-"));
      const answer = execFileSync(process.execPath, [
        fileURLToPath(import.meta.url),
        "--task",
        name,
        path,
        work,
      ]);
      const run = JSON.parse(String(answer)) as Measured;
      rmSync(work, { recursive: true });
      const before = results[index] ?? run;
      results[index] = {
        seconds: Math.min(before.seconds, run.seconds),
        peakBytes: Math.max(before.peakBytes, run.peakBytes),
      };
    }
  }
  return results;
}

function report(parent: string): void {
  const folder = mkdtempSync(join(parent, "fp16-gate-bench-"));
  try {
    const weights = writeModel(weightsModel(), folder, "weights.onnx");
    const nodes = writeModel(nodesModel(), folder, "nodes.onnx");
    const sizeBytes = statSync(weights).size;
    const [copy, readWrite, emit, idle, hash] = best(
      ["copy", "read and write", "emit", "nothing", "hash"],
      weights,
      folder,
    ) as [Measured, Measured, Measured, Measured, Measured];
    const [own, plain, json] = best(
      ["our round trip", "plain round trip", "JSON round trip"],
      nodes,
      folder,
    ) as [Measured, Measured, Measured];
    const ratio = (one: number, other: number) => (one / other).toFixed(2);
    const lines = [
      `model of ${(sizeBytes / megabyte).toFixed(0)} MB: decode, insert casts, emit ${emit.seconds.toFixed(2)} s`,
      `  to a copy by the kernel (${copy.seconds.toFixed(2)} s): ${ratio(emit.seconds, copy.seconds)} (limit 1.5)`,
      `  to reading and writing it (${readWrite.seconds.toFixed(2)} s): ${ratio(emit.seconds, readWrite.seconds)}`,
      `  memory to file: ${ratio(emit.peakBytes, sizeBytes)} (limit 1.3); Node alone ${ratio(idle.peakBytes, sizeBytes)}`,
      `  hashing file, graph and weights, with reading: ${hash.seconds.toFixed(2)} s, ${ratio((2 * sizeBytes) / 1e9, hash.seconds)} GB/s`,
      `model of 100,000 nodes (${(statSync(nodes).size / megabyte).toFixed(0)} MB): decode, check, encode ${own.seconds.toFixed(2)} s (limit 3)`,
      `  to protobuf-es alone (${plain.seconds.toFixed(2)} s): ${ratio(own.seconds, plain.seconds)}`,
      `  to the same as JSON (${json.seconds.toFixed(2)} s): ${ratio(own.seconds, json.seconds)}`,
    ];
    console.log(lines.join("\n"));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const [first = tmpdir(), task = "", path = "", folder = ""] = process.argv.slice(2);
if (first === "--task") {
  const run = tasks[task];
  if (run === undefined) {
    throw new Error(`no task ${task}`);
  }
  console.log(JSON.stringify(measure(() => run(path, folder))));
} else {
  report(first);
}
