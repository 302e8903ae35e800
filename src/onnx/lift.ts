import type { AttributeProto, GraphProto, NodeProto, TensorProto, TypeProto, ValueInfoProto } from "onnx-buf";
import { decodeFloats } from "../tensor/decode-floats.ts";
import { newIntAttribute } from "./attributes.ts";
import type { GraphNode, ModelGraph, Value } from "./graph.ts";
import { tensorBytes, tensorProto } from "./initializer.ts";
import { copyMessage } from "./message-copy.ts";
import { formalAt } from "./operator-schema.ts";
import type { RoundingFormat } from "./rounding.ts";
import { halfFormat, schemaOf } from "./rounding.ts";
import type { ValueTypes } from "./types.ts";
import { elementType } from "./types.ts";
import { refuse } from "./unsupported.ts";

/** Integer attributes that name an element type. */
const typeAttributes = new Set([
  "to",
  "dtype",
  "output_datatype",
  "output_dtype",
  "precision",
  "stash_type",
  "softmax_precision",
]);

/**
 * Initializers and constants that are stored as FP16 or BF16. They stay so in the file, each behind a Cast to FP32
 * that ONNX Runtime folds, so that no weight is copied here.
 */
export function storedHalves(types: ValueTypes): Map<Value, RoundingFormat> {
  const stored = new Map<Value, RoundingFormat>();
  for (const [value, type] of types) {
    const format = halfFormat(type);
    const isConstant = value.producer?.node.proto.opType === "Constant" && value.producer.node.domain === "";
    if (format !== undefined && type.kind === "tensor" && (value.initializer !== undefined || isConstant)) {
      stored.set(value, format);
    }
  }
  return stored;
}

/** Throws EngineError (unsupported) for nodes that have no FP32 form: a type that may only be FP16, or raw bits of one. */
export function refuseUnliftable(graph: ModelGraph, types: ValueTypes): void {
  const isHalf = (value: Value | undefined): boolean =>
    value !== undefined && halfFormat(types.get(value)) !== undefined;
  const bound = graph.nodes.filter((node) => {
    const schema = schemaOf(graph, node);
    const onlyHalf = (list: GraphNode["inputs"], formals: NonNullable<typeof schema>["inputs"]): boolean =>
      list.some((value, index) => {
        const allowed = formalAt(formals, index)?.types;
        return (
          isHalf(value) &&
          allowed !== undefined &&
          !allowed.hasOtherKinds &&
          !allowed.tensor.has(elementType.float)
        );
      });
    return (
      schema !== undefined && (onlyHalf(node.inputs, schema.inputs) || onlyHalf(node.outputs, schema.outputs))
    );
  });
  refuse(bound, "defined for FP16 only", "Export the model in FP32.");
  const bits = graph.nodes.filter(
    (node) => node.proto.opType === "BitCast" && [...node.inputs, ...node.outputs].some(isHalf),
  );
  refuse(bits, "which reads FP16 bits as they are", "Export the model in FP32.");
}

/** The node with FP32 wherever its attributes say FP16 or BF16. Constants stay: see `storedHalves`. */
export function liftNode(node: NodeProto): NodeProto {
  if (node.opType === "Constant" || !node.attribute.some(needsLift)) {
    return node;
  }
  return copyMessage(node, { attribute: node.attribute.map(liftAttribute) });
}

/** A declaration with FP32 in place of FP16 and BF16, in whatever container. */
export function liftDeclaration(info: ValueInfoProto): ValueInfoProto {
  return info.type === undefined ? info : copyMessage(info, { type: liftType(info.type) });
}

/** Declarations of a graph lifted; initializers that are stored in half precision are no inputs any more. */
export function liftGraph(proto: GraphProto): GraphProto {
  const halves = new Set(proto.initializer.filter(isHalfTensor).map((tensor) => tensor.name));
  return copyMessage(proto, {
    input: proto.input.filter((info) => !halves.has(info.name)).map(liftDeclaration),
    output: proto.output.map(liftDeclaration),
    valueInfo: proto.valueInfo.map(liftDeclaration),
  });
}

function isHalf(element: number): boolean {
  return element === elementType.float16 || element === elementType.bfloat16;
}

function isHalfTensor(tensor: TensorProto): boolean {
  return isHalf(tensor.dataType);
}

function needsLift(attribute: AttributeProto): boolean {
  return (
    (typeAttributes.has(attribute.name) && isHalf(Number(attribute.i))) ||
    (attribute.t !== undefined && isHalfTensor(attribute.t)) ||
    attribute.tp !== undefined
  );
}

function liftAttribute(attribute: AttributeProto): AttributeProto {
  if (typeAttributes.has(attribute.name) && isHalf(Number(attribute.i))) {
    return newIntAttribute(attribute.name, elementType.float);
  }
  if (attribute.t !== undefined && isHalfTensor(attribute.t)) {
    return copyMessage(attribute, { t: liftTensor(attribute.t) });
  }
  return attribute.tp === undefined ? attribute : copyMessage(attribute, { tp: liftType(attribute.tp) });
}

/** The same numbers as FP32: each is exact. Only for the small tensors of attributes. */
function liftTensor(tensor: TensorProto): TensorProto {
  const dtype = tensor.dataType === elementType.float16 ? "float16" : "bfloat16";
  const bytes = tensorBytes(tensor);
  const values = new Float32Array(bytes.byteLength / 2);
  decodeFloats(bytes, dtype, values);
  return tensorProto(tensor.name, "float32", tensor.dims.map(Number), values);
}

function liftType(type: TypeProto): TypeProto {
  const inner = type.value;
  switch (inner.case) {
    case "tensorType":
    case "sparseTensorType":
      return isHalf(inner.value.elemType)
        ? copyMessage(type, {
            value: {
              ...inner,
              value: copyMessage(inner.value, { elemType: elementType.float }),
            } as TypeProto["value"],
          })
        : type;
    case "sequenceType":
    case "optionalType":
      return inner.value.elemType === undefined
        ? type
        : copyMessage(type, {
            value: {
              ...inner,
              value: copyMessage(inner.value, { elemType: liftType(inner.value.elemType) }),
            } as TypeProto["value"],
          });
    default:
      return type;
  }
}
