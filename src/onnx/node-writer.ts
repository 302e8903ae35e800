import { create } from "@bufbuild/protobuf";
import type { AttributeProto, ModelProto, NodeProto, StringStringEntryProto, TensorProto } from "onnx-buf";
import {
  AttributeProto_AttributeType,
  AttributeProtoSchema,
  NodeProtoSchema,
  TensorProtoSchema,
} from "onnx-buf";
import { newIntAttribute } from "./attributes.ts";
import { tensorProto } from "./initializer.ts";
import type { NameScope } from "./name-scope.ts";
import { createNameScope, nodeNames, valueNames } from "./name-scope.ts";
import { elementType } from "./types.ts";

/** A scope in which every tensor and node name of the model is taken. */
export function modelNameScope(model: ModelProto): NameScope {
  return createNameScope([...valueNames(model), ...nodeNames(model)]);
}

/** Collects new nodes that stand for one node of the model; each gets a fresh name and the node's metadata. */
export interface NodeWriter {
  readonly nodes: NodeProto[];
  readonly initializers: TensorProto[];
  /** Names of the nodes that were added with `staysFp32`. */
  readonly fp32Nodes: string[];
  /** Adds a node with one output and returns that output's name, `output` when given. */
  add(opType: string, inputs: readonly string[], options?: NodeOptions): string;
  ints(values: readonly number[]): string;
  /** A float32 scalar, or a one-element tensor with `shape` [1]. */
  float(value: number, shape?: readonly number[]): string;
  /** A float32 vector as an initializer. */
  floats(values: Float32Array<ArrayBuffer>, name: string): string;
}

export interface NodeOptions {
  /** Arithmetic that engines do in FP32 while they build: never rounded, whatever the plan says. */
  readonly staysFp32?: boolean;
  readonly output?: string;
  readonly attributes?: readonly AttributeProto[];
}

/** A writer of nodes in place of `owner`; names begin with `prefix`. */
export function nodeWriter(prefix: string, owner: NodeProto, names: NameScope): NodeWriter {
  const nodes: NodeProto[] = [];
  const initializers: TensorProto[] = [];
  const fp32Nodes: string[] = [];
  const constants = new Map<string, string>();
  const add = (opType: string, inputs: readonly string[], options: NodeOptions = {}): string => {
    const name = names.take(`${prefix}/${opType}`);
    const output = options.output ?? names.take(`${name}_output`);
    nodes.push(newNode(name, opType, inputs, output, options.attributes, owner.metadataProps));
    if (options.staysFp32 === true) {
      fp32Nodes.push(name);
    }
    return output;
  };
  const constant = (tensor: TensorProto): string => {
    const key = `${tensor.dataType}:${tensor.dims.join()}:${tensor.int64Data.join()}:${tensor.floatData.join()}`;
    let name = constants.get(key);
    if (name === undefined) {
      name = add("Constant", [], { attributes: [tensorAttribute("value", tensor)] });
      constants.set(key, name);
    }
    return name;
  };
  return {
    nodes,
    initializers,
    fp32Nodes,
    add,
    floats(values, name) {
      const tensor = tensorProto(names.take(`${prefix}/${name}`), "float32", [values.length], values);
      initializers.push(tensor);
      return tensor.name;
    },
    ints: (values) => constant(newIntTensor(values)),
    float: (value, shape = []) => constant(newFloatTensor(value, shape)),
  };
}

/** A node of ai.onnx with one output. */
export function newNode(
  name: string,
  opType: string,
  inputs: readonly string[],
  output: string,
  attributes: readonly AttributeProto[] = [],
  metadataProps: StringStringEntryProto[] = [],
): NodeProto {
  return create(NodeProtoSchema, {
    name,
    opType,
    input: [...inputs],
    output: [output],
    attribute: [...attributes],
    metadataProps,
  });
}

/** A nameless Cast to the given element type; a model gets thousands of them, so they share what they can. */
export function newCast(input: string, output: string, to: number): NodeProto {
  let template = castTemplates.get(to);
  if (template === undefined) {
    template = newNode("", "Cast", [], "", [newIntAttribute("to", to)]);
    castTemplates.set(to, template);
  }
  const cast = Object.assign(Object.create(Object.getPrototypeOf(template) as object) as NodeProto, template);
  cast.input = [input];
  cast.output = [output];
  return cast;
}

const castTemplates = new Map<number, NodeProto>();

function newIntTensor(values: readonly number[]): TensorProto {
  return create(TensorProtoSchema, {
    dataType: elementType.int64,
    dims: [BigInt(values.length)],
    int64Data: values.map(BigInt),
  });
}

function newFloatTensor(value: number, shape: readonly number[]): TensorProto {
  return create(TensorProtoSchema, {
    dataType: elementType.float,
    dims: shape.map(BigInt),
    floatData: [value],
  });
}

function tensorAttribute(name: string, t: TensorProto): AttributeProto {
  return create(AttributeProtoSchema, { name, type: AttributeProto_AttributeType.TENSOR, t });
}
