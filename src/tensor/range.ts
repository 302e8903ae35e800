import { blockElements } from "./blocks.ts";
import { decodeFloats } from "./decode-floats.ts";
import { elementSizeBytes, type FloatDType, isFloat } from "./dtype.ts";
import { roundToFloat16 } from "./float16.ts";
import { elementCount, type Tensor } from "./tensor.ts";

/** Largest finite FP16 value, (2 - 2^-10) * 2^15. */
export const largestFloat16 = 65_504;

/** From here on a value rounds to infinity: halfway between 65504 and 2^16. */
export const firstInfinite = 65_520;

/** Smallest normal FP16 value; below it the step is a constant 2^-24. */
export const smallestNormal = 2 ** -14;

/** From here on a value rounds to the smallest normal one (a tie, to even), so that it is not subnormal afterwards. */
const firstNormal = 2 ** -14 - 2 ** -25;

/** Up to here a value rounds to 0: half of the smallest subnormal, 2^-24, ties to even. */
export const largestFlushed = 2 ** -25;

/** Integers up to here are all representable in FP16, beyond it only every second, fourth, … */
export const largestExactInteger = 2_048;

/** Where one binade is left above a value before overflow. */
export const nearLimit = 2 ** 15;

/** How the elements of float tensors lie in the range of FP16. All counts are exact, and of elements. */
export interface RangeStatistics {
  readonly elements: number;
  /** Smallest and largest finite element; infinity and -infinity when there is none. */
  readonly min: number;
  readonly max: number;
  /** Largest finite magnitude; 0 when there is no finite element. */
  readonly absMax: number;
  readonly zeros: number;
  /** Magnitude above 2^15, finite. */
  readonly beyondHalf: number;
  /** Magnitude above 65504, finite. */
  readonly beyondLargest: number;
  /** Finite, but infinite in FP16: magnitude of 65520 or more. */
  readonly overflows: number;
  readonly nan: number;
  /** Infinite in the file already. */
  readonly positiveInfinities: number;
  readonly negativeInfinities: number;
  /** Not zero, but zero in FP16: magnitude up to 2^-25. */
  readonly flushed: number;
  /** Subnormal in FP16: not zero and below 2^-14 after rounding. */
  readonly subnormal: number;
  /** Every finite element is an integer, and there is one. */
  readonly isIntegral: boolean;
  /** Integers of magnitude above 2048, finite. */
  readonly largeIntegers: number;
  /** Those of them that FP16 can't represent, infinities included. */
  readonly changedIntegers: number;
  /** Sum of squares of what rounding to FP16 changes, over elements that stay finite. */
  readonly squaredError: number;
  /** Sum of squares of the same elements. */
  readonly squares: number;
  /** Largest relative change of one of them: 1 as soon as one is flushed. */
  readonly maxRelativeError: number;
}

/** Statistics of no element: the neutral one of `mergeRanges`. */
export const emptyRange: RangeStatistics = {
  elements: 0,
  min: Number.POSITIVE_INFINITY,
  max: Number.NEGATIVE_INFINITY,
  absMax: 0,
  zeros: 0,
  beyondHalf: 0,
  beyondLargest: 0,
  overflows: 0,
  nan: 0,
  positiveInfinities: 0,
  negativeInfinities: 0,
  flushed: 0,
  subnormal: 0,
  isIntegral: true,
  largeIntegers: 0,
  changedIntegers: 0,
  squaredError: 0,
  squares: 0,
  maxRelativeError: 0,
};

type Totals = { -readonly [Key in keyof RangeStatistics]: RangeStatistics[Key] };

/**
 * Reads a float tensor once, in windows of 64 K elements, and counts how it would fare in FP16 (round to nearest,
 * ties to even). Sums are in float64. Memory: below 1 MB.
 * @throws RangeError for a tensor of integers or bool, which FP16 does not concern.
 */
