import type { TopOne } from "./comparison.ts";
import { type Float32Kernel, float32KernelElements } from "./float32-kernel.ts";

/**
 * Agreement of the largest element along one axis. The first of several equal maxima counts, as in ONNX ArgMax; it
 * agrees when the reference has its maximum there, so a tie in the reference accepts each of its positions. NaN is
 * never the largest. A row that is NaN throughout on one side only disagrees; on both sides it agrees.
 */
export interface TopOneCount {
  readonly axis: number;
  rows: number;
  agreeing: number;
}

/** State of the rows that are under way in one tensor: `inner` of them side by side. */
export interface TopOneScan {
  readonly size: number;
  readonly inner: number;
  position: number;
  column: number;
  readonly referenceMax: Float64Array;
  readonly candidateMax: Float64Array;
  /** The reference's element at the candidate's maximum; NaN when the candidate has none. */
  readonly referenceThere: Float64Array;
  readonly referenceSeen: Uint8Array;
  readonly candidateSeen: Uint8Array;
}

/** Axis counted from the end when negative; undefined when the shape has no such axis or it is shorter than 2. */
export function topOneAxis(axis: number, shape: readonly number[]): number | undefined {
  const position = axis < 0 ? shape.length + axis : axis;
  return (shape[position] ?? 0) >= 2 ? position : undefined;
}

export function topOneScan(axis: number, shape: readonly number[]): TopOneScan {
  const inner = shape.slice(axis + 1).reduce((count, size) => count * size, 1);
  const scan: TopOneScan = {
    size: shape[axis]!,
    inner,
    position: 0,
    column: 0,
    referenceMax: new Float64Array(inner),
    candidateMax: new Float64Array(inner),
    referenceThere: new Float64Array(inner),
    referenceSeen: new Uint8Array(inner),
    candidateSeen: new Uint8Array(inner),
  };
  reset(scan);
  return scan;
}

function reset(scan: TopOneScan): void {
  scan.referenceMax.fill(Number.NEGATIVE_INFINITY);
  scan.candidateMax.fill(Number.NEGATIVE_INFINITY);
  scan.referenceThere.fill(Number.NaN);
  scan.referenceSeen.fill(0);
  scan.candidateSeen.fill(0);
  scan.position = 0;
}

/** Goes on with the next `length` elements, in C order. */
export function scanTopOne(
  scan: TopOneScan,
  count: TopOneCount,
  reference: Float64Array,
  candidate: Float64Array,
  length: number,
): void {
  for (let start = 0; start < length; ) {
    if (scan.inner === 1 && scan.position === 0)
      start = scanWholeRows(scan, count, reference, candidate, start, length);
    if (start === length) return;
    const end =
      scan.inner === 1
        ? Math.min(length, start + scan.size - scan.position)
        : Math.min(length, start + scan.inner - scan.column);
    if (scan.inner === 1) scanRow(scan, reference, candidate, start, end);
    else scanColumns(scan, reference, candidate, start, end);
    start = end;
    if (scan.position === scan.size) finishRows(scan, count);
  }
}

/**
 * Rows that begin at `start`, as long as they are whole and hold a number above -infinity on both sides: what would have to
 * be kept of a row stays in registers. Returns where it stopped.
 */
function scanWholeRows(
  { size }: TopOneScan,
  count: TopOneCount,
  reference: Float64Array,
  candidate: Float64Array,
  start: number,
  length: number,
): number {
  let from = start;
  for (; from + size <= length; from += size) {
    let referenceMax = Number.NEGATIVE_INFINITY;
    let candidateMax = Number.NEGATIVE_INFINITY;
    let candidateAt = -1;
    for (let i = from; i < from + size; i++) {
      if (reference[i]! > referenceMax) referenceMax = reference[i]!;
      if (candidate[i]! > candidateMax) {
        candidateMax = candidate[i]!;
        candidateAt = i;
      }
    }
    if (candidateAt < 0 || referenceMax === Number.NEGATIVE_INFINITY) return from;
    count.rows++;
    const referenceThere = reference[candidateAt];
    if (referenceThere === referenceMax) count.agreeing++;
  }
  return from;
}

/** Rows at least as long as this are worth calling a kernel for each. */
const leastKernelRow = 64;

