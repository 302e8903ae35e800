import { describe, expect, it } from "vitest";
import { findTwinFacts, type TwinFacts } from "../../src/localise/twin-facts.ts";
import { divideGraph } from "../../src/localise/twin-split.ts";
import { prepareEmulation } from "../../src/onnx/emulate.ts";
import type { Value } from "../../src/onnx/graph.ts";
import { everythingFp16 } from "../../src/onnx/plan.ts";
import { textModel } from "../onnx/text-model.ts";

const factsOf = (text: string): TwinFacts => findTwinFacts(prepareEmulation(textModel(text), everythingFp16));
const unlimited = { memoryBytes: Number.POSITIVE_INFINITY, nodes: 1000 };

/** Eight steps in a row; the result of the second is wanted at the end again. */
const chain = `
  input x float 100
  output y float 100
  a = Exp(x)
  skip = Tanh(a)
  c = Exp(skip)
  d = Tanh(c)
  e = Exp(d)
  f = Tanh(e)
  g = Exp(f)
  y = Add(g, skip)
`;
const hundred = (): number => 100;

describe("dividing a graph", () => {
  it("leaves what fits in one piece", () => {
    const { stretches, peakBytes, wholeBytes } = divideGraph(factsOf(chain), hundred, unlimited);
    expect(stretches).toEqual([{ start: 0, end: 8 }]);
    expect(peakBytes).toBe(wholeBytes);
    expect(wholeBytes).toBeGreaterThan(3 * 800);
  });

  it("covers every node once, in order, whatever the limits", () => {
    const facts = factsOf(chain);
    for (const nodes of [1, 2, 3, 5, 7, 8]) {
      const { stretches } = divideGraph(facts, hundred, { ...unlimited, nodes });
      expect(stretches[0]?.start).toBe(0);
      expect(stretches.at(-1)?.end).toBe(8);
      stretches.slice(1).forEach(({ start }, at) => expect(start).toBe(stretches[at]?.end));
      stretches.forEach(({ start, end }) => expect(end - start).toBeLessThanOrEqual(nodes));
    }
  });

  it("makes parts that fit the memory where cuts can do that", () => {
    const facts = factsOf(chain);
    const { wholeBytes } = divideGraph(facts, hundred, unlimited);
    const { stretches, peakBytes } = divideGraph(facts, hundred, {
      ...unlimited,
      memoryBytes: wholeBytes - 1,
    });
    expect(stretches.length).toBeGreaterThan(1);
    expect(peakBytes).toBeLessThan(wholeBytes);
    const squeezed = divideGraph(facts, hundred, { ...unlimited, memoryBytes: 1 });
    expect(squeezed.stretches).toHaveLength(8);
    expect(squeezed.peakBytes).toBeGreaterThan(1);
  });

  it("cuts where least has to be carried", () => {
    const facts = factsOf(chain);
    // d is small, all else is large: the best of the cuts after 3 to 5 nodes is behind d.
    const elementsOf = (value: Value): number => (value.name === "d" ? 1 : 100);
    const { stretches } = divideGraph(facts, elementsOf, { ...unlimited, nodes: 5 });
    expect(stretches[0]).toEqual({ start: 0, end: 4 });
  });

  it("counts weights with what the engine makes of them", () => {
    const facts = factsOf(`
      input x float 1,4
      output y float 1,4
      weight w float 4,4 = 1 2 3 4 1 2 3 4 1 2 3 4 1 2 3 4
      y = MatMul(x, w)
    `);
    expect(divideGraph(facts, () => 0, unlimited).wholeBytes).toBe(3 * 64);
  });
});
