import { expect, it } from "vitest";
import { createHistogram } from "../../src/localise/histogram.ts";
import { tensorOf } from "../engines/memory-tensors.ts";

const floats = (values: readonly number[]) => tensorOf("float32", [values.length], Float32Array.from(values));

function powersOf(...tensors: readonly number[][]): [number, number][] {
  const counts = createHistogram();
  tensors.forEach((values) => counts.add(floats(values)));
  const { firstExponent, counts: found } = counts.histogram() ?? { firstExponent: 0, counts: [] };
  return found.flatMap((count, at): [number, number][] => (count > 0 ? [[firstExponent + at, count]] : []));
}

it("counts a power itself in its own column, and its neighbour below in the one before", () => {
  const below = new Float32Array(new Uint32Array([0x477fffff]).buffer)[0] as number;
  expect(powersOf([65536, -65536, below])).toEqual([
    [15, 1],
    [16, 2],
  ]);
});

it("reaches from the smallest subnormal to the largest number of float32", () => {
  expect(powersOf([2 ** -149, 3 * 2 ** -149, 2 ** -127, 2 ** -126, 3.4e38])).toEqual([
    [-149, 1],
    [-148, 1],
    [-127, 1],
    [-126, 1],
    [127, 1],
  ]);
});

it("adds tensors up and leaves out zeros, NaN and infinities", () => {
  const others = [0, -0, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  expect(powersOf([1, ...others], [1.5, -2])).toEqual([
    [0, 2],
    [1, 1],
  ]);
  const counts = createHistogram();
  counts.add(floats(others));
  expect(counts.histogram()).toBeUndefined();
});

it("counts tensors larger than a block, to the last element", () => {
  const values = Array.from({ length: (1 << 20) + 3 }, () => 4);
  expect(powersOf([...values, 1])).toEqual([
    [0, 1],
    [2, (1 << 20) + 3],
  ]);
});

it("refuses other types", () => {
  expect(() => createHistogram().add(tensorOf("int32", [1], Int32Array.of(1)))).toThrow(RangeError);
});
