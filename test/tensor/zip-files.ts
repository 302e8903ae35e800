import { deflateRawSync } from "node:zlib";
import { crc32ByTable } from "../../src/tensor/crc32.ts";

/** An entry of a hand-made ZIP archive; what is left out is right. */
export interface HandMadeEntry {
  readonly name: string;
  readonly data: Uint8Array;
  readonly method?: number;
  readonly flags?: number;
  readonly crc32?: number;
  readonly compressed?: Uint8Array;
  readonly claimedBytes?: number;
  readonly claimedCompressedBytes?: number;
  /** Offset of the local header, when it is to lie. */
  readonly localOffset?: number;
}

/** Builds a ZIP archive by hand, so that it can be malformed in one place. */
export function zipFile(entries: readonly HandMadeEntry[]): Uint8Array {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const entry of entries) {
    const method = entry.method ?? 0;
    const compressed =
      entry.compressed ?? (method === 8 ? deflateRawSync(entry.data, { level: 1 }) : entry.data);
    const name = Buffer.from(entry.name, "utf8");
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(entry.flags ?? 0x800, 2);
    fields.writeUInt16LE(method, 4);
    fields.writeUInt32LE(entry.crc32 ?? crc32ByTable(entry.data), 10);
    fields.writeUInt32LE(entry.claimedCompressedBytes ?? compressed.length, 14);
    fields.writeUInt32LE(entry.claimedBytes ?? entry.data.length, 18);
    fields.writeUInt16LE(name.length, 22);
    parts.push(Buffer.from("PK\x03\x04"), fields, name, compressed);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(entry.localOffset ?? offset, 10);
    directory.push(Buffer.from("PK\x01\x02\x14\x00", "latin1"), fields, tail, name);
    offset += 30 + name.length + compressed.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", 0, "latin1");
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, central, end]);
}
