import { describe, expect, it } from "vitest";
import { tensorOf } from "../engines/memory-tensors.ts";
import { evidenceOf, floats, useTwin } from "./twin-bench.ts";

const bench = useTwin();

const random = (count: number, scale = 1): number[] =>
  Array.from({ length: count }, (_, at) => Math.fround(Math.sin(at * 12.9898 + 1) * scale));

const deep = `
  opset 17
  input x float 1,6,8
  output y float 1,6,8
  weight w float 8,8 = ${random(64, 40).join(" ")}
  weight g float 8 = ${random(8).join(" ")}
  weight h float 8 = ${random(8).join(" ")}
  weight big float - = 300
  n = LayerNormalization(x, g, h) axis=-1 @norm
  q = MatMul(n, w) @q
  t = Transpose(q) perm=[0,2,1] @turn
  p = MatMul(q, t) @scores
  s = Mul(p, big) @scale
  a = Softmax(s) axis=-1 @softmax
  o = MatMul(a, n) @mix
  c = Concat(o, x) axis=1 @concat
  k = Slice(c, from, to, axis) @slice
  weight from int64 1 = 3
  weight to int64 1 = 9
  weight axis int64 1 = 1
  y = Add(k, x) @residual
`;

describe("a graph in parts", () => {
  it("gives the same evidence, to the bit, however it is cut", async () => {
    const samples = [{ x: floats(random(48, 4), [1, 6, 8]) }, { x: floats(random(48, 0.01), [1, 6, 8]) }];
    const whole = await bench.run(deep, samples);
    expect(whole).toMatchObject({ sessions: 1, splitInto: 1 });
    expect(evidenceOf(whole, "scale").total.nonFinite).toBeGreaterThan(0);
    for (const largestPartNodes of [1, 2, 5]) {
      const cut = await bench.run(deep, samples, { largestPartNodes });
      expect(cut.evidence).toEqual(whole.evidence);
      expect(cut.sessions).toBeGreaterThan(1);
      expect(cut.splitInto).toBe(1);
    }
    const squeezed = await bench.run(deep, samples, { memoryBudgetBytes: 2500 });
    expect(squeezed.evidence).toEqual(whole.evidence);
    expect(squeezed.splitInto).toBeGreaterThan(2);
    expect(squeezed.sessions).toBe(squeezed.splitInto);
  });

  it("is not cut where a sequence would cross", async () => {
    const text = `
      input x float 4
      output y float 4
      a = Mul(x, x) @a
      b = Sqrt(a) @b
      s = SequenceConstruct(a, b) @pair
      c = Exp(b) @c
      d = ConcatFromSequence(s) axis=0 @joined
      weight from int64 1 = 0
      weight to int64 1 = 4
      e = Slice(d, from, to) @first
      y = Add(e, c) @y
    `;
    const samples = [{ x: floats([1.1, 2.2, 3.3, 300]) }];
    const whole = await bench.run(text, samples);
    const cut = await bench.run(text, samples, { largestPartNodes: 1 });
    expect(cut.evidence).toEqual(whole.evidence);
    expect(cut.sessions).toBe(5);
  });
});

describe("control flow", () => {
  const text = `
    input x float 2
    input c bool -
    output y float 2
    weight w float 2 = 1.0004 3.0003
    graph then
      output t float 2
      t = Mul(x, w) @inner
    end
    graph else
      output e float 2
      e = Add(x, w) @other
    end
    y = If(c) then_branch={then} else_branch={else} @choose
  `;

  it("is told as one with its bodies", async () => {
    const run = await bench.run(text, [
      { x: floats([1.0004, 2]), c: tensorOf("bool", [], Uint8Array.of(1)) },
    ]);
    expect(run.evidence.map(({ id, opType }) => [id, opType])).toEqual([["choose", "If"]]);
    const { total, introduced } = evidenceOf(run, "choose");
    // 1.0004 is 1 in FP16, whose step is 2^-10 there; 3.0003 is 3, and twice that 6.
    const reference = Math.fround(Math.fround(1.0004) ** 2);
    expect(total.max).toBeCloseTo(Math.max(reference - 1, 6.0006 - 6), 6);
    expect(introduced).toEqual(total);
  });
});

