import { notForcedOperators } from "../../onnx/tensorrt-layers.ts";
import type { FormNode, OmittedForm } from "../plan-form.ts";
import { noteNames } from "./name-text.ts";

/** TensorRT: "at most 4096 bytes including the terminator" (NvInfer.h, ILayer::setName). */
const maxLayerNameBytes = 4095;

/** The ONNX name where it alone tells the node, else undefined. */
export function uniqueName(node: FormNode): string | undefined {
  return node.name !== "" && node.name === node.id ? node.name : undefined;
}

/**
 * The name of the layer that TensorRT's parser makes first for a node: the node's own, else `node_of_` and its first
 * output (onnx-tensorrt, importerUtils). Undefined where that is not unique or no layer can bear it.
 */
export function tensorrtLayerName(node: FormNode): string | undefined {
  const first = node.outputs[0]?.name;
  const derived = node.name === "" && first !== "" && first === node.id ? `node_of_${first}` : undefined;
  const name = uniqueName(node) ?? derived;
  if (name === undefined || name.includes("\0") || /\p{Cs}/u.test(name)) return undefined;
  return new TextEncoder().encode(name).length > maxLayerNameBytes ? undefined : name;
}

/** Whether a per-layer precision may be asked for: forcing what has no float output, or moves shapes, breaks the build. */
export function isForceable(node: FormNode): boolean {
  return !notForcedOperators.has(node.op) && node.outputs.some((output) => output.isFloat);
}

/** Nodes with what a tool calls them, and those that it cannot be told of. */
export interface Addressed<T> {
  readonly found: readonly { readonly node: FormNode; readonly address: T }[];
  readonly missing: readonly FormNode[];
}

export function addressAll<T>(
  nodes: readonly FormNode[],
  address: (node: FormNode) => T | undefined,
): Addressed<T> {
  const found: { node: FormNode; address: T }[] = [];
  const missing: FormNode[] = [];
  for (const node of nodes) {
    const known = address(node);
    if (known === undefined) {
      missing.push(node);
    } else {
      found.push({ node, address: known });
    }
  }
  return { found, missing };
}

/** A form without some of the plan's nodes was never verified: it is left out, and says which ones it lacks. */
export function omitted(
  form: Pick<OmittedForm, "title" | "targetVersions">,
  missing: readonly FormNode[],
  why: string,
): OmittedForm {
  return { ...form, reason: `${why}: ${noteNames(missing)}.` };
}
