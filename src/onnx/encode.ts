import { toBinary } from "@bufbuild/protobuf";
import type { AttributeProto, FunctionProto, GraphProto, ModelProto, NodeProto, TensorProto } from "onnx-buf";
import {
  AttributeProtoSchema,
  FunctionProtoSchema,
  GraphProtoSchema,
  ModelProtoSchema,
  NodeProtoSchema,
  TensorProtoSchema,
} from "onnx-buf";
import { InputError } from "../errors.ts";
import { gatherThresholdBytes, maxModelBytes } from "./limits.ts";
import { copyMessage } from "./message-copy.ts";

/** Field numbers of onnx.proto on the way from a model to the bytes of its tensors. */
const modelGraph = 7;
const modelFunctions = 25;
const graphNode = 1;
const graphInitializer = 5;
const nodeAttribute = 5;
const functionNode = 7;
const attributeTensor = 5;
const attributeGraph = 6;
const attributeTensors = 10;
const attributeGraphs = 11;
const tensorRawData = 9;

/** Wire type 2: a length, then that many bytes. */
const lengthDelimited = 2;

/**
 * Encodes a model as the pieces of its file, to be written one after the other. Large `raw_data` (also in subgraphs,
 * functions and attributes) is never copied: its pieces are the very arrays of the model. Field order may differ from
 * the file that was decoded; the meaning is the same, unknown fields included.
 *
 * Throws InputError when the result would exceed the 2 GiB that protobuf can hold: see `moveWeights`.
 */
export function encodeModel(model: ModelProto): Uint8Array[] {
  const pieces = encodePieces(model);
  const sizeBytes = encodedSizeBytes(pieces);
  if (sizeBytes > maxModelBytes) {
    throw new InputError(
      `the model takes ${sizeBytes} bytes, but protobuf stops at ${maxModelBytes} (2 GiB)`,
      {
        advice: "Keep its weights as external data.",
      },
    );
  }
  return pieces;
}

/** Number of bytes that the pieces make together. */
export function encodedSizeBytes(pieces: readonly Uint8Array[]): number {
  return pieces.reduce((total, piece) => total + piece.byteLength, 0);
}

/** Like `encodeModel`, of whatever size: for writers that move weights out of a model that is too large. */
export function encodePieces(model: ModelProto): Uint8Array[] {
  const holdsGraph = model.graph !== undefined && isLargeGraph(model.graph);
  const holdsFunctions = model.functions.some(isLargeFunction);
  const head = copyMessage(model, {
    ...(holdsGraph ? { graph: undefined } : {}),
    ...(holdsFunctions ? { functions: [] } : {}),
  });
  const pieces: Uint8Array[] = [toBinary(ModelProtoSchema, head)];
  if (holdsGraph && model.graph !== undefined) {
    pieces.push(...delimited(modelGraph, graphPieces(model.graph)));
  }
  if (holdsFunctions) {
    for (const definition of model.functions) {
      pieces.push(...delimited(modelFunctions, functionPieces(definition)));
    }
  }
  return pieces;
}

function graphPieces(graph: GraphProto): Uint8Array[] {
  const head = copyMessage(graph, { node: [], initializer: [] });
  const pieces: Uint8Array[] = [toBinary(GraphProtoSchema, head)];
  const empty = bare(graph);
  appendRuns(pieces, graph.node, isLargeNode, graphNode, nodePieces, (node) =>
    toBinary(GraphProtoSchema, copyMessage(empty, { node })),
  );
  appendRuns(pieces, graph.initializer, isLargeTensor, graphInitializer, tensorPieces, (initializer) =>
    toBinary(GraphProtoSchema, copyMessage(empty, { initializer })),
  );
  return pieces;
}

function functionPieces(definition: FunctionProto): Uint8Array[] {
  const pieces: Uint8Array[] = [toBinary(FunctionProtoSchema, copyMessage(definition, { node: [] }))];
  const empty = bare(definition);
  appendRuns(pieces, definition.node, isLargeNode, functionNode, nodePieces, (node) =>
    toBinary(FunctionProtoSchema, copyMessage(empty, { node })),
  );
  return pieces;
}

function nodePieces(node: NodeProto): Uint8Array[] {
  const pieces: Uint8Array[] = [toBinary(NodeProtoSchema, copyMessage(node, { attribute: [] }))];
  const empty = bare(node);
  appendRuns(pieces, node.attribute, isLargeAttribute, nodeAttribute, attributePieces, (attribute) =>
    toBinary(NodeProtoSchema, copyMessage(empty, { attribute })),
  );
  return pieces;
}

