import type { GraphProto, ModelProto, NodeProto, TensorProto } from "onnx-buf";
import { expandAttention } from "./attention.ts";
import { foldBatchNormalization } from "./batch-normalization.ts";
import type { GraphNode, ModelGraph, Scope } from "./graph.ts";
import { copyMessage } from "./message-copy.ts";
import { modelNameScope, nodeWriter } from "./node-writer.ts";
import type { PrecisionPlan } from "./plan.ts";
import type { ValueTypes } from "./types.ts";
import { elementType } from "./types.ts";

/** A model in which composite operators are written out, and what came from where. */
export interface ExpandedModel {
  readonly model: ModelProto;
  /** For each node that was added: the id of the node it stands for. */
  readonly owners: ReadonlyMap<string, string>;
  /** Added nodes that compute in FP32 whatever the plan says. */
  readonly fp32Nodes: ReadonlySet<string>;
  /** Ids of nodes that were there before: they stay what they were in the original. */
  readonly ids: ReadonlyMap<NodeProto, string>;
  readonly attentions: readonly string[];
  readonly batchNormalizations: readonly string[];
}

/**
 * Writes out Attention (so that q k^T is a tensor) and splits BatchNormalization (so that only the folded scale and
 * shift are rounded), for nodes that run in half precision under `plan`. Nodes in FP32 stay as they are, to the bit.
 * In a model that declares half-precision tensors, BatchNormalization is taken as declared.
 */
export function expandComposites(
  graph: ModelGraph,
  types: ValueTypes,
  plan: PrecisionPlan,
  typed: boolean,
): ExpandedModel {
  const chosen = new Set(
    graph.nodes.filter(
      (node) =>
        !plan.fp32Nodes.has(node.id) &&
        (isAttention(node) || (!typed && isFloatBatchNormalization(node, types))),
    ),
  );
  const owners = new Map<string, string>();
  const fp32Nodes = new Set<string>();
  if (chosen.size === 0) {
    return { model: graph.model, owners, fp32Nodes, ids: new Map(), attentions: [], batchNormalizations: [] };
  }
  const names = modelNameScope(graph.model);
  const replace = (node: GraphNode): Replacement => {
    const writer = nodeWriter(node.id, node.proto, names);
    if (isAttention(node)) {
      expandAttention(node, types, writer);
    }
    const applied = isAttention(node) ? [] : [foldBatchNormalization(node, graph.model.irVersion, writer)];
    for (const added of writer.nodes) {
      owners.set(added.name, node.id);
    }
    writer.fp32Nodes.forEach((name) => fp32Nodes.add(name));
    return { nodes: [...writer.nodes, ...applied], initializers: writer.initializers };
  };
  const ids = new Map<NodeProto, string>();
  const main = rewriteScope(graph.main, chosen, replace, ids);
  const namesOf = (keep: (node: GraphNode) => boolean): string[] =>
    [...chosen].filter(keep).map((node) => node.id);
  return {
    model: copyMessage(graph.model, { graph: main }),
    owners,
    fp32Nodes,
    ids,
    attentions: namesOf(isAttention),
    batchNormalizations: namesOf((node) => !isAttention(node)),
  };
}

interface Replacement {
  readonly nodes: NodeProto[];
  readonly initializers: TensorProto[];
}

function rewriteScope(
  scope: Scope,
  chosen: ReadonlySet<GraphNode>,
  replace: (node: GraphNode) => Replacement,
  ids: Map<NodeProto, string>,
): GraphProto {
  const nodes: NodeProto[] = [];
  const initializers = [...scope.proto.initializer];
  for (const node of scope.nodes) {
    if (chosen.has(node)) {
      const replacement = replace(node);
      nodes.push(...replacement.nodes);
      initializers.push(...replacement.initializers);
    } else {
      nodes.push(withBodies(node, (body) => rewriteScope(body, chosen, replace, ids)));
    }
    const successor = nodes.at(-1);
    if (successor !== undefined && !isAttention(node)) {
      ids.set(successor, node.id);
    }
  }
  return copyMessage(scope.proto, { node: nodes, initializer: initializers });
}

/** The node's message with every body rewritten; the message itself where it has none. */
export function withBodies(node: GraphNode, rewrite: (body: Scope) => GraphProto): NodeProto {
  if (node.bodies.length === 0) {
    return node.proto;
  }
  const bodies = new Map(node.bodies.map((body) => [body.scope.proto, body.scope]));
  const rewriteGraph = (graph: GraphProto): GraphProto => {
    const scope = bodies.get(graph);
    return scope === undefined ? graph : rewrite(scope);
  };
  return copyMessage(node.proto, {
    attribute: node.proto.attribute.map((attribute) =>
      attribute.g === undefined && attribute.graphs.length === 0
        ? attribute
        : copyMessage(attribute, {
            g: attribute.g === undefined ? undefined : rewriteGraph(attribute.g),
            graphs: attribute.graphs.map(rewriteGraph),
          }),
    ),
  });
}

function isAttention(node: GraphNode): boolean {
  return node.domain === "" && node.proto.opType === "Attention";
}

function isFloatBatchNormalization(node: GraphNode, types: ValueTypes): boolean {
  return (
    node.domain === "" &&
    node.proto.opType === "BatchNormalization" &&
    node.inputs.every((value) => value !== undefined && types.get(value)?.element === elementType.float)
  );
}
