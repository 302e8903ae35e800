import type { TensorProto } from "onnx-buf";
import { findAttribute } from "../onnx/attributes.ts";
import { carriedInputPositions } from "../onnx/data-movement.ts";
import type { GraphNode, ModelGraph, Value } from "../onnx/graph.ts";
import { readInitializer } from "../onnx/initializer.ts";
import { decodeFloats } from "../tensor/decode-floats.ts";
import { elementSizeBytes, isFloat } from "../tensor/dtype.ts";
import { elementCount } from "../tensor/tensor.ts";
import type { InputEvidence, NodeEvidence, ValueEvidence } from "./evidence.ts";

/** Largest finite FP16 number, the smallest normal one, and the largest magnitude that rounds to zero. */
export const largestFloat16 = 65504;
export const smallestNormalFloat16 = 2 ** -14;
export const flushedFloat16 = 2 ** -25;
/** Magnitudes from here on round to infinity. */
export const overflowFloat16 = 65520;
/** Relative error that one rounding to FP16 makes at most. */
export const unitRoundoff = 2 ** -11;

/** What a cause is told from: a node, what was measured on it, and everything around it. */
export interface CauseContext {
  readonly node: GraphNode;
  readonly graph: ModelGraph;
  readonly measured: NodeEvidence;
  /** Of all nodes, by id. */
  readonly evidence: ReadonlyMap<string, NodeEvidence>;
}

/** Distance between neighbouring FP16 numbers at this magnitude. */
export function stepAt(magnitude: number): number {
  if (magnitude < smallestNormalFloat16) return 2 ** -24;
  return 2 ** (Math.floor(Math.log2(Math.min(magnitude, largestFloat16))) - 10);
}

/** Evidence about the input at a position; undefined when it was not measured. */
export function inputEvidence(context: CauseContext, position: number): InputEvidence | undefined {
  return context.measured.inputs.find((input) => input.position === position);
}

/** Inputs that are activations, not constants. */
export function activations(measured: NodeEvidence): InputEvidence[] {
  return measured.inputs.filter((input) => !input.isConstant);
}

/** What was measured on a value: as its producer's reference output. */
export function evidenceOfValue(
  value: Value | undefined,
  evidence: ReadonlyMap<string, NodeEvidence>,
): ValueEvidence | undefined {
  const producer = value?.producer?.node;
  return producer === undefined ? undefined : evidence.get(producer.id)?.reference;
}

/** True when the errors that the node introduces are those of its output's rounding and no more. */
export function isPlainRounding(measured: NodeEvidence): boolean {
  const { introduced } = measured;
  return introduced.nonFinite === 0 && introduced.relRms <= 2 * unitRoundoff;
}

/** The number in a constant of one element (an initializer in the model itself, or a Constant). */
export function scalarConstant(value: Value | undefined): number | undefined {
  const tensor = constantTensor(value);
  if (tensor === undefined) return attributeScalar(value);
  if (
    tensor.dims.length > 8 ||
    elementCount(tensor.dims.map(Number)) !== 1 ||
    tensor.externalData.length > 0
  ) {
    return undefined;
  }
  try {
    const read = readInitializer(tensor);
    if (!isFloat(read.dtype)) return undefined;
    const bytes = new Uint8Array(elementSizeBytes[read.dtype]);
    read.read(0, bytes);
    const into = new Float64Array(1);
    decodeFloats(bytes, read.dtype, into);
    return into[0];
  } catch {
    // A constant that can't be read is only not quoted: the models that run were checked before.
    return undefined;
  }
}

function constantTensor(value: Value | undefined): TensorProto | undefined {
  if (value?.initializer !== undefined) return value.isGraphInput ? undefined : value.initializer;
  const producer = value?.producer?.node;
  if (producer?.proto.opType !== "Constant") return undefined;
  return findAttribute(producer.proto, "value")?.t;
}

function attributeScalar(value: Value | undefined): number | undefined {
  const producer = value?.producer?.node;
  return producer?.proto.opType === "Constant" ? findAttribute(producer.proto, "value_float")?.f : undefined;
}

/** A constant or graph input has no producer that computes. */
export function isConstantValue(value: Value | undefined): boolean {
  return constantTensor(value) !== undefined || attributeScalar(value) !== undefined;
}

/** The node that computes a value, behind data movement and casts; undefined for inputs and constants. */
export function computedBy(value: Value | undefined): GraphNode | undefined {
  let at = value;
  for (let step = 0; step < 16; step += 1) {
    const producer = at?.producer?.node;
    if (producer === undefined) return undefined;
    const [moved, ...others] =
      carriedInputPositions(producer) ?? (producer.proto.opType === "Cast" ? [0] : []);
    if (moved === undefined || others.length > 0) return producer;
    at = producer.inputs[moved];
  }
  return undefined;
}
