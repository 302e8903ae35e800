import type { GraphProto, ModelProto, NodeProto } from "onnx-buf";
import { intAttribute } from "./attributes.ts";
import { withBodies } from "./expand-composites.ts";
import type { GraphNode, Scope, Value } from "./graph.ts";
import { indexGraph } from "./graph.ts";
import { copyMessage } from "./message-copy.ts";
import { inferTypes } from "./types.ts";

/**
 * Takes out Casts between equal types; whoever read one reads its input. A mixed model is full of them once it is
 * lifted to FP32, and ONNX Runtime 1.30 can break on one: its rule that makes y / x of (1 / x) * y loses y when y comes
 * from a Cast that another rule removes ("Node input … is not a graph input, initializer, or output of a previous node").
 * A Cast whose result a graph returns stays. The numbers are the same; `model` is left unchanged.
 */
export function dropIdleCasts(model: ModelProto): ModelProto {
  const graph = indexGraph(model);
  const types = inferTypes(graph);
  const isIdle = (node: GraphNode): boolean => {
    const [from] = node.inputs;
    const type = from === undefined ? undefined : types.get(from);
    const isCast = node.domain === "" && node.proto.opType === "Cast";
    return isCast && type?.kind === "tensor" && type.element === intAttribute(node.proto, "to", 0);
  };
  const idle = new Set(graph.nodes.filter(isIdle));
  if (idle.size === 0) {
    return model;
  }
  const sourceOf = (value: Value): Value => {
    let source = value;
    while (source.producer !== undefined && idle.has(source.producer.node)) {
      source = source.producer.node.inputs[0] as Value;
    }
    return source;
  };
  const rewriteNode = (node: GraphNode): NodeProto => {
    const proto = withBodies(node, rewriteScope);
    const isMoved = node.inputs.some((value) => value !== undefined && sourceOf(value) !== value);
    return isMoved
      ? copyMessage(proto, {
          input: proto.input.map((name, index) => {
            const value = node.inputs[index];
            return value === undefined ? name : sourceOf(value).name;
          }),
        })
      : proto;
  };
  const rewriteScope = (scope: Scope): GraphProto =>
    copyMessage(scope.proto, {
      node: scope.nodes
        .filter((node) => !idle.has(node) || node.outputs.some((value) => value?.isReturned === true))
        .map(rewriteNode),
    });
  return copyMessage(model, { graph: rewriteScope(graph.main) });
}
