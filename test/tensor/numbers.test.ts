import { describe, expect, it } from "vitest";
import { InputError } from "../../src/errors.ts";
import { decodeFloats } from "../../src/tensor/decode-floats.ts";
import type { DType } from "../../src/tensor/dtype.ts";
import { asFloat32Tensor } from "../../src/tensor/float32-tensor.ts";
import { readBigInts, readNumbers } from "../../src/tensor/read-numbers.ts";
import { memoryTensor } from "../../src/tensor/stored-tensor.ts";
import type { Tensor } from "../../src/tensor/tensor.ts";

const bytesOf = (array: ArrayBufferView): Uint8Array =>
  new Uint8Array(array.buffer, array.byteOffset, array.byteLength);

const tensorOf = (dtype: DType, array: ArrayBufferView & { length: number }): Tensor =>
  memoryTensor(dtype, [array.length], bytesOf(array));

describe("memoryTensor", () => {
  it("reads windows of the bytes it was given", () => {
    const tensor = memoryTensor("float32", [2, 2], bytesOf(new Float32Array([1, 2, 3, 4])));
    const window = new Float32Array(2);
    tensor.read(1, bytesOf(window));
    expect([...window]).toEqual([2, 3]);
    expect(tensor.shape).toEqual([2, 2]);
  });

  it("holds a scalar and an empty tensor", () => {
    expect(memoryTensor("int8", [], new Uint8Array([5])).shape).toEqual([]);
    expect(memoryTensor("int8", [0, 7], new Uint8Array(0)).shape).toEqual([0, 7]);
  });

  it.each([
    ["too few bytes", [3], 11, /11 bytes given, but float32 of shape 3 needs 12/],
    ["too many bytes", [], 5, /5 bytes given, but float32 of shape scalar needs 4/],
    ["a negative axis", [-1], 4, /axis of size -1/],
    ["half an axis", [0.5], 4, /axis of size 0\.5/],
    ["a shape beyond memory", [2 ** 50, 8], 4, /larger than any file/],
  ])("refuses %s", (_, shape, bytes, message) => {
    expect(() => memoryTensor("float32", shape, new Uint8Array(bytes))).toThrow(InputError);
    expect(() => memoryTensor("float32", shape, new Uint8Array(bytes))).toThrow(message);
  });
});

describe("decodeFloats", () => {
  const halves = new Uint16Array([0x3c00, 0xc000, 0x7c00, 0x0001, 0x8000]);
  const halfValues = [1, -2, Number.POSITIVE_INFINITY, 2 ** -24, -0];
  const brains = new Uint16Array([0x3f80, 0xc000, 0x7f80, 0x0001, 0x8000]);
  const brainValues = [1, -2, Number.POSITIVE_INFINITY, 2 ** -133, -0];
  const doubles = new Float64Array([1, -2.5, 1e300, 2 ** -24, -0]);

  it.each([
    ["float16", halves, halfValues],
    ["bfloat16", brains, brainValues],
    ["float32", new Float32Array(halfValues), halfValues],
  ] as const)("widens %s exactly into float32 and float64", (dtype, array, values) => {
    for (const into of [new Float32Array(5), new Float64Array(5)]) {
      decodeFloats(bytesOf(array), dtype, into);
      expect([...into]).toEqual(values);
    }
  });

  it("copies float64, and rounds it into a Float32Array", () => {
    const exact = new Float64Array(5);
    decodeFloats(bytesOf(doubles), "float64", exact);
    expect([...exact]).toEqual([...doubles]);
    const rounded = new Float32Array(5);
    decodeFloats(bytesOf(doubles), "float64", rounded);
    expect([...rounded]).toEqual([1, -2.5, Number.POSITIVE_INFINITY, 2 ** -24, -0]);
  });

  it("takes bytes at an odd address", () => {
    const shifted = new Uint8Array(9);
    shifted.set(bytesOf(new Float32Array([1.5, -3])), 1);
    const into = new Float32Array(2);
    decodeFloats(shifted.subarray(1), "float32", into);
    expect([...into]).toEqual([1.5, -3]);
  });

  it("decodes more than one block", () => {
    const into = new Float32Array(200_000);
    decodeFloats(bytesOf(new Uint16Array(200_000).fill(0x3c00)), "float16", into);
    expect(into.every((value) => value === 1)).toBe(true);
  });

  it("refuses a length that does not fit", () => {
    expect(() => decodeFloats(new Uint8Array(7), "float32", new Float32Array(2))).toThrow(
      /7 bytes are not 2/,
    );
  });
});

