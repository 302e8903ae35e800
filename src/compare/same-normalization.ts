import type { TensorProto } from "onnx-buf";
import { floatAttribute } from "../onnx/attributes.ts";
import type { GraphNode, Value } from "../onnx/graph.ts";
import { sourceThrough, storedConstant } from "../onnx/look-through.ts";
import type { ValueTypes } from "../onnx/types.ts";
import { readNumbers } from "../tensor/read-numbers.ts";
import { elementCount, type Tensor } from "../tensor/tensor.ts";

/** What is needed to read the parameters of a node. */
interface ParameterSource {
  readonly types: ValueTypes;
  readonly open: (tensor: TensorProto) => Tensor;
}

/** Default of the attribute, by the ONNX specification. */
const defaultEpsilon = 1e-5;

/** Two steps of FP16 relative to the value: scale and shift are each rounded once, and come of float32 arithmetic. */
const tolerance = 2 ** -9;
const smallestStep = 2 ** -24;

/**
 * Whether two BatchNormalizations multiply and add the same up to the rounding of FP16: a converter may fold the
 * variance into the scale, which changes every parameter and nothing that is computed. Undefined when a parameter is not
 * stored in its model, or the nodes are no BatchNormalizations.
 */
export function isSameNormalization(
  reference: { readonly node: GraphNode } & ParameterSource,
  candidate: { readonly node: GraphNode } & ParameterSource,
): boolean | undefined {
  const [one, other] = [effectiveOf(reference.node, reference), effectiveOf(candidate.node, candidate)];
  if (one === undefined || other === undefined) return undefined;
  return isClose(one.scale, other.scale) && isClose(one.shift, other.shift);
}

interface Effective {
  readonly scale: Float64Array;
  readonly shift: Float64Array;
}

/** y = scale x + shift, in double precision. */
function effectiveOf(node: GraphNode, source: ParameterSource): Effective | undefined {
  if (node.domain !== "" || node.proto.opType !== "BatchNormalization") return undefined;
  const [weight, bias, mean, variance] = node.inputs.slice(1, 5).map((value) => numbersOf(value, source));
  if (weight === undefined || bias === undefined || mean === undefined || variance === undefined) {
    return undefined;
  }
  const epsilon = floatAttribute(node.proto, "epsilon") ?? defaultEpsilon;
  const scale = weight.map((factor, at) => factor / Math.sqrt((variance[at] ?? 0) + epsilon));
  return { scale, shift: bias.map((offset, at) => offset - (mean[at] ?? 0) * (scale[at] ?? 0)) };
}

function numbersOf(value: Value | undefined, { types, open }: ParameterSource): Float64Array | undefined {
  const stored = value === undefined ? undefined : storedConstant(sourceThrough(value, types));
  if (stored === undefined) return undefined;
  const tensor = open(stored);
  const numbers = new Float64Array(elementCount(tensor.shape));
  readNumbers(tensor, 0, numbers);
  return numbers;
}

function isClose(one: Float64Array, other: Float64Array): boolean {
  return (
    one.length === other.length &&
    one.every((value, at) => {
      const distance = Math.abs(value - (other[at] ?? Number.NaN));
      return distance <= Math.max(smallestStep, tolerance * Math.abs(value));
    })
  );
}
