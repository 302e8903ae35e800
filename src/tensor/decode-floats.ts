import { bfloat16Values } from "./bfloat16.ts";
import { inBlocks } from "./blocks.ts";
import { elementSizeBytes, type FloatDType } from "./dtype.ts";
import { float16Values } from "./float16.ts";

/**
 * Widens little-endian elements of `bytes` into `into`, which has exactly as many elements. Exact, except for
 * float64 into a Float32Array, which rounds to nearest even. `bytes` may be the tail of the very buffer of
 * `into` (elements are written no later than they were read), so that a window needs no second buffer.
 */
export function decodeFloats(bytes: Uint8Array, dtype: FloatDType, into: Float32Array | Float64Array): void {
  const sizeBytes = elementSizeBytes[dtype];
  if (bytes.length !== into.length * sizeBytes) {
    throw new RangeError(`${bytes.length} bytes are not ${into.length} elements of ${dtype}`);
  }
  switch (dtype) {
    case "float16":
      return decodeByTable(aligned(bytes, 2), float16Values(), into);
    case "bfloat16":
      return decodeByTable(aligned(bytes, 2), bfloat16Values(), into);
    case "float32": {
      const source = aligned(bytes, 4);
      return copyForward(new Float32Array(source.buffer, source.byteOffset, into.length), into);
    }
    case "float64": {
      const source = aligned(bytes, 8);
      return copyForward(new Float64Array(source.buffer, source.byteOffset, into.length), into);
    }
  }
}

function decodeByTable(bytes: Uint8Array, values: Float32Array, into: Float32Array | Float64Array): void {
  const codes = new Uint16Array(bytes.buffer, bytes.byteOffset, into.length);
  inBlocks(into.length, (start, end) => decodeBlock(codes, values, into, start, end));
}

function decodeBlock(
  codes: Uint16Array,
  values: Float32Array,
  into: Float32Array | Float64Array,
  start: number,
  end: number,
): void {
  for (let i = start; i < end; i++) {
    into[i] = values[codes[i]!]!;
  }
}

function copyForward(source: Float32Array | Float64Array, into: Float32Array | Float64Array): void {
  if (source.BYTES_PER_ELEMENT === into.BYTES_PER_ELEMENT) {
    into.set(source);
  } else {
    // Not `set`: between overlapping arrays of two types it copies the source aside first.
    inBlocks(into.length, (start, end) => convertBlock(source, into, start, end));
  }
}

function convertBlock(
  source: Float32Array | Float64Array,
  into: Float32Array | Float64Array,
  start: number,
  end: number,
): void {
  for (let i = start; i < end; i++) {
    into[i] = source[i]!;
  }
}

/** `bytes` itself when a typed array of `sizeBytes` per element may view it, else a copy that may be viewed. */
export function aligned(bytes: Uint8Array, sizeBytes: number): Uint8Array {
  return bytes.byteOffset % sizeBytes === 0 ? bytes : bytes.slice();
}