function attributePieces(attribute: AttributeProto): Uint8Array[] {
  const head = copyMessage(attribute, { t: undefined, g: undefined, tensors: [], graphs: [] });
  const pieces: Uint8Array[] = [toBinary(AttributeProtoSchema, head)];
  if (attribute.t !== undefined) {
    pieces.push(...delimited(attributeTensor, tensorPieces(attribute.t)));
  }
  if (attribute.g !== undefined) {
    pieces.push(...delimited(attributeGraph, graphPieces(attribute.g)));
  }
  for (const tensor of attribute.tensors) {
    pieces.push(...delimited(attributeTensors, tensorPieces(tensor)));
  }
  for (const graph of attribute.graphs) {
    pieces.push(...delimited(attributeGraphs, graphPieces(graph)));
  }
  return pieces;
}

function tensorPieces(tensor: TensorProto): Uint8Array[] {
  if (!isLargeTensor(tensor)) {
    return [toBinary(TensorProtoSchema, tensor)];
  }
  const head = toBinary(TensorProtoSchema, copyMessage(tensor, { rawData: undefined }));
  return [head, ...delimited(tensorRawData, [tensor.rawData])];
}

/**
 * Appends the elements of a repeated field in their order: large ones as pieces of their own, the runs of small ones
 * between them in one go (one message per run, since a repeated field is the concatenation of its occurrences).
 */
function appendRuns<Element>(
  pieces: Uint8Array[],
  elements: readonly Element[],
  isLarge: (element: Element) => boolean,
  fieldNumber: number,
  encodeLarge: (element: Element) => Uint8Array[],
  encodeRun: (run: Element[]) => Uint8Array,
): void {
  let runStart = 0;
  const flush = (end: number): void => {
    if (end > runStart) {
      pieces.push(encodeRun(elements.slice(runStart, end)));
    }
  };
  for (const [index, element] of elements.entries()) {
    if (isLarge(element)) {
      flush(index);
      pieces.push(...delimited(fieldNumber, encodeLarge(element)));
      runStart = index + 1;
    }
  }
  flush(elements.length);
}

/** The message type with nothing in it: own fields that are lists emptied, everything else dropped. */
function bare<Message extends object>(message: Message): Message {
  const copy = copyMessage(message);
  for (const [name, value] of Object.entries(copy)) {
    if (name === "$typeName") {
      continue;
    }
    if (Array.isArray(value) && name !== "$unknown") {
      (copy as Record<string, unknown>)[name] = [];
    } else {
      delete (copy as Record<string, unknown>)[name];
    }
  }
  return copy;
}

function delimited(fieldNumber: number, pieces: Uint8Array[]): Uint8Array[] {
  return [lengthPrefix(fieldNumber, encodedSizeBytes(pieces)), ...pieces];
}

function lengthPrefix(fieldNumber: number, sizeBytes: number): Uint8Array {
  const bytes: number[] = [];
  appendVarint(bytes, fieldNumber * 8 + lengthDelimited);
  appendVarint(bytes, sizeBytes);
  return Uint8Array.from(bytes);
}

/** Arithmetic, not bit operations: sizes go beyond 32 bits before the 2 GiB check can refuse them. */
function appendVarint(bytes: number[], value: number): void {
  let rest = value;
  while (rest >= 128) {
    bytes.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  bytes.push(rest);
}

function isLargeTensor(tensor: TensorProto): boolean {
  return tensor.rawData.byteLength >= gatherThresholdBytes;
}

function isLargeAttribute(attribute: AttributeProto): boolean {
  return (
    (attribute.t !== undefined && isLargeTensor(attribute.t)) ||
    (attribute.g !== undefined && isLargeGraph(attribute.g)) ||
    attribute.tensors.some(isLargeTensor) ||
    attribute.graphs.some(isLargeGraph)
  );
}

function isLargeNode(node: NodeProto): boolean {
  return node.attribute.some(isLargeAttribute);
}

function isLargeGraph(graph: GraphProto): boolean {
  return graph.initializer.some(isLargeTensor) || graph.node.some(isLargeNode);
}

function isLargeFunction(definition: FunctionProto): boolean {
  return definition.node.some(isLargeNode);
}
