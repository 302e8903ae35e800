import { describe, expect, it } from "vitest";
import { ConfigError, EngineError } from "../../src/errors.ts";
import { everythingFp16, keepInFp32 } from "../../src/onnx/plan.ts";
import { switchable } from "../../src/onnx/switchable.ts";
import { thrown } from "./build-model.ts";
import { optimized, type PlainTensor, run } from "./onnxruntime-runner.ts";
import { readCases, readModel } from "./recorded-cases.ts";
import { noisy, switchingCases, wide } from "./switchable-cases.ts";
import { comparePlans, noisyWeight } from "./switchable-comparison.ts";
import { textModel } from "./text-model.ts";

const bool = (value: number): PlainTensor => ({ dtype: "bool", dims: [], data: [value] });
describe("a switchable model", () => {
  it.each(switchingCases)("gives the bits of a fixed emulation: $name", async ({ text, inputs }) => {
    const model = textModel(text);
    expect(switchable(model).inexact).toEqual([]);
    for (const stretchLength of [1, 2, 12]) {
      const { differences, results, plans } = await comparePlans(model, inputs, { stretchLength });
      expect(differences).toEqual([]);
      expect(plans).toBeGreaterThan(1);
      expect(results).toBeGreaterThan(1);
    }
  });
});

describe("every operator that was recorded", () => {
  it.each(readCases("operators"))("switches as it emulates: $name", async ({ name, inputs }) => {
    expect((await comparePlans(readModel("operators", name), inputs)).differences).toEqual([]);
  });

  // ONNX Runtime 1.30.0 knows no window, and no mask that is shorter than the keys: in FP32 it runs none of these.
  const refused = new Set(["mask_short", "window", "window_causal", "window_padded"]);
  const attentions = readCases("attention");

  it.each(attentions.filter(({ name }) => !refused.has(name)))(
    "keeps Attention whole in FP32: $name",
    async ({ name, inputs }) => {
      const { differences, plans } = await comparePlans(readModel("attention", name), inputs);
      expect(differences).toEqual([]);
      expect(plans).toBe(2);
    },
  );

  it.each(attentions.filter(({ name }) => refused.has(name)))(
    "can't do what ONNX Runtime can't do in FP32: $name",
    async ({ name, inputs }) => {
      await expect(run(readModel("attention", name), inputs)).rejects.toThrow(/Attention/);
      await expect(comparePlans(readModel("attention", name), inputs)).rejects.toThrow(/Attention/);
    },
  );
});

describe("bodies", () => {
  it("are switched where they lie, and see the switches from there", async () => {
    const model = textModel(`
      opset 17
      input c bool -
      input x float 4
      output y float 4
      ${noisyWeight("k", [4])}
      graph then
        output t float 4
        u = Mul(x, k) @times
        t = Exp(u) @exp
      end
      graph else
        output e float 4
        weight four float 1 = 4.4444
        e = Div(x, four) @divide
      end
      i = If(c) then_branch={then} else_branch={else} @choose
      y = Tanh(i) @tanh
    `);
    for (const c of [0, 1]) {
      const { differences, results, plans } = await comparePlans(model, { c: bool(c), x: noisy([4]) });
      expect(differences).toEqual([]);
      expect(plans).toBe(16);
      expect(results).toBeGreaterThan(2);
    }
  });

  it("of loops carry values of either precision from one round to the next", async () => {
    const model = textModel(`
      opset 17
      input x float 1,${wide}
      output y float 1,${wide}
      output s float n,1,3
      weight count int64 - = 3
      weight go bool - = 1
      ${noisyWeight("w", [wide, 3])}
      ${noisyWeight("k", [1], 37)}
      graph body
        input i int64 -
        input c bool -
        input v float 1,${wide}
        output c2 bool -
        output v2 float 1,${wide}
        output p float 1,3
        c2 = Identity(c)
        v2 = Mul(v, k) @scale
        p = MatMul(v2, w) @product
      end
      y, s = Loop(count, go, x) body={body} @loop
    `);
    for (const stretchLength of [1, 12]) {
      const inputs = { x: noisy([1, wide]) };
      const { differences, results } = await comparePlans(model, inputs, { stretchLength });
      expect(differences).toEqual([]);
      expect(results).toBe(4);
    }
  });
});

describe("a model that declares half precision", () => {
  const typed = `
    input x half 2,3
    output y half 2,2
    output z bf16 2,2
    weight w half 3,2 = 0.333251953125 0.5 -0.25 1.5 2.75 0.0999755859375
    weight three half 1 = 3
    h = Mul(x, three) @scale
    p = MatMul(h, w) @product
    y = Exp(p) @exp
    b = Cast(p) to=16 @cast
    z = Neg(b) @negate
  `;

  it("is switched by what it declares: a node in FP32 drops its rounding", async () => {
    const inputs = { x: noisy([2, 3]) };
    const { differences, results, plans } = await comparePlans(textModel(typed), inputs);
    expect(differences).toEqual([]);
    expect(plans).toBe(32);
    expect(results).toBeGreaterThan(4);
  });

  it("keeps its FP32 parts as they are, weights packed", async () => {
    const model = textModel(`
      input x half 1,${wide}
      output y float 1,3
      ${noisyWeight("w", [wide, 3])}
      a = Relu(x) @relu
      f = Cast(a) to=1 @cast
      p = MatMul(f, w) @product
      h = Cast(p) to=10 @down
      y = Cast(h) to=1 @up
    `);
    for (const stretchLength of [1, 12]) {
      const inputs = { x: noisy([1, wide]) };
      const { differences } = await comparePlans(model, inputs, { stretchLength });
      expect(differences).toEqual([]);
    }
  });
});

