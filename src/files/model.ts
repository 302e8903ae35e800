import { realpathSync, type Stats, statSync } from "node:fs";
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import type { ModelProto } from "onnx-buf";
import { InputError } from "../errors.ts";
import { dataTypeOf, packedSizeBytes } from "../onnx/data-type.ts";
import { decodeModel, decodeStructure } from "../onnx/decode.ts";
import type { ExternalLocation } from "../onnx/external-data.ts";
import { externalLocation, isExternal, isLocation } from "../onnx/external-data.ts";
import { checkExternalSize, type OpenExternal } from "../onnx/initializer.ts";
import { quote } from "../onnx/label.ts";
import { maxModelBytes } from "../onnx/limits.ts";
import { modelTensors } from "../onnx/model-tensors.ts";
import type { ByteSource } from "../tensor/tensor.ts";
import { type ByteFile, openByteFile } from "./byte-file.ts";

/** An ONNX file whose structure was read and checked; weights are read when asked for. */
export interface OpenedModel {
  /**
   * Functions are not inlined yet. Large initializers are external data at `ownLocation`, in the model's own file:
   * read them, like all others, with `readInitializer(tensor, openExternal)`.
   */
  readonly model: ModelProto;
  /** As the user gave it, for messages. */
  readonly path: string;
  /** Folder of `path`: external data is looked for here. */
  readonly folder: string;
  /** The file itself, without external data. */
  readonly sizeBytes: number;
  /** The bytes of the file, read in windows. */
  readonly file: ByteSource;
  /** The external location that stands for the model's own file: its name. */
  readonly ownLocation: string;
  /** For `readInitializer`: files are opened once and stay open until `close`. */
  readonly openExternal: OpenExternal;
  /** Real path of the file that an external location names, checked to lie in the model's folder. */
  externalPath(location: string, where: string): string;
  /**
   * @throws InputError when the file is no longer the one that was opened: an export that is still running, say, whose
   * weights would not belong to the structure that was read.
   */
  checkUnchanged(): void;
  /** Closes the files; the structure stays usable, but not the weights outside of it. */
  close(): void;
}

/**
 * Reads the structure of an ONNX file and checks it with everything that can be known of its external data without
 * reading that: each file lies inside the model's folder once links are resolved, exists, and is long enough.
 * Neither time nor memory depends on the size of the weights.
 * @throws InputError (exit 2) naming the file, and for external data the tensor and both sizes.
 */
export function openModel(path: string): OpenedModel {
  const opening = checkModelFile(path);
  const ownLocation = basename(path);
  const file = openByteFile(path);
  const sources = new Map<string, ByteFile>();
  try {
    const model = decode(file, path, ownLocation);
    const folders = allowedFolders(path);
    sources.set(realpathSync(path), file);
    const opened: OpenedModel = {
      model,
      path,
      folder: dirname(path),
      sizeBytes: file.sizeBytes,
      file,
      ownLocation,
      openExternal(location, where) {
        const real = opened.externalPath(location.location, where);
        const source = sources.get(real) ?? openByteFile(real);
        sources.set(real, source);
        return source;
      },
      externalPath: (location, where) => containedPath(path, folders, location, where),
      checkUnchanged: () => checkSameFile(path, opening),
      close: () => closeAll(sources),
    };
    checkExternalData(opened);
    return opened;
  } catch (error) {
    file.close();
    throw error;
  }
}

function closeAll(sources: Map<string, ByteFile>): void {
  for (const source of sources.values()) {
    source.close();
  }
  sources.clear();
}

/** A file whose name can't be an external location (`a\\b.onnx`) is read as a whole instead. */
function decode(file: ByteSource, path: string, ownLocation: string): ModelProto {
  if (isLocation(ownLocation)) {
    return decodeStructure(file, path, ownLocation);
  }
  const bytes = new Uint8Array(file.sizeBytes);
  file.read(0, bytes);
  return decodeModel(bytes, path);
}

