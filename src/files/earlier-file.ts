import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
import { InputError } from "../errors.ts";
import type { BaselineSource, EarlierText } from "../ports.ts";
import { givenPath } from "./given-path.ts";

/** A result of 100,000 nodes takes 20 MB; what is larger is no result. */
const largestBytes = 80 * 2 ** 20;

/**
 * A result.json in the repository or on the runner as the only earlier result. A file that is not there yet is a note,
 * as on the first job; one that can't be read is thrown when it is asked for.
 */
export function fileSource(path: string, workingDirectory: string): BaselineSource {
  return {
    asked: path,
    // oxlint-disable-next-line typescript/require-await
    async *earlier(_key, note) {
      const text = readEarlier(givenPath(path, workingDirectory), path);
      if (text === undefined) note(`There is no file \`${path}\` yet.`);
      else yield { text, name: path, kind: "file" } satisfies EarlierText;
    },
  };
}

/**
 * Text of a saved result; undefined when there is no such file.
 * @param shown what messages call it.
 * @throws InputError when it is no regular file, can't be read, or is larger than any result.
 */
export function readEarlier(path: string, shown: string): string | undefined {
  let descriptor: number;
  try {
    descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw unreadable(shown, (error as NodeJS.ErrnoException).code ?? String(error), error);
  }
  try {
    const stats = fstatSync(descriptor);
    if (!stats.isFile()) throw unreadable(shown, "is no regular file");
    if (stats.size > largestBytes) throw unreadable(shown, `has ${stats.size} bytes, more than any result`);
    return readText(descriptor, stats.size);
  } finally {
    closeSync(descriptor);
  }
}

function readText(descriptor: number, sizeBytes: number): string {
  const bytes = Buffer.alloc(sizeBytes);
  let done = 0;
  while (done < sizeBytes) {
    const count = readSync(descriptor, bytes, done, sizeBytes - done, done);
    if (count === 0) break;
    done += count;
  }
  return bytes.toString("utf8", 0, done);
}

function unreadable(path: string, why: string, cause?: unknown): InputError {
  return new InputError(`${path}: ${why}.`, {
    advice: "Give the path of a result.json.",
    ...(cause === undefined ? {} : { cause }),
  });
}
