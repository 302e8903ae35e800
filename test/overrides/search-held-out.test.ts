import { describe, expect, it } from "vitest";
import { keepInFp32 } from "../../src/onnx/plan.ts";
import {
  countHeld,
  heldOutPerturbations,
  heldOutPlans,
  type PerturbationKind,
  perturbedInput,
} from "../../src/overrides/search-held-out.ts";
import { chainGraph, randomNumbers } from "./oracle.ts";

const random = randomNumbers(3);
const values = Float32Array.from({ length: 4000 }, () => 20 * random() - 7);

function rms(numbers: Iterable<number>): number {
  const squares = [...numbers].map((number) => number * number);
  return Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / squares.length);
}

describe("perturbedInput", () => {
  it("adds noise of 1 % of the root mean square", () => {
    const changed = perturbedInput(values, 1, "noise");
    const noise = Array.from(changed, (value, index) => value - (values[index] ?? 0));
    expect(rms(noise) / rms(values)).toBeGreaterThan(0.0095);
    expect(rms(noise) / rms(values)).toBeLessThan(0.0105);
    expect(Math.abs(noise.reduce((sum, each) => sum + each, 0) / noise.length)).toBeLessThan(
      0.05 * rms(noise) + 0.01,
    );
  });

  it("permutes the elements", () => {
    const changed = perturbedInput(values, 1, "permuted");
    expect(changed).not.toEqual(values);
    expect(changed.toSorted()).toEqual(values.toSorted());
  });

  it.each<PerturbationKind>(["noise", "permuted"])("makes the same of the same seed only (%s)", (kind) => {
    const copy = values.slice();
    expect(perturbedInput(values, 5, kind)).toEqual(perturbedInput(values, 5, kind));
    expect(perturbedInput(values, 5, kind)).not.toEqual(perturbedInput(values, 6, kind));
    expect(values).toEqual(copy);
  });

  it.each<PerturbationKind>(["noise", "permuted"])("leaves NaN and infinities in place (%s)", (kind) => {
    const masked = Float32Array.of(0.5, Number.NEGATIVE_INFINITY, 1.25, Number.NaN, 3.5);
    const changed = perturbedInput(masked, 2, kind);
    expect(changed[1]).toBe(Number.NEGATIVE_INFINITY);
    expect(changed[3]).toBeNaN();
    expect([...changed].filter(Number.isFinite)).toHaveLength(3);
  });

  it.each([
    ["a mask", Float32Array.of(0, 1, 1, 0)],
    ["nothing", new Float32Array(0)],
    ["zeros", new Float32Array(3)],
    ["what is infinite", Float32Array.of(Number.POSITIVE_INFINITY)],
  ])("adds no noise to %s", (_, input) => {
    expect(perturbedInput(input, 1, "noise")).toEqual(input);
  });

  it("keeps padding zero", () => {
    const changed = perturbedInput(Float32Array.of(0.5, 0, 0.25, 0), 1, "noise");
    expect([changed[1], changed[3]]).toEqual([0, 0]);
    expect(changed[0]).not.toBe(0.5);
  });

  it("keeps float64", () => {
    expect(perturbedInput(Float64Array.of(0.5, 0.25), 1, "noise")).toBeInstanceOf(Float64Array);
  });
});

describe("the check on held-out inputs", () => {
  it("uses eight different changes", () => {
    expect(new Set(heldOutPerturbations.map(({ kind, seed }) => `${kind} ${seed}`)).size).toBe(8);
  });

  it("compares with every node in FP32", () => {
    const plan = keepInFp32(["n1"]);
    const { reference, candidate } = heldOutPlans(chainGraph(3), plan);
    expect([...reference.fp32Nodes]).toEqual(["n0", "n1", "y"]);
    expect(candidate).toBe(plan);
  });

  it.each([
    { excesses: [0.5, 1, 1.01], check: { held: 2, of: 3, worstExcess: 1.01 } },
    { excesses: [Number.NaN], check: { held: 0, of: 1, worstExcess: Number.POSITIVE_INFINITY } },
    { excesses: [], check: { held: 0, of: 0, worstExcess: 0 } },
  ])("counts $excesses", ({ excesses, check }) => {
    expect(countHeld(excesses)).toEqual(check);
  });
});
