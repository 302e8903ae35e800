import { describe, expect, it } from "vitest";
import { show } from "../../src/localise/advice.ts";
import { findCause } from "../../src/localise/cause.ts";
import { compositionAround } from "../../src/localise/cause-composition.ts";
import { scalarConstant, stepAt } from "../../src/localise/cause-context.ts";
import { type Measured, measuredGraph } from "./causes/build-evidence.ts";

function kindOf(id: string, text: string, measured: Record<string, Measured>): string | undefined {
  const { graph, evidence } = measuredGraph(text, measured);
  return findCause(id, graph, evidence)?.kind;
}

const add = `
  input x float 4
  output y float 4
  weight c float - = 1e-9
  s = Add(x, c)
  y = Div(x, s)`;

describe("findCause: precedence", () => {
  it("puts an overflow before a vanished eps at the same node", () => {
    const eps = { scalar: 1e-9, isConstant: true, flushed: 1, absMax: 1e-9 };
    const reference = { flushed: 3, overflows: 2, absMax: 90000 };
    expect(kindOf("s", add, { s: { reference, inputs: { 1: eps } } })).toBe("overflow");
    expect(kindOf("s", add, { s: { reference: { flushed: 3 }, inputs: { 1: eps } } })).toBe("eps-underflow");
  });

  it("puts a vanished eps before the underflow of the sum that it is added to", () => {
    const eps = { scalar: 1e-9, isConstant: true, flushed: 1, absMax: 1e-9 };
    const s = { introduced: { relRms: 1 }, reference: { flushed: 64, absMax: 1e-9 } };
    expect(kindOf("s", add, { s: { ...s, inputs: { 1: eps } } })).toBe("eps-underflow");
    expect(kindOf("s", add, { s: { ...s, inputs: { 1: { ...eps, scalar: 1 } } } })).toBe("underflow");
  });

  it("puts the mask constant before the overflow that it makes", () => {
    const text = `
      input x float 4
      input m float 4
      output y float 4
      weight big float - = -1e9
      scaled = Mul(m, big)
      biased = Add(x, scaled)
      y = Softmax(biased)`;
    const scaled = {
      introduced: { nonFinite: 2 },
      reference: { overflows: 2, absMax: 1e9 },
      inputs: { 1: { scalar: -1e9, isConstant: true, overflows: 1, absMax: 1e9 } },
    };
    for (const id of ["scaled", "biased", "y"]) {
      const own =
        id === "scaled" ? scaled : { introduced: { nonFinite: 2 }, inputs: { 1: { overflows: 2 } } };
      expect(kindOf(id, text, { scaled, [id]: own })).toBe("mask-constant");
    }
  });

  it("puts a weight beyond the range before the overflow of its product", () => {
    const text = `
      input x float 2,2
      output y float 2,2
      weight w float 2,2 = 70000 1 1 1
      y = MatMul(x, w)`;
    const y = {
      introduced: { nonFinite: 4 },
      reference: { overflows: 1, absMax: 80000 },
      inputs: { 1: { isConstant: true, overflows: 1, elements: 4, absMax: 70000 } },
    };
    expect(kindOf("y", text, { y })).toBe("weight-range");
  });

  it("falls back to rounding, so that every measured node has a cause", () => {
    expect(kindOf("s", add, {})).toBe("rounding");
  });

  it("knows nothing about nodes without evidence or outside the graph", () => {
    const { graph, evidence } = measuredGraph(add);
    expect(findCause("nowhere", graph, evidence)).toBeUndefined();
    expect(findCause("s", graph, new Map())).toBeUndefined();
  });
});

