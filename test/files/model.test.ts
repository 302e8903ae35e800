import { createHash } from "node:crypto";
import {
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { create } from "@bufbuild/protobuf";
import {
  AttributeProto_AttributeType,
  AttributeProtoSchema,
  type ModelProto,
  type TensorProto,
  TensorProto_DataLocation,
} from "onnx-buf";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { InputError } from "../../src/errors.ts";
import { type OpenedModel, openModel } from "../../src/files/model.ts";
import { hashModel } from "../../src/files/model-hashes.ts";
import { readInitializer } from "../../src/onnx/initializer.ts";
import { keptWeightBytes } from "../../src/onnx/limits.ts";
import { encoded, ifModel, model, node, pair, tensor, thrown, value } from "../onnx/build-model.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "fp16-gate-test-"));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function external(
  name: string,
  entries: Record<string, string>,
  more: { dims?: bigint[]; dataType?: number } = {},
) {
  const externalData = Object.entries(entries).map(([key, text]) => ({ key, value: text }));
  return tensor({
    name,
    dataType: 1,
    dims: [2n],
    dataLocation: TensorProto_DataLocation.EXTERNAL,
    externalData,
    ...more,
  });
}

function save(message: ModelProto, name = "m.onnx"): string {
  const path = join(folder, name);
  writeFileSync(path, encoded(message));
  return path;
}

function floats(...values: number[]): Uint8Array {
  return new Uint8Array(Float32Array.from(values).buffer);
}

function refusal(path: string): Error & { advice?: string } {
  const error = thrown(() => openModel(path));
  expect(error).toBeInstanceOf(InputError);
  expect(error.message).not.toContain("\n");
  expect(error.advice).toMatch(/\S/);
  return error;
}

function present<Value>(optional: Value | undefined): Value {
  if (optional === undefined) {
    throw new Error("the test's model lacks it");
  }
  return optional;
}

describe("openModel", () => {
  test("gives the model, its place and its size", () => {
    const path = save(model({ initializer: [pair("w")] }));
    const opened = openModel(path);
    expect(opened).toMatchObject({ path, folder, sizeBytes: encoded(opened.model).byteLength });
    expect(opened.model.graph?.initializer[0]?.rawData).toEqual(pair("w").rawData);
    opened.close();
  });

  test("refuses a path that does not exist, and one through a file", () => {
    const missing = join(folder, "none.onnx");
    expect(refusal(missing).message).toBe(`${missing}: no such file.`);
    const path = save(model());
    expect(refusal(join(path, "m.onnx")).message).toContain("no such file");
  });

  test("refuses a folder and a device", () => {
    expect(refusal(folder).message).toBe(`${folder} is a folder, not an ONNX file.`);
    expect(refusal("/dev/null").message).toContain("no regular file");
  });

  test("refuses an empty file and a text, naming the file", () => {
    const path = join(folder, "m.onnx");
    writeFileSync(path, "");
    expect(refusal(path).message).toBe(`${path}: not an ONNX model but an empty file.`);
    writeFileSync(path, "not a model\n");
    expect(refusal(path).message).toBe(`${path}: not an ONNX model but a text.`);
  });

  test("refuses a file beyond 2 GiB without reading it, and says what to do", () => {
    const path = save(model());
    truncateSync(path, 2 ** 31);
    const error = refusal(path);
    expect(error.message).toContain(
      `${path} has 2147483648 bytes, but an ONNX file can hold at most 2147483647 (2 GiB`,
    );
    expect(error.advice).toContain("external data");
  });
});

