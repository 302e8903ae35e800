import { g as InputError } from "./start.js";
import { Bt as isText, Ht as textOf, Vt as scanJson, Wt as openNpy, ln as checkRange } from "./judge.js";
import { t as openNpz } from "./npz.js";

// src/tensor/text-source.ts
const windowChars = 262144;
const advice = "The file is damaged: write it again.";
/** Bytes written as base64 in a JSON string, decoded while they are read. The string must have no escapes. */
function base64Source(source, text, name) {
	const chars = text.end - text.start;
	if (chars % 4 !== 0) throw new InputError(`${name}: base64 text of ${chars} characters is not a multiple of 4.`, { advice });
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
	if (bytes.length !== expected || chars.includes(45) || chars.includes(95)) throw new InputError(`${decoded.name}: the text near byte ${start} of the file is not base64.`, { advice });
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
	return new InputError(`${name}: the text near byte ${at} of the file is neither base64 nor one character per byte.`, { advice });
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

export { openPolygraphy };