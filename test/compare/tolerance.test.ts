import { describe, expect, test } from "vitest";
import { checkTolerances, type LimitKey, type Tolerance, toleranceFor } from "../../src/compare/tolerance.ts";
import { ConfigError } from "../../src/errors.ts";

const limit = (output: string, maxAbs: number, precedence?: number): Tolerance => ({
  output,
  fail: { maxAbs },
  precedence,
});

describe("which tolerance applies", () => {
  const list = [limit("*", 1), limit("box*", 2), limit("boxe?", 3), limit("boxes", 4), limit("boxes", 5)];

  test.each([
    ["boxes", 4],
    ["boxed", 3],
    ["box_a", 2],
    ["scores", 1],
  ])("%s takes the most particular pattern, the first of equals", (output, expected) => {
    expect(toleranceFor(output, list)?.fail.maxAbs).toBe(expected);
    expect(toleranceFor(output, list.toReversed())?.fail.maxAbs).toBe(expected === 4 ? 5 : expected);
  });

  test("a lower precedence goes before any name", () => {
    expect(toleranceFor("boxes", [limit("boxes", 1, 1), limit("*", 9, 0)])?.fail.maxAbs).toBe(9);
  });

  test("no match means the default", () => {
    expect(toleranceFor("scores", [limit("box*", 1)])).toBeUndefined();
  });

  test("limits of several tolerances are not mixed", () => {
    const chosen = toleranceFor("boxes", [
      { output: "*", fail: { cosine: 0.9 } },
      { output: "boxes", fail: { maxAbs: 1 } },
    ]);
    expect(chosen?.fail).toEqual({ maxAbs: 1 });
  });

  test("an output whose name looks like a pattern is found by its name", () => {
    expect(toleranceFor("a[*]", [limit("a[*]", 1)])?.fail.maxAbs).toBe(1);
  });
});

describe("what is refused", () => {
  test("a pattern without any output, with the outputs that there are", () => {
    const check = () => checkTolerances([limit("bxes", 1)], ["boxes", "scores"]);
    expect(check).toThrow(ConfigError);
    expect(check).toThrow(
      expect.objectContaining({
        message: 'tolerances: no output matches "bxes".',
        advice: 'The outputs are "boxes", "scores".',
      }),
    );
  });

  test.each([
    ["maxAbs", -0.1, 'max-abs of "boxes" is -0.1; it must be finite and not negative.'],
    ["maxAbs", Number.NaN, 'max-abs of "boxes" is NaN; it must be finite and not negative.'],
    ["p999", Number.POSITIVE_INFINITY, 'p99.9 of "boxes" is Infinity; it must be finite and not negative.'],
    ["cosine", 1.1, 'cosine of "boxes" is 1.1; it must be between -1 and 1.'],
    ["topOne", 99, 'top-1 of "boxes" is 99; it must be between 0 and 1.'],
    ["unmatchedScore", 2, 'unmatched-score of "boxes" is 2; it must be between 0 and 1.'],
    ["snrDb", Number.NaN, 'snr-db of "boxes" is NaN; it must be finite.'],
  ] as [LimitKey, number, string][])("%s of %d", (key, value, message) => {
    for (const level of ["fail", "warn"] as const) {
      const tolerance: Tolerance = { output: "boxes", fail: {}, [level]: { [key]: value } };
      expect(() => checkTolerances([tolerance], ["boxes"])).toThrow(ConfigError);
      expect(() => checkTolerances([tolerance], ["boxes"])).toThrow(message);
    }
  });

  test("limits at the ends of their ranges are accepted", () => {
    const fail = { maxAbs: 0, cosine: -1, topOne: 1, unmatchedScore: 0, snrDb: -20 };
    expect(() => checkTolerances([{ output: "*", fail }], ["boxes"])).not.toThrow();
  });
});
