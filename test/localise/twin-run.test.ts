import { describe, expect, it } from "vitest";
import { EngineError } from "../../src/errors.ts";
import { roundToFloat16 } from "../../src/tensor/float16.ts";
import { tensorOf } from "../engines/memory-tensors.ts";
import { model as buildModel, node as buildNode, value } from "../onnx/build-model.ts";
import { evidenceOf, floats, useTwin } from "./twin-bench.ts";

const bench = useTwin();

describe("a small network, checked by hand", () => {
  it("shows an overflow where it arises, and again where its consumer rounds it", async () => {
    const run = await bench.run(
      `
      input x float 4
      output y float 4
      square = Mul(x, x) @square
      y = Sqrt(square) @root
    `,
      [{ x: floats([300, 1, 2, 255]) }],
    );
    const square = evidenceOf(run, "square");
    expect(square.introduced).toMatchObject({ nonFinite: 1, max: 1 });
    expect(square.inherited).toEqual({ max: 0, rms: 0, relRms: 0, nonFinite: 0 });
    expect(square.total).toEqual(square.introduced);
    expect(square.reference).toMatchObject({
      elements: 4,
      absMax: 90000,
      overflows: 1,
      nonFinite: 0,
      nonZero: 4,
    });
    expect(square.arisingNonFinite).toBe(1);
    expect(square.headroomBits).toBeCloseTo(Math.log2(65504 / 90000));
    expect(square.output).toBe("square");
    const root = evidenceOf(run, "root");
    expect(root.introduced.nonFinite).toBe(1);
    expect(root.inherited.nonFinite).toBe(0);
    expect(root.arisingNonFinite).toBe(0);
    expect(root.inputs).toMatchObject([
      { position: 0, name: "square", isConstant: false, isRounded: true, overflows: 1 },
    ]);
  });

  it("shows an eps that is flushed, and the infinity that comes of it", async () => {
    const run = await bench.run(
      `
      input x float 2
      output y float 2
      weight eps float - = 1e-12
      safe = Add(x, eps) @add
      y = Reciprocal(safe) @reciprocal
    `,
      [{ x: floats([0, 1]) }],
    );
    const add = evidenceOf(run, "add");
    const [, eps] = add.inputs;
    expect(eps).toMatchObject({ name: "eps", isConstant: true, flushed: 1, nonZero: 1, isRounded: true });
    expect(eps?.scalar).toBeCloseTo(1e-12, 20);
    expect(add.reference).toMatchObject({ flushed: 1, nonZero: 2 });
    const reciprocal = evidenceOf(run, "reciprocal");
    expect(reciprocal.introduced.nonFinite).toBe(1);
    expect(reciprocal.reference).toMatchObject({ overflows: 1 });
    expect(reciprocal.arisingNonFinite).toBe(1);
  });

  it("charges a cancellation to the node that rounds, not to those behind it", async () => {
    const run = await bench.run(
      `
      input x float 1
      output y float 1
      weight big float 1 = 4096
      sum = Add(x, big) @add
      difference = Sub(sum, big) @sub
      weight factor float 1 = 1000
      y = Mul(difference, factor) @amplify
    `,
      [{ x: floats([1.5]) }],
    );
    // FP16 has steps of 4 from 4096 on: 4097.5 becomes 4096, and the difference 0 instead of 1.5.
    expect(evidenceOf(run, "add").introduced).toMatchObject({ max: 1.5, rms: 1.5 });
    expect(evidenceOf(run, "sub").introduced).toMatchObject({ max: 1.5, relRms: 1 });
    expect(evidenceOf(run, "sub").inherited.rms).toBe(0);
    const amplify = evidenceOf(run, "amplify");
    expect(amplify.introduced).toMatchObject({ max: 0, rms: 0, relRms: 0 });
    expect(amplify.inherited).toMatchObject({ rms: 1500, relRms: 1 });
    expect(amplify.total).toMatchObject({ max: 1500, rms: 1500 });
  });

  it("does not count what is meant to be infinite", async () => {
    const run = await bench.run(
      `
      input x float 3
      output y float 3
      y = Log(x) @log
    `,
      [{ x: floats([0, 1, 4]) }],
    );
    const log = evidenceOf(run, "log");
    expect(log.reference).toMatchObject({ nonFinite: 1, nonZero: 1, elements: 3 });
    expect(log.total.nonFinite).toBe(0);
    expect(log.arisingNonFinite).toBe(0);
    expect(log.reference.rms).toBeCloseTo(Math.log(4) / Math.SQRT2, 5);
  });

  it("keeps digits of values whose squares leave float32", async () => {
    const run = await bench.run(
      `
      input x float 2
      output y float 2
      weight tiny float - = 1e-30
      y = Mul(x, tiny) @scale
    `,
      [{ x: floats([3e30, 4e30]) }],
    );
    const { inputs } = evidenceOf(run, "scale");
    expect(inputs[0]).toMatchObject({ overflows: 2, nonFinite: 0 });
    expect((inputs[0]?.rms ?? 0) / 3.5355339e30).toBeCloseTo(1, 5);
  });
});

