import { describe, expect, it } from "vitest";
import { InputError } from "../../src/errors.ts";
import { memorySource } from "../../src/tensor/byte-source.ts";
import { openSafetensors } from "../../src/tensor/safetensors.ts";
import { contentOf, expectedArrays, fixtureSource, recordingSource } from "./fixtures.ts";

const file = "tensors.safetensors";
const names = Object.keys(expectedArrays)
  .filter((name) => name.startsWith(`${file}/`))
  .map((name) => name.slice(file.length + 1));

describe("openSafetensors", () => {
  it("finds the tensors that the safetensors library wrote, and no more", () => {
    expect([...openSafetensors(fixtureSource(file)).keys()].toSorted()).toEqual(names.toSorted());
    expect(names).toHaveLength(15);
  });

  it.each(names)("reads %s as PyTorch does", (name) => {
    expect(contentOf(openSafetensors(fixtureSource(file)).get(name)!)).toEqual(
      expectedArrays[`${file}/${name}`],
    );
  });

  it("reads the header only, until elements are asked for", () => {
    const source = recordingSource(memorySource("x", build({ a: entry("F32", [3], 0, 12) }, 12)));
    const tensor = openSafetensors(source).get("a")!;
    expect(source.reads.every(([offset, length]) => offset + length <= source.sizeBytes - 12)).toBe(true);
    source.reads.length = 0;
    tensor.read(2, new Uint8Array(4));
    expect(source.reads).toEqual([[source.sizeBytes - 4, 4]]);
  });

  it("accepts a file without tensors, padding after the header and names that objects have already", () => {
    expect(openSafetensors(memorySource("x", raw("{}")))).toEqual(new Map());
    const tensors = openSafetensors(
      memorySource("x", raw(`{"__proto__":{"dtype":"U8","shape":[],"data_offsets":[0,1]}}   `, 1)),
    );
    expect([...tensors.keys()]).toEqual(["__proto__"]);
  });
});

type Entry = { dtype: string; shape: number[]; data_offsets: number[] };

function entry(dtype: string, shape: number[], begin: number, end: number): Entry {
  return { dtype, shape, data_offsets: [begin, end] };
}

function build(header: Record<string, unknown>, dataBytes = 0): Uint8Array {
  return raw(JSON.stringify(header), dataBytes);
}

function raw(header: string, dataBytes = 0, length = Buffer.byteLength(header)): Uint8Array {
  const size = Buffer.alloc(8);
  size.writeBigUInt64LE(BigInt(length));
  return Buffer.concat([size, Buffer.from(header), new Uint8Array(dataBytes)]);
}