/** Whether `scanTopOneRows` can go on with a window. */
export function hasKernelRows({ inner, size }: TopOneScan): boolean {
  return inner === 1 && size >= leastKernelRow;
}

/** As `scanTopOne`, over the whole window of a kernel. Every element is finite. */
export function scanTopOneRows(scan: TopOneScan, count: TopOneCount, kernel: Float32Kernel): void {
  for (let start = 0; start < float32KernelElements; ) {
    const end = Math.min(float32KernelElements, start + scan.size - scan.position);
    scan.referenceMax[0] = Math.max(scan.referenceMax[0]!, kernel.max("reference", start, end));
    const candidateMax = kernel.max("candidate", start, end);
    if (candidateMax > scan.candidateMax[0]!) {
      scan.candidateMax[0] = candidateMax;
      scan.referenceThere[0] = kernel.reference[kernel.find("candidate", start, candidateMax)]!;
    }
    scan.referenceSeen[0] = 1;
    scan.candidateSeen[0] = 1;
    scan.position += end - start;
    start = end;
    if (scan.position === scan.size) finishRows(scan, count);
  }
}

/** A piece of one row whose elements are neighbours. */
function scanRow(
  scan: TopOneScan,
  reference: Float64Array,
  candidate: Float64Array,
  start: number,
  end: number,
): void {
  let referenceMax = scan.referenceMax[0]!;
  let candidateMax = scan.candidateMax[0]!;
  let candidateAt = -1;
  for (let i = start; i < end; i++) {
    const x = reference[i]!;
    const y = candidate[i]!;
    if (x > referenceMax) referenceMax = x;
    if (y > candidateMax) {
      candidateMax = y;
      candidateAt = i;
    }
  }
  if (scan.referenceSeen[0] === 0) scan.referenceSeen[0] = anyNumber(reference, start, end) ? 1 : 0;
  if (scan.candidateSeen[0] === 0 && candidateAt < 0) candidateAt = firstNumber(candidate, start, end);
  scan.referenceMax[0] = referenceMax;
  scan.candidateMax[0] = candidateMax;
  if (candidateAt >= 0) {
    scan.candidateSeen[0] = 1;
    scan.referenceThere[0] = reference[candidateAt]!;
  }
  scan.position += end - start;
}

function anyNumber(values: Float64Array, start: number, end: number): boolean {
  return firstNumber(values, start, end) >= 0;
}

/** Only rows of NaN and -infinity are searched beyond their first element. */
function firstNumber(values: Float64Array, start: number, end: number): number {
  for (let i = start; i < end; i++) {
    if (!Number.isNaN(values[i]!)) return i;
  }
  return -1;
}

/** A piece of one position of all `inner` rows. */
function scanColumns(
  scan: TopOneScan,
  reference: Float64Array,
  candidate: Float64Array,
  start: number,
  end: number,
): void {
  const { referenceMax, candidateMax, referenceThere, referenceSeen, candidateSeen } = scan;
  let column = scan.column;
  for (let i = start; i < end; i++, column++) {
    const x = reference[i]!;
    const y = candidate[i]!;
    if (x >= referenceMax[column]!) {
      referenceMax[column] = x;
      referenceSeen[column] = 1;
    }
    if (y > candidateMax[column]! || (candidateSeen[column] === 0 && !Number.isNaN(y))) {
      candidateMax[column] = y;
      candidateSeen[column] = 1;
      referenceThere[column] = x;
    }
  }
  scan.column = column;
  if (column === scan.inner) {
    scan.column = 0;
    scan.position++;
  }
}

function finishRows(scan: TopOneScan, count: TopOneCount): void {
  for (let row = 0; row < scan.inner; row++) {
    const seen = scan.referenceSeen[row]!;
    const agrees =
      seen === scan.candidateSeen[row] && (seen === 0 || scan.referenceThere[row] === scan.referenceMax[row]);
    count.rows++;
    if (agrees) count.agreeing++;
  }
  reset(scan);
}

export function finishTopOne(count: TopOneCount): TopOne {
  return {
    agreement: count.rows === 0 ? Number.NaN : count.agreeing / count.rows,
    rows: count.rows,
    axis: count.axis,
  };
}
