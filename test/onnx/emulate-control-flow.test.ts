import { describe, expect, it } from "vitest";
import { emulate, lift } from "../../src/onnx/emulate.ts";
import { everythingFp16, keepInFp32 } from "../../src/onnx/plan.ts";
import { floats, type PlainTensor, run } from "./onnxruntime-runner.ts";
import { textModel } from "./text-model.ts";

type Inputs = Record<string, PlainTensor>;

async function emulated(text: string, inputs: Inputs, fp32: string[] = []) {
  return run(emulate(textModel(text), keepInFp32(fp32)).model, inputs);
}

const bool = (value: number): PlainTensor => ({ dtype: "bool", dims: [], data: [value] });

describe("the branches of If", () => {
  // 3 x 683 = 2049 is stored as 2048, 5 x 4099 / 5 = 4099 as 4100.
  const text = `
    opset 17
    input c bool -
    input x float 1
    output y float 1
    weight three float 1 = 3
    graph then
      output t float 1
      t = Mul(x, three) @times
    end
    graph else
      output e float 1
      weight four float 1 = 4099
      e = Identity(four)
    end
    y = If(c) then_branch={then} else_branch={else} @choose
  `;

  it("are rounded node by node, with what they take from around them", async () => {
    expect((await emulated(text, { c: bool(1), x: floats([683]) })).y?.data).toEqual([2048]);
    expect((await emulated(text, { c: bool(1), x: floats([2049]) })).y?.data).toEqual([6144]);
  });

  it("carry what they only move", async () => {
    expect((await emulated(text, { c: bool(0), x: floats([1]) })).y?.data).toEqual([4099]);
  });

  it("have nodes that a plan can name", async () => {
    expect((await emulated(text, { c: bool(1), x: floats([683]) }, ["times"])).y?.data).toEqual([2049]);
  });

  it("may pass an unrounded value on to a node that rounds it", async () => {
    const outputs = await emulated(
      `
        opset 17
        input c bool -
        input x float 1
        output y float 1
        output z float 1
        h = Sqrt(x)
        graph then
          output t float 1
          t = Identity(x)
        end
        graph else
          output e float 1
          e = Neg(h)
        end
        y = If(c) then_branch={then} else_branch={else}
        z = Neg(y)
      `,
      { c: bool(1), x: floats([2049]) },
    );
    expect(outputs.y?.data).toEqual([2049]);
    expect(outputs.z?.data).toEqual([-2048]);
  });
});

describe("the body of Loop", () => {
  const text = `
    opset 17
    input n int64 -
    input x float 1
    output y float 1
    output all float
    weight one float 1 = 1
    weight go bool - = 1
    graph body
      input i int64 -
      input c bool -
      input v
      output d bool -
      output w float 1
      output s float 1
      d = Identity(c)
      w = Add(v, one) @step
      s = Mul(w, one)
    end
    y, all = Loop(n, go, x) body={body} @loop
  `;
  const inputs = { n: { dtype: "int64", dims: [], data: [3] }, x: floats([2048]) };

  it("is rounded in every iteration", async () => {
    const outputs = await emulated(text, inputs);
    // 2048 + 1 = 2049 is stored as 2048 each time: it never grows.
    expect(outputs.y?.data).toEqual([2048]);
    expect(outputs.all?.data).toEqual([2048, 2048, 2048]);
  });

  it("grows when its addition stays in FP32, while what it collects is still rounded", async () => {
    const outputs = await emulated(text, inputs, ["step"]);
    expect(outputs.y?.data).toEqual([2051]);
    expect(outputs.all?.data).toEqual([2048, 2050, 2052]);
  });

  it("is named in the notes", () => {
    const { notes } = emulate(textModel(text), everythingFp16);
    expect(notes).toMatchObject([{ kind: "loop", nodes: ["loop"] }]);
  });

  it("is left alone when everything stays in FP32", async () => {
    expect((await run(lift(textModel(text)).model, inputs)).y?.data).toEqual([2051]);
  });
});

describe("the body of Scan", () => {
  it("is rounded in every step", async () => {
    const outputs = await emulated(
      `
        opset 17
        input x float 3,1
        output y float 1
        output all float 3,1
        weight zero float 1 = 2048
        graph body
          input a float 1
          input b float 1
          output sum float 1
          output seen float 1
          sum = Add(a, b)
          seen = Identity(sum)
        end
        y, all = Scan(zero, x) body={body} num_scan_inputs=1
      `,
      { x: floats([1, 1, 4], [3, 1]) },
    );
    expect(outputs.y?.data).toEqual([2052]);
    expect(outputs.all?.data).toEqual([2048, 2048, 2052]);
  });
});

describe("nested bodies", () => {
  it("are rounded, share a rounded copy of an outer value, and keep their names apart", async () => {
    const outputs = await emulated(
      `
        opset 17
        input c bool -
        input x float 1
        output y float 1
        weight k float 1 = 2049
        graph inner
          output i float 1
          i = Mul(x, k)
        end
        graph other
          output i float 1
          i = Add(x, k)
        end
        graph then
          output t float 1
          t = If(c) then_branch={inner} else_branch={other}
        end
        graph else
          output t float 1
          t = Sub(x, k)
        end
        y = If(c) then_branch={then} else_branch={else}
      `,
      { c: bool(1), x: floats([2]) },
    );
    expect(outputs.y?.data).toEqual([4096]);
  });

  it("fold a BatchNormalization inside", async () => {
    const outputs = await emulated(
      `
        opset 17
        input c bool -
        input x float 1,1,1
        output y float 1,1,1
        weight s float 1 = 2
        weight b float 1 = 0
        weight m float 1 = 0
        weight v float 1 = 500000
        graph then
          output t float 1,1,1
          t = BatchNormalization(x, s, b, m, v)
        end
        graph else
          output e float 1,1,1
          e = Neg(x)
        end
        y = If(c) then_branch={then} else_branch={else}
      `,
      { c: bool(1), x: floats([1024], [1, 1, 1]) },
    );
    // 2 / sqrt(500000) = 2.828427e-3 is 1482.9 steps of 2^-19, stored as 1483.
    expect(outputs.y?.data).toEqual([1483 / 512]);
  });
});
