import { InputError } from "../errors.ts";
import { memorySource } from "./byte-source.ts";
import { maxNpyPreambleBytes, openNpy } from "./npy.ts";
import type { ByteSource, Tensor } from "./tensor.ts";
import { inflatedEntry, inflateStart, type Spill, storedEntry } from "./zip-data.ts";
import { readZipEntries, type ZipEntry } from "./zip-entries.ts";

/**
 * Largest size to which one archive may inflate in temporary files. More would rather be an attack on the disk
 * than samples; who needs it stores the arrays uncompressed, which costs no extra disk at all.
 */
const maxInflatedBytes = 32 * 2 ** 30;

/**
 * Opens every array of a `.npz` archive by its name without `.npy`. Stored arrays are read where they lie, in
 * windows. Deflated ones up to 8 MiB are inflated into memory while they are read, larger ones now, by `spill`.
 * An entry that is no array is refused. Names are never used as paths.
 */
export async function openNpz(source: ByteSource, spill: Spill): Promise<Map<string, Tensor>> {
  const entries = await readZipEntries(source);
  const inflatedBytes = entries.reduce((sum, entry) => sum + (entry.deflated ? entry.sizeBytes : 0), 0);
  if (inflatedBytes > maxInflatedBytes) {
    throw new InputError(
      `${source.name}: the compressed arrays inflate to ${inflatedBytes} bytes; at most ${maxInflatedBytes} are ` +
        "allowed.",
      { advice: "Save them uncompressed, with numpy.savez." },
    );
  }
  const tensors = new Map<string, Tensor>();
  for (const entry of entries) {
    if (!entry.name.endsWith(".npy")) {
      throw new InputError(`${source.name}: entry '${entry.name}' is not a .npy array.`, {
        advice: "Write the file with numpy.savez.",
      });
    }
    const name = entry.name.slice(0, -".npy".length);
    tensors.set(name, await openEntry(source, entry, `${source.name}: array '${name}'`, spill));
  }
  return tensors;
}

async function openEntry(source: ByteSource, entry: ZipEntry, name: string, spill: Spill): Promise<Tensor> {
  if (!entry.deflated) {
    return openNpy(storedEntry(source, entry, name));
  }
  // Shape and size are checked on the first bytes, before the disk or the memory for all of them is used.
  const start = inflateStart(source, entry, name, Math.min(maxNpyPreambleBytes, entry.sizeBytes));
  let data: ByteSource = memorySource(name, start);
  const tensor = openNpy({
    name,
    sizeBytes: entry.sizeBytes,
    read: (offset, into) => data.read(offset, into),
  });
  data = await inflatedEntry(source, entry, name, spill);
  return tensor;
}