describe("shapes that depend on numbers", () => {
  const text = `
    input x float 3
    output y float n
    weight limit float - = 2048.5
    shifted = Mul(x, one) @shifted
    weight one float - = 1
    keep = Greater(shifted, limit) @keep
    y0 = Compress(x, keep) axis=0 @found
    y = Mul(y0, one) @scaled
  `;

  it("are compared where they agree", async () => {
    const run = await bench.run(text, [{ x: floats([1, 2.001, 4096]) }]);
    const scaled = evidenceOf(run, "scaled");
    expect(scaled.total).toMatchObject({ max: 0, nonFinite: 0 });
    expect(scaled.differsInShape).toBeUndefined();
  });

  it("count as all wrong where they do not", async () => {
    // In FP16 both 2049 and the limit 2048.5 are 2048: nothing is greater.
    const run = await bench.run(text, [{ x: floats([1, 2049, 2.001]) }, { x: floats([1, 2, 5000]) }]);
    const scaled = evidenceOf(run, "scaled");
    expect(scaled.differsInShape).toBe(true);
    expect(scaled.total.nonFinite).toBe(1);
    expect(scaled.introduced.nonFinite).toBe(0);
    expect(scaled.reference.elements).toBe(2);
    expect(scaled.worstSample).toBe("s0");
  });
});

describe("operators that are written out", () => {
  it("are told under their own name, with what is inside", async () => {
    const run = await bench.run(
      `
      opset 23
      input q float 1,2,4,8
      input k float 1,2,4,8
      input v float 1,2,4,8
      output y float 1,2,4,8
      y = Attention(q, k, v) scale=1.0 @attention
    `,
      [
        {
          q: floats(random(64, 200), [1, 2, 4, 8]),
          k: floats(random(64, 200), [1, 2, 4, 8]),
          v: floats(random(64), [1, 2, 4, 8]),
        },
      ],
    );
    expect(run.evidence.map(({ id }) => id)).toEqual(["attention"]);
    const { inner, introduced, opType, output } = evidenceOf(run, "attention");
    expect(opType).toBe("Attention");
    expect(introduced.nonFinite).toBeGreaterThan(0);
    const product = inner?.find((node) => node.opType === "MatMul");
    expect(product?.reference.overflows).toBeGreaterThan(0);
    expect(product?.introduced).toEqual(introduced);
    expect(product?.output).toBe(output);
  });

  it("have the folded scale and shift of a BatchNormalization as inputs", async () => {
    const run = await bench.run(
      `
      opset 17
      input x float 1,2,2
      output y float 1,2,2
      weight s float 2 = 1 2
      weight b float 2 = 0 1
      weight m float 2 = 0 0
      weight v float 2 = 500000 0.25
      y = BatchNormalization(x, s, b, m, v) @norm
    `,
      [{ x: floats([1, 2, 3, 4], [1, 2, 2]) }],
    );
    const norm = evidenceOf(run, "norm");
    expect(norm.introduced.nonFinite).toBe(0);
    expect(
      norm.inputs.map(({ position, isConstant, isRounded }) => [position, isConstant, isRounded]),
    ).toEqual([
      [0, false, true],
      [1, true, true],
      [2, true, true],
      [3, true, false],
      [4, true, false],
    ]);
    expect(norm.inputs[1]?.absMax).toBeCloseTo(2 / Math.sqrt(0.25 + 1e-5), 5);
  });
});

describe("a model in half precision", () => {
  it("is compared with itself without rounding", async () => {
    const run = await bench.run(
      `
      input x half 3
      output y half 3
      weight w half 3 = 300 1 2
      a = Mul(x, w) @a
      b = Cast(a) to=1 @up
      weight c float 3 = 0.001 1 1
      d = Mul(b, c) @fp32
      y = Cast(d) to=10 @down
    `,
      [{ x: floats([300.25, 1.0004, 2]) }],
    );
    expect(run.evidence.map(({ id }) => id)).toEqual(["a", "up", "down"]);
    const a = evidenceOf(run, "a");
    expect(a.total.nonFinite).toBe(1);
    expect(a.reference.absMax).toBe(300.25 * 300);
    expect(a.inputs[1]).toMatchObject({ name: "w", isConstant: true, absMax: 300, isRounded: true });
  });
});