describe("elementwise arithmetic", () => {
  it("has the figures that arithmetic outside of the engine gives", async () => {
    const count = 5000;
    const random = (seed: number): number => Math.abs(Math.sin(seed * 12.9898) * 43758.5453) % 1;
    const a = Float32Array.from(
      { length: count },
      (_, at) => (random(at) - 0.5) * 10 ** (random(at + 0.5) * 10 - 7),
    );
    const b = Float32Array.from({ length: count }, (_, at) => random(at + 0.25) * 50 - 25);
    const run = await bench.run(
      `
      input a float ${count}
      input b float ${count}
      output y float ${count}
      product = Mul(a, b) @product
      y = Add(product, b) @sum
    `,
      [{ a: tensorOf("float32", [count], a), b: tensorOf("float32", [count], b) }],
    );
    const half = roundToFloat16;
    const product = Array.from(a, (each, at) => Math.fround(each * (b[at] as number)));
    const halfProduct = Array.from(a, (each, at) => half(Math.fround(half(each) * half(b[at] as number))));
    const reference = Array.from(product, (each, at) => Math.fround(each + (b[at] as number)));
    const local = product.map((each, at) => half(Math.fround(half(each) + half(b[at] as number))));
    const chain = halfProduct.map((each, at) => half(Math.fround(each + half(b[at] as number))));
    const rms = (values: readonly number[]): number =>
      Math.sqrt(values.reduce((sum, each) => sum + each ** 2, 0) / count);
    const apart = (left: readonly number[], right: readonly number[]): number[] =>
      left.map((each, at) => each - (right[at] as number));
    const sum = evidenceOf(run, "sum");
    for (const [kind, left, right] of [
      ["introduced", local, reference],
      ["inherited", chain, local],
      ["total", chain, reference],
    ] as const) {
      const difference = apart(left, right);
      expect(sum[kind].rms / rms(difference), kind).toBeCloseTo(1, 4);
      expect(sum[kind].relRms / (rms(difference) / rms(reference)), kind).toBeCloseTo(1, 4);
      const max = Math.max(...difference.map(Math.abs));
      if (kind === "inherited") expect(sum[kind].max).toBeGreaterThanOrEqual(max);
      else expect(sum[kind].max).toBe(Math.fround(max));
    }
    const magnitudes = product.map(Math.abs);
    const rounded = magnitudes.map(half);
    expect(evidenceOf(run, "product").reference).toMatchObject({
      elements: count,
      absMax: Math.max(...magnitudes),
      nonZero: magnitudes.filter((each) => each > 0).length,
      flushed: magnitudes.filter((each, at) => each > 0 && rounded[at] === 0).length,
      subnormal: rounded.filter((each) => each > 0 && each < 2 ** -14).length,
    });
    expect(evidenceOf(run, "product").reference.flushed).toBeGreaterThan(20);
    expect(evidenceOf(run, "product").reference.subnormal).toBeGreaterThan(200);
  });
});

