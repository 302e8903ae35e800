import { ConfigError } from "../errors.ts";
import type { ModelGraph } from "./graph.ts";

/**
 * The precision of every node: those named here stay in FP32, all others run in FP16. Nothing else decides precision.
 * Names are node ids (see `GraphNode.id`).
 */
export interface PrecisionPlan {
  readonly fp32Nodes: ReadonlySet<string>;
}

/** Every node in FP16: what an FP16 engine does unless told otherwise. */
export const everythingFp16: PrecisionPlan = { fp32Nodes: new Set() };

/** These nodes in FP32, the rest in FP16. */
export function keepInFp32(nodes: Iterable<string>): PrecisionPlan {
  return { fp32Nodes: new Set(nodes) };
}

/** Every node of the model in FP32: emulated, this is the model's own FP32 result. */
export function everythingFp32(graph: ModelGraph): PrecisionPlan {
  return { fp32Nodes: new Set(graph.nodeById.keys()) };
}

/** Throws ConfigError when the plan names nodes that the model does not have. */
export function checkPlan(plan: PrecisionPlan, graph: ModelGraph): void {
  const unknown = [...plan.fp32Nodes].filter((id) => !graph.nodeById.has(id));
  if (unknown.length === 0) {
    return;
  }
  const shown = unknown.slice(0, 5).join(", ");
  const more = unknown.length > 5 ? ` and ${unknown.length - 5} more` : "";
  throw new ConfigError(`The plan keeps nodes in FP32 that the model does not have: ${shown}${more}.`, {
    advice: "Name a node by its ONNX name, or by its first output where that name is empty or not unique.",
  });
}
