import { InputError } from "../errors.ts";
import type { ByteSource } from "./tensor.ts";

/** True for a string, as opposed to a list or an object. */
export function isText(value: JsonValue | undefined): value is JsonText {
  return typeof value === "object" && value !== null && "kind" in value;
}

/** A string where it lies in the source, between its quotes: strings of gigabytes are never held. */
export interface JsonText {
  readonly kind: "text";
  readonly start: number;
  readonly end: number;
  /** True when it holds a backslash. */
  readonly escaped: boolean;
}

export type JsonValue = null | boolean | number | JsonText | JsonValue[] | Map<string, JsonValue>;

/** The formats read here nest at most ten deep; a deeper file would only exhaust the stack (CWE-674). */
const maxDepth = 64;

/**
 * Numbers, strings, lists and objects in one file: 100,000 tensors take a twentieth of it. It bounds the memory that
 * a hostile file can claim to some hundred megabytes (CWE-770).
 */
const maxValues = 2_000_000;

/** Longer keys and short strings are no names of anything. */
const maxTextBytes = 65_536;

/** Python writes a double with 24 characters at most. */
const maxWordBytes = 64;

const windowBytes = 262_144;

/**
 * Parses the JSON document that fills `source`, reading it in windows. Repeated keys are refused, which
 * JSON.parse does not do; NaN, Infinity and -Infinity are numbers, since Python writes them.
 */
export function scanJson(source: ByteSource): JsonValue {
  const cursor: Cursor = {
    source,
    at: 0,
    values: 0,
    buffer: Buffer.alloc(Math.min(windowBytes, source.sizeBytes)),
    window: Buffer.alloc(0),
    windowStart: 0,
  };
  const value = readValue(cursor, 0);
  expectEnd(cursor);
  return value;
}

/** Decodes a short string of the document that `scanJson` read. */
export function textOf(source: ByteSource, text: JsonText): string {
  if (text.end - text.start > maxTextBytes) {
    throw new InputError(
      `${source.name}: the string at byte ${text.start} is ${text.end - text.start} bytes long.`,
      {
        advice: `At most ${maxTextBytes} bytes are allowed there.`,
      },
    );
  }
  const bytes = Buffer.alloc(text.end - text.start);
  source.read(text.start, bytes);
  return decodeText(source, bytes, text.start);
}

function decodeText(source: ByteSource, bytes: Uint8Array, start: number): string {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    return JSON.parse(`"${text}"`) as string;
  } catch (cause) {
    throw new InputError(`${source.name}: the string at byte ${start} is not valid JSON text in UTF-8.`, {
      cause,
    });
  }
}

const quote = 0x22;
const backslash = 0x5c;

/** One pass over the bytes, with one window in memory. */
interface Cursor {
  readonly source: ByteSource;
  at: number;
  values: number;
  readonly buffer: Buffer;
  window: Buffer;
  windowStart: number;
}

function readValue(cursor: Cursor, depth: number): JsonValue {
  if (depth > maxDepth) {
    throw malformed(cursor, `values nested more than ${maxDepth} deep`);
  }
  if (++cursor.values > maxValues) {
    throw malformed(cursor, `more than ${maxValues} values`);
  }
  skipSpace(cursor);
  switch (peek(cursor)) {
    case 0x7b:
      return readObject(cursor, depth);
    case 0x5b:
      return readList(cursor, depth);
    case quote:
      return readText(cursor);
    default:
      return readWord(cursor);
  }
}

function expectEnd(cursor: Cursor): void {
  skipSpace(cursor);
  if (peek(cursor) !== -1) {
    throw malformed(cursor, "something after the end of the document");
  }
}

function readObject(cursor: Cursor, depth: number): Map<string, JsonValue> {
  const entries = new Map<string, JsonValue>();
  cursor.at++;
  if (accept(cursor, 0x7d)) {
    return entries;
  }
  do {
    skipSpace(cursor);
    if (peek(cursor) !== quote) {
      throw malformed(cursor, `${found(cursor)} where a key in quotes belongs`);
    }
    const text = readText(cursor);
    const key = textOf(cursor.source, text);
    if (entries.has(key)) {
      throw new InputError(
        `${cursor.source.name}: the key ${JSON.stringify(key)} occurs twice in one object.`,
        {
          advice: "Only one of the two can be meant: write the file again.",
        },
      );
    }
    expect(cursor, 0x3a);
    entries.set(key, readValue(cursor, depth + 1));
  } while (accept(cursor, 0x2c));
  expect(cursor, 0x7d);
  return entries;
}

