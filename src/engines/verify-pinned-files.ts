import { createHash } from "node:crypto";
import { type FileHandle, open } from "node:fs/promises";
import { join } from "node:path";
import { EngineError } from "../errors.ts";
import type { PinnedFile } from "./native-library-hashes.generated.ts";

/**
 * Compares size and SHA-256 of every file that will be loaded with the pinned ones.
 * @throws EngineError `integrity` that names the file and both hashes, `unavailable` when a file is gone.
 */
export async function verifyPinnedFiles(
  folder: string,
  files: Readonly<Record<string, PinnedFile>>,
): Promise<void> {
  for (const [name, pinned] of Object.entries(files)) {
    await verifyFile(join(folder, name), pinned);
  }
}

/** What to do about a file that is not the published one. */
export const integrityAdvice =
  "Find out who changed it, then delete its folder to have it fetched or installed anew.";

const hashWindowBytes = 1 << 20;

async function verifyFile(path: string, pinned: PinnedFile): Promise<void> {
  let file: FileHandle;
  try {
    file = await open(path, "r");
  } catch (error) {
    throw new EngineError(
      "unavailable",
      `Native library file ${path} can't be read: ${(error as Error).message}.`,
      {
        cause: error,
      },
    );
  }
  try {
    const { size } = await file.stat();
    if (size !== pinned.sizeBytes) {
      throw wrongFile(path, `${pinned.sizeBytes} bytes`, `${size} bytes`);
    }
    const found = await hashOf(file);
    if (found !== pinned.sha256) {
      throw wrongFile(path, `sha256 ${pinned.sha256}`, `sha256 ${found}`);
    }
  } finally {
    await file.close();
  }
}

async function hashOf(file: FileHandle): Promise<string> {
  const hash = createHash("sha256");
  const window = new Uint8Array(hashWindowBytes);
  for (let offset = 0; ; ) {
    const { bytesRead } = await file.read(window, 0, window.length, offset);
    if (bytesRead === 0) {
      return hash.digest("hex");
    }
    hash.update(window.subarray(0, bytesRead));
    offset += bytesRead;
  }
}

function wrongFile(path: string, expected: string, found: string): EngineError {
  return new EngineError(
    "integrity",
    `Native library file ${path} is not the published one: expected ${expected}, found ${found}. It was not loaded.`,
    { advice: integrityAdvice },
  );
}
