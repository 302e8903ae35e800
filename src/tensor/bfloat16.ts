import { inBlocks } from "./blocks.ts";
import { float32BitsToOdd } from "./float16.ts";

const bitsOfFloat = new Uint32Array(1);
const floatOfBits = new Float32Array(bitsOfFloat.buffer);

let decodeTable: Float32Array | undefined;

/** The value of every bfloat16 code, indexed by code (65,536 entries, 256 KiB, built on first use). */
export function bfloat16Values(): Float32Array {
  decodeTable ??= Float32Array.from({ length: 0x10000 }, (_, code) => {
    bitsOfFloat[0] = code << 16;
    return floatOfBits[0] as number;
  });
  return decodeTable;
}

/**
 * bfloat16 code (upper half of a float32) nearest to `value`, ties to even. Overflow gives infinity; NaN stays
 * NaN (quiet); subnormals are kept. `value` may be any double: it is rounded once.
 */
export function encodeBfloat16(value: number): number {
  return encodeBfloat16Bits(float32BitsToOdd(value));
}

/** `value` rounded to the nearest bfloat16 and widened again. */
export function roundToBfloat16(value: number): number {
  return bfloat16Values()[encodeBfloat16(value)] as number;
}

/** Rounds every element of `values` to bfloat16 codes in `codes`; both have the same length. */
export function encodeBfloat16s(values: Float32Array | Float64Array, codes: Uint16Array): void {
  if (values.length !== codes.length) {
    throw new RangeError(`${values.length} values do not fit ${codes.length} bfloat16 codes`);
  }
  if (values instanceof Float32Array) {
    const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
    inBlocks(values.length, (start, end) => encodeBfloat16Block(bits, codes, start, end));
  } else {
    inBlocks(values.length, (start, end) => {
      for (let i = start; i < end; i++) {
        codes[i] = encodeBfloat16(values[i]!);
      }
    });
  }
}

function encodeBfloat16Block(bits: Uint32Array, codes: Uint16Array, start: number, end: number): void {
  for (let i = start; i < end; i++) {
    codes[i] = encodeBfloat16Bits(bits[i]!);
  }
}

function encodeBfloat16Bits(bits: number): number {
  if ((bits & 0x7fffffff) > 0x7f800000) {
    return (bits >>> 16) | 0x40; // the quiet bit: a payload that lives in the lower half only must not become infinity
  }
  return (bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16;
}
