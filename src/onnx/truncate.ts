import { create } from "@bufbuild/protobuf";
import type { ModelProto, NodeProto } from "onnx-buf";
import { ValueInfoProtoSchema } from "onnx-buf";
import type { GraphNode, ModelGraph, Value } from "./graph.ts";
import { copyMessage } from "./message-copy.ts";
import { elementType } from "./types.ts";

/**
 * The part of an FP32 model that makes these float32 tensors of its main graph, which become its only outputs. Inputs stay
 * all there are, so that the same samples fit.
 */
export function truncateModel(graph: ModelGraph, names: readonly string[]): ModelProto {
  const { model, main } = graph;
  const wanted = new Set<GraphNode>();
  const visit = (value: Value | undefined): void => {
    const node = value?.producer?.node;
    if (node === undefined || node.scope !== main || wanted.has(node)) return;
    wanted.add(node);
    readsOf(node).forEach(visit);
  };
  const values = names.map((name) => main.values.get(name));
  values.forEach(visit);
  const kept = new Set<NodeProto>([...wanted].map(({ proto }) => proto));
  const read = new Set([...wanted].flatMap(readsOf).map((value) => value.name));
  const proto = main.proto;
  return copyMessage(model, {
    graph: copyMessage(proto, {
      node: proto.node.filter((node) => kept.has(node)),
      initializer: proto.initializer.filter(({ name }) => read.has(name)),
      output: values.flatMap((value) => (value === undefined ? [] : [declarationOf(value)])),
    }),
  });
}

/** What a node reads, in its bodies as well. */
function readsOf(node: GraphNode): Value[] {
  const own = node.inputs.filter((value) => value !== undefined);
  return [...own, ...node.bodies.flatMap(({ scope }) => [...scope.nodes.flatMap(readsOf), ...scope.outputs])];
}

function declarationOf({ name, declared }: Value) {
  return (
    declared ??
    create(ValueInfoProtoSchema, {
      name,
      type: { value: { case: "tensorType", value: { elemType: elementType.float } } },
    })
  );
}
