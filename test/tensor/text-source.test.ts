import { describe, expect, it } from "vitest";
import { InputError } from "../../src/errors.ts";
import { memorySource } from "../../src/tensor/byte-source.ts";
import { type JsonText, scanJson } from "../../src/tensor/json-scan.ts";
import type { ByteSource } from "../../src/tensor/tensor.ts";
import { base64Source, latin1Source } from "../../src/tensor/text-source.ts";
import { recordingSource } from "./fixtures.ts";

const noise = (length: number): Buffer =>
  Buffer.from(Uint8Array.from({ length }, (_, i) => (Math.imul(i, 2_654_435_761) >>> 13) & 0xff));

/** A source of the string that is the whole document. */
function documentOf(json: string): { source: ByteSource & { reads: [number, number][] }; text: JsonText } {
  const source = recordingSource(memorySource("file.json", Buffer.from(json, "utf8")));
  const text = scanJson(source) as JsonText;
  source.reads.length = 0;
  return { source, text };
}

function readAll(source: ByteSource, windowBytes: number): Buffer {
  const all = Buffer.alloc(source.sizeBytes);
  for (let offset = 0; offset < all.length; offset += windowBytes) {
    source.read(offset, all.subarray(offset, offset + windowBytes));
  }
  return all;
}

describe("base64Source", () => {
  it.each([0, 1, 2, 3, 4, 5, 300_000])("reads %i bytes, in windows of any size", (length) => {
    const { source, text } = documentOf(JSON.stringify(noise(length).toString("base64")));
    const decoded = base64Source(source, text, "array");
    expect(decoded.sizeBytes).toBe(length);
    for (const windowBytes of length > 100 ? [1000, 65_537, length] : [1, 2, 3, 4]) {
      expect(readAll(decoded, windowBytes).equals(noise(length))).toBe(true);
    }
  });

  it("reads no more of the file than the window needs", () => {
    const { source, text } = documentOf(JSON.stringify(noise(300_000).toString("base64")));
    base64Source(source, text, "array").read(150_000, new Uint8Array(3));
    expect(source.reads.at(-1)).toEqual([200_001, 4]);
  });

  it.each([
    ["a length that is no multiple of 4", "AAAAA", /5 characters is not a multiple of 4/],
    ["a character of another alphabet", "AA-A", /not base64/],
    ["an underscore", "AA_A", /not base64/],
    ["padding in the middle", "AA==AAAA", /not base64/],
    ["a space", "AA A", /not base64/],
    ["nonsense", "A#!A", /not base64/],
    ["text beyond ASCII", "ééAA", /not a multiple of 4|not base64/],
  ])("refuses %s", (_, chars, message) => {
    const { source, text } = documentOf(JSON.stringify(chars));
    const read = (): Buffer => readAll(base64Source(source, text, "array 'x'"), 100);
    expect(read).toThrow(InputError);
    expect(read).toThrow(message);
    expect(read).toThrow(/^array 'x': /);
  });

  it("refuses to read beyond its end", () => {
    const { source, text } = documentOf(JSON.stringify("AAAA"));
    expect(() => base64Source(source, text, "array").read(1, new Uint8Array(3))).toThrow(/only 3/);
  });
});

describe("latin1Source", () => {
  const every = Buffer.from(Uint8Array.from({ length: 256 }, (_, i) => i));
  const python = (bytes: Buffer): string =>
    JSON.stringify(bytes.toString("latin1")).replace(
      /[\x7f-\xff]/g,
      (char) => `\\u00${char.charCodeAt(0).toString(16)}`,
    );

  it.each([
    ["escaped, as Python writes it", python],
    ["as UTF-8", (bytes: Buffer) => JSON.stringify(bytes.toString("latin1"))],
  ])("reads every byte %s", (_, encode) => {
    const { source, text } = documentOf(encode(every));
    const decoded = latin1Source(source, text, "array");
    expect(readAll(decoded, 7).equals(every)).toBe(true);
  });

  it("understands every escape of JSON", () => {
    const { source, text } = documentOf('"\\"\\\\\\/\\b\\f\\n\\r\\t\\u00FF\\u00ff"');
    expect([...readAll(latin1Source(source, text, "array"), 99)]).toEqual([
      34, 92, 47, 8, 12, 10, 13, 9, 255, 255,
    ]);
  });

  it("reads any window of a long text without starting over", () => {
    const bytes = noise(200_000);
    const { source, text } = documentOf(python(bytes));
    const decoded = latin1Source(source, text, "array");
    expect(decoded.sizeBytes).toBe(200_000);
    for (const start of [0, 65_535, 65_536, 131_071, 131_072, 199_990]) {
      const window = Buffer.alloc(10);
      decoded.read(start, window);
      expect(window.equals(bytes.subarray(start, start + 10))).toBe(true);
    }
    expect(readAll(decoded, 50_000).equals(bytes)).toBe(true);
  });

  it("is empty for an empty text", () => {
    const { source, text } = documentOf('""');
    expect(latin1Source(source, text, "array").sizeBytes).toBe(0);
  });

  it.each([
    ["a character above 255", '"\\u0100"'],
    ["a raw character above 255", '"\u20ac"'],
    ["U+0100 as UTF-8", '"\u0100"'],
    ["an unknown escape", '"\\x"'],
    ["a cut escape", '"\\u00"'],
    ["no hexadecimal digits", '"\\u00gg"'],
  ])("refuses %s", (_, json) => {
    const { source, text } = documentOf(json);
    expect(() => latin1Source(source, text, "array 'x'")).toThrow(
      /^array 'x': .*neither base64 nor one character/,
    );
    expect(() => latin1Source(source, text, "array 'x'")).toThrow(InputError);
  });
});
