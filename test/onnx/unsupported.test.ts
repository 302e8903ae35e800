import { describe, expect, it } from "vitest";
import { ConfigError, EngineError } from "../../src/errors.ts";
import { emulate } from "../../src/onnx/emulate.ts";
import { everythingFp16, keepInFp32 } from "../../src/onnx/plan.ts";
import { thrown } from "./build-model.ts";
import { textModel } from "./text-model.ts";

function refusal(text: string): EngineError {
  const error = thrown(() => emulate(textModel(text), everythingFp16));
  expect(error).toBeInstanceOf(EngineError);
  return error as EngineError;
}

describe("a model that cannot be emulated", () => {
  it("names a custom operator with its domain and node", () => {
    const error = refusal(`
      opset 17
      opset my.company 1
      input x float 1
      output y float 1
      y = my.company::Warp(x) @warp
    `);
    expect(error.category).toBe("unsupported");
    expect(error.exitCode).toBe(3);
    expect(error.message).toBe(
      'The model can\'t be emulated, no known operator: op Warp (domain my.company) of node "warp".',
    );
    expect(error.advice).toContain("ONNX Runtime");
  });

  it("names an operator that is younger than the model's opset", () => {
    const error = refusal("opset 17\ninput x float 1\noutput y float 1\ny = Gelu(x) @act");
    expect(error.message).toContain('op Gelu (domain ai.onnx) of node "act"');
  });

  it("names five of many nodes and counts the rest", () => {
    const lines = Array.from(
      { length: 8 },
      (_, index) => `y${index} = my::Warp(x) @n${index}\noutput y${index}`,
    );
    const error = refusal(`opset my 1\ninput x float 1\n${lines.join("\n")}`);
    expect(error.message).toContain('"n4"; and 3 more.');
    expect(error.message).not.toContain('"n5"');
  });

  it.each([
    ["RandomNormal", "y = RandomNormal() shape=[1] @r"],
    ["RandomUniformLike", "y = RandomUniformLike(x) @r"],
    ["Bernoulli", "y = Bernoulli(x) @r"],
    ["Multinomial", "y = Multinomial(x) @r"],
  ])("refuses the random operator %s", (operator, line) => {
    const error = refusal(`input x float 1,1\noutput y\n${line}`);
    expect(error.message).toContain(`op ${operator} (domain ai.onnx) of node "r"`);
    expect(error.message).toContain("random");
  });

  it("refuses Dropout in training mode, and a flag that only the caller knows", () => {
    const text = (flag: string): string => `
      opset 17
      input x float 1
      ${flag}
      output y float 1
      weight ratio float - = 0.5
      y = Dropout(x, ratio, train) @drop
    `;
    expect(refusal(text("weight train bool - = 1")).message).toContain(
      'op Dropout (domain ai.onnx) of node "drop"',
    );
    expect(refusal(text("input train bool -")).message).toContain("in training mode");
    expect(emulate(textModel(text("weight train bool - = 0")), everythingFp16).notes).toEqual([]);
  });

  it.each([
    ["by its attribute", 17, "y = BatchNormalization(x, a, a, a, a) training_mode=1 @bn"],
    ["by its outputs", 11, "y, m, v = BatchNormalization(x, a, a, a, a) @bn"],
  ])("refuses BatchNormalization in training mode, told %s", (_how, opset, line) => {
    const error = refusal(`opset ${opset}\ninput x float 1,1,1\noutput y\nweight a float 1 = 1\n${line}`);
    expect(error.message).toContain('op BatchNormalization (domain ai.onnx) of node "bn"');
    expect(error.advice).toBe("Export the model in eval mode.");
  });

  it("refuses bodies of other operators than If, Loop and Scan", () => {
    const error = refusal(`
      opset 17
      input x float 1
      output y
      q = SequenceConstruct(x)
      graph body
        input a float 1
        output b float 1
        b = Neg(a)
      end
      y = SequenceMap(q) body={body} @map
    `);
    expect(error.message).toContain('op SequenceMap (domain ai.onnx) of node "map"');
  });

  it("refuses an Attention with an attribute that its expansion does not know", () => {
    const error = refusal(
      "opset 25\nir 11\ninput x float 1,1,2,2\noutput y\ny = Attention(x, x, x) sink=1 @att",
    );
    expect(error.message).toContain('op Attention (domain ai.onnx) of node "att"');
    expect(error.message).toContain("an attribute that is newer");
  });

  it("escapes control characters in names", () => {
    const error = refusal("opset my 1\ninput x float 1\noutput y\ny = my::Warp(x) @a\u0007b");
    expect(error.message).toContain(String.raw`node "a\u0007b"`);
  });
});

describe("a plan", () => {
  const text = "input x float 1\noutput y float 1\ny = Sin(x) @sin";

  it("that names nodes the model lacks is refused by name", () => {
    const error = thrown(() => emulate(textModel(text), keepInFp32(["sin", "cos", "tan"])));
    expect(error).toBeInstanceOf(ConfigError);
    expect(error.message).toBe("The plan keeps nodes in FP32 that the model does not have: cos, tan.");
    expect(error.advice).toContain("first output");
  });

  it("names a nameless node by its first output", () => {
    const model = textModel("input x float 1\noutput y float 1\ny = Sin(x)");
    expect(emulate(model, keepInFp32(["y"])).model).toBe(model);
  });
});
