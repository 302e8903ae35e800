import { describe, expect, it, test } from "vitest";
import type { Finding } from "../../src/compare/finding.ts";
import type { Verdict } from "../../src/verdict/decide.ts";
import { type DiagnosedLeg, diagnose } from "../../src/verdict/diagnose.ts";
import type { LegKind } from "../../src/verdict/leg.ts";
import { finding } from "../report/scenarios.ts";

const px = { unit: "px" };

function leg(
  kind: LegKind,
  maxAbs: number,
  options: { limit?: number; noiseFloor?: number } = {},
): DiagnosedLeg {
  const own = finding("boxes", "max-abs", maxAbs, options.limit ?? 1, px);
  return {
    kind,
    passed: own.passed,
    findings: [own],
    outputs: [{ name: "boxes", unit: "px", maxAbs, noiseFloor: options.noiseFloor }],
  };
}

const pass: Verdict = { kind: "pass", exitCode: 0, enforcement: "fail", findings: [], unjudged: [] };
const fail: Verdict = { kind: "fail", exitCode: 1, enforcement: "fail", findings: [], unjudged: [] };
const error: Verdict = {
  kind: "error",
  exitCode: 3,
  enforcement: "fail",
  findings: [],
  unjudged: [],
  error: { kind: "engine", message: "crashed" },
};

test("a converted model that is off without any rounding is a fault of the conversion, not of precision", () => {
  const legs = [leg("conversion", 0.0002), leg("candidate-unrounded", 3)];
  expect(diagnose(fail, leg("candidate", 3.2), legs)).toEqual({
    kind: "conversion",
    text: "The FP32 ONNX agrees with PyTorch to 2e-4 px. Without any rounding the converted model is already off: `boxes` is off by 3 px (limit 1 px). Its constants or nodes are not those of the FP32 model, so the precision of its nodes is not the question.",
  });
});

test("a converted model that is right without rounding is off for its precision", () => {
  const legs = [leg("conversion", 0.0002), leg("candidate-unrounded", 0.1)];
  expect(diagnose(fail, leg("candidate", 3.2), legs)?.kind).toBe("precision");
});

