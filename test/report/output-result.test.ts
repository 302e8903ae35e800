import { describe, expect, it } from "vitest";
import type { FloatComparison } from "../../src/compare/comparison.ts";
import { toOutputResult } from "../../src/report/output-result.ts";
import { finding } from "./scenarios.ts";

const comparison: FloatComparison = {
  kind: "float",
  name: "boxes",
  dtype: "float32",
  candidateDtype: "float16",
  shape: [2, 4],
  samples: 1,
  elements: 8,
  worst: { sample: "0", index: [1, 2], reference: 1, candidate: 5 },
  matching: undefined,
  metrics: {
    maxAbs: 4,
    meanAbs: 1,
    rms: 2,
    relRms: 0.1,
    relRmsWorst: { value: 0.1, sample: "0" },
    maxRel: 4,
    maxRelFloor: 2 ** -14,
    cosine: 0.9,
    snrDb: 20,
    p50: 1,
    p99: 4,
    p999: 4,
    topOne: undefined,
    worstSlice: undefined,
    nonFiniteMismatches: 0,
    nonFiniteMatches: 0,
    reference: { absMax: 10, rms: 5, nonFiniteShare: 0 },
  },
};
const passed = finding("boxes", "max-abs", 4, 5, { unit: "px" });
const failed = finding("boxes", "rel-rms", 0.1, 0.01);
const warned = finding("boxes", "rel-rms", 0.1, 0.05, { level: "warn" });
const other = finding("scores", "max-abs", 9, 1);

describe("toOutputResult", () => {
  it.each([
    ["passes within its limits", [passed], [], "pass", true],
    ["passes with a warning", [passed, warned], [], "warn", true],
    ["fails when a limit is crossed", [passed, warned, failed], [], "fail", false],
    ["fails even if it is unjudged in another respect", [failed], ["boxes"], "fail", false],
    ["is unjudged when that is said", [passed], ["boxes"], "unjudged", false],
    ["is unjudged without any finding", [], [], "unjudged", false],
    ["does not look at other outputs", [passed, other], ["scores"], "pass", true],
    ["is unjudged when only others have findings", [other], [], "unjudged", false],
  ])("%s", (_, findings, unjudged, level, ok) => {
    const result = toOutputResult(comparison, findings, new Set(unjudged));
    expect([result.level, result.passed]).toEqual([level, ok]);
  });

  it("carries metrics, limits, unit and noise over as they are", () => {
    const result = toOutputResult(comparison, [passed, other], new Set(), { unit: "px", noiseFloor: 0.1 });
    expect(result.metrics).toBe(comparison.metrics);
    expect(result.limits).toEqual([
      { metric: "max-abs", operator: "<=", value: 5, unit: "px", level: "fail" },
    ]);
    expect(result).toMatchObject({
      unit: "px",
      noiseFloor: 0.1,
      candidateDtype: "float16",
      worst: comparison.worst,
    });
  });
});
