import { pipeline, Readable } from "node:stream";
import { constants, createInflateRaw, inflateRawSync } from "node:zlib";
import { InputError } from "../errors.ts";
import { sharedBlocks } from "./block-cache.ts";
import { checkRange, readBytes, sliceSource } from "./byte-source.ts";
import { crc32 } from "./crc32.ts";
import type { ByteSource } from "./tensor.ts";
import type { ZipEntry } from "./zip-entries.ts";

/** Keeps the inflated bytes of one entry somewhere outside memory. `sizeBytes` of them come in `chunks`. */
export type Spill = (
  name: string,
  sizeBytes: number,
  chunks: AsyncIterable<Uint8Array>,
) => Promise<ByteSource>;

/**
 * Entries up to this size are inflated into memory when they are read, and share the budget of `sharedBlocks`.
 * Larger ones are inflated once, as a stream, into a temporary file: deflate has no random access, a comparison
 * reads tensors several times and not always forward, and starting over for each window would take hours.
 */
const maxInflatedInMemoryBytes = 8 * 2 ** 20;

const readBytesAtOnce = 65_536;

/** The bytes of a stored entry where they lie. Once they were read from start to end, their CRC-32 is checked. */
export function storedEntry(archive: ByteSource, entry: ZipEntry, name: string): ByteSource {
  const data = sliceSource(archive, entry.dataOffset, entry.compressedBytes, name);
  let crc = 0;
  let crcBytes = 0;
  return {
    name,
    sizeBytes: data.sizeBytes,
    read(offset, into) {
      data.read(offset, into);
      if (offset <= crcBytes && offset + into.length > crcBytes) {
        crc = crc32(into.subarray(crcBytes - offset), crc);
        crcBytes = offset + into.length;
      }
      if (crcBytes === data.sizeBytes) {
        checkCrc(name, entry, crc);
      }
    },
  };
}

/** The bytes of a deflated entry, inflated in memory or by `spill`, whichever its size asks for. */
export async function inflatedEntry(
  archive: ByteSource,
  entry: ZipEntry,
  name: string,
  spill: Spill,
): Promise<ByteSource> {
  if (entry.sizeBytes > maxInflatedInMemoryBytes) {
    return await spill(name, entry.sizeBytes, inflateChunks(archive, entry, name));
  }
  const inflated: ByteSource = {
    name,
    sizeBytes: entry.sizeBytes,
    read(offset, into) {
      checkRange(inflated, offset, into.length);
      const bytes = sharedBlocks.get(inflated, 0, () => inflateWhole(archive, entry, name));
      into.set(bytes.subarray(offset, offset + into.length));
    },
  };
  return inflated;
}

/**
 * The first bytes of a deflated entry, at least `wantedBytes` unless the entry is shorter: enough to check its
 * header before anything is inflated as a whole. At most 1032 times the compressed bytes that were read.
 */
export function inflateStart(
  archive: ByteSource,
  entry: ZipEntry,
  name: string,
  wantedBytes: number,
): Uint8Array {
  for (let compressedBytes = 512; ; compressedBytes *= 4) {
    const length = Math.min(compressedBytes, entry.compressedBytes);
    const start = inflate(readBytes(archive, entry.dataOffset, length), name, {
      finishFlush: constants.Z_SYNC_FLUSH,
    });
    if (start.length >= wantedBytes || length === entry.compressedBytes) {
      return start;
    }
  }
}

function inflateWhole(archive: ByteSource, entry: ZipEntry, name: string): Uint8Array {
  const compressed = readBytes(archive, entry.dataOffset, entry.compressedBytes);
  const bytes = inflate(compressed, name, { maxOutputLength: Math.max(1, entry.sizeBytes) });
  checkSize(name, entry, bytes.length);
  checkCrc(name, entry, crc32(bytes));
  return bytes;
}

function inflate(
  compressed: Uint8Array,
  name: string,
  options: { finishFlush?: number; maxOutputLength?: number },
): Uint8Array {
  try {
    return inflateRawSync(compressed, options);
  } catch (cause) {
    throw damaged(name, cause);
  }
}

async function* inflateChunks(
  archive: ByteSource,
  entry: ZipEntry,
  name: string,
): AsyncGenerator<Uint8Array> {
  const inflater = createInflateRaw({ chunkSize: readBytesAtOnce });
  // Errors of either stream reach the loop below, since pipeline destroys both.
  pipeline(Readable.from(compressedChunks(archive, entry)), inflater, () => {});
  let sizeBytes = 0;
  let crc = 0;
  try {
    for await (const chunk of inflater as AsyncIterable<Uint8Array>) {
      sizeBytes += chunk.length;
      if (sizeBytes > entry.sizeBytes) {
        checkSize(name, entry, sizeBytes);
      }
      crc = crc32(chunk, crc);
      yield chunk;
    }
  } catch (cause) {
    throw cause instanceof InputError ? cause : damaged(name, cause);
  }
  checkSize(name, entry, sizeBytes);
  checkCrc(name, entry, crc);
}

function* compressedChunks(archive: ByteSource, entry: ZipEntry): Generator<Uint8Array> {
  for (let done = 0; done < entry.compressedBytes; done += readBytesAtOnce) {
    const length = Math.min(readBytesAtOnce, entry.compressedBytes - done);
    yield readBytes(archive, entry.dataOffset + done, length);
  }
}

function checkSize(name: string, entry: ZipEntry, sizeBytes: number): void {
  if (sizeBytes !== entry.sizeBytes) {
    throw new InputError(
      `${name}: inflates to ${sizeBytes} bytes${sizeBytes > entry.sizeBytes ? " or more" : ""}, but the archive says ` +
        `${entry.sizeBytes}.`,
      { advice: "The file is damaged or hostile: write it again." },
    );
  }
}

function checkCrc(name: string, entry: ZipEntry, crc: number): void {
  if (crc !== entry.crc32) {
    const hex = (value: number): string => value.toString(16).padStart(8, "0");
    throw new InputError(
      `${name}: the data has CRC-32 ${hex(crc)}, but the archive says ${hex(entry.crc32)}.`,
      {
        advice: "The file is damaged: write it again.",
      },
    );
  }
}

function damaged(name: string, cause: unknown): InputError {
  return new InputError(
    `${name}: the deflated data is damaged: ${cause instanceof Error ? cause.message : String(cause)}.`,
    { advice: "Write the file again.", cause },
  );
}
