import { describe, expect, test } from "vitest";
import { compareRun } from "../../src/compare/outputs.ts";
import { ConfigError, InputError } from "../../src/errors.ts";
import type { DType } from "../../src/tensor/dtype.ts";
import { compareOne, floats, sample, tensor } from "./build.ts";

describe("pairing by name", () => {
  test("equal outputs are compared in the order of the reference, over all samples", () => {
    const run = compareRun([
      sample("a", { boxes: floats(1), scores: floats(2) }, { scores: floats(2), boxes: floats(1) }),
      sample("b", { boxes: floats(1), scores: floats(2) }, { scores: floats(5), boxes: floats(1) }),
    ]);
    expect(run.findings).toEqual([]);
    expect(run.names).toEqual(["boxes", "scores"]);
    expect(run.outputs.map(({ name, samples, metrics }) => [name, samples, metrics.maxAbs])).toEqual([
      ["boxes", 2, 0],
      ["scores", 2, 3],
    ]);
  });

  test("a reference output that the candidate lacks fails, and the others are still compared", () => {
    const run = compareOne({ a: floats(1), b: floats(1) }, { a: floats(1) });
    expect(run.outputs.map(({ name }) => name)).toEqual(["a"]);
    expect(run.findings).toEqual([
      {
        name: "output",
        output: "b",
        operator: "==",
        expected: "present",
        actual: "missing",
        passed: false,
        level: "fail",
        message: "the candidate has no output b in sample 0000.",
      },
    ]);
  });

  test("an output that is missing in one sample only is not compared in the others", () => {
    const run = compareRun([
      sample("a", { x: floats(1), y: floats(1) }, { x: floats(1), y: floats(1) }),
      sample("b", { x: floats(1) }, { x: floats(1), y: floats(1) }),
    ]);
    expect(run.outputs.map(({ name }) => name)).toEqual(["x"]);
    expect(run.findings[0]?.message).toBe("the reference has no output y in sample b.");
  });

  test("an extra output fails unless allowed", () => {
    const [reference, candidate] = [{ a: floats(1) }, { a: floats(1), debug: floats(1) }];
    const strict = compareOne(reference, candidate);
    expect(strict.findings).toMatchObject([
      {
        name: "output",
        output: "debug",
        expected: "absent",
        actual: "present",
        passed: false,
        level: "fail",
      },
    ]);
    expect(strict.names).toEqual(["a", "debug"]);
    const allowed = compareOne(reference, candidate, { extraOutputs: "allow" });
    expect(allowed.findings).toEqual([]);
    expect(allowed.names).toEqual(["a"]);
  });

  test("no output in common is an error that names both sides", () => {
    const compare = () => compareOne({ boxes: floats(1) }, { output_0: floats(1), output_1: floats(1) });
    expect(compare).toThrow(InputError);
    expect(compare).toThrow(
      'no output in common: the reference has "boxes", the candidate "output_0", "output_1".',
    );
    expect(() => compareOne({ boxes: floats(1) }, {})).toThrow("the candidate none.");
  });

  test("no sample is an error", () => {
    expect(() => compareRun([])).toThrow(InputError);
    expect(() => compareRun([])).toThrow("there is no sample to compare.");
  });

  test("a sample that occurs twice is an error", () => {
    const one = sample("a", { x: floats(1) }, { x: floats(1) });
    expect(() => compareRun([one, one])).toThrow('sample "a" occurs twice.');
  });

  test("progress is told before each output", () => {
    const told: unknown[] = [];
    compareOne(
      { a: floats(1), b: floats(1) },
      { a: floats(1), b: floats(1) },
      {
        onOutput: (...progress) => told.push(progress),
      },
    );
    expect(told).toEqual([
      ["a", 0, 2],
      ["b", 1, 2],
    ]);
  });
});

describe("shapes", () => {
  test.each([
    { reference: [2, 3], candidate: [3, 2], expected: "2x3", actual: "3x2" },
    { reference: [1], candidate: [], expected: "1", actual: "scalar" },
    { reference: [2, 1], candidate: [2], expected: "2x1", actual: "2" },
    { reference: [0], candidate: [1], expected: "0", actual: "1" },
  ])("$reference against $candidate fails with both", ({ reference, candidate, expected, actual }) => {
    const zeros = (shape: number[]) =>
      tensor("float32", shape, new Float32Array(shape.reduce((n, s) => n * s, 1)));
    const run = compareOne({ x: zeros(reference) }, { x: zeros(candidate) });
    expect(run.outputs).toEqual([]);
    expect(run.findings).toMatchObject([
      {
        name: "shape",
        expected,
        actual,
        passed: false,
        level: "fail",
        message: `x has shape ${expected} in the reference, but ${actual} in the candidate (sample 0000).`,
      },
    ]);
  });

  test("samples of different shapes are fine when both sides agree", () => {
    const run = compareRun([
      sample("a", { x: floats(1) }, { x: floats(1) }),
      sample("b", { x: floats(1, 2, 3) }, { x: floats(1, 2, 3) }),
    ]);
    expect(run.findings).toEqual([]);
    expect(run.outputs[0]).toMatchObject({ elements: 4, shape: [1] });
  });
});

