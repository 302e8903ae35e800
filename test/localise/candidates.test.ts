import { describe, expect, it } from "vitest";
import { findCandidates } from "../../src/localise/candidates.ts";
import { contributions } from "../../src/localise/contribution.ts";
import type { ErrorFigures } from "../../src/localise/evidence.ts";
import { type Measured, measuredGraph } from "./causes/build-evidence.ts";

const chain = `
  input x float 4
  output y float 4
  a = Relu(x)
  b = Gelu(a)
  c = Tanh(b)
  y = Sigmoid(c)`;

function scoresOf(text: string, measured: Record<string, Measured>, outputs = ["y"]): Map<string, number> {
  const { graph, evidence } = measuredGraph(text, measured);
  return new Map([...contributions(graph, evidence, outputs)].map(([id, { score }]) => [id, score]));
}

const big = (rms: number): ErrorFigures => ({ max: 3 * rms, rms, relRms: rms, nonFinite: 0 });

describe("contributions", () => {
  it("walks through amplifiers to the node that introduced the error", () => {
    const scores = scoresOf(chain, {
      a: { introduced: big(0.1) },
      b: { inherited: big(0.1) },
      c: { inherited: big(1) },
      y: { inherited: big(10) },
    });
    expect(scores.get("a")).toBeGreaterThan(0.99);
    expect(scores.get("y")).toBeLessThan(1e-6);
  });

  it("divides the error of a sum by the absolute errors of its operands", () => {
    const scores = scoresOf(
      `
      input x float 4
      output y float 4
      a = Relu(x)
      b = Gelu(x)
      y = Add(a, b)`,
      {
        a: { introduced: { rms: 3, relRms: 1e-4 }, reference: { absMax: 90000 } },
        b: { introduced: { rms: 1, relRms: 0.5 } },
        y: { introduced: { rms: 0 }, inherited: { rms: 3.2, relRms: 1e-4 } },
      },
    );
    expect(scores.get("a")).toBeCloseTo(0.9, 5);
    expect(scores.get("b")).toBeCloseTo(0.1, 5);
  });

  it("divides the error of a product by the relative errors of its operands", () => {
    const scores = scoresOf(
      `
      input x float 4
      output y float 4
      a = Relu(x)
      b = Gelu(x)
      y = Mul(a, b)`,
      {
        a: { introduced: { rms: 3, relRms: 1e-4 } },
        b: { introduced: { rms: 1, relRms: 0.1 } },
        y: { introduced: { rms: 0, relRms: 0 }, inherited: { rms: 3, relRms: 0.1 } },
      },
    );
    expect(scores.get("b")).toBeGreaterThan(0.99);
    expect(scores.get("a")).toBeLessThan(1e-5);
  });

  it("never meets an error on a way that leads to no failing output", () => {
    const scores = scoresOf(
      `
      input x float 4
      output y float 4
      output z float 4
      a = Relu(x)
      y = Gelu(x)
      z = Exp(a)`,
      { a: { introduced: { nonFinite: 4 } }, z: { introduced: { nonFinite: 4 } } },
    );
    expect([...scores.keys()]).toEqual(["y"]);
  });

  it("gives an infinity that the next node hides no more than a tenth of what passes through", () => {
    const scores = scoresOf(
      `
      input x float 4
      output y float 4
      cube = Pow(x, x)
      flat = Tanh(cube)
      other = Gelu(x)
      y = Add(flat, other)`,
      {
        cube: { introduced: { nonFinite: 4, rms: 0, relRms: 0 } },
        flat: { introduced: { rms: 1e-5, relRms: 1e-5 }, inherited: { rms: 1e-3, relRms: 1e-3 } },
        other: { introduced: { rms: 1e-3, relRms: 1e-3 } },
        y: { introduced: { rms: 0 }, inherited: { rms: 1.4e-3, relRms: 1e-3 } },
      },
    );
    expect(scores.get("cube")).toBeLessThan(0.06);
    expect(scores.get("other")).toBeGreaterThan(0.4);
  });

  it("follows an infinity that turns into finite errors", () => {
    const scores = scoresOf(
      `
      input x float 4
      output y float 4
      square = Mul(x, x)
      r = Reciprocal(square)
      y = Mul(x, r)`,
      {
        square: { introduced: { nonFinite: 4, rms: 0, relRms: 0 } },
        r: { introduced: { rms: 1e-4, relRms: 1e-4 }, inherited: { rms: 1, relRms: 1 } },
        y: { introduced: { rms: 1e-4, relRms: 1e-4 }, inherited: { rms: 1, relRms: 1 } },
      },
    );
    expect(scores.get("square")).toBeGreaterThan(0.99);
  });

  it("passes the blame for input rounding to the producer whose output rounding does the same", () => {
    const scores = scoresOf(
      `
      input x float 4
      output y float 4
      angle = Mul(x, x)
      y = Cos(angle)`,
      {
        angle: { introduced: { rms: 0.5, relRms: 3e-4 }, reference: { absMax: 4000 } },
        y: { introduced: { rms: 0.4, relRms: 0.5 } },
      },
    );
    expect(scores.get("angle")).toBeGreaterThan(0.9);
    expect(scores.get("y")).toBeGreaterThan(0.9);
  });

  it("passes it also where a difference absorbs the rounding of what it reads", () => {
    const scores = scoresOf(
      `
      input x float 4
      output y float 4
      place = CumSum(x, x)
      y = Sub(place, x)`,
      {
        place: { introduced: { rms: 1, relRms: 3e-4 }, reference: { absMax: 4000 } },
        y: { introduced: { rms: 1, relRms: 3e-4 }, inherited: { rms: 0, relRms: 0 } },
      },
    );
    expect(scores.get("place")).toBeGreaterThan(0.9);
  });

  it("finds the vanished constant behind a division that makes the first NaN", () => {
    const scores = scoresOf(
      `
      input x float 4
      output y float 4
      weight eps float - = 0.00000001
      root = Sqrt(x)
      safe = Add(root, eps)
      y = Div(x, safe)`,
      {
        safe: {
          introduced: { rms: 1e-8, relRms: 1e-8 },
          inherited: { rms: 1e-4, relRms: 1e-4 },
          reference: { flushed: 2 },
          inputs: { 1: { scalar: 1e-8, isConstant: true, flushed: 1, absMax: 1e-8 } },
        },
        y: { introduced: { nonFinite: 2 }, inputs: { 1: { flushed: 2 } } },
      },
    );
    expect(scores.get("y")).toBe(1);
    expect(scores.get("safe")).toBeCloseTo(0.9, 1);
  });

  it("goes on behind an index when the gathered data do not explain the error", () => {
    const scores = scoresOf(
      `
      input x float 4
      input table float 4
      output y float 4
      logits = Gelu(x)
      data = Relu(table)
      index = ArgMax(logits)
      picked = Gather(data, index)
      y = Relu(picked)`,
      {
        logits: { introduced: { rms: 1e-4, relRms: 1e-4 } },
        data: { introduced: { rms: 1e-4, relRms: 1e-4 } },
        y: { introduced: { rms: 0, relRms: 0 }, inherited: { rms: 0.5, relRms: 0.5 } },
      },
    );
    expect(scores.get("logits")).toBeGreaterThan(0.99);
  });

  it("treats figures that are no numbers as infinities, never as nothing", () => {
    const scores = scoresOf(chain, {
      b: { introduced: { rms: Number.NaN, relRms: Number.POSITIVE_INFINITY, nonFinite: 0 } },
      c: { inherited: { rms: Number.NaN, relRms: Number.NaN, nonFinite: 1 } },
      y: { inherited: { rms: Number.NaN, relRms: Number.NaN, nonFinite: 1 } },
    });
    expect(scores.get("b")).toBeGreaterThan(0.9);
    for (const score of scores.values()) expect(score).toBeGreaterThanOrEqual(0);
  });

  it("enters the body of an If, and puts nodes that were not measured behind those that were", () => {
    const text = `
      input x float 4
      input c bool -
      output y float 4
      graph then
      output t float 4
      s = Mul(x, x)
      t = Sqrt(s)
      end
      graph else
      output e float 4
      e = Relu(x)
      end
      y = If(c) then_branch={then} else_branch={else}`;
    const { graph, evidence } = measuredGraph(text);
    const ids = findCandidates(graph, evidence, ["y"]).map(({ id, score }) => [id, score]);
    expect(ids).toEqual([
      ["y/then_branch/s", 0.25],
      ["y/then_branch/t", 0.25],
      ["y/else_branch/e", 0.25],
    ]);
  });

  it("refuses a name that is no output", () => {
    expect(() => scoresOf(chain, {}, ["b"])).toThrow(new RangeError('"b" is no output of the model'));
  });
});

