import { create, type MessageInitShape, toBinary } from "@bufbuild/protobuf";
import type { ModelProto, NodeProto, TensorProto } from "onnx-buf";
import {
  AttributeProto_AttributeType,
  AttributeProtoSchema,
  GraphProtoSchema,
  ModelProtoSchema,
  NodeProtoSchema,
  TensorProtoSchema,
  ValueInfoProtoSchema,
} from "onnx-buf";

export type GraphInit = MessageInitShape<typeof GraphProtoSchema>;
export type ModelInit = MessageInitShape<typeof ModelProtoSchema>;
export type NodeInit = MessageInitShape<typeof NodeProtoSchema>;
export type TensorInit = MessageInitShape<typeof TensorProtoSchema>;

/** A typed value: float32 of shape [2] unless told otherwise. */
export function value(name: string, elemType = 1, dims: number[] = [2]) {
  return create(ValueInfoProtoSchema, {
    name,
    type: {
      value: {
        case: "tensorType",
        value: {
          elemType,
          shape: { dim: dims.map((size) => ({ value: { case: "dimValue" as const, value: BigInt(size) } })) },
        },
      },
    },
  });
}

export function node(opType: string, input: string[], output: string[], more: NodeInit = {}): NodeProto {
  return create(NodeProtoSchema, { opType, input, output, ...more });
}

export function tensor(init: TensorInit): TensorProto {
  return create(TensorProtoSchema, init);
}

/** A float32 initializer of two elements. */
export function pair(name: string, first = 1, second = 2): TensorProto {
  return tensor({
    name,
    dataType: 1,
    dims: [2n],
    rawData: new Uint8Array(Float32Array.of(first, second).buffer),
  });
}

export function graphAttribute(name: string, g: GraphInit) {
  return create(AttributeProtoSchema, {
    name,
    type: AttributeProto_AttributeType.GRAPH,
    g: create(GraphProtoSchema, { name, ...g }),
  });
}

/** Opset 20, input x and output y of float32 [2]; without further wishes y = Neg(x). */
export function model(graph: GraphInit = {}, more: ModelInit = {}): ModelProto {
  return create(ModelProtoSchema, {
    irVersion: 10n,
    opsetImport: [{ domain: "", version: 20n }],
    graph: {
      name: "g",
      input: [value("x")],
      output: [value("y")],
      node: [node("Neg", ["x"], ["y"])],
      ...graph,
    } as GraphInit,
    ...more,
  } as ModelInit);
}

/** A model whose If picks between two branches that both see x; `then` is the first branch. */
export function ifModel(then: GraphInit, graph: GraphInit = {}): ModelProto {
  return model({
    initializer: [tensor({ name: "c", dataType: 9, int32Data: [1] })],
    node: [
      node("Relu", ["x"], ["a"]),
      node("If", ["c"], ["y"], {
        name: "choose",
        attribute: [
          graphAttribute("then_branch", then),
          graphAttribute("else_branch", { node: [node("Relu", ["x"], ["e"])], output: [value("e")] }),
        ],
      }),
    ],
    ...graph,
  });
}

export function encoded(message: ModelProto): Uint8Array {
  return toBinary(ModelProtoSchema, message);
}

/** Pieces as one array. */
export function joined(pieces: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(pieces));
}

/** The error that `action` throws, or a failure. */
export function thrown(action: () => unknown): Error & { advice?: string } {
  try {
    action();
  } catch (error) {
    return error as Error & { advice?: string };
  }
  throw new Error("nothing was thrown");
}
