import { createReadStream } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { createGunzip } from "node:zlib";
import { EngineError } from "../errors.ts";

const blockBytes = 512;

/**
 * Takes single files out of a gzipped ustar archive (POSIX.1-1988), reading no further than it must. Meant for an
 * archive whose hash has been checked: it looks at names and sizes only.
 * @param targets archive member to path of the file to write; existing files are an error.
 * @throws EngineError `integrity` when a member is missing or the archive ends early.
 */
export async function extractFiles(tarball: string, targets: ReadonlyMap<string, string>): Promise<void> {
  const left = new Map(targets);
  const source = createReadStream(tarball);
  const gunzip = createGunzip();
  source.on("error", (error) => gunzip.destroy(error));
  source.pipe(gunzip);
  const bytes = createByteReader(gunzip);
  try {
    while (left.size > 0) {
      const header = await bytes.take(blockBytes);
      const name = memberName(header);
      if (name === "") {
        break; // A block of zeros ends the archive.
      }
      const sizeBytes = octal(header.subarray(124, 136));
      const path = left.get(name);
      left.delete(name);
      await copyMember(bytes, sizeBytes, path);
      await bytes.pass(-sizeBytes & (blockBytes - 1));
    }
  } catch (error) {
    if (error instanceof EngineError || (error as NodeJS.ErrnoException).syscall !== undefined) {
      throw error;
    }
    throw new EngineError("integrity", `${tarball} can't be unpacked: ${(error as Error).message}.`, {
      cause: error,
    });
  } finally {
    source.destroy();
    gunzip.destroy();
  }
  if (left.size > 0) {
    throw new EngineError("integrity", `${tarball} does not contain ${[...left.keys()].join(", ")}.`);
  }
}

function memberName(header: Uint8Array): string {
  const isUstar = text(header.subarray(257, 262)) === "ustar";
  const prefix = isUstar ? text(header.subarray(345, 500)) : "";
  const name = text(header.subarray(0, 100));
  return prefix === "" ? name : `${prefix}/${name}`;
}

function text(field: Uint8Array): string {
  const end = field.indexOf(0);
  return Buffer.from(end < 0 ? field : field.subarray(0, end)).toString("utf8");
}

function octal(field: Uint8Array): number {
  const digits = text(field).trim();
  if (!/^[0-7]+$/.test(digits)) {
    throw new Error(`a member's size is ${JSON.stringify(digits)}, not an octal number`);
  }
  return Number.parseInt(digits, 8);
}

async function copyMember(bytes: ByteReader, sizeBytes: number, path: string | undefined): Promise<void> {
  if (path === undefined) {
    await bytes.pass(sizeBytes);
    return;
  }
  const file: FileHandle = await open(path, "wx", 0o644);
  try {
    await bytes.pass(sizeBytes, async (piece) => {
      await file.writeFile(piece);
    });
  } finally {
    await file.close();
  }
}

interface ByteReader {
  take(count: number): Promise<Uint8Array>;
  /** Goes on by `count` bytes, giving them to `sink` in pieces when there is one. */
  pass(count: number, sink?: (piece: Uint8Array) => Promise<void>): Promise<void>;
}

function createByteReader(stream: AsyncIterable<Uint8Array>): ByteReader {
  const pieces = stream[Symbol.asyncIterator]();
  let rest: Uint8Array = new Uint8Array(0);
  const pass: ByteReader["pass"] = async (count, sink) => {
    for (let left = count; left > 0; ) {
      if (rest.length === 0) {
        const next = await pieces.next();
        if (next.done === true) {
          throw new Error("it ends early");
        }
        rest = next.value;
      }
      const piece = rest.subarray(0, left);
      rest = rest.subarray(piece.length);
      left -= piece.length;
      await sink?.(piece);
    }
  };
  return {
    pass,
    take: async (count) => {
      const taken: Uint8Array[] = [];
      await pass(count, async (piece) => {
        taken.push(piece);
        await Promise.resolve();
      });
      return Buffer.concat(taken);
    },
  };
}
