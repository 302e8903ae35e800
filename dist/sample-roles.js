import { i as InputError, r as GateError } from "./errors.js";
import { i as createWorkFolder, n as openNpy, r as sharedBlocks, t as maxNpyPreambleBytes } from "./npy.js";
import { C as sliceSource, S as readBytes, b as checkRange, v as storedTensor, x as memorySource, y as tensorSizeBytes } from "./message-copy.js";
import { t as require_yauzl } from "./yauzl.js";
import { n as unreadable, t as openByteFile } from "./byte-file.js";
import { r as writeFully, t as storageError } from "./atomic-write.js";
import { extname, join } from "node:path";
import { closeSync, openSync, readdirSync, statSync } from "node:fs";
import * as zlib from "node:zlib";
import { constants as constants$1, createInflateRaw, inflateRawSync } from "node:zlib";
import { Readable, pipeline } from "node:stream";

// src/tensor/crc32.ts
/**
* CRC-32 of ZIP (polynomial 0xEDB88320, reflected) of `bytes`, continued from `previous`. Node has a native one
* from 20.15 on; the project supports 20.10.
*/
function crc32(bytes, previous = 0) {
	return typeof zlib.crc32 === "function" ? zlib.crc32(bytes, previous) : crc32ByTable(bytes, previous);
}
let table;
/** The same by table: what `crc32` does where Node has none. */
function crc32ByTable(bytes, previous = 0) {
	table ??= Uint32Array.from({ length: 256 }, (_, byte) => {
		let remainder = byte;
		for (let bit = 0; bit < 8; bit++) remainder = remainder >>> 1 ^ (remainder & 1) * 3988292384;
		return remainder;
	});
	let crc = ~previous;
	for (const byte of bytes) crc = table[(crc ^ byte) & 255] ^ crc >>> 8;
	return ~crc >>> 0;
}

// src/tensor/zip-data.ts
/**
* Entries up to this size are inflated into memory when they are read, and share the budget of `sharedBlocks`.
* Larger ones are inflated once, as a stream, into a temporary file: deflate has no random access, a comparison
* reads tensors several times and not always forward, and starting over for each window would take hours.
*/
const maxInflatedInMemoryBytes = 8 * 2 ** 20;
const readBytesAtOnce = 65536;
/** The bytes of a stored entry where they lie. Once they were read from start to end, their CRC-32 is checked. */
function storedEntry(archive, entry, name) {
	const data = sliceSource(archive, entry.dataOffset, entry.compressedBytes, name);
	let crc = 0;
	let crcBytes = 0;
	return {
		name,
		sizeBytes: data.sizeBytes,
		read(offset, into) {
			data.read(offset, into);
			if (offset <= crcBytes && offset + into.length > crcBytes) {
				crc = crc32(into.subarray(crcBytes - offset), crc);
				crcBytes = offset + into.length;
			}
			if (crcBytes === data.sizeBytes) checkCrc(name, entry, crc);
		}
	};
}
/** The bytes of a deflated entry, inflated in memory or by `spill`, whichever its size asks for. */
async function inflatedEntry(archive, entry, name, spill) {
	if (entry.sizeBytes > maxInflatedInMemoryBytes) return await spill(name, entry.sizeBytes, inflateChunks(archive, entry, name));
	const inflated = {
		name,
		sizeBytes: entry.sizeBytes,
		read(offset, into) {
			checkRange(inflated, offset, into.length);
			const bytes = sharedBlocks.get(inflated, 0, () => inflateWhole(archive, entry, name));
			into.set(bytes.subarray(offset, offset + into.length));
		}
	};
	return inflated;
}
/**
* The first bytes of a deflated entry, at least `wantedBytes` unless the entry is shorter: enough to check its
* header before anything is inflated as a whole. At most 1032 times the compressed bytes that were read.
*/
function inflateStart(archive, entry, name, wantedBytes) {
	for (let compressedBytes = 512;; compressedBytes *= 4) {
		const length = Math.min(compressedBytes, entry.compressedBytes);
		const start = inflate(readBytes(archive, entry.dataOffset, length), name, { finishFlush: constants$1.Z_SYNC_FLUSH });
		if (start.length >= wantedBytes || length === entry.compressedBytes) return start;
	}
}
function inflateWhole(archive, entry, name) {
	const bytes = inflate(readBytes(archive, entry.dataOffset, entry.compressedBytes), name, { maxOutputLength: Math.max(1, entry.sizeBytes) });
	checkSize(name, entry, bytes.length);
	checkCrc(name, entry, crc32(bytes));
	return bytes;
}
function inflate(compressed, name, options) {
	try {
		return inflateRawSync(compressed, options);
	} catch (cause) {
		throw damaged(name, cause);
	}
}
async function* inflateChunks(archive, entry, name) {
	const inflater = createInflateRaw({ chunkSize: readBytesAtOnce });
	pipeline(Readable.from(compressedChunks(archive, entry)), inflater, () => {});
	let sizeBytes = 0;
	let crc = 0;
	try {
		for await (const chunk of inflater) {
			sizeBytes += chunk.length;
			if (sizeBytes > entry.sizeBytes) checkSize(name, entry, sizeBytes);
			crc = crc32(chunk, crc);
			yield chunk;
		}
	} catch (cause) {
		throw cause instanceof InputError ? cause : damaged(name, cause);
	}
	checkSize(name, entry, sizeBytes);
	checkCrc(name, entry, crc);
}
function* compressedChunks(archive, entry) {
	for (let done = 0; done < entry.compressedBytes; done += readBytesAtOnce) {
		const length = Math.min(readBytesAtOnce, entry.compressedBytes - done);
		yield readBytes(archive, entry.dataOffset + done, length);
	}
}
function checkSize(name, entry, sizeBytes) {
	if (sizeBytes !== entry.sizeBytes) throw new InputError(`${name}: inflates to ${sizeBytes} bytes${sizeBytes > entry.sizeBytes ? " or more" : ""}, but the archive says ${entry.sizeBytes}.`, { advice: "The file is damaged or hostile: write it again." });
}
function checkCrc(name, entry, crc) {
	if (crc !== entry.crc32) {
		const hex = (value) => value.toString(16).padStart(8, "0");
		throw new InputError(`${name}: the data has CRC-32 ${hex(crc)}, but the archive says ${hex(entry.crc32)}.`, { advice: "The file is damaged: write it again." });
	}
}
function damaged(name, cause) {
	return new InputError(`${name}: the deflated data is damaged: ${cause instanceof Error ? cause.message : String(cause)}.`, {
		advice: "Write the file again.",
		cause
	});
}

