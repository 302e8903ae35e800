import type { GraphProto, NodeProto } from "onnx-buf";
import { InputError } from "../errors.ts";
import { nodeLabel, quote } from "./label.ts";

/** Names that a graph can see from outside: those of its own, then those around it. */
export interface VisibleNames {
  readonly names: ReadonlySet<string>;
  readonly outer: VisibleNames | undefined;
}

/** True when `name` is defined in this scope or around it. */
export function isVisible(name: string, scope: VisibleNames | undefined): boolean {
  for (let current = scope; current !== undefined; current = current.outer) {
    if (current.names.has(name)) {
      return true;
    }
  }
  return false;
}

/** Graphs that a node holds as attributes: the branches of If, the body of Loop and Scan. */
export function subgraphsOf(node: NodeProto): GraphProto[] {
  const graphs: GraphProto[] = [];
  for (const attribute of node.attribute) {
    if (attribute.g !== undefined) {
      graphs.push(attribute.g);
    }
    graphs.push(...attribute.graphs);
  }
  return graphs;
}

/** Names that a node reads: its inputs, and what its subgraphs take from around them. Empty names are left out. */
export function namesRead(node: NodeProto): Set<string> {
  const names = new Set(node.input);
  for (const graph of subgraphsOf(node)) {
    for (const name of captures(graph)) {
      names.add(name);
    }
  }
  names.delete("");
  return names;
}

/** Names that a graph reads but does not define. */
function captures(graph: GraphProto): Set<string> {
  const free = new Set(graph.output.map(({ name }) => name));
  for (const node of graph.node) {
    for (const name of namesRead(node)) {
      free.add(name);
    }
  }
  for (const { name } of [...graph.input, ...graph.initializer]) {
    free.delete(name);
  }
  for (const node of graph.node) {
    for (const name of node.output) {
      free.delete(name);
    }
  }
  return free;
}

/**
 * The nodes in topological order: as they are when that is one, else stably sorted (a node keeps its place unless it
 * reads something that a later node makes). ONNX wants them sorted; ONNX Runtime sorts the main graph by itself but
 * refuses subgraphs, so here all are sorted.
 *
 * `provided` are the names that need no node: inputs, initializers, names around the graph.
 * Throws InputError when a name has no producer, or when nodes wait for each other in a circle.
 */
export function sortNodes(
  nodes: readonly NodeProto[],
  provided: (name: string) => boolean,
  where: string,
): NodeProto[] {
  const producers = new Map<string, number>();
  for (const [index, node] of nodes.entries()) {
    for (const name of node.output) {
      producers.set(name, index);
    }
  }
  const requirements = nodes.map((node) => requiredNodes(node, producers, provided, where));
  if (requirements.every((required, index) => required.every((producer) => producer < index))) {
    return [...nodes];
  }
  const order = depthFirstOrder(nodes, requirements, where);
  return order.flatMap((index) => nodes[index] ?? []);
}

/** Positions of the nodes that a node needs. */
function requiredNodes(
  node: NodeProto,
  producers: ReadonlyMap<string, number>,
  provided: (name: string) => boolean,
  where: string,
): number[] {
  const required: number[] = [];
  for (const name of namesRead(node)) {
    const producer = producers.get(name);
    if (producer !== undefined) {
      required.push(producer);
    } else if (!provided(name)) {
      throw new InputError(
        `${where}: ${nodeLabel(node)} reads ${quote(name)}, which no node, input or initializer provides.`,
        { advice: "Export the model again; a graph that was cut or edited by hand looks like this." },
      );
    }
  }
  return required;
}

/** Post-order over the requirements, nodes taken in their file order; its own stack, since chains are long. */
function depthFirstOrder(
  nodes: readonly NodeProto[],
  requirements: readonly number[][],
  where: string,
): number[] {
  const unseen = 0;
  const open = 1;
  const done = 2;
  const state = new Uint8Array(nodes.length);
  const order: number[] = [];
  for (let first = 0; first < nodes.length; first++) {
    const stack = state[first] === unseen ? [{ index: first, next: 0 }] : [];
    while (stack.length > 0) {
      const top = stack[stack.length - 1] as { index: number; next: number };
      state[top.index] = open;
      const required = requirements[top.index]?.[top.next];
      top.next += 1;
      if (required === undefined) {
        state[top.index] = done;
        order.push(top.index);
        stack.pop();
      } else if (state[required] === open) {
        throw cycle(nodes, [...stack.map(({ index }) => index), required], where);
      } else if (state[required] === unseen) {
        stack.push({ index: required, next: 0 });
      }
    }
  }
  return order;
}

/** `path` ends with the node that it meets again; what leads there is no part of the circle. */
function cycle(nodes: readonly NodeProto[], path: readonly number[], where: string): InputError {
  const circle = path.slice(path.indexOf(path[path.length - 1] as number));
  const labels = circle.flatMap((index) => nodes[index] ?? []).map(nodeLabel);
  const shown = labels.length > 6 ? [...labels.slice(0, 5), "…", labels[labels.length - 1]] : labels;
  return new InputError(`${where}: nodes need each other in a circle: ${shown.join(" needs ")}.`, {
    advice: "Export the model again: a graph with a circle can't be computed.",
  });
}
