import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { TensorProto_DataLocation } from "onnx-buf";
import { describe, expect, test } from "vitest";
import type { EngineProgress } from "../../src/engines/engine.ts";
import type { DType } from "../../src/tensor/dtype.ts";
import type { Tensor } from "../../src/tensor/tensor.ts";
import { useEngine } from "./engine-bench.ts";
import { bytesOf, floats, floatsOf, tensorOf } from "./memory-tensors.ts";
import {
  doubleAndSquare,
  type ElementType,
  elementTypes,
  integer,
  node,
  value,
  writeModel,
} from "./small-models.ts";

const { FLOAT, FLOAT16, BFLOAT16, INT4, FLOAT8E4M3FN, INT32, INT64, STRING, DOUBLE } = elementTypes;
const bench = useEngine();

const x = floats([2, 3], [1, 2, 3, 4, 5, 6]);

describe("running models", () => {
  test("several models take several samples in one child", async () => {
    const double = doubleAndSquare(bench.folder);
    const negate = bench.modelOf("negate.onnx", [node("Neg", ["x"], ["y"])], FLOAT);
    const progress: EngineProgress[] = [];
    const run = await bench.engine.run({
      ...bench.jobOf(double, {}),
      models: [
        { key: "double", path: double },
        { key: "negate", path: negate },
        { key: "square", path: double, outputNames: ["z"] },
      ],
      samples: [
        { id: "a", inputs: new Map([["x", x]]) },
        { id: "b", inputs: new Map([["x", floats([1, 3], [7, 8, 9])]]) },
      ],
      onProgress: (step) => progress.push(step),
    });
    expect(floatsOf(run.perModel.get("double")?.outputs[0]?.get("y"))).toEqual([2, 4, 6, 8, 10, 12]);
    expect(floatsOf(run.perModel.get("double")?.outputs[1]?.get("z"))).toEqual([49, 64, 81]);
    expect(run.perModel.get("double")?.outputs[1]?.get("z")?.shape).toEqual([1, 3]);
    expect(floatsOf(run.perModel.get("negate")?.outputs[1]?.get("y"))).toEqual([-7, -8, -9]);
    expect([...(run.perModel.get("square")?.outputs[0]?.keys() ?? [])]).toEqual(["z"]);
    expect(floatsOf(run.perModel.get("square")?.outputs[0]?.get("z"))).toEqual([1, 4, 9, 16, 25, 36]);
    const {
      load,
      firstRun,
      run: later,
    } = run.perModel.get("double")?.timingsMs ?? { load: 0, firstRun: 0, run: 0 };
    expect(load).toBeGreaterThan(0);
    expect(firstRun).toBeGreaterThan(0);
    expect(later).toBeGreaterThan(0);
    expect(progress.map(({ modelKey, sampleId, done }) => `${modelKey} ${sampleId} ${done}/6`)).toEqual([
      "double a 0/6",
      "double b 1/6",
      "negate a 2/6",
      "negate b 3/6",
      "square a 4/6",
      "square b 5/6",
    ]);
    const inputs = readdirSync(bench.folder).filter((name) => name.startsWith("input-"));
    expect(inputs).toHaveLength(2);
  });

  test("an input that was written for one run serves the next", async () => {
    const path = doubleAndSquare(bench.folder);
    await bench.engine.run(bench.jobOf(path, { x }));
    await bench.engine.run(bench.jobOf(path, { x }));
    expect(readdirSync(bench.folder).filter((name) => name.startsWith("input-"))).toHaveLength(1);
    const elsewhere = mkdtempSync(join(bench.root, "other-"));
    await bench.engine.run(bench.jobOf(path, { x }, { workFolder: elsewhere }));
    expect(readdirSync(elsewhere).filter((name) => name.startsWith("input-"))).toHaveLength(1);
  });

  const everyType: [DType, ElementType, ArrayBufferView][] = [
    ["float32", FLOAT, Float32Array.of(1.5, -0, Number.NaN)],
    ["float64", DOUBLE, Float64Array.of(Math.PI, Number.NEGATIVE_INFINITY, 5e-324)],
    ["int8", elementTypes.INT8, Int8Array.of(-128, 0, 127)],
    ["int16", elementTypes.INT16, Int16Array.of(-32768, 0, 32767)],
    ["int32", INT32, Int32Array.of(-(2 ** 31), 0, 2 ** 31 - 1)],
    ["int64", INT64, BigInt64Array.of(-(2n ** 63n), 2n ** 53n + 1n, 2n ** 63n - 1n)],
    ["uint8", elementTypes.UINT8, Uint8Array.of(0, 1, 255)],
    ["uint16", elementTypes.UINT16, Uint16Array.of(0, 1, 65535)],
    ["uint32", elementTypes.UINT32, Uint32Array.of(0, 1, 2 ** 32 - 1)],
    ["uint64", elementTypes.UINT64, BigUint64Array.of(0n, 2n ** 53n + 1n, 2n ** 64n - 1n)],
    ["bool", elementTypes.BOOL, Uint8Array.of(0, 1, 1)],
  ];

  test.each(everyType)("%s goes in and comes out bit by bit", async (dtype, elementType, values) => {
    const path = writeModel(bench.folder, `${dtype}.onnx`, {
      inputs: [value("x", elementType, [3])],
      outputs: [value("y", elementType, [3])],
      nodes: [node("Identity", ["x"], ["y"])],
    });
    const y = (await bench.runOne(path, { x: tensorOf(dtype, [3], values) })).get("y");
    expect(y?.dtype).toBe(dtype);
    expect(new Uint8Array(bytesOf(y))).toEqual(new Uint8Array(values.buffer));
  });

  test("scalars and tensors without elements keep their shape", async () => {
    const path = writeModel(bench.folder, "edges.onnx", {
      inputs: [value("s", FLOAT, []), value("e", FLOAT, [0, "k"])],
      outputs: [value("t", FLOAT, []), value("f", FLOAT, [0, "k"]), value("u", FLOAT, [])],
      nodes: [node("Neg", ["s"], ["t"]), node("Neg", ["e"], ["f"]), node("Abs", ["s"], ["u"])],
    });
    const outputs = await bench.runOne(path, { s: floats([], [-2]), e: floats([0, 4], []) });
    expect(outputs.get("t")?.shape).toEqual([]);
    expect(floatsOf(outputs.get("t"))).toEqual([2]);
    expect(outputs.get("f")?.shape).toEqual([0, 4]);
    expect(floatsOf(outputs.get("f"))).toEqual([]);
    expect(floatsOf(outputs.get("u"))).toEqual([2]);
  });

  test("an input of unknown rank takes any shape", async () => {
    const path = writeModel(bench.folder, "rank.onnx", {
      inputs: [value("x", FLOAT)],
      outputs: [value("y", FLOAT)],
      nodes: [node("Neg", ["x"], ["y"])],
    });
    expect((await bench.runOne(path, { x })).get("y")?.shape).toEqual([2, 3]);
  });

  test("outputs are read in windows", async () => {
    const count = 100_000;
    const values = Float32Array.from({ length: count }, (_, index) => index);
    const path = writeModel(bench.folder, "large.onnx", {
      inputs: [value("x", FLOAT, ["n"])],
      outputs: [value("y", FLOAT, ["n"]), value("z", FLOAT, ["n"])],
      nodes: [node("Neg", ["x"], ["y"]), node("Add", ["x", "x"], ["z"])],
    });
    const z = (await bench.runOne(path, { x: tensorOf("float32", [count], values) })).get("z");
    const window = new Float32Array(3);
    z?.read(count - 3, new Uint8Array(window.buffer));
    expect([...window]).toEqual([199_994, 199_996, 199_998]);
    expect(() => z?.read(count - 2, new Uint8Array(12))).toThrow(RangeError);
  });

  test("external data is found beside the model, wherever the work folder is", async () => {
    const place = mkdtempSync(join(bench.root, "model-"));
    writeFileSync(join(place, "weights.bin"), new Uint8Array(Float32Array.of(10, 20, 30).buffer));
    const path = writeModel(place, "external.onnx", {
      inputs: [value("x", FLOAT, ["n", 3])],
      outputs: [value("y", FLOAT, ["n", 3])],
      nodes: [node("Add", ["x", "w"], ["y"])],
      initializer: [
        {
          name: "w",
          dataType: FLOAT,
          dims: [3n],
          dataLocation: TensorProto_DataLocation.EXTERNAL,
          externalData: [{ key: "location", value: "weights.bin" }],
        },
      ],
    });
    expect(floatsOf((await bench.runOne(path, { x })).get("y"))).toEqual([11, 22, 33, 14, 25, 36]);
  });

  test("a cast round trip survives the optimiser", async () => {
    const path = bench.modelOf(
      "round-trip.onnx",
      [
        node("Cast", ["x"], ["h"], { attribute: [integer("to", FLOAT16)] }),
        node("Cast", ["h"], ["y"], { attribute: [integer("to", FLOAT)] }),
      ],
      FLOAT,
    );
    const y = (await bench.runOne(path, { x: floats([1, 3], [2049, 70_000, 1e-8]) })).get("y");
    expect(floatsOf(y)).toEqual([2048, Number.POSITIVE_INFINITY, 0]);
  });
});

