import { n as decodeFloats, o as inBlocks, t as aligned } from "./decode-floats.js";
import { i as isFloat, r as elementSizeBytes } from "./tensor.js";

// src/tensor/read-numbers.ts
/** Integers up to this magnitude are exact in a double. */
const maxExactInteger = 2 ** 53;
/**
* Fills `into` with the elements from `start` on, of any dtype (bool as 0 and 1). Returns true when every value
* is exact; false when an int64 or uint64 beyond 2^53 was rounded to the nearest double: `readBigInts` has the
* exact values then. Windows of `blockElements` elements are fastest. No memory is allocated.
*/
function readNumbers(tensor, start, into) {
	const sizeBytes = elementSizeBytes[tensor.dtype];
	const raw = new Uint8Array(into.buffer, into.byteOffset + into.length * (8 - sizeBytes), into.length * sizeBytes);
	tensor.read(start, raw);
	return decodeNumbers(raw, tensor.dtype, into);
}
/** As `readNumbers`, from little-endian `bytes`, which may be the tail of the buffer of `into`. */
function decodeNumbers(bytes, dtype, into) {
	if (isFloat(dtype)) {
		decodeFloats(bytes, dtype, into);
		return true;
	}
	const sizeBytes = elementSizeBytes[dtype];
	if (bytes.length !== into.length * sizeBytes) throw new RangeError(`${bytes.length} bytes are not ${into.length} elements of ${dtype}`);
	const source = aligned(bytes, Math.min(sizeBytes, 4));
	if (dtype === "int64" || dtype === "uint64") return decodeLongs(source, dtype, into);
	const elements = new integerArrays[dtype](source.buffer, source.byteOffset, into.length);
	inBlocks(into.length, (start, end) => widen(elements, into, start, end));
	return true;
}
const integerArrays = {
	bool: Uint8Array,
	int8: Int8Array,
	uint8: Uint8Array,
	int16: Int16Array,
	uint16: Uint16Array,
	int32: Int32Array,
	uint32: Uint32Array
};
function widen(elements, into, start, end) {
	for (let i = start; i < end; i++) into[i] = elements[i];
}
function decodeLongs(bytes, dtype, into) {
	const low = new Uint32Array(bytes.buffer, bytes.byteOffset, into.length * 2);
	const high = dtype === "int64" ? new Int32Array(bytes.buffer, bytes.byteOffset, into.length * 2) : low;
	let largest = 0;
	for (let i = 0; i < into.length; i++) {
		const value = high[2 * i + 1] * 2 ** 32 + low[2 * i];
		into[i] = value;
		largest = Math.max(largest, Math.abs(value));
	}
	return largest < maxExactInteger;
}
/** The elements from `start` on of an int64 or uint64 tensor, exact. Slow: for values that a double can't hold. */
function readBigInts(tensor, start, count) {
	if (tensor.dtype !== "int64" && tensor.dtype !== "uint64") throw new RangeError(`readBigInts reads int64 and uint64, not ${tensor.dtype}`);
	const bytes = new Uint8Array(count * 8);
	tensor.read(start, bytes);
	return Array.from(tensor.dtype === "int64" ? new BigInt64Array(bytes.buffer) : new BigUint64Array(bytes.buffer));
}

export { readNumbers as n, readBigInts as t };