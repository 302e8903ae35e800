import type { ModelProto } from "onnx-buf";
import { describe, expect, it } from "vitest";
import { emulate, lift } from "../../src/onnx/emulate.ts";
import { expandComposites } from "../../src/onnx/expand-composites.ts";
import { indexGraph } from "../../src/onnx/graph.ts";
import { everythingFp16, keepInFp32 } from "../../src/onnx/plan.ts";
import { inferTypes } from "../../src/onnx/types.ts";
import { run } from "./onnxruntime-runner.ts";
import { mismatches, type RecordedCase, readCases, readModel } from "./recorded-cases.ts";
import { textModel } from "./text-model.ts";

const cases = readCases("attention");
const load = (name: string): ModelProto => readModel("attention", name);

/** Without any rounding: the expansion alone. */
function expanded(name: string) {
  const model = load(name);
  const graph = indexGraph(model);
  return expandComposites(graph, inferTypes(graph), everythingFp16, false).model;
}

describe("Attention written out", () => {
  it.each(cases)("computes what the specification says: $name", async ({ name, inputs, fp32 }) => {
    expect(mismatches(await run(expanded(name), inputs), fp32 ?? {}, 1e-5)).toEqual([]);
  });

  it.each(cases)("has nodes of its own, all owned by the node it stands for: $name", ({ name }) => {
    const graph = indexGraph(load(name));
    const { model, owners } = expandComposites(graph, inferTypes(graph), everythingFp16, false);
    const nodes = model.graph?.node ?? [];
    expect(nodes.some((node) => node.opType === "Attention")).toBe(false);
    expect(new Set(nodes.map((node) => owners.get(node.name)))).toEqual(new Set(["attention"]));
  });

  it.each(cases)("stores every intermediate as FP16: $name", async ({ name, inputs, fp16 }) => {
    const { Y } = await run(emulate(load(name), everythingFp16).model, inputs);
    // One step of FP16 where a sum in another order rounds the other way.
    expect(mismatches(Y === undefined ? {} : { Y }, fp16, 2 ** -10)).toEqual([]);
  });

  it("lets an overflow of q k^T be seen, which the operator hides", async () => {
    const { inputs } = cases.find(({ name }) => name === "overflow") as RecordedCase;
    const hidden = await run(load("overflow"), inputs);
    const shown = await run(emulate(load("overflow"), everythingFp16).model, inputs);
    expect(hidden.Y?.data.every(Number.isFinite)).toBe(true);
    expect(shown.Y?.data.slice(0, 3)).toEqual([Number.NaN, Number.NaN, Number.NaN]);
    expect(shown.Y?.data.slice(3).every(Number.isFinite)).toBe(true);
  });

  it("is left as it is in FP32, and noted otherwise", () => {
    const model = load("plain_4d");
    expect(lift(model).model).toBe(model);
    expect(emulate(model, keepInFp32(["attention"])).notes).toEqual([]);
    const [note] = emulate(model, everythingFp16).notes;
    expect(note).toMatchObject({ kind: "attention-expanded", nodes: ["attention"] });
  });

  it("follows the types of an FP16 model", async () => {
    const model = textModel(`
      opset 23
      ir 11
      input q half 1,1,2,4
      input k half 1,1,2,4
      input v half 1,1,2,1
      output y half
      y = Attention(q, k, v) softmax_precision=1 is_causal=1
    `);
    const outputs = await run(emulate(model, everythingFp16).model, {
      q: { dtype: "float32", dims: [1, 1, 2, 4], data: [200, 200, 200, 200, 1, 1, 1, 1] },
      k: { dtype: "float32", dims: [1, 1, 2, 4], data: [300, 300, 300, 300, 0, 0, 0, 0] },
      v: { dtype: "float32", dims: [1, 1, 2, 1], data: [2049, 1] },
    });
    // Query 0 meets 4 x 141.4 x 212.1 = 120,000: infinity. Query 1 meets 600 and 0: all weight on the first value.
    expect(outputs.y?.data).toEqual([Number.NaN, 2048]);
  });
});
