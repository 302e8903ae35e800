import type { DType } from "./dtype.ts";
import { elementSizeBytes } from "./dtype.ts";
import type { Tensor } from "./tensor.ts";

/** A tensor whose elements are in memory: `bytes` as `Tensor` has them. */
export function memoryTensor(dtype: DType, shape: readonly number[], bytes: Uint8Array): Tensor {
  const elementBytes = elementSizeBytes[dtype];
  return {
    dtype,
    shape,
    read: (start, into) => {
      const offset = start * elementBytes;
      into.set(bytes.subarray(offset, offset + into.length));
    },
  };
}
