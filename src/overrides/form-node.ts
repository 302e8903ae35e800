import type { GraphNode } from "../onnx/graph.ts";
import type { NodeProvenance } from "../onnx/provenance.ts";
import type { ValueTypes } from "../onnx/types.ts";
import { elementType } from "../onnx/types.ts";
import type { FormNode } from "./plan-form.ts";

/** A node of the FP32 model as the forms need it. An output of unknown type counts as no float. */
export function formNode(
  node: GraphNode,
  types: ValueTypes,
  provenance: ReadonlyMap<string, NodeProvenance>,
): FormNode {
  const { module, frames } = provenance.get(node.id) ?? { module: undefined, frames: [] };
  return {
    id: node.id,
    name: node.proto.name,
    op: node.proto.opType,
    outputs: node.outputs.map((output) => ({
      name: output?.name ?? "",
      isFloat: output !== undefined && types.get(output)?.element === elementType.float,
    })),
    ...(module === undefined ? {} : { module }),
    frames,
  };
}
