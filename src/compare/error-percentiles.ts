/**
 * Exact percentiles of errors that are too many to keep. Doubles that are not negative are ordered as their bits are, so one
 * pass counts them by their leading 18 bits (exponent and seven bits of the mantissa); further passes look only
 * at the buckets that hold the wanted ranks, and collect or split them until the value is known to the last bit.
 */
export interface ErrorHistogram {
  /** Counts since the last flush; 32 bits wide because the hot loop is. */
  readonly recent: Uint32Array;
  /** Of everything before; undefined as long as there was no flush. */
  counts: Float64Array | undefined;
  sinceFlush: number;
}

/** A window of errors and its view as pairs of 32-bit words, low word first. */
export interface ErrorWindow {
  readonly errors: Float64Array;
  readonly words: Int32Array;
}

/** Largest high words of a block, as integers: they bound its maxima at a fraction of the price of floats. */
export interface BlockBounds {
  /** High word of the largest error. */
  error: number;
  /** High word of the largest magnitude of the reference. */
  reference: number;
  /** Largest difference of the two high words, the reference's being at least that of the floor. */
  quotient: number;
}

/** Errors that a pass looks for: within `half` of `centre`, or from `tail` on. */
export interface ErrorBands {
  readonly centre: number;
  readonly half: number;
  readonly tail: number;
}

/**
 * Reads everything once more, window by window in any order, and calls `visit` with at least the errors that lie
 * in a band, as `selectErrors` finds them.
 */
export type ErrorPass = (bands: ErrorBands, visit: (hits: ErrorWindow, found: number) => void) => void;

/** How 63 bits are cut: each level tells apart what the level before it put into one bucket. */
const levelSizes = [2 ** 18, 2 ** 13, 2 ** 16, 2 ** 16] as const;
const flushAfter = 2 ** 31;
/** A bucket up to this size is collected and sorted (16 MB), a larger one is split once more. */
const collectLimit = 2 ** 21;
/** Up to so many errors are sorted without a histogram. */
const sortLimit = 2 ** 15;
const infinityKey = 0x7ff00000 >>> 13;

/** @param recent 2^18 zeros to count in, where they lie elsewhere. */
export function emptyHistogram(recent: Uint32Array = new Uint32Array(levelSizes[0])): ErrorHistogram {
  return { recent, counts: undefined, sinceFlush: 0 };
}

export function errorWindow(length: number): ErrorWindow {
  const errors = new Float64Array(length);
  return { errors, words: new Int32Array(errors.buffer) };
}

/** Counts the first `length` errors of a window. None may be NaN or negative. */
export function countErrors(histogram: ErrorHistogram, window: ErrorWindow, length: number): void {
  makeRoom(histogram, length);
  const { recent } = histogram;
  for (let i = 0; i < length; i++) {
    const key = window.words[2 * i + 1]! >>> 13;
    recent[key] = recent[key]! + 1;
  }
}

/**
 * As `countErrors`, and bounds the block's maxima on the way.
 * @param referenceWords view of the reference elements that the errors belong to, one by one.
 * @param floor reference magnitudes below this count as this in `quotient`.
 */
export function countAndBound(
  histogram: ErrorHistogram,
  window: ErrorWindow,
  referenceWords: Int32Array,
  length: number,
  floor: number,
): BlockBounds {
  makeRoom(histogram, length);
  const bounds: BlockBounds = { error: -1, reference: -1, quotient: -0x7fffffff };
  countBounding(histogram.recent, window.words, referenceWords, 2 * length, highWord(floor), bounds);
  return bounds;
}

function countBounding(
  counts: Uint32Array,
  words: Int32Array,
  referenceWords: Int32Array,
  end: number,
  floorWord: number,
  bounds: BlockBounds,
): void {
  let { error, reference, quotient } = bounds;
  for (let i = 1; i < end; i += 2) {
    const word = words[i]!;
    const key = word >>> 13;
    counts[key] = counts[key]! + 1;
    let magnitude = referenceWords[i]! & 0x7fffffff;
    if (word > error) error = word;
    if (magnitude > reference) reference = magnitude;
    if (magnitude < floorWord) magnitude = floorWord;
    const difference = (word - magnitude) | 0;
    if (difference > quotient) quotient = difference;
  }
  bounds.error = error;
  bounds.reference = reference;
  bounds.quotient = quotient;
}

