import type { PreparedEmulation } from "./emulate.ts";
import type { GraphNode, Value } from "./graph.ts";

/**
 * Values that ONNX Runtime knows before it runs anything whatever the switches say: initializers, constants, and what
 * is computed from them by nodes that round nothing.
 */
export function fixedConstants(prepared: PreparedEmulation): Set<Value> {
  const { expanded, decision } = prepared;
  return constantValues(
    prepared,
    (node) => !decision.byNode.has(node) && !expanded.owners.has(node.proto.name),
  );
}

/** All values that are constant under any one plan: fixed ones, and what float nodes compute from constants. */
export function floatConstants(prepared: PreparedEmulation): Set<Value> {
  return constantValues(prepared, () => true);
}

function constantValues({ graph }: PreparedEmulation, mayCompute: (node: GraphNode) => boolean): Set<Value> {
  const constants = new Set<Value>();
  for (const value of graph.nodes.flatMap((node) => node.inputs)) {
    // Since IR version 4 the caller may replace an initializer that is a graph input, too.
    if (value?.initializer !== undefined && !(value.isGraphInput && graph.model.irVersion >= 4n)) {
      constants.add(value);
    }
  }
  for (const node of graph.nodes) {
    const isKnown = node.inputs.every((value) => value === undefined || constants.has(value));
    if (isKnown && node.bodies.length === 0 && mayCompute(node)) {
      for (const value of node.outputs) {
        if (value !== undefined) {
          constants.add(value);
        }
      }
    }
  }
  return constants;
}
