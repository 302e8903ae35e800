// Writing the mixed-precision form of a model with 2 GB of external weights: time and memory, beside a plain copy of the
// data file. Run on Node 24: `node bench/mixed-emit.ts [folder]`.
// The model is made in a temporary folder (about 4 GB with what is written) and removed. Each measurement runs in a
// process of its own; the best of three times counts, and the largest memory.
import { execFileSync } from "node:child_process";
import {
  closeSync,
  copyFileSync,
  mkdtempSync,
  openSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { create } from "@bufbuild/protobuf";
import type { NodeProto } from "onnx-buf";
import {
  GraphProtoSchema,
  ModelProtoSchema,
  NodeProtoSchema,
  TensorProtoSchema,
  ValueInfoProtoSchema,
} from "onnx-buf";
import { writeMixedModel } from "../src/files/mixed-writer.ts";
import { openModel } from "../src/files/model.ts";
import { encodeModel } from "../src/onnx/encode.ts";
import { pointAt } from "../src/onnx/external-data.ts";
import { everythingFp16, keepInFp32 } from "../src/onnx/plan.ts";

const repetitions = 3;
const megabyte = 1e6;
const weightCount = 80;
const side = 2560;
const weightBytes = side * side * 4;

interface Measured {
  readonly seconds: number;
  readonly peakBytes: number;
  readonly startBytes: number;
}

const plans = {
  fp16: everythingFp16,
  // Every other product, and an FP16 reader of an FP32 weight now and then: weights in both precisions.
  mixed: keepInFp32(Array.from({ length: weightCount / 2 }, (_, index) => `product${2 * index}`)),
};

const actions: Readonly<Record<string, (folder: string) => void>> = {
  start: () => {},
  open: (folder) => openModel(join(folder, "m.onnx")).close(),
  copy: (folder) => copyFileSync(join(folder, "m.data"), join(folder, "copy.data")),
  fp16: (folder) => write(folder, "fp16"),
  mixed: (folder) => write(folder, "mixed"),
};

function write(folder: string, plan: keyof typeof plans): void {
  const opened = openModel(join(folder, "m.onnx"));
  const written = writeMixedModel(opened, plans[plan], join(folder, "out"), "model.mixed.onnx");
  opened.close();
  console.error(JSON.stringify({ ...written, path: "", dataPath: "" }));
}

function makeModel(folder: string): void {
  const descriptor = openSync(join(folder, "m.data"), "w");
  const weights = Float32Array.from({ length: side * side }, (_, index) => Math.sin(index) / 50);
  for (let index = 0; index < weightCount; index += 1) {
    weights[index] = index;
    writeSync(descriptor, weights);
  }
  closeSync(descriptor);
  const shape = {
    dim: [1, side].map((size) => ({ value: { case: "dimValue" as const, value: BigInt(size) } })),
  };
  const declared = (name: string) =>
    create(ValueInfoProtoSchema, {
      name,
      type: { value: { case: "tensorType", value: { elemType: 1, shape } } },
    });
  const node: NodeProto[] = [];
  for (let index = 0; index < weightCount; index += 1) {
    const weight = index % 8 === 7 ? `w${index - 1}` : `w${index}`;
    node.push(
      create(NodeProtoSchema, {
        name: `product${index}`,
        opType: "MatMul",
        input: [`v${index}`, weight],
        output: [`p${index}`],
      }),
      create(NodeProtoSchema, {
        name: `tanh${index}`,
        opType: "Tanh",
        input: [`p${index}`],
        output: [`v${index + 1}`],
      }),
    );
  }
  const initializer = Array.from({ length: weightCount }, (_, index) => {
    const tensor = create(TensorProtoSchema, {
      name: `w${index}`,
      dataType: 1,
      dims: [BigInt(side), BigInt(side)],
    });
    pointAt(tensor, { location: "m.data", offsetBytes: index * weightBytes, lengthBytes: weightBytes });
    return tensor;
  });
  const model = create(ModelProtoSchema, {
    irVersion: 10n,
    opsetImport: [{ domain: "", version: 20n }],
    graph: create(GraphProtoSchema, {
      name: "chain",
      node,
      initializer,
      input: [declared("v0")],
      output: [declared(`v${weightCount}`)],
    }),
  });
  writeFileSync(join(folder, "m.onnx"), Buffer.concat(encodeModel(model)));
}

function measureHere(name: string, folder: string): void {
  const startBytes = process.memoryUsage().rss;
  const start = process.hrtime.bigint();
  actions[name]?.(folder);
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  const measured: Measured = { seconds, startBytes, peakBytes: process.resourceUsage().maxRSS * 1024 };
  console.log(JSON.stringify(measured));
}

function measureApart(name: string, folder: string): Measured {
  const runs = Array.from({ length: repetitions }, () => {
    const out = execFileSync(process.execPath, [fileURLToPath(import.meta.url), "--measure", name, folder], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
    return JSON.parse(out) as Measured;
  });
  return {
    seconds: Math.min(...runs.map(({ seconds }) => seconds)),
    peakBytes: Math.max(...runs.map(({ peakBytes }) => peakBytes)),
    startBytes: Math.max(...runs.map(({ startBytes }) => startBytes)),
  };
}

function main(): void {
  const folder = mkdtempSync(join(process.argv[2] ?? tmpdir(), "fp16-gate-bench-"));
  try {
    makeModel(folder);
    const dataBytes = statSync(join(folder, "m.data")).size;
    console.log(
      `model: ${weightCount} weights of ${(weightBytes / megabyte).toFixed(1)} MB, ${(dataBytes / megabyte).toFixed(0)} MB in all`,
    );
    for (const name of Object.keys(actions)) {
      const { seconds, peakBytes, startBytes } = measureApart(name, folder);
      const memory = `${(peakBytes / megabyte).toFixed(0)} MB at most, ${((peakBytes - startBytes) / megabyte).toFixed(0)} MB above the start`;
      console.log(`${name.padEnd(6)} ${seconds.toFixed(2).padStart(6)} s, ${memory}`);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

if (process.argv[2] === "--measure") {
  measureHere(process.argv[3] ?? "", process.argv[4] ?? "");
} else {
  main();
}
