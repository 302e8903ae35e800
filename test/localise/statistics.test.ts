import { describe, expect, it } from "vitest";
import {
  addErrors,
  addValues,
  measureNumbers,
  measureTensorValues,
  noElements,
  rootMeanSquare,
} from "../../src/localise/statistics.ts";
import { roundToFloat16 } from "../../src/tensor/float16.ts";
import { tensorOf } from "../engines/memory-tensors.ts";

const measure = (...values: number[]) => measureNumbers(Float64Array.from(values));

describe("numbers of a list", () => {
  it.each([
    ["zero of either sign", [0, -0], { nonZero: 0, flushed: 0, subnormal: 0, overflows: 0, absMax: 0 }],
    ["the largest that is flushed", [2 ** -25], { nonZero: 1, flushed: 1, subnormal: 0 }],
    ["the next one up", [2 ** -25 + 2 ** -48], { nonZero: 1, flushed: 0, subnormal: 1 }],
    ["the largest that rounds to a subnormal", [2 ** -14 - 2 ** -25 - 2 ** -38], { subnormal: 1 }],
    ["the smallest that rounds to a normal number", [2 ** -14 - 2 ** -25], { subnormal: 0, flushed: 0 }],
    ["the largest that stays finite", [-(65520 - 2 ** -8)], { overflows: 0, absMax: 65520 - 2 ** -8 }],
    ["the smallest that does not", [-65520], { overflows: 1, absMax: 65520 }],
    [
      "what is not finite",
      [Number.NaN, Infinity, -Infinity, 3],
      { nonFinite: 3, nonZero: 1, absMax: 3, sumSquares: 9 },
    ],
    ["nothing", [], { elements: 0, absMax: 0, sumSquares: 0 }],
  ] as const)("are right for %s", (_, values, expected) => {
    expect(measure(...values)).toMatchObject(expected);
  });

  it("agree with the rounding itself around every limit", () => {
    for (const limit of [2 ** -25, 2 ** -14 - 2 ** -25, 65520]) {
      for (const value of [limit * (1 - 2 ** -30), limit, limit * (1 + 2 ** -30)]) {
        const rounded = roundToFloat16(value);
        const numbers = measure(value);
        expect(numbers.flushed === 1, String(value)).toBe(rounded === 0);
        expect(numbers.subnormal === 1, String(value)).toBe(rounded > 0 && rounded < 2 ** -14);
        expect(numbers.overflows === 1, String(value)).toBe(rounded === Infinity);
      }
    }
  });

  it("keep the sum of squares of values beyond float32's square range", () => {
    expect(measure(1e30, 1e30).sumSquares).toBeCloseTo(2e60, -55);
  });
});

describe("numbers of a tensor", () => {
  it("are taken over all windows, whatever the dtype", () => {
    const count = 150_000;
    const values = Int32Array.from({ length: count }, (_, index) =>
      index === 149_999 ? -70_000 : index % 2,
    );
    const numbers = measureTensorValues(tensorOf("int32", [count], values));
    expect(numbers).toMatchObject({ elements: count, nonZero: 75_000, absMax: 70_000, overflows: 1 });
    expect(numbers.sumSquares).toBe(74_999 + 70_000 ** 2);
  });

  it("of a tensor without elements are zero", () => {
    expect(measureTensorValues(tensorOf("float32", [0, 4], new Float32Array(0)))).toEqual(noElements);
  });
});

describe("adding up", () => {
  it("sums counts and keeps the largest", () => {
    expect(addValues(measure(1, 0), measure(-3, Infinity))).toMatchObject({
      elements: 4,
      absMax: 3,
      sumSquares: 10,
      nonZero: 2,
      nonFinite: 1,
    });
    expect(
      addErrors({ max: 1, sumSquares: 1, nonFinite: 2 }, { max: 3, sumSquares: 9, nonFinite: 0 }),
    ).toEqual({
      max: 3,
      sumSquares: 10,
      nonFinite: 2,
    });
  });

  it("gives the root mean square over what there is", () => {
    expect(rootMeanSquare(18, 2)).toBe(3);
    expect(rootMeanSquare(0, 0)).toBe(0);
  });
});
