import type { GraphProto, ModelProto, NodeProto, TensorProto } from "onnx-buf";

/** A tensor that a model holds, with where it stands. */
export interface ModelTensor {
  readonly tensor: TensorProto;
  /** An initializer, or the value of an attribute. */
  readonly kind: "initializer" | "attribute";
}

/** Every tensor of a model: initializers and attribute values, also in subgraphs and functions, in file order. */
export function* modelTensors(model: ModelProto): Generator<ModelTensor> {
  if (model.graph !== undefined) {
    yield* graphTensors(model.graph);
  }
  for (const { node, attributeProto } of model.functions) {
    yield* nodeTensors(node);
    yield* attributeTensors(attributeProto);
  }
}

function* graphTensors(graph: GraphProto): Generator<ModelTensor> {
  for (const tensor of graph.initializer) {
    yield { tensor, kind: "initializer" };
  }
  yield* nodeTensors(graph.node);
}

function* nodeTensors(nodes: readonly NodeProto[]): Generator<ModelTensor> {
  for (const { attribute } of nodes) {
    if (attribute.length > 0) {
      yield* attributeTensors(attribute);
    }
  }
}

function* attributeTensors(attributes: NodeProto["attribute"]): Generator<ModelTensor> {
  for (const { t, tensors, g, graphs } of attributes) {
    for (const tensor of t === undefined ? tensors : [t, ...tensors]) {
      yield { tensor, kind: "attribute" };
    }
    for (const graph of g === undefined ? graphs : [g, ...graphs]) {
      yield* graphTensors(graph);
    }
  }
}
