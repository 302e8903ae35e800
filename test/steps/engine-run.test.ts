import { describe, expect, test } from "vitest";
import { precisionBySize, realisedPrecision, toLatency } from "../../src/steps/engine-run.ts";

const layer = (precision?: "fp16" | "fp32" | "other", onnxNodes = ["n"]) => ({
  name: "k",
  onnxNodes,
  ...(precision === undefined ? {} : { precision }),
});
const computes = (node: string) => !node.startsWith("reshape");

describe("realised precision by layers", () => {
  test.each([
    [[layer("fp16"), layer("fp32")], "mixed"],
    [[layer("fp16")], "fp16"],
    [[layer("fp32"), layer("fp32")], "fp32"],
    [[layer()], "unknown"],
    [[layer("other")], "unknown"],
    [[], "unknown"],
  ])("%j: %s", (layers, expected) => {
    expect(realisedPrecision(layers, computes).realised).toBe(expected);
  });

  test("what the engine added says nothing about the model's nodes", () => {
    expect(realisedPrecision([layer("fp16", []), layer("fp32")], computes).realised).toBe("fp32");
  });
});

describe("an engine of which a part does not tell", () => {
  const integers = { inputs: [{ dtype: "int64" as const }], outputs: [{ dtype: "int64" as const }] };

  test.each([
    ["a layer without precision", [layer("fp32"), layer()]],
    ["a region that is known by its ends", [layer("fp32"), layer(undefined, ["reshape_1", "reshape_2"])]],
    ["a layer of another type", [layer("fp32"), layer("other")]],
  ])("is not called FP32: %s", (_, layers) => {
    expect(realisedPrecision(layers, computes)).toMatchObject({
      realised: "unknown",
      text: "1 FP32 layers, 1 more does not tell",
    });
  });

  test("is FP16 or mixed by what the rest tells", () => {
    expect(realisedPrecision([layer("fp16"), layer(), layer()], computes)).toMatchObject({
      realised: "fp16",
      text: "1 FP16 layers, 2 more do not tell",
    });
    expect(realisedPrecision([layer("fp16"), layer("fp32"), layer()], computes).realised).toBe("mixed");
  });

  test("layers that move data, or compute with integers, have nothing to tell", () => {
    const layers = [layer("fp32"), layer(undefined, ["reshape_1"]), { ...layer(), ...integers }];
    expect(realisedPrecision(layers, computes)).toMatchObject({ realised: "fp32", text: "1 FP32 layers" });
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