describe("candidates", () => {
  const chain = `
    input x float 4
    output y float 4
    ${noisyWeight("k", [4])}
    a = Mul(x, k) @a
    b = Exp(a) @b
    c = Mul(b, k) @c
    d = Tanh(c) @d
    e = Mul(d, k) @e
    y = Exp(e) @f
  `;
  const built = switchable(textModel(chain), { candidates: ["c"] });

  it("are switched one by one, the runs between them as one", async () => {
    const uniform = (ids: readonly string[], fp32: readonly string[]): boolean =>
      ids.every((id) => fp32.includes(id)) || !ids.some((id) => fp32.includes(id));
    const { differences, plans, results } = await comparePlans(
      textModel(chain),
      { x: noisy([4]) },
      {
        candidates: ["c"],
        keep: (fp32) => uniform(["a", "b"], fp32) && uniform(["d", "e", "f"], fp32),
      },
    );
    expect(differences).toEqual([]);
    expect(plans).toBeGreaterThanOrEqual(2);
    expect(results).toBeGreaterThanOrEqual(2);
  });

  it("leave other plans to somebody else", () => {
    expect(built.switches.elements(keepInFp32(["a", "b", "c"]))).toBeDefined();
    expect(built.switches.elements(keepInFp32(["a"]))).toBeUndefined();
    expect(built.switches.elements(keepInFp32(["e", "c"]))).toBeUndefined();
  });
});

describe("what is handed over", () => {
  const text = `
    input x float 2
    input i int64 2
    output y float 2
    output j int64 2
    a = Mul(x, x) @square
    y = Sqrt(a) @root
    j = Neg(i) @integers
  `;

  it("names the nodes whose precision is a choice, in graph order, and one input for all of them", async () => {
    const { switches, model } = switchable(textModel(text));
    expect(switches.nodeIds).toEqual(["square", "root"]);
    expect(model.graph?.input.map(({ name }) => name)).toEqual(["x", "i", switches.input]);
    expect([...(switches.elements(everythingFp16) ?? [])].slice(0, 2)).toEqual([1, 1]);
    expect([...(switches.elements(keepInFp32(["root"])) ?? [])].slice(0, 2)).toEqual([1, 0]);
    expect(switches.elements(everythingFp16)).toHaveLength(switches.count);
  });

  it("leaves the model as it was, and is the same in every run", () => {
    const model = textModel(text);
    const before = JSON.stringify(model.graph?.node.map(({ name, input, output }) => [name, input, output]));
    const names = (): string =>
      JSON.stringify(switchable(model).model.graph?.node.map(({ output }) => output));
    expect(names()).toBe(names());
    expect(JSON.stringify(model.graph?.node.map(({ name, input, output }) => [name, input, output]))).toBe(
      before,
    );
  });

  it("takes a free name for its input", () => {
    const taken = textModel("input fp16_switches float 2\noutput y float 2\ny = Exp(fp16_switches) @exp");
    expect(switchable(taken).switches.input).toBe("fp16_switches_1");
  });

  it("has no switches where nothing can be rounded", async () => {
    const { model, switches } = switchable(textModel("input i int64 2\noutput j int64 2\nj = Neg(i)"));
    expect(switches).toMatchObject({ nodeIds: [], count: 0 });
    expect(switches.elements(everythingFp16)).toHaveLength(0);
    const outputs = await run(model, { i: { dtype: "int64", dims: [2], data: [1, -2] } });
    expect(outputs.j?.data).toEqual([-1, 2]);
  });

  it("says which weights it can't keep constant", () => {
    const tied = textModel(`
      input x float 1,4
      output y float 1,4
      ${noisyWeight("w", [4, 4])}
      g = Exp(w) @gain
      a = MatMul(x, g) @one
      y = MatMul(a, g) @two
    `);
    expect(switchable(tied).inexact).toEqual(["one", "two"]);
  });

  it("keeps weights constants in the branches, so that they are packed", async () => {
    const { model, switches } = switchable(textModel(switchingCases[0]?.text ?? ""), { stretchLength: 1 });
    const elements = switches.elements(everythingFp16) ?? new Uint8Array(0);
    const folded = await optimized(model, {
      ...switchingCases[0]?.inputs,
      [switches.input]: { dtype: "bool", dims: [elements.length], data: [...elements] },
    });
    const branches = (folded.graph?.node ?? []).flatMap((node) =>
      node.attribute.flatMap(({ g }) => (g ? [g] : [])),
    );
    const products = branches.filter((graph) => graph.node.some(({ opType }) => opType === "MatMul"));
    expect(products).toHaveLength(2);
    for (const graph of products) {
      const product = graph.node.find(({ opType }) => opType === "MatMul");
      expect(graph.initializer.map(({ name }) => name)).toContain(product?.input[1]);
    }
  });

  it("refuses plans for other models, by name", () => {
    const error = thrown(() => switchable(textModel(text)).switches.elements(keepInFp32(["root", "roof"])));
    expect(error).toBeInstanceOf(ConfigError);
    expect(error.message).toBe("The plan keeps nodes in FP32 that the model does not have: roof.");
  });

  it("refuses what can't be emulated, by name", () => {
    const model = textModel("input x float 2\noutput y float 2\ny = RandomNormalLike(x) @noise");
    const error = thrown(() => switchable(model));
    expect(error).toBeInstanceOf(EngineError);
    expect(error.message).toContain("RandomNormalLike");
    expect(error.message).toContain('"noise"');
  });
});