describe("compositionAround", () => {
  const rms = `
    input x float 2,4
    output y float 2,4
    weight two float - = 2
    weight eps float - = 1e-6
    weight axes int64 1 = -1
    p = Pow(x, two)
    m = ReduceMean(p, axes)
    e = Add(m, eps)
    r = Sqrt(e)
    i = Reciprocal(r)
    y = Mul(x, i)`;
  const layer = rms
    .replace("p = Pow(x, two)", "mu = ReduceMean(x, axes)\n d = Sub(x, mu)\n p = Mul(d, d)")
    .replace("y = Mul(x, i)", "y = Mul(d, i)");
  const l2 = rms.replace("ReduceMean(p, axes)", "ReduceSum(p, axes)");
  const bare = rms.replace("r = Sqrt(e)", "r = Relu(e)");
  const softmax = `
    input x float 2,4
    output y float 2,4
    weight axes int64 1 = -1
    e = Exp(x)
    s = ReduceSum(e, axes)
    y = Div(e, s)`;
  const scores = `
    input q float 2,4,4
    input k float 2,4,4
    output y float 2,4,4
    weight scale float - = 0.5
    t = Transpose(k) perm=[0,2,1]
    p = MatMul(q, t)
    s = Mul(p, scale)
    y = Softmax(s)`;
  const rope = `
    input x float 4
    input pos float 4
    output y float 4
    weight f float 4 = 1 2 3 4
    a = Mul(pos, f)
    c = Cos(a)
    s = Sin(a)
    u = Mul(x, c)
    v = Mul(x, s)
    y = Sub(u, v)`;
  const fourier = rope
    .replace("u = Mul(x, c)", "")
    .replace("v = Mul(x, s)", "")
    .replace("y = Sub(u, v)", "y = Concat(c, s) axis=0");

  it.each([
    ["p", rms, "rms-norm"],
    ["m", rms, "rms-norm"],
    ["r", rms, "rms-norm"],
    ["p", layer, "layer-norm"],
    ["e", layer, "layer-norm"],
    ["p", l2, "l2-norm"],
    ["m", bare, "mean-square"],
    ["e", softmax, "softmax"],
    ["s", softmax, "softmax"],
    ["p", scores, "attention-scores"],
    ["y", scores, "attention-scores"],
    ["a", rope, "rotary"],
    ["s", rope, "rotary"],
    ["a", fourier, "fourier"],
  ])("recognises %s (%#)", (id, text, kind) => {
    const { graph } = measuredGraph(text);
    const node = graph.nodeById.get(id);
    expect(node === undefined ? undefined : compositionAround(node)?.kind).toBe(kind);
  });

  it.each([
    ["a plain product", "input x float 4\n output y float 4\n y = Mul(x, x)", "y"],
    ["an exponential without a sum", "input x float 4\n output y float 4\n y = Exp(x)", "y"],
    [
      "a layer with weights before a softmax",
      "input x float 2,2\n output y float 2,2\n weight w float 2,2 = 1 1 1 1\n p = MatMul(x, w)\n y = Softmax(p)",
      "p",
    ],
    ["a sine alone", "input x float 4\n output y float 4\n y = Sin(x)", "y"],
  ])("leaves %s alone", (_, text, id) => {
    const { graph } = measuredGraph(text);
    const node = graph.nodeById.get(id);
    expect(node).toBeDefined();
    expect(node === undefined ? undefined : compositionAround(node)).toBeUndefined();
  });

  it("says that the scale comes after the product only where it does", () => {
    const nameAt = (text: string): string | undefined => {
      const node = measuredGraph(text).graph.nodeById.get("p");
      return node === undefined ? undefined : compositionAround(node)?.name;
    };
    expect(nameAt(scores)).toBe("q k^T before the scale");
    expect(nameAt(scores.replace("s = Mul(p, scale)", "s = Relu(p)").replace("Relu", "Neg"))).toBeUndefined();
    expect(nameAt(scores.replace("s = Mul(p, scale)", "s = Clip(p)"))).toBe("q k^T");
  });

  it("stays bounded at a value that is read 20,000 times", () => {
    const lines = ["input x float 4", "hub = Mul(x, x)"];
    for (let index = 0; index < 20_000; index += 1)
      lines.push(`output o${index} float 4`, `o${index} = Add(hub, hub)`);
    const { graph, evidence } = measuredGraph(lines.join("\n"));
    expect(findCause("hub", graph, evidence)?.kind).toBe("rounding");
  });
});

describe("numbers", () => {
  it.each([
    [1, 2 ** -10],
    [1.99, 2 ** -10],
    [2, 2 ** -9],
    [2048, 2],
    [4095, 2],
    [65504, 32],
    [1e9, 32],
    [1e-6, 2 ** -24],
  ])("at %d neighbouring FP16 numbers are %d apart", (magnitude, step) =>
    expect(stepAt(magnitude)).toBe(step),
  );

  it.each([
    [260_000, "2.6e5"],
    [1e-12, "1e-12"],
    [0, "0"],
    [0.0123456, "0.0123"],
    [4095, "4100"],
    [-1e9, "-1e9"],
    [Number.POSITIVE_INFINITY, "infinity"],
    [Number.NaN, "NaN"],
  ])("shows %d as %s", (value, text) => expect(show(value)).toBe(text));

  it("reads one-element constants in whatever form, and nothing else", () => {
    const { graph } = measuredGraph(`
      input x float 4
      output y float 4
      weight one float - = 0.5
      weight many float 2 = 1 2
      weight whole int64 - = 3
      k = Constant() value_float=0.25
      a = Add(x, one)
      b = Add(a, k)
      y = Relu(b)`);
    const value = (name: string): number | undefined => scalarConstant(graph.main.values.get(name));
    expect([value("one"), value("k"), value("many"), value("whole"), value("x"), value("a")]).toEqual([
      0.5,
      0.25,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});
