import { create } from "@bufbuild/protobuf";
import { GraphProtoSchema, type ModelProto, ModelProtoSchema } from "onnx-buf";
import { describe, expect, it } from "vitest";
import { measureNumbers } from "../../src/localise/statistics.ts";
import {
  measureTensor,
  needsMaskedError,
  needsMaskedValue,
  readError,
  readValue,
  writeError,
  writeMaskedError,
  writeMaskedValue,
  writeSize,
  writeValue,
} from "../../src/localise/statistics-graph.ts";
import { createEmitter, type Emitter, untilShaped } from "../../src/localise/twin-emitter.ts";
import { createNameScope } from "../../src/onnx/name-scope.ts";
import { floats, type PlainTensor, run } from "../onnx/onnxruntime-runner.ts";

/** The numbers that nodes over inputs a and b give, each of them one element. */
async function numbersOf(
  write: (emitter: Emitter) => string[],
  a: PlainTensor,
  b: PlainTensor = a,
  opset = 17,
): Promise<Float32Array> {
  const emitter = createEmitter(createNameScope(["a", "b"]));
  const names = write(emitter);
  const model: ModelProto = create(ModelProtoSchema, {
    irVersion: 9n,
    opsetImport: [{ domain: "", version: BigInt(opset) }],
    graph: create(GraphProtoSchema, {
      name: "g",
      input: [untilShaped("a", 1), untilShaped("b", 1)],
      output: names.map((name) => untilShaped(name, 1)),
      initializer: [...emitter.constants.tensors.values()],
      node: [...emitter.nodes],
    }),
  });
  const outputs = await run(model, { a, b });
  return Float32Array.from(names.map((name) => outputs[name]?.data[0] ?? Number.NaN));
}

const edges = [
  0,
  -0,
  2 ** -149,
  -(2 ** -126),
  2 ** -26,
  2 ** -25,
  2 ** -25 + 2 ** -48,
  2 ** -24,
  2 ** -15,
  2 ** -14 - 2 ** -25 - 2 ** -38,
  2 ** -14 - 2 ** -25,
  2 ** -14,
  1,
  -3,
  65504,
  65519,
];
const beyond = [...edges, 65520 - 2 ** -8, 65520, -70000, 1e30, -1e38, Infinity, -Infinity, Number.NaN];
const ofRank = (values: number[], rank: number): PlainTensor =>
  floats(values, rank === 0 ? [] : [...Array.from({ length: rank - 1 }, () => 1), values.length]);

describe("the numbers of a value", () => {
  it.each([1, 2, 4])("are those that a loop gives, for %i axes", async (rank) => {
    const numbers = await numbersOf(
      (emitter) => writeValue(emitter, measureTensor(emitter, "a", rank)),
      ofRank(edges, rank),
    );
    const read = readValue(numbers, edges.length);
    const expected = measureNumbers(Float64Array.from(edges));
    expect(needsMaskedValue(numbers, edges.length)).toBe(false);
    // 2^-149 is a subnormal of float32, which the step does not tell from zero.
    expect(read).toMatchObject({
      ...expected,
      nonZero: expected.nonZero - 1,
      flushed: expected.flushed - 1,
      sumSquares: read.sumSquares,
    });
    expect(read.sumSquares / expected.sumSquares).toBeCloseTo(1, 6);
  });

  it("show that they are not to be trusted when anything is not finite, overflows in FP16 or in its square", async () => {
    for (const bad of [[65520], [1, Infinity], [Number.NaN, 1], [-Infinity], [1e25]]) {
      const numbers = await numbersOf(
        (emitter) => writeValue(emitter, measureTensor(emitter, "a", 1)),
        floats(bad),
      );
      expect(needsMaskedValue(numbers, bad.length), String(bad)).toBe(true);
    }
  });

  it.each([11, 13, 18, 22])("in the masked form leave out what is not finite (opset %i)", async (opset) => {
    const write = (emitter: Emitter): string[] => writeMaskedValue(emitter, measureTensor(emitter, "a", 1));
    const read = readValue(await numbersOf(write, floats(beyond), undefined, opset), beyond.length);
    const expected = measureNumbers(Float64Array.from(beyond, Math.fround));
    expect(read).toMatchObject({
      nonFinite: 3,
      overflows: 4,
      subnormal: expected.subnormal,
      absMax: expected.absMax,
    });
    expect(read.sumSquares / expected.sumSquares).toBeCloseTo(1, 5);
  });

  it("of a scalar, and of nothing, are right", async () => {
    const scalar = await numbersOf(
      (emitter) => writeValue(emitter, measureTensor(emitter, "a", 0)),
      ofRank([-(2 ** -20)], 0),
    );
    expect(readValue(scalar, 1)).toMatchObject({ absMax: 2 ** -20, subnormal: 1, nonZero: 1 });
    const write = (emitter: Emitter): string[] => {
      const tensor = measureTensor(emitter, "a", 0);
      return [
        writeSize(emitter, tensor),
        ...writeValue(emitter, tensor),
        ...writeMaskedValue(emitter, tensor),
      ];
    };
    const none = await numbersOf(write, floats([], [0, 3]));
    expect(none[0]).toBe(0);
    expect(readValue(none.subarray(1, 6), 0)).toMatchObject({ elements: 0, absMax: 0, nonZero: 0 });
  });

  it("have the largest stand for all where squares vanish in float32", async () => {
    const write = (emitter: Emitter): string[] => writeValue(emitter, measureTensor(emitter, "a", 1));
    const read = readValue(await numbersOf(write, floats([1e-25, -1e-25])), 2);
    expect(Math.sqrt(read.sumSquares / 2) / 1e-25).toBeCloseTo(1, 5);
  });
});

describe("the numbers of a difference", () => {
  const write = (emitter: Emitter): string[] =>
    writeError(emitter, measureTensor(emitter, "a", 1), measureTensor(emitter, "b", 1));
  const writeMasked = (emitter: Emitter): string[] =>
    writeMaskedError(emitter, measureTensor(emitter, "a", 1), measureTensor(emitter, "b", 1));

  it("are the largest either way and the sum of squares", async () => {
    const numbers = await numbersOf(write, floats([1, 2, 3]), floats([1, 6, 2]));
    expect(needsMaskedError(numbers, 3)).toBe(false);
    expect(readError(numbers, 3)).toEqual({ max: 4, sumSquares: 17, nonFinite: 0 });
  });

  it("count what is not finite on one side only, and leave it out", async () => {
    const [a, b] = [
      floats([1, Infinity, Number.NaN, Infinity, 5, -Infinity]),
      floats([4, 2, Number.NaN, -Infinity, Number.NaN, 1]),
    ];
    expect(needsMaskedError(await numbersOf(write, a, b), 6)).toBe(true);
    expect(readError(await numbersOf(writeMasked, a, b), 6)).toEqual({ max: 3, sumSquares: 9, nonFinite: 3 });
  });

  it("do not overflow in the masked form", async () => {
    const read = readError(await numbersOf(writeMasked, floats([3e30, 0]), floats([0, 4e30])), 2);
    expect(Math.sqrt(read.sumSquares) / 5e30).toBeCloseTo(1, 5);
  });
});
