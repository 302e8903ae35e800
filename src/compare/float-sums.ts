import type { BlockBounds } from "./error-percentiles.ts";
import { highWord } from "./error-percentiles.ts";
import type { WindowSums } from "./float32-kernel.ts";

/**
 * Relative errors are taken against at least this magnitude: below 2^-14, the smallest normal FP16 number, FP16
 * has no fixed relative precision.
 */
export const maxRelFloor = 2 ** -14;

/**
 * Running sums over pairs of finite elements, in float64. Each block is summed on its own and then added, so
 * that the rounding of n additions grows with the block, not with n: at 5e8 elements the relative error stays
 * below 1e-11 (bound: (block length + blocks) * 2^-53). Squares of float32 values stay below 1.2e77.
 */
export interface FloatSums {
  finitePairs: number;
  absErrors: number;
  squaredErrors: number;
  squaredReference: number;
  squaredCandidate: number;
  products: number;
  maxAbs: number;
  /** Offset of `maxAbs`, counted over all blocks in order of arrival; -1 before the first pair. */
  maxAbsAt: number;
  maxRel: number;
  referenceAbsMax: number;
  finiteReference: number;
  nonFiniteReference: number;
  /** Squares of finite reference elements whose partner is not finite. */
  loneSquaredReference: number;
  nonFiniteMatches: number;
  nonFiniteMismatches: number;
  /** Offset of the first mismatch, -1 when there is none. */
  firstMismatchAt: number;
}

export function emptySums(): FloatSums {
  return {
    finitePairs: 0,
    absErrors: 0,
    squaredErrors: 0,
    squaredReference: 0,
    squaredCandidate: 0,
    products: 0,
    maxAbs: 0,
    maxAbsAt: -1,
    maxRel: 0,
    referenceAbsMax: 0,
    finiteReference: 0,
    nonFiniteReference: 0,
    loneSquaredReference: 0,
    nonFiniteMatches: 0,
    nonFiniteMismatches: 0,
    firstMismatchAt: -1,
  };
}

/**
 * Adds one block of `length` pairs, whose first has offset `start`, to `sums`, and writes |error| of its finite
 * pairs to the front of `errors`. When all pairs are finite, maxima are left to `raiseMaxima`.
 * @returns how many errors were written.
 */
export function addBlock(
  reference: Float64Array,
  candidate: Float64Array,
  length: number,
  start: number,
  errors: Float64Array,
  sums: FloatSums,
): number {
  const before = { ...sums };
  addFinite(reference, candidate, length, errors, sums);
  if (Number.isFinite(sums.squaredErrors + sums.squaredReference + sums.squaredCandidate)) return length;
  // Something in the block is not finite (or a float64 square overflowed): start over, looking at each pair.
  Object.assign(sums, before);
  return addAny(reference, candidate, length, start, errors, sums);
}

/** Adds what a kernel found in `length` finite pairs, whose first has offset `start`. `errors`: of each pair. */
export function addWindow(
  window: WindowSums,
  errors: Float64Array,
  length: number,
  start: number,
  sums: FloatSums,
): void {
  sums.finitePairs += length;
  sums.finiteReference += length;
  sums.absErrors += window.absErrors;
  sums.squaredErrors += window.squaredErrors;
  sums.squaredReference += window.squaredReference;
  sums.squaredCandidate += window.squaredCandidate;
  sums.products += window.products;
  sums.maxRel = window.maxRel;
  sums.referenceAbsMax = Math.max(sums.referenceAbsMax, window.referenceAbsMax);
  if (sums.maxAbsAt < 0) sums.maxAbsAt = start;
  if (window.maxAbs > sums.maxAbs) {
    sums.maxAbs = window.maxAbs;
    sums.maxAbsAt = start + errors.indexOf(window.maxAbs);
  }
}

/** The hot loop: sums only and one kind of array, so that everything stays in registers. */
function addFinite(
  reference: Float64Array,
  candidate: Float64Array,
  length: number,
  errors: Float64Array,
  sums: FloatSums,
): void {
  let absErrors = 0;
  let squaredErrors = 0;
  let squaredReference = 0;
  let squaredCandidate = 0;
  let products = 0;
  for (let i = 0; i < length; i++) {
    const x = reference[i]!;
    const y = candidate[i]!;
    const error = Math.abs(x - y);
    errors[i] = error;
    absErrors += error;
    squaredErrors += error * error;
    squaredReference += x * x;
    squaredCandidate += y * y;
    products += x * y;
  }
  sums.finitePairs += length;
  sums.finiteReference += length;
  sums.absErrors += absErrors;
  sums.squaredErrors += squaredErrors;
  sums.squaredReference += squaredReference;
  sums.squaredCandidate += squaredCandidate;
  sums.products += products;
}