describe("dtypes", () => {
  test.each([
    ["float32", "float16"],
    ["float32", "bfloat16"],
    ["float64", "float32"],
    ["int64", "int32"],
    ["bool", "bool"],
  ] as [DType, DType][])("%s against %s is compared", (reference, candidate) => {
    const run = compareOne({ x: tensor(reference, [1], [0]) }, { x: tensor(candidate, [1], [0]) });
    expect(run.findings).toEqual([]);
    expect(run.outputs[0]).toMatchObject({
      dtype: reference,
      candidateDtype: candidate,
      metrics: { maxAbs: 0 },
    });
  });

  test.each([
    ["float32", "int32"],
    ["int64", "float16"],
    ["bool", "uint8"],
    ["int32", "bool"],
  ] as [DType, DType][])("%s against %s fails with both", (reference, candidate) => {
    const run = compareOne({ x: tensor(reference, [1], [0]) }, { x: tensor(candidate, [1], [0]) });
    expect(run.outputs).toEqual([]);
    expect(run.findings).toMatchObject([
      { name: "dtype", expected: reference, actual: candidate, passed: false },
    ]);
    expect(run.findings[0]!.message).toBe(
      `x is ${reference} in the reference, but ${candidate} in the candidate (sample 0000).`,
    );
  });

  test("a reference that changes its dtype between samples fails", () => {
    const run = compareRun([
      sample("a", { x: floats(1) }, { x: floats(1) }),
      sample("b", { x: tensor("int32", [1], [1]) }, { x: tensor("int32", [1], [1]) }),
    ]);
    expect(run.findings[0]!.message).toBe(
      "x is float32 in the reference of sample a, but int32 in that of sample b.",
    );
  });
});

describe("match groups", () => {
  const boxes = (rows: number) => tensor("float32", [1, rows, 4], new Float32Array(rows * 4).fill(1));
  const scores = (rows: number) => tensor("float32", [1, rows], new Float32Array(rows).fill(0.5));
  const match = [{ outputs: ["boxes", "scores"], boxes: "boxes", scores: "scores" }];

  test("an unknown output, or one in two groups, is a configuration error", () => {
    const compare = (rules: typeof match) => () =>
      compareOne(
        { boxes: boxes(2), scores: scores(2) },
        { boxes: boxes(2), scores: scores(2) },
        { match: rules },
      );
    expect(compare([{ outputs: ["bbox"], boxes: "boxes", scores: "scores" }])).toThrow(ConfigError);
    expect(compare([{ outputs: ["bbox"], boxes: "boxes", scores: "scores" }])).toThrow(
      'there is no output "bbox"',
    );
    expect(compare([...match, ...match])).toThrow('output "boxes" is in two groups');
  });

  test("an output that is missing fails, and so do the others of its group", () => {
    const run = compareOne({ boxes: boxes(2), scores: scores(2) }, { boxes: boxes(2) }, { match });
    expect(run.outputs).toEqual([]);
    expect(run.findings.map(({ name, output }) => [name, output])).toEqual([
      ["output", "scores"],
      ["match", "boxes"],
    ]);
    expect(run.findings[1]!.message).toBe(
      "boxes: its rows can't be matched, because the candidate has no output scores in sample 0000.",
    );
  });

  test("outputs whose row counts contradict each other on one side fail", () => {
    const run = compareOne(
      { boxes: boxes(3), scores: scores(3) },
      { boxes: boxes(3), scores: scores(2) },
      { match },
    );
    expect(run.outputs).toEqual([]);
    expect(run.findings[0]).toMatchObject({
      name: "match",
      output: "scores",
      expected: "3 rows",
      actual: "2 rows",
      message: "scores has 2 rows along axis 1 in the candidate, but boxes has 3 (sample 0000).",
    });
  });

  test("shapes may differ along the row axis only", () => {
    const narrow = tensor("float32", [1, 2, 3], new Float32Array(6));
    const run = compareOne(
      { boxes: boxes(2), scores: scores(2) },
      { boxes: narrow, scores: scores(2) },
      { match },
    );
    expect(run.findings[0]).toMatchObject({
      name: "shape",
      output: "boxes",
      expected: "1x2x4",
      actual: "1x2x3",
    });
    const fewer = compareOne(
      { boxes: boxes(3), scores: scores(3) },
      { boxes: boxes(2), scores: scores(2) },
      { match },
    );
    expect(fewer.findings).toEqual([]);
    expect(fewer.outputs).toHaveLength(2);
  });
});
