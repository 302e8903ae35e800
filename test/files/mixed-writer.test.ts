import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import type { ModelProto } from "onnx-buf";
import { beforeEach, describe, expect, test } from "vitest";
import { EngineError, InputError } from "../../src/errors.ts";
import { writeMixedModel } from "../../src/files/mixed-writer.ts";
import { openModel } from "../../src/files/model.ts";
import { decodeModel } from "../../src/onnx/decode.ts";
import { encodeModel } from "../../src/onnx/encode.ts";
import { isExternal } from "../../src/onnx/external-data.ts";
import { readInitializer } from "../../src/onnx/initializer.ts";
import { keptWeightBytes } from "../../src/onnx/limits.ts";
import { writeMixed } from "../../src/onnx/mixed.ts";
import { modelTensors } from "../../src/onnx/model-tensors.ts";
import { moveWeights } from "../../src/onnx/move-weights.ts";
import { everythingFp16, keepInFp32 } from "../../src/onnx/plan.ts";
import { encoded, model, node, tensor, thrown, value } from "../onnx/build-model.ts";
import { runFiles } from "../onnx/onnxruntime.ts";
import { useTemporaryFolder } from "./temporary-folder.ts";

const temporaryFolder = useTemporaryFolder();
let user: string;
let work: string;

beforeEach(() => {
  user = temporaryFolder();
  work = join(temporaryFolder(), "made");
});

/** More elements than a window holds, so that a tensor is written in several. */
const count = (1 << 18) + 3;

function large(name: string, step: number) {
  const values = Float32Array.from({ length: count }, (_, index) => (index - 1000) * step);
  return tensor({
    name,
    dataType: 1,
    dims: [BigInt(count)],
    rawData: new Uint8Array(values.buffer),
    docString: `notes on ${name}`,
  });
}

/** `shared` is read in both precisions, `first` in FP16 and `second` in FP32 under the plan below. */
function largeModel(): ModelProto {
  return model({
    initializer: [
      large("first", 0.37),
      large("second", 0.0001),
      large("shared", 1e-5),
      tensor({
        name: "small",
        dataType: 1,
        dims: [1n],
        rawData: new Uint8Array(Float32Array.of(0.1).buffer),
      }),
      tensor({ name: "axes", dataType: 7, dims: [1n], int64Data: [0n] }),
    ],
    node: [
      node("Mul", ["first", "shared"], ["a"], { name: "in16" }),
      node("Mul", ["second", "shared"], ["b"], { name: "in32" }),
      node("ReduceMax", ["a", "axes"], ["am"], { name: "max16" }),
      node("ReduceMax", ["b", "axes"], ["bm"], { name: "max32" }),
      node("Add", ["am", "bm"], ["s"], { name: "sum" }),
      node("Mul", ["s", "small"], ["t"], { name: "scaled" }),
      node("Add", ["x", "t"], ["y"], { name: "last" }),
    ],
  });
}

const plan = keepInFp32(["in32", "max32"]);

function openInside() {
  const path = join(user, "m.onnx");
  writeFileSync(path, encoded(largeModel()));
  return openModel(path);
}

function openOutside(fileName = "m.data", thresholdBytes = 1) {
  const moved = moveWeights(decodeModel(encoded(largeModel()), "m"), { fileName, thresholdBytes });
  writeFileSync(join(user, fileName), Buffer.concat(moved.data));
  const path = join(user, "m.onnx");
  writeFileSync(path, Buffer.concat(encodeModel(moved.model)));
  return openModel(path);
}

/** Every initializer of a written model: name, type, shape, and the hash of its bytes. */
function weights(path: string) {
  return stored(path).map(({ bytes, ...rest }) => ({
    ...rest,
    sha256: createHash("sha256").update(bytes).digest("hex"),
  }));
}

function stored(path: string) {
  const opened = openModel(path);
  const found = [...modelTensors(opened.model)].map(({ tensor }) => {
    const read = readInitializer(tensor, opened.openExternal);
    const bytes = new Uint8Array(
      read.shape.reduce((product, size) => product * size, 1) *
        (read.dtype === "float16" ? 2 : read.dtype === "int64" ? 8 : 4),
    );
    read.read(0, bytes);
    return { name: tensor.name, dtype: read.dtype, shape: read.shape, bytes: Buffer.from(bytes) };
  });
  opened.close();
  return found;
}