describe("findCandidates", () => {
  it("takes the rankings of several outputs in turns", () => {
    const { graph, evidence } = measuredGraph(
      `
      input x float 4
      output y float 4
      output z float 4
      a1 = Relu(x)
      a2 = Relu(a1)
      y = Relu(a2)
      b1 = Gelu(x)
      z = Gelu(b1)`,
      {
        a1: { introduced: big(1) },
        a2: { introduced: big(0.5), inherited: big(1) },
        y: { introduced: big(0.1), inherited: big(1.1) },
        b1: { introduced: big(0.01) },
        z: { introduced: big(0.001), inherited: big(0.01) },
      },
    );
    const ids = findCandidates(graph, evidence, ["y", "z"]).map(({ id }) => id);
    expect(ids.slice(0, 2).sort()).toEqual(["a1", "b1"]);
  });

  it("begins with the node that leaves the range, not with the last of the many that read what it made", () => {
    const lines = ["input x float 4", "output y float 4", "n0 = Mul(x, x)"];
    for (let at = 1; at < 40; at += 1) lines.push(`${at === 39 ? "y" : `n${at}`} = Neg(n${at - 1})`);
    const beyond = { absMax: 90_000, overflows: 4 };
    const measured = Object.fromEntries(
      Array.from({ length: 40 }, (_, at): [string, Measured] => [
        at === 39 ? "y" : `n${at}`,
        {
          introduced: { nonFinite: 4 },
          reference: beyond,
          ...(at === 0 ? {} : { inputs: { 0: beyond } }),
        },
      ]),
    );
    const { graph, evidence } = measuredGraph(lines.join("\n"), measured);
    const ids = findCandidates(graph, evidence, ["y"]).map(({ id }) => id);
    expect(ids.slice(0, 3)).toEqual(["n0", "n1", "n2"]);
  });

  it("is the same whatever the order of the evidence", () => {
    const { graph, evidence } = measuredGraph(chain);
    const reversed = new Map([...evidence].reverse());
    expect(findCandidates(graph, reversed, ["y"])).toEqual(findCandidates(graph, evidence, ["y"]));
  });

  it("keeps the outputs beyond the sixteenth in a common walk", () => {
    const lines = ["input x float 4"];
    const names = Array.from({ length: 20 }, (_, index) => `y${index}`);
    for (const name of names) lines.push(`output ${name} float 4`, `${name} = Relu(x)`);
    const { graph, evidence } = measuredGraph(lines.join("\n"));
    expect(new Set(findCandidates(graph, evidence, names).map(({ id }) => id))).toEqual(new Set(names));
  });

  it("ranks 100,000 nodes in a chain with side branches", () => {
    const lines = ["input x float 4", "output y float 4", "v0 = Relu(x)"];
    for (let index = 1; index < 100_000; index += 1) {
      lines.push(
        index % 3 === 0 ? `v${index} = Add(v${index - 1}, v${index - 3})` : `v${index} = Relu(v${index - 1})`,
      );
    }
    lines.push("y = Relu(v99999)");
    const { graph, evidence } = measuredGraph(lines.join("\n"));
    const candidates = findCandidates(graph, evidence, ["y"]);
    expect(candidates[0]?.id).toBe("y");
  });

  it("stays bounded where one value is read 50,000 times", () => {
    const lines = ["input x float 4", "output y float 4", "hub = Relu(x)"];
    const names = Array.from({ length: 50_000 }, (_, index) => `r${index}`);
    for (const name of names) lines.push(`${name} = Relu(hub)`);
    lines.push(`y = Sum(${names.join(", ")})`);
    const { graph, evidence } = measuredGraph(lines.join("\n"), { hub: { introduced: big(1) } });
    const candidates = findCandidates(graph, evidence, ["y"]);
    expect(candidates.length).toBeGreaterThan(0);
    expect(candidates.length).toBeLessThanOrEqual(4096);
  });
});
