import { describe, expect, it } from "vitest";
import { InputError } from "../../src/errors.ts";
import { memorySource } from "../../src/tensor/byte-source.ts";
import { isText, type JsonValue, scanJson, textOf } from "../../src/tensor/json-scan.ts";
import type { ByteSource } from "../../src/tensor/tensor.ts";
import { recordingSource } from "./fixtures.ts";

/** The scanned value with its strings decoded, as JSON.parse gives it. */
function plain(source: ByteSource, value: JsonValue): unknown {
  if (isText(value)) {
    return textOf(source, value);
  }
  if (value instanceof Map) {
    return Object.fromEntries([...value].map(([key, item]) => [key, plain(source, item)]));
  }
  return Array.isArray(value) ? value.map((item) => plain(source, item)) : value;
}

const parse = (text: string): unknown => {
  const source = memorySource("file.json", Buffer.from(text));
  return plain(source, scanJson(source));
};

describe("scanJson", () => {
  it.each([
    "{}",
    "[]",
    "null",
    " [ 1 , -2.5e-3 ,true,false,null ] ",
    '{"a":{"b":[{"c":"d"}]},"e":""}',
    '"\\" \\\\ \\/ \\b\\f\\n\\r\\t \\u00e9 é \\ud83d\\ude00 😀"',
    '{"\\u0061\\"":1}',
    "[0,-0,1e5,1E+5,123456789012345678]",
    "\t\r\n[\n]\n",
  ])("reads %s as JSON.parse does", (text) => {
    expect(parse(text)).toEqual(JSON.parse(text));
  });

  it("reads what Python writes for numbers that JSON lacks", () => {
    expect(parse("[NaN, Infinity, -Infinity]")).toEqual([Number.NaN, Infinity, -Infinity]);
  });

  it("reads strings and numbers that cross the border of a window", () => {
    for (let shift = -12; shift <= 12; shift++) {
      const padding = " ".repeat(262_144 + shift);
      const text = `[${padding}"a\\\\b\\"c", -12.5, "", true]`;
      expect(parse(text)).toEqual(JSON.parse(text));
    }
  });

  it("tells the place of a long string instead of holding it", () => {
    const long = "A".repeat(1_000_000);
    const source = recordingSource(memorySource("x", Buffer.from(`["${long}","${long}\\n"]`)));
    const [first, second] = scanJson(source) as JsonValue[];
    expect(first).toEqual({ kind: "text", start: 2, end: 1_000_002, escaped: false });
    expect(second).toEqual({ kind: "text", start: 1_000_005, end: 2_000_007, escaped: true });
    expect(Math.max(...source.reads.map(([, length]) => length))).toBeLessThanOrEqual(262_144);
    expect(() => isText(first) && textOf(source, first)).toThrow(/1000000 bytes long/);
  });

  it("walks through a string of nothing but escapes in linear time", () => {
    const text = `"${"\\u0000".repeat(500_000)}"`;
    const scanned = scanJson(memorySource("x", Buffer.from(text)));
    expect(scanned).toMatchObject({ escaped: true, end: 3_000_001 });
  });

  it.each([
    ["", /the end of the file at byte 0/],
    ["{", /the end of the file where a key in quotes belongs at byte 1/],
    ["[1,]", /'\]' at byte 3/],
    ["[1 2]", /'2' where '\]' belongs at byte 3/],
    ['{"a" 1}', /'1' where ':' belongs at byte 5/],
    ['{"a":1,}', /'\}' where a key in quotes belongs/],
    ['{"a":1 "b":2}', /'"' where '\}' belongs/],
    ["[01]", /'0' at byte 1/],
    ["[+1]", /'\+' at byte 1/],
    ["[.5]", /'\.' at byte 1/],
    ["[1.]", /'1' at byte 1/],
    ["[nul]", /'n' at byte 1/],
    ["[constructor]", /'c' at byte 1/],
    ["'a'", /''' at byte 0/],
    ['"abc', /the end of the file inside a string at byte 4/],
    ['"abc\\', /the end of the file inside a string/],
    ["[]]", /after the end of the document at byte 2/],
    [`${"[".repeat(66)}${"]".repeat(66)}`, /nested more than 64 deep/],
    ['{"a":1,"a":2}', /the key "a" occurs twice/],
    ["\ufeff{}", /byte 239 at byte 0/],
    [`[${"1".repeat(70)}]`, /a number of more than 64 characters/],
  ])("refuses %s", (text, message) => {
    expect(() => parse(text)).toThrow(InputError);
    expect(() => parse(text)).toThrow(message);
    expect(() => parse(text)).toThrow(/^file\.json/);
  });

  it.each(['"\\x"', '"\\u12"', '"a\nb"'])("refuses the malformed string %j when it is decoded", (text) => {
    expect(() => parse(text)).toThrow(/string at byte 1 is not valid JSON text/);
  });

  it("refuses more values than any file of tensors has", () => {
    expect(() => parse(`[${"0,".repeat(2_000_000)}0]`)).toThrow(/more than 2000000 values/);
  });
});