// src/tensor/zip-entries.ts
var import_yauzl = require_yauzl();
/** Each takes 76 bytes or more of the file; a model has some thousand tensors. Bounds the memory used (CWE-770). */
const maxEntries = 1e5;
/** Deflate can't shrink more than 1032 times, so a larger claim is a lie (a "zip bomb" of another kind). */
const maxDeflateRatio = 1032;
const stored = 0;
const deflated = 8;
/**
* The entries of the ZIP archive (ZIP64 too) that fills `source`, in their order in its directory. Encrypted
* entries, compression methods other than deflate, paths that leave a folder and repeated names are refused.
*/
async function readZipEntries(source) {
	let archive;
	try {
		archive = await (0, import_yauzl.fromRandomAccessReaderPromise)(new SourceReader(source), source.sizeBytes, {
			autoClose: false,
			strictFileNames: true
		});
		const entries = /* @__PURE__ */ new Map();
		for await (const entry of archive.eachEntry()) {
			checkEntry(source.name, entry);
			if (entries.has(entry.fileName)) throw new InputError(`${source.name}: the archive holds two entries named '${entry.fileName}'.`, { advice: "Only one of the two can be meant: write the file again." });
			if (entries.size === maxEntries) throw new InputError(`${source.name}: the archive holds more than ${maxEntries} entries.`);
			const { fileDataStart } = await archive.readLocalFileHeaderPromise(entry, { minimal: true });
			entries.set(entry.fileName, {
				name: entry.fileName,
				deflated: entry.compressionMethod === deflated,
				dataOffset: fileDataStart,
				compressedBytes: entry.compressedSize,
				sizeBytes: entry.uncompressedSize,
				crc32: entry.crc32
			});
		}
		checkPlaces(source, [...entries.values()]);
		return [...entries.values()];
	} catch (error) {
		if (error instanceof GateError) throw error;
		throw new InputError(`${source.name} is not a valid ZIP archive: ${error instanceof Error ? error.message : String(error)}.`, {
			advice: "The file is truncated or damaged: write it again.",
			cause: error
		});
	} finally {
		archive?.close();
	}
}
/** Lets yauzl read through our source, which loops over short reads and names the file in its errors. */
var SourceReader = class extends import_yauzl.RandomAccessReader {
	#source;
	constructor(source) {
		super();
		this.#source = source;
	}
	read(buffer, offset, length, position, callback) {
		let failure = null;
		try {
			this.#source.read(position, buffer.subarray(offset, offset + length));
		} catch (error) {
			failure = error instanceof Error ? error : new Error(String(error));
		}
		setImmediate(callback, failure);
	}
};
function checkEntry(archive, entry) {
	const where = `${archive}: entry '${entry.fileName}'`;
	if (entry.isEncrypted()) throw new InputError(`${where} is encrypted.`, { advice: "Save it without a password." });
	if (entry.compressionMethod !== stored && entry.compressionMethod !== deflated) throw new InputError(`${where} uses ZIP compression method ${entry.compressionMethod}; only stored and deflate are read.`, { advice: "Save it with numpy.savez or numpy.savez_compressed." });
	if (entry.uncompressedSize > (entry.compressedSize + 1) * maxDeflateRatio) throw new InputError(`${where} claims ${entry.uncompressedSize} bytes from ${entry.compressedSize}; deflate reaches a ratio of ${maxDeflateRatio} at most.`, { advice: "The file is damaged or hostile: write it again." });
}
/**
* Entries that share bytes are how a small archive inflates without end, and are never written by NumPy.
* That all of them end inside the file, and that stored ones claim equal sizes, yauzl has checked.
*/
function checkPlaces(source, entries) {
	let end = 0;
	let previous = "";
	for (const entry of entries.toSorted((a, b) => a.dataOffset - b.dataOffset)) {
		if (entry.dataOffset < end) throw new InputError(`${source.name}: the entries '${previous}' and '${entry.name}' overlap.`, { advice: "The file is damaged or hostile: write it again." });
		end = entry.dataOffset + entry.compressedBytes;
		previous = entry.name;
	}
}

