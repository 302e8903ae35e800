import { expect, test } from "vitest";
import { figure, figuresApart, quantity } from "../../src/compare/figure.ts";

test.each([
  [0, "0"],
  [-0, "0"],
  [4.0687, "4.07"],
  [4096, "4096"],
  [123456, "123456"],
  [1234.56, "1230"],
  [0.000123456, "1.23e-4"],
  [0.001, "0.001"],
  [2e-5, "2e-5"],
  [1.5e7, "1.5e7"],
  [3.4e38, "3.4e38"],
  [-0.25, "-0.25"],
  [Number.POSITIVE_INFINITY, "infinity"],
  [Number.NEGATIVE_INFINITY, "-infinity"],
  [Number.NaN, "NaN"],
  [2n ** 60n, "1152921504606846976"],
])("%d reads %s", (value, expected) => {
  expect(figure(value)).toBe(expected);
});

test("a figure and its limit never read the same unless they are", () => {
  expect(figuresApart(1.00004, 1)).toEqual({ actual: "1.00004", limit: "1" });
  expect(figuresApart(1, 1)).toEqual({ actual: "1", limit: "1" });
  expect(figuresApart(1 + 2 ** -52, 1)).toEqual({ actual: "1.0000000000000002", limit: "1" });
  expect(figuresApart(Number.NaN, 1)).toEqual({ actual: "NaN", limit: "1" });
});

test("a unit follows its figure", () => {
  expect(quantity("4.07", "px")).toBe("4.07 px");
  expect(quantity("4.07", undefined)).toBe("4.07");
  expect(quantity("4.07", "")).toBe("4.07");
});