function readList(cursor: Cursor, depth: number): JsonValue[] {
  const items: JsonValue[] = [];
  cursor.at++;
  if (accept(cursor, 0x5d)) {
    return items;
  }
  do {
    items.push(readValue(cursor, depth + 1));
  } while (accept(cursor, 0x2c));
  expect(cursor, 0x5d);
  return items;
}

function readText(cursor: Cursor): JsonText {
  const start = ++cursor.at;
  for (;;) {
    if (peek(cursor) === -1) {
      throw malformed(cursor, "the end of the file inside a string");
    }
    const from = cursor.at - cursor.windowStart;
    const endQuote = cursor.window.indexOf(quote, from);
    const limit = endQuote === -1 ? cursor.window.length : endQuote;
    const escape = cursor.window.subarray(from, limit).indexOf(backslash);
    if (escape !== -1) {
      cursor.at += escape;
      return readEscapedText(cursor, start);
    } else if (endQuote === -1) {
      cursor.at = cursor.windowStart + cursor.window.length;
    } else {
      const end = cursor.windowStart + endQuote;
      cursor.at = end + 1;
      return { kind: "text", start, end, escaped: false };
    }
  }
}

/** Goes on byte by byte from the first backslash: searching ahead for the quote again after each is quadratic. */
function readEscapedText(cursor: Cursor, start: number): JsonText {
  for (let byte = peek(cursor); byte !== quote; byte = peek(cursor)) {
    if (byte === -1) {
      throw malformed(cursor, "the end of the file inside a string");
    }
    cursor.at += byte === backslash ? 2 : 1;
  }
  const end = cursor.at++;
  return { kind: "text", start, end, escaped: true };
}

function readWord(cursor: Cursor): null | boolean | number {
  const start = cursor.at;
  let word = "";
  for (let byte = peek(cursor); isWordByte(byte) && word.length <= maxWordBytes; byte = peek(cursor)) {
    word += String.fromCharCode(byte);
    cursor.at++;
  }
  if (word.length > maxWordBytes) {
    throw malformed(cursor, `a number of more than ${maxWordBytes} characters`);
  }
  if (Object.hasOwn(words, word)) {
    return words[word] as null | boolean | number;
  }
  if (/^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(word)) {
    return Number(word);
  }
  cursor.at = start;
  throw malformed(cursor, found(cursor));
}

function skipSpace(cursor: Cursor): void {
  for (let byte = peek(cursor); byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09; ) {
    cursor.at++;
    byte = peek(cursor);
  }
}

function accept(cursor: Cursor, byte: number): boolean {
  skipSpace(cursor);
  if (peek(cursor) !== byte) {
    return false;
  }
  cursor.at++;
  return true;
}

function expect(cursor: Cursor, byte: number): void {
  if (!accept(cursor, byte)) {
    throw malformed(cursor, `${found(cursor)} where '${String.fromCharCode(byte)}' belongs`);
  }
}

/** The byte at the current place, or -1 at the end. */
function peek(cursor: Cursor): number {
  const index = cursor.at - cursor.windowStart;
  if (index >= 0 && index < cursor.window.length) {
    return cursor.window[index] as number;
  }
  const length = Math.min(cursor.buffer.length, cursor.source.sizeBytes - cursor.at);
  if (length <= 0) {
    return -1;
  }
  cursor.window = cursor.buffer.subarray(0, length);
  cursor.windowStart = cursor.at;
  cursor.source.read(cursor.at, cursor.window);
  return cursor.window[0] as number;
}

function found(cursor: Cursor): string {
  const byte = peek(cursor);
  if (byte === -1) {
    return "the end of the file";
  }
  return byte > 0x20 && byte < 0x7f ? `'${String.fromCharCode(byte)}'` : `byte ${byte}`;
}

function malformed(cursor: Cursor, what: string): InputError {
  return new InputError(`${cursor.source.name} is not valid JSON: ${what} at byte ${cursor.at}.`, {
    advice: "The file is truncated or damaged: write it again.",
  });
}

const words: Readonly<Record<string, null | boolean | number>> = {
  null: null,
  true: true,
  false: false,
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  "-Infinity": Number.NEGATIVE_INFINITY,
};

function isWordByte(byte: number): boolean {
  const isDigit = byte >= 0x30 && byte <= 0x39;
  const isLetter = (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);
  return isDigit || isLetter || byte === 0x2b || byte === 0x2d || byte === 0x2e;
}
