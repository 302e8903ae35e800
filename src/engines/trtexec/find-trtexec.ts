import { accessSync, constants, readdirSync } from "node:fs";
import { isAbsolute, join, resolve } from "node:path";
import { EngineError } from "../../errors.ts";
import { findOnPath } from "../npm-command.ts";

/** Where packages and containers put it. */
const usualFolders = [
  "/usr/src/tensorrt/bin",
  "/opt/tensorrt/bin",
  "/usr/local/tensorrt/bin",
  "/workspace/tensorrt/bin",
];

/** Folders that hold unpacked tarballs: `TensorRT-10.13.3.9/bin/trtexec`. */
const tarballParents = ["/opt", "/usr/local"];

/**
 * The trtexec of this machine: the one that the user names, else on PATH, else where it is usually installed.
 * @throws EngineError `unavailable`.
 */
export function findTrtexec(
  given: string | undefined,
  environment: NodeJS.ProcessEnv,
  workingDirectory: string,
): string {
  if (given !== undefined) {
    const path = isAbsolute(given) ? given : resolve(workingDirectory, given);
    if (isRunnable(path)) return path;
    throw new EngineError("unavailable", `trtexec-path: ${path} is no program that can be run.`, {
      advice: "Give the path of the trtexec of your TensorRT.",
    });
  }
  const found =
    findOnPath("trtexec", environment) ??
    [...usualFolders, ...tarballFolders()].map((folder) => join(folder, "trtexec")).find(isRunnable);
  if (found !== undefined) return found;
  throw new EngineError("unavailable", "trtexec was not found on PATH or in the usual folders.", {
    advice:
      "Name it with trtexec-path, or choose engine tensorrt (Python): trtexec comes with no pip package.",
  });
}

function tarballFolders(): string[] {
  return tarballParents.flatMap((parent) => {
    try {
      return readdirSync(parent)
        .filter((name) => /^tensorrt/i.test(name))
        .toSorted()
        .toReversed()
        .map((name) => join(parent, name, "bin"));
    } catch {
      return [];
    }
  });
}

function isRunnable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
