import { basename, dirname, join } from "node:path";
import { InputError } from "../errors.ts";
import type { Tensor } from "../tensor/tensor.ts";
import { type Manifest, readManifest } from "./manifest.ts";
import { findRoleFiles, type Role, type RoleFiles } from "./sample-roles.ts";
import { listFolder, openTensors, type TensorFiles } from "./tensor-files.ts";

type Tensors = ReadonlyMap<string, Tensor>;

/** One set of inputs with its reference outputs, and what else was recorded for it. Tensors are read when asked for. */
export interface Sample {
  /** Name of its folder, `0000` when DIR itself is the sample; `FOLDER/0001` when a file holds several. */
  readonly id: string;
  readonly directory: string;
  /** By ONNX input name. Empty when only outputs were recorded (`candidate` is there then). */
  readonly inputs: Tensors;
  /** PyTorch FP32, by ONNX output name, as for the next three. */
  readonly reference: Tensors;
  readonly candidate?: Tensors;
  readonly autocast?: Tensors;
  readonly half?: Tensors;
  /** PyTorch activations by module path, `#k` for its k-th call. */
  readonly modules?: Tensors;
}

export interface Samples {
  readonly samples: readonly Sample[];
  /** Undefined when there is no `manifest.json`. */
  readonly manifest: Manifest | undefined;
  readonly close: () => void;
}

/**
 * Opens samples: `DIR/NNNN/` per sample, or DIR itself for one, or a capture whose `samples/` has them. Every header
 * is read and checked now, elements later; only a few files are open at the same time.
 * @throws InputError naming the folder, what is missing or contradictory there, and what to do.
 */
export async function openSamples(directory: string): Promise<Samples> {
  const names = listFolder(directory);
  const inner = "samples";
  const hasSamples = findRoleFiles(directory, names).size > 0 || names.some(isSampleFolder);
  if (!hasSamples && names.includes(inner)) {
    return await openSampleFolders(join(directory, inner), readManifestOf(directory, names));
  }
  const above = dirname(directory);
  const manifest = names.includes(manifestName)
    ? readManifestOf(directory, names)
    : basename(directory) === inner
      ? readManifestOf(above, listFolder(above))
      : undefined;
  return await openSampleFolders(directory, manifest);
}

const manifestName = "manifest.json";

function readManifestOf(directory: string, names: readonly string[]): Manifest | undefined {
  return names.includes(manifestName) ? readManifest(join(directory, manifestName)) : undefined;
}

function isSampleFolder(name: string): boolean {
  return /^\d+$/.test(name);
}

async function openSampleFolders(directory: string, manifest: Manifest | undefined): Promise<Samples> {
  const names = listFolder(directory);
  const ownFiles = findRoleFiles(directory, names);
  const folders = names.filter(isSampleFolder).toSorted((a, b) => Number(a) - Number(b));
  if (ownFiles.size === 0 && folders.length === 0) {
    throw noSamples(directory, names);
  }
  if (ownFiles.size > 0 && folders.length > 0) {
    throw new InputError(
      `${directory} holds ${[...ownFiles.values()][0]} and the folder ${folders[0]}: one sample or several?`,
      { advice: "Keep either files in the folder itself or numbered folders." },
    );
  }
  const samples: Sample[] = [];
  const opened: TensorFiles[] = [];
  const close = (): void => {
    for (const files of opened.splice(0)) {
      files.close();
    }
  };
  try {
    if (ownFiles.size > 0) {
      samples.push(...(await openFolder(directory, undefined, ownFiles, opened)));
    }
    for (const folder of folders) {
      const path = join(directory, folder);
      samples.push(...(await openFolder(path, folder, findRoleFiles(path, listFolder(path)), opened)));
    }
  } catch (error) {
    close();
    throw error;
  }
  return { samples, manifest, close };
}

function noSamples(directory: string, names: readonly string[]): InputError {
  const found = names.length === 0 ? "it is empty" : `it holds ${names.slice(0, 5).join(", ")}`;
  return new InputError(
    `${directory} holds no samples: no numbered folder and no inputs.* or reference.* file; ${found}.`,
    {
      advice:
        "Make samples with `python -m fp16_gate capture`, or write inputs.safetensors and reference.safetensors " +
        "into DIR/0000.",
    },
  );
}

/** Opens the samples of one folder: one, or several when its files are of Polygraphy. */
async function openFolder(
  path: string,
  folder: string | undefined,
  files: RoleFiles,
  opened: TensorFiles[],
): Promise<Sample[]> {
  checkRoles(path, files);
  const roles = new Map<Role, readonly Tensors[]>();
  for (const [role, file] of files) {
    const tensors = await openTensors(join(path, file));
    opened.push(tensors);
    roles.set(role, tensors.samples);
  }
  const count = checkCounts(path, files, roles);
  return Array.from({ length: count }, (_, index) => ({
    id: sampleId(folder, index, count),
    directory: path,
    inputs: new Map<string, Tensor>(),
    ...(Object.fromEntries([...roles].map(([role, all]) => [role, all[index]])) as unknown as {
      reference: Tensors;
    }),
  }));
}

function sampleId(folder: string | undefined, index: number, count: number): string {
  const number = String(index).padStart(4, "0");
  if (folder === undefined) {
    return number;
  }
  return count === 1 ? folder : `${folder}/${number}`;
}

function checkRoles(path: string, files: RoleFiles): void {
  if (!files.has("reference")) {
    throw new InputError(`${path}: the sample has no reference outputs (reference.*).`, {
      advice: "Capture it again, or write what PyTorch returns in FP32 to reference.safetensors.",
    });
  }
  if (!files.has("inputs") && !files.has("candidate")) {
    throw new InputError(
      `${path}: the sample has neither inputs (inputs.*) nor recorded outputs (candidate.*).`,
      {
        advice: "Capture it again, or write the model's inputs to inputs.safetensors.",
      },
    );
  }
}

function checkCounts(path: string, files: RoleFiles, roles: ReadonlyMap<Role, readonly Tensors[]>): number {
  const count = roles.get("reference")?.length ?? 0;
  for (const [role, { length }] of roles) {
    if (length !== count) {
      throw new InputError(
        `${path}: ${files.get("reference")} holds ${count} samples, but ${files.get(role)} holds ${length}.`,
        { advice: "Save both from the same run." },
      );
    }
  }
  if (count === 0) {
    throw new InputError(`${path}: ${files.get("reference")} holds no samples.`, {
      advice: "Save it again with at least one iteration.",
    });
  }
  return count;
}