describe("describing models", () => {
  test("names, element types and shapes come from the session", async () => {
    const path = writeModel(bench.folder, "described.onnx", {
      inputs: [value("x", FLOAT, ["batch", 3]), value("i", INT64, [])],
      outputs: [value("y", FLOAT16, ["batch", 3]), value("j", INT32)],
      nodes: [
        node("Cast", ["x"], ["y"], { attribute: [integer("to", FLOAT16)] }),
        node("Cast", ["i"], ["j"], { attribute: [integer("to", INT32)] }),
      ],
    });
    expect(await bench.engine.describe(path, { timeoutMs: 20_000 })).toEqual({
      inputs: [
        { name: "x", elementType: "float32", dtype: "float32", shape: ["batch", 3] },
        { name: "i", elementType: "int64", dtype: "int64", shape: [] },
      ],
      outputs: [
        { name: "y", elementType: "float16", dtype: "float16", shape: ["batch", 3] },
        { name: "j", elementType: "int32", dtype: "int32", shape: [] },
      ],
    });
  });

  test.each([
    ["int4", INT4],
    ["float8e4m3fn", FLOAT8E4M3FN],
    ["string", STRING],
  ])("%s is described and does no harm", async (name, type) => {
    const path = castTo(type);
    const { outputs } = await bench.engine.describe(path, { timeoutMs: 20_000 });
    expect(outputs).toEqual([{ name: "y", elementType: name, dtype: undefined, shape: ["n", 3] }]);
  });
});

