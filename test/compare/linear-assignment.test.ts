import { expect, test } from "vitest";
import { assignRowsToColumns } from "../../src/compare/linear-assignment.ts";
import { randomSource } from "./build.ts";

function total(costs: Float64Array, columns: number, assigned: ArrayLike<number>): number {
  return Array.from(assigned).reduce((sum, column, row) => sum + costs[row * columns + column]!, 0);
}

/** Least cost by trying everything. */
function leastByTrial(costs: Float64Array, rows: number, columns: number, row = 0, used = 0): number {
  if (row === rows) return 0;
  let least = Number.POSITIVE_INFINITY;
  for (let column = 0; column < columns; column++) {
    if (used & (1 << column)) continue;
    const rest = leastByTrial(costs, rows, columns, row + 1, used | (1 << column));
    least = Math.min(least, costs[row * columns + column]! + rest);
  }
  return least;
}

test("agrees with trying every assignment, square and rectangular, with and without ties", () => {
  const random = randomSource(5);
  for (let round = 0; round < 400; round++) {
    const rows = 1 + Math.floor(random() * 5);
    const columns = rows + Math.floor(random() * 3);
    const tied = round % 2 === 0;
    const costs = Float64Array.from({ length: rows * columns }, () =>
      tied ? Math.floor(random() * 3) : random() * 10 - 5,
    );
    const assigned = assignRowsToColumns(costs, rows, columns);
    expect(new Set(assigned).size).toBe(rows);
    expect(total(costs, columns, assigned)).toBeCloseTo(leastByTrial(costs, rows, columns), 9);
  }
});

test("no exchange of two rows improves an assignment of 400 x 500", () => {
  const random = randomSource(6);
  const [rows, columns] = [400, 500];
  const costs = Float64Array.from({ length: rows * columns }, random);
  const assigned = assignRowsToColumns(costs, rows, columns);
  expect(new Set(assigned).size).toBe(rows);
  const cost = (row: number, column: number): number => costs[row * columns + column]!;
  for (let one = 0; one < rows; one++) {
    for (let other = one + 1; other < rows; other++) {
      const now = cost(one, assigned[one]!) + cost(other, assigned[other]!);
      const swapped = cost(one, assigned[other]!) + cost(other, assigned[one]!);
      expect(swapped).toBeGreaterThanOrEqual(now - 1e-12);
    }
  }
});

test.each([
  ["random", (random: () => number) => random()],
  ["equal", () => 0],
  [
    "product, the worst for augmenting paths",
    (_: () => number, row: number, column: number) => (row + 1) * (column + 1),
  ],
] as const)("1000 x 1000 of %s costs are assigned", (_, cost) => {
  const random = randomSource(8);
  const size = 1000;
  const costs = Float64Array.from({ length: size * size }, (_, i) =>
    cost(random, Math.floor(i / size), i % size),
  );
  expect(new Set(assignRowsToColumns(costs, size, size)).size).toBe(size);
});

test("more rows than columns are refused", () => {
  expect(() => assignRowsToColumns(new Float64Array(2), 2, 1)).toThrow("2 x 1");
});
