import type { NodeProto, TypeProto } from "onnx-buf";
import { findAttribute, intAttribute } from "./attributes.ts";
import type { GraphNode, ModelGraph, Scope, Value } from "./graph.ts";
import type { Formal } from "./operator-schema.ts";
import { findOperatorSchema, formalAt } from "./operator-schema.ts";

/** Element numbers of TensorProto.DataType that matter here. */
export const elementType = {
  float: 1,
  uint8: 2,
  int64: 7,
  string: 8,
  bool: 9,
  float16: 10,
  double: 11,
  bfloat16: 16,
} as const;

/** Type of a value. `element` is that of the innermost tensors, 0 where there is none (maps). */
export interface ValueType {
  readonly kind: "tensor" | "sequence" | "optional" | "optional-sequence" | "sparse" | "map";
  readonly element: number;
}

/** Type of every value of every scope; a value that is missing could not be told from the model alone. */
export type ValueTypes = ReadonlyMap<Value, ValueType>;

/**
 * Finds the type of every value: from declarations of inputs, from initializers, and through each operator's type
 * variables; `value_info` only where these say nothing. `known` holds element types by tensor name of the main graph,
 * as an engine reported them.
 */
export function inferTypes(graph: ModelGraph, known: ReadonlyMap<string, number> = new Map()): ValueTypes {
  const inference: Inference = { graph, types: new Map(), known };
  inferScope(inference, graph.main);
  return inference.types;
}

/** Names in the main graph whose element type or whose shape the model does not give. */
export function missingDeclarations(
  graph: ModelGraph,
  types: ValueTypes,
): { types: string[]; shapes: string[] } {
  const values = [...graph.main.values.values()].filter(
    (value) => value.producer !== undefined || value.isGraphInput,
  );
  return {
    types: values.filter((value) => !types.has(value)).map((value) => value.name),
    shapes: values.filter((value) => declaredShape(value) === undefined).map((value) => value.name),
  };
}

/** Sizes by axis as far as the model gives them (undefined: symbolic or unknown size); undefined: unknown rank. */
export function declaredShape(value: Value): readonly (number | undefined)[] | undefined {
  if (value.initializer !== undefined) {
    return value.initializer.dims.map(Number);
  }
  const type = value.declared?.type?.value;
  if (type?.case !== "tensorType") {
    return undefined;
  }
  return type.value.shape?.dim.map((dim) =>
    dim.value.case === "dimValue" ? Number(dim.value.value) : undefined,
  );
}

/** A declared type in the form used here; undefined when the declaration is empty. */
export function typeOfProto(type: TypeProto | undefined): ValueType | undefined {
  const inner = type?.value;
  switch (inner?.case) {
    case "tensorType":
      return tensorType(inner.value.elemType);
    case "sparseTensorType":
      return inner.value.elemType === 0 ? undefined : { kind: "sparse", element: inner.value.elemType };
    case "sequenceType":
      return wrapType("sequence", typeOfProto(inner.value.elemType));
    case "optionalType":
      return wrapType("optional", typeOfProto(inner.value.elemType));
    case "mapType":
      return { kind: "map", element: 0 };
    default:
      return undefined;
  }
}

interface Inference {
  readonly graph: ModelGraph;
  readonly types: Map<Value, ValueType>;
  readonly known: ReadonlyMap<string, number>;
}

function inferScope(inference: Inference, scope: Scope): void {
  for (const value of scope.values.values()) {
    if (value.producer === undefined) {
      setType(inference, value, inference.types.get(value) ?? storedType(value));
    }
  }
  for (const node of scope.nodes) {
    inferBodies(inference, node);
    const outputs = outputTypes(inference, node);
    node.outputs.forEach((value, index) => {
      if (value !== undefined) {
        setType(inference, value, outputs[index] ?? typeOfProto(value.declared?.type));
      }
    });
  }
}

function setType(inference: Inference, value: Value, type: ValueType | undefined): void {
  const asked = value.scope.parent === undefined ? inference.known.get(value.name) : undefined;
  const found = type ?? tensorType(asked ?? 0);
  if (found !== undefined) {
    inference.types.set(value, found);
  }
}

