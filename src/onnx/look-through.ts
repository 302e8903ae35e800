import type { TensorProto } from "onnx-buf";
import { findAttribute, intAttribute } from "./attributes.ts";
import type { GraphNode, Value } from "./graph.ts";
import { tensorProto } from "./initializer.ts";
import type { ValueTypes } from "./types.ts";
import { elementType } from "./types.ts";

const floatTypes: ReadonlySet<number> = new Set([
  elementType.float,
  elementType.double,
  elementType.float16,
  elementType.bfloat16,
]);

/** FP16, BF16, FP32 or FP64. */
export function isFloatElement(element: number): boolean {
  return floatTypes.has(element);
}

/** A Cast from one float type to another: what converters put in and take out. */
export function isPrecisionCast(node: GraphNode, types: ValueTypes): boolean {
  if (node.domain !== "" || node.proto.opType !== "Cast") return false;
  const [input] = node.inputs;
  const from = input === undefined ? undefined : types.get(input);
  return (
    isFloatElement(intAttribute(node.proto, "to", 0)) && (from === undefined || isFloatElement(from.element))
  );
}

/** Nodes that say nothing about what a model computes: Casts between float types, and Identity. */
export function isTransparent(node: GraphNode, types: ValueTypes): boolean {
  return (node.domain === "" && node.proto.opType === "Identity") || isPrecisionCast(node, types);
}

/** The value behind Casts between float types and Identity. */
export function sourceThrough(value: Value, types: ValueTypes): Value {
  let source = value;
  while (source.producer !== undefined && isTransparent(source.producer.node, types)) {
    const [input] = source.producer.node.inputs;
    if (input === undefined) return source;
    source = input;
  }
  return source;
}

/** The numbers that a value holds in the model itself: those of an initializer or of a Constant node. */
export function storedConstant(value: Value): TensorProto | undefined {
  if (value.initializer !== undefined) return value.initializer;
  const maker = value.producer?.node;
  if (maker === undefined || maker.domain !== "" || maker.proto.opType !== "Constant") return undefined;
  const [attribute] = maker.proto.attribute;
  switch (attribute?.name) {
    case "value":
      return findAttribute(maker.proto, "value")?.t;
    case "value_float":
      return tensorProto(value.name, "float32", [], Float32Array.of(attribute.f));
    case "value_floats":
      return tensorProto(
        value.name,
        "float32",
        [attribute.floats.length],
        Float32Array.from(attribute.floats),
      );
    case "value_int":
      return tensorProto(value.name, "int64", [], BigInt64Array.of(attribute.i));
    case "value_ints":
      return tensorProto(value.name, "int64", [attribute.ints.length], BigInt64Array.from(attribute.ints));
    default:
      return undefined;
  }
}
