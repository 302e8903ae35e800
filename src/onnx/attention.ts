import { attentionBias, forbidden } from "./attention-bias.ts";
import type { Attention } from "./attention-node.ts";
import { castTo, permutation, readAttention, sizesOf } from "./attention-node.ts";
import { floatAttribute, intAttribute, newIntAttribute } from "./attributes.ts";
import type { GraphNode } from "./graph.ts";
import type { NodeWriter } from "./node-writer.ts";
import type { ValueTypes } from "./types.ts";
import { elementType } from "./types.ts";

/**
 * Writes the function body of ai.onnx Attention (opset 23 and later) to `writer`, ending in the node's own outputs, so
 * that q k^T and what follows are tensors that can be rounded and can overflow.
 *
 * Per the specification: q and k are each multiplied by sqrt(scale), then q k^T, softcap, bias (mask, causal mask
 * aligned bottom-right, padding), softmax in `softmax_precision`, zero rows where every key is masked, times v. 3D
 * inputs are split into heads; fewer key and value heads than query heads are repeated.
 */
export function expandAttention(node: GraphNode, types: ValueTypes, writer: NodeWriter): void {
  const attention = readAttention(node, types);
  const q = splitHeads(attention, writer, 0, attention.queryHeads);
  const newK = splitHeads(attention, writer, 1, attention.keyHeads);
  const newV = splitHeads(attention, writer, 2, attention.keyHeads);
  const k = withPast(node, writer, 4, newK, 1);
  const v = withPast(node, writer, 5, newV, 2);
  const factor = scaleFactor(attention, writer, q);
  const [keys, values] = repeatHeads(attention, writer, q, k, v);
  const scores = attentionScores(attention, writer, q, keys, factor);
  const probabilities = attentionProbabilities(
    attention,
    writer,
    scores,
    attentionBias(attention, writer, q, k),
  );
  writeOutput(attention, writer, writer.add("MatMul", [probabilities, values]));
}

/** (batch, length, heads * size) to (batch, heads, length, size); 4D inputs stay as they are. */
function splitHeads(attention: Attention, writer: NodeWriter, input: number, heads: number): string {
  const name = attention.node.proto.input[input] ?? "";
  if (!attention.is3d) {
    return name;
  }
  const split = writer.add("Reshape", [name, writer.ints([0, 0, heads, -1])]);
  return writer.add("Transpose", [split], { attributes: [permutation([0, 2, 1, 3])] });
}

/** Appends the new keys or values to the past ones, and returns the present through output `output` when asked. */
function withPast(node: GraphNode, writer: NodeWriter, past: number, added: string, output: number): string {
  const present = outputName(node, output);
  if (node.inputs[past] !== undefined) {
    const inputs = [node.proto.input[past] ?? "", added];
    const attributes = [newIntAttribute("axis", 2)];
    return writer.add(
      "Concat",
      inputs,
      present === undefined ? { attributes } : { attributes, output: present },
    );
  }
  if (present !== undefined) {
    writer.add("Identity", [added], { output: present });
  }
  return added;
}

/** sqrt(scale) in the type of q; scale is 1 / sqrt(size of a head) unless given. Engines compute it while they build. */
function scaleFactor(attention: Attention, writer: NodeWriter, q: string): string {
  const scale = floatAttribute(attention.node.proto, "scale");
  if (scale !== undefined) {
    return castTo(writer, writer.float(Math.fround(Math.sqrt(scale))), attention.element, elementType.float);
  }
  const build = (opType: string, ...inputs: string[]): string =>
    writer.add(opType, inputs, { staysFp32: true });
  const size = writer.add("Cast", [sizesOf(writer, q, 3, 4)], {
    attributes: [newIntAttribute("to", elementType.float)],
    staysFp32: true,
  });
  const fullScale = build("Div", writer.float(1, [1]), build("Sqrt", size));
  return castTo(writer, build("Sqrt", fullScale), attention.element, elementType.float);
}

