import { create } from "@bufbuild/protobuf";
import type { AttributeProto, NodeProto } from "onnx-buf";
import { AttributeProto_AttributeType, AttributeProtoSchema } from "onnx-buf";

/** The attribute of that name, or undefined. */
export function findAttribute(node: NodeProto, name: string): AttributeProto | undefined {
  return node.attribute.find((attribute) => attribute.name === name);
}

/** An integer attribute as a number; `fallback` when it is absent. */
export function intAttribute(node: NodeProto, name: string, fallback: number): number {
  const attribute = findAttribute(node, name);
  return attribute === undefined ? fallback : Number(attribute.i);
}

/** A float attribute; undefined when it is absent. */
export function floatAttribute(node: NodeProto, name: string): number | undefined {
  return findAttribute(node, name)?.f;
}

/** A string attribute; `fallback` when it is absent. */
export function stringAttribute(node: NodeProto, name: string, fallback: string): string {
  const attribute = findAttribute(node, name);
  return attribute === undefined ? fallback : new TextDecoder().decode(attribute.s);
}

/** A new integer attribute. */
export function newIntAttribute(name: string, value: number): AttributeProto {
  return create(AttributeProtoSchema, { name, type: AttributeProto_AttributeType.INT, i: BigInt(value) });
}

/** A new float attribute. */
export function newFloatAttribute(name: string, value: number): AttributeProto {
  return create(AttributeProtoSchema, { name, type: AttributeProto_AttributeType.FLOAT, f: value });
}
