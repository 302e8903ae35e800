import { describe, expect, test } from "vitest";
import { judgeOutput } from "../../src/compare/judge.ts";
import { compareRun } from "../../src/compare/outputs.ts";
import type { Tensor } from "../../src/tensor/tensor.ts";
import { compareOne, floats, randomSource, tensor, view } from "./build.ts";

function judged(reference: Tensor, candidate: Tensor, noiseFloor?: number) {
  const [comparison] = compareOne({ out: reference }, { out: candidate }).outputs;
  const { findings, unjudged } = judgeOutput(comparison!, undefined, { noiseFloor });
  const failed = findings.filter((finding) => !finding.passed && finding.level === "fail");
  const warned = findings.filter((finding) => !finding.passed && finding.level === "warn");
  return { failed: failed.map(({ name }) => name), warned: warned.map(({ name }) => name), unjudged };
}

/** Values spread like activations, and the same with an error of `share` of their RMS. */
function noisy(scale: number, share: number, length = 5000, offset = 0): [Tensor, Tensor] {
  const random = randomSource(1);
  const normal = (): number => (random() + random() + random() + random() - 2) * Math.sqrt(3);
  const reference = Float32Array.from({ length }, () => offset + normal() * scale);
  const rms = Math.hypot(scale, offset);
  return [view(reference), view(reference.map((value) => value + normal() * share * rms))];
}

describe("by scale alone", () => {
  test.each([1e-6, 0.01, 1, 100])("an error of 0.4 %% of an RMS of %d passes without a warning", (scale) => {
    expect(judged(...noisy(scale, 0.004))).toEqual({ failed: [], warned: [], unjudged: [] });
  });

  test("an error of 0.7 % passes with a warning", () => {
    expect(judged(...noisy(1, 0.007))).toEqual({ failed: [], warned: ["rel-rms"], unjudged: [] });
  });

  test.each([1e-6, 1, 100])("an error of 1.8 %% of an RMS of %d fails", (scale) => {
    expect(judged(...noisy(scale, 0.018)).failed).toContain("rel-rms");
  });

  test("one wrong element among many fails by the largest error", () => {
    const reference = new Float32Array(100_000).fill(1);
    const candidate = reference.slice();
    candidate[77] = 1.05;
    expect(judged(view(reference), view(candidate))).toMatchObject({ failed: ["max-abs"], unjudged: [] });
  });

  test("one wrong sample among many fails", () => {
    const run = Array.from({ length: 200 }, () => 1);
    const reference = tensor("float32", [200], run);
    const wrong = tensor(
      "float32",
      [200],
      run.map((value, i) => value + (i % 2 ? 0.015 : -0.015)),
    );
    const samples = Array.from({ length: 50 }, (_, i) => ({
      sample: String(i),
      reference: new Map([["out", reference]]),
      candidate: new Map([["out", i === 31 ? wrong : reference]]),
    }));
    const comparison = compareRun(samples).outputs[0]!;
    const { findings } = judgeOutput(comparison, undefined);
    const failed = findings.find((finding) => !finding.passed && finding.level === "fail");
    expect(failed).toMatchObject({ name: "rel-rms" });
    expect(failed!.message).toContain("(worst in sample 31)");
  });

  test.each([
    ["a constant output", [3, 3, 3, 3], [3.001, 3, 3, 2.999]],
    ["probabilities", [0.998, 0.001, 0.001], [0.9975, 0.0012, 0.0013]],
    ["a saturated sigmoid", [1, 1, 1, 0], [1, 0.9995, 1, 6e-8]],
    ["zeros that stay zeros", [0, 0, 0], [0, -0, 0]],
    ["one element", [12], [12.01]],
  ])("%s passes", (_, reference, candidate) => {
    expect(judged(floats(...reference), floats(...candidate))).toEqual({
      failed: [],
      warned: [],
      unjudged: [],
    });
  });

  test("integers must agree exactly", () => {
    expect(judged(tensor("int32", [2], [1, 2]), tensor("int32", [2], [1, 2])).failed).toEqual([]);
    expect(judged(tensor("int32", [2], [1, 2]), tensor("int32", [2], [1, 3])).failed).toEqual(["mismatches"]);
  });
});

describe("where scale can't tell", () => {
  test("an output that reaches 2048 asks for a limit, although its relative error is tiny", () => {
    const { failed, unjudged } = judged(floats(3800.25, 120.5, 2000), floats(3800, 120.5, 2001));
    expect(failed).toEqual([]);
    expect(unjudged).toEqual([
      {
        output: "out",
        reason:
          "it reaches 3800 in an unknown unit, where FP16 steps by 2; whether its error of 1 matters depends on that unit.",
        advice: "Set a limit in its unit, such as --max-abs out=1.",
      },
    ]);
  });

  test("it is judged below 2048", () => {
    expect(judged(floats(2047, 120.5, 2000), floats(2047, 120.5, 2001))).toEqual({
      failed: [],
      warned: [],
      unjudged: [],
    });
  });

  test("it passes when it differs no more than FP32 does", () => {
    expect(judged(floats(4000, 1), floats(4000.01, 1)).unjudged).toEqual([]);
    expect(judged(floats(4000, 1), floats(4000.05, 1)).unjudged).toHaveLength(1);
    expect(judged(floats(4000, 1), floats(4000.05, 1), 0.06).unjudged).toEqual([]);
  });

  test("a noise floor that is no noise excuses nothing", () => {
    expect(judged(floats(4000, 1), floats(4001, 1), 2).unjudged).toHaveLength(1);
  });

  test("what fails by scale fails, however large it is", () => {
    expect(judged(floats(4000, 3000), floats(4000, 2800)).failed).toEqual(["rel-rms", "max-abs"]);
  });

  test("a reference of zeros gives no scale", () => {
    const { failed, unjudged } = judged(floats(0, 0, 0), floats(0, 1e-5, 0));
    expect(failed).toEqual([]);
    expect(unjudged).toMatchObject([
      { reason: "the reference is zero everywhere, so it gives no scale for the error of 1.0e-5." },
    ]);
  });

  test("scores that break beside pixels ask for a limit", () => {
    const rows = (score: (i: number) => number): Tensor =>
      tensor("float32", [100, 3], Array.from({ length: 100 }, (_, i) => [400 + i, 300 - i, score(i)]).flat());
    const { failed, unjudged } = judged(
      rows((i) => i / 100),
      rows((i) => Math.min(1, i / 80)),
    );
    expect(failed).toEqual([]);
    expect(unjudged[0]?.reason).toMatch(
      /^position 2 along axis 1 is off by 2\d(\.\d)? % of its own RMS \(0\.5\d+\)/,
    );
    expect(
      judged(
        rows((i) => i / 100),
        rows((i) => i / 100 + 2e-4),
      ).unjudged,
    ).toEqual([]);
  });

  test("a limit from the user replaces all of this", () => {
    const [comparison] = compareOne({ out: floats(3800.25, 2000) }, { out: floats(3800, 2001) }).outputs;
    const { findings, unjudged } = judgeOutput(comparison!, {
      output: "out",
      unit: "px",
      fail: { maxAbs: 1 },
    });
    expect(unjudged).toEqual([]);
    expect(findings.every((finding) => finding.passed)).toBe(true);
  });
});