describe("large weights", () => {
  const count = keptWeightBytes / 4;
  const large = (name: string, first: number, elements = count) => {
    const values = new Float32Array(elements);
    values[0] = first;
    return tensor({ name, dataType: 1, dims: [BigInt(elements)], rawData: new Uint8Array(values.buffer) });
  };
  const firstOf = (opened: OpenedModel, proto: TensorProto | undefined) => {
    const into = new Float32Array(1);
    readInitializer(present(proto), opened.openExternal).read(0, new Uint8Array(into.buffer));
    return into[0];
  };

  test("stay in the file until they are read, whatever lies between them", () => {
    const initializer = [
      pair("a", 1, 0),
      large("b", 2),
      pair("c", 3, 0),
      large("d", 4, count * 3),
      large("e", 5, count - 1),
    ];
    const opened = openModel(save(model({ initializer })));
    const tensors = opened.model.graph?.initializer ?? [];
    expect(tensors.map(({ rawData }) => rawData.byteLength)).toEqual([8, 0, 8, 0, 4 * (count - 1)]);
    expect(tensors.map((proto) => firstOf(opened, proto))).toEqual([1, 2, 3, 4, 5]);
    const { graph } = opened.model;
    expect(graph?.node.map(({ opType }) => opType)).toEqual(["Neg"]);
    expect(graph?.output.map(({ name }) => name)).toEqual(["y"]);
    opened.close();
  });

  test("of subgraphs stay too, those of attributes are read with the structure", () => {
    const attribute = [
      create(AttributeProtoSchema, {
        name: "value",
        type: AttributeProto_AttributeType.TENSOR,
        t: large("", 7),
      }),
    ];
    const branch = {
      initializer: [large("deep", 6)],
      node: [node("Constant", [], ["k"], { attribute }), node("Add", ["deep", "k"], ["t"])],
      output: [value("t")],
    };
    const opened = openModel(save(ifModel(branch)));
    const graph = opened.model.graph?.node[1]?.attribute[0]?.g;
    expect(graph?.initializer[0]?.rawData.byteLength).toBe(0);
    expect(firstOf(opened, graph?.initializer[0])).toBe(6);
    expect(firstOf(opened, graph?.node[0]?.attribute[0]?.t)).toBe(7);
    opened.close();
  });

  test("of another size than their dimensions are refused, as small ones are", () => {
    const wrong = large("w", 1);
    wrong.dims = [BigInt(count + 1)];
    expect(refusal(save(model({ initializer: [wrong] }))).message).toContain(
      `initializer "w": ${count + 1} FLOAT takes ${4 * count + 4} bytes, but raw_data has ${4 * count}`,
    );
  });

  test("cut off by the end of the file are refused", () => {
    const path = save(model({ initializer: [large("w", 1)] }));
    truncateSync(path, encoded(model({ initializer: [large("w", 1)] })).length - 100);
    expect(refusal(path).message).toContain("truncated ONNX file");
  });

  test("are read with the structure when the file's name can't be a location", () => {
    const opened = openModel(save(model({ initializer: [large("w", 8)] }), "a\\b.onnx"));
    expect(opened.model.graph?.initializer[0]?.rawData.byteLength).toBe(4 * count);
    expect(firstOf(opened, opened.model.graph?.initializer[0])).toBe(8);
    opened.close();
  });

  test("have the same hashes as when they are elsewhere", () => {
    const inside = openModel(save(model({ initializer: [large("w", 9)] })));
    writeFileSync(join(folder, "w.bin"), large("w", 9).rawData);
    const entry = external("w", { location: "w.bin" }, { dims: [BigInt(count)] });
    const outside = openModel(save(model({ initializer: [entry] }), "outside.onnx"));
    expect(hashModel(outside)).toMatchObject({
      graph: hashModel(inside).graph,
      weights: hashModel(inside).weights,
    });
    expect(hashModel(inside).file).toBe(createHash("sha256").update(readFileSync(inside.path)).digest("hex"));
    inside.close();
    outside.close();
  });

  test("a file that changed meanwhile is noticed", () => {
    const path = save(model({ initializer: [large("w", 1)] }));
    const opened = openModel(path);
    opened.checkUnchanged();
    utimesSync(path, 1, 1);
    const error = thrown(() => opened.checkUnchanged());
    expect(error).toBeInstanceOf(InputError);
    expect(error.message).toBe(`${path} changed while it was being used.`);
    opened.close();
  });
});

