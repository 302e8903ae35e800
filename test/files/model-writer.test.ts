import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
  writevSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ModelProto } from "onnx-buf";
import { TensorProto_DataLocation } from "onnx-buf";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { EngineError, InputError } from "../../src/errors.ts";
import { openModel } from "../../src/files/model.ts";
import { writeModel } from "../../src/files/model-writer.ts";
import { encodeModel } from "../../src/onnx/encode.ts";
import { gatherThresholdBytes, keptWeightBytes } from "../../src/onnx/limits.ts";
import { copyMessage } from "../../src/onnx/message-copy.ts";
import { encoded, joined, model, node, pair, tensor, thrown, value } from "../onnx/build-model.ts";
import { runFiles } from "../onnx/onnxruntime.ts";

let user: string;
let work: string;

beforeEach(() => {
  user = mkdtempSync(join(tmpdir(), "fp16-gate-user-"));
  work = mkdtempSync(join(tmpdir(), "fp16-gate-work-"));
});

afterEach(() => {
  rmSync(user, { recursive: true });
  rmSync(work, { recursive: true });
});

function externalModel(location: string): ModelProto {
  const weight = tensor({
    name: "w",
    dataType: 1,
    dims: [2n],
    dataLocation: TensorProto_DataLocation.EXTERNAL,
    externalData: [{ key: "location", value: location }],
  });
  return model({ initializer: [weight], node: [node("Add", ["x", "w"], ["y"])] });
}

function openUserModel(location = "w.bin") {
  writeFileSync(join(user, "m.onnx"), encoded(externalModel(location)));
  return openModel(join(user, "m.onnx"));
}

const largeCount = gatherThresholdBytes / 4;

/** y = x + sum of a large initializer, 2.5. */
function largeModel(): ModelProto {
  const weights = new Float32Array(largeCount);
  weights[7] = 2.5;
  return model({
    initializer: [
      tensor({ name: "w", dataType: 1, dims: [BigInt(largeCount)], rawData: new Uint8Array(weights.buffer) }),
    ],
    node: [node("ReduceSum", ["w"], ["s"]), node("Add", ["x", "s"], ["y"])],
    output: [value("y")],
  });
}

const threeAndHalf = Buffer.from(Float32Array.of(3.5, 0.5).buffer).toString("hex");

describe("writeModel", () => {
  test("writes what encodeModel gives, readable by the user alone, and nothing else", () => {
    const path = writeModel(largeModel(), work, "e.onnx");
    expect(path).toBe(join(work, "e.onnx"));
    expect(new Uint8Array(readFileSync(path))).toEqual(joined(encodeModel(largeModel())));
    expect(readdirSync(work)).toEqual(["e.onnx"]);
    expect(statSync(path).mode & 0o077).toBe(0);
  });

  test("replaces an earlier file of that name", () => {
    writeModel(largeModel(), work, "e.onnx");
    writeModel(model(), work, "e.onnx");
    expect(new Uint8Array(readFileSync(join(work, "e.onnx")))).toEqual(encoded(model()));
  });

  test("writes thousands of pieces in their order", () => {
    const initializer = Array.from({ length: 1500 }, (_, index) =>
      copyMessage(pair(`w${index}`), {
        dims: [BigInt(largeCount)],
        rawData: new Uint8Array(new Float32Array(largeCount).fill(index).buffer),
      }),
    );
    const many = model({ initializer });
    expect(encodeModel(many).length).toBeGreaterThan(2048);
    const path = writeModel(many, work, "e.onnx");
    const again = openModel(path).model.graph?.initializer ?? [];
    expect(again.map(({ rawData }) => new Float32Array(rawData.slice(0, 4).buffer)[0])).toEqual(
      initializer.map((_, index) => index),
    );
  });

  test("goes on where a write stopped short", () => {
    const short = (descriptor: number, pieces: readonly Uint8Array[]) =>
      writevSync(
        descriptor,
        pieces
          .slice(0, 2)
          .map((piece) => piece.subarray(0, 10))
          .slice(0, 1),
      );
    const path = writeModel(largeModel(), work, "e.onnx", { write: short });
    expect(new Uint8Array(readFileSync(path))).toEqual(joined(encodeModel(largeModel())));
  });
});

