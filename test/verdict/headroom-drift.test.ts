import { expect, test } from "vitest";
import { headroomWarnings, sayAge } from "../../src/verdict/headroom-drift.ts";
import { nodeAt } from "./jobs.ts";

test("a layer close to the end of FP16's range is told before it breaks, with what it was", () => {
  const [warning] = headroomWarnings(
    [nodeAt("blocks.11/Add#1", { headroomBits: 0.669, absMax: 41_200 })],
    [nodeAt("blocks.11/Add#1", { headroomBits: 1.9 })],
    31,
  );
  expect(warning?.text).toBe("`blocks.11` peaks at 41,200; 0.67 bits of FP16 range left, 1.9 last month");
});

test("less than two bits are told only when half a bit was lost", () => {
  const now = [nodeAt("a/Add#1", { headroomBits: 1.5 }), nodeAt("b/Add#1", { headroomBits: 1.5 })];
  const before = [nodeAt("a/Add#1", { headroomBits: 2 }), nodeAt("b/Add#1", { headroomBits: 1.9 })];
  expect(headroomWarnings(now, before, 1).map(({ module }) => module)).toEqual(["a"]);
  expect(headroomWarnings(now, [], undefined)).toEqual([]);
});

test("what overflows already, or has no figure, is no warning", () => {
  const now = [-0.1, Number.NaN, Number.NEGATIVE_INFINITY, undefined].map((headroomBits, at) =>
    nodeAt(`m${at}/Add#1`, { headroomBits }),
  );
  expect(headroomWarnings(now, [], 1)).toEqual([]);
});

test("of a module the tightest node is told, and the tightest module first", () => {
  const now = [
    nodeAt("a/Add#1", { headroomBits: 0.9 }),
    nodeAt("a/Mul#1", { headroomBits: 0.5 }),
    nodeAt("b/Add#1", { headroomBits: 0.1 }),
  ];
  expect(headroomWarnings(now, [], 1).map(({ key }) => key)).toEqual(["b/Add#1", "a/Mul#1"]);
});

test.each([
  [undefined, "in the last accepted job"],
  [0, "less than a day ago"],
  [1.5, "yesterday"],
  [5.2, "5 days ago"],
  [8, "last week"],
  [20, "2 weeks ago"],
  [31, "last month"],
  [95, "3 months ago"],
])("%s days are said as %s", (days, said) => {
  expect(sayAge(days)).toBe(said);
});
