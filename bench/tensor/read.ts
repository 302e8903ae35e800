/**
 * Speed and memory of reading a tensor once from start to end in windows of 64 K elements, by file form, against a
 * plain loop of `readSync` over a file of the same size. Page cache warm, each form in a process of its own.
 *
 *     node bench/tensor/read.ts [--gigabytes 2]          (Node 24 runs TypeScript as it is)
 */
import { spawnSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, readSync, rmSync, statSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { constants, deflateRawSync } from "node:zlib";
import { openTensors } from "../../src/files/tensor-files.ts";
import { crc32 } from "../../src/tensor/crc32.ts";
import { elementCount } from "../../src/tensor/tensor.ts";

const windowBytes = 262_144;
const columns = 1024;

interface Measurement {
  readonly seconds: number;
  readonly megabytes: number;
}

/** Pieces of 1 MiB of plausible float32 values; the same piece again and again, but that costs nobody less to read. */
function piece(): Uint8Array {
  let state = 1;
  const values = Float32Array.from({ length: 2 ** 18 }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.fround(state / 2 ** 32);
  });
  return new Uint8Array(values.buffer);
}

function npyPreamble(rows: number, fortran: boolean): Buffer {
  const header = `{'descr': '<f4', 'fortran_order': ${fortran ? "True" : "False"}, 'shape': (${rows}, ${columns}), }`;
  const text = Buffer.from(`${header.padEnd(117)}\n`);
  return Buffer.concat([Buffer.from("\x93NUMPY\x01\x00", "latin1"), Buffer.from([text.length, 0]), text]);
}

function write(path: string, parts: Iterable<Uint8Array>): void {
  const file = openSync(path, "w");
  for (const part of parts) {
    writeSync(file, part);
  }
  closeSync(file);
}

function* repeat(
  before: Uint8Array,
  part: Uint8Array,
  times: number,
  after?: Uint8Array,
): Generator<Uint8Array> {
  yield before;
  for (let i = 0; i < times; i++) {
    yield part;
  }
  if (after !== undefined) {
    yield after;
  }
}

function safetensorsHead(rows: number, sizeBytes: number): Buffer {
  const header = JSON.stringify({
    x: { dtype: "F32", shape: [rows, columns], data_offsets: [0, sizeBytes] },
  });
  const length = Buffer.alloc(8);
  length.writeUInt32LE(header.length);
  return Buffer.concat([length, Buffer.from(header)]);
}

/** A ZIP archive of one entry below 4 GiB, stored or deflated piece by piece. */
function writeNpz(path: string, preamble: Buffer, part: Uint8Array, times: number, method: 0 | 8): void {
  const pack = (bytes: Uint8Array, last: boolean): Uint8Array =>
    method === 0
      ? bytes
      : deflateRawSync(bytes, { level: 1, finishFlush: last ? constants.Z_FINISH : constants.Z_FULL_FLUSH });
  const head = pack(preamble, false);
  const body = pack(part, false);
  const tail = method === 0 ? new Uint8Array(0) : pack(new Uint8Array(0), true);
  let crc = crc32(preamble);
  for (let i = 0; i < times; i++) {
    crc = crc32(part, crc);
  }
  const compressedBytes = head.length + body.length * times + tail.length;
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(method, 4);
  fields.writeUInt32LE(crc, 10);
  fields.writeUInt32LE(compressedBytes, 14);
  fields.writeUInt32LE(preamble.length + part.length * times, 18);
  fields.writeUInt16LE(5, 22);
  const name = Buffer.from("x.npy");
  const local = Buffer.concat([Buffer.from("PK\x03\x04"), fields, name]);
  const central = Buffer.concat([Buffer.from("PK\x01\x02\x14\0"), fields, Buffer.alloc(14), name]);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06");
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(local.length + compressedBytes, 16);
  write(path, repeat(Buffer.concat([local, head]), body, times, Buffer.concat([tail, central, end])));
}

