import { inBlocks } from "./blocks.ts";

const bitsOfFloat = new Uint32Array(1);
const floatOfBits = new Float32Array(bitsOfFloat.buffer);

let decodeTable: Float32Array | undefined;

/** The value of every float16 code, indexed by code (65,536 entries, 256 KiB, built on first use). */
export function float16Values(): Float32Array {
  decodeTable ??= Float32Array.from({ length: 0x10000 }, (_, code) => decodeFloat16(code));
  return decodeTable;
}

/** IEEE 754 binary16: 1 sign bit, 5 exponent bits (bias 15), 10 fraction bits. */
function decodeFloat16(code: number): number {
  const sign = code & 0x8000 ? -1 : 1;
  const exponent = (code >>> 10) & 0x1f;
  const fraction = code & 0x3ff;
  if (exponent === 0x1f) {
    return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  }
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (0x400 + fraction) * 2 ** (exponent - 25);
}

/**
 * float16 code (0 to 65,535) nearest to `value`, ties to even. Magnitudes from 65520 on give infinity, up to
 * 2^-25 a zero of the same sign; NaN stays NaN (quiet). `value` may be any double: it is rounded once.
 */
export function encodeFloat16(value: number): number {
  return encodeFloat16Bits(float32BitsToOdd(value));
}

/** `value` rounded to the nearest float16 and widened again: the storage rounding of one FP16 tensor element. */
export function roundToFloat16(value: number): number {
  return float16Values()[encodeFloat16(value)] as number;
}

/** Rounds every element of `values` to float16 codes in `codes`; both have the same length. */
export function encodeFloat16s(values: Float32Array | Float64Array, codes: Uint16Array): void {
  if (values.length !== codes.length) {
    throw new RangeError(`${values.length} values do not fit ${codes.length} float16 codes`);
  }
  if (values instanceof Float32Array) {
    const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
    inBlocks(values.length, (start, end) => encodeFloat16Block(bits, codes, start, end));
  } else {
    inBlocks(values.length, (start, end) => {
      for (let i = start; i < end; i++) {
        codes[i] = encodeFloat16(values[i]!);
      }
    });
  }
}

function encodeFloat16Block(bits: Uint32Array, codes: Uint16Array, start: number, end: number): void {
  for (let i = start; i < end; i++) {
    codes[i] = encodeFloat16Bits(bits[i]!);
  }
}

/** Works on the bits of a float32, so that no intermediate result is rounded. */
function encodeFloat16Bits(bits: number): number {
  const sign = (bits >>> 16) & 0x8000;
  const magnitude = bits & 0x7fffffff;
  if (magnitude >= 0x477ff000) {
    // 0x477ff000 is 65520, halfway between the largest float16 and 2^16. The quiet bit keeps a NaN a NaN
    // even when all payload bits that float16 has room for are zero.
    return magnitude > 0x7f800000 ? sign | 0x7e00 | ((magnitude >>> 13) & 0x1ff) : sign | 0x7c00;
  }
  if (magnitude >= 0x38800000) {
    // Normal: rebias the exponent by 127 - 15, then drop 13 bits; a carry moves into the exponent as it should.
    const rebased = magnitude - 0x38000000;
    return sign | ((rebased + 0xfff + ((rebased >>> 13) & 1)) >>> 13);
  }
  if (magnitude <= 0x33000000) {
    return sign; // up to 2^-25, which ties to the even neighbour, zero
  }
  const shift = 126 - (magnitude >>> 23);
  const significand = (magnitude & 0x7fffff) | 0x800000;
  const kept = significand >>> shift;
  const remainder = significand - kept * 2 ** shift;
  const half = 2 ** (shift - 1);
  return sign | (kept + (remainder > half || (remainder === half && (kept & 1) === 1) ? 1 : 0));
}

/**
 * Bits of a float32 that rounds to the same float16 (or bfloat16) as the double `value` does. An inexact
 * conversion is rounded to odd: the last bit then remembers that something was cut off, so that rounding
 * twice equals rounding once (Boldo and Melquiond, "Emulation of FMA and correctly rounded sums", 2008).
 */
export function float32BitsToOdd(value: number): number {
  floatOfBits[0] = value;
  const rounded = floatOfBits[0];
  const bits = bitsOfFloat[0]!;
  if (rounded === value || value !== value) {
    return bits;
  }
  const towardZero = Math.abs(rounded) > Math.abs(value) ? bits - 1 : bits;
  return (towardZero | 1) >>> 0;
}
