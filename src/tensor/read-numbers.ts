import { inBlocks } from "./blocks.ts";
import { aligned, decodeFloats } from "./decode-floats.ts";
import { type DType, elementSizeBytes, type FloatDType, isFloat } from "./dtype.ts";
import type { Tensor } from "./tensor.ts";

/** Integers up to this magnitude are exact in a double. */
const maxExactInteger = 2 ** 53;

/**
 * Fills `into` with the elements from `start` on, of any dtype (bool as 0 and 1). Returns true when every value
 * is exact; false when an int64 or uint64 beyond 2^53 was rounded to the nearest double: `readBigInts` has the
 * exact values then. Windows of `blockElements` elements are fastest. No memory is allocated.
 */
export function readNumbers(tensor: Tensor, start: number, into: Float64Array): boolean {
  const sizeBytes = elementSizeBytes[tensor.dtype];
  // Raw elements go to the end of the same memory: element i is read before anything writes over it.
  const raw = new Uint8Array(
    into.buffer,
    into.byteOffset + into.length * (8 - sizeBytes),
    into.length * sizeBytes,
  );
  tensor.read(start, raw);
  return decodeNumbers(raw, tensor.dtype, into);
}

/** As `readNumbers`, from little-endian `bytes`, which may be the tail of the buffer of `into`. */
export function decodeNumbers(bytes: Uint8Array, dtype: DType, into: Float64Array): boolean {
  if (isFloat(dtype)) {
    decodeFloats(bytes, dtype, into);
    return true;
  }
  const sizeBytes = elementSizeBytes[dtype];
  if (bytes.length !== into.length * sizeBytes) {
    throw new RangeError(`${bytes.length} bytes are not ${into.length} elements of ${dtype}`);
  }
  const source = aligned(bytes, Math.min(sizeBytes, 4));
  if (dtype === "int64" || dtype === "uint64") {
    return decodeLongs(source, dtype, into);
  }
  const elements = new integerArrays[dtype](source.buffer, source.byteOffset, into.length);
  inBlocks(into.length, (start, end) => widen(elements, into, start, end));
  return true;
}

type IntegerArray = Int8Array | Uint8Array | Int16Array | Uint16Array | Int32Array | Uint32Array;

type IntegerDType = Exclude<DType, FloatDType | "int64" | "uint64">;
type IntegerArrayMaker = new (buffer: ArrayBufferLike, byteOffset: number, length: number) => IntegerArray;

const integerArrays: Readonly<Record<IntegerDType, IntegerArrayMaker>> = {
  bool: Uint8Array,
  int8: Int8Array,
  uint8: Uint8Array,
  int16: Int16Array,
  uint16: Uint16Array,
  int32: Int32Array,
  uint32: Uint32Array,
};

function widen(elements: IntegerArray, into: Float64Array, start: number, end: number): void {
  for (let i = start; i < end; i++) {
    into[i] = elements[i]!;
  }
}

function decodeLongs(bytes: Uint8Array, dtype: "int64" | "uint64", into: Float64Array): boolean {
  const low = new Uint32Array(bytes.buffer, bytes.byteOffset, into.length * 2);
  const high = dtype === "int64" ? new Int32Array(bytes.buffer, bytes.byteOffset, into.length * 2) : low;
  let largest = 0;
  for (let i = 0; i < into.length; i++) {
    // Both products are exact, so the sum is rounded once.
    const value = high[2 * i + 1]! * 2 ** 32 + low[2 * i]!;
    into[i] = value;
    largest = Math.max(largest, Math.abs(value));
  }
  // 2^53 itself may be a rounded 2^53 + 1.
  return largest < maxExactInteger;
}

/** The elements from `start` on of an int64 or uint64 tensor, exact. Slow: for values that a double can't hold. */
export function readBigInts(tensor: Tensor, start: number, count: number): bigint[] {
  if (tensor.dtype !== "int64" && tensor.dtype !== "uint64") {
    throw new RangeError(`readBigInts reads int64 and uint64, not ${tensor.dtype}`);
  }
  const bytes = new Uint8Array(count * 8);
  tensor.read(start, bytes);
  return Array.from(
    tensor.dtype === "int64" ? new BigInt64Array(bytes.buffer) : new BigUint64Array(bytes.buffer),
  );
}