// src/tensor/npz.ts
/**
* Largest size to which one archive may inflate in temporary files. More would rather be an attack on the disk
* than samples; who needs it stores the arrays uncompressed, which costs no extra disk at all.
*/
const maxInflatedBytes = 32 * 2 ** 30;
/**
* Opens every array of a `.npz` archive by its name without `.npy`. Stored arrays are read where they lie, in
* windows. Deflated ones up to 8 MiB are inflated into memory while they are read, larger ones now, by `spill`.
* An entry that is no array is refused. Names are never used as paths.
*/
async function openNpz(source, spill) {
	const entries = await readZipEntries(source);
	const inflatedBytes = entries.reduce((sum, entry) => sum + (entry.deflated ? entry.sizeBytes : 0), 0);
	if (inflatedBytes > maxInflatedBytes) throw new InputError(`${source.name}: the compressed arrays inflate to ${inflatedBytes} bytes; at most ${maxInflatedBytes} are allowed.`, { advice: "Save them uncompressed, with numpy.savez." });
	const tensors = /* @__PURE__ */ new Map();
	for (const entry of entries) {
		if (!entry.name.endsWith(".npy")) throw new InputError(`${source.name}: entry '${entry.name}' is not a .npy array.`, { advice: "Write the file with numpy.savez." });
		const name = entry.name.slice(0, -4);
		tensors.set(name, await openEntry(source, entry, `${source.name}: array '${name}'`, spill));
	}
	return tensors;
}
async function openEntry(source, entry, name, spill) {
	if (!entry.deflated) return openNpy(storedEntry(source, entry, name));
	const start = inflateStart(source, entry, name, Math.min(maxNpyPreambleBytes, entry.sizeBytes));
	let data = memorySource(name, start);
	const tensor = openNpy({
		name,
		sizeBytes: entry.sizeBytes,
		read: (offset, into) => data.read(offset, into)
	});
	data = await inflatedEntry(source, entry, name, spill);
	return tensor;
}

