import { randomBytes } from "node:crypto";
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { EngineError } from "../errors.ts";

/**
 * Writes a file so that a reader sees the old content or the whole new one, never a part: a temporary file in
 * the same folder, flushed, then renamed over the target.
 * @throws EngineError of category `storage` (exit 3) when the disk is full or the folder can't be written.
 */
export function writeFileAtomic(path: string, content: string | Uint8Array): void {
  const bytes = typeof content === "string" ? Buffer.from(content, "utf8") : content;
  const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString("hex")}`);
  try {
    mkdirSync(dirname(path), { recursive: true });
    const descriptor = openSync(temporary, "wx");
    try {
      writeFully(descriptor, bytes);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(temporary, path);
  } catch (error) {
    removeQuietly(temporary);
    throw storageError(path, error);
  }
}

function removeQuietly(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // The write's own error says more: a part of the path is no folder.
  }
}

/** Writes all bytes: one `write` may take fewer than it was given (2 GiB limit, almost full disk). */
export function writeFully(descriptor: number, bytes: Uint8Array): void {
  const largestWriteBytes = 1 << 30;
  let offset = 0;
  while (offset < bytes.length) {
    offset += writeSync(descriptor, bytes, offset, Math.min(bytes.length - offset, largestWriteBytes));
  }
}

/** Explains a failed write in one line: which file, why, what to do. */
export function storageError(path: string, error: unknown): EngineError {
  const code = (error as NodeJS.ErrnoException).code;
  const reasons: Record<string, string> = {
    ENOSPC: "the disk is full",
    EDQUOT: "the disk quota is used up",
    EACCES: "permission denied",
    EROFS: "the file system is read-only",
    ENOTDIR: "a part of the path is a file, not a folder",
    EISDIR: "it is a folder",
    EEXIST: "a file is in the way",
  };
  const reason = (code === undefined ? undefined : reasons[code]) ?? (error as Error).message;
  return new EngineError("storage", `cannot write ${path}: ${reason}.`, {
    advice: "Free space or choose another folder with --out.",
    cause: error,
  });
}
