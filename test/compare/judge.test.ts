import { describe, expect, test } from "vitest";
import type { OutputComparison } from "../../src/compare/comparison.ts";
import { judgeOutput, judgeRun } from "../../src/compare/judge.ts";
import { limitsBelowNoise } from "../../src/compare/noise.ts";
import type { Limits, Tolerance } from "../../src/compare/tolerance.ts";
import { ConfigError } from "../../src/errors.ts";
import type { Tensor } from "../../src/tensor/tensor.ts";
import { compareOne, floats, tensor } from "./build.ts";

const nan = Number.NaN;

function comparisonOf(reference: Tensor, candidate: Tensor): OutputComparison {
  return compareOne({ out: reference }, { out: candidate }).outputs[0]!;
}

const tolerance = (fail: Limits, more: Partial<Tolerance> = {}): Tolerance => ({
  output: "out",
  fail,
  ...more,
});

describe("limits", () => {
  const comparison = comparisonOf(floats(1, 2, 4), floats(1, 2, 4.5));

  test.each([
    ["maxAbs", 0.5, true],
    ["maxAbs", 0.499, false],
    ["meanAbs", 0.17, true],
    ["meanAbs", 0.16, false],
    ["rms", 0.29, true],
    ["rms", 0.28, false],
    ["relRms", 0.11, true],
    ["relRms", 0.1, false],
    ["maxRel", 0.125, true],
    ["maxRel", 0.12, false],
    ["p50", 0, true],
    ["p99", 0.4, false],
    ["p999", 0.4, false],
    ["cosine", 0.998, true],
    ["cosine", 0.999, false],
    ["snrDb", 19, true],
    ["snrDb", 20, false],
    ["topOne", 1, true],
  ] as const)("%s %d: %s", (key, limit, passed) => {
    const { findings, unjudged } = judgeOutput(comparison, tolerance({ [key]: limit }));
    const own = findings.filter((finding) => finding.name !== "non-finite");
    expect(own).toHaveLength(1);
    expect(own[0]).toMatchObject({ output: "out", expected: limit, passed, level: "fail" });
    expect(unjudged).toEqual([]);
  });

  test("the message names the place, both values and the unit", () => {
    const { findings } = judgeOutput(comparison, tolerance({ maxAbs: 0.1 }, { unit: "px" }));
    expect(findings.find((finding) => !finding.passed)).toMatchObject({
      name: "max-abs",
      operator: "<=",
      actual: 0.5,
      unit: "px",
      message:
        "out: max-abs 0.5 px exceeds the limit of 0.1 px (sample 0000, index [2]: reference 4, candidate 4.5).",
    });
  });

  test("a unit is not given to ratios", () => {
    const { findings } = judgeOutput(comparison, tolerance({ relRms: 1 }, { unit: "px" }));
    expect(findings.at(-1)).toMatchObject({
      unit: undefined,
      message: "out: rel-rms 0.109 keeps to the limit of 1.",
    });
  });

  test("warnings stand beside failures", () => {
    const { findings } = judgeOutput(comparison, tolerance({ maxAbs: 1 }, { warn: { maxAbs: 0.1 } }));
    expect(findings.map(({ name, level, passed }) => [name, level, passed])).toEqual([
      ["non-finite", "fail", true],
      ["max-abs", "fail", true],
      ["max-abs", "warn", false],
    ]);
  });

  test("warnings alone leave the default in force", () => {
    const { findings } = judgeOutput(comparison, tolerance({}, { warn: { maxAbs: 1 } }));
    expect(
      findings.some((finding) => finding.name === "rel-rms" && finding.level === "fail" && !finding.passed),
    ).toBe(true);
  });

  test("integers by max-abs and by mismatches", () => {
    const labels = comparisonOf(tensor("int64", [3], [1, 2, 3]), tensor("int64", [3], [1, 2, 5]));
    const passes = (fail: Limits): boolean =>
      judgeOutput(labels, tolerance(fail)).findings.every((f) => f.passed);
    expect([passes({ maxAbs: 2 }), passes({ maxAbs: 1 })]).toEqual([true, false]);
    expect([passes({ mismatches: 1 }), passes({ mismatches: 0 })]).toEqual([true, false]);
    expect(passes({})).toBe(false);
  });
});