function castTo(type: ElementType): string {
  const cast = node("Cast", ["x"], ["y"], { attribute: [integer("to", type)] });
  return bench.modelOf(`cast-${type}.onnx`, [cast], type, { opset: 21, irVersion: 10 });
}

describe("what the engine refuses", () => {
  test.each([
    ["int4", INT4],
    ["float8e4m3fn", FLOAT8E4M3FN],
    ["bfloat16", BFLOAT16],
    ["float16", FLOAT16],
    ["string", STRING],
  ])("an output of type %s, by its name, before the run", async (name, type) => {
    await expect(bench.engine.run(bench.jobOf(castTo(type), { x }))).rejects.toMatchObject({
      category: "unsupported",
      exitCode: 3,
      message: expect.stringContaining(
        `cast-${type}.onnx: output "y" has element type ${name}, which can't leave`,
      ),
    });
  });

  test("such an output does no harm while nobody asks for it", async () => {
    const path = writeModel(bench.folder, "both.onnx", {
      inputs: [value("x", FLOAT, ["n", 3])],
      outputs: [value("q", INT4), value("y", FLOAT)],
      nodes: [node("Cast", ["x"], ["q"], { attribute: [integer("to", INT4)] }), node("Neg", ["x"], ["y"])],
      opset: 21,
      irVersion: 10,
    });
    const run = await bench.engine.run(
      bench.jobOf(path, { x }, { models: [{ key: "model", path, outputNames: ["y"] }] }),
    );
    expect(floatsOf(run.perModel.get("model")?.outputs[0]?.get("y"))).toEqual([-1, -2, -3, -4, -5, -6]);
  });

  test.each(["float16", "bfloat16"] as const)("an input of type %s", async (dtype) => {
    const half = tensorOf(dtype, [1, 3], new Uint16Array(3));
    await expect(
      bench.engine.run(bench.jobOf(doubleAndSquare(bench.folder), { x: half })),
    ).rejects.toMatchObject({
      category: "unsupported",
      message: `Input "x" of sample 0001 is ${dtype}, which the emulated engine does not take.`,
      advice: expect.stringContaining("float32"),
    });
  });

  test("an output that the model lacks, naming those it has", async () => {
    const path = doubleAndSquare(bench.folder);
    const job = bench.jobOf(path, { x }, { models: [{ key: "model", path, outputNames: ["q"] }] });
    await expect(bench.engine.run(job)).rejects.toMatchObject({
      category: "unsupported",
      message: 'double-and-square.onnx: the model has no output "q"; it has y, z.',
    });
  });

  test.each<[string, Record<string, Tensor>, string]>([
    ["lacks an input", { other: x }, 'the model wants input "x", the sample has other'],
    [
      "has another shape",
      { x: floats([2, 4], [1, 2, 3, 4, 5, 6, 7, 8]) },
      'input "x" is float32 nx3 in the model and float32 2x4 in the sample',
    ],
    [
      "has another rank",
      { x: floats([3], [1, 2, 3]) },
      'input "x" is float32 nx3 in the model and float32 3 in the',
    ],
    [
      "has another element type",
      { x: tensorOf("float64", [1, 3], new Float64Array(3)) },
      'input "x" is float32 nx3 in the model and float64 1x3 in the sample',
    ],
  ])("a sample that %s, as something that the user must change", async (_, inputs, message) => {
    await expect(bench.engine.run(bench.jobOf(doubleAndSquare(bench.folder), inputs))).rejects.toMatchObject({
      name: "InputError",
      exitCode: 2,
      message: expect.stringContaining(`double-and-square.onnx, sample 0001: ${message}`),
    });
  });

  test("a dynamic size that two inputs contradict, naming the node", async () => {
    const path = writeModel(bench.folder, "contradiction.onnx", {
      inputs: [value("x", FLOAT, ["n", 3]), value("w", FLOAT, ["m", 3])],
      outputs: [value("y", FLOAT)],
      nodes: [node("MatMul", ["x", "w"], ["y"], { name: "product" })],
    });
    await expect(bench.engine.run(bench.jobOf(path, { x, w: x }))).rejects.toMatchObject({
      category: "crashed",
      message: expect.stringMatching(
        /^ONNX Runtime could not run contradiction\.onnx, sample 0001: operator MatMul \(node product\): .*dimension/,
      ),
    });
  });
});

