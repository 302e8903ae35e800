import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { storageError } from "./atomic-write.ts";

/** A private folder for models and tensors on their way to an engine; `remove` deletes it with all it holds. */
export interface WorkFolder {
  readonly path: string;
  remove(): void;
  /** Leaves it where it is, also after the process; gives the path. */
  keep(): string;
}

/**
 * Makes the folder under `parent` (default: the system's temporary folder), readable by this user only.
 * It is removed when the process exits, too, so that a crash leaves no tensors behind.
 * @throws EngineError of category `storage`.
 */
export function createWorkFolder(parent: string = tmpdir()): WorkFolder {
  let path: string;
  try {
    path = mkdtempSync(join(parent, "fp16-gate-"));
  } catch (error) {
    throw storageError(join(parent, "fp16-gate-…"), error);
  }
  const remove = (): void => rmSync(path, { recursive: true, force: true });
  process.once("exit", remove);
  return {
    path,
    remove: () => {
      process.off("exit", remove);
      remove();
    },
    keep: () => {
      process.off("exit", remove);
      return path;
    },
  };
}
