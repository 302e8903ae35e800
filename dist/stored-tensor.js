import { i as InputError } from "./errors.js";
import { n as formatShape, r as elementSizeBytes, t as elementCount } from "./tensor.js";

// src/tensor/byte-source.ts
/** A source over bytes in memory, which are not copied. `name` is used in messages. */
function memorySource(name, bytes) {
	return {
		name,
		sizeBytes: bytes.length,
		read(offset, into) {
			checkRange(this, offset, into.length);
			into.set(bytes.subarray(offset, offset + into.length));
		}
	};
}
/** The part of `source` from `offset` on, `sizeBytes` long. The part must lie inside the source. */
function sliceSource(source, offset, sizeBytes, name) {
	checkRange(source, offset, sizeBytes);
	return {
		name,
		sizeBytes,
		read(start, into) {
			checkRange(this, start, into.length);
			source.read(offset + start, into);
		}
	};
}
/** A fresh array with `length` bytes of `source` from `offset` on. */
function readBytes(source, offset, length) {
	checkRange(source, offset, length);
	const bytes = new Uint8Array(length);
	source.read(offset, bytes);
	return bytes;
}
/** Throws an InputError unless `length` bytes from `offset` on lie inside `source`. */
function checkRange(source, offset, length) {
	if (!(offset >= 0 && length >= 0 && offset + length <= source.sizeBytes)) throw new InputError(`${source.name}: bytes ${offset} to ${offset + length} are needed, but there are only ${source.sizeBytes}.`, { advice: "The file is truncated or damaged: write it again." });
}

// src/tensor/tensor-size.ts
/** NumPy arrays have at most 64 axes; nothing that ONNX or PyTorch writes comes near. */
const maxRank = 64;
/**
* Size in bytes of a dense tensor. Shapes come from untrusted headers: each axis, the product and the byte
* count must be exact integers, or later arithmetic would pass checks that it should not (CWE-190).
*/
function tensorSizeBytes(dtype, shape, where) {
	if (shape.length > maxRank) throw new InputError(`${where}: the shape has ${shape.length} axes; at most ${maxRank} are supported.`);
	const wrong = shape.find((size) => !Number.isSafeInteger(size) || size < 0);
	if (wrong !== void 0) throw new InputError(`${where}: the shape has an axis of size ${wrong}; it must be an integer, 0 or more.`);
	if (shape.includes(0)) return 0;
	let count = elementSizeBytes[dtype];
	for (const size of shape) {
		count *= size;
		if (count > Number.MAX_SAFE_INTEGER) throw new InputError(`${where}: shape [${shape.join(", ")}] of ${dtype} is larger than any file can be.`);
	}
	return count;
}

// src/tensor/stored-tensor.ts
/** A tensor over `bytes` (C order, little-endian), which are not copied and must have exactly its size. */
function memoryTensor(dtype, shape, bytes) {
	const sizeBytes = tensorSizeBytes(dtype, shape, "tensor in memory");
	if (bytes.length !== sizeBytes) throw new InputError(`tensor in memory: ${bytes.length} bytes given, but ${dtype} of shape ${formatShape(shape)} needs ${sizeBytes}.`);
	return storedTensor(dtype, shape, memorySource("tensor in memory", bytes), 0);
}
/**
* A tensor whose elements lie in C order in `source` from byte `offset` on. The caller has checked that they fit.
* Big-endian elements are swapped while reading; a bool that is neither 0 nor 1 is refused.
*/
function storedTensor(dtype, shape, source, offset, byteOrder = "little") {
	const sizeBytes = elementSizeBytes[dtype];
	const count = elementCount(shape);
	return {
		dtype,
		shape,
		read(start, into) {
			checkElements(source.name, sizeBytes, count, start, into.length);
			source.read(offset + start * sizeBytes, into);
			normaliseElements(source.name, dtype, byteOrder, into);
		}
	};
}
/** A request outside the tensor is a defect of the caller, not of the file. */
function checkElements(name, sizeBytes, count, start, length) {
	const end = start + length / sizeBytes;
	if (!(Number.isSafeInteger(start) && start >= 0 && Number.isSafeInteger(end) && end <= count)) throw new RangeError(`${name}: elements ${start} to ${end} asked for, but there are ${count}`);
}
/** Brings raw elements into the form that `Tensor.read` promises, in place. */
function normaliseElements(name, dtype, byteOrder, bytes) {
	if (byteOrder === "big") swapBytes(bytes, elementSizeBytes[dtype]);
	if (dtype === "bool") {
		const wrong = bytes.find((value) => value > 1);
		if (wrong !== void 0) throw new InputError(`${name}: a bool element is stored as ${wrong}; only 0 and 1 are valid.`, { advice: "The file is damaged, or its dtype is wrong: write it again." });
	}
}
function swapBytes(bytes, sizeBytes) {
	const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
	if (sizeBytes === 2) buffer.swap16();
	else if (sizeBytes === 4) buffer.swap32();
	else if (sizeBytes === 8) buffer.swap64();
}

export { tensorSizeBytes as a, readBytes as c, storedTensor as i, sliceSource as l, memoryTensor as n, checkRange as o, normaliseElements as r, memorySource as s, checkElements as t };