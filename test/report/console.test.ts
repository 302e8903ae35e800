import { describe, expect, it } from "vitest";
import { renderConsole } from "../../src/report/console.ts";
import type { GateResult } from "../../src/report/result.ts";
import { finding, output, resultOf, scenarios } from "./scenarios.ts";

const names = Object.keys(scenarios);
const make = (name: string): GateResult => (scenarios[name] as () => GateResult)();

describe("renderConsole", () => {
  it.each(names)("of %s never starts a line with a runner's command, at any width", (name) => {
    for (const columns of [40, 80, 120, 400]) {
      for (const line of renderConsole(make(name), { columns }).split("\n")) {
        expect(line.trimStart().startsWith("::")).toBe(false);
        expect(line).not.toContain("##[");
      }
    }
  });

  it.each(names)("of %s holds no control character but the line break without colour", (name) => {
    expect(renderConsole(make(name)).replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });

  it.each([
    ["pass", "PASS  models/detector.onnx: 3 outputs within limits, `boxes` off by 0.309 px (limit 1 px)"],
    ["precision", "FAIL  models/detector.onnx: `boxes` off by 4.07 px (limit 1 px)"],
    ["warn-enforced", "FAIL (warn only)  models/detector.onnx: `boxes` off by 4.07 px (limit 1 px)"],
    ["conversion", "FAIL  models/detector.onnx: FP32 ONNX already differs: `out0` off by 0.590 (limit 0.05)"],
    ["unjudged", "ERROR  models/detector.onnx: could not judge"],
    ["input-error", "ERROR  not judged, something must be changed"],
  ])("of %s says the verdict and the number first", (name, line) => {
    expect(renderConsole(make(name)).split("\n")[0]).toBe(line);
  });

  it("says that a failure that is let through would have failed", () => {
    expect(renderConsole(make("warn-enforced"))).toContain("This check would have failed");
  });

  it("keeps tables within the width by giving up columns, then parts of names", () => {
    const name = `model.${"decoder.".repeat(12)}boxes`;
    const judged = {
      kind: "emulation",
      outputs: [output(name, 4.07, { unit: "px", passed: false, level: "fail" })],
      findings: [finding(name, "max-abs", 4.07, 1, { unit: "px" })],
    } as const;
    const result = resultOf({ judged });
    const row = (columns: number): string =>
      renderConsole(result, { columns })
        .split("\n")
        .find((line) => line.startsWith("✗")) as string;
    for (const columns of [60, 80, 100, 120, 200])
      expect(Array.from(row(columns)).length).toBeLessThanOrEqual(columns);
    expect(row(200)).toContain("812.5 → 816.57");
    expect(row(60)).not.toContain("812.5");
    expect(row(60)).toContain("4.07 px");
    expect(row(60)).toMatch(/✗ model.*….*boxes/);
  });

  it("colours by verdict and state only when asked to", () => {
    const red = "\u001b[31m";
    expect(renderConsole(make("precision"))).not.toContain("\u001b");
    const text = renderConsole(make("precision"), { color: true });
    expect(text).toContain(`${red}FAIL`);
    expect(text).toContain(`${red}✗`);
    expect(renderConsole(make("warn-enforced"), { color: true })).toContain("\u001b[33mFAIL (warn only)");
    // Without its colours it is the plain text.
    // oxlint-disable-next-line no-control-regex
    expect(text.replace(/\u001b\[\d+m/g, "")).toBe(renderConsole(make("precision")));
  });

  it("shows an output that is missing, though there is nothing to compare", () => {
    const missing = {
      ...finding("masks", "output", 1, 0),
      operator: "==",
      expected: "present",
      actual: "missing",
    } as const;
    const judged = {
      kind: "emulation",
      outputs: [output("boxes", 0.3)],
      findings: [finding("boxes", "max-abs", 0.3, 1), missing],
    } as const;
    const text = renderConsole(resultOf({ judged }));
    expect(text).toMatch(/^FAIL {2}models\/detector.onnx: `masks` missing$/m);
    expect(text).toMatch(/^✗ masks +missing$/m);
  });
});
