import { i as InputError } from "./errors.js";
import { a as tensorSizeBytes, c as readBytes, i as storedTensor, o as checkRange, r as normaliseElements, t as checkElements } from "./stored-tensor.js";
import { r as elementSizeBytes, t as elementCount } from "./tensor.js";

// src/tensor/block-cache.ts
function createBlockCache(budgetBytes) {
	const held = /* @__PURE__ */ new Map();
	const ids = /* @__PURE__ */ new WeakMap();
	let owners = 0;
	let heldBytes = 0;
	let spare;
	const keyOf = (owner, index) => {
		const id = ids.get(owner) ?? owners++;
		ids.set(owner, id);
		return `${id}:${index}`;
	};
	const evict = () => {
		for (const [key, block] of held) {
			if (heldBytes <= budgetBytes || held.size === 1) return;
			held.delete(key);
			heldBytes -= block.length;
			spare = block;
		}
	};
	return {
		get(owner, index, make) {
			const key = keyOf(owner, index);
			const found = held.get(key);
			const block = found ?? make(spare);
			spare = block === spare ? void 0 : spare;
			held.delete(key);
			held.set(key, block);
			if (found === void 0) {
				heldBytes += block.length;
				evict();
			}
			return block;
		},
		heldBytes: () => heldBytes
	};
}
/**
* The one cache of the process: a thousand open tensors share its budget. A comparison walks through two tensors
* side by side, so a few blocks of up to 8 MiB are enough, and reading stays under 150 MB in all.
*/
const sharedBlocks = createBlockCache(20 * 2 ** 20);

