import { TensorProto_DataLocation } from "onnx-buf";
import { expect, test } from "vitest";
import { InputError } from "../../src/errors.ts";
import { checkTensor } from "../../src/onnx/tensor-check.ts";
import { type TensorInit, tensor, thrown } from "./build-model.ts";

const raw = (sizeBytes: number) => new Uint8Array(sizeBytes);

test.each<[string, TensorInit]>([
  ["raw_data", { dataType: 1, dims: [2n, 3n], rawData: raw(24) }],
  ["a scalar", { dataType: 7, dims: [], rawData: raw(8) }],
  ["an empty tensor", { dataType: 1, dims: [0n, 5n] }],
  ["an empty tensor of a size that would overflow", { dataType: 1, dims: [0n, 2n ** 50n, 2n ** 50n] }],
  ["float_data", { dataType: 1, dims: [2n], floatData: [1, 2] }],
  ["float16 in int32_data", { dataType: 10, dims: [2n], int32Data: [1, 2] }],
  ["complex numbers as pairs", { dataType: 14, dims: [2n], floatData: [1, 0, 2, 0] }],
  ["uint32 in uint64_data", { dataType: 12, dims: [1n], uint64Data: [1n] }],
  ["texts", { dataType: 8, dims: [2n], stringData: [raw(1), raw(2)] }],
  ["int4, two in a byte, the last one padded", { dataType: 22, dims: [3n], rawData: raw(2) }],
  ["int4, one packed byte per entry", { dataType: 22, dims: [3n], int32Data: [1, 2] }],
  ["uint2, four in a byte", { dataType: 25, dims: [5n], rawData: raw(2) }],
  ["8-bit floats", { dataType: 17, dims: [3n], rawData: raw(3) }],
  [
    "external data",
    {
      dataType: 1,
      dims: [2n],
      dataLocation: TensorProto_DataLocation.EXTERNAL,
      externalData: [
        { key: "location", value: "w" },
        { key: "length", value: "8" },
      ],
    },
  ],
])("takes %s", (_, init) => {
  expect(() => checkTensor(tensor(init), "tensor")).not.toThrow();
});

test.each<[string, TensorInit, string]>([
  ["a negative dimension", { dataType: 1, dims: [2n, -1n] }, "has the negative dimension -1"],
  [
    "an absurd product",
    { dataType: 1, dims: [2n ** 40n, 2n ** 40n], rawData: raw(4) },
    "claims 1099511627776 x 1099511627776 elements",
  ],
  [
    "a product that wraps to a small number in 64 bits",
    { dataType: 1, dims: [2n ** 32n, 2n ** 32n, 1n], rawData: raw(0) },
    "more than any file holds",
  ],
  [
    "an absurd dimension beside an empty one",
    { dataType: 1, dims: [0n, 2n ** 60n] },
    "more than any file holds",
  ],
  [
    "too many dimensions",
    { dataType: 1, dims: Array.from({ length: 65 }, () => 1n) },
    "has 65 dimensions; at most 64",
  ],
  ["no element type", { dims: [1n], rawData: raw(4) }, "has element type 0, which means that none was set"],
  [
    "an unknown element type",
    { dataType: 99, dims: [1n], rawData: raw(4) },
    "has element type 99, which this program does not know",
  ],
  [
    "raw_data that is too short",
    { dataType: 1, dims: [2n, 3n], rawData: raw(20) },
    "2x3 FLOAT takes 24 bytes, but raw_data has 20",
  ],
  [
    "raw_data that is too long",
    { dataType: 1, dims: [], rawData: raw(8) },
    "scalar FLOAT takes 4 bytes, but raw_data has 8",
  ],
  ["no data", { dataType: 1, dims: [2n] }, "2 FLOAT takes 2 entries, but float_data has 0"],
  [
    "a typed field that is too short",
    { dataType: 7, dims: [2n], int64Data: [1n] },
    "2 INT64 takes 2 entries, but int64_data has 1",
  ],
  [
    "the wrong typed field",
    { dataType: 1, dims: [2n], doubleData: [1, 2] },
    "FLOAT elements do not belong in double_data",
  ],
  ["two storage forms", { dataType: 1, dims: [2n], floatData: [1, 2], rawData: raw(8) }, "stored twice"],
  [
    "a segment",
    { dataType: 1, dims: [2n], floatData: [1, 2], segment: { begin: 0n, end: 2n } },
    "one segment of a tensor",
  ],
  ["texts as raw_data", { dataType: 8, dims: [1n], rawData: raw(3) }, "holds texts as raw_data"],
  [
    "external texts",
    {
      dataType: 8,
      dims: [1n],
      dataLocation: TensorProto_DataLocation.EXTERNAL,
      externalData: [{ key: "location", value: "w" }],
    },
    "holds texts as external data",
  ],
  [
    "external data with data in the model",
    {
      dataType: 1,
      dims: [1n],
      rawData: raw(4),
      dataLocation: TensorProto_DataLocation.EXTERNAL,
      externalData: [{ key: "location", value: "w" }],
    },
    "holds data in the model as well",
  ],
  [
    "external data of another length",
    {
      dataType: 1,
      dims: [3n],
      dataLocation: TensorProto_DataLocation.EXTERNAL,
      externalData: [
        { key: "location", value: "w" },
        { key: "length", value: "8" },
      ],
    },
    "3 FLOAT takes 12 bytes, but its external data has length 8",
  ],
  [
    "external data without a location",
    { dataType: 1, dims: [1n], dataLocation: TensorProto_DataLocation.EXTERNAL },
    "external data without a location",
  ],
])("refuses %s", (_, init, message) => {
  const error = thrown(() => checkTensor(tensor(init), 'initializer "w"'));
  expect(error).toBeInstanceOf(InputError);
  expect(error.message).toContain('initializer "w"');
  expect(error.message).toContain(message);
  expect(error.advice).toMatch(/\S/);
});
