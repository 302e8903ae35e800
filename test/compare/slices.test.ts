import { describe, expect, test } from "vitest";
import { compareFloats } from "../../src/compare/float-comparison.ts";
import { addToSlices, emptySlices, sliceAxis } from "../../src/compare/slices.ts";
import { pair, randomSource, tensor } from "./build.ts";

test.each([
  { shapes: [[100, 6]], expected: 1 },
  { shapes: [[1, 300, 6]], expected: 2 },
  { shapes: [[1, 84, 8400]], expected: 1 },
  { shapes: [[1, 255, 80, 80]], expected: 1 },
  { shapes: [[1, 3, 2, 2, 2]], expected: 1 },
  { shapes: [[1, 5000, 8400]], expected: undefined },
  { shapes: [[1, 5000, 80, 80]], expected: undefined },
  { shapes: [[100]], expected: undefined },
  { shapes: [[]], expected: undefined },
  { shapes: [[10, 1]], expected: undefined },
  {
    shapes: [
      [5, 6],
      [9, 6],
    ],
    expected: 1,
  },
  {
    shapes: [
      [5, 6],
      [9, 7],
    ],
    expected: undefined,
  },
])("$shapes are told apart along axis $expected", ({ shapes, expected }) => {
  expect(sliceAxis(shapes)).toBe(expected);
});

test.each([{ shape: [40, 5] }, { shape: [2, 5, 20] }, { shape: [2, 5, 4, 5] }])(
  "sums of $shape agree however windows cut it",
  ({ shape }) => {
    const axis = sliceAxis([shape])!;
    const random = randomSource(2);
    const length = shape.reduce((count, size) => count * size, 1);
    const reference = Float64Array.from({ length }, () => Math.floor(random() * 9));
    const candidate = reference.map((value) => value + Math.floor(random() * 3));
    const inner = shape.slice(axis + 1).reduce((count, size) => count * size, 1);
    const expected = new Float64Array(5);
    for (let i = 0; i < length; i++) {
      expected[Math.floor(i / inner) % 5]! += (reference[i]! - candidate[i]!) ** 2;
    }
    for (const cut of [1, 3, 7, 64, length]) {
      const sums = emptySlices(axis, 5);
      for (let start = 0; start < length; start += cut) {
        const end = Math.min(length, start + cut);
        addToSlices(
          sums,
          shape,
          start,
          reference.subarray(start, end),
          candidate.subarray(start, end),
          end - start,
        );
      }
      expect(sums.squaredErrors).toEqual(expected);
      expect(sums.finitePairs).toEqual(new Float64Array(5).fill(length / 5));
    }
  },
);

describe("the worst slice", () => {
  /** 100 rows of pixels and a score. */
  const rows = (score: number) => Array.from({ length: 100 }, (_, i) => [100 + i, score]).flat();

  test("shows a wrong score that the pixels beside it hide", () => {
    const { metrics } = compareFloats([
      pair(tensor("float32", [100, 2], rows(0.5)), tensor("float32", [100, 2], rows(0.25))),
    ]);
    expect(metrics.relRms).toBeLessThan(0.002);
    expect(metrics.worstSlice).toEqual({ axis: 1, position: 1, relRms: 0.5, referenceRms: 0.5 });
  });

  test("is measured against at least 2^-14, where FP16 loses its relative precision", () => {
    const { metrics } = compareFloats([
      pair(tensor("float32", [100, 2], rows(0)), tensor("float32", [100, 2], rows(2 ** -24))),
    ]);
    expect(metrics.worstSlice?.relRms).toBe(2 ** -10);
  });

  test("is unknown when slices are short", () => {
    const { metrics } = compareFloats([
      pair(
        tensor("float32", [63, 2], rows(1).slice(0, 126)),
        tensor("float32", [63, 2], rows(2).slice(0, 126)),
      ),
    ]);
    expect(metrics.worstSlice).toBeUndefined();
  });

  test("leaves out pairs that are not finite", () => {
    const reference = rows(0.5);
    reference[1] = Number.NaN;
    const { metrics } = compareFloats([
      pair(tensor("float32", [100, 2], reference), tensor("float32", [100, 2], rows(0.25))),
    ]);
    expect(metrics.worstSlice?.relRms).toBe(0.5);
  });
});
