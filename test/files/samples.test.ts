import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { InputError } from "../../src/errors.ts";
import { openDescriptorCount } from "../../src/files/byte-file.ts";
import { openSamples } from "../../src/files/samples.ts";
import { hashSamples } from "../../src/files/samples-hash.ts";
import { contentOf, fixturePath, npyFile } from "../tensor/fixtures.ts";
import { zipFile } from "../tensor/zip-files.ts";
import { useTemporaryFolder } from "./temporary-folder.ts";

const temporaryFolder = useTemporaryFolder();

function vector(...values: number[]): Uint8Array {
  return npyFile(
    `{'descr': '<f4', 'fortran_order': False, 'shape': (${values.length},), }`,
    new Uint8Array(new Float32Array(values).buffer),
  );
}

function safetensors(name: string, ...values: number[]): Uint8Array {
  const header = Buffer.from(
    JSON.stringify({
      [name]: { dtype: "F32", shape: [values.length], data_offsets: [0, values.length * 4] },
    }),
  );
  const size = Buffer.alloc(8);
  size.writeUInt32LE(header.length);
  return Buffer.concat([size, header, new Uint8Array(new Float32Array(values).buffer)]);
}

const npz = (name: string, ...values: number[]): Uint8Array =>
  zipFile([{ name: `${name}.npy`, data: vector(...values) }]);

function polygraphy(name: string, ...samples: number[][]): string {
  return JSON.stringify(
    samples.map((values) => ({
      [name]: { array: Buffer.from(vector(...values)).toString("base64"), polygraphy_class: "ndarray" },
    })),
  );
}

