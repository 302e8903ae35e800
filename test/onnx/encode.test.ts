import { create, equals, fromBinary, toBinary } from "@bufbuild/protobuf";
import {
  AttributeProto_AttributeType,
  AttributeProtoSchema,
  type ModelProto,
  ModelProtoSchema,
  TensorProto_DataLocation,
} from "onnx-buf";
import { describe, expect, test } from "vitest";
import { InputError } from "../../src/errors.ts";
import { decodeModel } from "../../src/onnx/decode.ts";
import { encodedSizeBytes, encodeModel, encodePieces } from "../../src/onnx/encode.ts";
import { gatherThresholdBytes, maxModelBytes } from "../../src/onnx/limits.ts";
import { moveWeights } from "../../src/onnx/move-weights.ts";
import { ifModel, joined, model, node, tensor, thrown, value } from "./build-model.ts";

const largeCount = gatherThresholdBytes / 4;

function large(name: string, fill = 1) {
  return tensor({
    name,
    dataType: 1,
    dims: [BigInt(largeCount)],
    rawData: new Uint8Array(new Float32Array(largeCount).fill(fill).buffer),
  });
}

function small(name: string) {
  return tensor({ name, dataType: 1, dims: [1n], floatData: [7] });
}

/** What our encoder and the plain protobuf encoder make of a model, read again. */
function bothWays(original: ModelProto): { ours: ModelProto; plain: ModelProto } {
  return {
    ours: fromBinary(ModelProtoSchema, joined(encodeModel(original))),
    plain: fromBinary(ModelProtoSchema, toBinary(ModelProtoSchema, original)),
  };
}

/** A model with large tensors in every place that may hold one. */
function largeEverywhere(): ModelProto {
  const constant = (name: string, init: object) =>
    node("Constant", [], [name], { attribute: [create(AttributeProtoSchema, { name: "value", ...init })] });
  const branch = {
    initializer: [large("bw"), small("bs")],
    node: [
      constant("bc", { type: AttributeProto_AttributeType.TENSOR, t: large("") }),
      node("Add", ["bw", "bc"], ["t"]),
    ],
    output: [value("t", 1, [largeCount])],
  };
  const message = ifModel(branch);
  message.graph?.initializer.push(small("s1"), large("w1", 2), small("s2"), large("w2", 3), small("s3"));
  message.graph?.node.unshift(
    node("Neg", ["x"], ["n1"]),
    constant("c1", { type: AttributeProto_AttributeType.TENSOR, t: large("") }),
    node("Neg", ["x"], ["n2"]),
    node("Many", [], ["m"], {
      domain: "d",
      attribute: [
        create(AttributeProtoSchema, { name: "before", type: AttributeProto_AttributeType.INT, i: 5n }),
        create(AttributeProtoSchema, {
          name: "list",
          type: AttributeProto_AttributeType.TENSORS,
          tensors: [small(""), large("", 4), small("")],
        }),
        create(AttributeProtoSchema, { name: "after", type: AttributeProto_AttributeType.FLOAT, f: 0.5 }),
      ],
    }),
    node("Neg", ["x"], ["n3"]),
  );
  message.functions.push(
    ...fromBinary(
      ModelProtoSchema,
      toBinary(
        ModelProtoSchema,
        create(ModelProtoSchema, {
          functions: [
            { name: "small", domain: "d", output: ["o"], node: [node("Constant", [], ["o"])] },
            {
              name: "large",
              domain: "d",
              output: ["o"],
              node: [
                node("Neg", [], ["p"]),
                constant("o", { type: AttributeProto_AttributeType.TENSOR, t: large("") }),
              ],
            },
          ],
        }),
      ),
    ).functions,
  );
  return message;
}

