import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { InputError } from "../../src/errors.ts";
import { memorySource } from "../../src/tensor/byte-source.ts";
import { type Checkpoint, openCheckpoint } from "../../src/tensor/checkpoint.ts";
import { storageOrderTensor, type View, viewTensor } from "../../src/tensor/checkpoint-view.ts";
import type { Tensor } from "../../src/tensor/tensor.ts";
import {
  checkpointFile,
  checkpointPath,
  checkpointSource,
  dictionary,
  integer,
  named,
  ordered,
  pickle,
  type TensorParts,
  tensorCall,
  text,
  tuple,
} from "./checkpoint-files.ts";
import { contentOf, recordingSource } from "./fixtures.ts";
import { zipFile } from "./zip-files.ts";

interface Expected {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly values: readonly string[];
}

const { checkpoints } = JSON.parse(readFileSync(checkpointPath("expected.json"), "utf8")) as {
  checkpoints: Record<string, Record<string, Expected>>;
};

/** Integers as digits; floats as numbers, since Python and JavaScript print them differently. */
function comparable({ dtype, shape, values }: Expected): unknown {
  const isLong = dtype === "int64";
  return {
    dtype,
    shape,
    values: isLong
      ? values
      : values.map((value) => Number(value.replace("inf", "Infinity").replace(/\.0$/, ""))),
  };
}

const openBytes = async (bytes: Uint8Array): Promise<Checkpoint> =>
  await openCheckpoint(memorySource("m.pth", bytes));

