import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { equals, fromBinary } from "@bufbuild/protobuf";
import type { ModelProto, TensorProto } from "onnx-buf";
import { ModelProtoSchema } from "onnx-buf";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openModel } from "../../src/files/model.ts";
import { decodeModel } from "../../src/onnx/decode.ts";
import { encodeModel } from "../../src/onnx/encode.ts";
import { inlineFunctions } from "../../src/onnx/functions.ts";
import { readInitializer } from "../../src/onnx/initializer.ts";
import { elementSizeBytes } from "../../src/tensor/dtype.ts";
import { elementCount } from "../../src/tensor/tensor.ts";
import { joined } from "./build-model.ts";
import { runFiles } from "./onnxruntime.ts";

// Made by Python's onnx: test/fixtures/onnx/make_fixtures.py.
const fixtures = fileURLToPath(new URL("../fixtures/onnx/", import.meta.url));
const names = ["storage-forms", "subgraphs", "functions", "external", "every-field"];
const python = process.env.FP16_GATE_PYTHON ?? join(homedir(), ".cache/fp16-gate/venv/bin/python");

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "fp16-gate-test-"));
  symlinkSync(join(fixtures, "external.bin"), join(folder, "external.bin"));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function decode(name: string): ModelProto {
  const path = join(fixtures, `${name}.onnx`);
  return decodeModel(readFileSync(path), path);
}

function hexadecimal(
  proto: Parameters<typeof readInitializer>[0],
  openExternal?: Parameters<typeof readInitializer>[1],
) {
  const tensor = readInitializer(proto, openExternal);
  const bytes = Buffer.alloc(elementCount(tensor.shape) * elementSizeBytes[tensor.dtype]);
  tensor.read(0, bytes);
  return bytes.toString("hex");
}

test.each(names)("%s.onnx has the same meaning after decoding and encoding", (name) => {
  const again = fromBinary(ModelProtoSchema, joined(encodeModel(decode(name))));
  const original = fromBinary(ModelProtoSchema, readFileSync(join(fixtures, `${name}.onnx`)));
  expect(equals(ModelProtoSchema, again, original)).toBe(true);
});

test("every storage form gives the bytes that NumPy holds", () => {
  const expected = JSON.parse(readFileSync(join(fixtures, "storage-forms.json"), "utf8")) as Record<
    string,
    string
  >;
  const { graph } = decode("storage-forms");
  const read = Object.fromEntries(
    (graph?.initializer ?? []).map((proto) => [proto.name, hexadecimal(proto)]),
  );
  expect(Object.keys(read)).toHaveLength(25);
  expect(read).toEqual(expected);
});

test("external data as onnx.save writes it is read", () => {
  const opened = openModel(join(fixtures, "external.onnx"));
  const [w0, w1] = (opened.model.graph?.initializer ?? []) as [TensorProto, TensorProto];
  const expected = (count: number, factor: number) =>
    Buffer.from(Float32Array.from({ length: count }, (_, index) => index * factor).buffer).toString("hex");
  expect(hexadecimal(w0, opened.openExternal)).toBe(expected(300, 1));
  expect(hexadecimal(w1, opened.openExternal)).toBe(expected(200, 2));
  opened.close();
});

test("functions.onnx computes the same bits inlined, with names that say where a node comes from", () => {
  const inlined = inlineFunctions(decode("functions"));
  expect(
    inlined.graph?.node.map(({ name, opType, output }) => `${opType} ${name} -> ${output.join()}`),
  ).toEqual([
    "Mul  -> layers.0/m",
    "LeakyRelu layers.0/inner/leak -> layers.0/inner/t",
    "Add  -> h",
    "LeakyRelu layers.1/leak -> layers.1/t",
    "Add  -> y",
  ]);
  expect(inlined.graph?.node.map(({ metadataProps }) => metadataProps[0]?.value)).toEqual([
    ...Array.from({ length: 3 }, () => "['', 'layers.0']"),
    ...Array.from({ length: 2 }, () => "['', 'layers.1']"),
  ]);
  writeFileSync(join(folder, "inlined.onnx"), joined(encodeModel(inlined)));
  const [original, without] = runFiles([join(fixtures, "functions.onnx"), join(folder, "inlined.onnx")]);
  expect(original?.outputs?.y).toMatch(/^[0-9a-f]{16}$/);
  expect(without).toEqual(original);
});

describe.skipIf(!existsSync(python))(
  "Python's onnx agrees (needs FP16_GATE_PYTHON or the cached environment)",
  () => {
    function judge(name: string, written: ModelProto, ...options: string[]): string {
      const path = join(folder, `${name}.onnx`);
      writeFileSync(path, joined(encodeModel(written)));
      const script = join(fixtures, "compare_models.py");
      return execFileSync(python, [script, join(folder, "original.onnx"), path, ...options], {
        encoding: "utf8",
      }).trim();
    }

    test.each(names)("that %s.onnx is unchanged by decoding and encoding", (name) => {
      // Beside its data file, which onnx loads with the model.
      writeFileSync(join(folder, "original.onnx"), readFileSync(join(fixtures, `${name}.onnx`)));
      rmSync(join(folder, "external.bin"));
      writeFileSync(join(folder, "external.bin"), readFileSync(join(fixtures, "external.bin")));
      expect(judge(name, decode(name), "--equal")).toMatch(/^ok [1-9]/);
    });

    test("that the inlined model is valid, without functions", () => {
      writeFileSync(join(folder, "original.onnx"), readFileSync(join(fixtures, "functions.onnx")));
      expect(judge("inlined", inlineFunctions(decode("functions")))).toBe("ok 5 0");
    });
  },
);