function storedType(value: Value): ValueType | undefined {
  const stored = value.initializer;
  return stored === undefined ? typeOfProto(value.declared?.type) : tensorType(stored.dataType);
}

/** Body inputs of Loop and Scan often carry no type of their own: they get that of what the node passes in. */
function inferBodies(inference: Inference, node: GraphNode): void {
  for (const body of node.bodies) {
    const given = bodyInputTypes(inference, node);
    body.scope.inputs.forEach((value, index) => {
      const type = typeOfProto(value.declared?.type) ?? given[index];
      if (type !== undefined) {
        inference.types.set(value, type);
      }
    });
    inferScope(inference, body.scope);
  }
}

function bodyInputTypes(inference: Inference, node: GraphNode): (ValueType | undefined)[] {
  const inputs = node.inputs.map((value) => (value === undefined ? undefined : inference.types.get(value)));
  switch (node.proto.opType) {
    case "Loop":
      return [tensorType(elementType.int64), tensorType(elementType.bool), ...inputs.slice(2)];
    case "Scan":
      return inputs;
    default:
      return [];
  }
}

type TypeList = readonly (ValueType | undefined)[];

function outputTypes(inference: Inference, node: GraphNode): TypeList {
  const inputs = node.inputs.map((value) => (value === undefined ? undefined : inference.types.get(value)));
  const special =
    node.domain === "" || node.domain === "com.microsoft" ? specialTypes[node.proto.opType] : undefined;
  const bodies = node.bodies.length > 0 ? bodyOutputTypes(inference, node) : [];
  const found = special?.(node.proto, inputs, bodies) ?? [];
  const opset = inference.graph.opsets.get(node.domain) ?? 1;
  const schema = findOperatorSchema(node.domain, node.proto.opType, opset);
  if (schema === undefined) {
    return found;
  }
  const bound = bindVariables(schema.inputs, inputs);
  return node.outputs.map((_, index) => found[index] ?? formalType(formalAt(schema.outputs, index), bound));
}

function bindVariables(formals: readonly Formal[], inputs: TypeList): Map<string, ValueType> {
  const bound = new Map<string, ValueType>();
  inputs.forEach((type, index) => {
    const formal = formalAt(formals, index);
    if (
      type !== undefined &&
      formal !== undefined &&
      formal.kind !== "mixed-variadic" &&
      !bound.has(formal.variable)
    ) {
      bound.set(formal.variable, type);
    }
  });
  return bound;
}

function formalType(
  formal: Formal | undefined,
  bound: ReadonlyMap<string, ValueType>,
): ValueType | undefined {
  if (formal === undefined || formal.kind === "mixed-variadic") {
    return undefined;
  }
  const type = formal.variable === "" ? undefined : bound.get(formal.variable);
  if (type !== undefined) {
    return type;
  }
  const [only, ...others] = formal.types.tensor;
  return others.length === 0 && !formal.types.hasOtherKinds ? tensorType(only ?? 0) : undefined;
}

/** Output types of the node's bodies, by body output position; of the first body that knows each. */
function bodyOutputTypes(inference: Inference, node: GraphNode): TypeList {
  const lists = node.bodies.map((body) => body.scope.outputs.map((value) => inference.types.get(value)));
  const length = Math.max(0, ...lists.map((list) => list.length));
  return Array.from({ length }, (_, index) =>
    lists.map((list) => list[index]).find((type) => type !== undefined),
  );
}

const tensorTypes = new Map<number, ValueType>();

function tensorType(element: number): ValueType | undefined {
  let type = tensorTypes.get(element);
  if (type === undefined && element !== 0) {
    type = { kind: "tensor", element };
    tensorTypes.set(element, type);
  }
  return type;
}

function wrapType(kind: "sequence" | "optional", inner: ValueType | undefined): ValueType | undefined {
  if (inner === undefined || inner.kind === "map") {
    return inner;
  }
  const nested = kind === "optional" && inner.kind === "sequence";
  return { kind: nested ? "optional-sequence" : kind, element: inner.element };
}

