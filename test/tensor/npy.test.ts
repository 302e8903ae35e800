import { describe, expect, it } from "vitest";
import { InputError } from "../../src/errors.ts";
import { memorySource } from "../../src/tensor/byte-source.ts";
import { openNpy } from "../../src/tensor/npy.ts";
import type { Tensor } from "../../src/tensor/tensor.ts";
import { contentOf, expectedArrays, fixtureSource, npyFile, recordingSource } from "./fixtures.ts";

const files = Object.keys(expectedArrays).filter((name) => name.startsWith("npy/"));

describe("openNpy", () => {
  it("has fixtures of every dtype, byte order and element order", () => {
    expect(files).toHaveLength(48);
  });

  it.each(files)("reads %s as NumPy does", (name) => {
    expect(contentOf(openNpy(fixtureSource(name)))).toEqual(expectedArrays[name]);
  });

  it.each(files.filter((name) => name.includes("fortran")))("reads any window of %s", (name) => {
    const tensor = openNpy(fixtureSource(name));
    const { values } = expectedArrays[name]!;
    for (const [start, count] of [
      [5, 3],
      [23, 1],
      [0, 24],
      [7, 0],
    ] as const) {
      const window: Tensor = {
        ...tensor,
        shape: [count],
        read: (from, into) => tensor.read(start + from, into),
      };
      expect(contentOf(window).values).toEqual(values.slice(start, start + count));
    }
  });

  it("reads only the header when it opens, and only what is asked for later", () => {
    const source = recordingSource(memorySource("x", npyFile(header("<f4", "(4,)"), new Uint8Array(16))));
    const tensor = openNpy(source);
    expect(source.reads.every(([offset, length]) => offset + length <= source.sizeBytes - 16)).toBe(true);
    source.reads.length = 0;
    tensor.read(1, new Uint8Array(8));
    expect(source.reads).toEqual([[source.sizeBytes - 12, 8]]);
  });

  it("understands what Python 2, other quotes, other spacing and another key order look like", () => {
    const text = `{ "shape":(2L , 1L),"fortran_order" :False,\n'descr':'|u1' }`;
    expect(contentOf(openNpy(memorySource("x", npyFile(text, new Uint8Array([7, 8])))))).toEqual({
      dtype: "uint8",
      shape: [2, 1],
      values: ["7", "8"],
    });
  });
});

const header = (descr: string, shape: string): string =>
  `{'descr': '${descr}', 'fortran_order': False, 'shape': ${shape}, }`;

const messageOf = (bytes: Uint8Array): string => {
  try {
    openNpy(memorySource("file.npy", bytes));
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    expect((error as InputError).exitCode).toBe(2);
    return (error as InputError).message;
  }
  return "opened";
};

