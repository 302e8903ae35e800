import type { DType } from "../../src/tensor/dtype.ts";
import { elementSizeBytes } from "../../src/tensor/dtype.ts";
import { elementCount, type Tensor } from "../../src/tensor/tensor.ts";

/** A tensor over the bytes of a typed array, for inputs of tests. */
export function tensorOf(dtype: DType, shape: readonly number[], values: ArrayBufferView): Tensor {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  if (bytes.length !== elementCount(shape) * elementSizeBytes[dtype]) {
    throw new RangeError(`${bytes.length} bytes for ${dtype} ${shape.join("x")}`);
  }
  return {
    dtype,
    shape,
    read: (start, into) => {
      const offset = start * elementSizeBytes[dtype];
      into.set(bytes.subarray(offset, offset + into.length));
    },
  };
}

export function floats(shape: readonly number[], values: readonly number[]): Tensor {
  return tensorOf("float32", shape, Float32Array.from(values));
}

/** All bytes of a tensor, in memory of their own so that any typed array fits over them. */
export function bytesOf(tensor: Tensor | undefined): ArrayBuffer {
  if (tensor === undefined) {
    throw new Error("there is no such tensor");
  }
  const bytes = new Uint8Array(elementCount(tensor.shape) * elementSizeBytes[tensor.dtype]);
  tensor.read(0, bytes);
  return bytes.buffer;
}

export function floatsOf(tensor: Tensor | undefined): number[] {
  return [...new Float32Array(bytesOf(tensor))];
}
