import { create } from "@bufbuild/protobuf";
import type { NodeProto, TensorProto, ValueInfoProto } from "onnx-buf";
import {
  ModelProtoSchema,
  NodeProtoSchema,
  OperatorSetIdProtoSchema,
  TensorProtoSchema,
  ValueInfoProtoSchema,
} from "onnx-buf";
import { newIntAttribute } from "../../onnx/attributes.ts";
import { dataTypeNumber } from "../../onnx/data-type.ts";
import { encodeModel } from "../../onnx/encode.ts";
import type { DType } from "../../tensor/dtype.ts";
import type { Tensor } from "../../tensor/tensor.ts";

/** An output whose name no file system takes as it is. */
const oddName = "largest/of:row é";

/** A network of three nodes in FP32 and FP16, its sample, and what it must give. */
export const conformanceCase = {
  input: "x",
  outputs: [
    { name: "sum", dtype: "float32" },
    { name: oddName, dtype: "int64" },
  ] as const,
  /** Names of its nodes. */
  nodes: ["scale", "shift", "pick"],
  values: [0.5, -2, 3, 1.5, 0.25, -1],
  shape: [2, 3],
  /** 2 x + 1, and the position of the largest element of each row. */
  expected: { sum: [2, -3, 7, 4, 1.5, -1], [oddName]: [2, 0] },
};

/** The model in one of its two precisions; inputs and outputs are FP32 in both. */
export function conformanceModel(precision: "float32" | "float16"): Uint8Array {
  const isHalf = precision === "float16";
  const inner = dataTypeNumber(precision);
  const inside = (name: string): string => (isHalf ? `${name}__float16` : name);
  const nodes = [
    ...(isHalf ? [castNode("x", inside("x"), inner)] : []),
    node("scale", "Mul", [inside("x"), "two"], ["scaled"]),
    node("shift", "Add", ["scaled", "one"], [inside("sum")]),
    ...(isHalf ? [castNode(inside("sum"), "sum", dataTypeNumber("float32"))] : []),
    {
      ...node("pick", "ArgMax", [inside("x")], [oddName]),
      attribute: [newIntAttribute("axis", 1), newIntAttribute("keepdims", 0)],
    },
  ];
  const model = create(ModelProtoSchema, {
    irVersion: 8n,
    producerName: "fp16-gate",
    opsetImport: [create(OperatorSetIdProtoSchema, { domain: "", version: 13n })],
    graph: {
      name: "conformance",
      input: [value("x", "float32", [2, 3])],
      output: [value("sum", "float32", [2, 3]), value(oddName, "int64", [2])],
      initializer: [scalar("two", 2, precision), scalar("one", 1, precision)],
      node: nodes,
    },
  });
  return Buffer.concat(encodeModel(model));
}

function node(name: string, opType: string, input: string[], output: string[]): NodeProto {
  return create(NodeProtoSchema, { name, opType, input, output });
}

function castNode(from: string, to: string, type: number): NodeProto {
  return create(NodeProtoSchema, {
    name: `cast_${to}`,
    opType: "Cast",
    input: [from],
    output: [to],
    attribute: [newIntAttribute("to", type)],
  });
}

function scalar(name: string, number: 1 | 2, precision: "float32" | "float16"): TensorProto {
  const bits = number === 1 ? 0x3c00 : 0x4000;
  const bytes = precision === "float16" ? Uint16Array.of(bits).buffer : Float32Array.of(number).buffer;
  return create(TensorProtoSchema, {
    name,
    dataType: dataTypeNumber(precision),
    dims: [],
    rawData: new Uint8Array(bytes),
  });
}

function value(name: string, dtype: DType, shape: readonly number[]): ValueInfoProto {
  return create(ValueInfoProtoSchema, {
    name,
    type: {
      value: {
        case: "tensorType",
        value: {
          elemType: dataTypeNumber(dtype),
          shape: {
            dim: shape.map((size) => ({ value: { case: "dimValue" as const, value: BigInt(size) } })),
          },
        },
      },
    },
  });
}

/** The sample as tensors. */
export function conformanceInputs(): ReadonlyMap<string, Tensor> {
  const bytes = new Uint8Array(Float32Array.from(conformanceCase.values).buffer);
  return new Map([
    [
      conformanceCase.input,
      {
        dtype: "float32",
        shape: conformanceCase.shape,
        read: (start, into) => into.set(bytes.subarray(start * 4, start * 4 + into.length)),
      } satisfies Tensor,
    ],
  ]);
}