// src/tensor/json-scan.ts
/** True for a string, as opposed to a list or an object. */
function isText(value) {
	return typeof value === "object" && value !== null && "kind" in value;
}
/** The formats read here nest at most ten deep; a deeper file would only exhaust the stack (CWE-674). */
const maxDepth = 64;
/**
* Numbers, strings, lists and objects in one file: 100,000 tensors take a twentieth of it. It bounds the memory that
* a hostile file can claim to some hundred megabytes (CWE-770).
*/
const maxValues = 2e6;
/** Longer keys and short strings are no names of anything. */
const maxTextBytes = 65536;
/** Python writes a double with 24 characters at most. */
const maxWordBytes = 64;
const windowBytes = 262144;
/**
* Parses the JSON document that fills `source`, reading it in windows. Repeated keys are refused, which
* JSON.parse does not do; NaN, Infinity and -Infinity are numbers, since Python writes them.
*/
function scanJson(source) {
	const cursor = {
		source,
		at: 0,
		values: 0,
		buffer: Buffer.alloc(Math.min(windowBytes, source.sizeBytes)),
		window: Buffer.alloc(0),
		windowStart: 0
	};
	const value = readValue(cursor, 0);
	expectEnd(cursor);
	return value;
}
/** Decodes a short string of the document that `scanJson` read. */
function textOf(source, text) {
	if (text.end - text.start > maxTextBytes) throw new InputError(`${source.name}: the string at byte ${text.start} is ${text.end - text.start} bytes long.`, { advice: `At most ${maxTextBytes} bytes are allowed there.` });
	const bytes = Buffer.alloc(text.end - text.start);
	source.read(text.start, bytes);
	return decodeText(source, bytes, text.start);
}
function decodeText(source, bytes, start) {
	try {
		const text = new TextDecoder("utf-8", {
			fatal: true,
			ignoreBOM: true
		}).decode(bytes);
		return JSON.parse(`"${text}"`);
	} catch (cause) {
		throw new InputError(`${source.name}: the string at byte ${start} is not valid JSON text in UTF-8.`, { cause });
	}
}
const quote = 34;
const backslash = 92;
function readValue(cursor, depth) {
	if (depth > maxDepth) throw malformed(cursor, `values nested more than ${maxDepth} deep`);
	if (++cursor.values > maxValues) throw malformed(cursor, `more than ${maxValues} values`);
	skipSpace(cursor);
	switch (peek(cursor)) {
		case 123: return readObject(cursor, depth);
		case 91: return readList(cursor, depth);
		case quote: return readText(cursor);
		default: return readWord(cursor);
	}
}
function expectEnd(cursor) {
	skipSpace(cursor);
	if (peek(cursor) !== -1) throw malformed(cursor, "something after the end of the document");
}
function readObject(cursor, depth) {
	const entries = /* @__PURE__ */ new Map();
	cursor.at++;
	if (accept(cursor, 125)) return entries;
	do {
		skipSpace(cursor);
		if (peek(cursor) !== quote) throw malformed(cursor, `${found(cursor)} where a key in quotes belongs`);
		const text = readText(cursor);
		const key = textOf(cursor.source, text);
		if (entries.has(key)) throw new InputError(`${cursor.source.name}: the key ${JSON.stringify(key)} occurs twice in one object.`, { advice: "Only one of the two can be meant: write the file again." });
		expect(cursor, 58);
		entries.set(key, readValue(cursor, depth + 1));
	} while (accept(cursor, 44));
	expect(cursor, 125);
	return entries;
}
function readList(cursor, depth) {
	const items = [];
	cursor.at++;
	if (accept(cursor, 93)) return items;
	do
		items.push(readValue(cursor, depth + 1));
	while (accept(cursor, 44));
	expect(cursor, 93);
	return items;
}
function readText(cursor) {
	const start = ++cursor.at;
	for (;;) {
		if (peek(cursor) === -1) throw malformed(cursor, "the end of the file inside a string");
		const from = cursor.at - cursor.windowStart;
		const endQuote = cursor.window.indexOf(quote, from);
		const limit = endQuote === -1 ? cursor.window.length : endQuote;
		const escape = cursor.window.subarray(from, limit).indexOf(backslash);
		if (escape !== -1) {
			cursor.at += escape;
			return readEscapedText(cursor, start);
		} else if (endQuote === -1) cursor.at = cursor.windowStart + cursor.window.length;
		else {
			const end = cursor.windowStart + endQuote;
			cursor.at = end + 1;
			return {
				kind: "text",
				start,
				end,
				escaped: false
			};
		}
	}
}
/** Goes on byte by byte from the first backslash: searching ahead for the quote again after each is quadratic. */
function readEscapedText(cursor, start) {
	for (let byte = peek(cursor); byte !== quote; byte = peek(cursor)) {
		if (byte === -1) throw malformed(cursor, "the end of the file inside a string");
		cursor.at += byte === backslash ? 2 : 1;
	}
	return {
		kind: "text",
		start,
		end: cursor.at++,
		escaped: true
	};
}
function readWord(cursor) {
	const start = cursor.at;
	let word = "";
	for (let byte = peek(cursor); isWordByte(byte) && word.length <= maxWordBytes; byte = peek(cursor)) {
		word += String.fromCharCode(byte);
		cursor.at++;
	}
	if (word.length > maxWordBytes) throw malformed(cursor, `a number of more than ${maxWordBytes} characters`);
	if (Object.hasOwn(words, word)) return words[word];
	if (/^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(word)) return Number(word);
	cursor.at = start;
	throw malformed(cursor, found(cursor));
}
function skipSpace(cursor) {
	for (let byte = peek(cursor); byte === 32 || byte === 10 || byte === 13 || byte === 9;) {
		cursor.at++;
		byte = peek(cursor);
	}
}
function accept(cursor, byte) {
	skipSpace(cursor);
	if (peek(cursor) !== byte) return false;
	cursor.at++;
	return true;
}
function expect(cursor, byte) {
	if (!accept(cursor, byte)) throw malformed(cursor, `${found(cursor)} where '${String.fromCharCode(byte)}' belongs`);
}
/** The byte at the current place, or -1 at the end. */
function peek(cursor) {
	const index = cursor.at - cursor.windowStart;
	if (index >= 0 && index < cursor.window.length) return cursor.window[index];
	const length = Math.min(cursor.buffer.length, cursor.source.sizeBytes - cursor.at);
	if (length <= 0) return -1;
	cursor.window = cursor.buffer.subarray(0, length);
	cursor.windowStart = cursor.at;
	cursor.source.read(cursor.at, cursor.window);
	return cursor.window[0];
}
function found(cursor) {
	const byte = peek(cursor);
	if (byte === -1) return "the end of the file";
	return byte > 32 && byte < 127 ? `'${String.fromCharCode(byte)}'` : `byte ${byte}`;
}
function malformed(cursor, what) {
	return new InputError(`${cursor.source.name} is not valid JSON: ${what} at byte ${cursor.at}.`, { advice: "The file is truncated or damaged: write it again." });
}
const words = {
	null: null,
	true: true,
	false: false,
	NaN: NaN,
	Infinity: Number.POSITIVE_INFINITY,
	"-Infinity": Number.NEGATIVE_INFINITY
};
function isWordByte(byte) {
	return byte >= 48 && byte <= 57 || byte >= 65 && byte <= 90 || byte >= 97 && byte <= 122 || byte === 43 || byte === 45 || byte === 46;
}