/** Writes files by their path in a fresh folder, and returns it. */
function folderWith(files: Record<string, Uint8Array | string>): string {
  const folder = temporaryFolder();
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

const one = { "inputs.safetensors": safetensors("x", 1, 2), "reference.safetensors": safetensors("y", 3) };

describe("openSamples", () => {
  it("takes the folder itself as one sample, whatever else lies there", async () => {
    const folder = folderWith({ ...one, "model.onnx": "x", "truth.json": "{}", "notes/a.txt": "x" });
    const { samples, manifest, close } = await openSamples(folder);
    expect(samples.map(({ id, directory }) => [id, directory])).toEqual([["0000", folder]]);
    expect(contentOf(samples[0]!.inputs.get("x")!).values).toEqual(["1.0", "2.0"]);
    expect(contentOf(samples[0]!.reference.get("y")!).values).toEqual(["3.0"]);
    expect(Object.keys(samples[0]!).toSorted()).toEqual(["directory", "id", "inputs", "reference"]);
    expect(manifest).toBeUndefined();
    close();
  });

  it("takes numbered folders in the order of their numbers, each role in a form of its own", async () => {
    const folder = folderWith({
      "0010/inputs.npz": npz("x", 10),
      "0010/reference.npz": npz("y", 11),
      "0002/inputs/x.npy": vector(2),
      "0002/reference.json": polygraphy("y", [3]),
      "0002/candidate.safetensors": safetensors("y", 4),
      "0002/autocast.npz": npz("y", 5),
      "0002/half/y.npy": vector(6),
      "0002/modules.safetensors": safetensors("backbone.0#1", 7),
      "readme.txt": "not a sample",
    });
    const { samples, close } = await openSamples(folder);
    expect(samples.map(({ id }) => id)).toEqual(["0002", "0010"]);
    const [first] = samples;
    const only = (tensors: ReadonlyMap<string, Parameters<typeof contentOf>[0]> | undefined): unknown[] =>
      [...(tensors ?? [])].map(([name, tensor]) => [name, ...contentOf(tensor).values]);
    expect(only(first!.inputs)).toEqual([["x", "2.0"]]);
    expect(only(first!.reference)).toEqual([["y", "3.0"]]);
    expect(only(first!.candidate)).toEqual([["y", "4.0"]]);
    expect(only(first!.autocast)).toEqual([["y", "5.0"]]);
    expect(only(first!.half)).toEqual([["y", "6.0"]]);
    expect(only(first!.modules)).toEqual([["backbone.0#1", "7.0"]]);
    expect(samples[1]!.candidate).toBeUndefined();
    close();
  });

  it("takes each iteration of Polygraphy files as a sample", async () => {
    const folder = folderWith({
      "inputs.json": polygraphy("x", [1], [2]),
      "reference.json": polygraphy("y", [3], [4]),
    });
    const { samples, close } = await openSamples(folder);
    expect(samples.map(({ id }) => id)).toEqual(["0000", "0001"]);
    expect(contentOf(samples[1]!.reference.get("y")!).values).toEqual(["4.0"]);
    close();
    const nested = folderWith({
      "7/inputs.json": polygraphy("x", [1], [2]),
      "7/reference.json": polygraphy("y", [3], [4]),
    });
    const opened = await openSamples(nested);
    expect(opened.samples.map(({ id }) => id)).toEqual(["7/0000", "7/0001"]);
    opened.close();
  });

  it("reads real files of Polygraphy", async () => {
    const folder = temporaryFolder();
    copyFileSync(fixturePath("polygraphy-inputs.json"), join(folder, "inputs.json"));
    copyFileSync(fixturePath("polygraphy-outputs.json"), join(folder, "reference.json"));
    const { samples, close } = await openSamples(folder);
    expect(samples).toHaveLength(2);
    expect([...samples[1]!.reference.keys()]).toEqual(["images", "größe", "half"]);
    close();
  });

  it("takes recorded outputs without inputs", async () => {
    const { "reference.safetensors": reference } = one;
    const folder = folderWith({ "reference.safetensors": reference, "candidate.safetensors": reference });
    const { samples, close } = await openSamples(folder);
    expect(samples[0]!.inputs.size).toBe(0);
    expect(samples[0]!.candidate?.size).toBe(1);
    close();
  });

  it("finds the samples and the manifest of a capture from its folder and from samples/ in it", async () => {
    const folder = folderWith({
      "model.onnx": "x",
      "manifest.json": '{"schemaVersion":1,"torch":"2.9.0","somethingNew":[1]}',
      "samples/0000/inputs.safetensors": one["inputs.safetensors"],
      "samples/0000/reference.safetensors": one["reference.safetensors"],
    });
    for (const path of [folder, join(folder, "samples"), `${folder}/samples/`]) {
      const { samples, manifest, close } = await openSamples(path);
      expect(samples.map(({ id }) => id)).toEqual(["0000"]);
      expect(manifest).toEqual({ schemaVersion: 1, torch: "2.9.0", somethingNew: [1] });
      close();
    }
  });

  it("holds few descriptors however many samples there are, and none after close", async () => {
    const files: Record<string, Uint8Array> = {};
    for (let i = 0; i < 150; i++) {
      const number = String(i).padStart(4, "0");
      files[`${number}/inputs.safetensors`] = safetensors("x", i);
      files[`${number}/reference.safetensors`] = safetensors("y", i);
    }
    const before = openDescriptorCount();
    const { samples, close } = await openSamples(folderWith(files));
    expect(samples).toHaveLength(150);
    for (const [i, sample] of samples.entries()) {
      expect(contentOf(sample.reference.get("y")!).values).toEqual([`${i}.0`]);
    }
    expect(openDescriptorCount()).toBeLessThanOrEqual(64);
    close();
    expect(openDescriptorCount()).toBeLessThanOrEqual(before);
  });
});

describe("openSamples refuses", () => {
  const twoForms = { ...one, "inputs.npz": npz("x", 1) };
  const { "inputs.safetensors": inputs, "reference.safetensors": reference } = one;
  const cases: [string, Record<string, Uint8Array | string>, RegExp][] = [
    [
      "an empty folder",
      {},
      /holds no samples: no numbered folder and no inputs\.\* or reference\.\* file; it is empty/,
    ],
    ["a folder of other things", { "a.txt": "", "b/c": "" }, /holds no samples.*; it holds a\.txt, b\./],
    ["a misspelt role", { "refrence.npz": npz("y", 1) }, /it holds refrence\.npz/],
    ["an empty samples folder", { "samples/readme": "" }, /samples holds no samples/],
    [
      "no reference",
      { "inputs.safetensors": inputs },
      /the sample has no reference outputs \(reference\.\*\)/,
    ],
    [
      "no reference in the second",
      {
        "0000/inputs.safetensors": inputs,
        "0000/reference.safetensors": reference,
        "0001/inputs.safetensors": inputs,
      },
      /0001: the sample has no reference/,
    ],
    ["an empty numbered folder", { "0000/readme": "" }, /0000: the sample has no reference/],
    [
      "no inputs",
      { "reference.safetensors": reference },
      /neither inputs \(inputs\.\*\) nor recorded outputs/,
    ],
    [
      "two forms of one role",
      twoForms,
      /two forms of 'inputs' are there: inputs\.npz and inputs\.safetensors/,
    ],
    [
      "a folder beside a file of one role",
      { ...one, "inputs/x.npy": vector(1) },
      /inputs and inputs\.safetensors/,
    ],
    [
      "a form that is not read",
      { ...one, "candidate.pt": "" },
      /candidate\.pt: 'candidate' can't be read from '\.pt'/,
    ],
    ["a single .npy", { ...one, "half.npy": vector(1) }, /half\.npy: 'half' can't be read from '\.npy'/],
    ["both layouts", { ...one, "0000/inputs.safetensors": inputs }, /one sample or several\?/],
    [
      "different numbers of samples",
      { "inputs.json": polygraphy("x", [1], [2]), "reference.json": polygraphy("y", [3]) },
      /reference\.json holds 1 samples, but inputs\.json holds 2/,
    ],
    [
      "several samples in one role and one in another",
      { "inputs.safetensors": inputs, "reference.json": polygraphy("y", [3], [4]) },
      /reference\.json holds 2 samples, but inputs\.safetensors holds 1/,
    ],
    [
      "no iteration at all",
      { "inputs.json": "[]", "reference.json": "[]" },
      /reference\.json holds no samples/,
    ],
    [
      "a damaged file",
      { ...one, "reference.safetensors": "short" },
      /reference\.safetensors: 5 bytes are too few/,
    ],
  ];

  it.each(cases)("%s", async (_, files, message) => {
    const folder = folderWith(files);
    const before = openDescriptorCount();
    await expect(openSamples(folder)).rejects.toThrow(message);
    await expect(openSamples(folder)).rejects.toThrow(InputError);
    await expect(openSamples(folder)).rejects.toThrow(folder);
    expect(openDescriptorCount()).toBe(before);
  });

  it("a folder that is not there, and a file", async () => {
    const folder = folderWith({ file: "" });
    await expect(openSamples(join(folder, "none"))).rejects.toThrow(/cannot read .*none: it does not exist/);
    await expect(openSamples(join(folder, "file"))).rejects.toThrow(
      /a part of the path is a file|not a folder/,
    );
    await expect(openSamples(join(folder, "none"))).rejects.toThrow(InputError);
  });

  it.each([
    ["no JSON", "{", /manifest\.json is not valid JSON/],
    ["a list", "[]", /manifest\.json: document: .*expected object/],
    ["a newer version", '{"schemaVersion":2}', /manifest\.json: schemaVersion: /],
    ["a known key of another type", '{"seed":"x","torch":5}', /torch: .*expected string.*; seed: .*expected/],
    ["a checkpoint without a hash", '{"checkpoint":{"file":"x"}}', /checkpoint\.sha256: /],
  ])("a manifest with %s", async (_, content, message) => {
    const folder = folderWith({ ...one, "manifest.json": content });
    await expect(openSamples(folder)).rejects.toThrow(message);
    await expect(openSamples(folder)).rejects.toThrow(InputError);
  });
});

describe("hashSamples", () => {
  const hashOf = async (files: Record<string, Uint8Array | string>): Promise<string> => {
    const { samples, close } = await openSamples(folderWith(files));
    const hash = hashSamples(samples);
    close();
    return hash;
  };

  it("is the same for the same tensors in another form", async () => {
    const hash = await hashOf(one);
    expect(hash).toMatch(/^[\da-f]{64}$/);
    expect(await hashOf({ "inputs.npz": npz("x", 1, 2), "reference/y.npy": vector(3) })).toBe(hash);
    expect(await hashOf({ ...one, "manifest.json": "{}" })).toBe(hash);
  });

  it.each<[string, Record<string, Uint8Array | string>]>([
    ["a value", { ...one, "inputs.safetensors": safetensors("x", 1, 3) }],
    ["the sign of a zero", { ...one, "reference.safetensors": safetensors("y", -0) }],
    ["a name", { ...one, "inputs.safetensors": safetensors("z", 1, 2) }],
    ["a shape", { ...one, "inputs.safetensors": safetensors("x", 1) }],
    ["another role", { ...one, "candidate.safetensors": safetensors("y", 3) }],
    ["an id", { "7/inputs.npz": npz("x", 1, 2), "7/reference.npz": npz("y", 3) }],
  ])("changes with %s", async (_, files) => {
    expect(await hashOf(files)).not.toBe(await hashOf(one));
  });

  it("covers every window of a large tensor", async () => {
    const values = Array.from({ length: 80_000 }, (_, i) => i);
    const large = { ...one, "inputs.safetensors": safetensors("x", ...values) };
    const changed = { ...one, "inputs.safetensors": safetensors("x", ...values.with(79_999, 0.5)) };
    expect(await hashOf(large)).not.toBe(await hashOf(changed));
  });
});