describe("readNumbers", () => {
  const cases: [DType, ArrayBufferView & { length: number }, number[]][] = [
    ["bool", new Uint8Array([0, 1, 1]), [0, 1, 1]],
    ["int8", new Int8Array([-128, 127, 0]), [-128, 127, 0]],
    ["uint8", new Uint8Array([255, 0, 1]), [255, 0, 1]],
    ["int16", new Int16Array([-32768, 32767, 0]), [-32768, 32767, 0]],
    ["uint16", new Uint16Array([65535, 0, 1]), [65535, 0, 1]],
    ["int32", new Int32Array([-2147483648, 2147483647, 0]), [-2147483648, 2147483647, 0]],
    ["uint32", new Uint32Array([4294967295, 0, 1]), [4294967295, 0, 1]],
    [
      "int64",
      new BigInt64Array([-1n, 9007199254740991n, -9007199254740991n]),
      [-1, 2 ** 53 - 1, -(2 ** 53) + 1],
    ],
    ["uint64", new BigUint64Array([0n, 4294967296n, 4294967295n]), [0, 2 ** 32, 2 ** 32 - 1]],
    ["float16", new Uint16Array([0x3c00, 0xfc00, 0x8000]), [1, Number.NEGATIVE_INFINITY, -0]],
    ["bfloat16", new Uint16Array([0x3f80, 0xff80, 0x8000]), [1, Number.NEGATIVE_INFINITY, -0]],
    ["float32", new Float32Array([1.5, Number.NaN, -0]), [1.5, Number.NaN, -0]],
    ["float64", new Float64Array([1e300, Number.NaN, -0]), [1e300, Number.NaN, -0]],
  ];

  it.each(cases)("reads %s exactly", (dtype, array, values) => {
    const into = new Float64Array(3);
    expect(readNumbers(tensorOf(dtype, array), 0, into)).toBe(true);
    expect([...into]).toEqual(values);
  });

  it.each(cases)(
    "reads a window of %s into the middle of an array and nothing else",
    (dtype, array, values) => {
      const all = new Float64Array(4).fill(77);
      readNumbers(tensorOf(dtype, array), 1, all.subarray(1, 3));
      expect([...all]).toEqual([77, values[1], values[2], 77]);
    },
  );

  it.each([
    [9007199254740992n, 2 ** 53],
    [9007199254740993n, 2 ** 53],
    [-9007199254740993n, -(2 ** 53)],
    [9007199254740995n, 2 ** 53 + 4],
    [9223372036854775807n, 2 ** 63],
    [-9223372036854775808n, -(2 ** 63)],
  ])("says that int64 %d may be inexact, and rounds it once", (value, rounded) => {
    const tensor = tensorOf("int64", new BigInt64Array([value]));
    const into = new Float64Array(1);
    expect(readNumbers(tensor, 0, into)).toBe(false);
    expect(into[0]).toBe(rounded);
    expect(into[0]).toBe(Number(value));
    expect(readBigInts(tensor, 0, 1)).toEqual([value]);
  });

  it("keeps uint64 apart from int64", () => {
    const tensor = tensorOf("uint64", new BigUint64Array([18446744073709551615n]));
    const into = new Float64Array(1);
    expect(readNumbers(tensor, 0, into)).toBe(false);
    expect(into[0]).toBe(2 ** 64);
    expect(readBigInts(tensor, 0, 1)).toEqual([18446744073709551615n]);
  });

  it("agrees with a plain loop on 100,000 elements of each integer type", () => {
    const random = new Int32Array(200_000).map((_, i) => Math.imul(i, 2_654_435_761));
    const longs = new BigInt64Array(random.buffer);
    const into = new Float64Array(longs.length);
    readNumbers(tensorOf("int64", longs), 0, into);
    expect(longs.findIndex((value, i) => Number(value) !== into[i])).toBe(-1);
    const shorts = new Int16Array(random.buffer, 0, 100_000);
    readNumbers(tensorOf("int16", shorts), 0, into);
    expect(shorts.findIndex((value, i) => value !== into[i])).toBe(-1);
  });

  it("reads big integers of 64 bits only", () => {
    expect(() => readBigInts(tensorOf("int32", new Int32Array(1)), 0, 1)).toThrow(/not int32/);
  });
});

describe("asFloat32Tensor", () => {
  it("returns a float32 tensor itself", () => {
    const tensor = tensorOf("float32", new Float32Array(3));
    expect(asFloat32Tensor(tensor)).toBe(tensor);
  });

  it.each([
    ["float16", new Uint16Array(150_000).map((_, i) => i & 0x7bff)],
    ["bfloat16", new Uint16Array(150_000).map((_, i) => i & 0x7f7f)],
    ["float64", new Float64Array(150_000).map((_, i) => i / 3)],
  ] as const)("converts %s in windows of any size", (dtype, array) => {
    const expected = new Float32Array(array.length);
    decodeFloats(bytesOf(array), dtype, expected);
    const tensor = asFloat32Tensor(tensorOf(dtype, array));
    expect(tensor.dtype).toBe("float32");
    for (const [start, count] of [
      [0, 150_000],
      [65_535, 3],
      [149_999, 1],
    ] as const) {
      const window = new Float32Array(count);
      tensor.read(start, bytesOf(window));
      expect(Buffer.compare(bytesOf(window), bytesOf(expected.subarray(start, start + count)))).toBe(0);
    }
    expect(() => tensor.read(149_999, new Uint8Array(8))).toThrow(RangeError);
    const odd = new Uint8Array(4 * 70_000 + 1).subarray(1);
    tensor.read(5, odd);
    expect(Buffer.compare(odd, bytesOf(expected.subarray(5, 70_005)))).toBe(0);
  });

  it("refuses integers", () => {
    expect(() => asFloat32Tensor(tensorOf("int64", new BigInt64Array(1)))).toThrow(
      /int64 can't be read as float32/,
    );
  });
});
