import { describe, expect, it } from "vitest";
import { InputError } from "../../src/errors.ts";
import { memorySource } from "../../src/tensor/byte-source.ts";
import { openPolygraphy } from "../../src/tensor/polygraphy.ts";
import type { Tensor } from "../../src/tensor/tensor.ts";
import type { Spill } from "../../src/tensor/zip-data.ts";
import { contentOf, expectedArrays, fixtureSource, npyFile, recordingSource } from "./fixtures.ts";
import { zipFile } from "./zip-files.ts";

const neverSpill: Spill = () => Promise.reject(new Error("nothing here is large enough to spill"));
const names = ["images", "größe", "half"];

function expectFixture(samples: readonly Map<string, Tensor>[]): void {
  for (const [index, tensors] of samples.entries()) {
    expect([...tensors.keys()]).toEqual(names);
    for (const [name, tensor] of tensors) {
      expect(contentOf(tensor)).toEqual(expectedArrays[`polygraphy/${index}/${name}`]);
    }
  }
}

const array = npyFile("{'descr': '|u1', 'fortran_order': False, 'shape': (2,), }", new Uint8Array([7, 8]));
const encoded = { array: Buffer.from(array).toString("base64"), polygraphy_class: "ndarray" };
const openDocument = (document: unknown): Promise<Map<string, Tensor>[]> =>
  openPolygraphy(memorySource("in.json", Buffer.from(JSON.stringify(document))), neverSpill);

describe("openPolygraphy", () => {
  it.each([
    "polygraphy-inputs.json",
    "polygraphy-outputs.json",
    "polygraphy-legacy-base64.json",
    "polygraphy-legacy-latin1.json",
    "polygraphy-legacy-npz.json",
    "polygraphy-legacy-npz-base64.json",
  ])("reads the samples of %s", async (file) => {
    const samples = await openPolygraphy(fixtureSource(file), neverSpill);
    expect(samples).toHaveLength(2);
    expectFixture(samples);
  });

  it("reads one dictionary as one sample, and one iteration too", async () => {
    const [plain, ...noMore] = await openDocument({ x: encoded, values: encoded, array: encoded });
    expect([...plain!.keys()]).toEqual(["x", "values", "array"]);
    expect(noMore).toEqual([]);
    const [iteration] = await openDocument({ outputs: { x: encoded }, polygraphy_class: "IterationResult" });
    expect(contentOf(iteration!.get("x")!).values).toEqual(["7", "8"]);
  });

  it("reads arrays of results that were not wrapped", async () => {
    const iteration = { outputs: { x: encoded }, polygraphy_class: "IterationResult" };
    const samples = await openDocument({ lst: [["trt", [iteration]]], polygraphy_class: "RunResults" });
    expect(contentOf(samples[0]!.get("x")!).values).toEqual(["7", "8"]);
  });

  it("gives no sample for an empty list", async () => {
    expect(await openDocument([])).toEqual([]);
    expect(await openDocument({ lst: [["trt", []]], polygraphy_class: "RunResults" })).toEqual([]);
  });

  it("decodes the window that is asked for from its place in the file", async () => {
    const values = new Float32Array(1_000_000).map((_, i) => i);
    const header = "{'descr': '<f4', 'fortran_order': False, 'shape': (1000000,), }";
    const text = Buffer.from(npyFile(header, new Uint8Array(values.buffer))).toString("base64");
    const json = JSON.stringify([{ x: { array: text, polygraphy_class: "ndarray" } }]);
    const source = recordingSource(memorySource("in.json", Buffer.from(json)));
    const tensor = (await openPolygraphy(source, neverSpill))[0]!.get("x")!;
    expect(Math.max(...source.reads.map(([, length]) => length))).toBeLessThanOrEqual(262_144);
    source.reads.length = 0;
    const window = new Float32Array(3);
    tensor.read(777_777, new Uint8Array(window.buffer));
    expect([...window]).toEqual([777_777, 777_778, 777_779]);
    expect(source.reads).toHaveLength(1);
    expect(source.reads[0]![1]).toBeLessThan(32);
  });
});

