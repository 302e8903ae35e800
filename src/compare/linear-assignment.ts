/**
 * Assigns each row of a cost matrix to a column of its own so that the total cost is least: shortest augmenting
 * paths with dual potentials (Jonker and Volgenant 1987, in the rectangular form of Crouse 2016). Time is at most
 * rows^2 * columns.
 * @param costs row-major, `rows` x `columns`, finite, rows <= columns.
 * @returns the column of each row.
 */
export function assignRowsToColumns(costs: Float64Array, rows: number, columns: number): Int32Array {
  if (rows > columns || costs.length !== rows * columns) {
    throw new RangeError(`${costs.length} costs are no ${rows} x ${columns} matrix with rows <= columns`);
  }
  const state: AssignmentState = {
    costs,
    columns,
    rowPotential: new Float64Array(rows),
    columnPotential: new Float64Array(columns),
    rowOfColumn: new Int32Array(columns).fill(-1),
    columnOfRow: new Int32Array(rows).fill(-1),
    pathLength: new Float64Array(columns),
    pathRow: new Int32Array(columns),
    remaining: new Int32Array(columns),
  };
  for (let row = 0; row < rows; row++) augment(state, row);
  return state.columnOfRow;
}

interface AssignmentState {
  readonly costs: Float64Array;
  readonly columns: number;
  readonly rowPotential: Float64Array;
  readonly columnPotential: Float64Array;
  readonly rowOfColumn: Int32Array;
  readonly columnOfRow: Int32Array;
  /** Length of the shortest path to each column, and the row before it. */
  readonly pathLength: Float64Array;
  readonly pathRow: Int32Array;
  /** Columns that the search has not settled. */
  readonly remaining: Int32Array;
}

/** Finds the shortest path from `start` to a free column and moves the assignment along it. */
function augment(state: AssignmentState, start: number): void {
  const { columns, pathLength, remaining, rowOfColumn, columnOfRow, pathRow } = state;
  pathLength.fill(Number.POSITIVE_INFINITY);
  for (let i = 0; i < columns; i++) remaining[i] = i;
  const settled: number[] = [];
  let open = columns;
  let row = start;
  let shortest = 0;
  let sink = -1;
  while (sink < 0) {
    const nearest = relax(state, row, shortest, open);
    const column = remaining[nearest]!;
    shortest = pathLength[column]!;
    remaining[nearest] = remaining[--open]!;
    if (rowOfColumn[column]! < 0) {
      sink = column;
    } else {
      settled.push(column);
      row = rowOfColumn[column]!;
    }
  }
  updatePotentials(state, start, settled, shortest);
  for (let column = sink; ; ) {
    const before = pathRow[column]!;
    rowOfColumn[column] = before;
    const next = columnOfRow[before]!;
    columnOfRow[before] = column;
    if (before === start) return;
    column = next;
  }
}

/** Extends paths over `row`; returns where in `remaining` the nearest column is, a free one if several are. */
function relax(state: AssignmentState, row: number, shortest: number, open: number): number {
  const { costs, columns, rowPotential, columnPotential, pathLength, pathRow, remaining, rowOfColumn } =
    state;
  const base = shortest - rowPotential[row]!;
  const offset = row * columns;
  let nearest = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < open; i++) {
    const column = remaining[i]!;
    const length = base + costs[offset + column]! - columnPotential[column]!;
    if (length < pathLength[column]!) {
      pathLength[column] = length;
      pathRow[column] = row;
    }
    const known = pathLength[column]!;
    if (known < least || (known === least && rowOfColumn[column]! < 0)) {
      least = known;
      nearest = i;
    }
  }
  return nearest;
}

function updatePotentials(
  state: AssignmentState,
  start: number,
  settled: readonly number[],
  shortest: number,
): void {
  const { rowPotential, columnPotential, pathLength, rowOfColumn } = state;
  rowPotential[start]! += shortest;
  for (const column of settled) {
    const slack = shortest - pathLength[column]!;
    rowPotential[rowOfColumn[column]!]! += slack;
    columnPotential[column]! -= slack;
  }
}
