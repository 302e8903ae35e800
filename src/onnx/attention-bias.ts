import type { NodeProto } from "onnx-buf";
import type { Attention } from "./attention-node.ts";
import { castTo, sizesOf } from "./attention-node.ts";
import { intAttribute, newIntAttribute } from "./attributes.ts";
import type { NodeWriter } from "./node-writer.ts";
import { elementType } from "./types.ts";

/**
 * Writes what is added to the scores of `q` and `k` (both with heads split): mask, causal mask or window, and padding. Undefined
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
  const parts: string[] = [];
  if (mask !== undefined) {
    parts.push(maskBias(attention, writer, mask.name, k));
  }
  const window = readWindow(node.proto);
  if (window.left >= 0 || window.right >= 0 || lengths !== undefined) {
    const keys = countUp(writer, sizesOf(writer, k, 2, 3));
    for (const allowed of windowedKeys(attention, window, writer, q, keys)) {
      parts.push(allowedBias(attention, writer, allowed));
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

/** How many keys before and after its own position a query may see; -1: all of them. */
interface Window {
  readonly left: number;
  readonly right: number;
}

/** Causal attention is a window of which the right side is closed. Window sizes are attributes since opset 25. */
function readWindow(proto: NodeProto): Window {
  const right = intAttribute(proto, "right_window_size", -1);
  const isCausal = intAttribute(proto, "is_causal", 0) !== 0;
  return { left: intAttribute(proto, "left_window_size", -1), right: isCausal ? 0 : right };
}

/** Query i stands at position i + offset, the offset being the number of keys before the query's block. */
function windowedKeys(
  attention: Attention,
  window: Window,
  writer: NodeWriter,
  q: string,
  keys: string,
): string[] {
  if (window.left < 0 && window.right < 0) {
    return [];
  }
  const rows = writer.add("Unsqueeze", [countUp(writer, sizesOf(writer, q, 2, 3)), writer.ints([1])]);
  const offset = positionOffset(attention, writer, q);
  const position = offset === undefined ? rows : writer.add("Add", [rows, offset]);
  const allowed: string[] = [];
  if (window.right >= 0) {
    const last = window.right === 0 ? position : writer.add("Add", [position, writer.ints([window.right])]);
    allowed.push(writer.add("LessOrEqual", [keys, last]));
  }
  if (window.left >= 0) {
    allowed.push(
      writer.add("GreaterOrEqual", [keys, writer.add("Sub", [position, writer.ints([window.left])])]),
    );
  }
  return allowed;
}

function positionOffset(attention: Attention, writer: NodeWriter, q: string): string | undefined {
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
