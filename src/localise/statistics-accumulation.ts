import type { AttributeProto } from "onnx-buf";
import { findAttribute, intAttribute, newIntAttribute } from "../onnx/attributes.ts";
import type { GraphNode } from "../onnx/graph.ts";
import { copyMessage } from "../onnx/message-copy.ts";
import { elementType } from "../onnx/types.ts";
import { castTo, type Emitter, intsAttribute } from "./twin-emitter.ts";

/**
 * Writes the largest sum of magnitudes that an accumulation of the node can reach, as a scalar: sum |a b| for products,
 * sum |x| or sum x^2 for reductions (means before they are divided), sum (x - mean)^2 for normalisations. FP16 storage
 * with FP32 accumulation never shows when such a sum leaves FP16's range; an engine that accumulates in FP16 would.
 * Returns undefined for operators that do not accumulate. `inputs` are the names that the node reads, by position.
 */
export function writeAccumulation(
  node: GraphNode,
  inputs: readonly string[],
  opset: number,
  emitter: Emitter,
): string | undefined {
  if (node.domain !== "") return undefined;
  const sums = writeSums(node, inputs, opset, emitter);
  return sums === undefined ? undefined : emitter.add("ReduceMax", [sums], [withoutAxes]);
}

function writeSums(
  node: GraphNode,
  inputs: readonly string[],
  opset: number,
  emitter: Emitter,
): string | undefined {
  const { proto } = node;
  const [first = ""] = inputs;
  const magnitudes = (): string => emitter.add("Abs", [first]);
  switch (proto.opType) {
    case "MatMul":
    case "Conv":
    case "ConvTranspose":
    case "Einsum":
      return emitter.add(proto.opType, inputs.map(absolute(emitter)), proto.attribute);
    case "Gemm":
      return emitter.add("Gemm", inputs.map(absolute(emitter)), gemmAttributes(proto.attribute));
    case "ReduceSum":
    case "CumSum":
      return emitter.add(proto.opType, [magnitudes(), ...inputs.slice(1)], proto.attribute);
    case "ReduceL1":
    case "ReduceSumSquare":
      return emitter.add(proto.opType, inputs, proto.attribute);
    case "ReduceL2":
      return emitter.add("ReduceSumSquare", inputs, proto.attribute);
    case "ReduceMean":
    case "GlobalAveragePool":
      return undoMean(
        emitter.add(proto.opType, [magnitudes(), ...inputs.slice(1)], proto.attribute),
        first,
        emitter,
      );
    default:
      return writeDeviations(node, first, opset, emitter);
  }
}

const withoutAxes = newIntAttribute("keepdims", 0);

/** An omitted optional input stays omitted. */
function absolute(emitter: Emitter): (name: string) => string {
  return (name) => (name === "" ? "" : emitter.add("Abs", [name]));
}

function gemmAttributes(attributes: readonly AttributeProto[]): AttributeProto[] {
  return attributes.map((attribute) =>
    attribute.name === "alpha" || attribute.name === "beta"
      ? copyMessage(attribute, { f: Math.abs(attribute.f) })
      : attribute,
  );
}

/** A mean times the number of elements in it. */
function undoMean(mean: string, input: string, emitter: Emitter): string {
  const [whole, parts] = [input, mean].map((name) =>
    emitter.add("Cast", [emitter.add("Size", [name])], [castTo(elementType.float)]),
  );
  return emitter.add("Mul", [mean, emitter.add("Div", [whole ?? "", parts ?? ""])]);
}

/** The rows that a normalisation works on, its mean taken off where it takes it off, squared and added. */
function writeDeviations(
  node: GraphNode,
  input: string,
  opset: number,
  emitter: Emitter,
): string | undefined {
  const grouped = (groups: readonly number[]): string =>
    emitter.add("Reshape", [input, emitter.constants.ints(groups)]);
  switch (node.proto.opType) {
    case "LayerNormalization":
      return squares(emitter.add("Flatten", [input], axisOf(node)), true, opset, emitter);
    case "RMSNormalization":
    case "SimplifiedLayerNormalization":
      return squares(emitter.add("Flatten", [input], axisOf(node)), false, opset, emitter);
    case "InstanceNormalization":
      return squares(grouped([0, 0, -1]), true, opset, emitter);
    case "GroupNormalization": {
      const groups = intAttribute(node.proto, "num_groups", 1);
      return squares(grouped([0, groups, -1]), true, opset, emitter);
    }
    default:
      return undefined;
  }
}

/** Flatten makes rows of everything from the axis on; both count from the end when it is negative. */
function axisOf(node: GraphNode): AttributeProto[] {
  const axis = findAttribute(node.proto, "axis");
  return axis === undefined ? [newIntAttribute("axis", -1)] : [axis];
}

function squares(rows: string, isCentred: boolean, opset: number, emitter: Emitter): string {
  const mean = isCentred ? reduceLast("ReduceMean", rows, opset, emitter) : undefined;
  const deviations = mean === undefined ? rows : emitter.add("Sub", [rows, mean]);
  return reduceLast("ReduceSumSquare", deviations, opset, emitter);
}

/** Axes are an input since opset 18 (ONNX), an attribute before. */
function reduceLast(opType: string, name: string, opset: number, emitter: Emitter): string {
  return opset >= 18
    ? emitter.add(opType, [name, emitter.constants.ints([-1])])
    : emitter.add(opType, [name], [intsAttribute("axes", [-1])]);
}
