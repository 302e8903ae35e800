import { assignRowsToColumns } from "./linear-assignment.ts";
import type { RowTable } from "./row-table.ts";

/** A reference row and the candidate row that is taken for the same thing. */
export interface RowPair {
  readonly reference: number;
  readonly candidate: number;
}

/** Rows this many times closer than the largest allowed distance are assigned before all others. */
const nearShare = 1 / 16;
/** What a pair that can't be costs in an assignment: twice the most that a possible one can. */
const impossible = 4;

/**
 * Finds partners. Rows can be partners when their labels are equal and no column of their keys differs by more
 * than `maxDistance`; a key with NaN or infinity has none. First, rows that nearly coincide are assigned among
 * themselves, then the rest: in one go, a chain of slightly wrong pairs could cost less than leaving a truly wrong row
 * alone, and hide it. Both minimise the sum of distance (relative to the radius) and difference in score (relative
 * to the largest), where a row left alone costs twice as much as the worst possible pair.
 */
export function assignRows(
  reference: RowTable,
  candidate: RowTable,
  maxDistance: number,
): readonly RowPair[] {
  const usable = (table: RowTable): number[] =>
    Array.from({ length: table.rows }, (_, row) => row).filter((row) => isFiniteRow(table, row));
  const scoreScale = largest(reference.scores) || 1;
  const side = { reference: usable(reference), candidate: usable(candidate) };
  const near = assignWithin(reference, candidate, side, maxDistance * nearShare, scoreScale);
  const nearReference = new Set(near.map((pair) => pair.reference));
  const nearCandidate = new Set(near.map((pair) => pair.candidate));
  const rest = {
    reference: side.reference.filter((row) => !nearReference.has(row)),
    candidate: side.candidate.filter((row) => !nearCandidate.has(row)),
  };
  return [...near, ...assignWithin(reference, candidate, rest, maxDistance, scoreScale)];
}

function isFiniteRow(table: RowTable, row: number): boolean {
  for (let i = row * table.keySize; i < (row + 1) * table.keySize; i++) {
    if (!Number.isFinite(table.keys[i]!)) return false;
  }
  return true;
}

function largest(scores: Float64Array): number {
  return scores.reduce((max, score) => (score > max ? score : max), 0);
}

interface Sides {
  readonly reference: readonly number[];
  readonly candidate: readonly number[];
}

function assignWithin(
  reference: RowTable,
  candidate: RowTable,
  sides: Sides,
  radius: number,
  scoreScale: number,
): RowPair[] {
  const cost = (x: number, y: number): number => {
    if (reference.labels !== undefined && reference.labels[x] !== candidate.labels![y]) return impossible;
    const distance = keyDistance(reference, x, candidate, y);
    if (!(distance <= radius)) return impossible;
    const difference = Math.min(1, Math.abs(reference.scores[x]! - candidate.scores[y]!) / scoreScale);
    return (distance === 0 ? 0 : distance / radius) + (Number.isNaN(difference) ? 1 : difference);
  };
  return neighbourhoods(sides, cost).flatMap((part) => assignPart(part, cost));
}

/** Largest difference of any column. */
function keyDistance(reference: RowTable, x: number, candidate: RowTable, y: number): number {
  const size = reference.keySize;
  let distance = 0;
  for (let i = 0; i < size; i++) {
    distance = Math.max(distance, Math.abs(reference.keys[x * size + i]! - candidate.keys[y * size + i]!));
  }
  return distance;
}

type Cost = (reference: number, candidate: number) => number;

/** Splits rows into parts between which no pair is possible: most parts are one pair, and need no search. */
function neighbourhoods(sides: Sides, cost: Cost): Sides[] {
  const parent = Int32Array.from({ length: sides.reference.length + sides.candidate.length }, (_, i) => i);
  const root = (node: number): number => {
    let top = node;
    while (parent[top] !== top) {
      parent[top] = parent[parent[top]!]!;
      top = parent[top]!;
    }
    return top;
  };
  const shift = sides.reference.length;
  for (const [i, x] of sides.reference.entries()) {
    for (const [j, y] of sides.candidate.entries()) {
      if (cost(x, y) < impossible) parent[root(shift + j)] = root(i);
    }
  }
  const parts = new Map<number, { reference: number[]; candidate: number[] }>();
  const partOf = (node: number): { reference: number[]; candidate: number[] } => {
    const top = root(node);
    const part = parts.get(top) ?? { reference: [], candidate: [] };
    parts.set(top, part);
    return part;
  };
  for (const [i, x] of sides.reference.entries()) partOf(i).reference.push(x);
  for (const [j, y] of sides.candidate.entries()) partOf(shift + j).candidate.push(y);
  return [...parts.values()].filter((part) => part.reference.length > 0 && part.candidate.length > 0);
}

function assignPart(part: Sides, cost: Cost): RowPair[] {
  const turned = part.reference.length > part.candidate.length;
  const rows = turned ? part.candidate : part.reference;
  const columns = turned ? part.reference : part.candidate;
  const costOf = (row: number, column: number): number => (turned ? cost(column, row) : cost(row, column));
  if (columns.length === 1) return [{ reference: part.reference[0]!, candidate: part.candidate[0]! }];
  const costs = new Float64Array(rows.length * columns.length);
  for (const [i, row] of rows.entries()) {
    for (const [j, column] of columns.entries()) costs[i * columns.length + j] = costOf(row, column);
  }
  const assigned = assignRowsToColumns(costs, rows.length, columns.length);
  return rows.flatMap((row, i): RowPair[] => {
    const j = assigned[i]!;
    if (costs[i * columns.length + j]! >= impossible) return [];
    const column = columns[j]!;
    return [turned ? { reference: column, candidate: row } : { reference: row, candidate: column }];
  });
}
