import { describe, expect, it } from "vitest";
import { severity, worstFinding } from "../../src/verdict/worst-finding.ts";
import { finding } from "../report/scenarios.ts";

describe("severity", () => {
  it.each([
    ["half the limit", finding("x", "max-abs", 0.5, 1), 0.5],
    ["at the limit", finding("x", "max-abs", 1, 1), 1],
    ["four times the limit", finding("x", "max-abs", 4, 1), 4],
    ["nothing against a limit of zero", finding("x", "mismatches", 0, 0), 0],
    ["something against a limit of zero", finding("x", "mismatches", 3, 0), Infinity],
    ["infinity", finding("x", "max-abs", Infinity, 1), Infinity],
    ["NaN", finding("x", "max-abs", Number.NaN, 1), Infinity],
    ["a NaN limit", finding("x", "max-abs", 1, Number.NaN), Infinity],
    ["an agreement at its limit", finding("x", "cosine", 0.99, 0.99, { operator: ">=" }), 1],
    ["an agreement short of its limit", finding("x", "snr-db", 20, 40, { operator: ">=" }), 1.5],
    ["an agreement beyond its limit", finding("x", "snr-db", 60, 40, { operator: ">=" }), 0.5],
    ["a kept rule", finding("x", "non-finite", 0, 0, { operator: "==" }), 0],
    ["a broken rule", finding("x", "non-finite", 1, 0, { operator: "==" }), Infinity],
    ["words", { ...finding("x", "shape", 0, 0), passed: false, expected: "2", actual: "3" }, Infinity],
  ])("of %s", (_, own, expected) => {
    expect(severity(own)).toBe(expected);
  });
});

describe("worstFinding", () => {
  const passed = finding("a", "max-abs", 0.999, 1);
  const warned = finding("b", "max-abs", 100, 1, { level: "warn" });
  const failed = finding("c", "max-abs", 2, 1);
  const worse = finding("d", "max-abs", 3, 1);

  it.each([
    ["a failure before a farther warning", [passed, warned, failed], failed],
    ["the farthest failure", [failed, worse, warned], worse],
    ["a warning before what passed", [passed, warned], warned],
    [
      "the one nearest to its limit among those that passed",
      [finding("e", "max-abs", 0.1, 1), passed],
      passed,
    ],
    ["the first of equals", [failed, { ...failed, output: "z" }], failed],
    ["nothing of nothing", [], undefined],
  ])("takes %s", (_, findings, expected) => {
    expect(worstFinding(findings)).toEqual(expected);
  });
});
