import { describe, expect, test } from "vitest";
import {
  countAndBound,
  countErrors,
  emptyHistogram,
  errorPercentiles,
  errorWindow,
  highWord,
  selectErrors,
} from "../../src/compare/error-percentiles.ts";
import { randomSource } from "./build.ts";

const windowLength = 10_000;

function percentilesOf(errors: Float64Array, perMille: readonly [number, number, number]) {
  const histogram = emptyHistogram();
  const window = errorWindow(windowLength);
  const zeros = new Float64Array(windowLength);
  let passCount = 0;
  const eachPart = (visit: (part: Float64Array) => void): void => {
    for (let start = 0; start < errors.length; start += windowLength) {
      visit(errors.subarray(start, start + windowLength));
    }
  };
  eachPart((part) => {
    window.errors.set(part);
    countErrors(histogram, window, part.length);
  });
  const values = errorPercentiles(histogram, perMille, (bands, visit) => {
    passCount++;
    eachPart((part) => visit(window, selectErrors(part, zeros, part.length, bands, window.errors)));
  });
  return { values, passCount };
}

/** The definition, word by word. */
function nearestRank(errors: Float64Array, perMille: number): number {
  return errors.toSorted()[Math.max(1, Math.ceil((errors.length * perMille) / 1000)) - 1]!;
}

describe("nearest-rank percentiles", () => {
  test.each([
    { errors: [5], expected: [5, 5, 5] },
    { errors: [1, 2], expected: [1, 2, 2] },
    { errors: [3, 1, 2], expected: [2, 3, 3] },
    { errors: [4, 3, 2, 1], expected: [2, 4, 4] },
    { errors: [0, 0, 0, 0], expected: [0, 0, 0] },
    { errors: [0, 5e-324, 2e-308, 1], expected: [0, 1, 1] },
    { errors: [2 ** -149, 2 ** -149, 2 ** -148], expected: [2 ** -149, 2 ** -148, 2 ** -148] },
    { errors: [1, Infinity, Infinity], expected: [Infinity, Infinity, Infinity] },
  ])("of $errors are $expected", ({ errors, expected }) => {
    expect(percentilesOf(Float64Array.from(errors), [500, 990, 999]).values).toEqual(expected);
  });

  test("at exactly 1000 elements the 999th is the 99.9th percentile", () => {
    const errors = Float64Array.from({ length: 1000 }, (_, i) => i + 1);
    expect(percentilesOf(errors, [500, 990, 999]).values).toEqual([500, 990, 999]);
  });

  test("of nothing are NaN", () => {
    expect(percentilesOf(new Float64Array(0), [500, 990, 999]).values).toEqual([NaN, NaN, NaN]);
  });

  test("agree with sorting over magnitudes from 1e-300 to 1e300, in one further pass", () => {
    const random = randomSource(3);
    const errors = Float64Array.from({ length: 50_000 }, () => 10 ** (random() * 600 - 300));
    const { values, passCount } = percentilesOf(errors, [500, 990, 999]);
    expect(values).toEqual([500, 990, 999].map((share) => nearestRank(errors, share)));
    expect(passCount).toBe(1);
  });
});

describe("buckets too large to collect", () => {
  test("are split until single values remain", () => {
    // 2.5 million distinct values with the same leading 18 bits.
    const errors = Float64Array.from(
      { length: 2_500_000 },
      (_, i) => 1 + ((i * 7_919) % 2_500_000) * 2 ** -30,
    );
    const { values, passCount } = percentilesOf(errors, [500, 990, 999]);
    expect(values).toEqual([500, 990, 999].map((share) => nearestRank(errors, share)));
    expect(passCount).toBe(2);
  });

  test("are split down to the last bit when values differ only there", () => {
    const errors = Float64Array.from({ length: 2_200_001 }, (_, i) => 1 + (i % 3) * 2 ** -52);
    const { values } = percentilesOf(errors, [500, 990, 999]);
    expect(values).toEqual([1 + 2 ** -52, 1 + 2 ** -51, 1 + 2 ** -51]);
  });

  test("of one repeated value need one further pass", () => {
    const errors = new Float64Array(2_200_000).fill(0.1);
    expect(percentilesOf(errors, [500, 990, 999])).toEqual({ values: [0.1, 0.1, 0.1], passCount: 1 });
  });
});

test("a source that reads differently the second time is an error, not a wrong percentile", () => {
  const histogram = emptyHistogram();
  const window = errorWindow(4);
  window.errors.set([1, 1.001, 1.002, 1.003]);
  countErrors(histogram, window, 4);
  expect(() =>
    errorPercentiles(histogram, [500, 500, 500], (_, visit) => {
      window.errors.set([1, 2, 1.002, 1.003]);
      visit(window, 4);
    }),
  ).toThrow("found 3 errors where the first counted 4");
});

describe("bounds of a block", () => {
  test("are the high words of its maxima", () => {
    const window = errorWindow(3);
    window.errors.set([0.5, 3, 0.25]);
    const reference = Float64Array.of(-8, 1, 2 ** -30);
    const bounds = countAndBound(emptyHistogram(), window, new Int32Array(reference.buffer), 3, 2 ** -14);
    expect(bounds.error).toBe(highWord(3));
    expect(bounds.reference).toBe(highWord(8));
    expect(bounds.quotient).toBe(highWord(0.25) - highWord(2 ** -14));
  });

  test("order as the numbers do", () => {
    const ascending = [0, 5e-324, 1e-300, 2 ** -14, 1, 1.5, 2, 65504, 3e38, 1e308, Number.POSITIVE_INFINITY];
    const words = ascending.map(highWord);
    expect(words).toEqual(words.toSorted((one, other) => one - other));
  });
});
