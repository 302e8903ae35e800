import { copyFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { InputError } from "../../src/errors.ts";
import { openDescriptorCount } from "../../src/files/byte-file.ts";
import type { Sample } from "../../src/files/samples.ts";
import { scanFile } from "../../src/files/scan-file.ts";
import { scanSamples } from "../../src/files/scan-samples.ts";
import { memoryTensor } from "../../src/tensor/stored-tensor.ts";
import { checkpointFile, checkpointPath, dictionary, tensorCall } from "../tensor/checkpoint-files.ts";
import { fixturePath, npyFile } from "../tensor/fixtures.ts";
import { useTemporaryFolder } from "./temporary-folder.ts";

const newFolder = useTemporaryFolder();

describe("scanFile", () => {
  it("reads a training checkpoint", async () => {
    const scan = await scanFile(checkpointPath("training.pth"));
    expect(scan.reports.map(({ name, module, role }) => [name, module, role])).toEqual([
      ["conv.weight", "conv", "parameter"],
      ["conv.bias", "conv", "parameter"],
      ["norm.weight", "norm", "parameter"],
      ["norm.bias", "norm", "parameter"],
      ["norm.running_mean", "norm", "statistic"],
      ["norm.running_var", "norm", "statistic"],
    ]);
    expect(scan.reports[5]?.statistics.overflows).toBe(4);
    expect(scan.notes).toEqual(["passed over 12 tensors of optimizer states"]);
    expect(scan.otherTensors).toBe(1);
  });

  it("measures views and ties exactly", async () => {
    const { reports } = await scanFile(checkpointPath("views.pth"));
    const found = new Map(reports.map(({ name, statistics }) => [name, statistics]));
    expect(found.get("transposed")).toMatchObject({ elements: 24, absMax: Math.fround(23 / 7), zeros: 1 });
    expect(found.get("column")).toMatchObject({
      elements: 4,
      min: Math.fround(2 / 7),
      max: Math.fround(20 / 7),
    });
    expect(found.get("expanded")).toMatchObject({ elements: 6, min: 1, max: 2 });
    expect(found.has("flags")).toBe(false);
  });

  it.each([".pth", ".pt", ".ckpt", ".bin", ".PTH"])("knows a checkpoint by %s", async (extension) => {
    const path = join(newFolder(), `m${extension}`);
    writeFileSync(path, checkpointFile(dictionary({ "head.w": tensorCall() })));
    const { reports, file } = await scanFile(path);
    expect(file).toBe(path);
    expect(reports.map(({ name, statistics }) => [name, statistics.overflows])).toEqual([["head.w", 1]]);
  });

  it("reads tensor files: .safetensors, .npz, .npy", async () => {
    const scan = await scanFile(fixturePath("tensors.safetensors"));
    expect(scan.reports.map(({ name }) => name)).toContain("t.f4");
    expect(scan.otherTensors).toBeGreaterThan(0);
    expect((await scanFile(fixturePath("deflated.npz"))).reports.length).toBeGreaterThan(0);
    const path = join(newFolder(), "a.npy");
    writeFileSync(
      path,
      npyFile("{'descr': '<f2', 'fortran_order': False, 'shape': (1,), }", new Uint8Array([0, 0x3c])),
    );
    expect((await scanFile(path)).reports).toMatchObject([
      { name: "arr_0", dtype: "float16", module: undefined },
    ]);
  });

  it("names what can't be read, and counts what fits anyway", async () => {
    expect(await scanFile(checkpointPath("unreadable.pth"))).toMatchObject({
      reports: [{ name: "plain" }],
      unread: [{ name: "complex", reason: "has elements of ComplexFloat" }],
      otherTensors: 1,
    });
  });

  it.each([
    ["x.gguf", "the ending '.gguf' is not known to scan"],
    ["x", "the ending '' is not known to scan"],
  ])("refuses %s, saying what is known", async (name, message) => {
    const scan = scanFile(join(newFolder(), name));
    await expect(scan).rejects.toThrow(message);
    await expect(scan).rejects.toMatchObject({
      advice: expect.stringContaining(".onnx, .safetensors") as string,
    });
    await expect(scan).rejects.toThrow(InputError);
  });

  it("closes its files, also when it fails", async () => {
    const before = openDescriptorCount();
    await scanFile(checkpointPath("training.pth"));
    await expect(scanFile(checkpointPath("legacy.pth"))).rejects.toThrow("old format");
    await expect(scanFile(join(newFolder(), "none.pth"))).rejects.toThrow("it does not exist");
    const renamed = join(newFolder(), "m.onnx");
    copyFileSync(checkpointPath("training.pth"), renamed);
    await expect(scanFile(renamed)).rejects.toThrow("a zip archive");
    expect(openDescriptorCount()).toBe(before);
  });
});

describe("scanSamples", () => {
  const float32 = (...values: number[]) =>
    memoryTensor("float32", [values.length], new Uint8Array(Float32Array.from(values).buffer));
  const sample = (id: string, inputs: Sample["inputs"]): Sample => {
    return { id, directory: "d", inputs, reference: new Map() };
  };

  it("puts an input's samples together, and names the one with the largest magnitude", async () => {
    const scan = await scanSamples(
      [
        sample("0000", new Map([["images", float32(1, 2)]])),
        sample("0001", new Map([["images", float32(-9, 2, 3)]])),
        sample("0002", new Map([["images", float32(4)]])),
      ],
      "samples",
    );
    expect(scan.reports).toMatchObject([
      {
        kind: "input",
        name: "images",
        file: "samples",
        sample: "0001",
        statistics: { elements: 6, min: -9, max: 4 },
      },
    ]);
  });

  it("names the sample with NaN before any larger one", async () => {
    const scan = await scanSamples(
      [
        sample("0000", new Map([["x", float32(1e9)]])),
        sample("0001", new Map([["x", float32(Number.NaN)]])),
        sample("0002", new Map([["x", float32(1e10)]])),
      ],
      "samples",
    );
    expect(scan.reports).toMatchObject([{ sample: "0001", statistics: { nan: 1, overflows: 2 } }]);
  });

  it("counts inputs of integers, and takes a mask for one", async () => {
    const ids = memoryTensor("int64", [1], new Uint8Array(8));
    const scan = await scanSamples(
      [
        sample(
          "0000",
          new Map([
            ["ids", ids],
            ["mask", float32(0, -1e9)],
          ]),
        ),
      ],
      "samples",
    );
    expect(scan).toMatchObject({ otherTensors: 1, reports: [{ name: "mask", role: "mask" }] });
  });
});
