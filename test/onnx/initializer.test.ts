import { TensorProto_DataLocation } from "onnx-buf";
import { describe, expect, test } from "vitest";
import { InputError } from "../../src/errors.ts";
import { dataTypeName, dataTypeNumber, dtypeOf } from "../../src/onnx/data-type.ts";
import { readInitializer, tensorProto } from "../../src/onnx/initializer.ts";
import { memorySource } from "../../src/tensor/byte-source.ts";
import { type DType, elementSizeBytes } from "../../src/tensor/dtype.ts";
import { elementCount, type Tensor } from "../../src/tensor/tensor.ts";
import { type TensorInit, tensor, thrown } from "./build-model.ts";

function bytesOf(read: Tensor): number[] {
  const bytes = new Uint8Array(elementCount(read.shape) * elementSizeBytes[read.dtype]);
  read.read(0, bytes);
  return [...bytes];
}

function rawBytes(array: ArrayBufferView): number[] {
  return [...new Uint8Array(array.buffer, array.byteOffset, array.byteLength)];
}

describe("every dtype is read from its typed field as from raw_data", () => {
  test.each<[DType, TensorInit, ArrayBufferView]>([
    ["float32", { dataType: 1, floatData: [1.5, -0, Number.NaN] }, Float32Array.of(1.5, -0, Number.NaN)],
    ["float64", { dataType: 11, doubleData: [0.1, -0, 1e300] }, Float64Array.of(0.1, -0, 1e300)],
    [
      "float16",
      { dataType: 10, int32Data: [0x3c00, 0x8000, 0xfc00] },
      Uint16Array.of(0x3c00, 0x8000, 0xfc00),
    ],
    [
      "bfloat16",
      { dataType: 16, int32Data: [0x3f80, 0x8000, 0xff80] },
      Uint16Array.of(0x3f80, 0x8000, 0xff80),
    ],
    ["int8", { dataType: 3, int32Data: [-128, -1, 127] }, Int8Array.of(-128, -1, 127)],
    ["uint8", { dataType: 2, int32Data: [0, 128, 255] }, Uint8Array.of(0, 128, 255)],
    ["int16", { dataType: 5, int32Data: [-32768, -1, 32767] }, Int16Array.of(-32768, -1, 32767)],
    ["uint16", { dataType: 4, int32Data: [0, 1, 65535] }, Uint16Array.of(0, 1, 65535)],
    [
      "int32",
      { dataType: 6, int32Data: [-(2 ** 31), -1, 2 ** 31 - 1] },
      Int32Array.of(-(2 ** 31), -1, 2 ** 31 - 1),
    ],
    ["uint32", { dataType: 12, uint64Data: [0n, 1n, 2n ** 32n - 1n] }, Uint32Array.of(0, 1, 2 ** 32 - 1)],
    [
      "int64",
      { dataType: 7, int64Data: [-(2n ** 63n), 2n ** 53n + 1n, -1n] },
      BigInt64Array.of(-(2n ** 63n), 2n ** 53n + 1n, -1n),
    ],
    [
      "uint64",
      { dataType: 13, uint64Data: [0n, 1n, 2n ** 64n - 1n] },
      BigUint64Array.of(0n, 1n, 2n ** 64n - 1n),
    ],
    ["bool", { dataType: 9, int32Data: [1, 0, 1] }, Uint8Array.of(1, 0, 1)],
  ])("%s", (dtype, init, expected) => {
    const typed = readInitializer(tensor({ name: "w", dims: [3n, 1n], ...init }));
    expect(typed.dtype).toBe(dtype);
    expect(typed.shape).toEqual([3, 1]);
    expect(bytesOf(typed)).toEqual(rawBytes(expected));
    const stored = tensor({
      name: "w",
      dims: [3n, 1n],
      dataType: init.dataType ?? 0,
      rawData: Uint8Array.from(rawBytes(expected)),
    });
    expect(bytesOf(readInitializer(stored))).toEqual(rawBytes(expected));
    const made = tensorProto("w", dtype, [3, 1], expected as ArrayBufferView<ArrayBuffer>);
    expect(made.dataType).toBe(init.dataType);
    expect(bytesOf(readInitializer(made))).toEqual(rawBytes(expected));
  });
});

test("raw_data is read where it lies, at any alignment", () => {
  const buffer = new Uint8Array(13);
  buffer.set(rawBytes(Float32Array.of(1, 2, 3)), 1);
  const read = readInitializer(tensor({ name: "w", dataType: 1, dims: [3n], rawData: buffer.subarray(1) }));
  expect(bytesOf(read)).toEqual(rawBytes(Float32Array.of(1, 2, 3)));
  buffer.set(rawBytes(Float32Array.of(9)), 1);
  expect(bytesOf(read)).toEqual(rawBytes(Float32Array.of(9, 2, 3)));
});

test("parts are read from their element on", () => {
  const read = readInitializer(tensor({ name: "w", dataType: 1, dims: [3n], floatData: [1, 2, 3] }));
  const into = new Float32Array(1);
  read.read(2, new Uint8Array(into.buffer));
  expect(into[0]).toBe(3);
});