function inMemory() {
  const path = join(user, "memory.onnx");
  writeFileSync(path, Buffer.concat(encodeModel(writeMixed(decodeModel(encoded(largeModel()), "m"), plan))));
  return path;
}

describe("a mixed model on disk", () => {
  test("of one file is one file again, with the very weights of the form in memory", () => {
    const opened = openInside();
    expect([...modelTensors(opened.model)].some(({ tensor }) => isExternal(tensor))).toBe(true);
    const written = writeMixedModel(opened, plan, work, "model.mixed.onnx");
    expect(readdirSync(work)).toEqual(["model.mixed.onnx"]);
    expect(written.dataPath).toBeUndefined();
    expect(weights(written.path)).toEqual(weights(inMemory()));
    expect(statSync(written.path).size).toBe(statSync(join(user, "memory.onnx")).size);
  });

  test("with external data gets one data file of its own, also of the very same weights", () => {
    const written = writeMixedModel(openOutside(), plan, work, "model.mixed.onnx");
    expect(readdirSync(work).sort()).toEqual(["model.mixed.onnx", "model.mixed.onnx.data"]);
    expect(written.dataPath).toBe(join(work, "model.mixed.onnx.data"));
    expect(weights(written.path)).toEqual(weights(inMemory()));
    expect(statSync(written.path).size).toBeLessThan(4096);
  });

  test("runs in ONNX Runtime from either form, to the same bits", () => {
    const inside = writeMixedModel(openInside(), plan, join(work, "inside"), "m.onnx").path;
    const outside = writeMixedModel(openOutside(), plan, join(work, "outside"), "m.onnx").path;
    const [first, second, third] = runFiles([inside, outside, inMemory()]);
    expect(first?.error).toBeUndefined();
    expect(second).toEqual(first);
    expect(third).toEqual(first);
  });

  test("says what it cost", () => {
    const written = writeMixedModel(openInside(), plan, work, "m.onnx");
    expect(written.nodeCount).toEqual({ float16: 5, float32: 2, wrapped: 0 });
    // x and max32's result to FP16, y back to FP32.
    expect(written.castCount).toBe(3);
    // `first` halved, `second` kept, `shared` in both; `small` halved, `axes` kept.
    expect(written.initializerBytes).toEqual({ before: 12 * count + 12, after: 12 * count + 10 });
  });

  test("rounds overflowing weights to infinity and keeps notes", () => {
    const written = writeMixedModel(openInside(), plan, work, "m.onnx");
    const first = stored(written.path).find(({ name }) => name === "first");
    expect(first?.dtype).toBe("float16");
    // (262,146 - 1000) * 0.37 = 96,624 is beyond FP16; 177,086 elements still are within 65,519.
    expect(first?.bytes.readUInt16LE(2 * (count - 1))).toBe(0x7c00);
    expect(first?.bytes.readUInt16LE(2 * 178_000)).toBeLessThan(0x7c00);
    const again = openModel(written.path).model.graph?.initializer.find(({ name }) => name === "first");
    expect(again?.docString).toBe("notes on first");
  });

  test("moves its weights outside when they don't fit into the model file", () => {
    const written = writeMixedModel(openInside(), plan, work, "m.onnx", {
      largestModelBytes: keptWeightBytes,
    });
    expect(readdirSync(work).sort()).toEqual(["m.onnx", "m.onnx.data"]);
    expect(weights(written.path)).toEqual(weights(inMemory()));
  });

  test("is the same bytes every time, and replaces an earlier one", () => {
    const path = writeMixedModel(openOutside(), plan, work, "m.onnx").path;
    const before = [readFileSync(path), readFileSync(`${path}.data`)];
    writeMixedModel(openOutside(), everythingFp16, work, "m.onnx");
    expect(readFileSync(`${path}.data`).equals(before[1] as Buffer)).toBe(false);
    writeMixedModel(openOutside(), plan, work, "m.onnx");
    expect(readFileSync(path).equals(before[0] as Buffer)).toBe(true);
    expect(readFileSync(`${path}.data`).equals(before[1] as Buffer)).toBe(true);
  });

  test("writes weights that tensors share once", () => {
    const opened = openOutside();
    for (const each of opened.model.graph?.initializer ?? []) {
      if (each.name === "second") {
        each.externalData = opened.model.graph?.initializer[0]?.externalData ?? [];
      }
    }
    writeMixedModel(opened, keepInFp32(["in16", "max16", "in32", "max32"]), work, "m.onnx");
    // `first` and `second` are one now: two large tensors remain.
    expect(statSync(join(work, "m.onnx.data")).size).toBeLessThan(2 * 4 * count + 3 * 4096);
  });
});

