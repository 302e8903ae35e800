import type { AttributeProto, GraphProto, ModelProto, NodeProto, TensorProto } from "onnx-buf";
import { checkLocation, pointAt } from "./external-data.ts";
import { copyMessage } from "./message-copy.ts";
import { subgraphsOf } from "./node-order.ts";

/** Which tensors move out of the model, and where to. */
export interface ExternalDataOptions {
  /** Name of the data file, beside the model file. */
  readonly fileName: string;
  /** Tensors with fewer bytes of raw_data stay in the model. */
  readonly thresholdBytes: number;
}

/** A model whose large weights lie in another file, and the pieces of that file. */
export interface MovedWeights {
  readonly model: ModelProto;
  /** To be written one after the other; views of the weights and the zeros between them. */
  readonly data: Uint8Array[];
}

/** Tensors start at multiples of a memory page, so that a runtime can map them. */
export const alignmentBytes = 4096;

/**
 * Moves the raw_data of large initializers, also in subgraphs, into the pieces of an external data file. Nothing is
 * copied and `model` is left unchanged. For models that would exceed the 2 GiB of `encodeModel`.
 * Values of attributes stay, since ONNX Runtime reads only initializers from outside.
 */
export function moveWeights(model: ModelProto, options: ExternalDataOptions): MovedWeights {
  const fileName = checkLocation(options.fileName, "the data file to write");
  const data: Uint8Array[] = [];
  let sizeBytes = 0;
  const moveTensor = (tensor: TensorProto): TensorProto => {
    const { rawData } = tensor;
    if (rawData.byteLength < Math.max(1, options.thresholdBytes)) {
      return tensor;
    }
    const padding = (alignmentBytes - (sizeBytes % alignmentBytes)) % alignmentBytes;
    if (padding > 0) {
      data.push(new Uint8Array(padding));
    }
    const offset = sizeBytes + padding;
    data.push(rawData);
    sizeBytes = offset + rawData.byteLength;
    return external(tensor, fileName, offset);
  };
  return {
    model:
      model.graph === undefined
        ? model
        : copyMessage(model, { graph: mapInitializers(model.graph, moveTensor) }),
    data,
  };
}

function external(tensor: TensorProto, location: string, offsetBytes: number): TensorProto {
  const moved = copyMessage(tensor);
  pointAt(moved, { location, offsetBytes, lengthBytes: tensor.rawData.byteLength });
  return moved;
}

/** A copy of a graph with `change` applied to every initializer in it and its subgraphs; the rest is shared. */
export function mapInitializers(graph: GraphProto, change: (tensor: TensorProto) => TensorProto): GraphProto {
  return copyMessage(graph, {
    initializer: graph.initializer.map(change),
    node: graph.node.map((node) => mapNode(node, change)),
  });
}

function mapNode(node: NodeProto, change: (tensor: TensorProto) => TensorProto): NodeProto {
  if (subgraphsOf(node).length === 0) {
    return node;
  }
  const mapAttribute = (attribute: AttributeProto): AttributeProto =>
    copyMessage(attribute, {
      ...(attribute.g === undefined ? {} : { g: mapInitializers(attribute.g, change) }),
      graphs: attribute.graphs.map((graph) => mapInitializers(graph, change)),
    });
  return copyMessage(node, { attribute: node.attribute.map(mapAttribute) });
}