async function refusal(bytes: Uint8Array): Promise<InputError> {
  const error = await openBytes(bytes).then(
    () => new Error("nothing was refused"),
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(InputError);
  return error as InputError;
}

describe("openCheckpoint reads what PyTorch wrote", () => {
  it.each([
    ["dtypes.pth", "dtypes"],
    ["protocol-5.pth", "dtypes"],
    ["views.pth", "views"],
    ["parameters.pth", "parameters"],
  ])("%s", async (file, key) => {
    const { tensors, unread } = await openCheckpoint(checkpointSource(file));
    const found = [...tensors].map(([name, { tensor }]) => [name, comparable(contentOf(tensor))]);
    const expected = Object.entries(checkpoints[key] ?? {}).map(([name, value]) => [name, comparable(value)]);
    expect(expected.length).toBeGreaterThan(3);
    expect(found).toEqual(expected);
    expect(unread.size).toBe(0);
  });

  it("a training checkpoint: weights by the names of the model, optimizer states and plain values apart", async () => {
    const { tensors, optimizerTensors, numpyArrays } = await openCheckpoint(checkpointSource("training.pth"));
    expect([...tensors.keys()]).toEqual([
      "conv.weight",
      "conv.bias",
      "norm.weight",
      "norm.bias",
      "norm.running_mean",
      "norm.running_var",
      "norm.num_batches_tracked",
    ]);
    expect([optimizerTensors, numpyArrays]).toEqual([12, 0]);
    for (const [name, { tensor }] of tensors) {
      const expected = checkpoints.training?.[`state_dict.${name}`] as Expected;
      expect(comparable(contentOf(tensor))).toEqual(comparable(expected));
    }
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  it("tied weights are one object", async () => {
    const { tensors } = await openCheckpoint(checkpointSource("parameters.pth"));
    expect(tensors.get("encoder.weight")).toBe(tensors.get("head.scale"));
    expect(tensors.get("encoder.weight")).not.toBe(tensors.get("encoder.layers.0"));
  });

  it("a bare tensor, and element types that can't be read", async () => {
    const bare = await openCheckpoint(checkpointSource("bare-tensor.pt"));
    expect([...bare.tensors.keys()]).toEqual(["tensor"]);
    const { tensors, unread } = await openCheckpoint(checkpointSource("unreadable.pth"));
    expect([...tensors.keys()]).toEqual(["plain"]);
    expect([...unread]).toEqual([
      ["complex", { reason: "has elements of ComplexFloat", fitsFloat16: false }],
      ["small", { reason: "has elements of float8_e4m3fn", fitsFloat16: true }],
    ]);
  });

  it("no storage is read before it is asked for", async () => {
    const source = recordingSource(checkpointSource("dtypes.pth"));
    const { tensors } = await openCheckpoint(source);
    const before = source.reads.length;
    tensors.get("f32")?.tensor.read(1, new Uint8Array(8));
    expect(source.reads.slice(before)).toEqual([[expect.any(Number) as number, 8]]);
  });
});

describe("names", () => {
  const names = async (content: Uint8Array): Promise<string[]> => [
    ...(await openBytes(checkpointFile(content))).tensors.keys(),
  ];

  it("leave out a dictionary that wraps all weights, but not the first module of their path", async () => {
    expect(await names(dictionary({ model: dictionary({ "a.w": tensorCall() }) }))).toEqual(["a.w"]);
    expect(await names(dictionary({ "model.a.w": tensorCall() }))).toEqual(["model.a.w"]);
    expect(await names(dictionary({ encoder: dictionary({ w: tensorCall() }) }))).toEqual(["encoder.w"]);
    const both = dictionary({ model: dictionary({ w: tensorCall() }), ema: dictionary({ w: tensorCall() }) });
    expect(await names(both)).toEqual(["model.w", "ema.w"]);
  });

  it("that come together are told apart", async () => {
    const content = dictionary({ "a.b": tensorCall(), a: dictionary({ b: tensorCall() }) });
    expect(await names(content)).toEqual(["a.b", "a.b#2"]);
  });
});

describe("refused forms, with the way out", () => {
  it.each([
    [
      "legacy.pth",
      /legacy\.pth is a checkpoint in PyTorch's old format/,
      /torch\.save\(torch\.load\(file, weights_only=True\), new_file\)/,
    ],
    ["script.pt", /script\.pt is a TorchScript archive/, /torch\.jit\.load\(file\)\.state_dict\(\)/],
    ["whole-module.pth", /the checkpoint calls __main__\.Block: refused/, /model\.state_dict\(\)/],
  ])("%s", async (file, message, advice) => {
    const opening = openCheckpoint(checkpointSource(file));
    await expect(opening).rejects.toThrow(message);
    await expect(opening).rejects.toBeInstanceOf(InputError);
    await expect(opening).rejects.toMatchObject({ advice: expect.stringMatching(advice) as string });
  });

  const tar = new Uint8Array(512);
  tar.set(Buffer.from("ustar"), 257);

  it.each<[string, Uint8Array, string]>([
    ["an empty file", new Uint8Array(0), "m.pth is an empty file."],
    ["another file", Buffer.from("hello"), "m.pth is no checkpoint of torch.save: it is no zip archive."],
    ["a plain pickle", pickle(0x80, 4, "N."), "m.pth is a plain Python pickle"],
    ["a tar archive", tar, "m.pth is a tar archive"],
    ["safetensors", Buffer.from('\x10\0\0\0\0\0\0\0{"a":1}'), "m.pth is a safetensors file"],
    ["Git LFS", Buffer.from("version https://git-lfs.github.com/spec/v1\n"), "m.pth is a Git LFS pointer"],
    [
      "another archive",
      zipFile([{ name: "a.npy", data: new Uint8Array(1) }]),
      "holds 0 entries named data.pkl",
    ],
    [
      "two checkpoints in one",
      zipFile(["a", "b"].map((name) => ({ name: `${name}/data.pkl`, data: pickle("N.") }))),
      "holds 2 entries named data.pkl",
    ],
    [
      "a compressed pickle",
      zipFile([{ name: "m/data.pkl", data: pickle("N."), method: 8 }]),
      "entry 'm/data.pkl' is compressed, which torch.save never does",
    ],
    [
      "a zip bomb as a storage",
      zipFile([
        { name: "m/data.pkl", data: pickle(tensorCall(), ".") },
        { name: "m/data/0", data: new Uint8Array(8), method: 8 },
      ]),
      "entry 'm/data/0' is compressed",
    ],
    [
      "a pickle beyond 32 MiB",
      zipFile([{ name: "m/data.pkl", data: new Uint8Array(32 * 2 ** 20 + 1) }]),
      "'m/data.pkl' has 33554433 bytes; at most 33554432 are read",
    ],
    [
      "an unknown byte order",
      checkpointFile(tensorCall(), undefined, { byteorder: Buffer.from("mixed") }),
      'the byte order is "mixed"',
    ],
    [
      "a truncated archive",
      checkpointFile(tensorCall()).subarray(0, -30),
      "m.pth is not a valid ZIP archive",
    ],
  ])("%s", async (_, bytes, message) => {
    const error = await refusal(bytes);
    expect(error.message).toContain(message);
    expect(error.message).toContain("m.pth");
    expect(error.advice ?? "").not.toBe("");
  });
});

describe("refused tensors", () => {
  it.each<[string, TensorParts, string]>([
    ["a missing storage", { key: text("7") }, "its storage 'data/7' is missing from the archive"],
    ["a key that is a path", { key: text("../0") }, "its storage is not stated as torch.save does"],
    ["another reference", { label: "module" }, "its storage is not stated as torch.save does"],
    ["a storage of no known type", { type: named("torch", "Size") }, "torch.Size is no type of storage"],
    ["a type in a text", { type: text("FloatStorage") }, "its storage type is a text"],
    ["a storage of another size", { stored: 3 }, "storage 'data/0' has 8 bytes, but 12 are stated"],
    [
      "a storage of 2^60 elements",
      { stored: 2n ** 60n },
      "its storage size is 1152921504606846976; only integers",
    ],
    [
      "a view beyond the end",
      { offset: integer(1) },
      "from element 1 on reaches element 2, but the storage has 2",
    ],
    [
      "a negative offset",
      { offset: integer(-1) },
      "its storage offset is -1; only integers from 0 on are valid",
    ],
    ["a negative stride", { strides: tuple(integer(-1)) }, "strides contains a size that is -1"],
    ["a shape in a list", { shape: pickle("]") }, "its shape is a list instead of a tuple"],
    ["axes without strides", { strides: tuple() }, "shape [2] has 1 axes, but there are 0 strides"],
    [
      "an axis of 2^62",
      { shape: tuple(integer(2n ** 62n)) },
      "shape contains a size that is 4611686018427387904",
    ],
    [
      "a product beyond any file",
      { shape: tuple(integer(2 ** 40), integer(2 ** 40)), strides: tuple(integer(0), integer(0)) },
      "is larger than any file can be",
    ],
    [
      "65 axes",
      {
        shape: tuple(...Array<Uint8Array>(65).fill(integer(1))),
        strides: tuple(...Array<Uint8Array>(65).fill(integer(1))),
      },
      "the shape has 65 axes; at most 64",
    ],
    [
      "two numbers shown as 2^40",
      { shape: tuple(integer(2 ** 40)), strides: tuple(integer(0)) },
      "views that repeat the same data",
    ],
  ])("%s", async (_, parts, message) => {
    const error = await refusal(checkpointFile(dictionary({ w: tensorCall(parts) })));
    expect(error.message).toContain(message);
    expect(error.message).toContain('m.pth: tensor "w": ');
  });

  it("a parameter without a tensor", async () => {
    const wrapped = pickle(
      named("torch._utils", "_rebuild_parameter"),
      tuple(text("x"), pickle(0x89), ordered),
      "R",
    );
    expect((await refusal(checkpointFile(wrapped))).message).toContain(
      "a parameter is made of a text, not of a tensor",
    );
  });

  it("parameters wrapped without end", async () => {
    const wrap = pickle(named("torch._utils", "_rebuild_parameter"), "q", 0, "0");
    const nested = pickle(
      ...Array<string | number>(20).fill(""),
      ...Array.from({ length: 20 }, () => pickle("h", 0)),
    );
    const content = pickle(
      wrap,
      nested,
      tensorCall(),
      ...Array.from({ length: 20 }, () => pickle(0x85, "R")),
    );
    expect((await refusal(checkpointFile(content))).message).toContain("more than 16 parameters are wrapped");
  });
});

describe("hostile structure", () => {
  it("a list that contains itself", async () => {
    expect((await refusal(checkpointFile(pickle("]q", 0, "h", 0, "a")))).message).toBe(
      "m.pth: data.pkl: values lie more than 64 containers deep.",
    );
  });

  it("billion laughs", async () => {
    const levels = Array.from({ length: 40 }, (_, at) => pickle("]q", at + 1, "(h", at, "h", at, "e0"));
    const content = pickle("]q", 0, "0", ...levels, "h", 40);
    expect((await refusal(checkpointFile(content))).message).toBe(
      "m.pth: data.pkl: it unfolds to more than 2000000 values.",
    );
  });

  it("a name of a megabyte", async () => {
    const error = await refusal(checkpointFile(dictionary({ ["a".repeat(2 ** 20)]: tensorCall() })));
    expect(error.message).toBe(
      "m.pth: data.pkl: a tensor's name has 1048576 characters; at most 1000 are read.",
    );
  });

  it("a pickle that calls anything names what it calls", async () => {
    const error = await refusal(checkpointFile(pickle(named("os", "system"), text("id"), 0x85, "R")));
    expect(error.message).toContain(
      "m.pth: data.pkl: opcode GLOBAL at byte 2: the checkpoint calls os.system: refused",
    );
  });
});

describe("viewTensor", () => {
  const numbers = Float32Array.from({ length: 24 }, (_, index) => index);
  const source = (): ReturnType<typeof recordingSource> =>
    recordingSource(memorySource("storage", new Uint8Array(numbers.buffer.slice(0))));
  const view: View = { dtype: "float32", shape: [2, 3, 2], strides: [1, 8, 4], offset: 1 };
  const expected = [1, 5, 9, 13, 17, 21, 2, 6, 10, 14, 18, 22];
  const valuesOf = (tensor: Tensor, start: number, count: number): number[] => {
    const into = new Float32Array(count);
    tensor.read(start, new Uint8Array(into.buffer));
    return [...into];
  };

  it.each([
    ["the whole extent in memory", undefined],
    ["the span of a window", 48],
    ["one read for each run", 4],
  ])("gathers any window: %s", (_, spanBytes) => {
    for (const [start, count] of [
      [0, 12],
      [3, 5],
      [11, 1],
      [12, 0],
    ] as const) {
      const tensor = viewTensor(view, source(), "little", spanBytes);
      expect(valuesOf(tensor, start, count)).toEqual(expected.slice(start, start + count));
    }
  });

  it("reads neighbours where they lie, and those of other axes together", () => {
    const storage = source();
    const contiguous = viewTensor(
      { dtype: "float32", shape: [2, 1, 4], strides: [4, 99, 1], offset: 3 },
      storage,
      "little",
    );
    expect(valuesOf(contiguous, 2, 3)).toEqual([5, 6, 7]);
    expect(storage.reads).toEqual([[20, 12]]);
  });

  it("swaps bytes of big-endian storages", () => {
    const bytes = Buffer.from([0, 1, 0, 2, 0, 3, 0, 4]);
    const tensor = viewTensor(
      { dtype: "int16", shape: [2, 2], strides: [1, 2], offset: 0 },
      memorySource("s", bytes),
      "big",
    );
    expect(contentOf(tensor).values).toEqual(["1", "3", "2", "4"]);
  });

  it("a request beyond the tensor is a defect of the caller", () => {
    expect(() => valuesOf(viewTensor(view, source(), "little"), 10, 3)).toThrow(RangeError);
  });

  it("a permuted view has its elements side by side in the storage; one with gaps or repeats has not", () => {
    const order = (shape: number[], strides: number[]) =>
      storageOrderTensor({ dtype: "float32", shape, strides, offset: 0 }, source(), "little");
    expect(valuesOf(order([2, 3, 4], [1, 8, 2]) as Tensor, 0, 24)).toEqual([...numbers]);
    expect(order([2, 3], [1, 4])).toBeUndefined();
    expect(order([2, 3], [0, 1])).toBeUndefined();
  });
});

it("a damaged pickle ends as an InputError or as tensors that can be read, whatever byte is wrong", async () => {
  const whole = Uint8Array.from(
    checkpointFile(dictionary({ a: tensorCall(), b: dictionary({ c: tensorCall() }) })),
  );
  const start = Buffer.from(whole).indexOf("m/data.pkl") + "m/data.pkl".length;
  const end = Buffer.from(whole).indexOf(".PK");
  let refused = 0;
  for (let at = start; at <= end; at += 1) {
    for (const wrong of [0, 0xff, (whole[at] as number) ^ 1, 0x52, 0x28]) {
      const bytes = whole.slice();
      bytes[at] = wrong;
      const opened = await openBytes(bytes).catch((error: unknown) => error);
      if (opened instanceof Error) {
        if (!(opened instanceof InputError)) throw opened;
        refused += 1;
      } else {
        for (const { tensor } of (opened as Checkpoint).tensors.values()) {
          contentOf(tensor);
        }
      }
    }
  }
  expect(refused).toBeGreaterThan(1_000);
});
