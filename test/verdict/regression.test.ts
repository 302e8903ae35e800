import { describe, expect, test } from "vitest";
import { ConfigError } from "../../src/errors.ts";
import type { RegressionLimit } from "../../src/verdict/job-facts.ts";
import { judgeRegression } from "../../src/verdict/regression.ts";
import { outputAt } from "./jobs.ts";

const judge = (before: number, after: number, limit: Partial<RegressionLimit>, noise = 0) =>
  judgeRegression(
    [outputAt("boxes", after, { noiseFloor: noise })],
    [outputAt("boxes", before, { noiseFloor: noise })],
    [{ output: "*", level: "fail", ...limit }],
    "emulation",
  );

describe("a regression", () => {
  test.each([
    ["beyond the factor", 0.3, 0.61, { factor: 2 }, false],
    ["within the factor", 0.3, 0.6, { factor: 2 }, true],
    ["beyond the amount", 0.3, 0.51, { amount: 0.2 }, false],
    ["beyond the factor alone, when both are given", 0.01, 0.04, { factor: 2, amount: 0.2 }, true],
    ["beyond both", 0.3, 0.7, { factor: 2, amount: 0.2 }, false],
    ["better than the base", 0.3, 0.1, { factor: 1 }, true],
    ["NaN", 0.3, Number.NaN, { factor: 2 }, false],
    ["infinite", 0.3, Number.POSITIVE_INFINITY, { factor: 2 }, false],
  ])("%s", (_, before, after, limit, passed) => {
    const [finding] = judge(before, after, limit).findings;
    expect(finding).toMatchObject({ name: "regression", passed, level: "fail", unit: "px" });
  });

  test("is no regression within the noise of both jobs", () => {
    expect(judge(0.3, 0.69, { factor: 1 }, 0.2).findings[0]?.passed).toBe(true);
    expect(judge(0.3, 0.71, { factor: 1 }, 0.2).findings[0]?.passed).toBe(false);
  });

  test("is told with both figures", () => {
    expect(judge(0.3, 0.7, { factor: 2 }).findings[0]?.message).toBe(
      "`boxes` is off by 0.7 px, 0.3 px on the base; beyond the 0.6 px that the regression limit allows.",
    );
  });
});

test("the most particular pattern decides", () => {
  const limits: RegressionLimit[] = [
    { output: "*", factor: 1, level: "fail" },
    { output: "boxes", factor: 10, level: "warn" },
  ];
  const { findings } = judgeRegression([outputAt("boxes", 2)], [outputAt("boxes", 1)], limits, "emulation");
  expect(findings).toMatchObject([{ passed: true, level: "warn" }]);
});

describe("without a figure to compare with, nothing is judged, and it is said", () => {
  test.each([
    ["not on the base", []],
    ["its unit is another one", [outputAt("boxes", 0.3, { unit: "m" })]],
    ["is not finite", [outputAt("boxes", Number.NaN)]],
    [
      "NaN or infinite in places",
      [outputAt("boxes", 0.3, { metrics: { maxAbs: 0.3, nonFiniteMismatches: 2 } })],
    ],
  ])("%s", (said, base) => {
    const { findings, notes } = judgeRegression(
      [outputAt("boxes", 9)],
      base,
      [{ output: "boxes", factor: 2, level: "fail" }],
      "emulation",
    );
    expect(findings).toEqual([]);
    expect(notes[0]).toContain(said);
  });
});

test("an amount in another unit than the output's is refused", () => {
  expect(() => judge(0.3, 0.4, { amount: 1, unit: "m" })).toThrow(ConfigError);
});
