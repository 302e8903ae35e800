import { create } from "@bufbuild/protobuf";
import { GraphProtoSchema, TensorProtoSchema, type ValueInfoProto, ValueInfoProtoSchema } from "onnx-buf";
import { expect, test } from "vitest";
import { InputError } from "../../src/errors.ts";
import { checkSampleFits } from "../../src/onnx/sample-fit.ts";
import { modelSignature } from "../../src/onnx/signature.ts";
import type { DType } from "../../src/tensor/dtype.ts";
import type { Tensor } from "../../src/tensor/tensor.ts";

const tensor = (dtype: DType, ...shape: number[]): Tensor => ({ dtype, shape, read: () => undefined });

function value(name: string, elemType: number, ...dims: (number | string | null)[]): ValueInfoProto {
  const dim = dims.map((size) =>
    typeof size === "number"
      ? { value: { case: "dimValue" as const, value: BigInt(size) } }
      : size === null
        ? {}
        : { value: { case: "dimParam" as const, value: size } },
  );
  return create(ValueInfoProtoSchema, {
    name,
    type: { value: { case: "tensorType", value: { elemType, shape: { dim } } } },
  });
}

const graph = create(GraphProtoSchema, {
  input: [value("image", 1, "batch", 3, 8, 8), value("ids", 7, "batch", "length"), value("scale", 1, 1)],
  initializer: [create(TensorProtoSchema, { name: "scale" })],
  output: [value("boxes", 1, "batch", null, 4)],
});
const signature = modelSignature(graph, "model.onnx");

const fitting = {
  id: "0000",
  inputs: new Map([
    ["image", tensor("float32", 2, 3, 8, 8)],
    ["ids", tensor("int64", 2, 5)],
  ]),
  reference: new Map([["boxes", tensor("float32", 2, 9, 4)]]),
};
const without = (name: string) => new Map([...fitting.inputs].filter(([key]) => key !== name));
const withInput = (name: string, given: Tensor) => new Map(fitting.inputs).set(name, given);

test("a sample that fits is accepted, with and without the input that has a default", () => {
  expect(() => checkSampleFits(signature, fitting)).not.toThrow();
  expect(() =>
    checkSampleFits(signature, { ...fitting, inputs: withInput("scale", tensor("float32", 1)) }),
  ).not.toThrow();
});

test("a float32 sample may feed a float16 input, and the other way round", () => {
  const half = modelSignature(create(GraphProtoSchema, { input: [value("x", 10, 2)] }), "m.onnx");
  const sample = (dtype: DType) => ({
    id: "0",
    inputs: new Map([["x", tensor(dtype, 2)]]),
    reference: new Map(),
  });
  for (const dtype of ["float32", "float16", "bfloat16"] as const) {
    expect(() => checkSampleFits(half, sample(dtype))).not.toThrow();
  }
  expect(() => checkSampleFits(half, sample("float64"))).toThrow(
    'sample 0: input "x" is float64, but the model takes float16.',
  );
});

test.each([
  ["a missing input", without("ids"), 'sample 0000: input "ids" of the model is missing.'],
  ["a surplus input", withInput("mask", tensor("bool", 2)), 'sample 0000: the model has no input "mask".'],
  [
    "another element type",
    withInput("ids", tensor("int32", 2, 5)),
    'input "ids" is int32, but the model takes int64.',
  ],
  [
    "another size",
    withInput("image", tensor("float32", 2, 3, 8, 9)),
    'input "image" has shape 2x3x8x9, but the model declares batchx3x8x8.',
  ],
  [
    "another rank",
    withInput("image", tensor("float32", 3, 8, 8)),
    "has shape 3x8x8, but the model declares batchx3x8x8.",
  ],
  [
    "a dynamic axis with two sizes",
    withInput("ids", tensor("int64", 3, 5)),
    'has shape 3x5, but the model declares batchxlength, where "batch" is already 2 by "image".',
  ],
])("%s is refused, naming both sides", (_, inputs, message) => {
  const check = (): void => checkSampleFits(signature, { ...fitting, inputs });
  expect(check).toThrow(InputError);
  expect(check).toThrow(message);
});

test.each([
  ["the batch of the reference contradicts the inputs", tensor("float32", 1, 9, 4), "batchx?x4"],
  ["the reference has another last dimension", tensor("float32", 2, 9, 5), "batchx?x4"],
])("%s", (_, boxes, declared) => {
  const check = (): void =>
    checkSampleFits(signature, { ...fitting, reference: new Map([["boxes", boxes]]) });
  expect(check).toThrow(`reference of output "boxes" has shape`);
  expect(check).toThrow(declared);
});

test("a negative size is a dynamic one, and a stale rank of an output is left to the run", () => {
  const loose = modelSignature(
    create(GraphProtoSchema, {
      input: [value("x", 1, -1, 3), value("m", 1, "?", "?")],
      output: [value("y", 1, 1)],
    }),
    "m",
  );
  const sample = {
    id: "0",
    inputs: new Map([
      ["x", tensor("float32", 7, 3)],
      ["m", tensor("float32", 4, 5)],
    ]),
    reference: new Map([["y", tensor("float32", 20, 1, 8)]]),
  };
  expect(() => checkSampleFits(loose, sample)).not.toThrow();
});

test("what a sample can't hold is refused by name", () => {
  const strings = create(GraphProtoSchema, { input: [value("text", 8, 1)] });
  expect(() => modelSignature(strings, "m.onnx")).toThrow('m.onnx: input "text" has element type STRING');
  const sequence = create(ValueInfoProtoSchema, {
    name: "boxes",
    type: { value: { case: "sequenceType", value: {} } },
  });
  expect(() => modelSignature(create(GraphProtoSchema, { output: [sequence] }), "m.onnx")).toThrow(
    'm.onnx: output "boxes" is no dense tensor (sequenceType).',
  );
});
