import type { DType } from "../tensor/dtype.ts";

/** An element type as ONNX Runtime numbers it (the numbers of TensorProto.DataType). */
export interface ElementType {
  readonly name: string;
  /**
   * Set when tensors of this type may go in and out of the engine. 16-bit floats may not: emulated models have
   * float32 inputs and outputs. For 4-bit and 8-bit types the binding reads beyond its own table and takes the
   * process down, so they have to be refused before a run.
   */
  readonly travelsAs: DType | undefined;
}

const travelling: readonly (readonly [number, DType])[] = [
  [1, "float32"],
  [2, "uint8"],
  [3, "int8"],
  [4, "uint16"],
  [5, "int16"],
  [6, "int32"],
  [7, "int64"],
  [9, "bool"],
  [11, "float64"],
  [12, "uint32"],
  [13, "uint64"],
];

const staying: readonly (readonly [number, string])[] = [
  [8, "string"],
  [10, "float16"],
  [14, "complex64"],
  [15, "complex128"],
  [16, "bfloat16"],
  [17, "float8e4m3fn"],
  [18, "float8e4m3fnuz"],
  [19, "float8e5m2"],
  [20, "float8e5m2fnuz"],
  [21, "uint4"],
  [22, "int4"],
  [23, "float4e2m1"],
];

const types = new Map<number, ElementType>([
  ...travelling.map(([number, dtype]) => [number, { name: dtype, travelsAs: dtype }] as const),
  ...staying.map(([number, name]) => [number, { name, travelsAs: undefined }] as const),
]);

/** The type with that number; one that is newer than this table has a name that says so, and does not travel. */
export function elementTypeOf(number: number): ElementType {
  return types.get(number) ?? { name: `type number ${number}`, travelsAs: undefined };
}

/** Element types for messages that list what may travel. */
export const travellingNames: readonly string[] = travelling.map(([, dtype]) => dtype);
