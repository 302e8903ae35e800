/** Element types that tensors here may have: ONNX names in lower case, without the 4-bit and 8-bit floats. */
export type DType =
  | "float16"
  | "bfloat16"
  | "float32"
  | "float64"
  | "int8"
  | "int16"
  | "int32"
  | "int64"
  | "uint8"
  | "uint16"
  | "uint32"
  | "uint64"
  | "bool";

/** Size of one element in bytes. */
export const elementSizeBytes: Readonly<Record<DType, number>> = {
  bool: 1,
  int8: 1,
  uint8: 1,
  float16: 2,
  bfloat16: 2,
  int16: 2,
  uint16: 2,
  float32: 4,
  int32: 4,
  uint32: 4,
  float64: 8,
  int64: 8,
  uint64: 8,
};

export type FloatDType = "float16" | "bfloat16" | "float32" | "float64";

/** True for the four floating-point types: only these are compared with a tolerance, the rest exactly. */
export function isFloat(dtype: DType): dtype is FloatDType {
  return dtype === "float16" || dtype === "bfloat16" || dtype === "float32" || dtype === "float64";
}
