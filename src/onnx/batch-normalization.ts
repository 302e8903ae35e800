import type { NodeProto } from "onnx-buf";
import { decodeFloats } from "../tensor/decode-floats.ts";
import { findAttribute, floatAttribute, newFloatAttribute } from "./attributes.ts";
import { isExternal } from "./external-data.ts";
import type { GraphNode, Value } from "./graph.ts";
import { tensorBytes } from "./initializer.ts";
import { copyMessage } from "./message-copy.ts";
import type { NodeWriter } from "./node-writer.ts";
import { elementType } from "./types.ts";

/** Default of the attribute, by the ONNX specification. */
const defaultEpsilon = 1e-5;

/**
 * Splits an inference BatchNormalization in what engines fold while they build and what remains at run time.
 *
 * scale' = scale / sqrt(variance + epsilon) and shift' = shift - mean * scale' stay in FP32, so that a variance beyond
 * 65504 is harmless: computed here where the parameters are in the file, else by nodes that `writer` collects. The node
 * returned applies them: a BatchNormalization with mean 0, variance 1 and epsilon 0, whose scale and shift inputs are
 * then rounded like any other.
 */
export function foldBatchNormalization(node: GraphNode, irVersion: bigint, writer: NodeWriter): NodeProto {
  const epsilon = Math.fround(floatAttribute(node.proto, "epsilon") ?? defaultEpsilon);
  const stored = node.inputs.slice(1, 5).map((value) => storedNumbers(value, irVersion));
  const parameters = stored.every((numbers) => numbers !== undefined)
    ? foldNumbers(stored, epsilon, writer)
    : foldByNodes(node.proto.input, epsilon, writer);
  const kept = node.proto.attribute.filter((attribute) => attribute.name !== "epsilon");
  return copyMessage(node.proto, {
    input: [node.proto.input[0] ?? "", ...parameters],
    attribute: [...kept, newFloatAttribute("epsilon", 0)],
  });
}

/** Elements of a float32 value that is a constant of the model; undefined when only the engine can know them. */
function storedNumbers(value: Value | undefined, irVersion: bigint): Float32Array | undefined {
  const maker = value?.producer?.node;
  if (maker?.proto.opType === "Identity" && maker.domain === "") {
    return storedNumbers(maker.inputs[0], irVersion);
  }
  const isConstant = maker?.proto.opType === "Constant" && maker.domain === "";
  const tensor = isConstant ? findAttribute(maker.proto, "value")?.t : value?.initializer;
  // Since IR version 4 the caller may replace an initializer that is a graph input, too.
  const isReplaceable = value?.isGraphInput === true && irVersion >= 4n;
  if (tensor === undefined || isReplaceable || tensor.dataType !== elementType.float || isExternal(tensor)) {
    return undefined;
  }
  const bytes = tensorBytes(tensor);
  const numbers = new Float32Array(bytes.byteLength / Float32Array.BYTES_PER_ELEMENT);
  decodeFloats(bytes, "float32", numbers);
  return numbers;
}

/** The four new parameters; each step is rounded to float32 as an engine's would be. */
function foldNumbers(stored: readonly Float32Array[], epsilon: number, writer: NodeWriter): string[] {
  const [scale, shift, mean, variance] = stored as [Float32Array, Float32Array, Float32Array, Float32Array];
  const foldedScale = scale.map(
    (factor, index) => factor / Math.fround(Math.sqrt(Math.fround((variance[index] as number) + epsilon))),
  );
  const foldedShift = shift.map(
    (offset, index) => offset - Math.fround((mean[index] as number) * (foldedScale[index] as number)),
  );
  return [
    writer.floats(foldedScale, "scale"),
    writer.floats(foldedShift, "shift"),
    writer.floats(new Float32Array(scale.length), "mean"),
    writer.floats(new Float32Array(scale.length).fill(1), "variance"),
  ];
}

function foldByNodes(inputs: readonly string[], epsilon: number, writer: NodeWriter): string[] {
  const [, scale = "", shift = "", mean = "", variance = ""] = inputs;
  const fold = (opType: string, ...names: string[]): string => writer.add(opType, names, { staysFp32: true });
  const foldedScale = fold("Div", scale, fold("Sqrt", fold("Add", variance, writer.float(epsilon, [1]))));
  const foldedShift = fold("Sub", shift, fold("Mul", mean, foldedScale));
  const length = writer.add("Shape", [scale]);
  const zeros = writer.add("Expand", [writer.float(0, [1]), length]);
  return [foldedScale, foldedShift, zeros, writer.add("Expand", [writer.float(1, [1]), length])];
}
