import type { NodeProto, TensorProto } from "onnx-buf";
import { AttributeProto_AttributeType } from "onnx-buf";
import { InputError } from "../errors.ts";
import { decodeFloats } from "../tensor/decode-floats.ts";
import { encodeFloat16s } from "../tensor/float16.ts";
import { findAttribute, newIntAttribute } from "./attributes.ts";
import { isExternal } from "./external-data.ts";
import { tensorBytes, tensorProto } from "./initializer.ts";
import { quote } from "./label.ts";
import { copyMessage } from "./message-copy.ts";
import { elementType } from "./types.ts";

/** Makes the FP16 form of a float32 tensor, under its own name. */
export type StoreFloat16 = (tensor: TensorProto) => TensorProto;

/**
 * The FP16 form of a float32 tensor that is in memory: each number rounded to nearest even, from 65520 on to infinity,
 * up to 2^-25 to zero. Nothing is clamped, so that the file holds what was judged.
 * Throws InputError for external data: only who has the files can read it.
 */
export function storeFloat16(tensor: TensorProto): TensorProto {
  if (isExternal(tensor)) {
    throw new InputError(
      `Tensor ${quote(tensor.name)} is external data, but only the model's structure is here.`,
      {
        advice: "Give the model as a file beside its data.",
      },
    );
  }
  const bytes = tensorBytes(tensor);
  const values = new Float32Array(bytes.byteLength / Float32Array.BYTES_PER_ELEMENT);
  decodeFloats(bytes, "float32", values);
  const codes = new Uint16Array(values.length);
  encodeFloat16s(values, codes);
  return asFloat16(tensor, new Uint8Array(codes.buffer));
}

/** The tensor as FP16 with the given bytes; its notes are kept. */
export function asFloat16(tensor: TensorProto, rawData: Uint8Array<ArrayBuffer>): TensorProto {
  return copyMessage(tensor, {
    dataType: elementType.float16,
    floatData: [],
    externalData: [],
    dataLocation: undefined,
    rawData,
  });
}

/** A float Constant with its numbers as an FP16 tensor. */
export function halfConstant(node: NodeProto, store: StoreFloat16): NodeProto {
  return copyMessage(node, {
    attribute: node.attribute.map((attribute) => {
      switch (attribute.name) {
        case "value":
          return attribute.t === undefined ? attribute : copyMessage(attribute, { t: store(attribute.t) });
        case "value_float":
        case "value_floats": {
          const isList = attribute.name === "value_floats";
          const values = Float32Array.from(isList ? attribute.floats : [attribute.f]);
          return copyMessage(attribute, {
            name: "value",
            type: AttributeProto_AttributeType.TENSOR,
            f: undefined,
            floats: [],
            t: store(tensorProto("", "float32", isList ? [values.length] : [], values)),
          });
        }
        default:
          return attribute;
      }
    }),
  });
}

/** ConstantOfShape of FP16 zeros unless the node says otherwise. */
export function halfConstantOfShape(node: NodeProto, store: StoreFloat16): NodeProto {
  const value = findAttribute(node, "value")?.t ?? tensorProto("", "float32", [1], new Float32Array(1));
  const others = node.attribute.filter((attribute) => attribute.name !== "value");
  const attribute = copyMessage(newIntAttribute("value", 0), {
    type: AttributeProto_AttributeType.TENSOR,
    i: undefined,
    t: store(value),
  });
  return copyMessage(node, { attribute: [...others, attribute] });
}

/** The node with the integer attribute that gives its output's element type set to FP16. */
export function typedAsFloat16(node: NodeProto, attributeName: string): NodeProto {
  const others = node.attribute.filter((attribute) => attribute.name !== attributeName);
  return copyMessage(node, { attribute: [...others, newIntAttribute(attributeName, elementType.float16)] });
}
