import { statSync } from "node:fs";
import type { ModelProto, TensorProto } from "onnx-buf";
import { externalLocation, isExternal, pointAt } from "../onnx/external-data.ts";
import { quote } from "../onnx/label.ts";
import { copyMessage } from "../onnx/message-copy.ts";
import { modelTensors } from "../onnx/model-tensors.ts";
import { alignmentBytes, mapInitializers } from "../onnx/move-weights.ts";
import type { OpenedModel } from "./model.ts";

/** A part of the original model's file, and where it goes in the file of stored weights. */
export interface StoredRange {
  readonly sourceBytes: number;
  readonly offsetBytes: number;
  readonly lengthBytes: number;
}

/** The weights that an opened model left in its own file, as one data file for every model made from it. */
export interface StoredWeights {
  /** Name of the data file: the same for all models from one original, another for each original. */
  readonly fileName: string;
  /** In file order; by offset in the original. */
  readonly ranges: ReadonlyMap<number, StoredRange>;
  readonly sizeBytes: number;
}

/**
 * Lays out the weights that an opened model left in its own file, each at a page border: in the original they lie at
 * any offset, and a runtime that maps them there would compute on misaligned numbers.
 */
export function layOutWeights(original: OpenedModel): StoredWeights {
  const ranges = new Map<number, StoredRange>();
  let sizeBytes = 0;
  for (const { tensor, kind } of modelTensors(original.model)) {
    const place = ownPlace(tensor, original);
    if (place === undefined || kind !== "initializer" || ranges.has(place.offsetBytes)) {
      continue;
    }
    const offsetBytes = Math.ceil(sizeBytes / alignmentBytes) * alignmentBytes;
    ranges.set(place.offsetBytes, {
      sourceBytes: place.offsetBytes,
      offsetBytes,
      lengthBytes: place.lengthBytes,
    });
    sizeBytes = offsetBytes + place.lengthBytes;
  }
  const { dev, ino } = statSync(original.path, { bigint: true });
  return { fileName: `weights-${dev}-${ino}.bin`, ranges, sizeBytes };
}

/** A copy of `model`, made from the original, that takes the original's weights from the file of stored weights. */
export function useStoredWeights(
  model: ModelProto,
  original: OpenedModel,
  stored: StoredWeights,
): ModelProto {
  if (model.graph === undefined || stored.ranges.size === 0) {
    return model;
  }
  const relocate = (tensor: TensorProto): TensorProto => {
    const place = ownPlace(tensor, original);
    const range = place === undefined ? undefined : stored.ranges.get(place.offsetBytes);
    if (range === undefined) {
      return tensor;
    }
    const moved = copyMessage(tensor);
    pointAt(moved, {
      location: stored.fileName,
      offsetBytes: range.offsetBytes,
      lengthBytes: range.lengthBytes,
    });
    return moved;
  };
  return copyMessage(model, { graph: mapInitializers(model.graph, relocate) });
}

function ownPlace(
  tensor: TensorProto,
  original: OpenedModel,
): { readonly offsetBytes: number; readonly lengthBytes: number } | undefined {
  if (!isExternal(tensor)) {
    return undefined;
  }
  const { location, offsetBytes, lengthBytes } = externalLocation(tensor, `tensor ${quote(tensor.name)}`);
  return location === original.ownLocation && lengthBytes !== undefined
    ? { offsetBytes, lengthBytes }
    : undefined;
}
