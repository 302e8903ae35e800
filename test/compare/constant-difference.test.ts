import { describe, expect, it, test } from "vitest";
import { compareConstants } from "../../src/compare/constant-difference.ts";
import { readInitializer, tensorProto } from "../../src/onnx/initializer.ts";
import { encodeFloat16, roundToFloat16 } from "../../src/tensor/float16.ts";
import type { Tensor } from "../../src/tensor/tensor.ts";

const float32 = (...values: number[]): Tensor =>
  readInitializer(tensorProto("w", "float32", [values.length], Float32Array.from(values)));
const float16 = (...values: number[]): Tensor =>
  readInitializer(tensorProto("w", "float16", [values.length], Uint16Array.from(values, encodeFloat16)));
const bfloat16 = (...codes: number[]): Tensor =>
  readInitializer(tensorProto("w", "bfloat16", [codes.length], Uint16Array.from(codes)));
const faults = (reference: Tensor, candidate: Tensor) =>
  compareConstants(reference, candidate).map(({ fault, count }) => `${fault} ${count}`);

describe("a constant stored in FP16", () => {
  it("may be rounded in either direction by less than one step, at any magnitude", () => {
    const numbers = Array.from({ length: 40_000 }, (_, at) =>
      Math.fround(1.37 ** ((at % 60) - 30) * (at + 1)),
    );
    const inRange = numbers.filter((value) => value < 65504 && value > 2 ** -25);
    expect(faults(float32(...inRange), float16(...inRange))).toEqual([]);
    const truncated = inRange.map((value) => {
      const nearest = roundToFloat16(value);
      const step = 2 ** (Math.max(Math.floor(Math.log2(value)), -14) - 10);
      return nearest <= value ? nearest : nearest - step;
    });
    expect(faults(float32(...inRange), float16(...truncated))).toEqual([]);
  });

  it.each<[string, number, number, string[]]>([
    ["the sign of a tiny number", -3e-9, 2 ** -24, ["sign-flipped 1"]],
    ["the sign of a large number", -3, 3, ["sign-flipped 1"]],
    ["a tiny number that rounding flushes", 3e-9, 2 ** -24, ["raised 1"]],
    ["a tiny number raised to 1e-7", 1e-12, 1e-7, ["raised 1"]],
    ["a small number raised to 1e-5", 1e-6, 1e-5, ["raised 1"]],
    ["a clamp at 1e4", 20_000, 1e4, ["clamped 1"]],
    ["a clamp of infinity", -Infinity, -65504, ["clamped 1"]],
    ["an overflow", 70_000, Infinity, ["overflow 1"]],
    ["NaN from a number", 1, Number.NaN, ["changed 1"]],
    ["a number from NaN", Number.NaN, 1, ["changed 1"]],
    ["zero from a number", 0.5, 0, ["changed 1"]],
    ["a number from zero", 0, 1, ["changed 1"]],
    ["two steps", 1, 1 + 2 ** -9, ["changed 1"]],
  ])("tells %s", (_, reference, candidate, expected) => {
    expect(faults(float32(reference), float16(candidate))).toEqual(expected);
  });

  it("flushes tiny numbers to zero, keeps NaN and infinities: that is rounding", () => {
    expect(faults(float32(2e-8, Number.NaN, Infinity, -0), float16(0, Number.NaN, Infinity, 0))).toEqual([]);
  });

  it("shows the element that moved furthest, and counts the others", () => {
    const [fault] = compareConstants(float32(1, 2, 4), float16(1, 3, 40));
    expect(fault).toEqual({
      fault: "changed",
      count: 2,
      example: { index: 2, reference: 4, candidate: 40 },
    });
  });
});

test("a constant stored in FP32 must be the same number; a detour through FP16 is told apart", () => {
  expect(faults(float32(0.1, 2), float32(roundToFloat16(0.1), 2))).toEqual(["rounded 1"]);
  expect(faults(float32(0.1, 2), float32(0.2, 2))).toEqual(["changed 1"]);
  expect(faults(float32(1e9), float32(1e4))).toEqual(["clamped 1"]);
  expect(faults(float32(-1e-12), float32(5.96e-8))).toEqual(["sign-flipped 1"]);
});

test("a constant stored in BF16 has coarser steps and a wider range", () => {
  // 1.0, 1e9 rounded, and 2.0
  expect(faults(float32(1.003, 1e9, 2), bfloat16(0x3f80, 0x4e6e, 0x4000))).toEqual([]);
  expect(faults(float32(1.05), bfloat16(0x3f80))).toEqual(["changed 1"]);
});

test("integers must be equal", () => {
  const int64 = (...values: bigint[]): Tensor =>
    readInitializer(tensorProto("s", "int64", [values.length], BigInt64Array.from(values)));
  expect(faults(int64(1n, -1n), int64(1n, -1n))).toEqual([]);
  expect(faults(int64(1n, -1n), int64(1n, 2n))).toEqual(["changed 1"]);
});
