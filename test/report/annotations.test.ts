import { describe, expect, it } from "vitest";
import { maxAnnotations, maxMessageBytes, sourceAnnotations } from "../../src/report/annotations.ts";
import { printableLine } from "../../src/report/escape.ts";
import type { GateResult, ResultLayer } from "../../src/report/result.ts";
import { layerScenarios } from "./layer-scenarios.ts";

const detector = (): GateResult => (layerScenarios.layers as () => GateResult)();
const worst = (): ResultLayer => detector().layers[0] as ResultLayer;
const withLayers = (layers: ResultLayer[]): GateResult => ({ ...detector(), layers });

describe("sourceAnnotations", () => {
  it("names each guilty line once, worst first, with evidence and advice of all its layers", () => {
    const annotations = sourceAnnotations(detector());
    expect(annotations.map(({ file, line }) => `${file}:${line}`)).toEqual([
      "examples/detector/model.py:41",
      "examples/detector/model.py:88",
    ]);
    expect(annotations[0]?.title).toBe("FP16: overflow, hidden overflow in decoder.norm");
    expect(annotations[0]?.message).toBe(
      [
        "Pow /decoder/norm/Pow: `x.pow(2).mean()` reaches 2.6e5 > 65504 in 12 of 4096 rows",
        "Error introduced here: NaN/∞ in 12 of 4096.",
        "Compute the statistics in float32 (`x.float()`), or scale before squaring.",
        "",
        "ReduceMean /decoder/norm/ReduceMean_1: the sum of |a b| reaches 8.1e6 inside the accumulation, beyond 65504",
        "Error introduced here: 0.016.",
      ].join("\n"),
    );
    expect(annotations[1]?.message).toContain("Mul /decoder/decode/Mul_2");
    expect(annotations[1]?.message).toContain("Add /decoder/decode/Add_3");
  });

  it("leaves out a line that was not found again in the checkout", () => {
    expect(sourceAnnotations(detector()).some(({ line }) => line === 91)).toBe(false);
  });

  it.each([
    "/etc/passwd",
    "../secret.py",
    "models/../../secret.py",
    "C:\\secret.py",
    "\\\\host\\share\\x.py",
    "~/x.py",
    "a\\..\\..\\x.py",
    "",
  ])("never points at %j", (file) => {
    expect(sourceAnnotations(withLayers([{ ...worst(), source: { file, line: 1 } }]))).toEqual([]);
  });

  it("writes paths with forward slashes", () => {
    const layer = { ...worst(), source: { file: "models\\norm.py", line: 3 } };
    expect(sourceAnnotations(withLayers([layer]))[0]?.file).toBe("models/norm.py");
  });

  it("says nothing without layers, and nothing about layers without a source", () => {
    expect(sourceAnnotations(withLayers([]))).toEqual([]);
    expect(sourceAnnotations(withLayers([{ ...worst(), source: undefined }]))).toEqual([]);
  });

  it("keeps to what GitHub shows: ten lines, each message below its limit, saying what is left out", () => {
    const many = Array.from(
      { length: 200 },
      (_, at): ResultLayer => ({
        ...worst(),
        node: `/norm/Pow_${at}`,
        source: { file: "a.py", line: at < 100 ? 1 : at },
        cause: { kind: "overflow", evidence: "é".repeat(5000), advice: "x".repeat(5000) },
      }),
    );
    const annotations = sourceAnnotations(withLayers(many));
    expect(annotations).toHaveLength(maxAnnotations);
    for (const { message } of annotations) {
      expect(new TextEncoder().encode(message).length).toBeLessThanOrEqual(maxMessageBytes);
    }
    expect(annotations[0]?.message).toMatch(/and 9\d more of this line; see the job summary\.$/);
    expect(maxMessageBytes).toBeLessThan(4096);
  });

  it("makes one printable line of every hostile text", () => {
    const annotations = sourceAnnotations((layerScenarios["layers-hostile"] as () => GateResult)());
    expect(annotations.length).toBeGreaterThan(0);
    for (const { title, message } of annotations) {
      for (const line of [title, ...message.split("\n")]) expect(printableLine(line)).toBe(line);
      expect(title.length).toBeLessThan(220);
    }
  });
});
