import { ConfigError, InputError } from "../errors.ts";
import { readNumbers } from "../tensor/read-numbers.ts";
import { formatShape, type Tensor } from "../tensor/tensor.ts";
import type { MatchGroup, RowSource } from "./match-rule.ts";

/** Rows of one side in one batch entry: what the assignment looks at. */
export interface RowTable {
  readonly rows: number;
  /** Row-major, `rows` x `keySize`. */
  readonly keys: Float64Array;
  readonly keySize: number;
  /** Weight of each row: its score, or 1 without scores. */
  readonly scores: Float64Array;
  readonly labels: Float64Array | undefined;
}

/** Where the rows of one output lie: `batches` x `rows` x `rowSize` elements in C order. */
export interface RowLayout {
  readonly batchShape: readonly number[];
  readonly batches: number;
  readonly rows: number;
  readonly rowShape: readonly number[];
  readonly rowSize: number;
}

/** The row axis of a group: as given, else the last but one of the boxes. */
export function rowAxis(group: MatchGroup, boxes: Tensor): number {
  const rank = boxes.shape.length;
  const axis = group.axis ?? (rank === 1 ? 0 : -2);
  const position = axis < 0 ? rank + axis : axis;
  if (!(position >= 0 && position < rank)) {
    throw new ConfigError(
      `match: "${group.boxes.output}" of shape ${formatShape(boxes.shape)} has no axis ${axis} to take rows along.`,
      { advice: "Set axis to the row axis of the boxes." },
    );
  }
  return position;
}

/** @throws InputError when the tensor has no such axis. */
export function rowLayout(output: string, tensor: Tensor, axis: number): RowLayout {
  const { shape } = tensor;
  if (axis >= shape.length) {
    throw new InputError(`match: "${output}" of shape ${formatShape(shape)} has no row axis ${axis}.`, {
      advice: "Take the output out of the group, or set axis.",
    });
  }
  const batchShape = shape.slice(0, axis);
  const rowShape = shape.slice(axis + 1);
  return {
    batchShape,
    batches: product(batchShape),
    rows: shape[axis]!,
    rowShape,
    rowSize: product(rowShape),
  };
}

function product(sizes: readonly number[]): number {
  return sizes.reduce((count, size) => count * size, 1);
}

/** Reads the rows of each batch entry of one side. */
export function readRowTables(
  group: MatchGroup,
  tensorOf: (output: string) => Tensor,
  axis: number,
): readonly RowTable[] {
  const boxes = readColumns(group.boxes, tensorOf(group.boxes.output), axis);
  const scores = group.scores && readColumns(group.scores, tensorOf(group.scores.output), axis);
  const labels = group.labels && readColumns(group.labels, tensorOf(group.labels.output), axis);
  if (labels !== undefined && labels.size !== 1) {
    throw new ConfigError(`match: "${group.labels!.output}" has ${labels.size} labels a row; one is meant.`, {
      advice: "Name the column, such as detections[5], or leave labels out.",
    });
  }
  return Array.from({ length: boxes.batches }, (_, batch): RowTable => {
    const { rows } = boxes;
    const part = (columns: Columns): Float64Array =>
      columns.values.subarray(batch * rows * columns.size, (batch + 1) * rows * columns.size);
    return {
      rows,
      keys: part(boxes),
      keySize: boxes.size,
      scores: scores === undefined ? new Float64Array(rows).fill(1) : rowMaxima(part(scores), scores.size),
      labels: labels === undefined ? undefined : part(labels),
    };
  });
}

interface Columns {
  readonly batches: number;
  readonly rows: number;
  readonly size: number;
  readonly values: Float64Array;
}

function readColumns(source: RowSource, tensor: Tensor, axis: number): Columns {
  const layout = rowLayout(source.output, tensor, axis);
  const count = layout.batches * layout.rows;
  const values = new Float64Array(count * layout.rowSize);
  readNumbers(tensor, 0, values);
  if (source.columns === undefined) {
    return { batches: layout.batches, rows: layout.rows, size: layout.rowSize, values };
  }
  const { from, to } = source.columns;
  if (to > layout.rowSize) {
    throw new ConfigError(
      `match: "${source.output}" has ${layout.rowSize} columns, so there is no [${from}:${to}].`,
      { advice: "Columns are counted from 0, and the end is exclusive." },
    );
  }
  const size = to - from;
  const chosen = new Float64Array(count * size);
  for (let row = 0; row < count; row++) {
    const start = row * layout.rowSize;
    chosen.set(values.subarray(start + from, start + to), row * size);
  }
  return { batches: layout.batches, rows: layout.rows, size, values: chosen };
}

/** Largest of each row; NaN when one is NaN, so that it shows in the unmatched score. */
function rowMaxima(values: Float64Array, size: number): Float64Array {
  if (size === 1) return values;
  return Float64Array.from({ length: values.length / size }, (_, row) =>
    values
      .subarray(row * size, (row + 1) * size)
      .reduce((max, value) => Math.max(max, value), Number.NEGATIVE_INFINITY),
  );
}
