import { gzipSync } from "node:zlib";

/** A ustar archive, gzipped, as npm makes them. */
export function tarball(members: Readonly<Record<string, Uint8Array>>): Buffer {
  return gzipSync(tar(members));
}

export function tar(members: Readonly<Record<string, Uint8Array>>): Buffer {
  const blocks = Object.entries(members).flatMap(([name, content]) => [
    header(name, content.length),
    Buffer.from(content),
    Buffer.alloc(-content.length & 511),
  ]);
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

function header(path: string, sizeBytes: number): Buffer {
  const block = Buffer.alloc(512);
  const split = path.length > 100 ? path.lastIndexOf("/", 155) : -1;
  block.write(split < 0 ? path : path.slice(split + 1), 0, 100);
  block.write("000644 \x00", 100);
  block.write("000000 \x00000000 \x00", 108);
  block.write(`${sizeBytes.toString(8).padStart(11, "0")} `, 124);
  block.write("00000000000 ", 136);
  block.write("        ", 148);
  block.write("0", 156);
  block.write("ustar\x0000", 257);
  block.write(split < 0 ? "" : path.slice(0, split), 345, 155);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, "0")}\x00 `, 148);
  return block;
}
