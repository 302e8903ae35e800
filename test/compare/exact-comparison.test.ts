import { describe, expect, test } from "vitest";
import { compareExactly } from "../../src/compare/exact-comparison.ts";
import type { DType } from "../../src/tensor/dtype.ts";
import { pair, tensor } from "./build.ts";

const beyond = 2n ** 53n + 1n;

describe("integers and booleans", () => {
  test.each([
    { dtype: "int32", candidate: "int32" },
    { dtype: "int64", candidate: "int32" },
    { dtype: "uint8", candidate: "int64" },
    { dtype: "int8", candidate: "int16" },
  ] as { dtype: DType; candidate: DType }[])("$dtype against $candidate by value", ({ dtype, candidate }) => {
    const { metrics, worst } = compareExactly([
      pair(tensor(dtype, [2, 2], [1, 2, 3, 4]), tensor(candidate, [2, 2], [1, 5, 3, 2])),
    ]);
    expect(metrics).toEqual({ mismatches: 2, maxAbs: 3 });
    expect(worst).toEqual({ sample: "0000", index: [0, 1], reference: 2, candidate: 5 });
  });

  test("equal tensors have no worst element", () => {
    const same = tensor("int64", [3], [1, 2, 3]);
    expect(compareExactly([pair(same, same)])).toEqual({
      metrics: { mismatches: 0, maxAbs: 0 },
      worst: undefined,
      elements: 3,
    });
  });

  test("64-bit integers are exact beyond 2^53", () => {
    const { metrics, worst } = compareExactly([
      pair(tensor("int64", [2], [2n ** 53n, -beyond]), tensor("int64", [2], [beyond, -beyond])),
    ]);
    expect(metrics).toEqual({ mismatches: 1, maxAbs: 1 });
    expect(worst).toEqual({ sample: "0000", index: [0], reference: 2n ** 53n, candidate: beyond });
  });

  test("the largest uint64 against 0", () => {
    const { metrics, worst } = compareExactly([
      pair(tensor("uint64", [1], [2n ** 64n - 1n]), tensor("uint64", [1], [0n])),
    ]);
    expect(metrics.maxAbs).toBe(2 ** 64);
    expect(worst?.reference).toBe(2n ** 64n - 1n);
    expect(worst?.candidate).toBe(0);
  });

  test("the ends of int64 against each other", () => {
    const { metrics } = compareExactly([
      pair(tensor("int64", [1], [-(2n ** 63n)]), tensor("int64", [1], [2n ** 63n - 1n])),
    ]);
    expect(metrics.maxAbs).toBe(Number(2n ** 64n - 1n));
  });

  test("a larger difference later replaces the worst, an equal one does not", () => {
    const { worst } = compareExactly([
      pair(tensor("int32", [2], [0, 0]), tensor("int32", [2], [1, 2]), "a"),
      pair(tensor("int32", [2], [0, 0]), tensor("int32", [2], [2, -3]), "b"),
    ]);
    expect(worst).toEqual({ sample: "b", index: [1], reference: 0, candidate: -3 });
  });

  test("booleans", () => {
    const { metrics, worst } = compareExactly([
      pair(tensor("bool", [3], [1, 0, 1]), tensor("bool", [3], [1, 1, 1])),
    ]);
    expect(metrics).toEqual({ mismatches: 1, maxAbs: 1 });
    expect(worst?.index).toEqual([1]);
  });

  test("an empty tensor compares nothing", () => {
    const empty = tensor("int32", [0], []);
    const { metrics, elements } = compareExactly([pair(empty, empty)]);
    expect(elements).toBe(0);
    expect(metrics.maxAbs).toBeNaN();
  });

  test("a mismatch beyond the first window is counted and placed", () => {
    const reference = new Int32Array(100_000);
    const candidate = reference.slice();
    candidate[99_999] = 1;
    const { metrics, worst } = compareExactly([
      pair(tensor("int32", [100_000], reference), tensor("int32", [100_000], candidate)),
    ]);
    expect(metrics.mismatches).toBe(1);
    expect(worst?.index).toEqual([99_999]);
  });
});