// src/tensor/text-source.ts
const windowChars = 262144;
const advice$1 = "The file is damaged: write it again.";
/** Bytes written as base64 in a JSON string, decoded while they are read. The string must have no escapes. */
function base64Source(source, text, name) {
	const chars = text.end - text.start;
	if (chars % 4 !== 0) throw new InputError(`${name}: base64 text of ${chars} characters is not a multiple of 4.`, { advice: advice$1 });
	const tail = Buffer.alloc(Math.min(2, chars));
	source.read(text.end - tail.length, tail);
	const padding = tail.filter((char) => char === 61).length;
	return {
		name,
		sizeBytes: chars / 4 * 3 - padding,
		read(offset, into) {
			checkRange(this, offset, into.length);
			for (let done = 0; done < into.length;) done += decodeWindow(source, text, this, offset + done, into.subarray(done));
		}
	};
}
/** Decodes bytes from `offset` on into the front of `into` and returns how many. */
function decodeWindow(source, text, decoded, offset, into) {
	const group = Math.floor(offset / 3);
	const skip = offset - group * 3;
	const start = text.start + group * 4;
	const length = Math.min(windowChars, text.end - start, Math.ceil((skip + into.length) / 3) * 4);
	const chars = Buffer.allocUnsafe(length);
	source.read(start, chars);
	const bytes = Buffer.from(chars.toString("latin1"), "base64");
	const expected = Math.min(length / 4 * 3, decoded.sizeBytes - group * 3);
	if (bytes.length !== expected || chars.includes(45) || chars.includes(95)) throw new InputError(`${decoded.name}: the text near byte ${start} of the file is not base64.`, { advice: advice$1 });
	const part = bytes.subarray(skip, skip + into.length);
	into.set(part);
	return part.length;
}
/** Decoded bytes between two remembered places: what a read decodes in vain at most. */
const checkpointBytes = 65536;
/**
* Bytes written one per character (code points 0 to 255) in a JSON string, the form of old Polygraphy files. The
* string is walked through once, to check it and to remember places from which reading can begin.
*/
function latin1Source(source, text, name) {
	const checkpoints = [];
	let sizeBytes = 0;
	const measure = latin1Walker(source, text, name, text.start);
	for (;;) {
		if (sizeBytes % checkpointBytes === 0) checkpoints.push(measure.position());
		if (measure.next() === -1) break;
		sizeBytes++;
	}
	return {
		name,
		sizeBytes,
		read(offset, into) {
			checkRange(this, offset, into.length);
			const checkpoint = Math.floor(offset / checkpointBytes);
			const walker = latin1Walker(source, text, name, checkpoints[checkpoint] ?? text.end);
			for (let skip = offset - checkpoint * checkpointBytes; skip > 0; skip--) walker.next();
			for (let i = 0; i < into.length; i++) into[i] = walker.next();
		}
	};
}
function latin1Walker(source, text, name, start) {
	const window = Buffer.alloc(Math.min(windowChars, text.end - start));
	let at = start;
	let windowStart = start;
	let windowEnd = start;
	const take = () => {
		if (at >= text.end) throw notLatin1(name, at);
		if (at >= windowEnd) {
			windowStart = at;
			windowEnd = Math.min(text.end, at + window.length);
			source.read(windowStart, window.subarray(0, windowEnd - windowStart));
		}
		return window[at++ - windowStart];
	};
	return {
		position: () => at,
		next() {
			if (at >= text.end) return -1;
			const byte = take();
			if (byte === 92) return decodeEscape(take, name, at);
			if (byte >= 32 && byte < 128) return byte;
			const second = byte === 194 || byte === 195 ? take() : 0;
			if ((second & 192) !== 128) throw notLatin1(name, at);
			return (byte & 3) << 6 | second & 63;
		}
	};
}
const escapes = {
	"\"": 34,
	"\\": 92,
	"/": 47,
	b: 8,
	f: 12,
	n: 10,
	r: 13,
	t: 9
};
function decodeEscape(take, name, at) {
	const char = String.fromCharCode(take());
	if (char !== "u") {
		const value = Object.hasOwn(escapes, char) ? escapes[char] : void 0;
		if (value === void 0) throw notLatin1(name, at);
		return value;
	}
	const digits = String.fromCharCode(take(), take(), take(), take());
	if (!/^00[\da-fA-F]{2}$/.test(digits)) throw notLatin1(name, at);
	return Number.parseInt(digits, 16);
}
function notLatin1(name, at) {
	return new InputError(`${name}: the text near byte ${at} of the file is neither base64 nor one character per byte.`, { advice: advice$1 });
}

