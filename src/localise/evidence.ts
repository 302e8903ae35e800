/**
 * How far two tensors are apart, over all elements of all samples. Differences are taken where both are finite;
 * elements that are NaN or infinite on one side only are counted in `nonFinite` and are in no other figure.
 */
export interface ErrorFigures {
  readonly max: number;
  /** Root mean square of the difference. */
  readonly rms: number;
  /** `rms` divided by the root mean square of the reference tensor; 0 when both are 0. */
  readonly relRms: number;
  readonly nonFinite: number;
}

/** What FP16 makes of the values of one tensor of the FP32 reference chain. */
export interface ValueEvidence {
  /** Name of the tensor in the model. */
  readonly name: string;
  readonly elements: number;
  /** Largest finite magnitude; 0 for a tensor without elements. */
  readonly absMax: number;
  readonly rms: number;
  /** Elements of the FP32 reference that are NaN or infinite already: meant to be so. */
  readonly nonFinite: number;
  /** Finite elements whose magnitude rounds to infinity in FP16 (65520 and beyond). */
  readonly overflows: number;
  /** Non-zero elements that round to zero in FP16 (2^-25 and less). */
  readonly flushed: number;
  /** Elements that are subnormal in FP16 after rounding (below 2^-14, not zero). */
  readonly subnormal: number;
  /** Non-zero elements; the shares of flushed and subnormal ones are over these. */
  readonly nonZero: number;
}

/** One input of a node as the reference chain feeds it. */
export interface InputEvidence extends ValueEvidence {
  readonly position: number;
  /** An initializer, a Constant, or a folding of these. */
  readonly isConstant: boolean;
  /** The value, when the input is a constant with one element (an eps, a scale, a mask constant). */
  readonly scalar: number | undefined;
  /** True when this input is rounded for the node (so its own rounding is charged to the node). */
  readonly isRounded: boolean;
}

/**
 * One float node, measured in one pass over all samples. With f the node in FP32, f16 the node in FP16, x its inputs
 * in the FP32 chain and x' those in the FP16 chain: introduced is f16(x) - f(x), inherited f16(x') - f16(x), total
 * f16(x') - f(x). Figures are of the worst of the node's float outputs. The largest inherited error is a bound, the sum
 * of the two others, unless something was not finite.
 */
export interface NodeEvidence {
  /** Id as in `ModelGraph.nodeById` of the model that was judged. */
  readonly id: string;
  readonly opType: string;
  /** Name of the float output that the figures are about. */
  readonly output: string;
  readonly introduced: ErrorFigures;
  readonly inherited: ErrorFigures;
  readonly total: ErrorFigures;
  readonly reference: ValueEvidence;
  readonly inputs: readonly InputEvidence[];
  /** log2(65504 / largest magnitude of the reference output), in bits; negative beyond the range. */
  readonly headroomBits: number;
  /** Non-finite elements of the FP16 chain's output where every input of the node was finite: they arise here. */
  readonly arisingNonFinite: number;
  /** Largest sum of |a b| over the node's accumulations, measured on candidates only (MatMul, Conv, reductions). */
  readonly accumulationAbsSum: number | undefined;
  /** Sample with the largest total error. */
  readonly worstSample: string | undefined;
  /**
   * In some sample the FP16 chain gave this output another shape (a slice by a computed size, detections that a threshold
   * lets through): its elements can't be compared and count as non-finite in `inherited` and `total`.
   */
  readonly differsInShape?: true;
  /**
   * Of an operator that is written out to be emulated (Attention): the nodes it is written out to, in order, by ids of
   * their own. The figures of the operator itself, its `output` among them, are those of the inner node that introduces
   * most.
   */
  readonly inner?: readonly NodeEvidence[];
}
