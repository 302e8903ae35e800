import { maxRelFloor } from "./float-sums.ts";

/**
 * Error per position along one short axis, such as the columns of `N x 6` detections or the channels of a raw
 * head. One tensor often holds quantities of different units there (pixels beside scores), and the RMS of the
 * whole shows only the largest.
 */
export interface SliceSums {
  readonly axis: number;
  readonly size: number;
  readonly squaredErrors: Float64Array;
  readonly squaredReference: Float64Array;
  readonly finitePairs: Float64Array;
}

export interface WorstSlice {
  readonly axis: number;
  readonly position: number;
  /** RMS of the error divided by the reference's RMS, both within the slice; the latter is at least 2^-14. */
  readonly relRms: number;
  readonly referenceRms: number;
}

/** An axis longer than this does not tell quantities apart: it is spatial, temporal or an embedding. */
const maxSlices = 256;
/** Fewer elements make the RMS of a slice a matter of luck. */
const minSliceElements = 64;

/**
 * The axis along which quantities are told apart: the last of up to three axes, the channels (axis 1) of more, or
 * axis 1 when the last is too long. Undefined when no axis qualifies in all of `shapes`.
 */
export function sliceAxis(shapes: readonly (readonly number[])[]): number | undefined {
  const rank = shapes[0]?.length ?? 0;
  const candidates = rank === 2 || rank === 3 ? [rank - 1, 1] : rank > 3 ? [1] : [];
  return candidates.find((axis) => {
    const size = shapes[0]![axis]!;
    return (
      size >= 2 && size <= maxSlices && shapes.every((shape) => shape.length === rank && shape[axis] === size)
    );
  });
}

export function emptySlices(axis: number, size: number): SliceSums {
  return {
    axis,
    size,
    squaredErrors: new Float64Array(size),
    squaredReference: new Float64Array(size),
    finitePairs: new Float64Array(size),
  };
}

/** Adds `length` pairs; the first is element `start` (C order) of a tensor of `shape`. */
export function addToSlices(
  sums: SliceSums,
  shape: readonly number[],
  start: number,
  reference: Float64Array,
  candidate: Float64Array,
  length: number,
): void {
  const inner = shape.slice(sums.axis + 1).reduce((count, size) => count * size, 1);
  if (inner === 1) {
    addInterleaved(sums, start % sums.size, reference, candidate, length);
    return;
  }
  for (let from = 0; from < length; ) {
    const position = Math.floor((start + from) / inner);
    const end = Math.min(length, (position + 1) * inner - start);
    addRun(sums, position % sums.size, reference, candidate, from, end);
    from = end;
  }
}

function addInterleaved(
  sums: SliceSums,
  first: number,
  reference: Float64Array,
  candidate: Float64Array,
  length: number,
): void {
  const { size, squaredErrors, squaredReference, finitePairs } = sums;
  let position = first;
  for (let i = 0; i < length; i++) {
    const x = reference[i]!;
    const error = x - candidate[i]!;
    // Only a finite number minus itself is zero.
    if (error - error === 0) {
      squaredErrors[position]! += error * error;
      squaredReference[position]! += x * x;
      finitePairs[position]! += 1;
    }
    position = position + 1 === size ? 0 : position + 1;
  }
}

function addRun(
  sums: SliceSums,
  position: number,
  reference: Float64Array,
  candidate: Float64Array,
  start: number,
  end: number,
): void {
  let squaredErrors = 0;
  let squaredReference = 0;
  let finitePairs = 0;
  for (let i = start; i < end; i++) {
    const x = reference[i]!;
    const error = x - candidate[i]!;
    if (error - error === 0) {
      squaredErrors += error * error;
      squaredReference += x * x;
      finitePairs++;
    }
  }
  sums.squaredErrors[position]! += squaredErrors;
  sums.squaredReference[position]! += squaredReference;
  sums.finitePairs[position]! += finitePairs;
}

/** The slice with the largest relative error; undefined when the slices are too short to tell. */
export function worstSlice(sums: SliceSums): WorstSlice | undefined {
  let worst: WorstSlice | undefined;
  for (let position = 0; position < sums.size; position++) {
    const count = sums.finitePairs[position]!;
    if (count < minSliceElements) continue;
    const referenceRms = Math.sqrt(sums.squaredReference[position]! / count);
    const relRms = Math.sqrt(sums.squaredErrors[position]! / count) / Math.max(referenceRms, maxRelFloor);
    if (worst === undefined || relRms > worst.relRms) {
      worst = { axis: sums.axis, position, relRms, referenceRms };
    }
  }
  return worst;
}