describe("sums inside accumulations", () => {
  const text = `
    opset 17
    input x float 2,4
    input image float 1,1,2,2
    output y float 2
    output z float 1,1,1,1
    weight w float 4,1 = 1 -1 100 -100
    weight kernel float 1,1,2,2 = 1 -2 3 -4
    weight g float 4 = 1 1 1 1
    p = MatMul(x, w) @product
    r = ReduceMean(x) axes=[1] keepdims=0 @mean
    n = LayerNormalization(x, g) axis=-1 @norm
    l = ReduceL2(n) axes=[1] keepdims=0 @length
    y = Add(r, l) @sum
    z = Conv(image, kernel) @convolution
  `;

  it("are measured for the nodes that are asked for", async () => {
    const sample = {
      x: floats([1, 2, 300, 300, -4, 3, -2, 1], [2, 4]),
      image: floats([1, 1, -1, 2], [1, 1, 2, 2]),
    };
    const ids = ["product", "mean", "norm", "convolution", "sum", "nobody"];
    const { accumulations: sums } = await bench.look(
      text,
      [sample, { ...sample, image: floats([0, 9, 0, 0], [1, 1, 2, 2]) }],
      { accumulations: ids },
    );
    const rows = [1, 2, 300, 300];
    const mean = rows.reduce((sum, each) => sum + each) / 4;
    expect([...sums.keys()].sort()).toEqual(["convolution", "mean", "norm", "product"]);
    expect(sums.get("product")).toBe(1 + 2 + 30_000 + 30_000);
    expect(sums.get("mean")).toBe(603);
    expect(sums.get("norm")).toBeCloseTo(
      rows.reduce((sum, each) => sum + (each - mean) ** 2, 0),
      1,
    );
    expect(sums.get("convolution")).toBe(18);
  });

  it("are nothing where nothing accumulates", async () => {
    const { accumulations } = await bench.look(text, [], { accumulations: ["product"] });
    expect(accumulations).toEqual(new Map());
  });

  it("come with the magnitudes of named tensors, over all samples and parts", async () => {
    const sample = (value: number) => ({
      x: floats([1, 2, value, 0, -4, 3, -2, 1e-6], [2, 4]),
      image: floats([1, 1, -1, 2], [1, 1, 2, 2]),
    });
    const copies = `
      opset 17
      input x float 2,4
      output y float 2,4
      a = Relu(x) @a
      b = Neg(a) @b
      y = Mul(b, b) @y
    `;
    const { histograms } = await bench.look(
      copies,
      [{ x: sample(300).x }, { x: sample(Number.POSITIVE_INFINITY).x }],
      { histograms: ["b", "x", "missing"] },
      { largestPartNodes: 1 },
    );
    expect([...histograms.keys()]).toEqual(["b"]);
    const { firstExponent, counts } = histograms.get("b") ?? { firstExponent: 0, counts: [] };
    const found = counts.flatMap((count, at) => (count === 0 ? [] : [[firstExponent + at, count]]));
    expect(found).toEqual([
      [-20, 2],
      [0, 2],
      [1, 4],
      [8, 1],
    ]);
  });
});

it("measures again behind a loop whose results have a known shape", async () => {
  const run = await bench.run(
    `
      opset 17
      input x float 2
      output y float 2
      weight three int64 - = 3
      weight yes bool - = 1
      graph body
        input i int64 -
        input go bool -
        input s float 2
        output more bool -
        output next float 2
        weight half float - = 0.5
        more = Identity(go)
        next = Mul(s, half) @halve
      end
      a = Mul(x, x) @square
      z = Loop(three, yes, a) body={body} @repeat
      y = Neg(z) @turn
    `,
    [{ x: floats([300, 2]) }],
  );
  expect(evidenceOf(run, "square").introduced.nonFinite).toBe(1);
  expect(evidenceOf(run, "repeat").total.nonFinite).toBe(1);
  expect(evidenceOf(run, "repeat").introduced.nonFinite).toBe(1);
  expect(evidenceOf(run, "repeat").total.max).toBe(0);
});
