import { InputError } from "../errors.ts";
import type { ByteSource } from "./tensor.ts";

/** A source over bytes in memory, which are not copied. `name` is used in messages. */
export function memorySource(name: string, bytes: Uint8Array): ByteSource {
  return {
    name,
    sizeBytes: bytes.length,
    read(offset, into) {
      checkRange(this, offset, into.length);
      into.set(bytes.subarray(offset, offset + into.length));
    },
  };
}

/** The part of `source` from `offset` on, `sizeBytes` long. The part must lie inside the source. */
export function sliceSource(source: ByteSource, offset: number, sizeBytes: number, name: string): ByteSource {
  checkRange(source, offset, sizeBytes);
  return {
    name,
    sizeBytes,
    read(start, into) {
      checkRange(this, start, into.length);
      source.read(offset + start, into);
    },
  };
}

/** A fresh array with `length` bytes of `source` from `offset` on. */
export function readBytes(source: ByteSource, offset: number, length: number): Uint8Array {
  checkRange(source, offset, length);
  const bytes = new Uint8Array(length);
  source.read(offset, bytes);
  return bytes;
}

/** Throws an InputError unless `length` bytes from `offset` on lie inside `source`. */
export function checkRange(source: ByteSource, offset: number, length: number): void {
  if (!(offset >= 0 && length >= 0 && offset + length <= source.sizeBytes)) {
    throw new InputError(
      `${source.name}: bytes ${offset} to ${offset + length} are needed, but there are only ${source.sizeBytes}.`,
      { advice: "The file is truncated or damaged: write it again." },
    );
  }
}
