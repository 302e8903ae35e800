import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { InputError } from "../errors.ts";
import { checkRange } from "../tensor/byte-source.ts";
import type { ByteSource } from "../tensor/tensor.ts";

/** A file as a source of bytes. Reading after `close` is a defect of the caller. */
export interface ByteFile extends ByteSource {
  close(): void;
}

/** `read` of Node and of Linux stops at 2^31 - 1 bytes, so larger reads are cut. */
const maxReadBytes = 2 ** 30;

/**
 * Files that are open at the same time, over all of them: a thousand samples of several files each must not meet
 * the usual limit of 1024 descriptors. The least recently read one is closed and opened again when needed.
 */
const maxOpenFiles = 64;

/** Descriptors of open files; a Map keeps the order of insertion, which here is the order of use. */
const descriptors = new Map<ByteFile, number>();

/**
 * Opens a regular file for reading at any offset, in calls of at most 1 GiB. Nothing is buffered: callers read
 * windows. A file that changes while it is in use is refused when it is opened again after a pause, instead of
 * mixing two versions.
 * @throws InputError when the file is missing, is no regular file, can't be read, is cut off or changes.
 */
export function openByteFile(path: string): ByteFile {
  let closed = false;
  const { descriptor, sizeBytes, version } = openDescriptor(path);
  const file: ByteFile = {
    name: path,
    sizeBytes,
    read(offset, into) {
      if (closed) {
        throw new Error(`${path} is read after it was closed`);
      }
      checkRange(file, offset, into.length);
      readFully(descriptorOf(file, version), path, offset, into);
    },
    close() {
      closed = true;
      closeDescriptor(file);
    },
  };
  keep(file, descriptor);
  return file;
}

/** How many of the files in use hold a descriptor now. */
export function openDescriptorCount(): number {
  return descriptors.size;
}

function descriptorOf(file: ByteFile, version: string): number {
  const held = descriptors.get(file);
  if (held !== undefined) {
    descriptors.delete(file);
    descriptors.set(file, held);
    return held;
  }
  const opened = openDescriptor(file.name);
  if (opened.version !== version) {
    closeSync(opened.descriptor);
    throw new InputError(`${file.name} changed while it was being read.`, {
      advice: "Start again when nothing writes to it any more.",
    });
  }
  keep(file, opened.descriptor);
  return opened.descriptor;
}

function keep(file: ByteFile, descriptor: number): void {
  for (const oldest of descriptors.keys()) {
    if (descriptors.size < maxOpenFiles) {
      break;
    }
    closeDescriptor(oldest);
  }
  descriptors.set(file, descriptor);
}

function closeDescriptor(file: ByteFile): void {
  const descriptor = descriptors.get(file);
  if (descriptor !== undefined) {
    descriptors.delete(file);
    closeSync(descriptor);
  }
}

function openDescriptor(path: string): { descriptor: number; sizeBytes: number; version: string } {
  let descriptor: number;
  try {
    descriptor = openSync(path, "r");
  } catch (cause) {
    throw unreadable(path, cause);
  }
  const stats = fstatSync(descriptor, { bigint: true });
  if (!stats.isFile()) {
    closeSync(descriptor);
    const what = stats.isDirectory() ? "a folder" : "not a regular file";
    throw new InputError(`${path} is ${what}; a file is needed.`);
  }
  const version = `${stats.dev}:${stats.ino}:${stats.size}:${stats.mtimeNs}`;
  return { descriptor, sizeBytes: Number(stats.size), version };
}

function readFully(descriptor: number, path: string, offset: number, into: Uint8Array): void {
  for (let done = 0; done < into.length; ) {
    const length = Math.min(into.length - done, maxReadBytes);
    let count: number;
    try {
      count = readSync(descriptor, into, done, length, offset + done);
    } catch (cause) {
      throw unreadable(path, cause);
    }
    if (count === 0) {
      throw new InputError(
        `${path} ends at byte ${offset + done}: it was cut off while it was being read, ${into.length - done} bytes ` +
          "are missing.",
        { advice: "Start again when nothing writes to it any more." },
      );
    }
    done += count;
  }
}

/** Explains why a path can't be opened or read, in one line. */
export function unreadable(path: string, cause: unknown): InputError {
  const code = (cause as NodeJS.ErrnoException).code;
  const reasons: Readonly<Record<string, string>> = {
    ENOENT: "it does not exist",
    ENOTDIR: "a part of the path is a file, not a folder",
    EACCES: "permission denied",
    EISDIR: "it is a folder",
    ELOOP: "its links form a loop",
    ENAMETOOLONG: "the path is too long",
  };
  const reason = reasons[code ?? ""] ?? (cause instanceof Error ? cause.message : String(cause));
  return new InputError(`cannot read ${path}: ${reason}.`, {
    advice: "Check the path and its permissions.",
    cause,
  });
}
