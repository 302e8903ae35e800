import { deflateRawSync, crc32 as nativeCrc32 } from "node:zlib";
import { describe, expect, it } from "vitest";
import { InputError } from "../../src/errors.ts";
import { memorySource } from "../../src/tensor/byte-source.ts";
import { crc32, crc32ByTable } from "../../src/tensor/crc32.ts";
import { openNpz } from "../../src/tensor/npz.ts";
import type { ByteSource, Tensor } from "../../src/tensor/tensor.ts";
import type { Spill } from "../../src/tensor/zip-data.ts";
import { contentOf, expectedArrays, fixtureSource, npyFile, recordingSource } from "./fixtures.ts";
import { type HandMadeEntry, zipFile } from "./zip-files.ts";

const neverSpill: Spill = () => Promise.reject(new Error("nothing here is large enough to spill"));

/** Spills into memory, and remembers how many chunks came. */
function memorySpill(): { spill: Spill; chunks: number[] } {
  const chunks: number[] = [];
  return {
    chunks,
    async spill(name, _sizeBytes, pieces) {
      const all: Uint8Array[] = [];
      for await (const piece of pieces) {
        chunks.push(piece.length);
        all.push(piece);
      }
      return memorySource(name, Buffer.concat(all));
    },
  };
}

function vector(values: Float32Array, shape = `(${values.length},)`): Uint8Array {
  const header = `{'descr': '<f4', 'fortran_order': False, 'shape': ${shape}, }`;
  return npyFile(header, new Uint8Array(values.buffer));
}

const small = vector(new Float32Array([1, 2, 3]));
const openEntries = (entries: readonly HandMadeEntry[], spill = neverSpill): Promise<Map<string, Tensor>> =>
  openNpz(memorySource("in.npz", zipFile(entries)), spill);

describe("openNpz", () => {
  it.each(["stored", "deflated", "zip64"])("reads the %s archive of NumPy", async (archive) => {
    const tensors = await openNpz(fixtureSource(`${archive}.npz`), neverSpill);
    expect([...tensors.keys()]).toEqual(["x", "ä/b", "fortran"]);
    for (const [name, tensor] of tensors) {
      expect(contentOf(tensor)).toEqual(expectedArrays[`${archive}.npz/${name}`]);
    }
  });

  it("reads a window of a stored array straight from its place", async () => {
    const source = recordingSource(memorySource("in.npz", zipFile([{ name: "x.npy", data: small }])));
    const tensor = (await openNpz(source, neverSpill)).get("x")!;
    source.reads.length = 0;
    const window = new Float32Array(1);
    tensor.read(2, new Uint8Array(window.buffer));
    expect(window[0]).toBe(3);
    expect(source.reads).toEqual([[35 + small.length - 4, 4]]);
  });

  it("inflates no array as a whole before its elements are asked for", async () => {
    const noise = new Float32Array(100_000).map((_, i) => Math.sin(i));
    const archive = zipFile([{ name: "x.npy", data: vector(noise), method: 8 }]);
    const source = recordingSource(memorySource("in.npz", archive));
    const tensor = (await openNpz(source, neverSpill)).get("x")!;
    expect(source.reads.every(([, length]) => length < archive.length / 2)).toBe(true);
    const all = new Float32Array(noise.length);
    tensor.read(0, new Uint8Array(all.buffer));
    expect(all).toEqual(noise);
  });

  it("streams an array above 8 MiB to where the caller wants it", async () => {
    const values = new Float32Array(4_200_000).map((_, i) => i % 1000);
    const { spill, chunks } = memorySpill();
    const tensors = await openEntries([{ name: "big.npy", data: vector(values), method: 8 }], spill);
    expect(chunks.length).toBeGreaterThan(50);
    expect(Math.max(...chunks)).toBeLessThanOrEqual(262_144);
    const window = new Float32Array(3);
    tensors.get("big")!.read(4_199_997, new Uint8Array(window.buffer));
    expect([...window]).toEqual([997, 998, 999]);
  });

  it("holds an empty archive and an empty array", async () => {
    expect(await openEntries([])).toEqual(new Map());
    const tensors = await openEntries([{ name: "e.npy", data: vector(new Float32Array(0)), method: 8 }]);
    expect(tensors.get("e")!.shape).toEqual([0]);
  });
});

