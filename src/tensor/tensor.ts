import type { DType } from "./dtype.ts";

/**
 * Read access to the bytes of a file or a buffer, so that a tensor never needs to be in memory as a whole.
 * `read` fills `into` completely from `offset` or throws an InputError that names the source.
 */
export interface ByteSource {
  /** File name or description for messages. */
  readonly name: string;
  readonly sizeBytes: number;
  read(offset: number, into: Uint8Array): void;
}

/**
 * A dense tensor, read in windows. Element order is C order and bytes are little-endian, whatever the file
 * holds; `dtype` is the stored type (float16 and bfloat16 as raw 16-bit codes, bool as one byte 0 or 1).
 */
export interface Tensor {
  readonly dtype: DType;
  readonly shape: readonly number[];
  /** Fills `into` (a multiple of the element size) with the elements from `start` on. */
  read(start: number, into: Uint8Array): void;
}

/** Number of elements: product of the shape, 1 for a scalar. */
export function elementCount(shape: readonly number[]): number {
  return shape.reduce((count, size) => count * size, 1);
}

/** Shape for messages: `2x64x4`, or `scalar`. */
export function formatShape(shape: readonly number[]): string {
  return shape.length === 0 ? "scalar" : shape.join("x");
}
