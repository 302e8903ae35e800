import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { elementIndex } from "../../src/compare/comparison.ts";
import { compareFloats } from "../../src/compare/float-comparison.ts";
import type { DType } from "../../src/tensor/dtype.ts";
import { memoryTensor } from "../../src/tensor/stored-tensor.ts";
import type { Tensor } from "../../src/tensor/tensor.ts";
import { floats, metricsOf, pair, randomSource, tensor, view } from "./build.ts";

const { NaN: nan, POSITIVE_INFINITY: inf } = Number;

interface OracleCase {
  name: string;
  dtype: DType;
  candidateDtype: DType;
  shape: number[];
  reference: string[];
  candidate: string[];
  expected: Record<string, number> & { worstIndex: number[] };
}

const oracle = JSON.parse(
  readFileSync(new URL("../fixtures/compare/metrics.json", import.meta.url), "utf8"),
) as OracleCase[];

describe("against NumPy", () => {
  test.each(oracle)("$name", ({ dtype, candidateDtype, shape, reference, candidate, expected }) => {
    const decode = (kind: DType, text: string): Tensor =>
      memoryTensor(kind, shape, Uint8Array.from(Buffer.from(text, "base64")));
    const { metrics, worst } = compareFloats(
      reference.map((text, i) => pair(decode(dtype, text), decode(candidateDtype, candidate[i]!), `s${i}`)),
    );
    for (const key of ["maxAbs", "p50", "p99", "p999"] as const) expect(metrics[key]).toBe(expected[key]);
    for (const key of ["meanAbs", "rms", "relRms", "maxRel", "cosine"] as const) {
      expect(metrics[key] / expected[key]!).toBeCloseTo(1, 12);
    }
    expect(metrics.snrDb).toBeCloseTo(expected["snrDb"]!, 9);
    expect(metrics.relRmsWorst.value / expected["relRmsWorst"]!).toBeCloseTo(1, 12);
    expect(metrics.topOne?.agreement).toBe(expected["topOne"]);
    expect(metrics.reference.absMax).toBe(expected["referenceAbsMax"]);
    expect(metrics.reference.rms / expected["referenceRms"]!).toBeCloseTo(1, 12);
    expect(worst).toEqual({
      sample: `s${expected["worstSample"]}`,
      index: expected.worstIndex,
      reference: expected["worstReference"],
      candidate: expected["worstCandidate"],
    });
  });
});

describe("values that are not finite", () => {
  test.each([
    {
      title: "NaN on both sides agrees",
      reference: [nan, 1],
      candidate: [nan, 1],
      matches: 1,
      mismatches: 0,
    },
    { title: "NaN in the candidate only", reference: [1, 1], candidate: [nan, 1], matches: 0, mismatches: 1 },
    { title: "NaN in the reference only", reference: [nan, 1], candidate: [1, 1], matches: 0, mismatches: 1 },
    {
      title: "equal infinities agree",
      reference: [inf, -inf, 1],
      candidate: [inf, -inf, 1],
      matches: 2,
      mismatches: 0,
    },
    {
      title: "opposite infinities differ",
      reference: [inf, 1],
      candidate: [-inf, 1],
      matches: 0,
      mismatches: 1,
    },
    {
      title: "infinity against NaN differs",
      reference: [inf, 1],
      candidate: [nan, 1],
      matches: 0,
      mismatches: 1,
    },
    {
      title: "infinity against the largest float",
      reference: [3.4e38, 1],
      candidate: [inf, 1],
      matches: 0,
      mismatches: 1,
    },
  ])("$title", ({ reference, candidate, matches, mismatches }) => {
    const { metrics } = metricsOf(reference, candidate);
    expect(metrics.nonFiniteMatches).toBe(matches);
    expect(metrics.nonFiniteMismatches).toBe(mismatches);
    expect(metrics.maxAbs).toBe(0);
    expect(metrics.p999).toBe(0);
  });

  test("finite pairs beside them are measured as if they were alone", () => {
    const { metrics } = metricsOf([nan, 1, 2, inf, 3], [nan, 1.5, 2, inf, 2]);
    expect(metrics.maxAbs).toBe(1);
    expect(metrics.meanAbs).toBe(0.5);
    expect(metrics.rms).toBe(Math.sqrt(1.25 / 3));
    expect(metrics.reference).toEqual({ absMax: 3, rms: Math.sqrt(14 / 3), nonFiniteShare: 0.4 });
    expect([metrics.p50, metrics.p99]).toEqual([0.5, 1]);
  });

  test("the reference keeps its scale where the candidate is not finite", () => {
    expect(metricsOf([3, 4, nan], [nan, inf, 1]).metrics.reference).toEqual({
      absMax: 4,
      rms: Math.sqrt(12.5),
      nonFiniteShare: 1 / 3,
    });
  });

  test("the first mismatch is the worst element, before any finite error", () => {
    const { worst } = metricsOf([1, 2, 3, 4], [1, 200, nan, inf]);
    expect(worst).toEqual({ sample: "0000", index: [2], reference: 3, candidate: nan });
  });

  test("a block in which a finite error comes before a NaN still has it as its largest", () => {
    const { metrics, worst } = metricsOf([1, 2, nan], [5, 2, nan]);
    expect(metrics.maxAbs).toBe(4);
    expect(worst?.index).toEqual([0]);
  });

  test("nothing finite to compare gives NaN, never 0", () => {
    const { metrics } = metricsOf([nan, nan], [1, 2]);
    for (const key of [
      "maxAbs",
      "meanAbs",
      "rms",
      "relRms",
      "maxRel",
      "cosine",
      "snrDb",
      "p50",
      "p99",
      "p999",
    ] as const) {
      expect(metrics[key]).toBeNaN();
    }
    expect(metrics.relRmsWorst.value).toBeNaN();
    expect(metrics.reference).toEqual({ absMax: nan, rms: nan, nonFiniteShare: 1 });
  });

  test("a NaN in one sample leaves the other sample's figures alone", () => {
    const { metrics } = compareFloats([
      pair(floats(nan, 1), floats(nan, 1), "a"),
      pair(floats(2, 2), floats(2, 4), "b"),
    ]);
    expect(metrics.relRmsWorst).toEqual({ value: Math.sqrt(2) / 2, sample: "b" });
  });
});

