/**
 * Operators whose layers weakly typed TensorRT can't be told a precision of: the build breaks, or it splits them into layers
 * of other names.
 */
export const notForcedOperators: ReadonlySet<string> = new Set([
  "Cast",
  "CastLike",
  "Constant",
  "ConstantOfShape",
  "If",
  "Loop",
  "Scan",
  "Shape",
  "Size",
  "Slice",
  "Split",
]);
