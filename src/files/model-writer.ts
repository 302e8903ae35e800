import { randomBytes } from "node:crypto";
import {
  closeSync,
  constants,
  copyFileSync,
  linkSync,
  mkdirSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writevSync,
} from "node:fs";
import { dirname, join } from "node:path";
import type { ModelProto } from "onnx-buf";
import { GateError, InputError } from "../errors.ts";
import { encodedSizeBytes, encodePieces } from "../onnx/encode.ts";
import { externalLocation, isExternal } from "../onnx/external-data.ts";
import { quote } from "../onnx/label.ts";
import { gatherThresholdBytes, maxModelBytes } from "../onnx/limits.ts";
import { modelTensors } from "../onnx/model-tensors.ts";
import { moveWeights } from "../onnx/move-weights.ts";
import { storageError, writeFully } from "./atomic-write.ts";
import type { OpenedModel } from "./model.ts";
import { layOutWeights, type StoredWeights, useStoredWeights } from "./stored-weights.ts";

/** Writes pieces one after the other and says how many bytes it took, like `writev`. */
export type WritePieces = (descriptor: number, pieces: readonly Uint8Array[]) => number;

export interface WriteModelOptions {
  /** The model that `model` was made from; its weights are taken from there. Needed when any are external. */
  readonly original?: OpenedModel;
  /** Models beyond this size are written with their weights beside them; smaller only in tests. */
  readonly largestModelBytes?: number;
  /** Replaced by tests that play a full disk. */
  readonly write?: WritePieces;
}

/** What one call of `writeModel` works with. `made` are the files to remove when it fails. */
interface Writing {
  readonly folder: string;
  readonly write: WritePieces;
  readonly made: string[];
}

/** How many pieces one system call takes at most on Linux (IOV_MAX). */
const piecesPerCall = 1024;

/** Weights pass through a window of this size, which stays in the processor's cache. */
const windowBytes = 1 << 20;

/**
 * Writes a model into `folder` (a work folder, never the user's) as `name`, and returns its path. Nothing is held in
 * memory beyond the structure and what `model` itself holds:
 * - weights that stayed in the original's own file go into one data file for all models of the folder;
 * - external data files appear under their own names as hard links (ONNX Runtime refuses symbolic links that leave the
 *   folder), or else as copies that the system makes;
 * - a model that would exceed 2 GiB is written with its weights in `NAME.weights`.
 *
 * Nothing half-written stays: the model appears under its name when it is whole, last of all files.
 * @throws EngineError of category `storage` when the disk is full or not writable; InputError when a data file of the
 * user has a name that is needed, or the original changed meanwhile.
 */
export function writeModel(
  model: ModelProto,
  folder: string,
  name: string,
  options: WriteModelOptions = {},
): string {
  const { original, largestModelBytes = maxModelBytes, write = writevSync } = options;
  if (original !== undefined && isSameFolder(folder, original.folder)) {
    throw new RangeError(`${folder} is the user's own folder; models are written elsewhere`);
  }
  const writing: Writing = { folder, write, made: [] };
  try {
    const stored = original === undefined ? undefined : layOutWeights(original);
    const relocated =
      original === undefined || stored === undefined ? model : useStoredWeights(model, original, stored);
    const dataName = `${name}.weights`;
    const { pieces, data } = fittingPieces(relocated, dataName, largestModelBytes);
    placeExternalData(relocated, [name, dataName], original, stored, writing);
    if (data.length > 0) {
      writeWhole(join(folder, dataName), writing, (descriptor) => writePieces(descriptor, data, write));
    }
    const path = join(folder, name);
    writeWhole(path, writing, (descriptor) => writePieces(descriptor, pieces, write));
    return path;
  } catch (error) {
    for (const path of writing.made) {
      rmSync(path, { force: true });
    }
    throw error;
  }
}

function isSameFolder(folder: string, other: string): boolean {
  try {
    return realpathSync(folder) === realpathSync(other);
  } catch (error) {
    throw storageError(folder, error);
  }
}

function fittingPieces(
  model: ModelProto,
  dataName: string,
  largestModelBytes: number,
): { pieces: Uint8Array[]; data: Uint8Array[] } {
  const pieces = encodePieces(model);
  if (encodedSizeBytes(pieces) <= largestModelBytes) {
    return { pieces, data: [] };
  }
  const moved = moveWeights(model, { fileName: dataName, thresholdBytes: gatherThresholdBytes });
  const smaller = encodePieces(moved.model);
  const sizeBytes = encodedSizeBytes(smaller);
  if (sizeBytes > largestModelBytes) {
    throw new InputError(
      `the model takes ${sizeBytes} bytes even with its initializers outside, but protobuf stops at ${largestModelBytes}.`,
      { advice: "Store large constants as initializers instead of attributes, as external data." },
    );
  }
  return { pieces: smaller, data: moved.data };
}