describe("external data", () => {
  test("appears as a hard link under its own name, and ONNX Runtime reads it", () => {
    mkdirSync(join(user, "sub"));
    writeFileSync(join(user, "sub", "w.bin"), Buffer.from(Float32Array.of(10, 20).buffer));
    const original = openUserModel("sub/w.bin");
    const path = writeModel(original.model, work, "e.onnx", { original });
    expect(statSync(join(work, "sub", "w.bin")).ino).toBe(statSync(join(user, "sub", "w.bin")).ino);
    expect(runFiles([path])[0]?.outputs?.y).toBe(Buffer.from(Float32Array.of(11, 18).buffer).toString("hex"));
  });

  test("behind a link is placed as the file itself, which ONNX Runtime wants", () => {
    writeFileSync(join(user, "real.bin"), Buffer.from(Float32Array.of(10, 20).buffer));
    symlinkSync("real.bin", join(user, "w.bin"));
    const original = openUserModel();
    const path = writeModel(original.model, work, "e.onnx", { original });
    expect(runFiles([path])[0]?.error).toBeUndefined();
  });

  test("is left in place for the next model in the same folder, and made anew when it has changed", () => {
    writeFileSync(join(user, "w.bin"), Buffer.from(Float32Array.of(10, 20).buffer));
    const original = openUserModel();
    writeModel(original.model, work, "e1.onnx", { original });
    const first = statSync(join(work, "w.bin")).ino;
    writeModel(original.model, work, "e2.onnx", { original });
    expect(statSync(join(work, "w.bin")).ino).toBe(first);
    rmSync(join(user, "w.bin"));
    writeFileSync(join(user, "w.bin"), Buffer.from(Float32Array.of(1, 2, 3).buffer));
    writeModel(original.model, work, "e3.onnx", { original });
    expect(statSync(join(work, "w.bin")).size).toBe(12);
  });

  test("leaves the user's folder as it was, and refuses to write there", () => {
    writeFileSync(join(user, "w.bin"), Buffer.from(Float32Array.of(10, 20).buffer));
    const original = openUserModel();
    writeModel(original.model, work, "e.onnx", { original });
    rmSync(join(work, "w.bin"));
    expect(readdirSync(user).sort()).toEqual(["m.onnx", "w.bin"]);
    expect([...new Float32Array(readFileSync(join(user, "w.bin")).buffer.slice(0, 8))]).toHaveLength(2);
    expect(() => writeModel(original.model, user, "e.onnx", { original })).toThrow(RangeError);
    expect(() =>
      writeModel(original.model, join(user, "..", user.split("/").pop() ?? ""), "e.onnx", { original }),
    ).toThrow(RangeError);
  });

  test("of the name that the model is to get is refused", () => {
    writeFileSync(join(user, "e.onnx"), Buffer.from(Float32Array.of(10, 20).buffer));
    const original = openUserModel("e.onnx");
    const error = thrown(() => writeModel(original.model, work, "e.onnx", { original }));
    expect(error).toBeInstanceOf(InputError);
    expect(error.message).toContain('its external data file is called "e.onnx", a name needed here');
    expect(readdirSync(work)).toEqual([]);
  });

  test("without the original model is a defect of the caller", () => {
    expect(() => writeModel(externalModel("w.bin"), work, "e.onnx")).toThrow(RangeError);
  });
});