describe("openNpz refuses", () => {
  const cases: [string, HandMadeEntry[], RegExp][] = [
    [
      "an encrypted entry",
      [{ name: "x.npy", data: small, flags: 0x801, compressed: Buffer.alloc(small.length + 12) }],
      /entry 'x\.npy' is encrypted/,
    ],
    ["LZMA", [{ name: "x.npy", data: small, method: 14 }], /compression method 14; only stored and deflate/],
    [
      "two entries of one name",
      [
        { name: "x.npy", data: small },
        { name: "x.npy", data: small },
      ],
      /two entries named 'x\.npy'/,
    ],
    ["a path upwards", [{ name: "../x.npy", data: small }], /invalid relative path: \.\.\/x\.npy/],
    ["a path upwards inside", [{ name: "a/../../x.npy", data: small }], /invalid relative path/],
    ["an absolute path", [{ name: "/x.npy", data: small }], /absolute path: \/x\.npy/],
    [
      "a path of another system",
      [{ name: "C:\\x.npy", data: small }],
      /invalid characters in fileName|absolute path/,
    ],
    ["an entry that is no array", [{ name: "x.txt", data: small }], /entry 'x\.txt' is not a \.npy array/],
    ["a pickle", [{ name: "x.npy", data: Buffer.from("\x80\x04.") }], /array 'x' is not a \.npy file/],
    [
      "an impossible ratio",
      [{ name: "x.npy", data: small, method: 8, claimedBytes: 4_000_000_000 }],
      /claims 4000000000 bytes from \d+; deflate reaches a ratio of 1032/,
    ],
    [
      "a claimed size that the header contradicts",
      [{ name: "x.npy", data: small, method: 8, claimedBytes: small.length + 4 }],
      /\[3\] of float32, 12 bytes, but 16 bytes follow/,
    ],
    [
      "stored sizes that differ",
      [{ name: "x.npy", data: small, claimedBytes: small.length - 1 }],
      /size mismatch for stored file/,
    ],
    [
      "data beyond the end",
      [{ name: "x.npy", data: small, claimedBytes: 5000, claimedCompressedBytes: 5000 }],
      /file data overflows file bounds: 35 \+ 5000 > \d+/,
    ],
    [
      "entries that share bytes",
      [
        { name: "x.npy", data: small },
        { name: "y.npy", data: small, localOffset: 0 },
      ],
      /entries 'x\.npy' and 'y\.npy' overlap/,
    ],
    [
      "a damaged deflate stream",
      [{ name: "x.npy", data: small, method: 8, compressed: Buffer.alloc(60, 0xff) }],
      /array 'x': the deflated data is damaged/,
    ],
  ];

  it.each(cases)("%s", async (_, entries, message) => {
    await expect(openEntries(entries)).rejects.toThrow(message);
    await expect(openEntries(entries)).rejects.toThrow(InputError);
    await expect(openEntries(entries)).rejects.toThrow(/^in\.npz/);
  });

  it.each([
    ["an empty file", new Uint8Array(0)],
    ["something else", Buffer.from("\x93NUMPY and so on, long enough for a ZIP archive")],
    ["a cut archive", zipFile([{ name: "x.npy", data: small }]).subarray(0, -30)],
  ])("%s", async (_, bytes) => {
    await expect(openNpz(memorySource("in.npz", bytes), neverSpill)).rejects.toThrow(
      /in\.npz is not a valid ZIP archive: /,
    );
  });

  it("archives that would inflate without end", async () => {
    // 24 entries of 1.5 GB each, with ratios that deflate can reach. The data itself is left out.
    const compressed = Buffer.alloc(1_500_000);
    const entries = Array.from({ length: 24 }, (_, i) => ({
      name: `${i}.npy`,
      data: small,
      method: 8,
      compressed,
      claimedBytes: 1_500_000_000,
    }));
    await expect(openEntries(entries)).rejects.toThrow(/inflate to 36000000000 bytes; at most 34359738368/);
  });

  it("a stored array whose checksum is wrong, once it was read", async () => {
    const tensors = await openEntries([{ name: "x.npy", data: small, crc32: 1 }]);
    const tensor = tensors.get("x")!;
    tensor.read(0, new Uint8Array(8));
    expect(() => tensor.read(2, new Uint8Array(4))).toThrow(
      /'x': the data has CRC-32 [\da-f]{8}, but.* 00000001/,
    );
    expect(() => tensor.read(0, new Uint8Array(4))).toThrow(/CRC-32/);
  });

  it("a deflated array whose checksum is wrong", async () => {
    const tensors = await openEntries([{ name: "x.npy", data: small, crc32: 1, method: 8 }]);
    expect(() => tensors.get("x")!.read(0, new Uint8Array(4))).toThrow(/CRC-32/);
  });

  it.each([
    ["shorter", -4],
    ["longer", 4],
  ])("a deflated array that is %s than it says", async (_, difference) => {
    const real = Buffer.concat([small, new Uint8Array(8)]).subarray(0, small.length + difference);
    const entry = { name: "x.npy", data: small, method: 8, compressed: deflateRawSync(real) };
    const tensors = await openEntries([entry]);
    expect(() => tensors.get("x")!.read(0, new Uint8Array(12))).toThrow(
      /inflates to|deflated data is damaged/,
    );
  });

  it.each([
    ["shorter", -400, /inflates to \d+ bytes, but the archive says/],
    ["longer", 400, /inflates to \d+ bytes or more, but the archive says/],
  ])("a large deflated array that is %s than it says", async (_, difference, message) => {
    const data = vector(new Float32Array(4_200_000));
    const real = Buffer.concat([data, new Uint8Array(800)]).subarray(0, data.length + difference);
    const entry = { name: "x.npy", data, method: 8, compressed: deflateRawSync(real) };
    await expect(openEntries([entry], memorySpill().spill)).rejects.toThrow(message);
  });

  it("a large deflated array whose file ends early", async () => {
    const data = vector(new Float32Array(4_200_000).map((_, i) => Math.sin(i)));
    const archive = zipFile([{ name: "x.npy", data, method: 8 }]);
    const failing: ByteSource = {
      ...memorySource("in.npz", archive),
      read(offset, into) {
        if (into.length === 65_536 && offset > 1_000_000) {
          throw new InputError("in.npz: it was cut off.");
        }
        into.set(archive.subarray(offset, offset + into.length));
      },
    };
    await expect(openNpz(failing, memorySpill().spill)).rejects.toThrow(/it was cut off/);
  });
});

describe("crc32", () => {
  it("has the check value of the catalogue of CRC algorithms", () => {
    expect(crc32(Buffer.from("123456789"))).toBe(0xcbf43926);
    expect(crc32ByTable(Buffer.from("123456789"))).toBe(0xcbf43926);
  });

  it("is the same by table, whole and in pieces", () => {
    const bytes = Uint8Array.from({ length: 5000 }, (_, i) => (i * 31) & 0xff);
    const pieces = crc32ByTable(bytes.subarray(1234), crc32ByTable(bytes.subarray(0, 1234)));
    expect(pieces).toBe(nativeCrc32(bytes));
    expect(crc32(bytes.subarray(1234), crc32(bytes.subarray(0, 1234)))).toBe(nativeCrc32(bytes));
  });
});
