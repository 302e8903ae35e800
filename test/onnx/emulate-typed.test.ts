import { describe, expect, it } from "vitest";
import { EngineError } from "../../src/errors.ts";
import { emulate, lift } from "../../src/onnx/emulate.ts";
import { everythingFp16, keepInFp32 } from "../../src/onnx/plan.ts";
import { thrown } from "./build-model.ts";
import { floats, outputTypes, run } from "./onnxruntime-runner.ts";
import { textModel } from "./text-model.ts";

async function emulated(text: string, inputs: Parameters<typeof run>[1], fp32: string[] = []) {
  return run(emulate(textModel(text), keepInFp32(fp32)).model, inputs);
}

const overflow = `
  input x half 1
  output y half 1
  s = Mul(x, x) @square
  y = Div(s, x) @divide
`;

describe("an FP16 model", () => {
  it("overflows where its declarations say, which ONNX Runtime's own CPU hides", async () => {
    const outputs = await emulated(overflow, { x: floats([300]) });
    expect(outputs.y?.data).toEqual([Infinity]);
  });

  it("has float32 inputs and outputs, and says that it was lifted", async () => {
    const { model, notes } = emulate(textModel(overflow), everythingFp16);
    expect(await outputTypes(model)).toEqual({ y: "float32" });
    expect(model.graph?.input[0]?.type?.value).toMatchObject({ value: { elemType: 1 } });
    expect(notes.map((note) => note.kind)).toEqual(["lifted"]);
  });

  it("rounds a float32 sample that is no FP16 number where it enters", async () => {
    const outputs = await emulated("input x half 1\noutput y half 1\ny = Neg(x)", { x: floats([2049]) });
    expect(outputs.y?.data).toEqual([-2048]);
  });

  it("can keep nodes in FP32: then these do not round", async () => {
    expect((await emulated(overflow, { x: floats([300]) }, ["square"])).y?.data).toEqual([Infinity]);
    const kept = await emulated(overflow, { x: floats([300]) }, ["square", "divide"]);
    expect(kept.y?.data).toEqual([300]);
  });

  it("lifted without rounding is what the model would be in FP32", async () => {
    const outputs = await run(lift(textModel(overflow)).model, { x: floats([300]) });
    expect(outputs.y?.data).toEqual([300]);
  });

  it("decodes its weights and constants exactly, also subnormals and infinities", async () => {
    const outputs = await emulated(
      `
        input x half 1
        output y half 4
        output z half 1
        output s half 2
        weight w half 4 = 0.0009765625 6.103515625e-5 5.9604644775390625e-8 Infinity
        weight n int64 1 = 2
        c = Constant() value=<half 1 = -0.333251953125>
        y = Add(x, w)
        z = Mul(c, x)
        s = ConstantOfShape(n) value=<half 1 = 0.0999755859375>
      `,
      { x: floats([0]) },
    );
    expect(outputs.y?.data).toEqual([0.0009765625, 2 ** -14, 2 ** -24, Infinity]);
    expect(outputs.s?.data).toEqual([0.0999755859375, 0.0999755859375]);
    expect(outputs.z?.data.map((value) => value + 0)).toEqual([0]);
  });

  it("keeps weights that are listed among the inputs, as old exporters do", async () => {
    const outputs = await emulated(
      `
        ir 3
        opset 17
        input x half 1
        input w half 1
        output y half 1
        weight w half 1 = 3
        y = Mul(x, w)
      `,
      { x: floats([683]) },
    );
    expect(outputs.y?.data).toEqual([2048]);
  });

  it("lifts Resize, whose scales are FP32 anyway", async () => {
    const outputs = await emulated(
      `
        opset 17
        input x half 1,1,2
        output y half 1,1,4
        weight scales float 3 = 1 1 2
        y = Resize(x, , scales) mode="linear"
      `,
      { x: floats([2048, 2052], [1, 1, 2]) },
    );
    // Linear interpolation at -0.25, 0.25, 0.75, 1.25: 2048, 2049, 2051, 2052, stored in steps of 2.
    expect(outputs.y?.data).toEqual([2048, 2048, 2052, 2052]);
  });
});

