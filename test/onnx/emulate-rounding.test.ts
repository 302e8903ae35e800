import { describe, expect, it } from "vitest";
import { emulate, lift } from "../../src/onnx/emulate.ts";
import { everythingFp16, keepInFp32 } from "../../src/onnx/plan.ts";
import { floats, optimized, type PlainTensor, run } from "./onnxruntime-runner.ts";
import { textModel } from "./text-model.ts";

type Inputs = Record<string, PlainTensor>;

/** Output `y` of the emulated model, `fp32` nodes kept in FP32. */
async function emulated(text: string, inputs: Inputs, fp32: string[] = [], output = "y"): Promise<number[]> {
  const outputs = await run(emulate(textModel(text), keepInFp32(fp32)).model, inputs);
  return [...(outputs[output]?.data ?? [])];
}

function castCount(text: string, fp32: string[] = []): number {
  const { model } = emulate(textModel(text), keepInFp32(fp32));
  return model.graph?.node.filter((node) => node.opType === "Cast").length ?? 0;
}

// FP16 has steps of 2 from 2048 to 4096 and of 4 up to 8192; it ends at 65504 and its smallest step is 2^-24.
const before = [2049, 2051, 4098, 4099, 65519, 65520, -70000, 2 ** -25, 1.5 * 2 ** -25, 3 * 2 ** -25];
const rounded = [2048, 2052, 4096, 4100, 65504, Infinity, -Infinity, 0, 2 ** -24, 2 ** -23];
const product = `
  input x float 10
  output y float 10
  weight one float 1 = 1
  y = Mul(x, one) @m
`;

describe("an FP16 node", () => {
  it("rounds its inputs to nearest even, overflows to infinity and keeps subnormals", async () => {
    expect(await emulated(product, { x: floats(before) })).toEqual(rounded);
  });

  it("computes in FP32 and rounds its output", async () => {
    const text = `
      input a float 4
      input b float 4
      output y float 4
      y = Mul(a, b)
    `;
    const inputs = { a: floats([3, 256, 2 ** -13, 2 ** -12]), b: floats([683, 256, 2 ** -13, 2 ** -12]) };
    expect(await emulated(text, inputs)).toEqual([2048, Infinity, 0, 2 ** -24]);
  });

  it("rounds weights, which stay constants for ONNX Runtime", async () => {
    const text = `
      input x float 1,2
      output y float 1,2
      weight w float 2,2 = 2049 0 0 4099
      y = MatMul(x, w)
    `;
    const inputs = { x: floats([1, 1], [1, 2]) };
    expect(await emulated(text, inputs)).toEqual([2048, 4100]);
    const { model } = emulate(textModel(text), everythingFp16);
    const folded = await optimized(model, inputs);
    const matMul = folded.graph?.node.find((node) => node.opType === "MatMul");
    expect(folded.graph?.initializer.map((tensor) => tensor.name)).toContain(matMul?.input[1]);
    expect(folded.graph?.node.filter((node) => node.opType === "Cast")).toHaveLength(4);
  });

  it("is decided by the plan alone: every cast pair survives at level basic", async () => {
    const text = `
      input x float 2
      output y float 2
      y = Sin(x)
    `;
    const folded = await optimized(emulate(textModel(text), everythingFp16).model, { x: floats([1, 2]) });
    expect(folded.graph?.node.map((node) => node.opType)).toEqual(["Cast", "Cast", "Sin", "Cast", "Cast"]);
  });
});

