import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { memorySource } from "../../src/tensor/byte-source.ts";
import type { ByteSource } from "../../src/tensor/tensor.ts";
import { zipFile } from "./zip-files.ts";

/** Path of a committed file made by test/fixtures/checkpoint/make-checkpoints.py. */
export function checkpointPath(name: string): string {
  return fileURLToPath(new URL(`../fixtures/checkpoint/${name}`, import.meta.url));
}

export function checkpointSource(name: string): ByteSource {
  return memorySource(name, readFileSync(checkpointPath(name)));
}

type Piece = string | number | Uint8Array;

/** Bytes of a pickle, piece by piece: texts as Latin-1, numbers as single bytes. */
export function pickle(...pieces: readonly Piece[]): Uint8Array {
  return Buffer.concat(
    pieces.map((piece) =>
      typeof piece === "number"
        ? Uint8Array.of(piece)
        : typeof piece === "string"
          ? Buffer.from(piece, "latin1")
          : piece,
    ),
  );
}

/** BINUNICODE. */
export function text(value: string): Uint8Array {
  const bytes = Buffer.from(value, "utf8");
  return pickle("X", uint32(bytes.length), bytes);
}

export function uint32(value: number): Uint8Array {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

/** BININT or LONG1, as Python would write it. */
export function integer(value: number | bigint): Uint8Array {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64LE(BigInt(value));
  return pickle(0x8a, 8, bytes);
}

export const tuple = (...items: readonly Uint8Array[]): Uint8Array => pickle("(", ...items, "t");
export const named = (module: string, name: string): Uint8Array => pickle(`c${module}\n${name}\n`);
export const ordered = pickle(named("collections", "OrderedDict"), ")R");

export interface TensorParts {
  readonly type?: Uint8Array;
  readonly key?: Uint8Array;
  readonly stored?: number | bigint;
  readonly offset?: Uint8Array;
  readonly shape?: Uint8Array;
  readonly strides?: Uint8Array;
  readonly label?: string;
}

/** The call that makes a float32 tensor of two elements in storage 0, with parts replaced. */
export function tensorCall(parts: TensorParts = {}): Uint8Array {
  const storage = pickle(
    tuple(
      text(parts.label ?? "storage"),
      parts.type ?? named("torch", "FloatStorage"),
      parts.key ?? text("0"),
      text("cpu"),
      integer(parts.stored ?? 2),
    ),
    "Q",
  );
  const items = tuple(
    storage,
    parts.offset ?? integer(0),
    parts.shape ?? tuple(integer(2)),
    parts.strides ?? tuple(integer(1)),
    pickle(0x89),
    ordered,
  );
  return pickle(named("torch._utils", "_rebuild_tensor_v2"), items, "R");
}

/** A dictionary of these entries. */
export function dictionary(entries: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const items = Object.entries(entries).flatMap(([key, value]) => [text(key), value]);
  return pickle("}(", ...items, "u");
}

/** A file as `torch.save` writes it, with this pickle (protocol and STOP are added) and these storages. */
export function checkpointFile(
  content: Uint8Array,
  storages: Readonly<Record<string, Uint8Array>> = { 0: new Uint8Array(Float32Array.of(1, 70_000).buffer) },
  more: Readonly<Record<string, Uint8Array>> = {},
): Uint8Array {
  return zipFile([
    { name: "m/data.pkl", data: pickle(0x80, 2, content, ".") },
    ...Object.entries(storages).map(([key, data]) => ({ name: `m/data/${key}`, data })),
    ...Object.entries(more).map(([name, data]) => ({ name: `m/${name}`, data })),
  ]);
}
