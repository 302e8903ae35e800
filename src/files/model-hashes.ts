import { createHash, type Hash } from "node:crypto";
import { toBinary } from "@bufbuild/protobuf";
import type { GraphProto, ModelProto, NodeProto, TensorProto, ValueInfoProto } from "onnx-buf";
import { ModelProtoSchema } from "onnx-buf";
import { dataTypeName, dataTypeOf, packedSizeBytes } from "../onnx/data-type.ts";
import { externalLocation, isExternal } from "../onnx/external-data.ts";
import { tensorBytes } from "../onnx/initializer.ts";
import { quote } from "../onnx/label.ts";
import { copyMessage } from "../onnx/message-copy.ts";
import { modelTensors } from "../onnx/model-tensors.ts";
import { mapInitializers } from "../onnx/move-weights.ts";
import { isFloat } from "../tensor/dtype.ts";
import { type ByteSource, elementCount } from "../tensor/tensor.ts";
import type { OpenedModel } from "./model.ts";

/** SHA-256 in hexadecimal digits. */
export interface ModelHashes {
  /** The model file, without external data files. */
  readonly file: string;
  /** Nodes, names, types and small integer initializers (shapes, axes): equal after a retraining. */
  readonly graph: string;
  /** Name, type, shape and elements of every other initializer, wherever stored. */
  readonly weights: string;
}

/** Integer initializers up to this size are arguments such as shapes and axes, not weights. */
const argumentBytes = 1024;

/** Bytes are read in pieces of this size, which stays in the processor's cache. */
const windowBytes = 256 << 10;

/**
 * Hashes file, graph and weights apart. Reads every weight once, so it costs time with the model's size (some
 * 1.5 GB/s where the processor has SHA instructions) but no memory.
 */
export function hashModel(opened: OpenedModel): ModelHashes {
  const hashing = { opened, window: new Uint8Array(windowBytes) };
  return {
    file: hashFile(hashing),
    graph: graphSha256(opened.model),
    weights: hashWeights(hashing),
  };
}

interface Hashing {
  readonly opened: OpenedModel;
  readonly window: Uint8Array;
}

function hashFile({ opened: { file, sizeBytes }, window }: Hashing): string {
  const hash = createHash("sha256");
  hashRange(hash, file, { offset: 0, sizeBytes }, window);
  return hash.digest("hex");
}

function hashRange(
  hash: Hash,
  source: ByteSource,
  range: { readonly offset: number; readonly sizeBytes: number },
  window: Uint8Array,
): void {
  for (let start = 0; start < range.sizeBytes; start += window.length) {
    const part = window.subarray(0, Math.min(window.length, range.sizeBytes - start));
    source.read(range.offset + start, part);
    hash.update(part);
  }
}

/** Hash of what the model computes but for its weights: texts for people (doc strings, metadata, producer) left out. */
export function graphSha256(model: ModelProto): string {
  const { graph } = model;
  const bare = copyMessage(model, {
    docString: undefined,
    producerName: undefined,
    producerVersion: undefined,
    modelVersion: undefined,
    metadataProps: [],
    graph: graph === undefined ? undefined : withoutTexts(mapInitializers(graph, withoutWeights)),
    functions: model.functions.map((definition) =>
      copyMessage(definition, {
        docString: undefined,
        metadataProps: [],
        node: definition.node.map(nodeWithoutTexts),
      }),
    ),
  });
  return createHash("sha256").update(toBinary(ModelProtoSchema, bare)).digest("hex");
}

function withoutTexts(graph: GraphProto): GraphProto {
  const named = (value: ValueInfoProto): ValueInfoProto =>
    copyMessage(value, { docString: undefined, metadataProps: [] });
  return copyMessage(graph, {
    docString: undefined,
    metadataProps: [],
    valueInfo: [],
    input: graph.input.map(named),
    output: graph.output.map(named),
    node: graph.node.map(nodeWithoutTexts),
  });
}

function nodeWithoutTexts(node: NodeProto): NodeProto {
  return copyMessage(node, {
    docString: undefined,
    metadataProps: [],
    attribute: node.attribute.map((attribute) =>
      attribute.g === undefined && attribute.graphs.length === 0
        ? attribute
        : copyMessage(attribute, {
            ...(attribute.g === undefined ? {} : { g: withoutTexts(attribute.g) }),
            graphs: attribute.graphs.map(withoutTexts),
          }),
    ),
  });
}

function isArgument(tensor: TensorProto): boolean {
  const type = dataTypeOf(tensor.dataType);
  if (type === undefined || type.dtype === undefined || isFloat(type.dtype) || isExternal(tensor)) {
    return false;
  }
  return packedSizeBytes(type, elementCount(tensor.dims.map(Number))) <= argumentBytes;
}

function withoutWeights(tensor: TensorProto): TensorProto {
  const kept = copyMessage(tensor, { docString: undefined, metadataProps: [], externalData: [] });
  if (isArgument(tensor)) {
    return copyMessage(kept, { rawData: tensorBytes(tensor), int32Data: [], int64Data: [], uint64Data: [] });
  }
  return copyMessage(kept, {
    rawData: undefined,
    dataLocation: undefined,
    floatData: [],
    int32Data: [],
    int64Data: [],
    doubleData: [],
    uint64Data: [],
    stringData: [],
  });
}

function hashWeights(hashing: Hashing): string {
  const hash = createHash("sha256");
  for (const { tensor, kind } of modelTensors(hashing.opened.model)) {
    if (kind === "initializer" && !isArgument(tensor)) {
      hash.update(JSON.stringify([tensor.name, dataTypeName(tensor.dataType), tensor.dims.map(String)]));
      hashElements(hash, tensor, hashing);
    }
  }
  return hash.digest("hex");
}

function hashElements(hash: Hash, tensor: TensorProto, hashing: Hashing): void {
  if (tensor.stringData.length > 0) {
    for (const text of tensor.stringData) {
      hash.update(`${text.byteLength}:`).update(text);
    }
  } else if (isExternal(tensor)) {
    hashExternal(hash, tensor, hashing);
  } else {
    hash.update(tensorBytes(tensor));
  }
}

function hashExternal(hash: Hash, tensor: TensorProto, { opened, window }: Hashing): void {
  const where = `tensor ${quote(tensor.name)}`;
  const location = externalLocation(tensor, where);
  const type = dataTypeOf(tensor.dataType);
  if (type === undefined) {
    throw new TypeError(`${where} was not checked`);
  }
  const sizeBytes = packedSizeBytes(type, elementCount(tensor.dims.map(Number)));
  const range = { offset: location.offsetBytes, sizeBytes };
  hashRange(hash, opened.openExternal(location, where), range, window);
}