// src/tensor/fortran-order.ts
/** Size of one transposed block: large enough that few passes over a file are needed, small beside 150 MB. */
const maxBlockBytes = 2 * 2 ** 20;
/** Gaps up to this size are read through instead of being skipped: one call costs as much as ~64 KiB of data. */
const maxGapBytes = 65536;
const scanWindowBytes = 2 ** 20;
/**
* A tensor whose elements lie in Fortran order (first axis fastest) in `source` from byte `offset` on. Reads
* deliver C order: the tensor is transposed in blocks of at most 2 MiB, of which a few are kept.
*/
function fortranTensor(dtype, shape, source, offset, byteOrder, blockBytes = maxBlockBytes) {
	const sizeBytes = elementSizeBytes[dtype];
	const count = elementCount(shape);
	const layout = layoutOf(shape, sizeBytes, blockBytes);
	const tensor = {
		dtype,
		shape,
		read(start, into) {
			checkElements(source.name, sizeBytes, count, start, into.length);
			let written = 0;
			while (written < into.length) {
				const { index, first } = blockOf(layout, start + written / sizeBytes);
				const block = sharedBlocks.get(tensor, index, (spare) => {
					const bytes = transposeBlock(layout, source, offset, first, spare);
					normaliseElements(source.name, dtype, byteOrder, bytes);
					return bytes;
				});
				const from = start * sizeBytes + written - first * sizeBytes;
				const part = block.subarray(from, from + into.length - written);
				into.set(part, written);
				written += part.length;
			}
		}
	};
	return tensor;
}
function layoutOf(fullShape, sizeBytes, blockBytes) {
	const shape = fullShape.filter((size) => size !== 1);
	const fileStrides = shape.map((_, axis) => elementCount(shape.slice(0, axis)));
	const strides = shape.map((_, axis) => elementCount(shape.slice(axis + 1)));
	const fits = strides.findIndex((stride) => stride * sizeBytes <= blockBytes);
	const axis = Math.max(0, fits);
	const rowBytes = (strides[axis] ?? 1) * sizeBytes;
	return {
		shape,
		sizeBytes,
		fileStrides,
		strides,
		axis,
		rows: Math.max(1, Math.min(shape[axis] ?? 1, Math.floor(blockBytes / Math.max(1, rowBytes))))
	};
}
/** Number and first element (C order) of the block that holds `element`. */
function blockOf(layout, element) {
	const { shape, strides, axis, rows } = layout;
	const size = shape[axis] ?? 1;
	const stride = strides[axis] ?? 1;
	const outer = Math.floor(element / (size * stride));
	const band = Math.floor(Math.floor(element / stride) % size / rows);
	return {
		index: outer * Math.ceil(size / rows) + band,
		first: (outer * size + band * rows) * stride
	};
}
/** Reads the block that begins at element `first` and brings it into C order. */
function transposeBlock(layout, source, offset, first, spare) {
	const { shape, sizeBytes, fileStrides, strides, axis, rows } = layout;
	const begin = shape.map((size, i) => Math.floor(first / strides[i]) % size);
	const counts = shape.map((size, i) => {
		const range = i === axis ? Math.min(rows, size - begin[i]) : size;
		return i < axis ? 1 : range;
	});
	const blockBytes = elementCount(counts) * sizeBytes;
	const block = spare?.length === blockBytes ? spare : new Uint8Array(blockBytes);
	const words = wordsOf(block, sizeBytes);
	const wordsPerElement = sizeBytes === 8 ? 2 : 1;
	const base = begin.reduce((sum, at, i) => sum + at * fileStrides[i], 0);
	const end = base + counts.reduce((sum, n, i) => sum + (n - 1) * fileStrides[i], 1);
	const runElements = axis === 0 ? counts[0] ?? 1 : 1;
	const gap = (fileStrides[axis === 0 ? 1 : axis] ?? 1) * sizeBytes;
	const file = forwardReader(source, offset + end * sizeBytes, gap <= maxGapBytes ? scanWindowBytes : 0);
	const index = counts.map(() => 0);
	const firstLooped = axis === 0 ? 1 : axis;
	for (;;) {
		let from = base;
		let to = 0;
		for (let i = firstLooped; i < counts.length; i++) {
			from += index[i] * fileStrides[i];
			to += index[i] * strides[i];
		}
		scatter(wordsOf(file(offset + from * sizeBytes, runElements * sizeBytes), sizeBytes), words, to, axis === 0 ? strides[0] ?? 1 : 1, wordsPerElement);
		if (!advance(index, counts, firstLooped)) return block;
	}
}
/** Counts `index` up, its first looped axis fastest: the order of the file, so that reads only go forward. */
function advance(index, counts, firstLooped) {
	for (let i = firstLooped; i < index.length; i++) {
		index[i]++;
		if (index[i] < counts[i]) return true;
		index[i] = 0;
	}
	return false;
}
/** Copies the elements of `run` to every `stride`-th place of `block`, from element `to` on. */
function scatter(run, block, to, stride, wordsPerElement) {
	const elements = run.length / wordsPerElement;
	for (let i = 0; i < elements; i++) {
		const target = (to + i * stride) * wordsPerElement;
		for (let word = 0; word < wordsPerElement; word++) block[target + word] = run[i * wordsPerElement + word];
	}
}
/** Views bytes as the largest words that an element consists of; floats would lose the payload of a NaN. */
function wordsOf(bytes, sizeBytes) {
	const { buffer, byteOffset, length } = bytes;
	if (sizeBytes === 1) return bytes;
	return sizeBytes === 2 ? new Uint16Array(buffer, byteOffset, length / 2) : new Uint32Array(buffer, byteOffset, length / 4);
}
/**
* Reads at rising offsets before `end`, ahead by up to `windowBytes`. The answer is valid until the next call, and
* may be viewed as elements: a window begins with an element, so all others in it are aligned.
*/
function forwardReader(source, end, windowBytes) {
	let window = /* @__PURE__ */ new Uint8Array(0);
	let windowStart = 0;
	return (offset, length) => {
		if (offset < windowStart || offset + length > windowStart + window.length) {
			const size = Math.max(length, Math.min(windowBytes, end - offset));
			window = window.length === size ? window : new Uint8Array(size);
			windowStart = offset;
			source.read(offset, window);
		}
		return window.subarray(offset - windowStart, offset - windowStart + length);
	};
}

