import { i as InputError } from "./errors.js";

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

export { scanJson as n, textOf as r, isText as t };