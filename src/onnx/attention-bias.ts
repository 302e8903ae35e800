import type { Attention } from "./attention-node.ts";
import { castTo, sizesOf } from "./attention-node.ts";
import { intAttribute, newIntAttribute } from "./attributes.ts";
import type { NodeWriter } from "./node-writer.ts";
import { elementType } from "./types.ts";

/**
 * Writes what is added to the scores of `q` and `k` (both with heads split): mask, causal mask and padding. Undefined
 * when the node has none of them.
 */
export function attentionBias(
  attention: Attention,
  writer: NodeWriter,
  q: string,
  k: string,
): string | undefined {
  const { node } = attention;
  const [, , , mask, , , lengths] = node.inputs;
  const isCausal = intAttribute(node.proto, "is_causal", 0) !== 0;
  const parts: string[] = [];
  if (mask !== undefined) {
    parts.push(maskBias(attention, writer, mask.name, k));
  }
  if (isCausal || lengths !== undefined) {
    const keys = countUp(writer, sizesOf(writer, k, 2, 3));
    if (isCausal) {
      parts.push(allowedBias(attention, writer, causalKeys(attention, writer, q, keys)));
    }
    if (lengths !== undefined) {
      const perBatch = writer.add("Unsqueeze", [lengths.name, writer.ints([1, 2, 3])]);
      parts.push(allowedBias(attention, writer, writer.add("Less", [keys, perBatch])));
    }
  }
  return parts.reduce<string | undefined>(
    (sum, part) => (sum === undefined ? part : writer.add("Add", [sum, part])),
    undefined,
  );
}

/** The mask as numbers to add, filled up with -infinity when it covers fewer keys than there are. */
function maskBias(attention: Attention, writer: NodeWriter, mask: string, k: string): string {
  const bias = attention.maskIsBool ? allowedBias(attention, writer, mask) : mask;
  if (attention.maskIsWhole) {
    return bias;
  }
  const missing = writer.add("Sub", [sizesOf(writer, k, 2, 3), sizesOf(writer, mask, -1)]);
  const pads = writer.add("Concat", [writer.ints([0]), missing], {
    attributes: [newIntAttribute("axis", 0)],
  });
  return writer.add("Pad", [bias, pads, forbidden(attention, writer), writer.ints([-1])]);
}

/** 0 where `allowed`, else -infinity. */
function allowedBias(attention: Attention, writer: NodeWriter, allowed: string): string {
  const zero = castTo(writer, writer.float(0), attention.element, elementType.float);
  return writer.add("Where", [allowed, zero, forbidden(attention, writer)]);
}

/** Minus infinity in the type of the scores. */
export function forbidden(attention: Attention, writer: NodeWriter): string {
  return castTo(writer, writer.float(Number.NEGATIVE_INFINITY), attention.element, elementType.float);
}

/** Query i may see key j when j <= i + offset, the offset being the number of keys before the query's block. */
function causalKeys(attention: Attention, writer: NodeWriter, q: string, keys: string): string {
  const rows = writer.add("Unsqueeze", [countUp(writer, sizesOf(writer, q, 2, 3)), writer.ints([1])]);
  const offset = causalOffset(attention, writer, q);
  const last = offset === undefined ? rows : writer.add("Add", [rows, offset]);
  return writer.add("LessOrEqual", [keys, last]);
}

function causalOffset(attention: Attention, writer: NodeWriter, q: string): string | undefined {
  const [, , , , past, , lengths] = attention.node.inputs;
  if (past !== undefined) {
    return sizesOf(writer, past.name, 2, 3);
  }
  if (lengths === undefined) {
    return undefined;
  }
  const perBatch = writer.add("Unsqueeze", [lengths.name, writer.ints([1, 2, 3])]);
  return writer.add("Sub", [perBatch, sizesOf(writer, q, 2, 3)]);
}

/** The integers from 0 up to the one element of `length`, as a vector. */
function countUp(writer: NodeWriter, length: string): string {
  const scalar = (name: string): string => writer.add("Squeeze", [name, writer.ints([0])]);
  return writer.add("Range", [scalar(writer.ints([0])), scalar(length), scalar(writer.ints([1]))]);
}
