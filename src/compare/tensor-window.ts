import { readNumbers } from "../tensor/read-numbers.ts";
import type { Tensor } from "../tensor/tensor.ts";
import { float32KernelElements } from "./float32-kernel.ts";

/**
 * Elements per window: two windows of doubles, their errors and the raw bytes stay in a second-level cache of
 * 1 MB, and one inner loop stays short enough for the optimising tier (see bench/compare-throughput.ts).
 */
export const windowElements = float32KernelElements;

/** Reusable memory for one side of a comparison. */
export interface TensorWindow {
  readonly values: Float64Array;
  /** `values` as pairs of 32-bit words, low word first. */
  readonly words: Int32Array;
  readonly float32: Float32Array;
  readonly float32Bytes: Uint8Array;
}

/** Memory for windows of up to so many elements. */
export function tensorWindow(elements: number = windowElements): TensorWindow {
  const values = new Float64Array(elements);
  const float32 = new Float32Array(elements);
  return {
    values,
    words: new Int32Array(values.buffer),
    float32,
    float32Bytes: new Uint8Array(float32.buffer),
  };
}

/** Reads `length` elements from `start` on, widened to doubles, into `window.values`. */
export function fillWindow(window: TensorWindow, tensor: Tensor, start: number, length: number): void {
  if (tensor.dtype === "float32") {
    tensor.read(
      start,
      length === windowElements ? window.float32Bytes : window.float32Bytes.subarray(0, 4 * length),
    );
    // `set` between two arrays of different memory converts several times faster than a loop.
    window.values.set(length === windowElements ? window.float32 : window.float32.subarray(0, length));
  } else {
    readNumbers(tensor, start, window.values.subarray(0, length));
  }
}