describe("openSafetensors refuses", () => {
  it.each([
    ["an empty file", new Uint8Array(0), /0 bytes are too few/],
    ["a cut length", new Uint8Array(7), /7 bytes are too few/],
    ["a header longer than the file", raw("{}", 0, 3), /claims 3 bytes, but only 2 follow/],
    ["a header of 2^64 - 1 bytes", Buffer.alloc(16, 0xff), /claims 18446744073709551615 bytes/],
    ["no JSON", raw("{a}"), /not valid JSON.*'a' where a key in quotes belongs at byte 1/],
    ["a list", raw("[]"), /not a JSON object/],
    ["space before the object", raw(" {}"), /not a JSON object/],
    ["an empty header", raw(""), /not valid JSON.*the end of the file/],
    ["something after the object", raw("{} x"), /after the end/],
    ["an entry that is a number", build({ a: 1 }), /tensor "a": its entry in the header is not an object/],
    ["an unknown key", build({ a: { ...entry("U8", [], 0, 1), x: 1 } }, 1), /unknown key "x"/],
    ["no dtype", build({ a: { shape: [], data_offsets: [0, 1] } }, 1), /has no dtype/],
    ["a dtype that is a number", build({ a: { ...entry("U8", [], 0, 1), dtype: 1 } }, 1), /has no dtype/],
    ["F8_E4M3", build({ a: entry("F8_E4M3", [1], 0, 1) }, 1), /dtype "F8_E4M3" can't be read; known are F64/],
    [
      "a dtype named like a property",
      build({ a: entry("toString", [1], 0, 1) }, 1),
      /"toString" can't be read/,
    ],
    ["no shape", build({ a: { dtype: "U8", data_offsets: [0, 1] } }, 1), /shape is missing/],
    ["a negative axis", build({ a: entry("U8", [-1], 0, 1) }, 1), /shape contains -1/],
    ["half an axis", build({ a: entry("U8", [0.5], 0, 1) }, 1), /shape contains 0\.5/],
    ["an axis of text", raw(`{"a":{"dtype":"U8","shape":["1"],"data_offsets":[0,1]}}`, 1), /not a number/],
    [
      "NaN as an axis",
      raw(`{"a":{"dtype":"U8","shape":[NaN],"data_offsets":[0,1]}}`, 1),
      /shape contains NaN/,
    ],
    [
      "one offset",
      build({ a: { ...entry("U8", [], 0, 1), data_offsets: [0] } }, 1),
      /1 numbers instead of 2/,
    ],
    ["three offsets", build({ a: { ...entry("U8", [], 0, 1), data_offsets: [0, 1, 2] } }, 1), /3 numbers/],
    ["offsets that go back", build({ a: entry("U8", [1], 1, 0) }, 1), /data_offsets 1 to 0 are -1/],
    [
      "a shape that does not fit",
      build({ a: entry("F32", [2, 2], 0, 12) }, 12),
      /needs 16 bytes, but.* 0 to 12 are 12/,
    ],
    [
      "a product that overflows",
      build({ a: entry("F32", [2 ** 40, 2 ** 40], 0, 4) }, 4),
      /larger than any file/,
    ],
    [
      "data beyond the end",
      build({ a: entry("U8", [9], 0, 9) }, 8),
      /describes 9 bytes of data, but the file has 8/,
    ],
    ["data that nothing describes", build({ a: entry("U8", [1], 0, 1) }, 2), /describes 1 bytes.* has 2/],
    [
      "overlap",
      build({ a: entry("U8", [4], 0, 4), b: entry("U8", [4], 2, 6) }, 6),
      /tensor "b" begins at byte 2.*overlaps.*ends at 4/,
    ],
    [
      "the same bytes twice",
      build({ a: entry("U8", [4], 0, 4), b: entry("U8", [4], 0, 4) }, 4),
      /tensor "b" begins at byte 0.*overlaps/,
    ],
    [
      "a hole",
      build({ a: entry("U8", [2], 0, 2), b: entry("U8", [2], 4, 6) }, 6),
      /tensor "b" begins at byte 4.*leaves a hole/,
    ],
    ["a hole at the front", build({ a: entry("U8", [2], 2, 4) }, 4), /begins at byte 2/],
    [
      "a tensor that is there twice",
      raw(`{"a":${JSON.stringify(entry("U8", [1], 0, 1))},"a":${JSON.stringify(entry("U8", [1], 1, 2))}}`, 2),
      /the key "a" occurs twice/,
    ],
    [
      "a key that is there twice, once escaped",
      raw(`{"a":{"dtype":"U8","\\u0064type":"F32","shape":[1],"data_offsets":[0,1]}}`, 1),
      /the key "dtype" occurs twice/,
    ],
    ["deep nesting", raw("[".repeat(100_000)), /nested more than 64 deep/],
    [
      "bytes that are not UTF-8",
      Buffer.concat([raw('{"\xff":1}').subarray(0, 8), Buffer.from('{"\xff":1}}', "latin1")]),
      /not valid JSON text in UTF-8/,
    ],
  ])("%s", (_, bytes, message) => {
    expect(() => openSafetensors(memorySource("in.safetensors", bytes))).toThrow(InputError);
    expect(() => openSafetensors(memorySource("in.safetensors", bytes))).toThrow(message);
    expect(() => openSafetensors(memorySource("in.safetensors", bytes))).toThrow(/^in\.safetensors/);
  });

  it("a header above the limit, without reading it", () => {
    const source = recordingSource({
      name: "big",
      sizeBytes: 2 ** 31,
      read(_offset, into) {
        into.fill(0);
        into[3] = 2; // 32 MiB
      },
    });
    expect(() => openSafetensors(source)).toThrow(/claims 33554432 bytes; at most 16777216 are read/);
    expect(source.reads).toEqual([[0, 8]]);
  });

  it("the float8 file of the safetensors library", () => {
    expect(() => openSafetensors(fixtureSource("refused/float8.safetensors"))).toThrow(
      /dtype "F8_E4M3" can't be read/,
    );
  });
});
