import { describe, expect, test } from "vitest";
import { compareFloats } from "../../src/compare/float-comparison.ts";
import { finishTopOne, scanTopOne, topOneAxis, topOneScan } from "../../src/compare/top-one.ts";
import { pair, randomSource, tensor, view } from "./build.ts";

const { NaN: nan, NEGATIVE_INFINITY: low } = Number;

function agreementOf(reference: number[], candidate: number[], shape = [1, reference.length], axis = -1) {
  return compareFloats([pair(tensor("float32", shape, reference), tensor("float32", shape, candidate))], {
    topOneAxis: axis,
  }).metrics.topOne;
}

describe("rows along the last axis", () => {
  test.each([
    { title: "same position", reference: [1, 3, 2], candidate: [0, 9, 8], agreement: 1 },
    { title: "another position", reference: [1, 3, 2], candidate: [0, 8, 9], agreement: 0 },
    {
      title: "a tie in the reference accepts either",
      reference: [3, 3, 1],
      candidate: [1, 2, 0],
      agreement: 1,
    },
    {
      title: "a tie in the candidate counts at its first position",
      reference: [1, 3],
      candidate: [3, 3],
      agreement: 0,
    },
    { title: "a tie in the candidate that begins right", reference: [3, 1], candidate: [3, 3], agreement: 1 },
    { title: "NaN is never the largest", reference: [1, nan, 2], candidate: [1, nan, 2], agreement: 1 },
    {
      title: "a NaN at the candidate's best place",
      reference: [1, 5, 2],
      candidate: [1, nan, 2],
      agreement: 0,
    },
    { title: "NaN throughout on one side", reference: [1, 2], candidate: [nan, nan], agreement: 0 },
    { title: "NaN throughout on the other side", reference: [nan, nan], candidate: [1, 2], agreement: 0 },
    { title: "NaN throughout on both", reference: [nan, nan], candidate: [nan, nan], agreement: 1 },
    { title: "rows of -infinity on both", reference: [low, low], candidate: [low, low], agreement: 1 },
    { title: "-infinity beside NaN", reference: [nan, low], candidate: [nan, low], agreement: 1 },
    {
      title: "-infinity throughout against NaN throughout",
      reference: [low, low],
      candidate: [nan, nan],
      agreement: 0,
    },
    {
      title: "-infinity against a number elsewhere",
      reference: [low, 1],
      candidate: [low, low],
      agreement: 0,
    },
  ])("$title", ({ reference, candidate, agreement }) => {
    expect(agreementOf(reference, candidate)).toEqual({ agreement, rows: 1, axis: 1 });
    // The same row as a column of another axis must be judged alike.
    expect(agreementOf(reference, candidate, [reference.length, 1], 0)?.agreement).toBe(agreement);
  });

  test("several rows give a share", () => {
    expect(agreementOf([1, 2, 2, 1, 5, 6], [1, 2, 1, 2, 5, 6], [3, 2])).toEqual({
      agreement: 2 / 3,
      rows: 3,
      axis: 1,
    });
  });

  test("another axis is taken when asked for", () => {
    // Two classes over a 2 x 2 image.
    expect(agreementOf([1, 1, 0, 0, 0, 0, 1, 1], [1, 0, 0, 0, 0, 1, 1, 1], [1, 2, 2, 2], 1)).toEqual({
      agreement: 0.75,
      rows: 4,
      axis: 1,
    });
    expect(agreementOf([1, 1, 0, 0, 0, 0, 1, 1], [1, 0, 0, 0, 0, 1, 1, 1], [1, 2, 2, 2], -3)?.axis).toBe(1);
  });
});

test.each([
  { axis: -1, shape: [], expected: undefined },
  { axis: -1, shape: [5], expected: 0 },
  { axis: -1, shape: [5, 1], expected: undefined },
  { axis: 0, shape: [5, 1], expected: 0 },
  { axis: 3, shape: [5, 2], expected: undefined },
  { axis: -3, shape: [5, 2], expected: undefined },
])("axis $axis of shape $shape is $expected", ({ axis, shape, expected }) => {
  expect(topOneAxis(axis, shape)).toBe(expected);
});

test("rows that windows cut anywhere agree with whole rows", () => {
  const random = randomSource(11);
  for (const [shape, axis] of [
    [[13, 7], 1],
    [[3, 5, 7], 1],
    [[6, 4, 3], 0],
  ] as const) {
    const length = shape.reduce((count, size) => count * size, 1);
    const reference = Float64Array.from({ length }, () => Math.floor(random() * 6));
    const candidate = reference.map((value) => (random() < 0.2 ? Math.floor(random() * 6) : value));
    const whole = { axis, rows: 0, agreeing: 0 };
    scanTopOne(topOneScan(axis, shape), whole, reference, candidate, length);
    for (let cut = 1; cut < length; cut++) {
      const pieces = { axis, rows: 0, agreeing: 0 };
      const scan = topOneScan(axis, shape);
      for (let start = 0; start < length; start += cut) {
        const end = Math.min(length, start + cut);
        scanTopOne(scan, pieces, reference.subarray(start, end), candidate.subarray(start, end), end - start);
      }
      expect(pieces).toEqual(whole);
    }
    expect(finishTopOne(whole).rows).toBe(length / shape[axis]);
  }
});

test("rows longer than a window", () => {
  const size = 100_000;
  const reference = new Float32Array(2 * size);
  reference[70_000] = 1;
  reference[size + 5] = 1;
  const candidate = reference.slice();
  candidate[size + 99_999] = 2;
  const { metrics } = compareFloats([pair(view(reference, [2, size]), view(candidate, [2, size]))]);
  expect(metrics.topOne).toEqual({ agreement: 0.5, rows: 2, axis: 1 });
});
