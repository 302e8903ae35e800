import { InputError } from "../errors.ts";
import { readBytes, sliceSource } from "./byte-source.ts";
import type { ByteSource } from "./tensor.ts";
import { readZipEntries, type ZipEntry } from "./zip-entries.ts";

/** The parts of a file of `torch.save`, found and checked; nothing of the storages is read yet. */
export interface CheckpointArchive {
  readonly name: string;
  readonly sizeBytes: number;
  readonly pickle: Uint8Array;
  readonly byteOrder: "little" | "big";
  /** The bytes of a storage, or undefined when the archive has none of that key. */
  storage(key: string): ByteSource | undefined;
}

/** 150,000 tensors with long names; a pickle unfolds to at most some ten times its size in memory (CWE-789). */
const maxPickleBytes = 32 * 2 ** 20;

const convert = "torch.save(torch.load(file, weights_only=True), new_file)";

interface ForeignForm {
  readonly offset: number;
  readonly bytes: readonly number[];
  readonly what: string;
  readonly advice: string;
}

const ascii = (text: string): number[] => Array.from(text, (character) => character.charCodeAt(0));

/** What else is called `.pth`. The first entry is the magic number that PyTorch before 1.6 began with, pickled. */
const foreignForms: readonly ForeignForm[] = [
  {
    offset: 2,
    bytes: [0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19],
    what: "a checkpoint in PyTorch's old format, which is no zip archive and can't be read without running it",
    advice: `Convert it once in PyTorch: ${convert}.`,
  },
  {
    offset: 0,
    bytes: [0x80],
    what: "a plain Python pickle, not a checkpoint of torch.save",
    advice: `If you trust it, load it in Python and save the tensors with torch.save or safetensors.torch.save_file.`,
  },
  {
    offset: 257,
    bytes: ascii("ustar"),
    what: "a tar archive, PyTorch's format before 2017",
    advice: `Convert it once in PyTorch: ${convert}.`,
  },
  {
    offset: 8,
    bytes: ascii('{"'),
    what: "a safetensors file",
    advice: "Rename it to .safetensors.",
  },
  {
    offset: 0,
    bytes: ascii("version https://git-lfs"),
    what: "a Git LFS pointer, not the checkpoint itself",
    advice: "Fetch the file: `git lfs pull`, or `lfs: true` for actions/checkout.",
  },
];

/**
 * Opens the zip archive that `torch.save` writes since PyTorch 1.6. Only stored entries are read, at their place in
 * the file: nothing is inflated, so there is nothing that could inflate without end. CRC-32s are not checked, since
 * PyTorch can be told not to compute them.
 * @throws InputError for every other form, naming it and the way out.
 */
export async function openCheckpointArchive(source: ByteSource): Promise<CheckpointArchive> {
  refuseForeign(source);
  const entries = new Map((await readZipEntries(source)).map((entry) => [entry.name, entry]));
  const prefix = findPrefix(source.name, entries);
  const read = (name: string, maxBytes: number): Uint8Array | undefined => {
    const entry = entries.get(prefix + name);
    if (entry === undefined) {
      return undefined;
    }
    if (entry.sizeBytes > maxBytes) {
      throw new InputError(
        `${source.name}: '${prefix}${name}' has ${entry.sizeBytes} bytes; at most ${maxBytes} are read.`,
        { advice: "Save the tensors alone, or split the file." },
      );
    }
    checkStored(source.name, entry);
    return readBytes(source, entry.dataOffset, entry.sizeBytes);
  };
  return {
    name: source.name,
    sizeBytes: source.sizeBytes,
    pickle: read("data.pkl", maxPickleBytes) as Uint8Array,
    byteOrder: readByteOrder(source.name, read("byteorder", 16)),
    storage(key) {
      const entry = entries.get(`${prefix}data/${key}`);
      if (entry === undefined) {
        return undefined;
      }
      checkStored(source.name, entry);
      return sliceSource(source, entry.dataOffset, entry.sizeBytes, `${source.name}: storage ${key}`);
    },
  };
}

function refuseForeign(source: ByteSource): void {
  const start = readBytes(source, 0, Math.min(source.sizeBytes, 512));
  if (start[0] === 0x50 && start[1] === 0x4b) {
    return;
  }
  const form = foreignForms.find(({ offset, bytes }) =>
    bytes.every((byte, index) => start[offset + index] === byte),
  );
  throw new InputError(
    `${source.name} is ${form?.what ?? (start.length === 0 ? "an empty file" : "no checkpoint of torch.save: it is no zip archive")}.`,
    { advice: form?.advice ?? "Check the path, or copy the file again." },
  );
}

/** Everything lies below one folder, named after the file that was saved. */
function findPrefix(name: string, entries: ReadonlyMap<string, ZipEntry>): string {
  const pickles = [...entries.keys()].filter((entry) => entry === "data.pkl" || entry.endsWith("/data.pkl"));
  const [pickle] = pickles;
  if (pickle === undefined || pickles.length > 1) {
    throw new InputError(
      `${name} is no checkpoint of torch.save: the archive holds ${pickles.length} entries named data.pkl.`,
      { advice: "Save the weights again: torch.save(model.state_dict(), file)." },
    );
  }
  const prefix = pickle.slice(0, -"data.pkl".length);
  if (entries.has(`${prefix}constants.pkl`)) {
    throw new InputError(
      `${name} is a TorchScript archive (torch.jit.save), which holds code beside the weights.`,
      {
        advice: "Save its weights: torch.save(torch.jit.load(file).state_dict(), new_file).",
      },
    );
  }
  return prefix;
}

function checkStored(name: string, entry: ZipEntry): void {
  if (entry.deflated) {
    throw new InputError(`${name}: entry '${entry.name}' is compressed, which torch.save never does.`, {
      advice: `Save it again in PyTorch: ${convert}.`,
    });
  }
}

function readByteOrder(name: string, bytes: Uint8Array | undefined): "little" | "big" {
  // PyTorch before 2.1 wrote none, and ran on little-endian machines.
  const text = bytes === undefined ? "little" : new TextDecoder().decode(bytes);
  if (text !== "little" && text !== "big") {
    throw new InputError(
      `${name}: the byte order is ${JSON.stringify(text)}; only little and big are known.`,
      {
        advice: "The file is damaged: save it again.",
      },
    );
  }
  return text;
}
