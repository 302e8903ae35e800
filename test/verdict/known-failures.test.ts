import { describe, expect, test } from "vitest";
import { knownFailure } from "../../src/verdict/known-failures.ts";
import { crossing } from "./jobs.ts";

const base = [crossing("boxes", 4, 1)];

describe("a failure is known", () => {
  test("when the base crosses the same limit, and stays so within a tenth", () => {
    expect(knownFailure(crossing("boxes", 4.39, 1), base, 0)).toEqual({
      kind: "known",
      text: "known: 4 px on the base already",
      from: 4,
    });
  });

  test("by today's limit: a base that passed a limit of 5 px fails one of 1 px", () => {
    expect(knownFailure(crossing("boxes", 4, 1), [crossing("boxes", 4, 5)], 0)?.kind).toBe("known");
  });

  test("when both are NaN, infinite, or missing", () => {
    for (const actual of [Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(knownFailure(crossing("boxes", actual, 1), [crossing("boxes", actual, 1)], 0)?.kind).toBe(
        "known",
      );
    }
    const missing = { name: "output", operator: "==", expected: "present", actual: "missing" } as const;
    const finding = crossing("boxes", 0, 0, { ...missing, passed: false });
    expect(knownFailure(finding, [finding], 0)?.kind).toBe("known");
  });

  test("of an agreement: cosine 0.97 after 0.97, and of decibels", () => {
    const cosine = (actual: number) =>
      crossing("boxes", actual, 0.99, { name: "cosine", operator: ">=", unit: undefined });
    expect(knownFailure(cosine(0.968), [cosine(0.97)], 0)?.kind).toBe("known");
    expect(knownFailure(cosine(0.96), [cosine(0.97)], 0)).toBeUndefined();
    const snr = (actual: number) =>
      crossing("boxes", actual, 40, { name: "snr-db", operator: ">=", unit: undefined });
    expect(knownFailure(snr(29.5), [snr(30)], 0)?.kind).toBe("known");
    expect(knownFailure(snr(29), [snr(30)], 0)).toBeUndefined();
  });
});

describe("a failure is new", () => {
  test.each([
    ["when the base passes today's limit", crossing("boxes", 4, 1), [crossing("boxes", 0.3, 1)]],
    ["when it has grown by more than a tenth", crossing("boxes", 4.41, 1), base],
    ["when it became NaN", crossing("boxes", Number.NaN, 1), base],
    ["when it became infinite", crossing("boxes", Number.POSITIVE_INFINITY, 1), base],
    ["in another output", crossing("scores", 4, 1), base],
    ["in another metric", crossing("boxes", 4, 1, { name: "rms" }), base],
    ["in another unit", crossing("boxes", 4, 1, { unit: "m" }), base],
    ["in another leg", crossing("boxes", 4, 1, { leg: "conversion" }), base],
    [
      "when the base knew a warning only",
      crossing("boxes", 4, 1),
      [crossing("boxes", 4, 1, { level: "warn" })],
    ],
    [
      "against the base itself",
      crossing("boxes", 4, 1, { name: "regression" }),
      [crossing("boxes", 4, 1, { name: "regression" })],
    ],
  ])("%s", (_, finding, earlier) => {
    expect(knownFailure(finding, earlier, 0)).toBeUndefined();
  });
});

test("growth is measured from the least error since it is known, so that it can't creep", () => {
  const crept = crossing("boxes", 4.3, 1, { excuse: { kind: "known", text: "", from: 4 } });
  expect(knownFailure(crossing("boxes", 4.39, 1), [crept], 0)?.from).toBe(4);
  expect(knownFailure(crossing("boxes", 4.6, 1), [crept], 0)).toBeUndefined();
  const better = crossing("boxes", 2, 1, { excuse: { kind: "known", text: "", from: 4 } });
  expect(knownFailure(crossing("boxes", 2.5, 1), [better], 0)).toBeUndefined();
});

test("what the noise of both jobs explains is no growth", () => {
  expect(knownFailure(crossing("boxes", 4.9, 1), base, 0.5)?.kind).toBe("known");
});