describe("fails closed", () => {
  const loose = { maxAbs: 1e30, relRms: 1e30, cosine: -1, snrDb: -1000 };

  test.each([
    { title: "NaN in the candidate", reference: [1, 2], candidate: [1, nan] },
    { title: "NaN in the reference", reference: [1, nan], candidate: [1, 2] },
    { title: "infinity in the candidate", reference: [1, 2], candidate: [1, Infinity] },
    { title: "opposite infinities", reference: [1, Infinity], candidate: [1, -Infinity] },
  ])("$title fails whatever the limits", ({ reference, candidate }) => {
    const { findings } = judgeOutput(
      comparisonOf(floats(...reference), floats(...candidate)),
      tolerance(loose),
    );
    const failed = findings.filter((finding) => !finding.passed);
    expect(failed).toHaveLength(1);
    expect(failed[0]).toMatchObject({
      name: "non-finite",
      operator: "==",
      expected: 0,
      actual: 1,
      level: "fail",
    });
    expect(failed[0]!.message).toContain(
      "1 of 2 elements are NaN or infinite on one side only (sample 0000, index [1]",
    );
  });

  test("a candidate of NaN passes no limit of any kind", () => {
    const { findings } = judgeOutput(
      comparisonOf(floats(1, 2), floats(nan, nan)),
      tolerance({ ...loose, meanAbs: 1, rms: 1, maxRel: 1, p50: 1, p99: 1, p999: 1, topOne: 0.5 }),
    );
    expect(findings.length).toBeGreaterThan(10);
    expect(findings.filter((finding) => finding.passed)).toEqual([]);
  });

  test("NaN on both sides and equal infinities agree", () => {
    const values = [1, nan, Infinity, -Infinity];
    const { findings } = judgeOutput(comparisonOf(floats(...values), floats(...values)), undefined);
    expect(findings.every((finding) => finding.passed)).toBe(true);
  });

  test.each([undefined, tolerance(loose)])(
    "an all-NaN reference can't be judged, with or without limits",
    (limits) => {
      const { unjudged } = judgeOutput(comparisonOf(floats(nan, nan), floats(nan, nan)), limits);
      expect(unjudged).toEqual([
        {
          output: "out",
          reason: "the reference is NaN or infinite throughout.",
          advice: "Check the checkpoint and the inputs that the reference was made with.",
        },
      ]);
    },
  );

  test.each(["float32", "int32"] as const)("an output without elements can't be judged (%s)", (dtype) => {
    const empty = tensor(dtype, [0, 4], []);
    const { unjudged } = judgeOutput(comparisonOf(empty, empty), tolerance({ maxAbs: 1 }));
    expect(unjudged[0]).toMatchObject({ output: "out", reason: "it has no element in any sample." });
  });
});

describe("limits that can't apply", () => {
  const labels = comparisonOf(tensor("int64", [3], [1, 2, 3]), tensor("int64", [3], [1, 2, 3]));
  const scalar = comparisonOf(tensor("float32", [], [1]), tensor("float32", [], [1]));

  test.each([
    [labels, { cosine: 0.9 }, 'cosine of "out" can\'t be judged: it holds int64 values.'],
    [scalar, { mismatches: 1 }, 'mismatches of "out" can\'t be judged: it holds floating-point values.'],
    [
      scalar,
      { topOne: 1 },
      'top-1 of "out" can\'t be judged: it has no axis with two elements or more there.',
    ],
    [scalar, { unmatchedScore: 0.1 }, 'unmatched-score of "out" can\'t be judged: it is in no match group.'],
  ] as [OutputComparison, Limits, string][])(
    "are refused for a named output",
    (comparison, fail, message) => {
      expect(() => judgeOutput(comparison, tolerance(fail))).toThrow(ConfigError);
      expect(() => judgeOutput(comparison, tolerance(fail))).toThrow(message);
      expect(() => judgeOutput(comparison, tolerance({}, { warn: fail }))).toThrow(message);
    },
  );

  test("are left out of a pattern, and the default judges where nothing remains", () => {
    const broken = comparisonOf(tensor("int64", [1], [1]), tensor("int64", [1], [2]));
    const { findings } = judgeOutput(broken, tolerance({ cosine: 0.9 }, { output: "*" }));
    expect(findings).toMatchObject([{ name: "mismatches", expected: 0, actual: 1, passed: false }]);
  });
});

describe("a whole run", () => {
  const run = compareOne(
    { boxes: floats(1, 2), scores: floats(0.5, 0.6) },
    { boxes: floats(1, 2.5), scores: floats(0.5, 0.6) },
  );

  test("each output by its own tolerance", () => {
    const { findings } = judgeRun(run, [
      { output: "*", fail: { maxAbs: 0.1 } },
      { output: "boxes", fail: { maxAbs: 1 } },
    ]);
    expect(findings.filter(({ name }) => name === "max-abs")).toMatchObject([
      { output: "boxes", expected: 1, passed: true },
      { output: "scores", expected: 0.1, passed: true },
    ]);
  });

  test("a pattern that matches nothing is refused before anything is judged", () => {
    expect(() => judgeRun(run, [{ output: "bbox", fail: { maxAbs: 1 } }])).toThrow(
      'no output matches "bbox"',
    );
  });

  test("findings about structure come along", () => {
    const partial = compareOne({ a: floats(1), b: floats(1) }, { a: floats(1) });
    const { findings } = judgeRun(partial, [{ output: "b", fail: { maxAbs: 1 } }]);
    expect(findings[0]).toMatchObject({ name: "output", output: "b", passed: false, level: "fail" });
  });
});

test("limits below the noise of two runs that ought to agree are found", () => {
  const noise = comparisonOf(floats(1, 2, 4), floats(1, 2, 4.25));
  expect(limitsBelowNoise({ maxAbs: 0.2, rms: 1, snrDb: 100, cosine: 0.5 }, noise)).toEqual([
    { key: "maxAbs", metric: "max-abs", limit: 0.2, noise: 0.25 },
    { key: "snrDb", metric: "snr-db", limit: 100, noise: expect.closeTo(25.3, 0) },
  ]);
  expect(limitsBelowNoise({ maxAbs: 0.25, mismatches: 0 }, noise)).toEqual([]);
});