describe("edges of magnitude", () => {
  test("-0 and 0 are equal", () => {
    const { metrics } = metricsOf([0, -0, 1], [-0, 0, 1]);
    expect([metrics.maxAbs, metrics.cosine, metrics.snrDb]).toEqual([0, 1, inf]);
  });

  test("float32 differences are taken in float64", () => {
    const { metrics } = metricsOf([1e8, 1], [1e8, 1 + 2 ** -23]);
    expect(metrics.maxAbs).toBe(2 ** -23);
    expect(metricsOf([3e38], [-3e38]).metrics.maxAbs).toBe(2 * Math.fround(3e38));
  });

  test("squares of the largest float32 values do not overflow", () => {
    const { metrics } = metricsOf([3.4e38, -3.4e38], [3.4e38, 3.4e38]);
    expect(metrics.rms / (Math.fround(3.4e38) * Math.SQRT2)).toBeCloseTo(1, 12);
    expect(metrics.cosine).toBe(0);
  });

  test("float64 values whose squares overflow give infinity, not a small number", () => {
    const { metrics } = compareFloats([
      pair(tensor("float64", [2], [1e200, 1]), tensor("float64", [2], [2e200, 1])),
    ]);
    expect(metrics.maxAbs).toBe(1e200);
    expect(metrics.rms).toBe(inf);
    expect(metrics.relRms).toBeNaN();
  });

  test("a float64 difference beyond the range is infinite and found as a percentile", () => {
    const { metrics } = compareFloats([
      pair(tensor("float64", [2], [1.7e308, 1]), tensor("float64", [2], [-1.7e308, 1])),
    ]);
    expect([metrics.maxAbs, metrics.p50, metrics.p999]).toEqual([inf, 0, inf]);
    expect(metrics.nonFiniteMismatches).toBe(0);
  });

  test("subnormal float32 errors are kept", () => {
    const { metrics } = metricsOf([0, 0, 0], [2 ** -149, 0, 0]);
    expect([metrics.maxAbs, metrics.p999]).toEqual([2 ** -149, 2 ** -149]);
  });

  test("65504 in float16 equals 65504 in float32, and the next code is infinity", () => {
    const { metrics } = compareFloats([pair(floats(65504, 65504), tensor("float16", [2], [0x7bff, 0x7c00]))]);
    expect([metrics.maxAbs, metrics.nonFiniteMismatches]).toEqual([0, 1]);
  });

  test("bfloat16 is widened exactly", () => {
    const { metrics } = compareFloats([pair(floats(1, -2), tensor("bfloat16", [2], [0x3f80, 0xc000]))]);
    expect(metrics.maxAbs).toBe(0);
  });

  test("relative error is taken against at least 2^-14", () => {
    const { metrics } = metricsOf([0, 2 ** -20, 4], [2 ** -16, 2 ** -20, 5]);
    expect(metrics.maxRel).toBe(0.25);
    expect(metrics.maxRelFloor).toBe(2 ** -14);
  });
});

