import {
  closeSync,
  constants,
  existsSync,
  fstatSync,
  lstatSync,
  openSync,
  readSync,
  realpathSync,
} from "node:fs";
import { dirname, isAbsolute, join, relative, sep } from "node:path";
import type { SourceFrame } from "../onnx/provenance-frames.ts";
import { maxProvenanceCharacters, plainText } from "../onnx/provenance-text.ts";

/** A line that a model names and that the checkout has. `file` is relative to its root, with `/`. */
export interface SourceLine {
  readonly file: string;
  readonly line: number;
  readonly code: string;
}

/** Why a frame may not be linked or annotated. The reason is one line and quotes nothing of any file. */
export interface Unlinked {
  readonly unlinked: true;
  readonly reason: string;
}

/** The git checkout that the gate runs in, as far as models may refer to it. */
export interface Checkout {
  readonly root: string;
  /**
   * The tracked file and line that a frame of a model means. A model is not trusted: only a regular, tracked file
   * inside the checkout, reached through no link, of at most 4 MiB is opened, and only a line that reads as recorded
   * is returned. Training ran elsewhere, so the longest end of a recorded path that one tracked file has is enough.
   */
  readonly resolveSource: (frame: SourceFrame) => SourceLine | Unlinked;
}

/** Lists the tracked Python files of a checkout; `listTrackedPython` of the engines does. */
export type FileLister = (
  root: string,
) => Promise<{ readonly files: readonly string[] } | { readonly reason: string }>;

const maxSourceBytes = 4 * 2 ** 20;
/** Lines of the files in use are kept; a model names some dozens. */
const maxKeptFiles = 64;

/**
 * The checkout that holds `startDirectory`, or why there is none. Never throws for what it finds on disk.
 */
export async function openCheckout(
  startDirectory: string,
  listFiles: FileLister,
): Promise<Checkout | { readonly reason: string }> {
  const root = findCheckoutRoot(startDirectory);
  if (root === undefined) {
    return { reason: `${startDirectory} is in no git checkout` };
  }
  const listed = await listFiles(root);
  if ("reason" in listed) {
    return listed;
  }
  const index = indexFiles(listed.files);
  const kept = new Map<string, readonly string[] | Unlinked>();
  return { root, resolveSource: (frame) => resolveFrame(root, index, kept, frame) };
}

/** The folder with `.git` that holds `startDirectory`, links resolved; undefined when there is none. */
export function findCheckoutRoot(startDirectory: string): string | undefined {
  let folder: string;
  try {
    folder = realpathSync(startDirectory);
  } catch {
    return undefined;
  }
  while (!existsSync(join(folder, ".git"))) {
    const parent = dirname(folder);
    if (parent === folder) {
      return undefined;
    }
    folder = parent;
  }
  return folder;
}

/** Tracked files, all of them and by the last part of their path. */
interface FileIndex {
  readonly all: ReadonlySet<string>;
  readonly byName: ReadonlyMap<string, readonly string[]>;
}

function indexFiles(files: readonly string[]): FileIndex {
  const byName = new Map<string, string[]>();
  for (const file of files) {
    const name = file.slice(file.lastIndexOf("/") + 1);
    const namesakes = byName.get(name);
    if (namesakes === undefined) {
      byName.set(name, [file]);
    } else {
      namesakes.push(file);
    }
  }
  return { all: new Set(files), byName };
}

function resolveFrame(
  root: string,
  index: FileIndex,
  kept: Map<string, readonly string[] | Unlinked>,
  frame: SourceFrame,
): SourceLine | Unlinked {
  if (frame.code === undefined) {
    return unlinked("the model does not record the line's text, so it can't be checked");
  }
  const file = findFile(root, index, frame.file);
  if (typeof file !== "string") {
    return file;
  }
  const lines = kept.get(file) ?? readLines(root, file);
  if (kept.size >= maxKeptFiles) {
    kept.clear();
  }
  kept.set(file, lines);
  if ("unlinked" in lines) {
    return lines;
  }
  const text = lines[frame.line - 1];
  if (text === undefined) {
    return unlinked("the file has fewer lines than the model records");
  }
  if (text.length > maxProvenanceCharacters) {
    return unlinked("the line is longer than what is compared");
  }
  const code = plainText(text.trim());
  return code === "" || code !== plainText(frame.code.trim())
    ? unlinked("the line no longer reads as the model records it")
    : { file, line: frame.line, code };
}