describe("encodeModel", () => {
  test("writes a small model as the plain encoder does", () => {
    expect(joined(encodeModel(model()))).toEqual(toBinary(ModelProtoSchema, model()));
  });

  test("keeps the meaning with large tensors in every place, order of lists included", () => {
    const { ours, plain } = bothWays(largeEverywhere());
    expect(equals(ModelProtoSchema, ours, plain)).toBe(true);
    expect(ours).toEqual(plain);
  });

  test("keeps unknown fields beside large tensors", () => {
    const original = largeEverywhere();
    const unknown = () => [{ no: 9999, wireType: 0, data: Uint8Array.of(7) }];
    const graph = original.graph;
    const targets = [
      original,
      graph,
      graph?.initializer[2],
      graph?.node[1],
      graph?.node[1]?.attribute[0],
      original.functions[1],
    ];
    for (const target of targets) {
      Object.assign(target ?? {}, { $unknown: unknown() });
    }
    const { ours, plain } = bothWays(original);
    expect(ours.functions[1]?.$unknown).toHaveLength(1);
    expect(ours).toEqual(plain);
  });

  test("keeps fields that are set to their default apart from absent ones", () => {
    const original = model({ initializer: [large("w")] }, { docString: "", modelVersion: 0n });
    const again = fromBinary(ModelProtoSchema, joined(encodeModel(original)));
    expect(Object.hasOwn(again, "docString")).toBe(true);
    expect(Object.hasOwn(again, "producerName")).toBe(false);
  });

  test("never copies the large tensors: their own arrays are pieces", () => {
    const original = model({ initializer: [large("w1"), small("s"), large("w2")] });
    const pieces = encodeModel(original);
    for (const index of [0, 2]) {
      expect(pieces).toContain(original.graph?.initializer[index]?.rawData);
    }
    const copied = encodedSizeBytes(pieces) - 2 * gatherThresholdBytes;
    expect(copied).toBeLessThan(500);
  });

  test("never copies what is large in subgraphs, attributes and functions", () => {
    const pieces = encodeModel(largeEverywhere());
    expect(pieces.filter(({ byteLength }) => byteLength === gatherThresholdBytes)).toHaveLength(7);
    expect(encodedSizeBytes(pieces) - 7 * gatherThresholdBytes).toBeLessThan(2000);
  });

  test("leaves the model as it was", () => {
    const original = largeEverywhere();
    const before = toBinary(ModelProtoSchema, original);
    encodeModel(original);
    expect(toBinary(ModelProtoSchema, original)).toEqual(before);
  });

  test("what it wrote decodes to views of the joined bytes again", () => {
    const bytes = joined(encodeModel(model({ initializer: [large("w", 5)] })));
    const again = decodeModel(bytes, "again");
    expect(again.graph?.initializer[0]?.rawData.buffer).toBe(bytes.buffer);
  });
});

describe("the 2 GiB limit", () => {
  // One array stands for all the weights: nothing is copied, so 2.2 GB of pieces take 64 MiB.
  const chunk = new Uint8Array(2 ** 26);
  const huge = () =>
    model({
      initializer: Array.from({ length: 33 }, (_, index) =>
        tensor({ name: `w${index}`, dataType: 1, dims: [BigInt(2 ** 24)], rawData: chunk }),
      ),
    });

  test("is met with an InputError that says what to do", () => {
    const error = thrown(() => encodeModel(huge()));
    expect(error).toBeInstanceOf(InputError);
    expect(error.message).toMatch(
      new RegExp(`the model takes 22\\d{8} bytes, but protobuf stops at ${maxModelBytes}`),
    );
    expect(error.advice).toContain("external data");
  });

  test("does not keep pieces from being counted, with lengths beyond 32 bits", () => {
    expect(encodedSizeBytes(encodePieces(huge()))).toBeGreaterThan(33 * 2 ** 26);
  });

  test("is left behind when the weights move out", () => {
    const { model: moved, data } = moveWeights(huge(), { fileName: "m.weights", thresholdBytes: 1024 });
    expect(encodedSizeBytes(encodeModel(moved))).toBeLessThan(5000);
    expect(encodedSizeBytes(data)).toBe(33 * 2 ** 26);
  });
});

describe("moveWeights", () => {
  test("puts large initializers at page borders of one file and leaves small ones and attributes", () => {
    const original = largeEverywhere();
    const { model: moved, data } = moveWeights(original, { fileName: "m.weights", thresholdBytes: 4096 });
    const external = (moved.graph?.initializer ?? [])
      .filter(({ dataLocation }) => dataLocation === TensorProto_DataLocation.EXTERNAL)
      .map(({ name, externalData, rawData }) => [
        name,
        Object.fromEntries(externalData.map(({ key, value: text }) => [key, text])),
        rawData.length,
      ]);
    // The subgraph comes last in the walk, so the main graph's weights come first.
    expect(external).toEqual([
      ["w1", { location: "m.weights", offset: "0", length: "4096" }, 0],
      ["w2", { location: "m.weights", offset: "4096", length: "4096" }, 0],
    ]);
    expect(
      moved.graph?.node.at(-1)?.attribute[0]?.g?.initializer.map(({ dataLocation }) => dataLocation),
    ).toEqual([1, 0]);
    expect(encodedSizeBytes(data)).toBe(3 * 4096);
    expect(
      original.graph?.initializer.every(
        ({ dataLocation }) => dataLocation === TensorProto_DataLocation.DEFAULT,
      ),
    ).toBe(true);
  });

  test("fills the gaps between tensors of odd sizes with zeros", () => {
    const odd = (name: string) =>
      tensor({ name, dataType: 2, dims: [5000n], rawData: new Uint8Array(5000).fill(9) });
    const { model: moved, data } = moveWeights(model({ initializer: [odd("a"), odd("b")] }), {
      fileName: "w",
      thresholdBytes: 1,
    });
    const offset = moved.graph?.initializer[1]?.externalData.find(({ key }) => key === "offset")?.value;
    expect(offset).toBe("8192");
    const file = joined(data);
    expect(file.length).toBe(8192 + 5000);
    expect(file.subarray(5000, 8192).every((byte) => byte === 0)).toBe(true);
    expect(file.subarray(8192).every((byte) => byte === 9)).toBe(true);
  });

  test("refuses a data file outside of the folder", () => {
    expect(() => moveWeights(model(), { fileName: "../w", thresholdBytes: 1 })).toThrow(InputError);
  });
});