/** Exponent and leading 20 bits of the mantissa of a double that is not negative. */
export function highWord(value: number): number {
  return new Int32Array(Float64Array.of(value).buffer)[1]!;
}

/** Before `length` more are counted in `recent`. */
export function makeRoom(histogram: ErrorHistogram, length: number): void {
  if (histogram.sinceFlush + length > flushAfter) flush(histogram);
  histogram.sinceFlush += length;
}

function flush(histogram: ErrorHistogram): Float64Array {
  histogram.counts ??= new Float64Array(levelSizes[0]);
  const { counts, recent } = histogram;
  for (let key = 0; key < counts.length; key++) counts[key]! += recent[key]!;
  recent.fill(0);
  histogram.sinceFlush = 0;
  return counts;
}

interface Target {
  /** Number of levels that are settled, and the bits that they settled. */
  level: number;
  bits: Bits;
  /** 1 for the smallest of the bucket. */
  rank: number;
  count: number;
  min: number;
  max: number;
  /** Exactly one of the two is there while a pass runs. */
  collected: Float64Array | undefined;
  split: Float64Array | undefined;
  filled: number;
  value: number | undefined;
}

/** Leading bits of a double: its high word and, once that is known, its low word, each shifted by what is open. */
interface Bits {
  readonly highShift: number;
  readonly high: number;
  /** 32 while nothing of the low word is known. */
  readonly lowShift: number;
  readonly low: number;
}

/**
 * Percentiles by nearest rank: of n errors in ascending order, the ceil(n * perMille / 1000)-th. Errors below
 * 2^-1029 count as zero; differences of float32 values are multiples of 2^-149.
 * @param perMille three whole numbers, such as 500 for the median.
 * @param pass is run once when all buckets are small, at most four times.
 * @returns NaN for each when nothing was counted.
 */
export function errorPercentiles(
  histogram: ErrorHistogram,
  perMille: readonly [number, number, number],
  pass: ErrorPass,
): readonly [number, number, number] {
  if (histogram.counts === undefined && histogram.sinceFlush <= sortLimit) {
    return sortedPercentiles(histogram, perMille, pass);
  }
  const counts = flush(histogram);
  let total = 0;
  for (const count of counts) total += count;
  if (total === 0) return [Number.NaN, Number.NaN, Number.NaN];
  const targets = perMille.map((share) => firstTarget(counts, rankOf(total, share)));
  for (;;) {
    const open = targets.filter((target) => target.value === undefined);
    if (open.length === 0) return [targets[0]!.value!, targets[1]!.value!, targets[2]!.value!];
    runPass(open, pass);
  }
}

function rankOf(total: number, perMille: number): number {
  return Math.max(1, Math.ceil((total * perMille) / 1000));
}

/** A few errors are read again, sorted and looked up: the buckets of the histogram are many more. */
function sortedPercentiles(
  { recent, sinceFlush: total }: ErrorHistogram,
  perMille: readonly [number, number, number],
  pass: ErrorPass,
): readonly [number, number, number] {
  if (total === 0) return [Number.NaN, Number.NaN, Number.NaN];
  const errors = new Float64Array(total);
  let found = 0;
  pass({ centre: 0, half: 0, tail: 0 }, (hits, hitCount) => {
    for (let i = 0; i < hitCount; i++) {
      const key = hits.words[2 * i + 1]! >>> 13;
      // Pairs that are not finite add what was never counted.
      if (recent[key] === 0) continue;
      recent[key]!--;
      errors[found++] = key === 0 ? 0 : hits.errors[i]!;
    }
  });
  if (found !== total) {
    throw new Error(`a second reading found ${found} errors where the first counted ${total}`);
  }
  errors.sort();
  return [
    errors[rankOf(total, perMille[0]) - 1]!,
    errors[rankOf(total, perMille[1]) - 1]!,
    errors[rankOf(total, perMille[2]) - 1]!,
  ];
}

function firstTarget(counts: Float64Array, rank: number): Target {
  const found = locate(counts, rank);
  return {
    level: 1,
    bits: { highShift: 13, high: found.key, lowShift: 32, low: 0 },
    rank: found.rank,
    count: found.count,
    min: Number.POSITIVE_INFINITY,
    max: Number.NEGATIVE_INFINITY,
    collected: undefined,
    split: undefined,
    filled: 0,
    // Nothing but infinity has these leading bits, and nothing but zero the lowest.
    value: found.key === infinityKey ? Number.POSITIVE_INFINITY : found.key === 0 ? 0 : undefined,
  };
}

