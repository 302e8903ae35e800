import { EngineError } from "../errors.ts";
import { findAttribute, intAttribute } from "./attributes.ts";
import { isControlFlow } from "./data-movement.ts";
import type { GraphNode, ModelGraph, Value } from "./graph.ts";
import { describeNode } from "./graph.ts";
import { tensorBytes } from "./initializer.ts";
import { schemaOf } from "./rounding.ts";

const randomOperators = new Set([
  "Bernoulli",
  "Multinomial",
  "RandomNormal",
  "RandomNormalLike",
  "RandomUniform",
  "RandomUniformLike",
]);

/** Contributed operators that hide a whole network, or another engine's binary, behind one node. */
const opaqueOperators = new Set(["EPContext", "Snpe", "Sampling", "SampleOp"]);

/** What the expansion of Attention understands, up to opset 25: an attribute that it passed over would change the result. */
const attentionAttributes = new Set([
  "is_causal",
  "kv_num_heads",
  "left_window_size",
  "q_num_heads",
  "qk_matmul_output_mode",
  "right_window_size",
  "scale",
  "softcap",
  "softmax_precision",
]);

/** Most nodes that one message names. */
const shownNodes = 5;

/**
 * Throws EngineError (unsupported) naming the nodes that cannot be emulated: operators that neither ONNX nor ONNX
 * Runtime defines at the model's operator-set version, random operators, normalisation and dropout in training mode,
 * bodies other than those of If, Loop and Scan, and attributes of Attention that its expansion does not know.
 */
export function refuseUnsupported(graph: ModelGraph): void {
  const unknown: GraphNode[] = [];
  const random: GraphNode[] = [];
  const training: GraphNode[] = [];
  const opaque: GraphNode[] = [];
  const unread: GraphNode[] = [];
  for (const node of graph.nodes) {
    if (schemaOf(graph, node) === undefined) {
      unknown.push(node);
    } else if (node.domain === "" && randomOperators.has(node.proto.opType)) {
      random.push(node);
    } else if (isTrainingMode(node)) {
      training.push(node);
    } else if (isOpaque(node)) {
      opaque.push(node);
    } else if (hasUnknownAttribute(node)) {
      unread.push(node);
    }
  }
  refuse(unknown, "no known operator", "Emulation needs operators of ONNX or of ONNX Runtime.");
  refuse(
    random,
    "a random operator: its FP16 and FP32 results differ by chance",
    "Feed the random numbers as an input.",
  );
  refuse(training, "in training mode", "Export the model in eval mode.");
  refuse(unread, "an attribute that is newer than this program", "Export with an older opset_version.");
  refuse(opaque, "a network hidden behind one node", "Export the model with its inner nodes.");
}

/** Throws EngineError (unsupported) when `nodes` is not empty, naming each with its operator and domain. */
export function refuse(nodes: readonly GraphNode[], reason: string, advice: string): void {
  if (nodes.length === 0) {
    return;
  }
  const more = nodes.length > shownNodes ? `; and ${nodes.length - shownNodes} more` : "";
  const names = nodes.slice(0, shownNodes).map(describeNode).join("; ");
  throw new EngineError("unsupported", `The model can't be emulated, ${reason}: ${names}${more}.`, {
    advice,
  });
}

function hasUnknownAttribute(node: GraphNode): boolean {
  const isAttention = node.domain === "" && node.proto.opType === "Attention";
  return isAttention && node.proto.attribute.some((attribute) => !attentionAttributes.has(attribute.name));
}

function isOpaque(node: GraphNode): boolean {
  const isBodyUnknown = node.bodies.length > 0 && !isControlFlow(node);
  return isBodyUnknown || (node.domain === "com.microsoft" && opaqueOperators.has(node.proto.opType));
}

/** Dropout and BatchNormalization as they behave in training: their result is random, or depends on the batch. */
function isTrainingMode(node: GraphNode): boolean {
  if (node.domain === "" && node.proto.opType === "BatchNormalization") {
    const extraOutputs = node.outputs.slice(1).some((value) => value !== undefined);
    return extraOutputs || intAttribute(node.proto, "training_mode", 0) !== 0;
  }
  const flag = dropoutFlag(node);
  return flag !== undefined && !isConstantFalse(flag);
}

function dropoutFlag(node: GraphNode): Value | undefined {
  if (node.domain === "" && node.proto.opType === "Dropout") {
    return node.inputs[2];
  }
  const biased = ["BiasDropout", "BitmaskBiasDropout"].includes(node.proto.opType);
  const plain = node.proto.opType === "BitmaskDropout";
  return node.domain === "com.microsoft" && (biased || plain) ? node.inputs[biased ? 4 : 2] : undefined;
}

function isConstantFalse(value: Value): boolean {
  const constant = value.producer?.node.proto;
  const fromNode = constant?.opType === "Constant" ? findAttribute(constant, "value")?.t : undefined;
  const stored = fromNode ?? (value.isGraphInput ? undefined : value.initializer);
  return stored !== undefined && tensorBytes(stored).every((byte) => byte === 0);
}
