import { describe, expect, it } from "vitest";
import { headlineOf } from "../../src/report/headline.ts";
import { shownPath } from "../../src/report/shown-path.ts";
import { renderSummary } from "../../src/report/summary.ts";
import { finding, output, resultOf } from "./scenarios.ts";

function withLimits(maxAbs: number) {
  return resultOf({
    judged: {
      kind: "emulation",
      outputs: [
        output("boxes", maxAbs, {
          unit: "px",
          passed: maxAbs <= 1,
          level: maxAbs > 1 ? "fail" : maxAbs > 0.5 ? "warn" : "pass",
        }),
      ],
      findings: [
        finding("boxes", "max-abs", maxAbs, 0.5, { unit: "px", level: "warn" }),
        finding("boxes", "max-abs", maxAbs, 1, { unit: "px" }),
      ],
    },
  });
}

describe("an output with a warning below its limit", () => {
  it.each([
    [0.31, "1 output within limits, `boxes` off by 0.31 px (limit 1 px, warns at 0.5 px)"],
    [0.7, "passed with 1 warning, `boxes` off by 0.7 px (limit 1 px, warns at 0.5 px)"],
    [4.07, "`boxes` off by 4.07 px (limit 1 px)"],
  ])("that is off by %d reads %s", (maxAbs, title) => {
    expect(headlineOf(withLimits(maxAbs)).title).toBe(title);
  });

  it.each([0.31, 0.7, 4.07])("shows both in the table at %d", (maxAbs) => {
    expect(renderSummary(withLimits(maxAbs))).toContain("| max-abs ≤ 1 px; warns at 0.5 px |");
  });
});

describe("the model", () => {
  it.each([
    ["examples/detector/job-b/model.onnx", "job-b/model.onnx"],
    ["model.onnx", "model.onnx"],
    ["./model.onnx", "model.onnx"],
    ["../model.onnx", "model.onnx"],
    ["/data/jobs/17/model.onnx", "17/model.onnx"],
    ["C:\\jobs\\b\\model.onnx", "b/model.onnx"],
  ])("%s is called %s", (file, name) => {
    const result = withLimits(0.1);
    const model = { ...result.model, file, sha256: { file: "a".repeat(64) } };
    expect(headlineOf({ ...result, model }).model).toBe(name);
  });

  it.each([
    ["examples/job-b/model.onnx", "examples/job-b/model.onnx"],
    ["/data/jobs/17/model.onnx", "…/17/model.onnx"],
    ["C:\\jobs\\b\\model.onnx", "…/b/model.onnx"],
  ])("%s is shown as %s", (path, shown) => {
    expect(shownPath(path)).toBe(shown);
  });
});