describe("diagnose", () => {
  it.each([
    [
      "healthy",
      diagnose(pass, leg("emulation", 0.3), [leg("conversion", 0.0002)]),
      "Every output is within its limits. The FP32 ONNX agrees with PyTorch to 2e-4 px.",
    ],
    [
      "latent",
      diagnose(pass, leg("engine-fp16", 0.3), [leg("conversion", 0.0002), leg("emulation", 4.07)]),
      "This engine stays within its limits, but FP16 as the graph defines it does not: `boxes` is off by 4.07 px (limit 1 px). A fusion hides it here, and another engine, version or fusion may not.",
    ],
    [
      "precision",
      diagnose(fail, leg("emulation", 4.07), [leg("conversion", 0.0002)]),
      "The FP32 ONNX agrees with PyTorch to 2e-4 px, so the export is fine: this is FP16. `boxes` is off by 4.07 px (limit 1 px).",
    ],
    [
      "precision",
      diagnose(fail, leg("emulation", 4.07), [leg("conversion", 0)]),
      "The FP32 ONNX agrees with PyTorch exactly, so the export is fine: this is FP16. `boxes` is off by 4.07 px (limit 1 px).",
    ],
    [
      "conversion",
      diagnose(fail, leg("emulation", 0.59, { limit: 0.05 }), [leg("conversion", 0.59, { limit: 0.05 })]),
      "FP32 ONNX already differs from PyTorch by 0.59 px on `boxes`: the export or the reference is wrong (dropout active? opset?), precision is not the question.",
    ],
    [
      "conversion",
      diagnose(fail, leg("emulation", 0.01), [leg("conversion", 4)]),
      "FP32 ONNX already differs from PyTorch by 4 px on `boxes`: the export or the reference is wrong (dropout active? opset?), precision is not the question.",
    ],
    [
      "engine",
      diagnose(fail, leg("engine-fp16", 4), [
        leg("conversion", 0.0002),
        leg("engine-fp32", 3),
        leg("emulation", 4),
      ]),
      "The FP32 ONNX agrees with PyTorch to 2e-4 px. The FP32 engine already differs: `boxes` is off by 3 px (limit 1 px). The engine or one of its kernels is wrong, precision is not the question.",
    ],
    [
      "engine",
      diagnose(fail, leg("engine-fp16", 4), [leg("conversion", 0.0002), leg("emulation", 0.3)]),
      "FP16 as the graph defines it stays within the limits, so this engine or one of its kernels is at fault: `boxes` is off by 4 px (limit 1 px).",
    ],
    [
      "nondeterministic",
      diagnose(fail, leg("engine-fp16", 4, { noiseFloor: 5 }), [leg("conversion", 0.0002)]),
      "`boxes` is off by 4 px (limit 1 px), which is no more than two identical runs differ by.",
    ],
    [
      "unknown",
      diagnose(fail, leg("engine-fp16", 4), []),
      "`boxes` is off by 4 px (limit 1 px). No FP32 run was compared with PyTorch, so the export, the engine and FP16 remain possible causes.",
    ],
  ])("%s, with its evidence", (kind, diagnosis, text) => {
    expect(diagnosis).toEqual({ kind, text });
  });

  it("says nothing about an error or before anything was judged", () => {
    expect(diagnose(error, leg("emulation", 4), [])).toBeUndefined();
    expect(diagnose(fail, undefined, [])).toBeUndefined();
  });

  it("does not blame a conversion difference below the noise floor", () => {
    const conversion = leg("conversion", 1.2, { noiseFloor: 1.5 });
    expect(diagnose(fail, leg("emulation", 4.07), [conversion])?.kind).toBe("precision");
  });

  it("does not call an export fine that did not pass", () => {
    const conversion = leg("conversion", 1.2, { noiseFloor: 1.5 });
    expect(diagnose(fail, leg("emulation", 4.07), [conversion])?.text).not.toContain("export is fine");
  });

  it("puts NaN before any distance, and speaks of elements", () => {
    const broken = finding("logits", "non-finite", 12, 0, { operator: "==" });
    const judged = {
      ...leg("emulation", 4.07),
      findings: [finding("boxes", "max-abs", 4.07, 1, px), broken],
    };
    const diagnosis = diagnose(fail, judged, [leg("conversion", 0.0002)]);
    expect(diagnosis?.text).toContain("`logits` is NaN or infinite on one side only in 12 elements.");
  });

  it.each<[Finding, string]>([
    [finding("x", "cosine", 0.98, 0.99, { operator: ">=" }), "`x` has cosine 0.98 (at least 0.99)"],
    [finding("x", "rel-rms", 0.13, 0.01), "`x` has rms error relative to the reference 0.13 (limit 0.01)"],
    [
      { ...finding("x", "shape", 0, 1), operator: "==", expected: "2x3", actual: "2x4" },
      "`x` has shape 2x4 instead of 2x3",
    ],
    [
      { ...finding("x", "output", 1, 0), operator: "==", expected: "present", actual: "missing" },
      "`x` is missing",
    ],
    [
      { ...finding("x", "output", 1, 0), operator: "==", expected: "absent", actual: "present" },
      "`x` is not in the reference",
    ],
  ])("words other findings: %s", (own, words) => {
    const judged = { ...leg("emulation", 4), findings: [own] };
    expect(diagnose(fail, judged, [])?.text).toContain(words);
  });

  it("never lets a name end its own quotation", () => {
    const own = finding("a`b` c", "max-abs", 4, 1);
    expect(diagnose(fail, { ...leg("emulation", 4), findings: [own] }, [])?.text).toContain(
      "`a'b' c` is off by 4",
    );
  });
});
