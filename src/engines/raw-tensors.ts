import { randomBytes } from "node:crypto";
import { closeSync, constants, fstatSync, openSync, readSync, statSync } from "node:fs";
import { join } from "node:path";
import { EngineError } from "../errors.ts";
import { storageError, writeFully } from "../files/atomic-write.ts";
import { type DType, elementSizeBytes } from "../tensor/dtype.ts";
import { elementCount, type Tensor } from "../tensor/tensor.ts";

/** Writes all bytes to an open file; tests replace it to play a full disk. */
export type WriteBytes = (descriptor: number, bytes: Uint8Array) => void;

const windowBytes = 4 << 20;

/**
 * Puts input tensors into raw little-endian files, each tensor once per folder however many models and runs
 * take it.
 */
export interface InputFiles {
  /** Path of a file in `folder` that holds exactly the tensor's elements. */
  write(tensor: Tensor, folder: string): string;
}

/** @see InputFiles */
export function createInputFiles(writeBytes: WriteBytes = writeFully): InputFiles {
  const written = new WeakMap<Tensor, string>();
  return {
    write: (tensor, folder) => {
      const known = written.get(tensor);
      const sizeBytes = elementCount(tensor.shape) * elementSizeBytes[tensor.dtype];
      if (known?.startsWith(join(folder, "/")) === true && hasSize(known, sizeBytes)) {
        return known;
      }
      const path = join(folder, `input-${randomBytes(8).toString("hex")}.bin`);
      writeTensor(tensor, path, sizeBytes, writeBytes);
      written.set(tensor, path);
      return path;
    },
  };
}

function hasSize(path: string, sizeBytes: number): boolean {
  return statSync(path, { throwIfNoEntry: false })?.size === sizeBytes;
}

function writeTensor(tensor: Tensor, path: string, sizeBytes: number, writeBytes: WriteBytes): void {
  const elementBytes = elementSizeBytes[tensor.dtype];
  const window = new Uint8Array(Math.min(sizeBytes, windowBytes));
  let descriptor: number;
  try {
    descriptor = openSync(path, "wx", 0o600);
  } catch (error) {
    throw storageError(path, error);
  }
  try {
    for (let offset = 0; offset < sizeBytes; offset += window.length) {
      const part = window.subarray(0, Math.min(window.length, sizeBytes - offset));
      tensor.read(offset / elementBytes, part);
      writeOrExplain(descriptor, part, path, writeBytes);
    }
  } finally {
    closeSync(descriptor);
  }
}

function writeOrExplain(descriptor: number, part: Uint8Array, path: string, writeBytes: WriteBytes): void {
  try {
    writeBytes(descriptor, part);
  } catch (error) {
    throw storageError(path, error);
  }
}

/** Where a tensor lies in a file that an engine wrote. */
export interface RawTensorPlace {
  readonly path: string;
  readonly offsetBytes: number;
  readonly dtype: DType;
  readonly shape: readonly number[];
}

/**
 * A tensor in a raw little-endian file; the file is opened for each window, so any number of tensors may be
 * held. Reading past the end, a link or a vanished file is an EngineError of category `protocol`.
 */
export function rawFileTensor(place: RawTensorPlace): Tensor {
  const elementBytes = elementSizeBytes[place.dtype];
  const sizeBytes = elementCount(place.shape) * elementBytes;
  return {
    dtype: place.dtype,
    shape: place.shape,
    read: (start, into) => {
      const offset = start * elementBytes;
      if (start < 0 || offset + into.length > sizeBytes) {
        throw new RangeError(
          `elements from ${start}, ${into.length} bytes, of a tensor of ${sizeBytes} bytes`,
        );
      }
      readExactly(place.path, place.offsetBytes + offset, into);
    },
  };
}

/** Size of a plain file in bytes. @throws EngineError `protocol` when it is missing, a link or no plain file. */
export function plainFileSize(path: string): number {
  const descriptor = openPlainFile(path);
  try {
    return fstatSync(descriptor).size;
  } finally {
    closeSync(descriptor);
  }
}

function openPlainFile(path: string): number {
  let descriptor: number;
  try {
    descriptor = openSync(
      path,
      constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0),
    );
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reason =
      code === "ENOENT" ? "it is missing" : code === "ELOOP" ? "it is a link" : `it can't be read (${code})`;
    throw new EngineError("protocol", `The engine's output file ${path} is not usable: ${reason}.`, {
      cause: error,
    });
  }
  if (!fstatSync(descriptor).isFile()) {
    closeSync(descriptor);
    throw new EngineError("protocol", `The engine's output file ${path} is not usable: it is no plain file.`);
  }
  return descriptor;
}

function readExactly(path: string, offset: number, into: Uint8Array): void {
  const descriptor = openPlainFile(path);
  try {
    for (let done = 0; done < into.length; ) {
      const count = readSync(descriptor, into, done, Math.min(into.length - done, 1 << 30), offset + done);
      if (count === 0) {
        throw new EngineError(
          "protocol",
          `The engine's output file ${path} ends at byte ${offset + done}, but ${offset + into.length} were announced.`,
        );
      }
      done += count;
    }
  } finally {
    closeSync(descriptor);
  }
}
