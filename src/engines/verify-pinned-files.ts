import { createHash } from "node:crypto";
import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { join } from "node:path";
import { EngineError } from "../errors.ts";
import type { PinnedFile } from "./native-library-hashes.generated.ts";

/**
 * Compares size and SHA-256 of every file that will be loaded with the pinned ones. It blocks: whoever loads a library has
 * nothing else to do until it is known to be the right one, and reading without turns takes half the time.
 * @throws EngineError `integrity` that names the file and both hashes, `unavailable` when a file is gone.
 */
export function verifyPinnedFiles(folder: string, files: Readonly<Record<string, PinnedFile>>): void {
  for (const [name, pinned] of Object.entries(files)) verifyFile(join(folder, name), pinned);
}

/** What to do about a file that is not the published one. */
export const integrityAdvice =
  "Find out who changed it, then delete its folder to have it fetched or installed anew.";

const hashWindowBytes = 256 << 10;

function verifyFile(path: string, pinned: PinnedFile): void {
  const descriptor = openPinned(path);
  try {
    const { size } = fstatSync(descriptor);
    if (size !== pinned.sizeBytes) throw wrongFile(path, `${pinned.sizeBytes} bytes`, `${size} bytes`);
    const found = hashOf(descriptor);
    if (found !== pinned.sha256) throw wrongFile(path, `sha256 ${pinned.sha256}`, `sha256 ${found}`);
  } finally {
    closeSync(descriptor);
  }
}

function openPinned(path: string): number {
  try {
    return openSync(path, "r");
  } catch (error) {
    const why = (error as Error).message;
    throw new EngineError("unavailable", `Native library file ${path} can't be read: ${why}.`, {
      cause: error,
    });
  }
}

function hashOf(descriptor: number): string {
  const hash = createHash("sha256");
  const window = new Uint8Array(hashWindowBytes);
  for (;;) {
    const count = readSync(descriptor, window);
    if (count === 0) return hash.digest("hex");
    hash.update(window.subarray(0, count));
  }
}

function wrongFile(path: string, expected: string, found: string): EngineError {
  return new EngineError(
    "integrity",
    `Native library file ${path} is not the published one: expected ${expected}, found ${found}. It was not loaded.`,
    { advice: integrityAdvice },
  );
}
