import type { DType } from "../tensor/dtype.ts";

/** The typed field of TensorProto that may hold the elements when raw_data does not. */
export type TypedField = "floatData" | "int32Data" | "int64Data" | "doubleData" | "uint64Data" | "stringData";

/** An element type of ONNX: how it is stored, and which dtype it has here, if any. */
export interface DataType {
  /** Name as in onnx.proto: `FLOAT16`. */
  readonly name: string;
  /** Bits of one element in raw_data and external data; 4-bit and 2-bit elements are packed. 0: not fixed (STRING). */
  readonly bits: number;
  readonly typedField: TypedField;
  /** Undefined for types that no tensor here can have (strings, complex numbers, floats and integers below 8 bits). */
  readonly dtype: DType | undefined;
}

const byNumber: ReadonlyMap<number, DataType> = new Map<number, DataType>([
  [1, { name: "FLOAT", bits: 32, typedField: "floatData", dtype: "float32" }],
  [2, { name: "UINT8", bits: 8, typedField: "int32Data", dtype: "uint8" }],
  [3, { name: "INT8", bits: 8, typedField: "int32Data", dtype: "int8" }],
  [4, { name: "UINT16", bits: 16, typedField: "int32Data", dtype: "uint16" }],
  [5, { name: "INT16", bits: 16, typedField: "int32Data", dtype: "int16" }],
  [6, { name: "INT32", bits: 32, typedField: "int32Data", dtype: "int32" }],
  [7, { name: "INT64", bits: 64, typedField: "int64Data", dtype: "int64" }],
  [8, { name: "STRING", bits: 0, typedField: "stringData", dtype: undefined }],
  [9, { name: "BOOL", bits: 8, typedField: "int32Data", dtype: "bool" }],
  [10, { name: "FLOAT16", bits: 16, typedField: "int32Data", dtype: "float16" }],
  [11, { name: "DOUBLE", bits: 64, typedField: "doubleData", dtype: "float64" }],
  [12, { name: "UINT32", bits: 32, typedField: "uint64Data", dtype: "uint32" }],
  [13, { name: "UINT64", bits: 64, typedField: "uint64Data", dtype: "uint64" }],
  [14, { name: "COMPLEX64", bits: 64, typedField: "floatData", dtype: undefined }],
  [15, { name: "COMPLEX128", bits: 128, typedField: "doubleData", dtype: undefined }],
  [16, { name: "BFLOAT16", bits: 16, typedField: "int32Data", dtype: "bfloat16" }],
  [17, { name: "FLOAT8E4M3FN", bits: 8, typedField: "int32Data", dtype: undefined }],
  [18, { name: "FLOAT8E4M3FNUZ", bits: 8, typedField: "int32Data", dtype: undefined }],
  [19, { name: "FLOAT8E5M2", bits: 8, typedField: "int32Data", dtype: undefined }],
  [20, { name: "FLOAT8E5M2FNUZ", bits: 8, typedField: "int32Data", dtype: undefined }],
  [21, { name: "UINT4", bits: 4, typedField: "int32Data", dtype: undefined }],
  [22, { name: "INT4", bits: 4, typedField: "int32Data", dtype: undefined }],
  [23, { name: "FLOAT4E2M1", bits: 4, typedField: "int32Data", dtype: undefined }],
  [24, { name: "FLOAT8E8M0", bits: 8, typedField: "int32Data", dtype: undefined }],
  [25, { name: "UINT2", bits: 2, typedField: "int32Data", dtype: undefined }],
  [26, { name: "INT2", bits: 2, typedField: "int32Data", dtype: undefined }],
]);

const numberByDtype = new Map<DType, number>(
  [...byNumber].flatMap(([number, { dtype }]) => (dtype === undefined ? [] : [[dtype, number] as const])),
);

/** The element type with this number in onnx.proto (TensorProto.DataType), or undefined when it is not known. */
export function dataTypeOf(number: number): DataType | undefined {
  return byNumber.get(number);
}

/** dtype of an element type, or undefined when no tensor here can have it (or the number is not known). */
export function dtypeOf(number: number): DType | undefined {
  return byNumber.get(number)?.dtype;
}

/** Number in onnx.proto of a dtype: float32 is 1. */
export function dataTypeNumber(dtype: DType): number {
  const number = numberByDtype.get(dtype);
  if (number === undefined) {
    throw new TypeError(`no ONNX element type for ${dtype}`);
  }
  return number;
}

/** Name for messages: `FLOAT16`, or `element type 99` when the number is not known. */
export function dataTypeName(number: number): string {
  return byNumber.get(number)?.name ?? `element type ${number}`;
}

/** Bytes of `count` elements in raw_data or external data: elements below 8 bits are packed, the last byte padded. */
export function packedSizeBytes(type: DataType, count: number): number {
  return type.bits < 8 ? Math.ceil((count * type.bits) / 8) : count * (type.bits / 8);
}

/** Entries in the typed field for `count` elements: two for a complex number, one per packed byte below 8 bits. */
export function typedFieldLength(type: DataType, count: number): number {
  if (type.name.startsWith("COMPLEX")) {
    return 2 * count;
  }
  return type.bits > 0 && type.bits < 8 ? packedSizeBytes(type, count) : count;
}