// src/tensor/polygraphy.ts
/**
* Opens a JSON file of Polygraphy, one map of tensors per sample. Inputs are a list with a dictionary of arrays per
* sample; results are a RunResults of one runner with an iteration per sample. Both the current form (key
* `polygraphy_class`, base64 of a .npy) and older ones (key `__polygraphy_encoded_…`, one character per byte, .npz)
* are read. The text is walked through once in windows; arrays are decoded from the file while they are read.
*/
async function openPolygraphy(source, spill) {
	const document = {
		source,
		spill
	};
	const iterations = listIterations(document, scanJson(source));
	const samples = [];
	for (const [index, iteration] of iterations.entries()) samples.push(await readArrays(document, iteration, `${source.name}: sample ${index}`));
	return samples;
}
const classKey = "polygraphy_class";
const legacyKeyPrefix = "__polygraphy_encoded_";
const legacyMarker = "polygraphy_serialized_json_type";
/** Name of the Python class that an object stands for; undefined for a plain dictionary. */
function className({ source }, value) {
	if (!(value instanceof Map)) return;
	const current = value.get(classKey);
	if (isText(current)) return textOf(source, current);
	for (const [key, marker] of value) if (key.startsWith(legacyKeyPrefix) && isText(marker) && textOf(source, marker) === legacyMarker) return key.slice(21);
}
function listIterations(document, root) {
	const { name } = document.source;
	if (className(document, root) === "RunResults") return runnerIterations(document, root);
	if (Array.isArray(root)) return root;
	if (root instanceof Map) return [root];
	throw new InputError(`${name} holds neither Polygraphy inputs nor results.`, { advice: "Write it with polygraphy run --save-inputs or --save-outputs." });
}
/** `lst` of a RunResults is a list of pairs: name of a runner, its iterations. */
function runnerIterations(document, results) {
	const { name } = document.source;
	const runners = results.get("lst");
	if (!Array.isArray(runners) || !runners.every(isRunner)) throw new InputError(`${name}: the RunResults has no list of runners with their iterations.`, { advice: "Write it again with polygraphy run --save-outputs." });
	const [runner] = runners;
	if (runner === void 0 || runners.length > 1) {
		const names = runners.map(([runnerName]) => `'${textOf(document.source, runnerName)}'`).join(", ");
		throw new InputError(`${name}: outputs of ${runners.length} runners${names === "" ? "" : ` (${names})`}; exactly one is needed.`, { advice: "Save the outputs of one runner per file." });
	}
	return runner[1];
}
function isRunner(value) {
	return Array.isArray(value) && value.length === 2 && isText(value[0]) && Array.isArray(value[1]);
}
async function readArrays(document, iteration, where) {
	const kind = className(document, iteration);
	const arrays = kind === "IterationResult" ? iteration.get("outputs") : iteration;
	if (!(arrays instanceof Map) || kind !== void 0 && kind !== "IterationResult") throw new InputError(`${where} is ${kind === void 0 ? "not a dictionary of arrays" : `a '${kind}'`}.`, { advice: "Write the file with polygraphy run --save-inputs or --save-outputs." });
	const tensors = /* @__PURE__ */ new Map();
	for (const [name, value] of arrays) tensors.set(name, await readArray(document, value, `${where}: array ${JSON.stringify(name)}`));
	return tensors;
}
async function readArray(document, value, where) {
	const kind = className(document, value);
	if (kind === "LazyArray" || kind === "LazyNumpyArray") return await readArray(document, value.get("values") ?? null, where);
	const array = kind === "ndarray" ? value.get("array") : void 0;
	if (!isText(array)) {
		const found = kind === void 0 ? "not an encoded NumPy array" : `of class '${kind}'`;
		throw new InputError(`${where} is ${found}; only NumPy arrays are read.`, { advice: kind === "Tensor" ? "PyTorch tensors are stored as pickles: convert them to NumPy arrays before saving." : "Write the file with polygraphy run --save-inputs or --save-outputs." });
	}
	return await openPayload(document, array, where);
}
/** The payload is what numpy.save wrote, in very old files what numpy.savez wrote: an archive of one array. */
async function openPayload(document, array, where) {
	const bytes = payloadSource(document.source, array, where);
	const start = new Uint8Array(Math.min(2, bytes.sizeBytes));
	bytes.read(0, start);
	if (start[0] !== 80 || start[1] !== 75) return openNpy(bytes);
	const tensors = await openNpz(bytes, document.spill);
	const [tensor] = tensors.values();
	if (tensor === void 0 || tensors.size > 1) throw new InputError(`${where}: its archive holds ${tensors.size} arrays; exactly one is needed.`);
	return tensor;
}
/** Base64 of "\x93NUMPY" and of "PK\x03\x04": neither form can begin like the other. */
const base64Starts = ["k05VTVBZ", "UEsDB"];
function payloadSource(source, array, where) {
	const start = Buffer.alloc(Math.min(8, array.end - array.start));
	source.read(array.start, start);
	const text = start.toString("latin1");
	return !array.escaped && base64Starts.some((prefix) => text.startsWith(prefix)) ? base64Source(source, array, where) : latin1Source(source, array, where);
}

