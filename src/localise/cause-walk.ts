import { carriedInputPositions } from "../onnx/data-movement.ts";
import type { GraphNode } from "../onnx/graph.ts";

/** How far a composition is looked for, and how many nodes at most. */
export interface WalkLimits {
  /** Computing nodes on the way, the end included; data movement and casts do not count. */
  readonly steps: number;
  /** Operators that may lie on the way. */
  readonly through: ReadonlySet<string>;
}

const mostVisited = 128;

/** A node met on the way, and at which of its inputs it reads what led there. */
export interface Met {
  readonly node: GraphNode;
  readonly input: number;
  /** The node before it on the way, in the direction of the walk. */
  readonly from: GraphNode;
}

/**
 * Nodes that read what `start` makes, nearest first, through the given operators. `start` itself is not among them.
 */
export function downstream(start: GraphNode, limits: WalkLimits): Met[] {
  return walk(start, limits, (node) =>
    node.outputs.flatMap((value) =>
      (value?.uses.slice(0, mostVisited) ?? []).map((use) => ({
        node: use.node,
        input: use.input,
        from: node,
      })),
    ),
  );
}

/** Nodes that make what `start` reads, nearest first; `input` is the position at which `from` reads them. */
export function upstream(start: GraphNode, limits: WalkLimits, from?: number): Met[] {
  return walk(start, limits, (node) =>
    node.inputs.slice(0, mostVisited).flatMap((value, input) => {
      const producer = value?.producer?.node;
      const isAsked = node !== start || from === undefined || from === input;
      return producer === undefined || !isAsked ? [] : [{ node: producer, input, from: node }];
    }),
  );
}

function walk(start: GraphNode, limits: WalkLimits, next: (node: GraphNode) => Met[]): Met[] {
  const met: Met[] = [];
  const seen = new Set<GraphNode>([start]);
  let front: GraphNode[] = [start];
  for (let step = 0; step < limits.steps && front.length > 0; step += 1) {
    const further: GraphNode[] = [];
    const queue = [...front];
    for (let at = 0; at < queue.length; at += 1) {
      for (const each of next(queue[at] as GraphNode)) {
        if (seen.has(each.node) || seen.size >= mostVisited) continue;
        seen.add(each.node);
        met.push(each);
        if (isTransparent(each.node)) queue.push(each.node);
        else if (limits.through.has(each.node.proto.opType)) further.push(each.node);
      }
    }
    front = further;
  }
  return met;
}

/** Copies elements, or changes only their type. */
export function isTransparent(node: GraphNode): boolean {
  return node.proto.opType === "Cast" || carriedInputPositions(node) !== undefined;
}
