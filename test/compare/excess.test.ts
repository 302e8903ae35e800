import { expect, test } from "vitest";
import { excess, excessByOutput } from "../../src/compare/excess.ts";
import type { Finding } from "../../src/compare/finding.ts";

const finding = (changes: Partial<Finding>): Finding => ({
  name: "max-abs",
  output: "y",
  operator: "<=",
  expected: 2,
  actual: 1,
  passed: true,
  level: "fail",
  message: "",
  ...changes,
});
const [inf, nan] = [Number.POSITIVE_INFINITY, Number.NaN];

test.each<[string, Partial<Finding>, number]>([
  ["half the limit", {}, 0.5],
  ["the limit itself", { actual: 2 }, 1],
  ["three times the limit", { actual: 6, passed: false }, 3],
  ["nothing at all", { actual: 0 }, 0],
  ["a limit of zero that is kept", { actual: 0, expected: 0 }, 0],
  ["a limit of zero that is crossed", { actual: 1e-9, expected: 0, passed: false }, inf],
  ["an infinite difference", { actual: inf, passed: false }, inf],
  ["NaN", { actual: nan, passed: false }, inf],
  ["a rule that is broken", { operator: "==", expected: "2x3", actual: "3x2", passed: false }, inf],
  ["a rule that is kept", { operator: "==", expected: "2x3", actual: "2x3" }, 0],
  [
    "elements that are not finite",
    { name: "non-finite", operator: "==", expected: 0, actual: 3, passed: false },
    inf,
  ],
  [
    "an agreement twice as far from 1",
    { name: "cosine", operator: ">=", expected: 0.99, actual: 0.98, passed: false },
    2,
  ],
  ["20 dB below the limit", { name: "snr-db", operator: ">=", expected: 40, actual: 20, passed: false }, 10],
])("%s", (_, changes, expected) => {
  expect(excess(finding(changes))).toBeCloseTo(expected, 10);
});

test("rounding of the ratio never contradicts the finding", () => {
  expect(excess(finding({ actual: 0.3, expected: 0.1 + 0.2, passed: true }))).toBeLessThanOrEqual(1);
  expect(excess(finding({ actual: 1, expected: 1, passed: false }))).toBeGreaterThan(1);
});

test("the worst limit of an output counts, and warnings do not", () => {
  const findings = [
    finding({ actual: 1 }),
    finding({ name: "rms", actual: 3, passed: false }),
    finding({ actual: 99, passed: false, level: "warn" }),
    finding({ output: "z", actual: 0 }),
  ];
  expect([...excessByOutput(findings)]).toEqual([
    ["y", 1.5],
    ["z", 0],
  ]);
});
