import { readNumbers } from "../tensor/read-numbers.ts";
import { elementCount, type Tensor } from "../tensor/tensor.ts";

/** Numbers of a tensor's finite elements, and how many are not finite. */
export interface ValueNumbers {
  readonly elements: number;
  readonly absMax: number;
  readonly sumSquares: number;
  readonly nonZero: number;
  /** Non-zero elements that FP16 rounds to zero: up to 2^-25, by round to nearest even. */
  readonly flushed: number;
  /** Elements that FP16 rounds to a subnormal number: below 2^-14 after rounding, and not zero. */
  readonly subnormal: number;
  readonly nonFinite: number;
  /** Finite elements that FP16 rounds to infinity: from 65520 on. */
  readonly overflows: number;
}

/** Numbers of a difference where both sides are finite, and how often just one of them is. */
export interface ErrorNumbers {
  readonly max: number;
  readonly sumSquares: number;
  readonly nonFinite: number;
}

/** Largest magnitude that FP16 rounds to zero (ties go to even, which is zero here). */
export const largestFlushed = 2 ** -25;
/** Smallest magnitude that FP16 rounds to a normal number: the tie below 2^-14 goes to even, which is 2^-14. */
export const smallestNormal = 2 ** -14 - 2 ** -25;
/** Smallest magnitude that FP16 rounds to infinity: the tie above 65504 goes to even. */
export const smallestOverflow = 65520;

export const noElements: ValueNumbers = {
  elements: 0,
  absMax: 0,
  sumSquares: 0,
  nonZero: 0,
  flushed: 0,
  subnormal: 0,
  nonFinite: 0,
  overflows: 0,
};

export const noError: ErrorNumbers = { max: 0, sumSquares: 0, nonFinite: 0 };

const windowElements = 1 << 16;

/** Numbers of a tensor of any dtype, read window by window, sums in float64. Throws what reading it throws. */
export function measureTensorValues(tensor: Tensor): ValueNumbers {
  const elements = elementCount(tensor.shape);
  const window = new Float64Array(Math.min(elements, windowElements));
  let total = noElements;
  for (let start = 0; start < elements; start += window.length) {
    const part = window.subarray(0, Math.min(window.length, elements - start));
    readNumbers(tensor, start, part);
    total = addValues(total, measureNumbers(part));
  }
  return total;
}

/** Numbers of a list. */
export function measureNumbers(values: Float64Array): ValueNumbers {
  let absMax = 0;
  let sumSquares = 0;
  let nonZero = 0;
  let flushed = 0;
  let subnormal = 0;
  let nonFinite = 0;
  let overflows = 0;
  for (let index = 0; index < values.length; index += 1) {
    const size = Math.abs(values[index] as number);
    if (!(size < Number.POSITIVE_INFINITY)) {
      nonFinite += 1;
      continue;
    }
    if (size === 0) continue;
    nonZero += 1;
    if (size > absMax) absMax = size;
    sumSquares += size * size;
    if (size <= largestFlushed) flushed += 1;
    else if (size < smallestNormal) subnormal += 1;
    else if (size >= smallestOverflow) overflows += 1;
  }
  return {
    elements: values.length,
    absMax,
    sumSquares,
    nonZero,
    flushed,
    subnormal,
    nonFinite,
    overflows,
  };
}

/** Numbers of two sets of elements together. */
export function addValues(left: ValueNumbers, right: ValueNumbers): ValueNumbers {
  return {
    elements: left.elements + right.elements,
    absMax: Math.max(left.absMax, right.absMax),
    sumSquares: left.sumSquares + right.sumSquares,
    nonZero: left.nonZero + right.nonZero,
    flushed: left.flushed + right.flushed,
    subnormal: left.subnormal + right.subnormal,
    nonFinite: left.nonFinite + right.nonFinite,
    overflows: left.overflows + right.overflows,
  };
}

/** Numbers of two sets of differences together. */
export function addErrors(left: ErrorNumbers, right: ErrorNumbers): ErrorNumbers {
  return {
    max: Math.max(left.max, right.max),
    sumSquares: left.sumSquares + right.sumSquares,
    nonFinite: left.nonFinite + right.nonFinite,
  };
}

/** Root mean square over the finite elements; 0 when there are none. */
export function rootMeanSquare(sumSquares: number, elements: number): number {
  return elements > 0 ? Math.sqrt(sumSquares / elements) : sumSquares;
}