export function measureRange(tensor: Tensor): RangeStatistics {
  const { dtype } = tensor;
  if (!isFloat(dtype)) {
    throw new RangeError(`measureRange reads float tensors, not ${dtype}`);
  }
  const count = elementCount(tensor.shape);
  const totals: Totals = { ...emptyRange };
  const read = windowReader(tensor, dtype, Math.min(count, blockElements));
  for (let start = 0; start < count; start += blockElements) {
    const { values, rounded } = read(start, Math.min(blockElements, count - start));
    addBlock(totals, values, rounded);
  }
  return { ...totals, isIntegral: totals.isIntegral && hasFinite(totals) };
}

interface Window {
  readonly values: Float32Array | Float64Array;
  /** The same in FP16, right for what is normal there. */
  readonly rounded: Float32Array;
}

/** Reads windows of at most `elements` into memory that is used again. */
function windowReader(
  tensor: Tensor,
  dtype: FloatDType,
  elements: number,
): (start: number, length: number) => Window {
  const raw = new Uint8Array(elements * elementSizeBytes[dtype]);
  const rounded = new Float32Array(elements);
  const values = dtype === "float64" ? new Float64Array(elements) : new Float32Array(elements);
  return (start, length) => {
    const bytes = raw.subarray(0, length * elementSizeBytes[dtype]);
    tensor.read(start, bytes);
    const window = { values: values.subarray(0, length), rounded: rounded.subarray(0, length) };
    decodeFloats(bytes, dtype, window.values);
    roundNormal(window);
    return window;
  };
}

/**
 * Rounds to 11 significant bits, ties to even: what FP16 does between 2^-14 and 65520. Five times faster than to
 * encode, which has to tell apart what is not in between.
 */
function roundNormal({ values, rounded }: Window): void {
  if (values instanceof Float64Array) {
    for (let i = 0; i < values.length; i++) {
      rounded[i] = roundToFloat16(values[i]!);
    }
    return;
  }
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
  const roundedBits = new Uint32Array(rounded.buffer, rounded.byteOffset, rounded.length);
  for (let i = 0; i < bits.length; i++) {
    const code = bits[i]!;
    roundedBits[i] = (code + 0xfff + ((code >>> 13) & 1)) & 0xffffe000;
  }
}

/** Three short loops: V8 keeps few variables in registers, and one loop over all takes three times as long. */
function addBlock(totals: Totals, values: Float32Array | Float64Array, rounded: Float32Array): void {
  totals.elements += values.length;
  addErrors(totals, values, rounded);
  addExtremes(totals, values);
  totals.isIntegral &&= values.every((value) => value === Math.trunc(value) || !Number.isFinite(value));
}

/** The common case, a normal FP16 value, takes three comparisons; everything else is counted apart. */
function addErrors(totals: Totals, values: Float32Array | Float64Array, rounded: Float32Array): void {
  let squaredError = 0;
  let squares = 0;
  let maxRelativeError = totals.maxRelativeError;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    const magnitude = Math.abs(value);
    if (magnitude >= smallestNormal && magnitude <= largestExactInteger) {
      const error = Math.abs(rounded[i]! - value);
      squaredError += error * error;
      squares += value * value;
      if (error > maxRelativeError * magnitude) {
        maxRelativeError = error / magnitude;
      }
    } else if (magnitude !== 0) {
      addUncommon(totals, value, rounded[i]!);
    } else {
      totals.zeros += 1;
    }
  }
  totals.squaredError += squaredError;
  totals.squares += squares;
  totals.maxRelativeError = Math.max(totals.maxRelativeError, maxRelativeError);
}

function addExtremes(totals: Totals, values: Float32Array | Float64Array): void {
  let { min, max } = totals;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value < min && value !== Number.NEGATIVE_INFINITY) {
      min = value;
    }
    if (value > max && value !== Number.POSITIVE_INFINITY) {
      max = value;
    }
  }
  totals.min = min;
  totals.max = max;
  totals.absMax = hasFinite(totals) ? Math.max(Math.abs(min), Math.abs(max)) : 0;
}