/** The tracked file that a recorded path means. */
function findFile(root: string, index: FileIndex, recorded: string): string | Unlinked {
  const path = posixPath(recorded);
  const parts = path.split("/").filter((part) => part !== "" && part !== ".");
  if (parts.includes("..")) {
    return unlinked("the recorded path goes upwards");
  }
  if (isAbsolute(recorded) && isInside(root, recorded)) {
    const inside = relative(root, recorded).split(sep).join("/");
    return index.all.has(inside) ? inside : unlinked("the file is not tracked by git");
  }
  const plain = parts.join("/");
  if (!path.startsWith("/") && index.all.has(plain)) {
    return plain;
  }
  return findBySuffix(index, parts);
}

function findBySuffix(index: FileIndex, parts: readonly string[]): string | Unlinked {
  const candidates = index.byName.get(parts.at(-1) ?? "") ?? [];
  let best: string[] = [];
  let bestLength = 0;
  for (const candidate of candidates) {
    const length = commonEnd(candidate.split("/"), parts);
    if (length > bestLength) {
      [best, bestLength] = [[], length];
    }
    if (length === bestLength) {
      best.push(candidate);
    }
  }
  const [only, ...others] = best;
  if (only === undefined) {
    return unlinked("no tracked file of this checkout has that name");
  }
  return others.length === 0
    ? only
    : unlinked(`${best.length} tracked files of this checkout end like the recorded path`);
}

function commonEnd(left: readonly string[], right: readonly string[]): number {
  let length = 0;
  while (length < left.length && length < right.length && left.at(-1 - length) === right.at(-1 - length)) {
    length += 1;
  }
  return length;
}

function posixPath(path: string): string {
  const isWindows = /^[A-Za-z]:[\\/]/.test(path) || (path.includes("\\") && !path.includes("/"));
  return isWindows ? path.replace(/^[A-Za-z]:/, "").replaceAll("\\", "/") : path;
}

function isInside(root: string, path: string): boolean {
  const inside = relative(root, path);
  return inside !== "" && !inside.startsWith("..") && !isAbsolute(inside);
}

function readLines(root: string, file: string): readonly string[] | Unlinked {
  const path = join(root, ...file.split("/"));
  if (plainText(file) !== file) {
    return unlinked("the tracked file's name is too long or holds control characters");
  }
  try {
    if (realpathSync(path) !== path || !lstatSync(path).isFile()) {
      return unlinked("the tracked file is a link, behind a link, or no regular file");
    }
    const descriptor = openSync(
      path,
      constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0),
    );
    try {
      const stats = fstatSync(descriptor);
      return stats.isFile() && stats.size <= maxSourceBytes
        ? splitLines(readDescriptor(descriptor, stats.size))
        : unlinked(`the tracked file is no regular file of at most ${maxSourceBytes} bytes`);
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return unlinked("the tracked file can't be read");
  }
}

function readDescriptor(descriptor: number, sizeBytes: number): string {
  const bytes = Buffer.alloc(sizeBytes);
  let done = 0;
  while (done < sizeBytes) {
    const count = readSync(descriptor, bytes, done, sizeBytes - done, done);
    if (count === 0) {
      break;
    }
    done += count;
  }
  return bytes.toString("utf8", 0, done);
}

/** Lines as Python counts them. */
function splitLines(text: string): string[] {
  return text.replace(/^\ufeff/, "").split(/\r\n|\n|\r/);
}

function unlinked(reason: string): Unlinked {
  return { unlinked: true, reason };
}
