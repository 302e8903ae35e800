import { describe, expect, it } from "vitest";
import { emulate } from "../../src/onnx/emulate.ts";
import { everythingFp16 } from "../../src/onnx/plan.ts";
import { floats, run } from "./onnxruntime-runner.ts";
import { textModel } from "./text-model.ts";

const long = Array.from({ length: 4099 }, () => 1);

async function emulated(text: string, data: readonly number[], dims: readonly number[]) {
  const { model } = emulate(textModel(text), everythingFp16);
  return run(model, { x: floats(data, dims) });
}

describe("what only reaches a shape", () => {
  // 4099 / 2 = 2049.5, floor 2049; in FP16 4099 is 4100 and 2049 is 2048.
  it.each([
    ["the end of a Slice", "y = Slice(x, zero, n)", [2049]],
    ["a new shape", "y = ConstantOfShape(n)", [2049]],
    [
      "the limit of a Range",
      "l = Squeeze(n)\no = Squeeze(one)\nz = Squeeze(zero)\ny = Range(z, l, o)",
      [2049],
    ],
    ["the k of TopK", "y, i = TopK(x, n)", [2049]],
    ["the target of Expand", "s = Slice(x, zero, one)\ny = Expand(s, n)", [2049]],
    ["the repeats of Tile", "s = Slice(x, zero, one)\ny = Tile(s, n)", [2049]],
    ["the pads of Pad", "p = Concat(zero, n) axis=0\ny = Pad(x, p)", [4099 + 2049]],
    [
      "the target of Reshape",
      "s = Slice(x, zero, n)\nt = Concat(n, one) axis=0\ny = Reshape(s, t)",
      [2049, 1],
    ],
  ])("stays exact: %s", async (_what, lines, dims) => {
    const outputs = await emulated(
      `
        opset 17
        input x float n
        output y
        weight half float 1 = 0.5
        weight zero int64 1 = 0
        weight one int64 1 = 1
        a = Shape(x)
        b = Cast(a) to=1
        c = Mul(b, half)
        d = Floor(c)
        n = Cast(d) to=7
        ${lines}
      `,
      long,
      [4099],
    );
    expect(outputs.y?.dims).toEqual(dims);
  });

  it("stays exact when it also is data: the shape reads the number before rounding", async () => {
    const outputs = await emulated(
      `
        opset 17
        input x float n
        output y
        output z
        weight one float 1 = 1
        weight zero int64 1 = 0
        a = Shape(x)
        b = Cast(a) to=1
        n = Cast(b) to=7
        y = Slice(x, zero, n)
        z = Mul(b, one)
      `,
      long,
      [4099],
    );
    expect(outputs.y?.dims).toEqual([4099]);
    expect(outputs.z?.data).toEqual([4100]);
  });

  it("is decided per input: the data of the same operator is rounded", async () => {
    const outputs = await emulated(
      `
        opset 17
        input x float 4
        output y
        weight k int64 1 = 1
        y, i = TopK(x, k)
      `,
      [1, 2051, 3, 4],
      [4],
    );
    expect(outputs.y?.data).toEqual([2052]);
  });

  it("does not cover numbers that pick elements, such as an index computed in floats", async () => {
    const outputs = await emulated(
      `
        opset 17
        input x float 4099
        output y
        weight at float 1 = 2049
        weight one float 1 = 1
        a = Mul(at, one)
        i = Cast(a) to=7
        y = Gather(x, i)
      `,
      Array.from({ length: 4099 }, (_, index) => index),
      [4099],
    );
    expect(outputs.y?.data).toEqual([2048]);
  });
});

describe("numbers that are no FP16 data", () => {
  it("Resize scales stay as they are", async () => {
    // 1025 of 4099: in FP16 the scale would be 0.25 and the size 1024.
    const outputs = await emulated(
      `
        opset 17
        input x float 1,1,4099
        output y
        weight scales float 3 = 1 1 0.2500611
        y = Resize(x, , scales) mode="nearest"
      `,
      long,
      [1, 1, 4099],
    );
    expect(outputs.y?.dims).toEqual([1, 1, 1025]);
  });

  it("quantisation scales stay as they are while the data is rounded", async () => {
    const outputs = await emulated(
      `
        opset 19
        input x float 2
        output q uint8 2
        output y float 2
        weight scale float - = 1.0004
        weight zero uint8 - = 0
        weight wide float - = 16.5
        q = QuantizeLinear(x, wide, zero)
        b = QuantizeLinear(x, scale, zero)
        y = DequantizeLinear(b, scale, zero)
      `,
      [2051, 100],
      [2],
    );
    // 2051 is stored as 2052: 2052 / 16.5 = 124.4 and 2051 / 16.5 = 124.3 agree; 100 / 16.5 = 6.06.
    expect(outputs.q?.data).toEqual([124, 6]);
    // 100 x 1.0004 = 100.04, in steps of 1/16: 100.0625, and 255 x 1.0004 = 255.1 in steps of 1/8.
    // A scale rounded to FP16 is 1 and would give 255 and 100.
    expect(outputs.y?.data).toEqual([255.125, 100.0625]);
  });

  it("quantised data is rounded before it is quantised", async () => {
    const outputs = await emulated(
      `
        opset 19
        input x float 1
        output q uint8 1
        weight scale float - = 100000
        weight zero uint8 - = 3
        q = QuantizeLinear(x, scale, zero)
      `,
      [70000],
      [1],
    );
    // 70000 is infinity in FP16 and saturates; it would be 1 + 3 otherwise.
    expect(outputs.q?.data).toEqual([255]);
  });

  it("NonMaxSuppression sees boxes and thresholds unrounded", async () => {
    // The boxes overlap by 4097 / 4099 = 0.99951, above the threshold: the second is dropped.
    const { model } = emulate(
      textModel(`
        opset 17
        input x float 1,2,4
        output y int64
        weight scores float 1,1,2 = 0.9 0.8
        weight most int64 1 = 5
        weight overlap float 1 = 0.9995
        y = NonMaxSuppression(x, scores, most, overlap)
      `),
      everythingFp16,
    );
    expect(model.graph?.node.map((node) => node.opType)).toEqual(["NonMaxSuppression"]);
    const outputs = await run(model, { x: floats([0, 0, 1, 4097, 0, 0, 1, 4099], [1, 2, 4]) });
    expect(outputs.y?.dims).toEqual([1, 3]);
  });

  it("operators that ONNX does not define for FP16 keep FP32: CumSum before opset 14", async () => {
    const model = (opset: number): string => `
      opset ${opset}
      input x float 2
      output y float 2
      weight axis int64 - = 0
      y = CumSum(x, axis)
    `;
    expect((await emulated(model(11), [2049, 2], [2])).y?.data).toEqual([2049, 2051]);
    expect((await emulated(model(14), [2049, 3], [2])).y?.data).toEqual([2048, 2052]);
  });
});