describe("external data", () => {
  const withWeight = (entries: Record<string, string>, more = {}) =>
    model({ initializer: [external("w", entries, more)], node: [node("Add", ["x", "w"], ["y"])] });

  function read(path: string, name = "w"): number[] {
    const opened = openModel(path);
    const proto = opened.model.graph?.initializer.find((initializer) => initializer.name === name);
    const into = new Float32Array(2);
    readInitializer(present(proto), opened.openExternal).read(0, new Uint8Array(into.buffer));
    opened.close();
    return [...into];
  }

  test("is read from its file, at its offset, also below the folder", () => {
    mkdirSync(join(folder, "sub"));
    writeFileSync(join(folder, "sub", "w.bin"), floats(0, 5, 6));
    expect(read(save(withWeight({ location: "sub/w.bin", offset: "4", length: "8" })))).toEqual([5, 6]);
  });

  test("is opened once for all its tensors, and closed", () => {
    writeFileSync(join(folder, "w.bin"), floats(1, 2, 3, 4));
    const initializer = [
      external("a", { location: "w.bin" }),
      external("b", { location: "w.bin", offset: "8" }),
    ];
    const opened = openModel(save(model({ initializer })));
    const [a, b] = initializer.map((proto) =>
      opened.openExternal({ location: "w.bin", offsetBytes: 0, lengthBytes: undefined }, proto.name),
    );
    expect(a).toBe(b);
    opened.close();
    expect(() => a?.read(0, new Uint8Array(4))).toThrow("closed");
  });

  test("may be a link inside the folder", () => {
    writeFileSync(join(folder, "real.bin"), floats(7, 8));
    symlinkSync("real.bin", join(folder, "w.bin"));
    expect(read(save(withWeight({ location: "w.bin" })))).toEqual([7, 8]);
  });

  test("may lie beside the file that the model's own link leads to, as in a download cache", () => {
    const blobs = join(folder, "blobs");
    const snapshot = join(folder, "snapshot");
    mkdirSync(blobs);
    mkdirSync(snapshot);
    writeFileSync(join(blobs, "aaa"), encoded(withWeight({ location: "w.bin" })));
    writeFileSync(join(blobs, "bbb"), floats(3, 4));
    symlinkSync("../blobs/aaa", join(snapshot, "m.onnx"));
    symlinkSync("../blobs/bbb", join(snapshot, "w.bin"));
    expect(read(join(snapshot, "m.onnx"))).toEqual([3, 4]);
  });

  test("that is missing is named with its tensor", () => {
    const path = save(withWeight({ location: "w.bin" }));
    expect(refusal(path).message).toBe(
      `${path}: tensor "w" is kept in "w.bin", but ${join(folder, "w.bin")} can't be read: no such file.`,
    );
  });

  test("that is too short is refused with both sizes, before any of it is read", () => {
    writeFileSync(join(folder, "w.bin"), floats(1));
    const path = save(withWeight({ location: "w.bin" }));
    expect(refusal(path).message).toBe(
      `${path}: tensor "w" takes 8 bytes of "w.bin" from byte 0 on, but that file has 4 bytes.`,
    );
    writeFileSync(join(folder, "w.bin"), floats(1, 2));
    const late = save(withWeight({ location: "w.bin", offset: "4" }));
    expect(refusal(late).message).toContain(
      'takes 8 bytes of "w.bin" from byte 4 on, but that file has 8 bytes',
    );
  });

  test("whose length contradicts the dimensions is refused", () => {
    writeFileSync(join(folder, "w.bin"), floats(1, 2));
    const path = save(withWeight({ location: "w.bin", length: "4" }));
    expect(refusal(path).message).toContain(
      'initializer "w": 2 FLOAT takes 8 bytes, but its external data has length 4',
    );
  });

  test.each(["/etc/passwd", "../w.bin", "a/../../w.bin", "C:/w.bin", "..\\w.bin", ""])(
    "at %j is refused by its text",
    (location) => {
      const path = save(withWeight({ location }));
      expect(refusal(path).message).toContain(`its external data is at ${JSON.stringify(location)}`);
    },
  );

  test("behind a link that leads out of the folder is refused, for a file and for a folder", () => {
    const outside = mkdtempSync(join(tmpdir(), "fp16-gate-outside-"));
    writeFileSync(join(outside, "w.bin"), floats(1, 2));
    symlinkSync(join(outside, "w.bin"), join(folder, "file.bin"));
    symlinkSync(outside, join(folder, "sub"));
    for (const location of ["file.bin", "sub/w.bin"]) {
      const path = save(withWeight({ location }));
      expect(refusal(path).message).toContain(
        `a link that leads out of the model's folder to ${join(outside, "w.bin")}`,
      );
    }
    rmSync(outside, { recursive: true });
  });

  test("that is a folder or a device is refused", () => {
    mkdirSync(join(folder, "sub"));
    expect(refusal(save(withWeight({ location: "sub" }))).message).toContain("no regular file");
    symlinkSync("/dev/zero", join(folder, "zero"));
    expect(refusal(save(withWeight({ location: "zero" }))).message).toContain(
      "leads out of the model's folder",
    );
  });

  test("inside a subgraph is checked as well", () => {
    const path = save(
      ifModel({
        initializer: [external("deep", { location: "none.bin" })],
        node: [node("Add", ["a", "deep"], ["t"])],
        output: [value("t")],
      }),
    );
    expect(refusal(path).message).toContain('tensor "deep" is kept in "none.bin"');
  });
});