describe("weights that stayed in the original's own file", () => {
  const count = keptWeightBytes / 4;
  const weight = (name: string, at: number, first: number) => {
    const values = new Float32Array(count + 1);
    values[at] = first;
    return tensor({ name, dataType: 1, dims: [BigInt(count + 1)], rawData: new Uint8Array(values.buffer) });
  };
  const nodes = [
    node("ReduceSum", ["v"], ["sv"]),
    node("ReduceSum", ["w"], ["sw"]),
    node("Sub", ["sv", "sw"], ["s"]),
    node("Add", ["x", "s"], ["y"]),
  ];

  function openLarge() {
    const path = join(user, "m.onnx");
    writeFileSync(
      path,
      encoded(
        model({ initializer: [weight("v", 3, 5), pair("small"), weight("w", count, 2.5)], node: nodes }),
      ),
    );
    return openModel(path);
  }

  test("go into one aligned data file for all models of the folder, and ONNX Runtime computes the same", () => {
    const original = openLarge();
    const first = writeModel(original.model, work, "e1.onnx", { original });
    const [data] = readdirSync(work).filter((name) => name.startsWith("weights-"));
    const made = statSync(join(work, data ?? "none"));
    expect(made.size).toBe(4 * 65536 + 4096 + 4 * (count + 1));
    const second = writeModel(original.model, work, "e2.onnx", { original });
    expect(statSync(join(work, data ?? "none"))).toMatchObject({ ino: made.ino, ctimeMs: made.ctimeMs });
    expect(readdirSync(work).sort()).toEqual(["e1.onnx", "e2.onnx", data]);
    expect(statSync(first).size).toBeLessThan(1000);
    const ran = runFiles([original.path, first, second]).map(({ outputs }) => outputs?.y);
    expect(ran).toEqual([threeAndHalf, threeAndHalf, threeAndHalf]);
    original.close();
  });

  test("of two originals in one folder are kept apart", () => {
    const original = openLarge();
    const other = join(user, "other.onnx");
    writeFileSync(
      other,
      encoded(model({ initializer: [weight("v", 3, 1), weight("w", 0, 0)], node: nodes })),
    );
    const second = openModel(other);
    const paths = [
      writeModel(original.model, work, "e1.onnx", { original }),
      writeModel(second.model, work, "e2.onnx", { original: second }),
    ];
    expect(readdirSync(work)).toHaveLength(4);
    expect(runFiles(paths).map(({ outputs }) => outputs?.y)).toEqual([
      threeAndHalf,
      Buffer.from(Float32Array.of(2, -1).buffer).toString("hex"),
    ]);
  });

  test("are refused when the original changed since it was opened, and leave nothing", () => {
    const original = openLarge();
    utimesSync(original.path, 1, 1);
    const error = thrown(() => writeModel(original.model, work, "e.onnx", { original }));
    expect(error).toBeInstanceOf(InputError);
    expect(error.message).toContain("changed while it was being used");
    expect(readdirSync(work)).toEqual([]);
  });

  test("leave nothing when the disk is full", () => {
    const original = openLarge();
    const full = () => {
      throw Object.assign(new Error("ENOSPC"), { code: "ENOSPC" });
    };
    expect(() => writeModel(original.model, work, "e.onnx", { original, write: full })).toThrow(
      /cannot write .*weights-.*: the disk is full/,
    );
    expect(readdirSync(work)).toEqual([]);
  });
});

describe("a model that would exceed what protobuf holds", () => {
  test("is written with its weights beside it, and ONNX Runtime computes the same", () => {
    const path = writeModel(largeModel(), work, "e.onnx", { largestModelBytes: 2000 });
    expect(readdirSync(work).sort()).toEqual(["e.onnx", "e.onnx.weights"]);
    expect(statSync(path).size).toBeLessThan(500);
    expect(
      runFiles([path, writeModel(largeModel(), work, "whole.onnx")]).map((ran) => ran.outputs?.y),
    ).toEqual([threeAndHalf, threeAndHalf]);
  });

  test("is refused when even that does not help", () => {
    const error = thrown(() => writeModel(largeModel(), work, "e.onnx", { largestModelBytes: 50 }));
    expect(error).toBeInstanceOf(InputError);
    expect(error.message).toContain("even with its initializers outside");
    expect(readdirSync(work)).toEqual([]);
  });
});

describe("a full disk", () => {
  const full = () => {
    throw Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });
  };

  test("is an EngineError of category storage that names the file, and leaves nothing", () => {
    const error = thrown(() => writeModel(largeModel(), work, "e.onnx", { write: full }));
    expect(error).toBeInstanceOf(EngineError);
    expect((error as EngineError).category).toBe("storage");
    expect(error.message).toBe(`cannot write ${join(work, "e.onnx")}: the disk is full.`);
    expect(readdirSync(work)).toEqual([]);
  });

  test("in the middle of the second file leaves nothing of the first, nor of linked data", () => {
    writeFileSync(join(user, "w.bin"), Buffer.from(Float32Array.of(10, 20).buffer));
    const original = openUserModel();
    const both = largeModel();
    both.graph?.initializer.push(
      ...(original.model.graph?.initializer ?? []).map((weight) => copyMessage(weight, { name: "v" })),
    );
    let calls = 0;
    const later = (descriptor: number, pieces: readonly Uint8Array[]) =>
      ++calls > 1 ? full() : writevSync(descriptor, [...pieces]);
    expect(() =>
      writeModel(both, work, "e.onnx", { original, largestModelBytes: 2000, write: later }),
    ).toThrow(EngineError);
    expect(calls).toBe(2);
    expect(readdirSync(work)).toEqual([]);
    expect(readdirSync(user).sort()).toEqual(["m.onnx", "w.bin"]);
  });

  test("keeps an earlier model of that name", () => {
    writeModel(model(), work, "e.onnx");
    expect(() => writeModel(largeModel(), work, "e.onnx", { write: full })).toThrow(EngineError);
    expect(new Uint8Array(readFileSync(join(work, "e.onnx")))).toEqual(encoded(model()));
  });

  test("a folder that does not exist is a storage error too", () => {
    const error = thrown(() => writeModel(model(), join(work, "none"), "e.onnx"));
    expect(error).toBeInstanceOf(EngineError);
  });
});