function checkSameFile(path: string, opening: Stats): void {
  const now = statSync(path, { throwIfNoEntry: false });
  if (now?.ino !== opening.ino || now.size !== opening.size || now.mtimeMs !== opening.mtimeMs) {
    throw new InputError(`${path} changed while it was being used.`, {
      advice: "Start again when nothing writes to it any more.",
    });
  }
}

function checkModelFile(path: string): Stats {
  let stats: Stats;
  try {
    stats = statSync(path);
  } catch (error) {
    throw missing(path, error);
  }
  if (stats.isDirectory()) {
    throw new InputError(`${path} is a folder, not an ONNX file.`, {
      advice: "Give the path of the .onnx file in it.",
    });
  }
  if (!stats.isFile()) {
    throw new InputError(`${path} is no regular file.`, { advice: "Give the path of an .onnx file." });
  }
  if (stats.size > maxModelBytes) {
    throw new InputError(
      `${path} has ${stats.size} bytes, but an ONNX file can hold at most ${maxModelBytes} (2 GiB, a limit of protobuf).`,
      {
        advice:
          "Export it again with the weights as external data: external_data=True in torch.onnx.export, or save_as_external_data=True in onnx.save.",
      },
    );
  }
  return stats;
}

function missing(path: string, error: unknown): InputError {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === "ENOENT" || code === "ENOTDIR") {
    return new InputError(`${path}: no such file.`, {
      advice: "Check the path of the model; it is relative to the working directory.",
      cause: error,
    });
  }
  return new InputError(`${path} can't be read: ${reasonOf(error)}.`, {
    advice: "Check the file and its permissions.",
    cause: error,
  });
}

/**
 * Folders that external data may lie in: that of the path as given, and that of the file it leads to, since caches
 * (Hugging Face's for one) keep a folder of links to model and data side by side.
 */
function allowedFolders(path: string): string[] {
  const folders = [realpathSync(dirname(resolve(path))), dirname(realpathSync(path))];
  return [...new Set(folders)];
}

function containedPath(
  modelPath: string,
  folders: readonly string[],
  location: string,
  where: string,
): string {
  const candidate = join(dirname(modelPath), ...location.split("/"));
  let real: string;
  let stats: Stats;
  try {
    real = realpathSync(candidate);
    stats = statSync(real);
  } catch (error) {
    throw new InputError(
      `${modelPath}: ${where} is kept in ${quote(location)}, but ${candidate} can't be read: ${reasonOf(error)}.`,
      {
        advice: "Copy the data file together with the model; both come from one export.",
        cause: error,
      },
    );
  }
  if (!folders.some((folder) => isInside(real, folder))) {
    throw new InputError(
      `${modelPath}: ${where} is kept in ${quote(location)}, a link that leads out of the model's folder to ${real}.`,
      { advice: "Put a copy of the data file, not a link, beside the model." },
    );
  }
  if (!stats.isFile()) {
    throw new InputError(`${modelPath}: ${where} is kept in ${quote(location)}, which is no regular file.`, {
      advice: "Copy the data file together with the model.",
    });
  }
  return real;
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code === "ENOENT" ? "no such file" : code === "EACCES" ? "permission denied" : message;
}

function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== "" && way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** Every external tensor, before any work begins: a long run should not end at the last weight. */
function checkExternalData(opened: OpenedModel): void {
  const sizes = new Map<string, number>();
  for (const { tensor } of modelTensors(opened.model)) {
    if (!isExternal(tensor)) {
      continue;
    }
    const where = `tensor ${quote(tensor.name)}`;
    const location: ExternalLocation = externalLocation(tensor, where);
    const real = sizes.has(location.location) ? "" : opened.externalPath(location.location, where);
    const fileSizeBytes = sizes.get(location.location) ?? statSync(real).size;
    sizes.set(location.location, fileSizeBytes);
    const type = dataTypeOf(tensor.dataType);
    if (type !== undefined) {
      const count = tensor.dims.reduce((product, size) => product * Number(size), 1);
      checkExternalSize(location, packedSizeBytes(type, count), fileSizeBytes, `${opened.path}: ${where}`);
    }
  }
}
