import type { GraphNode, ModelGraph, Value } from "./graph.ts";
import type { NodeProvenance } from "./provenance.ts";

/**
 * A name for every node that survives renaming and a new export: `MODULE/OPERATOR#ORDINAL`, such as
 * `blocks.2.attn/MatMul#2`, by node id. Ordinals count from 1 within module and operator. Without a module the first
 * part is empty. No two nodes share a key: `/`, `#` and `%` inside a part are percent-encoded.
 *
 * The order of counting follows the data from the graph's outputs backwards, so that neither names nor the order of
 * nodes in the file matter; nodes that no output depends on come last.
 */
export function nodeKeys(
  graph: ModelGraph,
  provenance: ReadonlyMap<string, NodeProvenance>,
): Map<string, string> {
  const counts = new Map<string, number>();
  const keys = new Map<string, string>();
  const encoded = new Map<string, string>();
  const encode = (part: string): string => {
    const known = encoded.get(part) ?? encodePart(part);
    encoded.set(part, known);
    return known;
  };
  for (const node of dataOrder(graph)) {
    const { domain, proto } = node;
    const operator = domain === "" ? proto.opType : `${domain}::${proto.opType}`;
    const kind = `${encode(provenance.get(node.id)?.module ?? "")}/${encode(operator)}`;
    const ordinal = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, ordinal);
    keys.set(node.id, `${kind}#${ordinal}`);
  }
  return keys;
}

function encodePart(part: string): string {
  return part.replace(/[%/#]/g, encodeURIComponent);
}

/** Every node after those it depends on, found from the outputs in their order and the inputs in theirs. */
function dataOrder(graph: ModelGraph): GraphNode[] {
  const ordered: GraphNode[] = [];
  const entered = new Set<GraphNode>();
  for (const { producer } of graph.main.outputs) {
    if (producer !== undefined) {
      visit(producer.node, entered, ordered);
    }
  }
  for (const node of graph.nodes) {
    visit(node, entered, ordered);
  }
  return ordered;
}

/** A node on its way, and how many of the values that it needs were looked at. */
interface Step {
  readonly node: GraphNode;
  readonly needs: readonly (Value | undefined)[];
  next: number;
}

/** Depth first with a stack of its own: chains of 100,000 nodes are deeper than the call stack. */
function visit(root: GraphNode, entered: Set<GraphNode>, ordered: GraphNode[]): void {
  if (entered.has(root)) {
    return;
  }
  entered.add(root);
  const stack: Step[] = [{ node: root, needs: neededValues(root), next: 0 }];
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    if (top.next === top.needs.length) {
      ordered.push(top.node);
      stack.pop();
      continue;
    }
    const need = top.needs[top.next]?.producer?.node;
    top.next += 1;
    if (need !== undefined && !entered.has(need)) {
      entered.add(need);
      stack.push({ node: need, needs: neededValues(need), next: 0 });
    }
  }
}

/** What a node reads, and what the results of its bodies are. */
function neededValues(node: GraphNode): readonly (Value | undefined)[] {
  return node.bodies.length === 0
    ? node.inputs
    : [...node.inputs, ...node.bodies.flatMap((body) => body.scope.outputs)];
}
