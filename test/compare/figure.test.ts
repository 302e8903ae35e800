import { describe, expect, it } from "vitest";
import {
  formatAgainst,
  formatCount,
  formatDuration,
  formatFigure,
  withUnit,
} from "../../src/compare/figure.ts";

describe("formatFigure", () => {
  it.each([
    [4.0712, "4.07"],
    [1.0027, "1.00"],
    [0.289, "0.289"],
    [3.55, "3.55"],
    [2317.04, "2317"],
    [0.0020001, "2.0e-3"],
    [0.5, "0.5"],
    [2n ** 60n, "1152921504606846976"],
    [0.31, "0.31"],
    [1, "1"],
    [1.0, "1"],
    [-2.5, "-2.5"],
    [407.12, "407"],
    [4096, "4096"],
    [12345.6, "12346"],
    [99_999.6, "1.0e5"],
    [262_144, "2.6e5"],
    [-262_144, "-2.6e5"],
    [0.0123, "0.0123"],
    [0.01, "0.01"],
    [0.0013, "1.3e-3"],
    [0.009996, "0.0100"],
    [9.996, "10.0"],
    [0.99996, "1.00"],
    [0.0002, "2e-4"],
    [6.02214076e23, "6.0e23"],
    [5e-324, "4.9e-324"],
    [Number.MAX_VALUE, "1.8e308"],
    [0, "0"],
    [-0, "0"],
    [Number.POSITIVE_INFINITY, "∞"],
    [Number.NEGATIVE_INFINITY, "-∞"],
    [Number.NaN, "NaN"],
  ])("%d reads %s", (value, text) => {
    expect(formatFigure(value)).toBe(text);
  });

  it("never shows 0 for anything else, over the whole range of doubles", () => {
    for (let exponent = -324; exponent <= 308; exponent++) {
      for (const mantissa of [1, 2.5, 4.9, 9.995, 9.999999]) {
        const value = Number(`${mantissa}e${exponent}`);
        if (value === 0 || !Number.isFinite(value)) continue;
        const shown = Number(formatFigure(value));
        expect(shown).not.toBe(0);
        expect(Math.abs(shown - value) / value).toBeLessThan(0.051);
      }
    }
  });
});

describe("formatAgainst", () => {
  it.each([
    [4.07, 1, "4.07", "1"],
    [1.0004, 1, "1.0004", "1"],
    [1.0027, 1, "1.003", "1"],
    [2317, 2316, "2317", "2316"],
    [2316.04, 2316, "2316.04", "2316"],
    [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, "∞", "∞"],
    [1 + 2 ** -40, 1, "1.0000000000009095", "1"],
    [0.0050001, 0.005, "5.0001e-3", "5e-3"],
    [1, 1, "1", "1"],
    [Number.NaN, 1, "NaN", "1"],
    [Number.POSITIVE_INFINITY, 1, "∞", "1"],
  ])("%d against %d reads %s against %s", (actual, limit, actualText, limitText) => {
    const pair = formatAgainst(actual, limit);
    expect(pair.limit).toBe(limitText);
    expect(pair.actual.startsWith(actualText.slice(0, 12))).toBe(true);
  });

  it("tells neighbouring doubles apart", () => {
    const pair = formatAgainst(1 + Number.EPSILON, 1);
    expect(pair.actual).not.toBe(pair.limit);
  });

  it("starts with as many digits as asked for", () => {
    expect(formatAgainst(816.5712, 812.5, 5)).toEqual({ actual: "816.57", limit: "812.5" });
  });
});

describe("units, durations and counts", () => {
  it.each([
    [withUnit("4.07", "px"), "4.07 px"],
    [withUnit("4.07", undefined), "4.07"],
    [withUnit("4.07", ""), "4.07"],
    [formatDuration(0.4), "0 ms"],
    [formatDuration(612), "612 ms"],
    [formatDuration(8421.5), "8.4 s"],
    [formatDuration(59_980), "1 min 0 s"],
    [formatDuration(125_000), "2 min 5 s"],
    [formatCount(1, "output"), "1 output"],
    [formatCount(2, "entry", "entries"), "2 entries"],
  ])("%s is %s", (text, expected) => {
    expect(text).toBe(expected);
  });
});