describe("scale", () => {
  test("a reference of zeros: no error is 0, any error is infinite", () => {
    expect(metricsOf([0, 0], [0, 0]).metrics).toMatchObject({ relRms: 0, cosine: 1, snrDb: inf });
    expect(metricsOf([0, 0], [0, 1e-9]).metrics).toMatchObject({ relRms: inf, cosine: 0, snrDb: -inf });
  });

  test("a candidate of zeros has cosine 0 and SNR 0 dB", () => {
    expect(metricsOf([1, 2], [0, 0]).metrics).toMatchObject({ cosine: 0, snrDb: 0, relRms: 1 });
  });

  test("an error in one of many samples shows in the worst sample, not in the pooled figure", () => {
    const good = Array.from({ length: 99 }, (_, i) => pair(floats(1, 1), floats(1, 1), `s${i}`));
    const { metrics } = compareFloats([...good, pair(floats(1, 1), floats(1.5, 1.5), "bad")]);
    expect(metrics.relRms).toBeCloseTo(0.05, 12);
    expect(metrics.relRmsWorst).toEqual({ value: 0.5, sample: "bad" });
  });

  test("a nearly empty sample is measured against a tenth of the pooled RMS", () => {
    const { metrics } = compareFloats([
      pair(floats(10, 10), floats(10, 10), "full"),
      pair(floats(0, 0), floats(0.1, 0.1), "empty"),
    ]);
    expect(metrics.relRmsWorst.value).toBeCloseTo(0.1 / (0.1 * Math.sqrt(50)), 6);
  });

  test("a scalar has an empty index and no top-1", () => {
    const { metrics, worst } = compareFloats([pair(tensor("float32", [], [1]), tensor("float32", [], [3]))]);
    expect(worst).toEqual({ sample: "0000", index: [], reference: 1, candidate: 3 });
    expect(metrics.topOne).toBeUndefined();
    expect(metrics.p50).toBe(2);
  });

  test("an empty tensor gives NaN throughout and no worst element", () => {
    const { metrics, worst, elements } = compareFloats([
      pair(tensor("float32", [0, 4], []), tensor("float32", [0, 4], [])),
    ]);
    expect(elements).toBe(0);
    expect(worst).toBeUndefined();
    expect(metrics.maxAbs).toBeNaN();
    expect(metrics.p50).toBeNaN();
    expect(metrics.topOne?.agreement).toBeNaN();
  });

  test("samples may have different shapes", () => {
    const { metrics, elements, worst } = compareFloats([
      pair(tensor("float32", [1, 2], [1, 2]), tensor("float32", [1, 2], [1, 2]), "a"),
      pair(tensor("float32", [3, 2], [1, 2, 3, 4, 5, 6]), tensor("float32", [3, 2], [1, 2, 3, 4, 7, 6]), "b"),
    ]);
    expect(elements).toBe(8);
    expect(metrics.maxAbs).toBe(2);
    expect(worst).toMatchObject({ sample: "b", index: [2, 0] });
  });
});

describe("large tensors", () => {
  test("sums over many windows agree with sums of exact products", () => {
    const random = randomSource(7);
    const length = 300_001;
    const reference = Float32Array.from({ length }, () => random() * 8 - 4);
    const candidate = reference.map((value) => value + Math.fround(random() * 1e-3));
    const { metrics, worst } = compareFloats([pair(view(reference), view(candidate))]);
    const errors = Float64Array.from(reference, (value, i) => Math.abs(value - candidate[i]!));
    const total = errors.reduce((sum, error) => sum + error, 0);
    const squares = errors.reduce((sum, error) => sum + error * error, 0);
    expect(metrics.meanAbs / (total / length)).toBeCloseTo(1, 12);
    expect(metrics.rms / Math.sqrt(squares / length)).toBeCloseTo(1, 12);
    const max = errors.reduce((largest, error) => Math.max(largest, error), 0);
    expect(worst?.index).toEqual([errors.indexOf(max)]);
    errors.sort();
    expect(metrics.p50).toBe(errors[Math.ceil(length / 2) - 1]);
    expect(metrics.p99).toBe(errors[Math.ceil((length * 990) / 1000) - 1]);
    expect(metrics.p999).toBe(errors[Math.ceil((length * 999) / 1000) - 1]);
  });

  test("element offsets become indices along each axis", () => {
    expect(elementIndex(0, [])).toEqual([]);
    expect(elementIndex(23, [2, 3, 4])).toEqual([1, 2, 3]);
    expect(elementIndex(2 ** 33 + 5, [2 ** 32, 4])).toEqual([2 ** 31 + 1, 1]);
  });
});
