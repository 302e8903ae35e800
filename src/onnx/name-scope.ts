import type { GraphProto, ModelProto } from "onnx-buf";
import { subgraphsOf } from "./node-order.ts";

/** Names that are taken, and new ones that are not. */
export interface NameScope {
  /** Takes `wanted` when it is free, else `wanted` with the lowest free number (`x_1`), the same in every run. */
  take(wanted: string): string;
}

/** A scope in which `taken` are no longer free. */
export function createNameScope(taken: Iterable<string>): NameScope {
  const names = new Set(taken);
  // Where to go on for a wanted name, or a thousand copies of one function would try a million numbers.
  const nextNumber = new Map<string, number>();
  return {
    take(wanted) {
      let number = nextNumber.get(wanted) ?? 0;
      let name = number === 0 ? wanted : `${wanted}_${number}`;
      while (name === "" || names.has(name)) {
        number += 1;
        name = `${wanted}_${number}`;
      }
      nextNumber.set(wanted, number + 1);
      names.add(name);
      return name;
    },
  };
}

/** Every value name in the graph of a model and its subgraphs: a new name outside this set hides and meets nothing. */
export function valueNames(model: ModelProto): Set<string> {
  const names = new Set<string>();
  forEachGraph(model.graph, (graph) => {
    for (const { name } of [...graph.input, ...graph.output, ...graph.initializer, ...graph.valueInfo]) {
      names.add(name);
    }
    for (const node of graph.node) {
      for (const name of [...node.input, ...node.output]) {
        names.add(name);
      }
    }
  });
  return names;
}

/** Every node name in the graph of a model and its subgraphs. ONNX Runtime refuses two nodes of one name. */
export function nodeNames(model: ModelProto): Set<string> {
  const names = new Set<string>();
  forEachGraph(model.graph, (graph) => {
    for (const { name } of graph.node) {
      names.add(name);
    }
  });
  return names;
}

function forEachGraph(graph: GraphProto | undefined, visit: (graph: GraphProto) => void): void {
  if (graph === undefined) {
    return;
  }
  visit(graph);
  for (const node of graph.node) {
    for (const inner of subgraphsOf(node)) {
      forEachGraph(inner, visit);
    }
  }
}
