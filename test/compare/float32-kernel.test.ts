import { describe, expect, test } from "vitest";
import { compareFloats } from "../../src/compare/float-comparison.ts";
import { createFloat32Kernel, float32KernelElements } from "../../src/compare/float32-kernel.ts";
import { pair, randomSource, tensor } from "./build.ts";

const { NaN: nan, POSITIVE_INFINITY: inf } = Number;

/** Enough for the kernel, and a last window that it can't take. */
const rows = 601;
const random = randomSource(7);
const noise = (): number => random() - 0.5;

type Fill = (index: number) => readonly [reference: number, candidate: number];

function arrays(elements: number, fill: Fill): [Float32Array, Float32Array] {
  const sides: [Float32Array, Float32Array] = [new Float32Array(elements), new Float32Array(elements)];
  for (let i = 0; i < elements; i++) [sides[0][i], sides[1][i]] = fill(i) as [number, number];
  return sides;
}

/** The same numbers as float32, for the kernel, and as float64, for the loops that it must agree with. */
function bothWays(shape: readonly number[], fill: Fill, topOneAxis = -1) {
  const [reference, candidate] = arrays(
    shape.reduce((product, size) => product * size, 1),
    fill,
  );
  const compare = (dtype: "float32" | "float64") =>
    compareFloats(
      [
        pair(
          dtype === "float32" ? tensor(dtype, shape, reference) : doubles(shape, reference),
          dtype === "float32" ? tensor(dtype, shape, candidate) : doubles(shape, candidate),
          "s",
        ),
      ],
      { topOneAxis },
    );
  return { kernel: compare("float32"), loops: compare("float64") };
}

function doubles(shape: readonly number[], values: Float32Array) {
  return tensor("float64", shape, values);
}

const cases: [string, readonly number[], Fill][] = [
  [
    "an error of FP16's size",
    [rows, 1000],
    () => {
      const x = 8 * noise();
      return [x, x + 0.003 * noise()];
    },
  ],
  [
    "magnitudes over the whole range",
    [rows, 1000],
    () => {
      const x = noise() * 2 ** (250 * noise());
      return [x, x * (1 + 0.01 * noise())];
    },
  ],
  ["subnormal numbers", [rows, 1000], () => [2 ** -140 * noise(), 2 ** -140 * noise()]],
  [
    "no error but in a few places",
    [rows, 1000],
    (i) => {
      const x = noise();
      return [x, i % 70_001 === 70_000 ? x + 1 : x];
    },
  ],
  ["nothing but zeros", [rows, 1000], () => [0, 0]],
  [
    "ties for the largest of a row",
    [rows, 1000],
    () => [Math.round(20 * random()), Math.round(20 * random())],
  ],
  [
    "numbers that are not finite, in some windows",
    [rows, 1000],
    (i) => {
      const x = noise();
      if (i === 40_000) return [nan, nan];
      if (i === 40_001) return [inf, inf];
      if (i === 300_000) return [x, -inf];
      if (i === 600_500) return [nan, x];
      return [x, x + 1e-3 * noise()];
    },
  ],
  [
    "one row over all windows",
    [rows * 1000],
    () => {
      const x = noise();
      return [x, x + 1e-3 * noise()];
    },
  ],
  [
    "short rows of different units",
    [rows * 100, 10],
    (i) => {
      const x = noise() * 10 ** (i % 10);
      return [x, x + 1e-3 * noise()];
    },
  ],
  [
    "channels before pixels",
    [2, 16, 140, 140],
    () => {
      const x = noise();
      return [x, x + 1e-3 * noise()];
    },
  ],
];

/** Metrics that do not depend on the order of summation. */
const exact = [
  "maxAbs",
  "maxRel",
  "p50",
  "p99",
  "p999",
  "nonFiniteMismatches",
  "nonFiniteMatches",
  "topOne",
] as const;
const summed = ["meanAbs", "rms", "relRms", "cosine"] as const;

describe("the kernel for float32 agrees with the loops over doubles", () => {
  test.each(cases)("%s", (_, shape, fill) => {
    const { kernel, loops } = bothWays(shape, fill, shape.length === 4 ? 1 : -1);
    for (const key of exact) expect(kernel.metrics[key]).toEqual(loops.metrics[key]);
    for (const key of summed) {
      const [found, expected] = [kernel.metrics[key], loops.metrics[key]];
      expect(Math.abs(found - expected)).toBeLessThanOrEqual(1e-12 * Math.abs(expected));
    }
    expect(kernel.worst).toEqual(loops.worst);
    expect(kernel.elements).toBe(loops.elements);
    expect(kernel.metrics.reference.absMax).toBe(loops.metrics.reference.absMax);
    expect(kernel.metrics.worstSlice?.position).toBe(loops.metrics.worstSlice?.position);
  });
});

describe("parts of a window", () => {
  const kernel = createFloat32Kernel();
  if (kernel === undefined) throw new Error("this processor lacks the instructions");

  test.each([1, 2, 3, 4, 5, 7, 8, 63, 1000])("the largest of %d, wherever it stands", (length) => {
    for (let at = 0; at < Math.min(length, 20); at++) {
      const start = 11;
      kernel.candidate.fill(9, 0, start);
      for (let i = 0; i < length; i++) kernel.candidate[start + i] = i === at ? 5 : -3 - i;
      kernel.candidate.fill(9, start + length, start + length + 8);
      expect(kernel.max("candidate", start, start + length)).toBe(5);
      expect(kernel.find("candidate", start, 5)).toBe(start + at);
    }
  });

  test("the first of several is found, up to the end of the window", () => {
    kernel.reference.fill(0);
    kernel.reference[float32KernelElements - 1] = 3;
    expect(kernel.find("reference", 5, 3)).toBe(float32KernelElements - 1);
    kernel.reference[6] = 3;
    expect(kernel.find("reference", 5, 3)).toBe(6);
  });

  test("NaN is never the largest", () => {
    kernel.reference.set([nan, -7, nan, -9, nan]);
    expect(kernel.max("reference", 0, 5)).toBe(-7);
    expect(kernel.max("reference", 0, 1)).toBe(-inf);
  });

  test("sums tell that something is not finite", () => {
    for (const [x, y] of [
      [nan, 1],
      [1, nan],
      [inf, inf],
      [-inf, 1],
    ] as const) {
      kernel.reference.fill(1);
      kernel.candidate.fill(1);
      kernel.reference[float32KernelElements - 3] = x;
      kernel.candidate[float32KernelElements - 3] = y;
      const { squaredErrors, squaredReference, squaredCandidate } = kernel.add(0, 2 ** -14);
      expect(Number.isFinite(squaredErrors + squaredReference + squaredCandidate)).toBe(false);
    }
  });
});
