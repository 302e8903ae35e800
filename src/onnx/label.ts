import type { NodeProto } from "onnx-buf";

/** Longest name that a message quotes in full; exporters reach 200 with module paths. */
const longestName = 240;

/** A name from a file, fit for a one-line message: quoted, control characters escaped, cut when absurdly long. */
export function quote(name: string): string {
  return JSON.stringify(name.length > longestName ? `${name.slice(0, longestName)}…` : name);
}

/** A node for messages: its name, else its first output, with the operator. */
export function nodeLabel(node: NodeProto): string {
  const operator = quote(node.opType).slice(1, -1);
  if (node.name !== "") {
    return `node ${quote(node.name)} (${operator})`;
  }
  const output = node.output.find((name) => name !== "");
  return output === undefined ? `a nameless ${operator} node` : `the ${operator} node of ${quote(output)}`;
}