describe("an FP32 node", () => {
  it("rounds neither its inputs nor its outputs", async () => {
    expect(await emulated(product, { x: floats(before) }, ["m"])).toEqual([...Float32Array.from(before)]);
  });

  const chain = `
    input x float 2
    output y float 2
    output h float 2
    weight k float 1 = 3
    h = Mul(x, k) @first
    y = Mul(h, k) @second
  `;

  it("reads what an FP16 node rounded", async () => {
    // 3 x 683 = 2049 is stored as 2048; the second product is exact.
    expect(await emulated(chain, { x: floats([683, 1]) }, ["second"])).toEqual([6144, 9]);
  });

  it("feeds an FP16 node, which rounds what it reads", async () => {
    const inputs = { x: floats([683, 1]) };
    const outputs = await run(emulate(textModel(chain), keepInFp32(["first"])).model, inputs);
    expect(outputs.h?.data).toEqual([2049, 3]);
    expect(outputs.y?.data).toEqual([6144, 9]);
  });

  it("shares a weight with an FP16 node and gets it unrounded", async () => {
    const text = `
      input x float 1
      output y float 1
      output z float 1
      weight w float 1 = 2049
      y = Mul(x, w) @half
      z = Mul(x, w) @full
    `;
    const outputs = await run(emulate(textModel(text), keepInFp32(["full"])).model, { x: floats([1]) });
    expect([outputs.y?.data, outputs.z?.data]).toEqual([[2048], [2049]]);
  });
});

describe("rounding", () => {
  it("happens once for a tensor that many nodes read", () => {
    const text = `
      input x float 2
      output a float 2
      output b float 2
      a = Sin(x) @a
      b = Cos(x) @b
    `;
    expect(castCount(text)).toBe(6);
    expect(castCount(text, ["a"])).toBe(4);
  });

  it("is not repeated for a rounded output, nor behind data movement and exact operators", () => {
    const text = `
      input x float 2
      output y float 2
      weight shape int64 1 = 2
      a = Sin(x)
      b = Reshape(a, shape)
      c = Relu(b)
      d = Neg(c)
      y = Cos(d)
    `;
    expect(castCount(text)).toBe(6);
  });

  it("is needed again where a moved tensor mixes rounded and unrounded numbers", async () => {
    const text = `
      input x float 1
      output y float 2
      weight w float 1 = 2049
      a = Sqrt(x)
      b = Concat(a, w) axis=0
      y = Neg(b)
    `;
    expect(await emulated(text, { x: floats([4]) })).toEqual([-2, -2048]);
  });

  it("leaves an exact operator's result rounded when its inputs had to be rounded first", async () => {
    const text = `
      input x float 2
      output y float 2
      weight low float - = 2049
      y = Clip(x, low)
    `;
    expect(await emulated(text, { x: floats([1, 4099]) })).toEqual([2048, 4100]);
  });
});

describe("graph outputs", () => {
  it("are rounded by an FP16 producer and not by an FP32 one, a carrier or an input", async () => {
    const text = `
      input x float 1
      output half float 1
      output full float 1
      output moved float 1
      output x float 1
      output w float 1
      weight w float 1 = 2049
      weight one float 1 = 1
      half = Mul(x, one) @h
      full = Mul(x, one) @f
      moved = Identity(x)
    `;
    const { model } = emulate(textModel(text), keepInFp32(["f"]));
    const outputs = await run(model, { x: floats([2049]) });
    const values = Object.fromEntries(Object.entries(outputs).map(([name, { data }]) => [name, data[0]]));
    expect(values).toEqual({ half: 2048, full: 2049, moved: 2049, x: 2049, w: 2049 });
  });

  it("may be consumed as well", async () => {
    const text = `
      input x float 1
      output h float 1
      output y float 1
      weight k float 1 = 3
      h = Mul(x, k)
      y = Add(h, h)
    `;
    expect(await emulated(text, { x: floats([683]) })).toEqual([4096]);
    expect(await emulated(text, { x: floats([683]) }, [], "h")).toEqual([2048]);
  });
});

describe("an initializer that is a graph input", () => {
  const text = `
    ir 8
    opset 17
    input x float 1
    input w float 1
    output y float 1
    weight w float 1 = 2049
    weight one float 1 = 1
    s = Mul(w, one)
    y = Mul(x, s)
  `;

  it("is rounded, and stays an input", async () => {
    const { model } = emulate(textModel(text), everythingFp16);
    expect(model.graph?.input.map((info) => info.name)).toEqual(["x", "w"]);
    expect((await run(model, { x: floats([1]) })).y?.data).toEqual([2048]);
  });
});