describe("several samples", () => {
  const text = `
    input x float n
    output y float n
    y = Mul(x, x) @square
  `;

  it("add up, whatever their sizes, and the worst is named", async () => {
    const run = await bench.run(text, [
      { x: floats([1, 2]) },
      { x: floats([300]) },
      { x: floats([0, 3.001, 0]) },
    ]);
    const square = evidenceOf(run, "square");
    expect(square.reference).toMatchObject({ elements: 6, nonZero: 4, absMax: 90000, overflows: 1 });
    expect(square.total.nonFinite).toBe(1);
    expect(square.arisingNonFinite).toBe(1);
    expect(square.worstSample).toBe("s1");
  });

  it("without elements count as nothing", async () => {
    const run = await bench.run(text, [{ x: floats([]) }, { x: floats([3.001]) }]);
    const square = evidenceOf(run, "square");
    expect(square.reference.elements).toBe(1);
    expect(square.worstSample).toBe("s1");
    expect(square.total.max).toBeGreaterThan(0);
  });
});

describe("light detail", () => {
  it("has magnitude, headroom and total error, and says of the rest that it was not measured", async () => {
    const run = await bench.run(
      `
      input x float 2
      output y float 2
      a = Mul(x, x) @a
      y = Add(a, x) @b
    `,
      [{ x: floats([3.001, 1]) }],
      { detail: "light" },
    );
    const { total, introduced, inherited, reference, headroomBits } = evidenceOf(run, "b");
    expect(run.detail).toBe("light");
    expect(total.rms).toBeGreaterThan(0);
    expect([introduced.rms, inherited.max, reference.flushed, reference.subnormal]).toEqual([
      NaN,
      NaN,
      NaN,
      NaN,
    ]);
    expect(headroomBits).toBeCloseTo(Math.log2(65504 / reference.absMax));
  });
});

describe("what there is nothing to say about", () => {
  it("is a model without float nodes", async () => {
    const run = await bench.run(
      `
      input x int64 2
      output y int64 2
      y = Add(x, x)
    `,
      [{ x: tensorOf("int64", [2], BigInt64Array.of(1n, 2n)) }],
    );
    expect(run.evidence).toEqual([]);
    expect(run.sessions).toBe(0);
  });

  it("is data movement, and nodes whose results are no floats", async () => {
    const run = await bench.run(
      `
      input x float 2,3
      output y float 3,2
      output z int64 2
      output w float 3,2
      y = Transpose(x) perm=[1,0] @turn
      z = ArgMax(x) axis=1 keepdims=0 @best
      w = Neg(y) @neg
    `,
      [{ x: floats([1, 2, 3, 4, 5, 6.001], [2, 3]) }],
    );
    expect(run.evidence.map(({ id }) => id)).toEqual(["neg"]);
    expect(evidenceOf(run, "neg").inputs).toMatchObject([{ name: "y", absMax: Math.fround(6.001) }]);
  });

  it("is no sample at all", async () => {
    const run = await bench.run("input x float 1\noutput y float 1\ny = Neg(x)", []);
    expect(run.evidence).toEqual([]);
  });
});

describe("what can't be measured", () => {
  it("is refused by name when it has too many nodes", async () => {
    const names = Array.from({ length: 20_002 }, (_, index) =>
      index === 0 ? "x" : index === 20_001 ? "y" : `t${index}`,
    );
    const huge = buildModel({
      input: [value("x")],
      output: [value("y")],
      node: names.slice(1).map((name, index) => buildNode("Neg", [names[index] as string], [name])),
    });
    const failure = bench.run(huge, [{ x: floats([1, 2]) }]);
    await expect(failure).rejects.toThrow(EngineError);
    await expect(failure).rejects.toThrow("The model has 20001 nodes, more than the 20000");
  });

  it("fails as the engine fails, and leaves no process behind", async () => {
    const text = `
      input x float n
      output y float 2
      weight two float 2 = 1 2
      y = Add(x, two) @add
    `;
    const failure = bench.run(text, [{ x: floats([1, 2, 3]) }]);
    await expect(failure).rejects.toThrow(EngineError);
  });
});
