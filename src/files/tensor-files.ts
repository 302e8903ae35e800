import { readdirSync, statSync } from "node:fs";
import { extname, join } from "node:path";
import { InputError } from "../errors.ts";
import { openNpy } from "../tensor/npy.ts";
import { openSafetensors } from "../tensor/safetensors.ts";
import type { Tensor } from "../tensor/tensor.ts";
import { openByteFile, unreadable } from "./byte-file.ts";
import { createInflatedFiles } from "./inflated-files.ts";

/** Open tensors of one file or folder. They can be read until `close`. */
export interface TensorFiles {
  /** Tensors by name, one map per sample. Only Polygraphy files may hold another number of samples than one. */
  readonly samples: readonly ReadonlyMap<string, Tensor>[];
  readonly close: () => void;
}

/** Endings that hold named tensors, in the order in which messages list them. */
export const tensorFileExtensions = [".safetensors", ".npz", ".json"] as const;

const knownForms = ".safetensors, .npz, .npy, .json (Polygraphy) or a folder of .npy files";

/** Name that NumPy gives to an array without one (`numpy.savez(file, array)`). */
const namelessArray = "arr_0";

interface Opened {
  readonly samples: Map<string, Tensor>[];
  readonly files: { close(): void }[];
}

/**
 * Opens tensors, told by the ending of `path`: `.safetensors`, `.npz`, `.npy` (one tensor, called `arr_0`), `.json`
 * of Polygraphy, or a folder of `.npy` files whose names are percent-encoded tensor names. Headers are checked now,
 * elements are read when asked for.
 * @throws InputError for anything missing, malformed, hostile or of an unknown form.
 */
export async function openTensors(path: string): Promise<TensorFiles> {
  const opened: Opened = { samples: [], files: [] };
  const close = (): void => {
    for (const file of opened.files.splice(0)) {
      file.close();
    }
  };
  try {
    if (isFolder(path)) {
      openFolder(path, opened);
    } else {
      await openFile(path, opened);
    }
  } catch (error) {
    close();
    throw error;
  }
  return { samples: opened.samples, close };
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

async function openFile(path: string, { samples, files }: Opened): Promise<void> {
  const extension = extname(path).toLowerCase();
  const open = (): ReturnType<typeof openByteFile> => {
    const file = openByteFile(path);
    files.push(file);
    return file;
  };
  const inflated = createInflatedFiles();
  files.push(inflated);
  switch (extension) {
    case ".safetensors":
      samples.push(openSafetensors(open()));
      break;
    case ".npy":
      samples.push(new Map([[namelessArray, openNpy(open())]]));
      break;
    // Both bring much along and are loaded when there is such a file.
    case ".npz": {
      const { openNpz } = await import("../tensor/npz.ts");
      samples.push(await openNpz(open(), inflated.spill));
      break;
    }
    case ".json": {
      const { openPolygraphy } = await import("../tensor/polygraphy.ts");
      samples.push(...(await openPolygraphy(open(), inflated.spill)));
      break;
    }
    default:
      throw new InputError(
        `${path}: the ending '${extension}' is not known as a tensor file; known are ${knownForms}.`,
        { advice: "PyTorch files: save the tensors with safetensors.torch.save_file instead." },
      );
  }
}

function openFolder(folder: string, { samples, files }: Opened): void {
  const tensors = new Map<string, Tensor>();
  for (const name of listFolder(folder)) {
    const path = join(folder, name);
    if (!name.endsWith(".npy")) {
      throw new InputError(`${path} is not a .npy file; a folder of tensors may hold nothing else.`, {
        advice: "Move it elsewhere.",
      });
    }
    const tensorName = decodeFileName(path, name.slice(0, -".npy".length));
    if (tensors.has(tensorName)) {
      throw new InputError(`${folder}: two files stand for the tensor '${tensorName}'; one is ${name}.`, {
        advice: "Remove one of them.",
      });
    }
    const file = openByteFile(path);
    files.push(file);
    tensors.set(tensorName, openNpy(file));
  }
  if (tensors.size === 0) {
    throw new InputError(`${folder} holds no .npy file.`, { advice: `Tensors are read from ${knownForms}.` });
  }
  samples.push(tensors);
}

/** Visible names in a folder, sorted by code unit so that the order is the same on every machine. */
export function listFolder(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => !name.startsWith("."))
      .toSorted();
  } catch (cause) {
    throw unreadable(folder, cause);
  }
}

function decodeFileName(path: string, encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch (cause) {
    throw new InputError(`${path}: the file name is not a percent-encoded tensor name.`, {
      advice: 'Write a percent sign as %25, as urllib.parse.quote(name, safe="") does.',
      cause,
    });
  }
}
