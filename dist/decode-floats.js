import { r as elementSizeBytes } from "./tensor.js";

// src/tensor/blocks.ts
/**
* Elements per inner loop. V8 runs one call over many millions of elements in a slower tier (3.5 times slower
* on Node 24), and 64 K elements of 8 bytes still fit the second-level cache.
*/
const blockElements = 65536;
/** Calls `body` for consecutive ranges of at most `blockElements` elements that cover 0 to `count`. */
function inBlocks(count, body) {
	for (let start = 0; start < count; start += blockElements) body(start, Math.min(count, start + blockElements));
}

// src/tensor/float16.ts
const bitsOfFloat$1 = /* @__PURE__ */ new Uint32Array(1);
const floatOfBits$1 = new Float32Array(bitsOfFloat$1.buffer);
let decodeTable$1;
/** The value of every float16 code, indexed by code (65,536 entries, 256 KiB, built on first use). */
function float16Values() {
	decodeTable$1 ??= Float32Array.from({ length: 65536 }, (_, code) => decodeFloat16(code));
	return decodeTable$1;
}
/** IEEE 754 binary16: 1 sign bit, 5 exponent bits (bias 15), 10 fraction bits. */
function decodeFloat16(code) {
	const sign = code & 32768 ? -1 : 1;
	const exponent = code >>> 10 & 31;
	const fraction = code & 1023;
	if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : NaN;
	return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1024 + fraction) * 2 ** (exponent - 25);
}
/**
* float16 code (0 to 65,535) nearest to `value`, ties to even. Magnitudes from 65520 on give infinity, up to
* 2^-25 a zero of the same sign; NaN stays NaN (quiet). `value` may be any double: it is rounded once.
*/
function encodeFloat16(value) {
	return encodeFloat16Bits(float32BitsToOdd(value));
}
/** `value` rounded to the nearest float16 and widened again: the storage rounding of one FP16 tensor element. */
function roundToFloat16(value) {
	return float16Values()[encodeFloat16(value)];
}
/** Rounds every element of `values` to float16 codes in `codes`; both have the same length. */
function encodeFloat16s(values, codes) {
	if (values.length !== codes.length) throw new RangeError(`${values.length} values do not fit ${codes.length} float16 codes`);
	if (values instanceof Float32Array) {
		const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
		inBlocks(values.length, (start, end) => encodeFloat16Block(bits, codes, start, end));
	} else inBlocks(values.length, (start, end) => {
		for (let i = start; i < end; i++) codes[i] = encodeFloat16(values[i]);
	});
}
function encodeFloat16Block(bits, codes, start, end) {
	for (let i = start; i < end; i++) codes[i] = encodeFloat16Bits(bits[i]);
}
/** Works on the bits of a float32, so that no intermediate result is rounded. */
function encodeFloat16Bits(bits) {
	const sign = bits >>> 16 & 32768;
	const magnitude = bits & 2147483647;
	if (magnitude >= 1199566848) return magnitude > 2139095040 ? sign | 32256 | magnitude >>> 13 & 511 : sign | 31744;
	if (magnitude >= 947912704) {
		const rebased = magnitude - 939524096;
		return sign | rebased + 4095 + (rebased >>> 13 & 1) >>> 13;
	}
	if (magnitude <= 855638016) return sign;
	const shift = 126 - (magnitude >>> 23);
	const significand = magnitude & 8388607 | 8388608;
	const kept = significand >>> shift;
	const remainder = significand - kept * 2 ** shift;
	const half = 2 ** (shift - 1);
	return sign | kept + (remainder > half || remainder === half && (kept & 1) === 1 ? 1 : 0);
}
/**
* Bits of a float32 that rounds to the same float16 (or bfloat16) as the double `value` does. An inexact
* conversion is rounded to odd: the last bit then remembers that something was cut off, so that rounding
* twice equals rounding once (Boldo and Melquiond, "Emulation of FMA and correctly rounded sums", 2008).
*/
function float32BitsToOdd(value) {
	floatOfBits$1[0] = value;
	const rounded = floatOfBits$1[0];
	const bits = bitsOfFloat$1[0];
	if (rounded === value || value !== value) return bits;
	return ((Math.abs(rounded) > Math.abs(value) ? bits - 1 : bits) | 1) >>> 0;
}

// src/tensor/bfloat16.ts
const bitsOfFloat = /* @__PURE__ */ new Uint32Array(1);
const floatOfBits = new Float32Array(bitsOfFloat.buffer);
let decodeTable;
/** The value of every bfloat16 code, indexed by code (65,536 entries, 256 KiB, built on first use). */
function bfloat16Values() {
	decodeTable ??= Float32Array.from({ length: 65536 }, (_, code) => {
		bitsOfFloat[0] = code << 16;
		return floatOfBits[0];
	});
	return decodeTable;
}

// src/tensor/decode-floats.ts
/**
* Widens little-endian elements of `bytes` into `into`, which has exactly as many elements. Exact, except for
* float64 into a Float32Array, which rounds to nearest even. `bytes` may be the tail of the very buffer of
* `into` (elements are written no later than they were read), so that a window needs no second buffer.
*/
function decodeFloats(bytes, dtype, into) {
	const sizeBytes = elementSizeBytes[dtype];
	if (bytes.length !== into.length * sizeBytes) throw new RangeError(`${bytes.length} bytes are not ${into.length} elements of ${dtype}`);
	switch (dtype) {
		case "float16": return decodeByTable(aligned(bytes, 2), float16Values(), into);
		case "bfloat16": return decodeByTable(aligned(bytes, 2), bfloat16Values(), into);
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
function decodeByTable(bytes, values, into) {
	const codes = new Uint16Array(bytes.buffer, bytes.byteOffset, into.length);
	inBlocks(into.length, (start, end) => decodeBlock(codes, values, into, start, end));
}
function decodeBlock(codes, values, into, start, end) {
	for (let i = start; i < end; i++) into[i] = values[codes[i]];
}
function copyForward(source, into) {
	if (source.BYTES_PER_ELEMENT === into.BYTES_PER_ELEMENT) into.set(source);
	else inBlocks(into.length, (start, end) => convertBlock(source, into, start, end));
}
function convertBlock(source, into, start, end) {
	for (let i = start; i < end; i++) into[i] = source[i];
}
/** `bytes` itself when a typed array of `sizeBytes` per element may view it, else a copy that may be viewed. */
function aligned(bytes, sizeBytes) {
	return bytes.byteOffset % sizeBytes === 0 ? bytes : bytes.slice();
}

export { blockElements as a, roundToFloat16 as i, decodeFloats as n, inBlocks as o, encodeFloat16s as r, aligned as t };