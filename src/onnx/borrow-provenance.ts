import type { GraphProto, ModelProto, NodeProto } from "onnx-buf";
import type { GraphNode } from "./graph.ts";
import { copyMessage } from "./message-copy.ts";

/**
 * The converted model with modules and source lines of the original on the nodes that lost theirs: some converters drop
 * all metadata. `pairs` are nodes of the original with those of `model`. Nodes in bodies are left as they are; `model`
 * is left unchanged.
 */
export function borrowProvenance(model: ModelProto, pairs: ReadonlyMap<GraphNode, GraphNode>): ModelProto {
  const lenders = new Map<NodeProto, NodeProto>();
  for (const [original, converted] of pairs) {
    const isBare = converted.proto.metadataProps.length === 0 && converted.scope.depth === 0;
    if (isBare && original.proto.metadataProps.length > 0) lenders.set(converted.proto, original.proto);
  }
  if (lenders.size === 0 || model.graph === undefined) return model;
  const lend = (node: NodeProto): NodeProto => {
    const lender = lenders.get(node);
    return lender === undefined ? node : copyMessage(node, { metadataProps: lender.metadataProps });
  };
  const graph: GraphProto = copyMessage(model.graph, { node: model.graph.node.map(lend) });
  return copyMessage(model, { graph });
}