describe("operators with several outputs", () => {
  it("round each float output, and pass omitted ones over", async () => {
    const text = `
      input x float 1,1,1
      output h float 1,1,1,1
      output c float 1,1,1
      weight w float 1,4,1 = 0 9 20 9
      weight r float 1,4,1 = 0 0 0 0
      weight b float 1,8 = 1 0 0 0 0 0 0 0
      h, , c = LSTM(x, w, r, b) hidden_size=1
    `;
    const full = await run(textModel(text), { x: floats([1], [1, 1, 1]) });
    const half = await run(emulate(textModel(text), everythingFp16).model, { x: floats([1], [1, 1, 1]) });
    for (const name of ["h", "c"]) {
      const exact = full[name]?.data[0] as number;
      const stored = half[name]?.data[0] as number;
      // Steps of 2^-11 from 0.5 to 1.
      expect(exact * 2 ** 11 === Math.round(exact * 2 ** 11)).toBe(false);
      expect(stored).toBe(Math.round(exact * 2 ** 11) / 2 ** 11);
    }
  });

  it("keep integer outputs as they are", async () => {
    const text = `
      input x float 3
      output y float 2
      output i int64 2
      weight k int64 1 = 2
      y, i = TopK(x, k)
    `;
    const inputs = { x: floats([2051, 4099, 1]) };
    expect(await emulated(text, inputs)).toEqual([4100, 2052]);
    expect(await emulated(text, inputs, [], "i")).toEqual([1, 0]);
  });
});

describe("casts in an FP32 model", () => {
  it("to FLOAT count as FP16 and round their output", async () => {
    const text = `
      input x int64 2
      output y float 2
      y = Cast(x) to=1 @c
    `;
    const inputs = { x: { dtype: "int64", dims: [2], data: [2049, 70000] } };
    expect(await emulated(text, inputs)).toEqual([2048, Infinity]);
    expect(await emulated(text, inputs, ["c"])).toEqual([2049, 70000]);
  });

  it("to an integer round what they read", async () => {
    const text = `
      input x float 2
      output y int64 2
      y = Cast(x) to=7
    `;
    expect(await emulated(text, { x: floats([2049, 0.99999]) })).toEqual([2048, 1]);
  });

  it("to DOUBLE leave double arithmetic alone, and say so", async () => {
    const text = `
      input x float 1
      output y float 1
      output d double 1
      weight k double 1 = 2049
      a = Cast(x) to=11
      d = Mul(a, k) @double
      y = Cast(d) to=1
    `;
    expect(await emulated(text, { x: floats([2049]) }, [], "d")).toEqual([2048 * 2049]);
    const { notes } = emulate(textModel(text), everythingFp16);
    expect(notes.find((note) => note.kind === "double")?.nodes).toContain("double");
  });
});

describe("an emulation", () => {
  const text = `
    input x float 2
    output y float 2
    weight x__rounded float 2 = 1 1
    weight y__unrounded float 2 = 1 1
    a = Mul(x, x__rounded)
    y = Mul(a, y__unrounded)
  `;

  it("avoids names that the model uses", async () => {
    expect(await emulated(text, { x: floats([2049, 1]) })).toEqual([2048, 1]);
  });

  it("is the same in every run and leaves the model unchanged", () => {
    const model = textModel(text);
    const copy = structuredClone(model.graph?.node.map((node) => [node.name, ...node.input, ...node.output]));
    const first = emulate(model, everythingFp16).model;
    const second = emulate(model, everythingFp16).model;
    expect(second).toEqual(first);
    expect(model.graph?.node.map((node) => [node.name, ...node.input, ...node.output])).toEqual(copy);
  });

  it("keeps metadata, declarations and weights, without copying these", () => {
    const model = textModel(product);
    model.producerName = "pytorch";
    const { model: half } = emulate(model, everythingFp16);
    expect(half.producerName).toBe("pytorch");
    expect(half.graph?.input).toBe(model.graph?.input);
    expect(half.graph?.initializer[0]).toBe(model.graph?.initializer[0]);
  });

  it("with every node in FP32 is the model itself", () => {
    const model = textModel(product);
    expect(lift(model).model).toBe(model);
  });
});