function locate(counts: Float64Array, rank: number): { key: number; rank: number; count: number } {
  let below = 0;
  for (let key = 0; key < counts.length; key++) {
    const count = counts[key]!;
    if (below + count >= rank) return { key, rank: rank - below, count };
    below += count;
  }
  throw new Error(`rank ${rank} is beyond the ${below} errors that were found; the source changed`);
}

function runPass(open: readonly Target[], pass: ErrorPass): void {
  for (const target of open) {
    target.filled = 0;
    if (target.count <= collectLimit) target.collected = new Float64Array(target.count);
    else target.split = new Float64Array(levelSizes[target.level]!);
  }
  pass(bandsOf(open), (hits, found) => {
    for (const target of open) take(target, hits, found);
  });
  for (const target of open) settle(target);
}

/** The values with the leading bits of the first target, and all from the least of the others on: few are larger. */
function bandsOf(open: readonly Target[]): ErrorBands {
  const keys = open.map(({ bits }) => (bits.high << bits.highShift) >>> 13);
  const least = (key: number): number => new Float64Array(Int32Array.of(0, key << 13).buffer)[0]!;
  const from = least(keys[0]!);
  // The key before infinity ends there; the largest number is as good an end.
  const end = Math.min(least(keys[0]! + 1), Number.MAX_VALUE);
  const half = (end - from) / 2;
  return { centre: from + half, half, tail: Math.min(...keys.filter((key) => key !== keys[0]).map(least)) };
}

/**
 * Writes those |reference - candidate| that lie in a band, ends included, to the front of `into`; returns how many.
 * Pairs that are not finite may add NaN or infinity, which no target holds.
 */
export function selectErrors(
  reference: Float64Array,
  candidate: Float64Array,
  length: number,
  bands: ErrorBands,
  into: Float64Array,
): number {
  const { centre, half, tail } = bands;
  let found = 0;
  for (let i = 0; i < length; i++) {
    const error = Math.abs(reference[i]! - candidate[i]!);
    // Both are rarely true; the two ends of a band would each be guessed wrongly half of the time.
    if (Math.abs(error - centre) <= half || error >= tail) into[found++] = error;
  }
  return found;
}

/** Takes those of the first `found` hits that have the bits of the target. */
function take(target: Target, hits: ErrorWindow, found: number): void {
  const { level, bits, collected, split } = target;
  const { highShift, high, lowShift, low } = bits;
  const { words, errors } = hits;
  for (let i = 0; i < found; i++) {
    const lowWord = words[2 * i]!;
    const highWord = words[2 * i + 1]!;
    if (highWord >>> highShift !== high || (lowShift < 32 && lowWord >>> lowShift !== low)) continue;
    const error = errors[i]!;
    if (collected !== undefined) collected[target.filled++] = error;
    if (split !== undefined) split[levelKey(level, highWord, lowWord)]!++;
    if (error < target.min) target.min = error;
    if (error > target.max) target.max = error;
  }
}

function levelKey(level: number, high: number, low: number): number {
  if (level === 1) return high & 0x1fff;
  return level === 2 ? low >>> 16 : low & 0xffff;
}

/** `bits` and the key of the next level. */
function narrowed(level: number, bits: Bits, key: number): Bits {
  if (level === 1) return { ...bits, highShift: 0, high: ((bits.high << 13) | key) >>> 0 };
  if (level === 2) return { ...bits, lowShift: 16, low: key };
  return { ...bits, lowShift: 0, low: ((bits.low << 16) | key) >>> 0 };
}

function settle(target: Target): void {
  if (target.min === target.max) {
    target.value = target.min;
  } else if (target.collected !== undefined) {
    if (target.filled !== target.count) {
      throw new Error(
        `a second reading found ${target.filled} errors where the first counted ${target.count}`,
      );
    }
    target.value = target.collected.sort()[target.rank - 1]!;
  } else {
    const found = locate(target.split!, target.rank);
    target.bits = narrowed(target.level, target.bits, found.key);
    target.level++;
    target.rank = found.rank;
    target.count = found.count;
  }
  target.collected = undefined;
  target.split = undefined;
  target.min = Number.POSITIVE_INFINITY;
  target.max = Number.NEGATIVE_INFINITY;
}
