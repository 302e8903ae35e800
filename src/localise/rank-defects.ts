import type { GraphNode, ModelGraph } from "../onnx/graph.ts";
import type { NodeEvidence } from "./evidence.ts";

export interface Guilty {
  readonly id: string;
  readonly score: number;
  readonly depth: number;
  readonly aloneExcess: number;
  readonly outputs: readonly string[];
  readonly module: string | undefined;
}

/** Float nodes that may lie between two nodes of one defect, as a scale between a product and its softmax. */
const mostBetween = 2;
/** Bound of the walk from one node, for graphs in which one value feeds very many. */
const mostVisited = 256;

/**
 * Divides guilty nodes into defects: those that break a common output and lie next to each other, or in one module.
 * Worst defect first. Within a defect the nodes that weigh about the same (within a factor of two of the worst) come in
 * the order of dataflow, so that the first divergence leads; then the others, worst first.
 */
export function divideIntoDefects(
  guilty: readonly Guilty[],
  graph: ModelGraph,
  evidence: ReadonlyMap<string, NodeEvidence>,
): Guilty[][] {
  const leaders = new Map(guilty.map(({ id }) => [id, id]));
  const find = (id: string): string => {
    let at = id;
    while (leaders.get(at) !== at) at = leaders.get(at) as string;
    return at;
  };
  const byId = new Map(guilty.map((each) => [each.id, each]));
  const join = (first: Guilty, second: Guilty): void => {
    if (first.outputs.some((output) => second.outputs.includes(output))) {
      leaders.set(find(second.id), find(first.id));
    }
  };
  const firstOfModule = new Map<string, Guilty[]>();
  for (const each of guilty) {
    const node = graph.nodeById.get(each.id);
    for (const id of node === undefined ? [] : nearby(node, evidence)) {
      const other = byId.get(id);
      if (other !== undefined) join(each, other);
    }
    if (each.module === undefined) continue;
    const neighbours = firstOfModule.get(each.module) ?? [];
    for (const other of neighbours) join(other, each);
    firstOfModule.set(each.module, [...neighbours, each]);
  }
  const defects = new Map<string, Guilty[]>();
  for (const each of guilty) {
    const leader = find(each.id);
    defects.set(leader, [...(defects.get(leader) ?? []), each]);
  }
  return [...defects.values()].map(inOrder).sort(worseFirst);
}

/** Ids of float nodes downstream with at most a few float nodes between, and of those in bodies that read them. */
function nearby(start: GraphNode, evidence: ReadonlyMap<string, NodeEvidence>): Set<string> {
  const found = new Set<string>();
  const visited = new Set<GraphNode>([start]);
  let front: GraphNode[] = [start];
  for (let between = 0; between <= mostBetween && front.length > 0; between += 1) {
    const next: GraphNode[] = [];
    const queue = front;
    while (queue.length > 0 && visited.size < mostVisited) {
      const node = queue.pop() as GraphNode;
      for (const { node: reader } of node.outputs.flatMap(
        (value) => value?.uses.slice(0, mostVisited) ?? [],
      )) {
        if (visited.has(reader)) continue;
        visited.add(reader);
        for (const body of reader.bodies)
          body.scope.nodes.slice(0, mostVisited).forEach(({ id }) => found.add(id));
        if (evidence.has(reader.id)) {
          found.add(reader.id);
          next.push(reader);
        } else {
          queue.push(reader);
        }
      }
    }
    front = next;
  }
  return found;
}

function inOrder(defect: readonly Guilty[]): Guilty[] {
  const worst = Math.max(...defect.map(({ aloneExcess }) => aloneExcess));
  const isLeading = ({ aloneExcess }: Guilty): boolean => aloneExcess >= worst / 2;
  const leading = defect.filter(isLeading).sort((first, second) => first.depth - second.depth);
  const others = defect.filter((each) => !isLeading(each));
  return [...leading, ...others.sort((first, second) => second.aloneExcess - first.aloneExcess)];
}

function worseFirst(first: readonly Guilty[], second: readonly Guilty[]): number {
  const worst = (defect: readonly Guilty[]): number => Math.max(...defect.map((each) => each.aloneExcess));
  const depth = (defect: readonly Guilty[]): number => (defect[0] as Guilty).depth;
  const [one, other] = [worst(first), worst(second)];
  return one === other ? depth(first) - depth(second) : other - one;
}