describe("openNpy refuses by name", () => {
  it.each([
    ["object", /'\|O' \(Python objects/],
    ["structured", /structured dtype/],
    ["text", /'<U2' \(text\)/],
    ["bytes", /'\|S2' \(byte strings\)/],
    ["complex", /'<c8' \(complex numbers\)/],
    ["date", /'<M8\[s\]' \(dates\)/],
    ["void", /'\|V2' \(raw bytes; bfloat16/],
    ["longdouble", /'<f16'/],
  ])("%s arrays", (name, message) => {
    const file = `refused/${name}.npy`;
    expect(() => openNpy(fixtureSource(file))).toThrow(message);
    expect(() => openNpy(fixtureSource(file))).toThrow(InputError);
    expect(() => openNpy(fixtureSource(file))).toThrow(new RegExp(file));
  });

  it.each([
    ["an empty file", new Uint8Array(0), /not a \.npy file/],
    ["a file of another kind", Buffer.from("PK\x03\x04 and more"), /not a \.npy file/],
    ["a cut magic", Buffer.from("\x93NUMPY\x01", "latin1"), /not a \.npy file/],
    [
      "an unknown version",
      Buffer.from("\x93NUMPY\x04\x00\x00\x00\x00\x00", "latin1"),
      /version 4\.0 is unknown/,
    ],
    [
      "a minor version",
      Buffer.from("\x93NUMPY\x01\x01\x00\x00\x00\x00", "latin1"),
      /version 1\.1 is unknown/,
    ],
    ["a cut header length", Buffer.from("\x93NUMPY\x02\x00\x10\x00", "latin1"), /bytes 8 to 12 are needed/],
    ["a header longer than the file", Buffer.from("\x93NUMPY\x01\x00\xff\x00{", "latin1"), /only 11/],
    [
      "a header of 4 GiB",
      Buffer.from("\x93NUMPY\x02\x00\xff\xff\xff\xff", "latin1"),
      /claims 4294967295 bytes.*less than 65535/,
    ],
  ])("%s", (_, bytes, message) => {
    expect(messageOf(bytes)).toMatch(message);
  });

  it.each([
    ["data that is cut off", header("<f4", "(3,)"), 11, /\[3\] of float32, 12 bytes, but 11 bytes follow/],
    ["data that goes on", header("<f4", "(3,)"), 13, /12 bytes, but 13 bytes follow/],
    [
      "a product beyond any file",
      header("<f4", "(4294967296, 4294967296, 4294967296)"),
      0,
      /larger than any file/,
    ],
    ["an axis beyond exact integers", header("<f4", "(99999999999999999999,)"), 0, /expected an axis size/],
    ["a negative axis", header("<f4", "(-1,)"), 0, /expected an axis size/],
    ["65 axes", header("|u1", `(${"1,".repeat(65)})`), 1, /65 axes/],
    ["native byte order", header("=f4", "(1,)"), 4, /dtype '=f4'/],
    ["no byte order for 4 bytes", header("|f4", "(1,)"), 4, /dtype '\|f4'/],
    ["a dtype named like a property of objects", header("<constructor", "(1,)"), 4, /'<constructor'/],
    ["a bool descr in another spelling", header("?", "(1,)"), 1, /dtype '\?'/],
  ])("%s", (_, text, dataBytes, message) => {
    expect(messageOf(npyFile(text, new Uint8Array(dataBytes)))).toMatch(message);
  });

  it.each([
    ["no dictionary", "[]", /expected '\{' at character 0/],
    ["no end", "{'descr': '<f4'", /expected '\}'/],
    ["something after the end", `${header("<f4", "(1,)")} x`, /expected the end of the header/],
    ["a missing key", "{'descr': '<f4', 'shape': (1,)}", /lacks/],
    [
      "a repeated key",
      "{'descr': '<f4', 'descr': '<f8', 'fortran_order': False, 'shape': (1,)}",
      /repeated key 'descr'/,
    ],
    ["an unknown key", "{'descr': '<f4', 'x': False, 'shape': (1,)}", /unknown or repeated key 'x'/],
    [
      "an expression",
      "{'descr': '<f4', 'fortran_order': False, 'shape': (__import__('os').system('id'),)}",
      /axis size/,
    ],
    [
      "a number for a boolean",
      "{'descr': '<f4', 'fortran_order': 0, 'shape': (1,)}",
      /expected True or False/,
    ],
    ["a list for a shape", "{'descr': '<f4', 'fortran_order': False, 'shape': [1]}", /expected a tuple/],
    ["an escape in a string", "{'descr': '\\x3cf4', 'fortran_order': False, 'shape': (1,)}", /quoted string/],
    ["a string without end", "{'descr: <f4}", /quoted string/],
  ])("a header with %s", (_, text, message) => {
    expect(messageOf(npyFile(text, new Uint8Array(4)))).toMatch(message);
    expect(messageOf(npyFile(text, new Uint8Array(4)))).toMatch(/^file\.npy: /);
  });

  it("a bool that is neither 0 nor 1, when it is read", () => {
    const tensor = openNpy(memorySource("b.npy", npyFile(header("|b1", "(3,)"), new Uint8Array([0, 1, 2]))));
    expect(() => tensor.read(0, new Uint8Array(3))).toThrow(/b\.npy: a bool element is stored as 2/);
    tensor.read(0, new Uint8Array(2));
  });

  it("a request outside the tensor, as a defect of the caller", () => {
    const tensor = openNpy(memorySource("x", npyFile(header("<f4", "(3,)"), new Uint8Array(12))));
    expect(() => tensor.read(2, new Uint8Array(8))).toThrow(RangeError);
    expect(() => tensor.read(-1, new Uint8Array(4))).toThrow(RangeError);
    expect(() => tensor.read(0, new Uint8Array(3))).toThrow(RangeError);
  });
});