describe("hashModel", () => {
  const base = (w: ReturnType<typeof pair>, more: object = {}) =>
    model({
      initializer: [w, tensor({ name: "axes", dataType: 7, dims: [1n], int64Data: [0n] })],
      node: [node("Add", ["x", "w"], ["y"], { name: "add", docString: "a.py:1", ...more })],
    });

  function hashes(message: ModelProto, name?: string) {
    const opened = openModel(save(message, name));
    const result = hashModel(opened);
    opened.close();
    return result;
  }

  test("hashes the file as sha256sum does", () => {
    const path = join(folder, "m.onnx");
    const known = hashes(model(), "m.onnx");
    expect(known.file).toMatch(/^[0-9a-f]{64}$/);
    linkSync(path, join(folder, "again.onnx"));
    expect(hashModel(openModel(join(folder, "again.onnx")))).toEqual(known);
  });

  test("tells a retraining (weights) from a change of the graph", () => {
    const before = hashes(base(pair("w", 1, 2)));
    const retrained = hashes(base(pair("w", 1, 3)));
    expect(retrained.graph).toBe(before.graph);
    expect(retrained.weights).not.toBe(before.weights);
    const changed = hashes(base(pair("w", 1, 2), { opType: "Sub" }));
    expect(changed.graph).not.toBe(before.graph);
    expect(changed.weights).toBe(before.weights);
  });

  test("a doc string, metadata or producer changes the file only", () => {
    const before = hashes(base(pair("w")));
    const edited = base(pair("w"), { docString: "a.py:2", metadataProps: [{ key: "k", value: "v" }] });
    edited.producerVersion = "9";
    const after = hashes(edited);
    expect(after.file).not.toBe(before.file);
    expect([after.graph, after.weights]).toEqual([before.graph, before.weights]);
  });

  test("axes and shapes belong to the graph, in whatever field they are stored", () => {
    const before = hashes(base(pair("w")));
    const moved = base(pair("w"));
    const axes = present(moved.graph?.initializer[1]);
    axes.int64Data = [];
    axes.rawData = new Uint8Array(8);
    expect(hashes(moved)).toMatchObject({ graph: before.graph, weights: before.weights });
    axes.rawData = Uint8Array.of(1, 0, 0, 0, 0, 0, 0, 0);
    const other = hashes(moved);
    expect(other.graph).not.toBe(before.graph);
    expect(other.weights).toBe(before.weights);
  });

  test("weights have one hash wherever they are stored", () => {
    const inside = hashes(base(pair("w", 4, 5)));
    const typed = hashes(base(tensor({ name: "w", dataType: 1, dims: [2n], floatData: [4, 5] })));
    writeFileSync(join(folder, "w.bin"), floats(0, 4, 5));
    const outside = hashes(base(external("w", { location: "w.bin", offset: "4" })));
    expect(new Set([inside, typed, outside].map(({ weights }) => weights)).size).toBe(1);
    expect(new Set([inside, typed, outside].map(({ graph }) => graph)).size).toBe(1);
    writeFileSync(join(folder, "w.bin"), floats(0, 4, 6));
    expect(hashes(base(external("w", { location: "w.bin", offset: "4" }))).weights).not.toBe(inside.weights);
  });
});