describe("a session", () => {
  test("takes job after job in one child, and a kept model is not loaded again", async () => {
    const path = doubleAndSquare(bench.folder);
    const session = await bench.engine.open({ workFolder: bench.folder, threads: 1 });
    const job = (x: number) => ({
      models: [{ key: "model", path, keep: true }],
      samples: [{ id: "0", inputs: new Map([["x", floats([1, 3], [x, x, x])]]) }],
      timeoutMs: 30_000,
    });
    const first = await session.run(job(2));
    rmSync(path);
    const second = await session.run(job(3));
    await session.close();
    const outputs = [first, second].map(({ perModel }) =>
      floatsOf([...(perModel.get("model")?.outputs[0]?.values() ?? [])][0]),
    );
    expect(outputs[0]).not.toEqual(outputs[1]);
  });

  test("refuses every job after one that failed, with the same reason", async () => {
    const session = await bench.engine.open({ workFolder: bench.folder, threads: 1 });
    const broken = {
      models: [{ key: "model", path: join(bench.folder, "none.onnx") }],
      samples: [],
      timeoutMs: 30_000,
    };
    await expect(session.run(broken)).rejects.toThrow(/none\.onnx/);
    await expect(session.run({ ...broken, models: [] })).rejects.toThrow(/none\.onnx|exist/);
    await session.close().catch(() => undefined);
  });

  test("that is never used ends without an error", async () => {
    const session = await bench.engine.open({ workFolder: bench.folder, threads: 1 });
    await expect(session.close()).resolves.toBeUndefined();
  });

  test("whose library was changed refuses the first job", async () => {
    const files = Object.fromEntries(
      Object.entries(bench.library.files).map(([name, file]) => [name, { ...file, sha256: "0".repeat(64) }]),
    );
    const engine = bench.engineWith({
      findLibrary: async () => await Promise.resolve({ ...bench.library, files }),
    });
    const session = await engine.open({ workFolder: bench.folder, threads: 1 });
    await expect(session.run({ models: [], samples: [], timeoutMs: 30_000 })).rejects.toMatchObject({
      category: "integrity",
    });
  });
});
