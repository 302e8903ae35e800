import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { create, type MessageInitShape, toBinary } from "@bufbuild/protobuf";
import {
  AttributeProto_AttributeType,
  type AttributeProtoSchema,
  type GraphProtoSchema,
  ModelProtoSchema,
  type NodeProtoSchema,
  TensorProto_DataType,
  type ValueInfoProtoSchema,
} from "onnx-buf";

type GraphInit = MessageInitShape<typeof GraphProtoSchema>;
type NodeInit = MessageInitShape<typeof NodeProtoSchema>;
type ValueInit = MessageInitShape<typeof ValueInfoProtoSchema>;
type AttributeInit = MessageInitShape<typeof AttributeProtoSchema>;

export const elementTypes = TensorProto_DataType;
export type ElementType = TensorProto_DataType;

/** An input or output; without a shape its rank is unknown. */
export function value(
  name: string,
  elemType: TensorProto_DataType,
  shape?: readonly (number | string)[],
): ValueInit {
  const dim = shape?.map((size) => ({
    value:
      typeof size === "number"
        ? { case: "dimValue" as const, value: BigInt(size) }
        : { case: "dimParam" as const, value: size },
  }));
  return {
    name,
    type: {
      value: {
        case: "tensorType",
        value: { elemType, ...(dim === undefined ? {} : { shape: { dim } }) },
      },
    },
  };
}

export function node(
  opType: string,
  input: string[],
  output: string[],
  rest: { name?: string; domain?: string; attribute?: AttributeInit[] } = {},
): NodeInit {
  return { opType, input, output, ...rest };
}

export function integer(name: string, i: number): AttributeInit {
  return { name, type: AttributeProto_AttributeType.INT, i: BigInt(i) };
}

export function subgraph(name: string, g: GraphInit): AttributeInit {
  return { name, type: AttributeProto_AttributeType.GRAPH, g };
}

export interface SmallModel extends Pick<GraphInit, "initializer"> {
  readonly inputs: ValueInit[];
  readonly outputs: ValueInit[];
  readonly nodes: NodeInit[];
  readonly opset?: number;
  readonly irVersion?: number;
}

/** Writes a model file and returns its path. */
export function writeModel(folder: string, name: string, model: SmallModel): string {
  const proto = create(ModelProtoSchema, {
    irVersion: BigInt(model.irVersion ?? 8),
    opsetImport: [
      { domain: "", version: BigInt(model.opset ?? 17) },
      { domain: "com.example", version: 1n },
    ],
    graph: {
      name: "graph",
      input: model.inputs,
      output: model.outputs,
      node: model.nodes,
      ...(model.initializer === undefined ? {} : { initializer: model.initializer }),
    },
  });
  const path = join(folder, name);
  writeFileSync(path, toBinary(ModelProtoSchema, proto));
  return path;
}

const { FLOAT, INT64, BOOL } = elementTypes;

/** y = x + x, and z = x * x. */
export function doubleAndSquare(folder: string): string {
  return writeModel(folder, "double-and-square.onnx", {
    inputs: [value("x", FLOAT, ["n", 3])],
    outputs: [value("y", FLOAT, ["n", 3]), value("z", FLOAT, ["n", 3])],
    nodes: [
      node("Add", ["x", "x"], ["y"], { name: "double" }),
      node("Mul", ["x", "x"], ["z"], { name: "square" }),
    ],
  });
}

/** A Loop without an end: y is never reached. */
export function endlessLoop(folder: string): string {
  return writeModel(folder, "endless.onnx", {
    inputs: [value("x", FLOAT, [1]), value("go", BOOL, [])],
    outputs: [value("y", FLOAT, [1])],
    nodes: [
      node("Loop", ["", "go", "x"], ["y"], {
        name: "endless",
        attribute: [
          subgraph("body", {
            name: "body",
            input: [value("i", INT64, []), value("goIn", BOOL, []), value("xIn", FLOAT, [1])],
            output: [value("goOut", BOOL, []), value("xOut", FLOAT, [1])],
            node: [node("Identity", ["goIn"], ["goOut"]), node("Neg", ["xIn"], ["xOut"])],
          }),
        ],
      }),
    ],
  });
}
