import type { DType } from "../tensor/dtype.ts";
import type { Tensor } from "../tensor/tensor.ts";
import type { WorstSlice } from "./slices.ts";

/** One output of one sample, on both sides, with equal shapes. */
export interface TensorPair {
  /** Name of the sample, for messages. */
  readonly sample: string;
  readonly reference: Tensor;
  readonly candidate: Tensor;
}

/** The element that is worst by absolute difference; an element that is not finite on one side only comes first. */
export interface WorstElement {
  readonly sample: string;
  /** Position along each axis of the reference; empty for a scalar. */
  readonly index: readonly number[];
  /** With matched rows, the candidate's row along the row axis. */
  readonly candidateRow?: number | undefined;
  /** A bigint only for integers beyond 2^53. */
  readonly reference: number | bigint;
  readonly candidate: number | bigint;
}

/** What the reference itself is like. */
export interface ReferenceScale {
  /** Largest finite magnitude; NaN when no element is finite. */
  readonly absMax: number;
  /** Over its finite elements; NaN when there is none. */
  readonly rms: number;
  /** Share of elements that are NaN or infinite, 0 to 1. */
  readonly nonFiniteShare: number;
}

/** Agreement of the position of the largest element along one axis. */
export interface TopOne {
  /** Rows that agree divided by rows; NaN when there is no row. */
  readonly agreement: number;
  readonly rows: number;
  readonly axis: number;
}

/**
 * Floating-point outputs. Errors are over the pairs in which both sides are finite, differences are taken in
 * float64, and every figure is NaN when there is no such pair. Pairs that are not finite are counted apart.
 */
export interface FloatMetrics {
  readonly maxAbs: number;
  readonly meanAbs: number;
  /** Root mean square of the error. */
  readonly rms: number;
  /** `rms` divided by the reference's RMS, all samples pooled. 0 / 0 is 0, and anything else / 0 is infinite. */
  readonly relRms: number;
  /**
   * The sample with the largest ratio of its error's RMS to its reference's RMS. A sample that is nearly zero
   * everywhere is measured against a tenth of the pooled RMS instead.
   */
  readonly relRmsWorst: { readonly value: number; readonly sample: string | undefined };
  /** Largest |error| / max(|reference|, `maxRelFloor`). */
  readonly maxRel: number;
  readonly maxRelFloor: number;
  /** 1 when the error is zero everywhere, 0 when only one side is zero everywhere. */
  readonly cosine: number;
  /** 10 log10(sum of reference^2 / sum of error^2); infinite when the error is zero everywhere. */
  readonly snrDb: number;
  /** Percentiles of |error| by nearest rank: the smallest value that at least that share does not exceed. */
  readonly p50: number;
  readonly p99: number;
  readonly p999: number;
  /** Absent when no axis has at least two elements. */
  readonly topOne: TopOne | undefined;
  /** Absent when the output has no short axis, or too few elements along it. */
  readonly worstSlice: WorstSlice | undefined;
  /** NaN or infinity on one side only, or opposite infinities. */
  readonly nonFiniteMismatches: number;
  /** NaN on both sides, or equal infinities: they agree. */
  readonly nonFiniteMatches: number;
  readonly reference: ReferenceScale;
}

/** Integers and booleans, compared exactly. */
export interface ExactMetrics {
  readonly mismatches: number;
  /** Largest |reference - candidate|, rounded to the nearest double; NaN when there is no element. */
  readonly maxAbs: number;
}

/** Rows of a group of outputs that were assigned to each other before they were compared. */
export interface RowMatching {
  /** Name of the output whose rows were assigned; `unmatchedScore` is judged there, once for the group. */
  readonly boxes: string;
  readonly matchedRows: number;
  readonly unmatchedReferenceRows: number;
  readonly unmatchedCandidateRows: number;
  /** Score of the unmatched rows of both sides divided by the score of all rows, in the worst sample. 0 to 1. */
  readonly unmatchedScore: number;
  readonly unmatchedScoreSample: string | undefined;
  /** Rows farther apart than this, in the unit of the boxes, are not the same thing. */
  readonly maxDistance: number;
}

interface ComparedOutput {
  readonly name: string;
  readonly dtype: DType;
  readonly candidateDtype: DType;
  /** Of the first sample's reference. */
  readonly shape: readonly number[];
  readonly samples: number;
  /** Elements of all samples; with `matching`, those of matched rows. */
  readonly elements: number;
  readonly worst: WorstElement | undefined;
  readonly matching: RowMatching | undefined;
}

export interface FloatComparison extends ComparedOutput {
  readonly kind: "float";
  readonly metrics: FloatMetrics;
}

export interface ExactComparison extends ComparedOutput {
  readonly kind: "exact";
  readonly metrics: ExactMetrics;
}

/** One output over all samples. */
export type OutputComparison = FloatComparison | ExactComparison;

/** Position along each axis of the element at `offset` in C order. */
export function elementIndex(offset: number, shape: readonly number[]): readonly number[] {
  const index = Array.from<number>({ length: shape.length });
  let rest = offset;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const size = shape[axis]!;
    index[axis] = rest % size;
    rest = Math.floor(rest / size);
  }
  return index;
}