function unwrapType(type: ValueType | undefined): ValueType | undefined {
  switch (type?.kind) {
    case "sequence":
    case "optional":
      return { kind: "tensor", element: type.element };
    case "optional-sequence":
      return { kind: "sequence", element: type.element };
    default:
      return type;
  }
}

type SpecialTypes = (node: NodeProto, inputs: TypeList, bodies: TypeList) => TypeList;

/** The attribute's element number, else `fallback`'s type. */
function attributeType(name: string, fallback: (inputs: TypeList) => ValueType | undefined): SpecialTypes {
  return (node, inputs) => [tensorType(intAttribute(node, name, 0)) ?? fallback(inputs)];
}

const float = (): ValueType | undefined => tensorType(elementType.float);
const first = (inputs: TypeList): ValueType | undefined => inputs[0];

/** Operators whose output type no type variable gives. */
const specialTypes: Readonly<Record<string, SpecialTypes>> = {
  Cast: attributeType("to", () => undefined),
  BitCast: attributeType("to", () => undefined),
  CastLike: (_, inputs) => [inputs[1]],
  Constant: (node) => [constantType(node)],
  ConstantOfShape: (node) => [tensorType(findAttribute(node, "value")?.t?.dataType ?? elementType.float)],
  EyeLike: attributeType("dtype", first),
  RandomNormal: attributeType("dtype", float),
  RandomUniform: attributeType("dtype", float),
  RandomNormalLike: attributeType("dtype", first),
  RandomUniformLike: attributeType("dtype", first),
  Bernoulli: attributeType("dtype", first),
  Multinomial: attributeType("dtype", () => tensorType(6)),
  BlackmanWindow: attributeType("output_datatype", float),
  HammingWindow: attributeType("output_datatype", float),
  HannWindow: attributeType("output_datatype", float),
  MelWeightMatrix: attributeType("output_datatype", float),
  QuantizeLinear: (node, inputs) => [
    inputs[2] ?? tensorType(intAttribute(node, "output_dtype", 0)) ?? tensorType(elementType.uint8),
  ],
  DequantizeLinear: attributeType("output_dtype", (inputs) => inputs[1]),
  If: (_node, _inputs, bodies) => bodies,
  Loop: (_node, _inputs, bodies) => bodies.slice(1),
  Scan: (_node, _inputs, bodies) => bodies,
  SequenceConstruct: (_, inputs) => [wrapType("sequence", inputs[0])],
  SequenceEmpty: (node) => [wrapType("sequence", tensorType(intAttribute(node, "dtype", elementType.float)))],
  SequenceInsert: (_, inputs) => [inputs[0]],
  SequenceErase: (_, inputs) => [inputs[0]],
  SequenceAt: (_, inputs) => [unwrapType(inputs[0])],
  SplitToSequence: (_, inputs) => [wrapType("sequence", inputs[0])],
  ConcatFromSequence: (_, inputs) => [unwrapType(inputs[0])],
  Optional: (node, inputs) => [
    wrapType("optional", inputs[0] ?? typeOfProto(findAttribute(node, "type")?.tp)),
  ],
  OptionalGetElement: (_, inputs) => [optionalElement(inputs[0])],
};

/** OptionalGetElement passes a plain tensor or sequence through. */
function optionalElement(type: ValueType | undefined): ValueType | undefined {
  return type?.kind === "optional" || type?.kind === "optional-sequence" ? unwrapType(type) : type;
}

function constantType(node: NodeProto): ValueType | undefined {
  const attribute = node.attribute[0];
  switch (attribute?.name) {
    case "value":
      return tensorType(attribute.t?.dataType ?? 0);
    case "sparse_value":
      return tensorType(attribute.sparseTensor?.values?.dataType ?? 0);
    case "value_float":
    case "value_floats":
      return tensorType(elementType.float);
    case "value_int":
    case "value_ints":
      return tensorType(elementType.int64);
    case "value_string":
    case "value_strings":
      return tensorType(elementType.string);
    default:
      return undefined;
  }
}
