import type { ModelProto, TensorProto } from "onnx-buf";
import { dataTypeOf, packedSizeBytes } from "../onnx/data-type.ts";
import { encodedSizeBytes, encodePieces } from "../onnx/encode.ts";
import { externalLocation, isExternal, pointAt } from "../onnx/external-data.ts";
import { quote } from "../onnx/label.ts";
import { gatherThresholdBytes } from "../onnx/limits.ts";
import { copyMessage } from "../onnx/message-copy.ts";
import { alignmentBytes, mapInitializers } from "../onnx/move-weights.ts";
import { elementType } from "../onnx/types.ts";
import type { OpenedModel } from "./model.ts";

/** Weights on their way from a file of the original to one of the mixed model. */
export interface WeightStream {
  readonly tensor: TensorProto;
  /** Bytes as written: half of what is read when the tensor becomes FP16. */
  readonly sizeBytes: number;
  readonly isFloat16: boolean;
}

/** A stream and where it starts in the data file. */
export interface PlacedStream extends WeightStream {
  readonly offsetBytes: number;
}

/** What goes into which file. */
export interface MixedLayout {
  /** Pieces of the model file; an array that is a key of `streams` stands for that many bytes of weights. */
  readonly pieces: readonly Uint8Array[];
  readonly streams: ReadonlyMap<Uint8Array, WeightStream>;
  /** Content of the data file, by offset; empty: no such file. */
  readonly data: readonly PlacedStream[];
}

/**
 * Lays out a mixed model whose weights are still in the original's files. Weights that the original kept in its own
 * file are put into the new model's, all others into one data file beside it; when the model would grow beyond
 * `largestModelBytes`, all of them. Equal weights are written once. No weight is read.
 */
export function layOutMixed(
  model: ModelProto,
  original: OpenedModel,
  dataName: string,
  largestModelBytes: number,
): MixedLayout {
  const inside = layOut(model, original, dataName, true);
  return encodedSizeBytes(inside.pieces) <= largestModelBytes
    ? inside
    : layOut(model, original, dataName, false);
}

function layOut(
  model: ModelProto,
  original: OpenedModel,
  dataName: string,
  keepsInside: boolean,
): MixedLayout {
  const streams = new Map<Uint8Array, WeightStream>();
  const data = new Map<string, PlacedStream>();
  let endBytes = 0;
  const placeholder = placeholders(model);
  const place = (tensor: TensorProto): TensorProto => {
    if (!isExternal(tensor)) {
      return tensor;
    }
    const { location, offsetBytes } = externalLocation(tensor, `tensor ${quote(tensor.name)}`);
    const stream = {
      tensor,
      sizeBytes: storedBytes(tensor),
      isFloat16: tensor.dataType === elementType.float16,
    };
    if (keepsInside && location === original.ownLocation && stream.sizeBytes >= gatherThresholdBytes) {
      const rawData = placeholder(stream.sizeBytes);
      streams.set(rawData, stream);
      return copyMessage(tensor, { rawData, externalData: [], dataLocation: undefined });
    }
    const key = `${location}:${offsetBytes}:${tensor.dataType}:${stream.sizeBytes}`;
    let placed = data.get(key);
    if (placed === undefined) {
      placed = { ...stream, offsetBytes: alignedStart(endBytes, stream.sizeBytes) };
      data.set(key, placed);
      endBytes = placed.offsetBytes + placed.sizeBytes;
    }
    const moved = copyMessage(tensor);
    pointAt(moved, { location: dataName, offsetBytes: placed.offsetBytes, lengthBytes: placed.sizeBytes });
    return moved;
  };
  const graph = model.graph === undefined ? undefined : mapInitializers(model.graph, place);
  return { pieces: encodePieces(copyMessage(model, { graph })), streams, data: [...data.values()] };
}

/**
 * Arrays of any size that stand for bytes still to come. They are views of one buffer that nobody writes to or reads
 * from, so that the system never gives it memory.
 */
function placeholders(model: ModelProto): (sizeBytes: number) => Uint8Array<ArrayBuffer> {
  let largest = 0;
  if (model.graph !== undefined) {
    mapInitializers(model.graph, (tensor) => {
      largest = isExternal(tensor) ? Math.max(largest, storedBytes(tensor)) : largest;
      return tensor;
    });
  }
  const buffer = new ArrayBuffer(largest);
  return (sizeBytes) => new Uint8Array(buffer, 0, sizeBytes);
}

/** Large tensors at a page border, so that a runtime can map them; small ones where their elements are aligned. */
function alignedStart(endBytes: number, sizeBytes: number): number {
  const alignment = sizeBytes >= alignmentBytes ? alignmentBytes : 16;
  return Math.ceil(endBytes / alignment) * alignment;
}

function storedBytes(tensor: TensorProto): number {
  const type = dataTypeOf(tensor.dataType);
  const count = tensor.dims.reduce((product, size) => product * Number(size), 1);
  return type === undefined ? 0 : packedSizeBytes(type, count);
}
