import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, expect, test } from "vitest";
import { createInputFiles, plainFileSize, rawFileTensor } from "../../src/engines/raw-tensors.ts";
import type { Tensor } from "../../src/tensor/tensor.ts";
import { bytesOf, floats, tensorOf } from "./memory-tensors.ts";

const root = mkdtempSync(join(tmpdir(), "fp16-gate-raw-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(root, "case-"));
});

test("a tensor larger than a window is written whole, in windows of 4 MiB", () => {
  const count = 3_000_001;
  const windows: number[] = [];
  const tensor: Tensor = {
    dtype: "float32",
    shape: [count],
    read: (start, into) => {
      windows.push(into.length);
      const view = new Float32Array(into.buffer, into.byteOffset, into.length / 4);
      for (let index = 0; index < view.length; index++) {
        view[index] = start + index;
      }
    },
  };
  const path = createInputFiles().write(tensor, folder);
  const bytes = readFileSync(path);
  expect(bytes.length).toBe(count * 4);
  expect(bytes.readFloatLE(2_000_000 * 4)).toBe(2_000_000);
  expect(bytes.readFloatLE((count - 1) * 4)).toBe(count - 1);
  expect(windows).toEqual([4 << 20, 4 << 20, count * 4 - (8 << 20)]);
});

test("a tensor without elements gives an empty file", () => {
  expect(readFileSync(createInputFiles().write(floats([0, 3], []), folder)).length).toBe(0);
});

test("the same tensor is written once per folder, and again when its file is gone or cut", () => {
  const inputs = createInputFiles();
  const tensor = floats([2], [1, 2]);
  const path = inputs.write(tensor, folder);
  expect(inputs.write(tensor, folder)).toBe(path);
  expect(inputs.write(floats([2], [1, 2]), folder)).not.toBe(path);
  truncateSync(path, 3);
  const again = inputs.write(tensor, folder);
  expect(readFileSync(again).length).toBe(8);
  rmSync(again);
  expect(readFileSync(inputs.write(tensor, folder)).length).toBe(8);
});

test("an error of the tensor itself is passed on as it is", () => {
  const broken: Tensor = {
    dtype: "float32",
    shape: [1],
    read: () => {
      throw new Error("samples/0001/inputs.npz is cut off");
    },
  };
  expect(() => createInputFiles().write(broken, folder)).toThrow("samples/0001/inputs.npz is cut off");
});

test("a tensor in a file is read from its offset and not beyond its end", () => {
  const path = join(folder, "out.bin");
  writeFileSync(path, new Uint8Array(BigInt64Array.of(9n, -1n, 2n ** 53n + 1n, 9n).buffer));
  const tensor = rawFileTensor({ path, offsetBytes: 8, dtype: "int64", shape: [2] });
  expect([...new BigInt64Array(bytesOf(tensor))]).toEqual([-1n, 2n ** 53n + 1n]);
  expect(() => tensor.read(1, new Uint8Array(16))).toThrow(
    /elements from 1, 16 bytes, of a tensor of 16 bytes/,
  );
  expect(() => tensor.read(-1, new Uint8Array(8))).toThrow(RangeError);
  expect(tensorOf("int64", [1], BigInt64Array.of(1n)).dtype).toBe(tensor.dtype);
});

test("a file that became shorter is a fault that names both sizes", () => {
  const path = join(folder, "out.bin");
  writeFileSync(path, new Uint8Array(6));
  expect(() => bytesOf(rawFileTensor({ path, offsetBytes: 0, dtype: "float32", shape: [2] }))).toThrow(
    `The engine's output file ${path} ends at byte 6, but 8 were announced.`,
  );
});

test("a folder or a pipe is no output file, and a pipe is not waited for", () => {
  expect(() => plainFileSize(folder)).toThrow(/is not usable: it is no plain file/);
  const pipe = join(folder, "pipe");
  execFileSync("mkfifo", [pipe]);
  expect(() => plainFileSize(pipe)).toThrow(/is not usable: it is no plain file/);
});
