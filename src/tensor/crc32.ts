import * as zlib from "node:zlib";

/**
 * CRC-32 of ZIP (polynomial 0xEDB88320, reflected) of `bytes`, continued from `previous`. Node has a native one
 * from 20.15 on; the project supports 20.10.
 */
export function crc32(bytes: Uint8Array, previous = 0): number {
  return typeof zlib.crc32 === "function" ? zlib.crc32(bytes, previous) : crc32ByTable(bytes, previous);
}

let table: Uint32Array | undefined;

/** The same by table: what `crc32` does where Node has none. */
export function crc32ByTable(bytes: Uint8Array, previous = 0): number {
  table ??= Uint32Array.from({ length: 256 }, (_, byte) => {
    let remainder = byte;
    for (let bit = 0; bit < 8; bit++) {
      remainder = (remainder >>> 1) ^ ((remainder & 1) * 0xedb88320);
    }
    return remainder;
  });
  let crc = ~previous;
  for (const byte of bytes) {
    crc = table[(crc ^ byte) & 0xff]! ^ (crc >>> 8);
  }
  return ~crc >>> 0;
}
