import { closeSync, openSync } from "node:fs";
import { join } from "node:path";
import type { Spill } from "../tensor/zip-data.ts";
import { storageError, writeFully } from "./atomic-write.ts";
import { type ByteFile, openByteFile } from "./byte-file.ts";
import { createWorkFolder, type WorkFolder } from "./work-folder.ts";

/** Temporary files that hold inflated arrays. `close` deletes them. */
export interface InflatedFiles {
  readonly spill: Spill;
  close(): void;
}

/**
 * Makes the place to which archives inflate arrays that are too large for memory. The folder (in the system's
 * temporary one, for this user only) is made when it is first needed.
 */
export function createInflatedFiles(): InflatedFiles {
  let folder: WorkFolder | undefined;
  const files: ByteFile[] = [];
  return {
    async spill(name, _sizeBytes, chunks) {
      folder ??= createWorkFolder();
      const path = join(folder.path, `${files.length}.bin`);
      await writeChunks(path, chunks);
      const file = openByteFile(path);
      files.push(file);
      return {
        name,
        sizeBytes: file.sizeBytes,
        read: (offset, into) => file.read(offset, into),
      };
    },
    close() {
      for (const file of files) {
        file.close();
      }
      folder?.remove();
    },
  };
}

async function writeChunks(path: string, chunks: AsyncIterable<Uint8Array>): Promise<void> {
  const descriptor = openSync(path, "wx", 0o600);
  try {
    for await (const chunk of chunks) {
      write(descriptor, path, chunk);
    }
  } finally {
    closeSync(descriptor);
  }
}

function write(descriptor: number, path: string, chunk: Uint8Array): void {
  try {
    writeFully(descriptor, chunk);
  } catch (error) {
    throw storageError(path, error);
  }
}
