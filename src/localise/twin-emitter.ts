import { create } from "@bufbuild/protobuf";
import type { AttributeProto, GraphProto, NodeProto, TensorProto, ValueInfoProto } from "onnx-buf";
import {
  AttributeProto_AttributeType,
  AttributeProtoSchema,
  GraphProtoSchema,
  NodeProtoSchema,
  ValueInfoProtoSchema,
} from "onnx-buf";
import { newIntAttribute } from "../onnx/attributes.ts";
import type { Value } from "../onnx/graph.ts";
import { tensorProto } from "../onnx/initializer.ts";
import type { NameScope } from "../onnx/name-scope.ts";
import { newCast, newNode } from "../onnx/node-writer.ts";
import type { RoundingFormat } from "../onnx/rounding.ts";
import { elementType } from "../onnx/types.ts";

/** Collects the nodes of one graph. */
export interface Emitter {
  readonly names: NameScope;
  readonly nodes: NodeProto[];
  /** Small constants, shared by every graph that is written with the same names. */
  readonly constants: TwinConstants;
  /** Adds a nameless node of ai.onnx with one output and returns the output's name. */
  add(opType: string, inputs: readonly string[], attributes?: readonly AttributeProto[]): string;
  /** The same with several outputs, named by the caller. */
  addWith(
    opType: string,
    inputs: readonly string[],
    outputs: readonly string[],
    attributes: readonly AttributeProto[],
  ): void;
  /** To half precision and back: round to nearest even, overflow to infinity. Returns `output`. */
  round(input: string, format: RoundingFormat, output: string): string;
  /** Name of a value as its producer leaves it, before it is rounded or lifted under its own name. */
  before(value: Value): string;
  /** A graph inside this one, for a body: same names and constants, nodes of its own. */
  nested(): Emitter;
}

/** Constants as initializers of the main graph, written once, seen by every body. */
export interface TwinConstants {
  /** Initializers of which `add` gave out the name. */
  readonly tensors: ReadonlyMap<string, TensorProto>;
  floats(values: readonly number[], shape?: readonly number[]): string;
  ints(values: readonly number[]): string;
}

export function createEmitter(names: NameScope): Emitter {
  const known = new Map<Value, string>();
  const before = (value: Value): string => {
    const name = known.get(value) ?? names.take(`${value.name}__unrounded`);
    known.set(value, name);
    return name;
  };
  return emitterOver(names, createConstants(names), before);
}

function emitterOver(names: NameScope, constants: TwinConstants, before: (value: Value) => string): Emitter {
  const nodes: NodeProto[] = [];
  return {
    names,
    nodes,
    constants,
    add(opType, inputs, attributes = []) {
      const output = names.take("twin");
      nodes.push(newNode("", opType, inputs, output, attributes));
      return output;
    },
    addWith(opType, inputs, outputs, attributes) {
      nodes.push(
        create(NodeProtoSchema, {
          opType,
          input: [...inputs],
          output: [...outputs],
          attribute: [...attributes],
        }),
      );
    },
    round(input, format, output) {
      const half = names.take("twin");
      nodes.push(newCast(input, half, elementType[format]), newCast(half, output, elementType.float));
      return output;
    },
    before,
    nested: () => emitterOver(names, constants, before),
  };
}

function createConstants(names: NameScope): TwinConstants {
  const tensors = new Map<string, TensorProto>();
  const known = new Map<string, string>();
  const constant = (key: string, make: (name: string) => TensorProto): string => {
    let name = known.get(key);
    if (name === undefined) {
      name = names.take("twin_constant");
      known.set(key, name);
      tensors.set(name, make(name));
    }
    return name;
  };
  return {
    tensors,
    floats: (values, shape = [values.length]) =>
      constant(`float ${shape.join()}: ${values.join()}`, (name) =>
        tensorProto(name, "float32", shape, Float32Array.from(values)),
      ),
    ints: (values) =>
      constant(`int ${values.join()}`, (name) =>
        tensorProto(name, "int64", [values.length], BigInt64Array.from(values, BigInt)),
      ),
  };
}

/** The attribute of a Cast. */
export function castTo(element: number): AttributeProto {
  return newIntAttribute("to", element);
}

export function intsAttribute(name: string, ints: readonly number[]): AttributeProto {
  return create(AttributeProtoSchema, {
    name,
    type: AttributeProto_AttributeType.INTS,
    ints: ints.map(BigInt),
  });
}

/** A declaration without a shape. */
export function untilShaped(name: string, element: number): ValueInfoProto {
  return create(ValueInfoProtoSchema, {
    name,
    type: { value: { case: "tensorType", value: { elemType: element } } },
  });
}

/** An attribute that holds a graph which takes nothing and returns `outputs`. */
export function bodyAttribute(
  name: string,
  nodes: readonly NodeProto[],
  outputs: readonly ValueInfoProto[],
): AttributeProto {
  const g: GraphProto = create(GraphProtoSchema, { name, node: [...nodes], output: [...outputs] });
  return create(AttributeProtoSchema, { name, type: AttributeProto_AttributeType.GRAPH, g });
}
