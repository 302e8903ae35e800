import type { PreparedEmulation } from "./emulate.ts";
import type { GraphNode, Value } from "./graph.ts";
import { readsOnlySizes } from "./shape-arithmetic.ts";

/** A value that a branch has to give: as all read it, or `unrounded`, as shape arithmetic reads it. */
export interface Target {
  readonly value: Value;
  readonly unrounded: boolean;
}

/** An input of `node` that takes its number as it was before rounding. */
export function readsUnrounded(prepared: PreparedEmulation, node: GraphNode, input: number): boolean {
  return prepared.decision.isShapeUse(node, input) && !readsOnlySizes(node);
}

/** Values that these nodes make and others read. */
export function readOutside(nodes: readonly GraphNode[]): Value[] {
  const inside = new Set(nodes);
  return nodes.flatMap((node) =>
    node.outputs.filter(
      (value): value is Value =>
        value !== undefined && (value.isReturned || value.uses.some((use) => !inside.has(use.node))),
    ),
  );
}

/** What has to be given of these values: each as it is read, and as it was before rounding where that is asked for. */
export function targetsOf(
  values: readonly Value[],
  nodes: readonly GraphNode[],
  prepared: PreparedEmulation,
): Target[] {
  const inside = new Set(nodes);
  return values.flatMap((value): Target[] => {
    const isAsked = value.uses.some(
      (use) => !inside.has(use.node) && readsUnrounded(prepared, use.node, use.input),
    );
    const isRounded = value.producer !== undefined && prepared.decision.byNode.has(value.producer.node);
    return [{ value, unrounded: false }, ...(isAsked && isRounded ? [{ value, unrounded: true }] : [])];
  });
}
