import { describe, expect, it } from "vitest";
import { emulate, lift } from "../../src/onnx/emulate.ts";
import { everythingFp16, keepInFp32 } from "../../src/onnx/plan.ts";
import { floats, run } from "./onnxruntime-runner.ts";
import { mismatches, readCases, readModel } from "./recorded-cases.ts";
import { textModel } from "./text-model.ts";

const cases = readCases("operators");

describe("operators with FP16 storage", () => {
  it.each(cases)("give what numpy's float16 gives: $name", async ({ name, inputs, fp16 }) => {
    const outputs = await run(emulate(readModel("operators", name), everythingFp16).model, inputs);
    // Half a step of FP16, where float32 sums in another order fall on the other side.
    expect(mismatches(outputs, fp16, 2 ** -10)).toEqual([]);
  });

  it.each(cases)(
    "round every output of an FP16 node to an FP16 number: $name",
    async ({ name, inputs, fp16 }) => {
      const outputs = await run(emulate(readModel("operators", name), everythingFp16).model, inputs);
      for (const output of Object.keys(fp16)) {
        const data = outputs[output]?.data ?? [];
        expect(data.length).toBeGreaterThan(0);
        expect(data.filter((value) => !isFloat16(value))).toEqual([]);
      }
    },
  );

  it.each(cases)("give the model's own bits in FP32: $name", async ({ name, inputs }) => {
    const model = readModel("operators", name);
    expect(await run(lift(model).model, inputs)).toEqual(await run(model, inputs));
  });
});

/** At most 11 significant bits, and a multiple of 2^-24. */
function isFloat16(value: number): boolean {
  if (!Number.isFinite(value) || value === 0) {
    return !Number.isNaN(value);
  }
  const step = 2 ** Math.max(Math.floor(Math.log2(Math.abs(value))) - 10, -24);
  return Math.abs(value) <= 65504 && Number.isInteger(value / step);
}

describe("BatchNormalization", () => {
  it("is folded in FP32: a running variance beyond 65504 is harmless", async () => {
    const text = `
      opset 17
      input x float 1,1,1
      output y float 1,1,1
      weight s float 1 = 1
      weight b float 1 = 0
      weight m float 1 = 0
      weight v float 1 = 500000
      y = BatchNormalization(x, s, b, m, v) @bn
    `;
    const { model, notes } = emulate(textModel(text), everythingFp16);
    const outputs = await run(model, { x: floats([1024], [1, 1, 1]) });
    // 1 / sqrt(500000) = 1.414214e-3 is 1482.9 steps of 2^-20, stored as 1483; times 1024 that is exact.
    expect(outputs.y?.data).toEqual([1483 / 1024]);
    expect(notes).toMatchObject([{ kind: "batch-norm-folded", nodes: ["bn"] }]);
  });

  it("is not folded in FP32, to the bit", () => {
    const model = readModel("operators", "batch_norm");
    expect(emulate(model, keepInFp32(["bn"])).model).toBe(model);
  });

  it("costs no nodes but its casts when its parameters are in the file", () => {
    const { model } = emulate(readModel("operators", "batch_norm"), everythingFp16);
    expect(model.graph?.node.map((node) => node.opType)).toEqual([
      ...Array.from({ length: 6 }, () => "Cast"),
      "BatchNormalization",
      "Cast",
      "Cast",
    ]);
  });

  it("in a model that declares FP16 is taken as declared: a variance that is infinite there stays so", async () => {
    const text = `
      opset 17
      input x half 1,1,1
      output y half 1,1,1
      weight s half 1 = 1
      weight b half 1 = 0
      weight m half 1 = 0
      weight v half 1 = Infinity
      y = BatchNormalization(x, s, b, m, v)
    `;
    const outputs = await run(emulate(textModel(text), everythingFp16).model, {
      x: floats([1024], [1, 1, 1]),
    });
    expect(outputs.y?.data).toEqual([0]);
  });
});

describe("recurrent operators", () => {
  it("are named as lower bounds", () => {
    const { notes } = emulate(readModel("operators", "gru"), everythingFp16);
    expect(notes).toMatchObject([{ kind: "lower-bound", nodes: ["gru"] }]);
    expect(emulate(readModel("operators", "gru"), keepInFp32(["gru"])).notes).toEqual([]);
  });
});

describe("operators that can hide an overflow", () => {
  it("are named as rounded at their border only", () => {
    const { notes } = emulate(readModel("operators", "rms_norm"), everythingFp16);
    expect(notes).toMatchObject([{ kind: "border-only", nodes: ["y"] }]);
  });

  it("include attention of ONNX Runtime's own domain", () => {
    const text = `
      opset 17
      opset com.microsoft 1
      input q float 1,2,4
      output y float 1,2,4
      y = com.microsoft::MultiHeadAttention(q, q, q) num_heads=2 @mha
    `;
    const { notes } = emulate(textModel(text), everythingFp16);
    expect(notes).toMatchObject([{ kind: "border-only", nodes: ["mha"] }]);
    expect(notes[0]?.text).toContain("q·kᵀ");
  });
});