/** log2(1 + m) - m is at most 0.0861 for m in [0, 1): how far high words are from logarithms. */
const logarithmSlack = 0.0862;

/**
 * Raises the maxima by a block of finite pairs, which is searched only when its bounds say that it may hold a new
 * one: after a few blocks that is rare.
 */
export function raiseMaxima(
  bounds: BlockBounds,
  reference: Float64Array,
  errors: Float64Array,
  length: number,
  start: number,
  sums: FloatSums,
): void {
  if (sums.maxAbsAt < 0) sums.maxAbsAt = start;
  if (bounds.error >= highWord(sums.maxAbs)) raiseMaxAbs(errors, length, start, sums);
  if (bounds.reference >= highWord(sums.referenceAbsMax)) raiseAbsMax(reference, length, sums);
  const least = sums.maxRel === 0 ? -Infinity : (Math.log2(sums.maxRel) - logarithmSlack) * 2 ** 20;
  if (bounds.quotient >= least) raiseMaxRel(reference, errors, length, sums);
}

function raiseMaxAbs(errors: Float64Array, length: number, start: number, sums: FloatSums): void {
  for (let i = 0; i < length; i++) {
    if (errors[i]! > sums.maxAbs) {
      sums.maxAbs = errors[i]!;
      sums.maxAbsAt = start + i;
    }
  }
}

function raiseAbsMax(reference: Float64Array, length: number, sums: FloatSums): void {
  let absMax = sums.referenceAbsMax;
  for (let i = 0; i < length; i++) absMax = Math.max(absMax, Math.abs(reference[i]!));
  sums.referenceAbsMax = absMax;
}

function raiseMaxRel(reference: Float64Array, errors: Float64Array, length: number, sums: FloatSums): void {
  let { maxRel } = sums;
  for (let i = 0; i < length; i++) {
    const scale = Math.max(Math.abs(reference[i]!), maxRelFloor);
    if (errors[i]! > maxRel * scale) maxRel = Math.max(maxRel, errors[i]! / scale);
  }
  sums.maxRel = maxRel;
}

function addAny(
  reference: Float64Array,
  candidate: Float64Array,
  length: number,
  start: number,
  errors: Float64Array,
  sums: FloatSums,
): number {
  const own = emptySums();
  let written = 0;
  for (let i = 0; i < length; i++) {
    const x = reference[i]!;
    const y = candidate[i]!;
    if (Number.isFinite(x)) {
      sums.finiteReference++;
      sums.referenceAbsMax = Math.max(sums.referenceAbsMax, Math.abs(x));
    } else {
      sums.nonFiniteReference++;
    }
    if (Number.isFinite(x) && Number.isFinite(y)) {
      errors[written++] = addPair(x, y, start + i, sums, own);
    } else if (Object.is(x, y)) {
      sums.nonFiniteMatches++;
    } else {
      sums.nonFiniteMismatches++;
      if (Number.isFinite(x)) own.loneSquaredReference += x * x;
      if (sums.firstMismatchAt < 0) sums.firstMismatchAt = start + i;
    }
  }
  sums.finitePairs += written;
  sums.absErrors += own.absErrors;
  sums.squaredErrors += own.squaredErrors;
  sums.squaredReference += own.squaredReference;
  sums.squaredCandidate += own.squaredCandidate;
  sums.products += own.products;
  sums.loneSquaredReference += own.loneSquaredReference;
  return written;
}

function addPair(x: number, y: number, at: number, sums: FloatSums, own: FloatSums): number {
  const error = Math.abs(x - y);
  own.absErrors += error;
  own.squaredErrors += error * error;
  own.squaredReference += x * x;
  own.squaredCandidate += y * y;
  own.products += x * y;
  if (error > sums.maxAbs || sums.maxAbsAt < 0) {
    sums.maxAbs = error;
    sums.maxAbsAt = at;
  }
  sums.maxRel = Math.max(sums.maxRel, error / Math.max(Math.abs(x), maxRelFloor));
  return error;
}
