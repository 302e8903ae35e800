import { describe, expect, test } from "vitest";
import { globSpecificity, matchesGlob } from "../../src/compare/glob.ts";

describe("matchesGlob", () => {
  test.each([
    ["*", "", true],
    ["*", "boxes/0.out:1", true],
    ["boxes", "boxes", true],
    ["boxes", "Boxes", false],
    ["boxes", "boxes1", false],
    ["box*", "boxes", true],
    ["*es", "boxes", true],
    ["b*x*s", "boxes", true],
    ["b*x*z", "boxes", false],
    ["?oxes", "boxes", true],
    ["?", "", false],
    ["boxes?", "boxes", false],
    ["?", "😀", true],
    ["out.?", "outX1", false],
    ["[a]", "a", false],
    ["[a]", "[a]", true],
    ["", "", true],
    ["", "a", false],
    ["**", "ab", true],
    ["a*a", "a", false],
    ["*ab*ab", "abab", true],
  ])("%j matches %j: %s", (pattern, name, expected) => {
    expect(matchesGlob(pattern, name)).toBe(expected);
  });

  test("a hostile pattern takes no exponential time", () => {
    expect(matchesGlob("*a".repeat(200) + "b", "a".repeat(5000))).toBe(false);
  });
});

test("specificity counts literal characters, and a plain name is above all", () => {
  expect(globSpecificity("*")).toBe(0);
  expect(globSpecificity("box*")).toBe(3);
  expect(globSpecificity("box??")).toBe(3);
  expect(globSpecificity("boxes")).toBe(Number.POSITIVE_INFINITY);
});