// src/tensor/npy-header.ts
/**
* Parses the text of a `.npy` header: a Python dictionary literal with exactly the keys descr, fortran_order and
* shape. Only what NumPy writes for plain arrays is understood (strings without escapes, True, False, tuples of
* integers, also `3L` of Python 2); nothing is evaluated. `where` names the file in messages.
*/
function parseNpyHeader(text, where) {
	const cursor = {
		text,
		at: 0,
		where
	};
	const header = {};
	expect(cursor, "{");
	while (!accept(cursor, "}")) {
		readEntry(cursor, header);
		if (!accept(cursor, ",")) {
			expect(cursor, "}");
			break;
		}
	}
	skipSpace(cursor);
	if (cursor.at < text.length) throw malformed(cursor, "the end of the header");
	const { descr, fortranOrder, shape } = header;
	if (descr === void 0 || fortranOrder === void 0 || shape === void 0) throw new InputError(`${where}: the npy header lacks 'descr', 'fortran_order' or 'shape'.`, { advice: "Write the file again with numpy.save." });
	return {
		descr,
		fortranOrder,
		shape
	};
}
function readEntry(cursor, header) {
	const key = readString(cursor);
	expect(cursor, ":");
	if (key === "descr" && header.descr === void 0) header.descr = readDescr$1(cursor);
	else if (key === "fortran_order" && header.fortranOrder === void 0) header.fortranOrder = readBoolean(cursor);
	else if (key === "shape" && header.shape === void 0) header.shape = readTuple(cursor);
	else throw new InputError(`${cursor.where}: the npy header has an unknown or repeated key '${key}'.`, { advice: "Write the file again with numpy.save." });
}
function readDescr$1(cursor) {
	skipSpace(cursor);
	if (cursor.text[cursor.at] === "[") throw new InputError(`${cursor.where}: the array has a structured dtype; only plain numbers are read.`, { advice: "Save each field as an array of its own." });
	return readString(cursor);
}
function readString(cursor) {
	skipSpace(cursor);
	const quote = cursor.text[cursor.at];
	const end = quote === "'" || quote === "\"" ? cursor.text.indexOf(quote, cursor.at + 1) : -1;
	const value = end < 0 ? "\\" : cursor.text.slice(cursor.at + 1, end);
	if (value.includes("\\") || value.includes("\n")) throw malformed(cursor, "a quoted string");
	cursor.at = end + 1;
	return value;
}
function readBoolean(cursor) {
	if (accept(cursor, "True")) return true;
	expect(cursor, "False", "True or False");
	return false;
}
function readTuple(cursor) {
	const sizes = [];
	expect(cursor, "(", "a tuple");
	while (!accept(cursor, ")")) {
		sizes.push(readSize(cursor));
		if (!accept(cursor, ",")) {
			expect(cursor, ")");
			break;
		}
	}
	return sizes;
}
function readSize(cursor) {
	skipSpace(cursor);
	const digits = /^\d+/.exec(cursor.text.slice(cursor.at, cursor.at + 20))?.[0];
	const size = digits === void 0 ? NaN : Number(digits);
	if (digits === void 0 || !Number.isSafeInteger(size)) throw malformed(cursor, "an axis size");
	cursor.at += digits.length;
	if (cursor.text[cursor.at] === "L") cursor.at++;
	return size;
}
function skipSpace(cursor) {
	while (" \n	".includes(cursor.text[cursor.at] ?? "x")) cursor.at++;
}
function accept(cursor, token) {
	skipSpace(cursor);
	if (!cursor.text.startsWith(token, cursor.at)) return false;
	cursor.at += token.length;
	return true;
}
function expect(cursor, token, what = `'${token}'`) {
	if (!accept(cursor, token)) throw malformed(cursor, what);
}
function malformed(cursor, expected) {
	const found = JSON.stringify(cursor.text.slice(cursor.at, cursor.at + 20));
	return new InputError(`${cursor.where}: malformed npy header: expected ${expected} at character ${cursor.at}, found ${found}.`, { advice: "Write the file again with numpy.save." });
}