describe("a mixed model", () => {
  const mixed = `
    input x float 1
    output y float 1
    weight k float 1 = 3
    weight h half 1 = 1
    a = Mul(x, k)
    b = Cast(a) to=10
    c = Mul(b, h)
    y = Cast(c) to=1
  `;

  it("rounds at its own casts and nowhere else", async () => {
    expect((await emulated(mixed, { x: floats([683]) })).y?.data).toEqual([2048]);
  });

  it("leaves FP32 nodes unrounded", async () => {
    const outputs = await emulated(
      `
        input x float 1
        output y float 1
        output z half 1
        weight k float 1 = 3
        y = Mul(x, k)
        z = Cast(x) to=10
      `,
      { x: floats([683]) },
    );
    expect(outputs.y?.data).toEqual([2049]);
    expect(outputs.z?.data).toEqual([683]);
  });

  it("takes shape arithmetic in FP16 at its word as well", async () => {
    const outputs = await emulated(
      `
        opset 17
        input x float n
        output y
        weight zero int64 1 = 0
        a = Shape(x)
        b = Cast(a) to=10
        c = Cast(b) to=7
        y = Slice(x, zero, c)
      `,
      { x: floats(Array.from({ length: 2049 }, () => 0)) },
    );
    expect(outputs.y?.dims).toEqual([2048]);
  });

  it("follows CastLike", async () => {
    const outputs = await emulated(
      `
        input x float 1
        output y half 1
        weight like half 1 = 1
        y = CastLike(x, like)
      `,
      { x: floats([2049]) },
    );
    expect(outputs.y?.data).toEqual([2048]);
  });
});

describe("a BF16 model", () => {
  it("is rounded to bfloat16, to nearest even", async () => {
    const outputs = await emulated(
      `
        input x bf16 4
        output y bf16 4
        weight k bf16 1 = 1
        y = Mul(x, k)
      `,
      // Steps of 2 from 256 on; 257 and 259 lie half way; 1e39 is infinity in both.
      { x: floats([257, 259, 3.3895e38, 1.5]) },
    );
    expect(outputs.y?.data).toEqual([256, 260, 3.3895313892515355e38, 1.5]);
  });

  it("decodes BF16 weights exactly", async () => {
    const outputs = await emulated(
      `
        input x bf16 1
        output y bf16 2
        weight w bf16 2 = 3.3895313892515355e38 0.00390625
        y = Mul(x, w)
      `,
      { x: floats([1]) },
    );
    expect(outputs.y?.data).toEqual([3.3895313892515355e38, 0.00390625]);
  });
});

describe("bodies in an FP16 model", () => {
  it("are lifted with their declarations and constants", async () => {
    const outputs = await emulated(
      `
        opset 17
        input x half 1
        output y half 1
        weight c bool - = 1
        graph then
          output t half 1
          k = Constant() value=<half 1 = 3>
          t = Mul(x, k)
        end
        graph else
          output e half 1
          e = Neg(x)
        end
        y = If(c) then_branch={then} else_branch={else}
      `,
      { x: floats([683]) },
    );
    expect(outputs.y?.data).toEqual([2048]);
  });
});

describe("an FP16 model with an operator that has no FP32 form", () => {
  it("is refused by name", () => {
    const model = textModel(`
      opset 26
      ir 11
      input x half 1
      output y int64 1
      b = BitCast(x) to=5 @bits
      y = Cast(b) to=7
    `);
    const error = thrown(() => emulate(model, everythingFp16)) as EngineError;
    expect(error).toBeInstanceOf(EngineError);
    expect(error.category).toBe("unsupported");
    expect(error.message).toContain('op BitCast (domain ai.onnx) of node "bits"');
  });
});
