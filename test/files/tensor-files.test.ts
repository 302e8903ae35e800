import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { EngineError, InputError } from "../../src/errors.ts";
import { openDescriptorCount } from "../../src/files/byte-file.ts";
import { createInflatedFiles } from "../../src/files/inflated-files.ts";
import { openTensors } from "../../src/files/tensor-files.ts";
import { contentOf, expectedArrays, fixturePath, npyFile } from "../tensor/fixtures.ts";
import { zipFile } from "../tensor/zip-files.ts";
import { useTemporaryFolder } from "./temporary-folder.ts";

const temporaryFolder = useTemporaryFolder();

/** Gives the test a system temporary folder of its own, since other tests make temporary files too. */
function useOwnTemporaryFiles(): string {
  const folder = temporaryFolder();
  vi.stubEnv("TMPDIR", folder);
  return folder;
}

afterEach(() => {
  vi.unstubAllEnvs();
});

const array = npyFile("{'descr': '|u1', 'fortran_order': False, 'shape': (2,), }", new Uint8Array([7, 8]));

describe("openTensors", () => {
  it.each([
    ["tensors.safetensors", "t.f4", "tensors.safetensors/t.f4", 1],
    ["deflated.npz", "ä/b", "deflated.npz/ä/b", 1],
    ["npy/big-fortran-f2.npy", "arr_0", "npy/big-fortran-f2.npy", 1],
    ["polygraphy-outputs.json", "images", "polygraphy/0/images", 2],
  ])("opens %s by its ending", async (file, name, expected, count) => {
    const before = openDescriptorCount();
    const opened = await openTensors(fixturePath(file));
    expect(opened.samples).toHaveLength(count);
    expect(contentOf(opened.samples[0]!.get(name)!)).toEqual(expectedArrays[expected]);
    opened.close();
    expect(openDescriptorCount()).toBe(before);
  });

  it("opens an ending in capitals", async () => {
    const path = join(temporaryFolder(), "A.NPY");
    writeFileSync(path, array);
    const opened = await openTensors(path);
    expect(opened.samples[0]!.size).toBe(1);
    opened.close();
  });

  it("opens a folder of .npy files by their percent-encoded names", async () => {
    const folder = temporaryFolder();
    for (const name of ["boxes", "%2Fbackbone%2FRelu_output_0", "%C3%A4%2521", "a.b"]) {
      writeFileSync(join(folder, `${name}.npy`), array);
    }
    writeFileSync(join(folder, ".DS_Store"), "left by a file manager");
    const opened = await openTensors(folder);
    expect([...opened.samples[0]!.keys()].toSorted()).toEqual([
      "/backbone/Relu_output_0",
      "a.b",
      "boxes",
      "ä%21",
    ]);
    expect(contentOf(opened.samples[0]!.get("ä%21")!).values).toEqual(["7", "8"]);
    opened.close();
  });

  it("inflates a large array into a temporary file, and removes it on close", async () => {
    const values = new Float32Array(4_200_000).map((_, i) => i % 977);
    const header = "{'descr': '<f4', 'fortran_order': False, 'shape': (4200000,), }";
    const path = join(temporaryFolder(), "big.npz");
    const data = npyFile(header, new Uint8Array(values.buffer));
    writeFileSync(path, zipFile([{ name: "x.npy", data, method: 8 }]));
    const temporaryFiles = useOwnTemporaryFiles();
    const opened = await openTensors(path);
    expect(readdirSync(temporaryFiles)).toHaveLength(1);
    const window = new Float32Array(2);
    opened.samples[0]!.get("x")!.read(4_199_998, new Uint8Array(window.buffer));
    expect([...window]).toEqual([...values.subarray(4_199_998)]);
    opened.close();
    expect(readdirSync(temporaryFiles)).toEqual([]);
  });

  it("leaves neither descriptors nor temporary files behind when it fails", async () => {
    const data = npyFile(
      "{'descr': '<f4', 'fortran_order': False, 'shape': (4200000,), }",
      new Uint8Array(16_800_000),
    );
    const path = join(temporaryFolder(), "big.npz");
    writeFileSync(path, zipFile([{ name: "x.npy", data, method: 8, crc32: 1 }]));
    const descriptors = openDescriptorCount();
    const temporaryFiles = useOwnTemporaryFiles();
    await expect(openTensors(path)).rejects.toThrow(/array 'x': the data has CRC-32/);
    expect(openDescriptorCount()).toBe(descriptors);
    expect(readdirSync(temporaryFiles)).toEqual([]);
  });

  it("ends with a storage error when there is nowhere to inflate to", async () => {
    vi.stubEnv("TMPDIR", join(temporaryFolder(), "none"));
    const inflated = createInflatedFiles();
    async function* chunks(): AsyncGenerator<Uint8Array> {
      yield await Promise.resolve(new Uint8Array(1));
    }
    await expect(inflated.spill("x", 1, chunks())).rejects.toThrow(/cannot write .*none/);
    await expect(inflated.spill("x", 1, chunks())).rejects.toThrow(EngineError);
    inflated.close();
  });

  it.each([
    [
      "x.pt",
      /the ending '\.pt' is not known as a tensor file; known are \.safetensors, \.npz, \.npy, \.json/,
    ],
    ["x", /the ending '' is not known/],
    ["x.npy.gz", /the ending '\.gz' is not known/],
  ])("refuses %s, saying what is known", async (name, message) => {
    const path = join(temporaryFolder(), name);
    writeFileSync(path, array);
    await expect(openTensors(path)).rejects.toThrow(message);
    await expect(openTensors(path)).rejects.toThrow(InputError);
  });

  it.each([
    ["a missing path", () => {}, /cannot read .*none: it does not exist/, "none"],
    ["an empty folder", () => {}, /holds no \.npy file/, ""],
    [
      "another file",
      (folder: string) => writeFileSync(join(folder, "x.txt"), ""),
      /x\.txt is not a \.npy file/,
      "",
    ],
    ["a folder inside", (folder: string) => mkdirSync(join(folder, "x")), /x is not a \.npy file/, ""],
    [
      "a name that is not percent-encoded",
      (folder: string) => writeFileSync(join(folder, "50%.npy"), array),
      /50%\.npy: the file name is not a percent-encoded tensor name/,
      "",
    ],
    [
      "two files for one tensor",
      (folder: string) => {
        writeFileSync(join(folder, "a.npy"), array);
        writeFileSync(join(folder, "%61.npy"), array);
      },
      /two files stand for the tensor 'a'; one is a\.npy/,
      "",
    ],
    [
      "a .npy that is none",
      (folder: string) => writeFileSync(join(folder, "a.npy"), "x"),
      /a\.npy is not a \.npy/,
      "",
    ],
  ])("refuses %s", async (_, prepare, message, name) => {
    const folder = temporaryFolder();
    prepare(folder);
    await expect(openTensors(join(folder, name))).rejects.toThrow(message);
    await expect(openTensors(join(folder, name))).rejects.toThrow(InputError);
  });

  it("refuses a truncated copy of each form, naming the file", async () => {
    const folder = temporaryFolder();
    for (const name of ["tensors.safetensors", "stored.npz", "polygraphy-inputs.json"]) {
      const whole = fixturePath(name);
      const path = join(folder, name);
      copyFileSync(whole, path);
      writeFileSync(path, readFileSync(whole).subarray(0, -5));
      await expect(openTensors(path)).rejects.toThrow(InputError);
      await expect(openTensors(path)).rejects.toThrow(name);
    }
  });
});