// src/tensor/safetensors.ts
/**
* 100,000 tensors with long names need 16 MiB. The format itself allows 100 MB, which no file of samples needs
* and which would take a gigabyte of memory to parse (CWE-789).
*/
const maxHeaderBytes = 16 * 2 ** 20;
const dtypes = {
	F64: "float64",
	F32: "float32",
	F16: "float16",
	BF16: "bfloat16",
	I64: "int64",
	I32: "int32",
	I16: "int16",
	I8: "int8",
	U64: "uint64",
	U32: "uint32",
	U16: "uint16",
	U8: "uint8",
	BOOL: "bool"
};
const advice = "The file is damaged or was not written by safetensors: write it again.";
/**
* Opens all tensors of a `.safetensors` file; the data stays where it is and is read in windows. The whole data
* area must be used exactly once, as the format demands: offsets without holes or overlap, sizes that equal
* shape times dtype. Dtypes that can't be compared here (F8, F4, complex) are refused by name.
*/
function openSafetensors(source) {
	const { header, headerSource, dataOffset } = readHeader(source);
	const entries = [];
	for (const [name, value] of header) if (name !== "__metadata__") entries.push(readEntry(source.name, headerSource, name, value));
	checkLayout(source, entries, dataOffset);
	return new Map(entries.map(({ name, dtype, shape, begin }) => [name, storedTensor(dtype, shape, source, dataOffset + begin)]));
}
function readHeader(source) {
	if (source.sizeBytes < 8) throw new InputError(`${source.name}: ${source.sizeBytes} bytes are too few for a .safetensors file.`, { advice });
	const length = new DataView(readBytes(source, 0, 8).buffer).getBigUint64(0, true);
	if (length > BigInt(source.sizeBytes - 8)) throw new InputError(`${source.name}: the safetensors header claims ${length} bytes, but only ${source.sizeBytes - 8} follow.`, { advice });
	if (length > maxHeaderBytes) throw new InputError(`${source.name}: the safetensors header claims ${length} bytes; at most ${maxHeaderBytes} are read.`, { advice: "Split the file, or keep fewer tensors in it." });
	const bytes = readBytes(source, 8, Number(length));
	const headerSource = memorySource(`${source.name} (safetensors header)`, bytes);
	const header = scanJson(headerSource);
	if (!(header instanceof Map) || bytes[0] !== 123) throw new InputError(`${source.name}: the safetensors header is not a JSON object.`, { advice });
	return {
		header,
		headerSource,
		dataOffset: 8 + bytes.length
	};
}
function readEntry(file, headerSource, name, value) {
	const where = `${file}: tensor ${JSON.stringify(name)}`;
	if (!(value instanceof Map)) throw new InputError(`${where}: its entry in the header is not an object.`, { advice });
	for (const key of value.keys()) if (key !== "dtype" && key !== "shape" && key !== "data_offsets") throw new InputError(`${where}: its entry in the header has the unknown key ${JSON.stringify(key)}.`, { advice });
	const dtype = readDType(where, headerSource, value.get("dtype"));
	const shape = readIntegers(where, "shape", value.get("shape"));
	const offsets = readIntegers(where, "data_offsets", value.get("data_offsets"));
	const [begin, end] = offsets;
	if (begin === void 0 || end === void 0 || offsets.length !== 2) throw new InputError(`${where}: data_offsets has ${offsets.length} numbers instead of 2.`, { advice });
	const sizeBytes = tensorSizeBytes(dtype, shape, where);
	if (end - begin !== sizeBytes) throw new InputError(`${where}: shape [${shape.join(", ")}] of ${dtype} needs ${sizeBytes} bytes, but data_offsets ${begin} to ${end} are ${end - begin}.`, { advice });
	return {
		name,
		dtype,
		shape,
		begin,
		end
	};
}
function readDType(where, headerSource, value) {
	if (!isText(value)) throw new InputError(`${where}: its entry in the header has no dtype.`, { advice });
	const name = textOf(headerSource, value);
	const dtype = Object.hasOwn(dtypes, name) ? dtypes[name] : void 0;
	if (dtype === void 0) throw new InputError(`${where}: dtype ${JSON.stringify(name)} can't be read; known are ${Object.keys(dtypes).join(", ")}.`, { advice: "Save the tensor as F32." });
	return dtype;
}
function readIntegers(where, key, value) {
	if (!Array.isArray(value)) throw new InputError(`${where}: ${key} is missing or is not a list of integers.`, { advice });
	return value.map((item) => {
		if (typeof item !== "number" || !Number.isSafeInteger(item) || item < 0) throw new InputError(`${where}: ${key} contains ${typeof item === "number" ? String(item) : "something that is not a number"}; only integers from 0 on are valid.`, { advice });
		return item;
	});
}
/** Every byte of the data area belongs to exactly one tensor: no hole in which other data could hide, no overlap. */
function checkLayout(source, entries, dataOffset) {
	const sorted = entries.toSorted((a, b) => a.begin - b.begin || a.end - b.end);
	let expected = 0;
	for (const { name, begin, end } of sorted) {
		if (begin !== expected) {
			const fault = begin < expected ? "overlaps the tensor before it" : "leaves a hole before it";
			throw new InputError(`${source.name}: tensor ${JSON.stringify(name)} begins at byte ${begin} of the data and ${fault}, which ends at ${expected}.`, { advice });
		}
		expected = end;
	}
	const available = source.sizeBytes - dataOffset;
	if (expected !== available) throw new InputError(`${source.name}: the header describes ${expected} bytes of data, but the file has ${available}.`, { advice: expected > available ? "The file is truncated: write it again." : advice });
}

// src/files/inflated-files.ts
/**
* Makes the place to which archives inflate arrays that are too large for memory. The folder (in the system's
* temporary one, for this user only) is made when it is first needed.
*/
function createInflatedFiles() {
	let folder;
	const files = [];
	return {
		async spill(name, _sizeBytes, chunks) {
			folder ??= createWorkFolder();
			const path = join(folder.path, `${files.length}.bin`);
			await writeChunks(path, chunks);
			const file = openByteFile(path);
			files.push(file);
			return {
				name,
				sizeBytes: file.sizeBytes,
				read: (offset, into) => file.read(offset, into)
			};
		},
		close() {
			for (const file of files) file.close();
			folder?.remove();
		}
	};
}
async function writeChunks(path, chunks) {
	const descriptor = openSync(path, "wx", 384);
	try {
		for await (const chunk of chunks) write(descriptor, path, chunk);
	} finally {
		closeSync(descriptor);
	}
}
function write(descriptor, path, chunk) {
	try {
		writeFully(descriptor, chunk);
	} catch (error) {
		throw storageError(path, error);
	}
}