test("scalars and empty tensors are read", () => {
  expect(bytesOf(readInitializer(tensor({ name: "s", dataType: 2, int32Data: [5] })))).toEqual([5]);
  expect(bytesOf(readInitializer(tensor({ name: "e", dataType: 1, dims: [2n, 0n] })))).toEqual([]);
});

test.each<[string, TensorInit, string]>([
  ["uint8 above 255", { dataType: 2, int32Data: [256] }, "holds 256, beyond the range of UINT8 (0 to 255)"],
  ["uint8 below 0", { dataType: 2, int32Data: [-1] }, "holds -1, beyond the range of UINT8"],
  ["int8 above 127", { dataType: 3, int32Data: [128] }, "beyond the range of INT8 (-128 to 127)"],
  [
    "int16 below its least",
    { dataType: 5, int32Data: [-32769] },
    "beyond the range of INT16 (-32768 to 32767)",
  ],
  ["bool 2", { dataType: 9, int32Data: [2] }, "beyond the range of BOOL (0 to 1)"],
  [
    "a float16 code of 17 bits",
    { dataType: 10, int32Data: [65536] },
    "beyond the range of FLOAT16 (0 to 65535)",
  ],
  ["uint32 beyond 32 bits", { dataType: 12, uint64Data: [2n ** 32n] }, "beyond the range of UINT32"],
])("%s is refused, not wrapped", (_, init, message) => {
  const error = thrown(() => readInitializer(tensor({ name: "w", dims: [1n], ...init })));
  expect(error).toBeInstanceOf(InputError);
  expect(error.message).toContain(`tensor "w" ${message}`.replace('tensor "w" beyond', "beyond"));
});

test.each([
  [8, "STRING", { stringData: [new Uint8Array(1)] }],
  [14, "COMPLEX64", { floatData: [1, 2] }],
  [17, "FLOAT8E4M3FN", { rawData: new Uint8Array(1) }],
  [20, "FLOAT8E5M2FNUZ", { rawData: new Uint8Array(1) }],
  [22, "INT4", { rawData: new Uint8Array(1) }],
  [23, "FLOAT4E2M1", { rawData: new Uint8Array(1) }],
  [26, "INT2", { int32Data: [1] }],
])("element type %i, %s, is known by name but not read", (dataType, name, data) => {
  const error = thrown(() => readInitializer(tensor({ name: "q", dims: [1n], dataType, ...data })));
  expect(error).toBeInstanceOf(InputError);
  expect(error.message).toBe(`tensor "q" has ${name} elements, which can't be read as numbers here.`);
  expect(dtypeOf(dataType)).toBeUndefined();
  expect(dataTypeName(dataType)).toBe(name);
});

test("element types have the numbers of onnx.proto, both ways", () => {
  const dtypes = Object.keys(elementSizeBytes) as DType[];
  for (const dtype of dtypes) {
    expect(dtypeOf(dataTypeNumber(dtype))).toBe(dtype);
  }
  expect(dataTypeNumber("float32")).toBe(1);
  expect(dataTypeNumber("float16")).toBe(10);
  expect(dataTypeName(1)).toBe("FLOAT");
  expect(dataTypeName(77)).toBe("element type 77");
});

describe("external data", () => {
  const external = (more: Record<string, string> = {}) =>
    tensor({
      name: "w",
      dataType: 1,
      dims: [2n],
      dataLocation: TensorProto_DataLocation.EXTERNAL,
      externalData: Object.entries({ location: "w.bin", ...more }).map(([key, value]) => ({ key, value })),
    });
  const source = memorySource("w.bin", Uint8Array.from([0, 0, 0, 0, ...rawBytes(Float32Array.of(1, 2))]));

  test("is read from its offset", () => {
    const asked: string[] = [];
    const read = readInitializer(external({ offset: "4", length: "8" }), ({ location }, where) => {
      asked.push(`${where} ${location}`);
      return source;
    });
    expect(bytesOf(read)).toEqual(rawBytes(Float32Array.of(1, 2)));
    expect(asked).toEqual(['tensor "w" w.bin']);
  });

  test("that ends beyond its file is refused with both sizes", () => {
    const error = thrown(() => readInitializer(external({ offset: "8" }), () => source));
    expect(error).toBeInstanceOf(InputError);
    expect(error.message).toBe(
      'tensor "w" takes 8 bytes of "w.bin" from byte 8 on, but that file has 12 bytes.',
    );
  });

  test("needs files", () => {
    const error = thrown(() => readInitializer(external()));
    expect(error).toBeInstanceOf(InputError);
    expect(error.message).toContain("only the model's bytes are here");
  });
});

test("tensorProto takes views of typed arrays without a copy and refuses another size", () => {
  const values = Float32Array.of(0, 1, 2, 3);
  const made = tensorProto("w", "float32", [2], values.subarray(1, 3));
  expect(made.rawData.buffer).toBe(values.buffer);
  expect(bytesOf(readInitializer(made))).toEqual(rawBytes(Float32Array.of(1, 2)));
  expect(() => tensorProto("w", "float32", [3], values)).toThrow(RangeError);
});
