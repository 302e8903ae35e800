import { describe, expect, it } from "vitest";
import { effectText, overrideView } from "../../src/report/override-view.ts";
import { renderReport } from "../../src/report/render.ts";
import type { GateResult, ResultOverrides } from "../../src/report/result.ts";
import { overrideScenarios } from "./override-scenarios.ts";
import { scenarios } from "./scenarios.ts";

const fix = (changes: Partial<ResultOverrides> = {}): GateResult => {
  const result = overrideScenarios["fix"]?.();
  if (result?.overrides === undefined) throw new Error("no such scenario");
  return { ...result, overrides: { ...result.overrides, ...changes } };
};

const plan = (output: string, value: number, limit: number) => ({
  output,
  metric: "max-abs",
  operator: "<=" as const,
  value,
  limit,
  excess: value / limit,
  passed: value <= limit,
});

describe("the effect of a plan", () => {
  it("is told of the output that fails furthest, also where another is nearer to its limit afterwards", () => {
    const before = [plan("boxes", 4, 1), plan("scores", 0.2, 0.1)];
    const after = [plan("scores", 0.09, 0.1), plan("boxes", 0.07, 1)];
    expect(effectText({ before, after })).toBe("`boxes` from 4 to 0.07 (limit 1)");
  });

  it("names both limits where another metric decides", () => {
    const before = [
      { ...plan("y", 3, 0), metric: "non-finite", excess: Number.POSITIVE_INFINITY, passed: false },
    ];
    expect(effectText({ before, after: [plan("y", 0.5, 1)] })).toBe(
      "`y` from 3 NaN/∞ (limit 0) to 0.5 (limit 1)",
    );
  });

  it("is nothing where nothing was measured", () => {
    expect(effectText({ before: [plan("y", 2, 1)] })).toBeUndefined();
  });
});

describe("what is said of a plan", () => {
  it("begins with its size, its effect and where it was tried", () => {
    expect(overrideView(fix())?.title).toBe(
      "Keep 2 of 255 nodes in FP32: `boxes` from 4.07 px to 0.29 px (limit 1 px), tried on the emulation.",
    );
    expect(overrideView(fix({ verifiedOn: "TensorRT 10.13" }))?.title).toContain("tried on TensorRT 10.13");
  });

  it("says of a single node that it alone breaks the limit", () => {
    expect(overrideView(fix({ nodes: ["a"] }))?.facts[0]).toMatch(/^It breaks a limit alone/);
  });

  it("does not claim a proof that was not made", () => {
    const facts = overrideView(fix({ minimal: false, uniqueSmallest: false }))?.facts ?? [];
    expect(facts[0]).toBe("Whether all of them are needed was not shown.");
  });

  it.each([
    ["tries", "ended after the 60 tries"],
    ["time", "its time was spent"],
    ["signal", "interrupted"],
  ] as const)("says that the search ended for want of %s", (stopped, text) => {
    const { search } = fix().overrides as ResultOverrides;
    const facts = overrideView(fix({ search: { ...search!, stopped } }))?.facts.join(" ");
    expect(facts).toContain(text);
  });

  it("says that a plan was tried on no other input, and why", () => {
    const facts = overrideView(fix({ heldOut: { held: 0, of: 0, text: "the time was spent" } }))?.facts;
    expect(facts).toContain("Not checked further: the time was spent.");
  });

  it("names the lines of the source once, in order", () => {
    const reason = (line: number) => ({
      node: `n${line}`,
      op: "Add",
      source: { file: "net.py", line },
      reason: "",
    });
    expect(overrideView(fix({ reasons: [reason(9), reason(3), reason(9)] }))?.change).toBe(
      "In PyTorch: compute `net.py` lines 3, 9 in float32, as `overrides/pytorch.md` shows.",
    );
  });

  it("says why there is no mixed-precision model", () => {
    const omitted = [{ title: "Mixed-precision ONNX model", reason: "The disk is full." }];
    expect(overrideView(fix({ files: [], omitted }))?.written).toBe(
      "No mixed-precision model was written: The disk is full.",
    );
  });

  it("is nothing for a model that needs no plan, in any report", () => {
    const pass = scenarios["pass"]?.() as GateResult;
    const unneeded = { ...pass, overrides: { status: "unneeded" as const, text: "No node.", nodes: [] } };
    expect(overrideView(unneeded)).toBeUndefined();
    for (const format of ["console", "summary", "html", "junit"] as const) {
      expect(renderReport(unneeded, format)).toBe(renderReport(pass, format));
    }
  });
});

it("no line of the console begins with what a runner takes for a command", () => {
  const [hostile] = [overrideScenarios["fix-hostile"]?.() as GateResult];
  const files = ["::error::x", " ::error::x", "\u001b[0m::error::x"].map((content) => ({
    path: "overrides/trtexec-weak.sh",
    kind: "form" as const,
    title: "::error::x",
    content: `${content}\n${content}`,
  }));
  const overrides = {
    ...(hostile.overrides as ResultOverrides),
    status: "given" as const,
    text: "::error::x",
    files,
  };
  for (const line of renderReport({ ...hostile, overrides }, "console").split("\n")) {
    expect(line.trimStart().startsWith("::")).toBe(false);
  }
});