// src/files/tensor-files.ts
/** Endings that hold named tensors, in the order in which messages list them. */
const tensorFileExtensions = [
	".safetensors",
	".npz",
	".json"
];
const knownForms = ".safetensors, .npz, .npy, .json (Polygraphy) or a folder of .npy files";
/** Name that NumPy gives to an array without one (`numpy.savez(file, array)`). */
const namelessArray = "arr_0";
/**
* Opens tensors, told by the ending of `path`: `.safetensors`, `.npz`, `.npy` (one tensor, called `arr_0`), `.json`
* of Polygraphy, or a folder of `.npy` files whose names are percent-encoded tensor names. Headers are checked now,
* elements are read when asked for.
* @throws InputError for anything missing, malformed, hostile or of an unknown form.
*/
async function openTensors(path) {
	const opened = {
		samples: [],
		files: []
	};
	const close = () => {
		for (const file of opened.files.splice(0)) file.close();
	};
	try {
		if (isFolder$1(path)) openFolder(path, opened);
		else await openFile(path, opened);
	} catch (error) {
		close();
		throw error;
	}
	return {
		samples: opened.samples,
		close
	};
}
function isFolder$1(path) {
	try {
		return statSync(path).isDirectory();
	} catch (cause) {
		throw unreadable(path, cause);
	}
}
async function openFile(path, { samples, files }) {
	const extension = extname(path).toLowerCase();
	const open = () => {
		const file = openByteFile(path);
		files.push(file);
		return file;
	};
	const inflated = createInflatedFiles();
	files.push(inflated);
	switch (extension) {
		case ".safetensors":
			samples.push(openSafetensors(open()));
			break;
		case ".npy":
			samples.push(/* @__PURE__ */ new Map([[namelessArray, openNpy(open())]]));
			break;
		case ".npz":
			samples.push(await openNpz(open(), inflated.spill));
			break;
		case ".json":
			samples.push(...await openPolygraphy(open(), inflated.spill));
			break;
		default: throw new InputError(`${path}: the ending '${extension}' is not known as a tensor file; known are ${knownForms}.`, { advice: "PyTorch files: save the tensors with safetensors.torch.save_file instead." });
	}
}
function openFolder(folder, { samples, files }) {
	const tensors = /* @__PURE__ */ new Map();
	for (const name of listFolder(folder)) {
		const path = join(folder, name);
		if (!name.endsWith(".npy")) throw new InputError(`${path} is not a .npy file; a folder of tensors may hold nothing else.`, { advice: "Move it elsewhere." });
		const tensorName = decodeFileName(path, name.slice(0, -4));
		if (tensors.has(tensorName)) throw new InputError(`${folder}: two files stand for the tensor '${tensorName}'; one is ${name}.`, { advice: "Remove one of them." });
		const file = openByteFile(path);
		files.push(file);
		tensors.set(tensorName, openNpy(file));
	}
	if (tensors.size === 0) throw new InputError(`${folder} holds no .npy file.`, { advice: `Tensors are read from ${knownForms}.` });
	samples.push(tensors);
}
/** Visible names in a folder, sorted by code unit so that the order is the same on every machine. */
function listFolder(folder) {
	try {
		return readdirSync(folder).filter((name) => !name.startsWith(".")).toSorted();
	} catch (cause) {
		throw unreadable(folder, cause);
	}
}
function decodeFileName(path, encoded) {
	try {
		return decodeURIComponent(encoded);
	} catch (cause) {
		throw new InputError(`${path}: the file name is not a percent-encoded tensor name.`, {
			advice: "Write a percent sign as %25, as urllib.parse.quote(name, safe=\"\") does.",
			cause
		});
	}
}

// src/files/sample-roles.ts
/** What tensors of a sample are: names of files and folders without their ending. */
const roles = [
	"inputs",
	"reference",
	"candidate",
	"autocast",
	"half",
	"modules"
];
/**
* Finds the file of each role among `names`, the content of `directory`. Files of other names are left alone (a
* model may lie beside), but a role in a form that is not read, or in two forms, is refused.
*/
function findRoleFiles(directory, names) {
	const files = /* @__PURE__ */ new Map();
	for (const name of names) {
		const role = roles.find((candidate) => name === candidate || name.startsWith(`${candidate}.`));
		if (role === void 0 || name === role && !isFolder(join(directory, name))) continue;
		const ending = name.slice(role.length);
		if (ending !== "" && !tensorFileExtensions.includes(ending)) throw new InputError(`${join(directory, name)}: '${role}' can't be read from '${ending}'; known are ${tensorFileExtensions.join(", ")} and a folder of .npy files.`, { advice: "Write it in one of these forms, or remove it." });
		const other = files.get(role);
		if (other !== void 0) throw new InputError(`${directory}: two forms of '${role}' are there: ${other} and ${name}.`, { advice: "Remove the one that is out of date." });
		files.set(role, name);
	}
	return files;
}
function isFolder(path) {
	return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

export { tensorFileExtensions as a, openTensors as i, roles as n, readZipEntries as o, listFolder as r, findRoleFiles as t };