function attentionScores(
  attention: Attention,
  writer: NodeWriter,
  q: string,
  k: string,
  factor: string,
): string {
  const turned = writer.add("Transpose", [k], { attributes: [permutation([0, 1, 3, 2])] });
  const product = writer.add("MatMul", [writer.add("Mul", [q, factor]), writer.add("Mul", [turned, factor])]);
  exposeStage(attention, writer, 0, product);
  const softcap = floatAttribute(attention.node.proto, "softcap") ?? 0;
  if (softcap === 0) {
    exposeStage(attention, writer, 1, product);
    return product;
  }
  const cap = castTo(writer, writer.float(softcap), attention.element, elementType.float);
  const capped = writer.add("Mul", [writer.add("Tanh", [writer.add("Div", [product, cap])]), cap]);
  exposeStage(attention, writer, 1, capped);
  return capped;
}

function attentionProbabilities(
  attention: Attention,
  writer: NodeWriter,
  scores: string,
  bias: string | undefined,
): string {
  const biased = bias === undefined ? scores : writer.add("Add", [scores, bias]);
  exposeStage(attention, writer, 2, biased);
  const wanted = intAttribute(attention.node.proto, "softmax_precision", attention.element);
  const isHalf = wanted === elementType.float16 || wanted === elementType.bfloat16;
  const precision = isHalf ? attention.element : wanted;
  const softmax = writer.add("Softmax", [castTo(writer, biased, precision, attention.element)], {
    attributes: [newIntAttribute("axis", -1)],
  });
  const probabilities = castTo(writer, softmax, attention.element, precision);
  const safe = bias === undefined ? probabilities : zeroMaskedRows(attention, writer, probabilities, bias);
  exposeStage(attention, writer, 3, safe);
  return safe;
}

/** A row whose bias forbids every key gives zeros, where the softmax alone gives NaN. */
function zeroMaskedRows(
  attention: Attention,
  writer: NodeWriter,
  probabilities: string,
  bias: string,
): string {
  const best = writer.add("ReduceMax", [bias, writer.ints([-1])]);
  const zero = castTo(writer, writer.float(0), attention.element, elementType.float);
  const isMasked = writer.add("Equal", [best, forbidden(attention, writer)]);
  return writer.add("Where", [isMasked, zero, probabilities]);
}

/** Repeats keys and values so that every query head has its own; heads of one group lie side by side. */
function repeatHeads(
  attention: Attention,
  writer: NodeWriter,
  q: string,
  k: string,
  v: string,
): [string, string] {
  if (attention.sameHeads) {
    return [k, v];
  }
  const queryHeads = sizesOf(writer, q, 1, 2);
  const repeats = writer.add("Div", [queryHeads, sizesOf(writer, k, 1, 2)]);
  const concat = { attributes: [newIntAttribute("axis", 0)] };
  const repeat = (name: string): string => {
    const wide = writer.add("Unsqueeze", [name, writer.ints([2])]);
    const counts = writer.add("Concat", [writer.ints([1, 1]), repeats, writer.ints([1, 1])], concat);
    const shape = writer.add("Concat", [writer.ints([0]), queryHeads, sizesOf(writer, name, 2, 4)], concat);
    return writer.add("Reshape", [writer.add("Expand", [wide, counts]), shape]);
  };
  return [repeat(k), repeat(v)];
}

function writeOutput(attention: Attention, writer: NodeWriter, result: string): void {
  const output = outputName(attention.node, 0);
  if (output === undefined) {
    return;
  }
  if (!attention.is3d) {
    writer.add("Identity", [result], { output });
    return;
  }
  const turned = writer.add("Transpose", [result], { attributes: [permutation([0, 2, 1, 3])] });
  writer.add("Reshape", [turned, writer.ints([0, 0, -1])], { output });
}

function exposeStage(attention: Attention, writer: NodeWriter, stage: number, name: string): void {
  const output = outputName(attention.node, 3);
  if (output !== undefined && stage === attention.exposedStage) {
    writer.add("Identity", [name], { output });
  }
}

function outputName(node: GraphNode, index: number): string | undefined {
  return node.outputs[index]?.name;
}
