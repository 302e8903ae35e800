import { describe, expect, test } from "vitest";
import { precisionBySize, realisedPrecision, toLatency } from "../../src/steps/engine-run.ts";

const layer = (precision?: "fp16" | "fp32" | "other", onnxNodes = ["n"]) => ({
  name: "k",
  onnxNodes,
  ...(precision === undefined ? {} : { precision }),
});

describe("realised precision by layers", () => {
  test.each([
    [[layer("fp16"), layer("fp32")], "mixed"],
    [[layer("fp16")], "fp16"],
    [[layer("fp32"), layer("fp32")], "fp32"],
    [[layer()], "unknown"],
    [[layer("other")], "unknown"],
    [[], "unknown"],
  ])("%j: %s", (layers, expected) => {
    expect(realisedPrecision(layers).realised).toBe(expected);
  });

  test("what the engine added says nothing about the model's nodes", () => {
    expect(realisedPrecision([layer("fp16", []), layer("fp32")]).realised).toBe("fp32");
  });
});

describe("realised precision by size", () => {
  const mebibyte = 2 ** 20;
  test("an engine as large as the FP32 weights is FP32", () => {
    expect(precisionBySize(111.75 * mebibyte, 112 * mebibyte)).toMatchObject({ realised: "fp32" });
  });
  test("half of that tells nothing against FP16", () => {
    expect(precisionBySize(59.82 * mebibyte, 112 * mebibyte)).toBeUndefined();
  });
  test("a small engine, or one of unknown size, tells nothing", () => {
    expect(precisionBySize(2 * mebibyte, mebibyte)).toBeUndefined();
    expect(precisionBySize(undefined, 112 * mebibyte)).toBeUndefined();
  });
});

test("a latency carries its clocks in words", () => {
  expect(
    toLatency({
      median: 1,
      p95: 2,
      runs: 100,
      method: "gpu-events",
      clocks: { before: { smMHz: 1980, smMaxMHz: 1980 }, after: {} },
    }),
  ).toEqual({
    medianMs: 1,
    p95Ms: 2,
    runs: 100,
    method: "gpu-events",
    clocks: "SM 1980 of 1980 MHz before, unknown after",
  });
});