function hasFinite({ min, max }: { min: number; max: number }): boolean {
  return min <= max;
}

/** Very small, large, or not finite. */
function addUncommon(totals: Totals, value: number, rounded: number): void {
  const magnitude = Math.abs(value);
  if (magnitude <= largestFlushed) {
    totals.flushed += 1;
    addError(totals, value, magnitude);
  } else if (magnitude < smallestNormal) {
    totals.subnormal += magnitude < firstNormal ? 1 : 0;
    addError(totals, value, Math.abs(roundToFloat16(value) - value));
  } else if (magnitude < firstInfinite) {
    addLarge(totals, value, rounded !== value);
    addError(totals, value, Math.abs(rounded - value));
  } else if (magnitude < Number.POSITIVE_INFINITY) {
    totals.overflows += 1;
    addLarge(totals, value, true);
  } else if (value === Number.POSITIVE_INFINITY) {
    totals.positiveInfinities += 1;
  } else if (value === Number.NEGATIVE_INFINITY) {
    totals.negativeInfinities += 1;
  } else {
    totals.nan += 1;
  }
}

function addError(totals: Totals, value: number, error: number): void {
  totals.squaredError += error * error;
  totals.squares += value * value;
  totals.maxRelativeError = Math.max(totals.maxRelativeError, error / Math.abs(value));
}

function addLarge(totals: Totals, value: number, isChanged: boolean): void {
  const magnitude = Math.abs(value);
  totals.beyondHalf += magnitude > nearLimit ? 1 : 0;
  totals.beyondLargest += magnitude > largestFloat16 ? 1 : 0;
  if (value === Math.trunc(value)) {
    totals.largeIntegers += 1;
    totals.changedIntegers += isChanged ? 1 : 0;
  }
}

/** Statistics of both together, as if their elements were in one tensor. */
export function mergeRanges(one: RangeStatistics, other: RangeStatistics): RangeStatistics {
  const sum = (key: keyof RangeStatistics): number => Number(one[key]) + Number(other[key]);
  return {
    elements: sum("elements"),
    min: Math.min(one.min, other.min),
    max: Math.max(one.max, other.max),
    absMax: Math.max(one.absMax, other.absMax),
    zeros: sum("zeros"),
    beyondHalf: sum("beyondHalf"),
    beyondLargest: sum("beyondLargest"),
    overflows: sum("overflows"),
    nan: sum("nan"),
    positiveInfinities: sum("positiveInfinities"),
    negativeInfinities: sum("negativeInfinities"),
    flushed: sum("flushed"),
    subnormal: sum("subnormal"),
    isIntegral: isIntegralOrEmpty(one) && isIntegralOrEmpty(other) && (hasFinite(one) || hasFinite(other)),
    largeIntegers: sum("largeIntegers"),
    changedIntegers: sum("changedIntegers"),
    squaredError: sum("squaredError"),
    squares: sum("squares"),
    maxRelativeError: Math.max(one.maxRelativeError, other.maxRelativeError),
  };
}

function isIntegralOrEmpty(range: RangeStatistics): boolean {
  return range.isIntegral || !hasFinite(range);
}

/**
 * Root mean square of what rounding changes, relative to that of the elements; 0 when all are 0. At most 2^-11 when
 * all are normal in FP16.
 */
export function rmsRoundingLoss({ squaredError, squares }: RangeStatistics): number {
  return squaredError === 0 ? 0 : Math.sqrt(squaredError / squares);
}

/** Elements that are neither 0 nor NaN nor infinite. */
export function nonZeroElements(range: RangeStatistics): number {
  const { elements, zeros, nan, positiveInfinities, negativeInfinities } = range;
  return elements - zeros - nan - positiveInfinities - negativeInfinities;
}