describe("parameters of BatchNormalization in external data", () => {
  test("are folded when the model is written, not at run time", () => {
    const channels = (name: string, ...values: number[]) =>
      tensor({ name, dataType: 1, dims: [2n], rawData: new Uint8Array(Float32Array.from(values).buffer) });
    const normalised = model({
      input: [value("x", 1, [1, 2])],
      output: [value("y", 1, [1, 2])],
      initializer: [
        channels("s", 1, 2),
        channels("b", 0, 1),
        channels("m", 3, 70000),
        channels("v", 500000, 1e-9),
      ],
      node: [node("BatchNormalization", ["x", "s", "b", "m", "v"], ["y"], { name: "bn" })],
    });
    const moved = moveWeights(normalised, { fileName: "bn.data", thresholdBytes: 1 });
    writeFileSync(join(user, "bn.data"), Buffer.concat(moved.data));
    writeFileSync(join(user, "bn.onnx"), Buffer.concat(encodeModel(moved.model)));
    const path = writeMixedModel(openModel(join(user, "bn.onnx")), everythingFp16, work, "bn.onnx").path;
    const written = decodeModel(readFileSync(path), path);
    expect(written.graph?.node.map(({ opType }) => opType)).toEqual(["Cast", "BatchNormalization", "Cast"]);
    expect(written).toEqual(
      decodeModel(Buffer.concat(encodeModel(writeMixed(normalised, everythingFp16))), "memory"),
    );
  });
});

describe("what must not happen", () => {
  test("a file of the user is never replaced", () => {
    const opened = openOutside("n.onnx.data");
    for (const name of ["m.onnx", "n.onnx"]) {
      const error = thrown(() => writeMixedModel(opened, plan, user, name));
      expect(error).toBeInstanceOf(InputError);
      expect(error.message).toContain("can't be written: it is a file of the model itself");
    }
    const link = join(temporaryFolder(), "link");
    symlinkSync(user, link);
    expect(() => writeMixedModel(opened, plan, link, "m.onnx")).toThrow(InputError);
    expect(readdirSync(user).sort()).toEqual(["m.onnx", "n.onnx.data"]);
  });

  test("nothing is left behind when the original changes meanwhile", () => {
    const opened = openInside();
    writeFileSync(join(user, "m.onnx"), encoded(model()));
    const error = thrown(() => writeMixedModel(opened, plan, work, "m.onnx"));
    expect(error).toBeInstanceOf(InputError);
    expect(readdirSync(work)).toEqual([]);
  });

  test("nothing is left behind when a data file became shorter", () => {
    const opened = openOutside();
    writeFileSync(join(user, "m.data"), "short");
    const error = thrown(() => writeMixedModel(opened, plan, work, "m.onnx"));
    expect(error).toBeInstanceOf(InputError);
    expect(error.message).toContain("m.data");
    expect(readdirSync(work)).toEqual([]);
  });

  test("a folder that can't be made is a storage error that names it", () => {
    writeFileSync(join(user, "file"), "");
    const folder = join(user, "file", "folder");
    const error = thrown(() => writeMixedModel(openInside(), plan, folder, "m.onnx")) as EngineError;
    expect(error).toBeInstanceOf(EngineError);
    expect(error.category).toBe("storage");
    expect(error.message).toContain(folder);
  });

  test("a folder in the model's place is a storage error, and no temporary file stays", () => {
    mkdirSync(join(work, "m.onnx"), { recursive: true });
    const error = thrown(() => writeMixedModel(openInside(), plan, work, "m.onnx")) as EngineError;
    expect(error.category).toBe("storage");
    expect(readdirSync(work)).toEqual(["m.onnx"]);
    expect(existsSync(join(work, "m.onnx.data"))).toBe(false);
  });
});
