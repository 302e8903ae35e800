import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { findOperatorSchema, formalAt } from "../../src/onnx/operator-schema.ts";

const float = 1;
const float16 = 10;
const bfloat16 = 16;

/** Which half formats the input or output allows. */
function halves(
  domain: string,
  name: string,
  opset: number,
  side: "inputs" | "outputs",
  index: number,
): string {
  const types = formalAt(findOperatorSchema(domain, name, opset)?.[side] ?? [], index)?.types.tensor;
  return `${types?.has(float16) ? "fp16 " : ""}${types?.has(bfloat16) ? "bf16" : ""}`.trim();
}

describe("the operator table", () => {
  // Facts from the operator pages of ONNX and ONNX Runtime.
  it.each([
    ["", "Add", 11, "inputs", 0, "fp16"],
    ["", "Add", 13, "inputs", 1, "fp16 bf16"],
    ["", "CumSum", 11, "inputs", 0, ""],
    ["", "CumSum", 14, "inputs", 0, "fp16 bf16"],
    ["", "Range", 17, "inputs", 0, ""],
    ["", "NonMaxSuppression", 17, "inputs", 0, ""],
    ["", "Resize", 13, "inputs", 0, "fp16 bf16"],
    ["", "Resize", 13, "inputs", 2, ""],
    ["", "LayerNormalization", 17, "outputs", 0, "fp16 bf16"],
    ["", "LayerNormalization", 17, "outputs", 1, "bf16"],
    ["", "DequantizeLinear", 13, "outputs", 0, ""],
    ["", "DequantizeLinear", 19, "outputs", 0, "fp16 bf16"],
    ["", "TopK", 11, "outputs", 1, ""],
    ["ai.onnx", "Conv", 11, "inputs", 1, "fp16"],
    ["ai.onnx.ml", "TreeEnsembleRegressor", 3, "outputs", 0, ""],
    ["com.microsoft", "FusedMatMul", 1, "inputs", 0, "fp16 bf16"],
  ] as const)("%s %s of opset %d, %s %d: %s", (domain, name, opset, side, index, expected) => {
    expect(halves(domain, name, opset, side, index)).toBe(expected);
  });

  it("picks the newest version that the opset has", () => {
    expect(findOperatorSchema("", "ReduceSum", 12)?.sinceVersion).toBe(11);
    expect(findOperatorSchema("", "ReduceSum", 13)?.sinceVersion).toBe(13);
    expect(findOperatorSchema("", "ReduceSum", 99)?.sinceVersion).toBe(13);
  });

  it("knows nothing of operators that are too young, foreign or made up", () => {
    expect(findOperatorSchema("", "Gelu", 19)).toBeUndefined();
    expect(findOperatorSchema("", "FusedMatMul", 20)).toBeUndefined();
    expect(findOperatorSchema("nowhere", "Add", 20)).toBeUndefined();
    expect(findOperatorSchema("constructor", "Add", 20)).toBeUndefined();
  });

  it("repeats a variadic formal, and no other", () => {
    const concat = findOperatorSchema("", "Concat", 13);
    expect(formalAt(concat?.inputs ?? [], 7)?.types.tensor.has(float)).toBe(true);
    expect(formalAt(findOperatorSchema("", "Add", 13)?.inputs ?? [], 2)).toBeUndefined();
  });

  it("marks scales, optional inputs and shared type variables", () => {
    const quantize = findOperatorSchema("", "QuantizeLinear", 19);
    expect(quantize?.inputs.map((formal) => formal.isScale)).toEqual([false, true, false]);
    expect(quantize?.inputs.map((formal) => formal.kind)).toEqual(["single", "single", "optional"]);
    const add = findOperatorSchema("", "Add", 14);
    expect(
      new Set([...(add?.inputs ?? []), ...(add?.outputs ?? [])].map((formal) => formal.variable)),
    ).toEqual(new Set(["T"]));
    expect(findOperatorSchema("", "LayerNormalization", 17)?.inputs[1]?.isScale).toBe(false);
  });

  it("names its sources and stays small", () => {
    const text = readFileSync(
      new URL("../../src/onnx/operator-schemas.generated.ts", import.meta.url),
      "utf8",
    );
    expect(text).toMatch(/onnx \d+\.\d+\.\d+ \(Apache-2\.0/);
    expect(text).toMatch(/onnxruntime\n\/\/ \d+\.\d+\.\d+ \(MIT/);
    expect(text.length).toBeLessThan(60_000);
  });
});