/** Brings each external data file of the model into the folder once; what is in place from an earlier call is left. */
function placeExternalData(
  model: ModelProto,
  reserved: readonly string[],
  original: OpenedModel | undefined,
  stored: StoredWeights | undefined,
  writing: Writing,
): void {
  const placed = new Set<string>();
  for (const { tensor } of modelTensors(model)) {
    if (!isExternal(tensor)) {
      continue;
    }
    const where = `tensor ${quote(tensor.name)}`;
    const { location } = externalLocation(tensor, where);
    if (placed.has(location)) {
      continue;
    }
    if (original === undefined || stored === undefined) {
      throw new RangeError(`${where} is external data, but no original model was given to writeModel`);
    }
    placed.add(location);
    const target = join(writing.folder, ...location.split("/"));
    if (location === stored.fileName) {
      storeWeights(target, original, stored, writing);
    } else if (reserved.includes(location)) {
      throw new InputError(
        `${original.path}: its external data file is called ${quote(location)}, a name needed here.`,
        { advice: "Save the model again with another name for its data file." },
      );
    } else {
      linkOrCopy(original.externalPath(location, where), target, writing);
    }
  }
}

function storeWeights(target: string, original: OpenedModel, stored: StoredWeights, writing: Writing): void {
  const { atime, mtime, mtimeMs } = statSync(original.path);
  if (isCopy(target, stored.sizeBytes, mtimeMs)) {
    return;
  }
  writeWhole(target, writing, (descriptor) => {
    const window = new Uint8Array(windowBytes);
    let written = 0;
    for (const { sourceBytes, offsetBytes, lengthBytes } of stored.ranges.values()) {
      if (offsetBytes > written) {
        writePieces(descriptor, [new Uint8Array(offsetBytes - written)], writing.write);
      }
      for (let start = 0; start < lengthBytes; start += windowBytes) {
        const part = window.subarray(0, Math.min(windowBytes, lengthBytes - start));
        original.file.read(sourceBytes + start, part);
        writePieces(descriptor, [part], writing.write);
      }
      written = offsetBytes + lengthBytes;
    }
    original.checkUnchanged();
  });
  utimesSync(target, atime, mtime);
}

function linkOrCopy(source: string, target: string, { made }: Writing): void {
  const { atime, mtime, mtimeMs, size, ino, dev } = statSync(source);
  const there = statSync(target, { throwIfNoEntry: false });
  if ((there?.ino === ino && there.dev === dev) || isCopy(target, size, mtimeMs)) {
    return;
  }
  try {
    mkdirSync(dirname(target), { recursive: true });
    rmSync(target, { force: true });
    made.push(target);
    try {
      linkSync(source, target);
    } catch {
      // Another file system, or links to other people's files forbidden: the kernel copies (or clones) it.
      copyFileSync(source, target, constants.COPYFILE_FICLONE);
      utimesSync(target, atime, mtime);
    }
  } catch (error) {
    throw storageError(target, error);
  }
}

/** True when `target` was made from a file of that time, which copies are given; it can't be half a copy. */
function isCopy(target: string, sizeBytes: number, mtimeMs: number): boolean {
  const there = statSync(target, { throwIfNoEntry: false });
  return there !== undefined && there.size === sizeBytes && Math.abs(there.mtimeMs - mtimeMs) < 1;
}

/** Writes a file under another name and renames it, so that under its own it is always whole. */
function writeWhole(path: string, { made }: Writing, body: (descriptor: number) => void): void {
  const temporary = `${path}.${randomBytes(6).toString("hex")}`;
  made.push(temporary);
  try {
    const descriptor = openSync(temporary, "wx", 0o600);
    try {
      body(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(temporary, path);
    made.push(path);
  } catch (error) {
    throw error instanceof GateError ? error : storageError(path, error);
  }
}

/** As few calls as may be; what one left (beyond 2 GiB, or a disk about to be full) is written piece by piece. */
function writePieces(descriptor: number, pieces: readonly Uint8Array[], write: WritePieces): void {
  for (let start = 0; start < pieces.length; start += piecesPerCall) {
    const batch = pieces.slice(start, start + piecesPerCall);
    let written = write(descriptor, batch);
    for (const piece of batch) {
      if (written < piece.byteLength) {
        writeFully(descriptor, piece.subarray(written));
      }
      written = Math.max(0, written - piece.byteLength);
    }
  }
}