function writeForms(folder: string, pieces: number): Record<string, string> {
  const part = piece();
  const sizeBytes = part.length * pieces;
  const rows = sizeBytes / 4 / columns;
  const forms = {
    "plain readSync": join(folder, "plain.bin"),
    ".safetensors": join(folder, "x.safetensors"),
    ".npy": join(folder, "x.npy"),
    ".npy, Fortran order": join(folder, "fortran.npy"),
    ".npz, stored": join(folder, "stored.npz"),
    ".npz, deflated": join(folder, "deflated.npz"),
    "Polygraphy JSON": join(folder, "x.json"),
  };
  write(forms["plain readSync"], repeat(Buffer.alloc(0), part, pieces));
  write(forms[".safetensors"], repeat(safetensorsHead(rows, sizeBytes), part, pieces));
  write(forms[".npy"], repeat(npyPreamble(rows, false), part, pieces));
  write(forms[".npy, Fortran order"], repeat(npyPreamble(rows, true), part, pieces));
  writeNpz(forms[".npz, stored"], npyPreamble(rows, false), part, pieces, 0);
  writeNpz(forms[".npz, deflated"], npyPreamble(rows, false), part, pieces, 8);
  // 3 MiB pieces have no padding in base64; what is missing at the end is padded with one piece of another size.
  const preamble = npyPreamble(rows, false).toString("latin1").replace(/ \n$/, "  \n");
  const head = Buffer.from(preamble, "latin1").subarray(0, 126);
  const padded = Buffer.concat([head, Buffer.from([0x20, 0x20, 0x0a])]);
  padded.writeUInt16LE(padded.length - 10, 8);
  const triple = Buffer.from(Buffer.concat([part, part, part]).toString("base64"));
  const rest = Buffer.concat(Array.from({ length: pieces % 3 }, () => part)).toString("base64");
  write(
    forms["Polygraphy JSON"],
    repeat(
      Buffer.from(`[{"x":{"array":"${padded.toString("base64")}`),
      triple,
      Math.floor(pieces / 3),
      Buffer.from(`${rest}","polygraphy_class":"ndarray"}}]`),
    ),
  );
  return forms;
}

function readPlain(path: string): void {
  const file = openSync(path, "r");
  const window = new Uint8Array(windowBytes);
  const { size } = statSync(path);
  for (let offset = 0; offset < size; offset += windowBytes) {
    readSync(file, window, 0, windowBytes, offset);
  }
  closeSync(file);
}

async function readTensor(path: string): Promise<void> {
  const { samples, close } = await openTensors(path);
  const tensor = [...(samples[0]?.values() ?? [])][0];
  if (tensor === undefined) {
    throw new Error(`${path} holds no tensor`);
  }
  const window = new Uint8Array(windowBytes);
  const count = elementCount(tensor.shape);
  for (let start = 0; start < count; start += windowBytes / 4) {
    tensor.read(start, window.subarray(0, Math.min(windowBytes, (count - start) * 4)));
  }
  close();
}

function measure(path: string): Measurement {
  const child = spawnSync(process.execPath, [fileURLToPath(import.meta.url), "--file", path], {
    encoding: "utf8",
  });
  if (child.status !== 0) {
    throw new Error(child.stderr);
  }
  return JSON.parse(child.stdout) as Measurement;
}

async function runChild(path: string): Promise<void> {
  const started = performance.now();
  if (path.endsWith(".bin")) {
    readPlain(path);
  } else {
    await readTensor(path);
  }
  const seconds = (performance.now() - started) / 1000;
  console.log(JSON.stringify({ seconds, megabytes: process.resourceUsage().maxRSS / 1024 }));
}

function runAll(gigabytes: number): void {
  const folder = mkdtempSync(join(tmpdir(), "fp16-gate-bench-"));
  try {
    const pieces = Math.round(gigabytes * 1000);
    const forms = writeForms(folder, pieces);
    const size = (pieces * 2 ** 20) / 1e9;
    let plain = Number.NaN;
    for (const [form, path] of Object.entries(forms)) {
      measure(path);
      const { seconds, megabytes } = measure(path);
      plain = Number.isNaN(plain) ? seconds : plain;
      const speed = `${(size / seconds).toFixed(2)} GB/s`;
      console.log(
        `${form.padEnd(22)}${speed.padStart(11)}${(seconds / plain).toFixed(2).padStart(8)} x plain, ${megabytes.toFixed(0)} MB`,
      );
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const { values } = parseArgs({
  options: { gigabytes: { type: "string", default: "2" }, file: { type: "string" } },
});
await (values.file === undefined ? runAll(Number(values.gigabytes)) : runChild(values.file));
