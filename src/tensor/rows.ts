import { elementSizeBytes } from "./dtype.ts";
import { elementCount, type Tensor } from "./tensor.ts";

/** The first row along the first axis, `count` times. The row is held in memory. */
export function repeatFirstRow(tensor: Tensor, count: number): Tensor {
  const shape = [count, ...tensor.shape.slice(1)];
  const elementBytes = elementSizeBytes[tensor.dtype];
  const row = new Uint8Array(elementCount(shape.slice(1)) * elementBytes);
  tensor.read(0, row);
  return {
    dtype: tensor.dtype,
    shape,
    read: (start, into) => {
      for (let done = 0; done < into.length; ) {
        const from = (start * elementBytes + done) % row.length;
        const part = row.subarray(from, from + into.length - done);
        into.set(part, done);
        done += part.length;
      }
    },
  };
}

/** Whether every row along the first axis has the bits of the first; NaN counts as any other bits. */
export function hasEqualRows(tensor: Tensor): boolean {
  const [rows = 0] = tensor.shape;
  const elements = elementCount(tensor.shape.slice(1));
  const bytes = elements * elementSizeBytes[tensor.dtype];
  const [first, other] = [new Uint8Array(bytes), new Uint8Array(bytes)];
  tensor.read(0, first);
  for (let row = 1; row < rows; row++) {
    tensor.read(row * elements, other);
    if (Buffer.compare(first, other) !== 0) return false;
  }
  return true;
}