describe("openPolygraphy refuses", () => {
  const results = (lst: unknown): unknown => ({ lst, polygraphy_class: "RunResults" });
  const cases: [string, unknown, RegExp][] = [
    ["a number", 5, /neither Polygraphy inputs nor results/],
    ["a string", "x", /neither Polygraphy inputs nor results/],
    ["a list of numbers", [1], /sample 0 is not a dictionary of arrays/],
    ["results without runners", results([]), /outputs of 0 runners; exactly one/],
    ["results without a list", results(5), /no list of runners/],
    ["a runner without a name", results([[1, []]]), /no list of runners/],
    ["a runner without iterations", results([["trt"]]), /no list of runners/],
    [
      "two runners",
      results([
        ["trt", []],
        ["onnxrt", []],
      ]),
      /outputs of 2 runners \('trt', 'onnxrt'\); exactly one is needed/,
    ],
    ["an accuracy result", { dct: {}, polygraphy_class: "AccuracyResult" }, /sample 0 is a 'AccuracyResult'/],
    ["an iteration without outputs", [{ polygraphy_class: "IterationResult" }], /is a 'IterationResult'/],
    ["a value that is a list", [{ x: [1, 2] }], /sample 0: array "x" is not an encoded NumPy array/],
    [
      "a torch tensor",
      [{ x: { tensor: "UEsD", polygraphy_class: "Tensor" } }],
      /array "x" is of class 'Tensor'/,
    ],
    [
      "a formatted array",
      [{ x: { array: encoded, polygraphy_class: "FormattedArray" } }],
      /class 'FormattedArray'/,
    ],
    [
      "an array without text",
      [{ x: { array: 5, polygraphy_class: "ndarray" } }],
      /array "x" is of class 'ndarray'/,
    ],
    ["nothing inside a lazy array", [{ x: { polygraphy_class: "LazyArray" } }], /not an encoded NumPy array/],
    [
      "an array that is no .npy",
      [{ x: { array: "hello", polygraphy_class: "ndarray" } }],
      /in\.json: sample 0: array "x" is not a \.npy file/,
    ],
    [
      "an array that is cut off",
      [{ x: { ...encoded, array: Buffer.from(array.subarray(0, -1)).toString("base64") } }],
      /array "x": the header says shape \[2\] of uint8, 2 bytes, but 1 bytes follow/,
    ],
    [
      "an archive of two arrays",
      [
        {
          x: {
            polygraphy_class: "ndarray",
            array: Buffer.from(
              zipFile([
                { name: "a.npy", data: array },
                { name: "b.npy", data: array },
              ]),
            ).toString("base64"),
          },
        },
      ],
      /array "x": its archive holds 2 arrays; exactly one/,
    ],
  ];

  it.each(cases)("%s", async (_, document, message) => {
    await expect(openDocument(document)).rejects.toThrow(message);
    await expect(openDocument(document)).rejects.toThrow(InputError);
    await expect(openDocument(document)).rejects.toThrow(/^in\.json/);
  });

  it.each([
    ["refused/polygraphy-two-runners.json", /2 runners \('trt-runner-ü', 'onnxrt-runner'\)/],
    ["refused/polygraphy-torch.json", /array "x" is of class 'Tensor'; only NumPy arrays are read/],
  ])("%s", async (file, message) => {
    await expect(openPolygraphy(fixtureSource(file), neverSpill)).rejects.toThrow(message);
  });

  it("two arrays of one name", async () => {
    const json = `[{"x":${JSON.stringify(encoded)},"x":${JSON.stringify(encoded)}}]`;
    const source = memorySource("in.json", Buffer.from(json));
    await expect(openPolygraphy(source, neverSpill)).rejects.toThrow(/the key "x" occurs twice/);
  });
});