// src/tensor/npy.ts
/**
* Version 1 can't have a longer header, and only structured dtypes, which are refused, ever needed more: the
* limit keeps a hostile length field from deciding how much is read (CWE-789).
*/
const maxHeaderBytes = 65535;
/** Upper bound of the bytes before the data: magic, version, length field, header. */
const maxNpyPreambleBytes = 65547;
/**
* Opens a `.npy` array (format versions 1 to 3) that fills `source`; the data stays where it is and is read in
* windows. Plain numbers and bool of either byte order, in C or Fortran order; everything else is refused by
* name. Format: numpy.lib.format in the NumPy manual.
*/
function openNpy(source) {
	const { text, dataOffset } = readHeader(source);
	const header = parseNpyHeader(text, source.name);
	const { dtype, byteOrder } = readDescr(header.descr, source.name);
	const sizeBytes = tensorSizeBytes(dtype, header.shape, source.name);
	if (dataOffset + sizeBytes !== source.sizeBytes) throw new InputError(`${source.name}: the header says shape [${header.shape.join(", ")}] of ${dtype}, ${sizeBytes} bytes, but ${source.sizeBytes - dataOffset} bytes follow it.`, { advice: "The file is truncated, or holds more than one array: write it again with numpy.save." });
	return header.fortranOrder ? fortranTensor(dtype, header.shape, source, dataOffset, byteOrder) : storedTensor(dtype, header.shape, source, dataOffset, byteOrder);
}
function readHeader(source) {
	const start = readBytes(source, 0, Math.min(12, source.sizeBytes));
	if (!(start.length >= 10 && Buffer.from(start.subarray(0, 6)).toString("latin1") === "NUMPY")) throw new InputError(`${source.name} is not a .npy file: it does not begin with the NumPy magic.`, { advice: "Write it with numpy.save(..., allow_pickle=False)." });
	const major = start[6];
	const minor = start[7];
	if (major < 1 || major > 3 || minor !== 0) throw new InputError(`${source.name}: .npy format version ${major}.${minor} is unknown; 1.0 to 3.0 are read.`);
	const lengthBytes = major === 1 ? 2 : 4;
	checkRange(source, 8, lengthBytes);
	const view = new DataView(start.buffer);
	const headerBytes = major === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
	if (headerBytes > maxHeaderBytes) throw new InputError(`${source.name}: the npy header claims ${headerBytes} bytes; plain arrays need less than ${maxHeaderBytes}.`, { advice: "Structured dtypes can't be read; save each field as an array of its own." });
	const header = readBytes(source, 8 + lengthBytes, headerBytes);
	return {
		text: Buffer.from(header).toString(major === 3 ? "utf8" : "latin1"),
		dataOffset: 8 + lengthBytes + headerBytes
	};
}
const dtypes = {
	b1: "bool",
	i1: "int8",
	i2: "int16",
	i4: "int32",
	i8: "int64",
	u1: "uint8",
	u2: "uint16",
	u4: "uint32",
	u8: "uint64",
	f2: "float16",
	f4: "float32",
	f8: "float64"
};
/** What NumPy's other kinds are called in messages, by the letter after the byte order. */
const refusedKinds = {
	O: "Python objects (a pickle, which is never executed here)",
	c: "complex numbers",
	S: "byte strings",
	a: "byte strings",
	U: "text",
	V: "raw bytes; bfloat16 is saved like that",
	M: "dates",
	m: "time spans"
};
function readDescr(descr, where) {
	const order = descr[0] ?? "";
	const dtype = Object.hasOwn(dtypes, descr.slice(1)) ? dtypes[descr.slice(1)] : void 0;
	if (dtype === void 0 || !"<>|".includes(order) || order === "|" && elementSizeBytes[dtype] > 1) {
		const kind = refusedKinds[descr[1] ?? ""];
		throw new InputError(`${where}: arrays of dtype '${descr}'${kind === void 0 ? "" : ` (${kind})`} can't be read.`, { advice: "Save it as float32, float16, an integer type or bool, or use .safetensors." });
	}
	return {
		dtype,
		byteOrder: order === ">" ? "big" : "little"
	};
}

export { openNpy as n, sharedBlocks as r, maxNpyPreambleBytes as t };