import { elementCount, type Tensor } from "../tensor/tensor.ts";

/** How many elements have their magnitude in each power of two. Zeros, NaN and infinities are in none. */
export interface Histogram {
  /** counts[i] is of magnitudes from 2^(firstExponent + i) up to the next power. */
  readonly firstExponent: number;
  readonly counts: readonly number[];
}

/** Counts by exponent, over as many tensors as are added. */
export interface HistogramCounts {
  /** Takes in a float32 tensor. Throws RangeError for another type. */
  add(tensor: Tensor): void;
  /** Without empty powers at both ends; undefined when nothing finite but zero was added. */
  histogram(): Histogram | undefined;
}

/** Of the smallest float32 subnormal. */
const leastExponent = -149;
const exponents = 128 - leastExponent;
/** 4 MiB at a time. */
const blockElements = 1 << 20;

export function createHistogram(): HistogramCounts {
  const counts = new Float64Array(exponents);
  return {
    add(tensor) {
      if (tensor.dtype !== "float32") throw new RangeError(`a histogram of ${tensor.dtype}`);
      const total = elementCount(tensor.shape);
      const block = new Uint32Array(Math.min(total, blockElements));
      for (let start = 0; start < total; start += block.length) {
        const codes = block.subarray(0, Math.min(block.length, total - start));
        tensor.read(start, new Uint8Array(codes.buffer, 0, codes.byteLength));
        addCodes(codes, counts);
      }
    },
    histogram() {
      const first = counts.findIndex((count) => count > 0);
      if (first < 0) return undefined;
      const last = counts.findLastIndex((count) => count > 0);
      return { firstExponent: first + leastExponent, counts: [...counts.subarray(first, last + 1)] };
    },
  };
}

/** By the bits of IEEE 754 binary32: exact at the powers themselves, where a logarithm is not. */
function addCodes(codes: Uint32Array, counts: Float64Array): void {
  for (const code of codes) {
    const exponent = (code >>> 23) & 0xff;
    const fraction = code & 0x7fffff;
    if (exponent === 0xff || (exponent === 0 && fraction === 0)) continue;
    const power = exponent === 0 ? 31 - Math.clz32(fraction) - 149 : exponent - 127;
    counts[power - leastExponent] = (counts[power - leastExponent] as number) + 1;
  }
}
