import type { ModelGraph } from "../onnx/graph.ts";
import type { Cause } from "./cause.ts";
import { accumulationOverflow } from "./causes/accumulation-overflow.ts";
import type { NodeEvidence } from "./evidence.ts";

export interface Hazard {
  readonly id: string;
  readonly cause: Cause;
}

/**
 * What emulation cannot show and an engine may do: overflows inside accumulations. Right in this run, so nothing is
 * blamed for it. In the order of the graph.
 */
export function findHazards(graph: ModelGraph, evidence: ReadonlyMap<string, NodeEvidence>): Hazard[] {
  return graph.nodes.flatMap((node): Hazard[] => {
    const measured = evidence.get(node.id);
    if (measured?.accumulationAbsSum === undefined) return [];
    const cause = accumulationOverflow({ node, graph, measured, evidence });
    return cause === undefined ? [] : [{ id: node.id, cause }];
  });
}
