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
    nonFiniteMatches: 0,
    nonFiniteMismatches: 0,
    firstMismatchAt: -1,
  };
}

/**
 * Adds one block of `length` pairs, whose first has offset `start`, to `sums`, and writes |error| of its finite
 * pairs to the front of `errors`.
 * @returns how many were written.
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
  addFinite(reference, candidate, length, start, errors, sums);
  if (Number.isFinite(sums.squaredErrors + sums.squaredReference + sums.squaredCandidate)) return length;
  // Something in the block is not finite (or a float64 square overflowed): start over, looking at each pair.
  Object.assign(sums, before);
  return addAny(reference, candidate, length, start, errors, sums);
}

/** The hot loop: no branch that is taken often, no division, one kind of array, so that V8 keeps it in registers. */
function addFinite(
  reference: Float64Array,
  candidate: Float64Array,
  length: number,
  start: number,
  errors: Float64Array,
  sums: FloatSums,
): void {
  let absErrors = 0;
  let squaredErrors = 0;
  let squaredReference = 0;
  let squaredCandidate = 0;
  let products = 0;
  let maxAbs = sums.maxAbsAt < 0 ? -1 : sums.maxAbs;
  let maxAbsAt = -1;
  let maxRel = sums.maxRel;
  let absMax = sums.referenceAbsMax;
  for (let i = 0; i < length; i++) {
    const x = reference[i]!;
    const y = candidate[i]!;
    const error = Math.abs(x - y);
    const magnitude = Math.abs(x);
    errors[i] = error;
    absErrors += error;
    squaredErrors += error * error;
    squaredReference += x * x;
    squaredCandidate += y * y;
    products += x * y;
    if (error > maxAbs) {
      maxAbs = error;
      maxAbsAt = i;
    }
    if (magnitude > absMax) absMax = magnitude;
    if (error > maxRel * magnitude && error > maxRel * maxRelFloor) {
      maxRel = error / Math.max(magnitude, maxRelFloor);
    }
  }
  sums.finitePairs += length;
  sums.finiteReference += length;
  sums.absErrors += absErrors;
  sums.squaredErrors += squaredErrors;
  sums.squaredReference += squaredReference;
  sums.squaredCandidate += squaredCandidate;
  sums.products += products;
  if (maxAbsAt >= 0) {
    sums.maxAbs = maxAbs;
    sums.maxAbsAt = start + maxAbsAt;
  }
  sums.maxRel = maxRel;
  sums.referenceAbsMax = absMax;
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
      if (sums.firstMismatchAt < 0) sums.firstMismatchAt = start + i;
    }
  }
  sums.finitePairs += written;
  sums.absErrors += own.absErrors;
  sums.squaredErrors += own.squaredErrors;
  sums.squaredReference += own.squaredReference;
  sums.squaredCandidate += own.squaredCandidate;
  sums.products += own.products;
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
