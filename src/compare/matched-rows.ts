import { elementSizeBytes, isFloat } from "../tensor/dtype.ts";
import { readNumbers } from "../tensor/read-numbers.ts";
import type { Tensor } from "../tensor/tensor.ts";
import type { RowLayout } from "./row-table.ts";
import { windowElements } from "./tensor-window.ts";

/** The rows `rows` of `tensor`, numbered through all batch entries, as a tensor of their own; read when needed. */
export function gatherRows(tensor: Tensor, layout: RowLayout, rows: readonly number[]): Tensor {
  const sizeBytes = elementSizeBytes[tensor.dtype];
  const { rowSize } = layout;
  return {
    dtype: tensor.dtype,
    shape: [rows.length, ...layout.rowShape],
    read(start, into) {
      const count = into.length / sizeBytes;
      for (let done = 0; done < count; ) {
        const row = Math.floor((start + done) / rowSize);
        const within = (start + done) % rowSize;
        const length = Math.min(rowSize - within, count - done);
        const piece = into.subarray(done * sizeBytes, (done + length) * sizeBytes);
        tensor.read(rows[row]! * rowSize + within, piece);
        done += length;
      }
    },
  };
}

/** Number of NaN and infinite elements in a tensor. */
export function countNonFinite(tensor: Tensor): number {
  if (!isFloat(tensor.dtype)) return 0;
  const count = tensor.shape.reduce((product, size) => product * size, 1);
  const values = new Float64Array(Math.min(count, windowElements));
  let found = 0;
  for (let start = 0; start < count; start += windowElements) {
    const window = values.subarray(0, Math.min(windowElements, count - start));
    readNumbers(tensor, start, window);
    for (const value of window) {
      if (!Number.isFinite(value)) found++;
    }
  }
  return found;
}
