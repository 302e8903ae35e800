import { randomBytes } from "node:crypto";
import { closeSync, mkdirSync, openSync, realpathSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { ModelProto, TensorProto } from "onnx-buf";
import { GateError, InputError } from "../errors.ts";
import { checkLocation, externalLocation, isExternal } from "../onnx/external-data.ts";
import { inlineFunctions } from "../onnx/functions.ts";
import type { Value } from "../onnx/graph.ts";
import { indexGraph } from "../onnx/graph.ts";
import { storeFloat16 } from "../onnx/half-weights.ts";
import { readInitializer } from "../onnx/initializer.ts";
import { quote } from "../onnx/label.ts";
import { keptWeightBytes, maxModelBytes } from "../onnx/limits.ts";
import { copyMessage } from "../onnx/message-copy.ts";
import type { MixedOptions } from "../onnx/mixed.ts";
import { mixModel } from "../onnx/mixed.ts";
import { modelTensors } from "../onnx/model-tensors.ts";
import { mapInitializers } from "../onnx/move-weights.ts";
import type { PrecisionPlan } from "../onnx/plan.ts";
import { elementType } from "../onnx/types.ts";
import { encodeFloat16s } from "../tensor/float16.ts";
import { storageError, writeFully } from "./atomic-write.ts";
import type { WeightStream } from "./mixed-layout.ts";
import { layOutMixed } from "./mixed-layout.ts";
import type { OpenedModel } from "./model.ts";

export interface WriteMixedOptions extends Omit<MixedOptions, "storeFloat16"> {
  /** Models beyond this size are written with their weights beside them; smaller only in tests. */
  readonly largestModelBytes?: number;
}

/** A mixed-precision model on disk, and its price. */
export interface WrittenMixedModel {
  readonly path: string;
  /** The file with its weights, when the original has such a file or the model exceeds 2 GiB. */
  readonly dataPath: string | undefined;
  /** Nodes for which precision is a choice; `wrapped` are those in FP16 that compute in FP32 between Casts. */
  readonly nodeCount: { readonly float16: number; readonly float32: number; readonly wrapped: number };
  readonly castCount: number;
  readonly initializerBytes: { readonly before: number; readonly after: number };
}

/** Weights pass through a window of this many elements: 1 MiB of float32, which stays in the processor's cache. */
const windowElements = 1 << 18;

/**
 * Writes the mixed-precision form of a model under a plan into `folder` as `name`, with external weights in
 * `NAME.data` where the original keeps its own outside. Weights are read, rounded to FP16 and written window by window:
 * memory does not depend on their size. Nothing half-written stays; the model appears last, when it is whole.
 * @throws what `mixModel` throws; InputError when a file of the user would be overwritten or the original changed
 * meanwhile; EngineError of category `storage` when the disk is full or not writable.
 */
export function writeMixedModel(
  opened: OpenedModel,
  plan: PrecisionPlan,
  folder: string,
  name: string,
  options: WriteMixedOptions = {},
): WrittenMixedModel {
  const { largestModelBytes = maxModelBytes, ...mixedOptions } = options;
  const dataName = checkLocation(`${name}.data`, "the data file to write");
  const source = loadFoldedParameters(inlineFunctions(opened.model), opened);
  const mixed = mixModel(source, plan, { ...mixedOptions, storeFloat16: storeOrPostpone });
  const layout = layOutMixed(mixed.model, opened, dataName, largestModelBytes);
  const path = join(folder, name);
  const dataPath = layout.data.length > 0 ? join(folder, dataName) : undefined;
  prepareFolder(folder, [path, ...(dataPath === undefined ? [] : [dataPath])], opened);
  writeTogether([
    ...(dataPath === undefined
      ? []
      : [{ path: dataPath, body: (to: number) => writeData(to, layout.data, opened) }]),
    {
      path,
      body: (to) => {
        for (const piece of layout.pieces) {
          const stream = layout.streams.get(piece);
          if (stream === undefined) {
            writeFully(to, piece);
          } else {
            writeStream(to, stream, opened);
          }
        }
        opened.checkUnchanged();
      },
    },
  ]);
  return {
    path,
    dataPath,
    nodeCount: {
      float16: mixed.float16Nodes.length,
      float32: mixed.float32Nodes.length,
      wrapped: mixed.wrappedNodes.length,
    },
    castCount: mixed.castCount,
    initializerBytes: mixed.initializerBytes,
  };
}

/**
 * FP16 now for tensors in memory. External ones are only declared FP16 and go on pointing at their FP32 bytes, which
 * are rounded when they are written: no tensor of an FP32 model is both external and FP16 in any other way.
 */
function storeOrPostpone(tensor: TensorProto): TensorProto {
  return isExternal(tensor) ? copyMessage(tensor, { dataType: elementType.float16 }) : storeFloat16(tensor);
}

/** Parameters of BatchNormalization are folded while the model is written, so they have to be in memory. */
function loadFoldedParameters(model: ModelProto, opened: OpenedModel): ModelProto {
  const wanted = new Set<TensorProto>();
  for (const node of indexGraph(model).nodes) {
    if (node.domain === "" && node.proto.opType === "BatchNormalization") {
      node.inputs.slice(1, 5).forEach((value) => {
        const tensor = storedTensorOf(value);
        if (tensor !== undefined && isExternal(tensor) && tensor.dataType === elementType.float) {
          wanted.add(tensor);
        }
      });
    }
  }
  const load = (tensor: TensorProto): TensorProto => {
    const sizeBytes = tensor.dims.reduce((product, size) => product * Number(size), 4);
    if (!wanted.has(tensor) || sizeBytes > keptWeightBytes) {
      return tensor;
    }
    const rawData = new Uint8Array(sizeBytes);
    readInitializer(tensor, opened.openExternal).read(0, rawData);
    return copyMessage(tensor, { rawData, externalData: [], dataLocation: undefined });
  };
  return wanted.size === 0 || model.graph === undefined
    ? model
    : copyMessage(model, { graph: mapInitializers(model.graph, load) });
}

function storedTensorOf(value: Value | undefined): TensorProto | undefined {
  const maker = value?.producer?.node;
  return maker?.proto.opType === "Identity" ? storedTensorOf(maker.inputs[0]) : value?.initializer;
}

/** The folder is the user's: none of the files that the model is made of may be replaced. */
function prepareFolder(folder: string, targets: readonly string[], opened: OpenedModel): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw storageError(folder, error);
  }
  const used = new Map([[realpathSync(opened.path), opened.path]]);
  for (const { tensor } of modelTensors(opened.model)) {
    if (isExternal(tensor)) {
      const where = `tensor ${quote(tensor.name)}`;
      const { location } = externalLocation(tensor, where);
      used.set(opened.externalPath(location, where), location);
    }
  }
  for (const target of targets) {
    const taken = used.get(realPathOf(target));
    if (taken !== undefined) {
      throw new InputError(
        `${target} can't be written: it is a file of the model itself (${quote(taken)}).`,
        {
          advice: "Choose another folder with --out.",
        },
      );
    }
  }
}

function realPathOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

interface WrittenFile {
  readonly path: string;
  readonly body: (descriptor: number) => void;
}

/** Writes all files under other names, then renames them in their order: a reader never sees a part of one. */
function writeTogether(files: readonly WrittenFile[]): void {
  const made: { readonly temporary: string; readonly path: string }[] = [];
  try {
    for (const { path, body } of files) {
      const temporary = `${path}.${randomBytes(6).toString("hex")}`;
      made.push({ temporary, path });
      writeNew(temporary, path, body);
    }
    for (const { temporary, path } of made) {
      rename(temporary, path);
    }
  } catch (error) {
    made.forEach(({ temporary }) => rmSync(temporary, { force: true }));
    throw error;
  }
}

function writeNew(temporary: string, path: string, body: (descriptor: number) => void): void {
  try {
    const descriptor = openSync(temporary, "wx", 0o644);
    try {
      body(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    throw error instanceof GateError ? error : storageError(path, error);
  }
}

function rename(temporary: string, path: string): void {
  try {
    renameSync(temporary, path);
  } catch (error) {
    throw storageError(path, error);
  }
}

function writeData(
  descriptor: number,
  data: readonly (WeightStream & { readonly offsetBytes: number })[],
  opened: OpenedModel,
): void {
  let written = 0;
  for (const stream of data) {
    writeFully(descriptor, new Uint8Array(stream.offsetBytes - written));
    writeStream(descriptor, stream, opened);
    written = stream.offsetBytes + stream.sizeBytes;
  }
}

/** Copies one tensor from the original's file, rounded to FP16 on the way where it becomes FP16. */
function writeStream(
  descriptor: number,
  { tensor, sizeBytes, isFloat16 }: WeightStream,
  opened: OpenedModel,
): void {
  const where = `tensor ${quote(tensor.name)}`;
  const { location, offsetBytes, lengthBytes } = externalLocation(tensor, where);
  const source = opened.openExternal({ location, offsetBytes, lengthBytes }, where);
  const readBytes = isFloat16 ? sizeBytes * 2 : sizeBytes;
  const window = new Float32Array(windowElements);
  const codes = new Uint16Array(isFloat16 ? windowElements : 0);
  for (let start = 0; start < readBytes; start += window.byteLength) {
    const part = new Uint8Array(window.buffer, 0, Math.min(window.byteLength, readBytes - start));
    source.read(offsetBytes + start, part);
    if (isFloat16) {
      const count = part.byteLength / Float32Array.BYTES_PER_ELEMENT;
      encodeFloat16s(window.subarray(0, count), codes.subarray(0, count));
      writeFully(descriptor, new Uint8Array(codes.buffer, 0, count * Uint16Array.BYTES_PER_ELEMENT));
    } else {
      writeFully(descriptor, part);
    }
  }
}
