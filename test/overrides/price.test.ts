import { describe, expect, it } from "vitest";
import { readDataflow } from "../../src/overrides/islands.ts";
import { pricePlan } from "../../src/overrides/price.ts";
import { graphOf } from "./oracle.ts";

function price(
  text: string,
  floatNodes: readonly string[],
  fp32Nodes: readonly string[],
  elements?: ReadonlyMap<string, number>,
) {
  return pricePlan(readDataflow(graphOf(text), floatNodes), new Set(fp32Nodes), elements);
}

/** Operations of node `n`, read off as a share against one `Tanh` of a known size. */
function flopsOf(node: string, elements?: ReadonlyMap<string, number>): number {
  const text = `
    input reference float 1000
    output other float 1000
    other = Tanh(reference)
    ${node}`;
  const { flopShare = Number.NaN } = price(text, ["other", "n"], ["n"], elements);
  return Math.round((1000 * flopShare) / (1 - flopShare));
}

const zeros = (count: number): string => Array.from({ length: count }, () => "0").join(" ");

describe("pricePlan", () => {
  it.each([
    {
      name: "MatMul: two for each of M N K",
      node: "input a float 3,4\nweight w float 4,5 = zeros\noutput n float 3,5\nn = MatMul(a, w)",
      weights: 20,
      flops: 2 * 3 * 4 * 5,
    },
    {
      name: "Gemm with transposed operands",
      node: "input a float 4,3\nweight w float 5,4 = zeros\noutput n float 3,5\nn = Gemm(a, w) transA=1 transB=1",
      weights: 20,
      flops: 2 * 3 * 4 * 5,
    },
    {
      name: "a grouped Conv by its weight",
      node: "input a float 1,4,8,8\nweight w float 6,2,3,3 = zeros\noutput n float 1,6,6,6\nn = Conv(a, w) group=2",
      weights: 108,
      flops: 2 * 216 * 2 * 9,
    },
    {
      name: "ConvTranspose by its input",
      node: "input a float 1,4,5,5\nweight w float 4,3,2,2 = zeros\noutput n float 1,3,6,6\nn = ConvTranspose(a, w)",
      weights: 48,
      flops: 2 * 100 * 3 * 4,
    },
    {
      name: "one for each element of anything else",
      node: "input a float 7,11\noutput n float 7,11\nn = Exp(a)",
      weights: 0,
      flops: 77,
    },
    {
      name: "a reduction by what it reads",
      node: "input a float 7,11\noutput n float 7\nn = ReduceMax(a)",
      weights: 0,
      flops: 77,
    },
    {
      name: "symbolic sizes as 1",
      node: "input a float batch,4\nweight w float 4,5 = zeros\noutput n float batch,5\nn = MatMul(a, w)",
      weights: 20,
      flops: 2 * 4 * 5,
    },
  ])("counts $name", ({ node, weights, flops }) => {
    expect(flopsOf(node.replace("zeros", zeros(weights)))).toBe(flops);
  });

  it("takes measured sizes where the model declares none", () => {
    const elements = new Map([
      ["a", 12],
      ["b", 20],
      ["n", 15],
    ]);
    expect(flopsOf("output n\ninput a float\ninput b float\nn = MatMul(a, b)", elements)).toBe(2 * 15 * 4);
  });

  const chain = `
    input x float 10
    output y float 10
    value a float 10
    value b float 10
    a = Tanh(x)
    b = Tanh(a)
    y = Tanh(b)`;

  it("weighs the bytes: four in FP32, two in FP16", () => {
    const result = price(chain, ["a", "b", "y"], ["b"]);
    expect(result).toEqual({
      nodes: 1,
      share: 1 / 3,
      flopShare: 1 / 3,
      byteShare: 80 / (80 + 80),
      casts: 2,
      islands: 1,
      unknownNodes: 0,
    });
  });

  it("costs nothing without nodes", () => {
    expect(price(chain, ["a", "b", "y"], [])).toMatchObject({
      nodes: 0,
      share: 0,
      flopShare: 0,
      byteShare: 0,
      casts: 0,
    });
  });

  it("says how many sizes it does not know", () => {
    const text = `
      input x
      output y
      y = Tanh(x)`;
    expect(price(text, ["y"], ["y"])).toMatchObject({
      flopShare: undefined,
      byteShare: undefined,
      unknownNodes: 1,
    });
  });
});
