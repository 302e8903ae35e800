import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { TensorProto_DataLocation } from "onnx-buf";
import { describe, expect, test } from "vitest";
import { encodeModel } from "../../src/onnx/encode.ts";
import { canMount } from "../engines/small-disk.ts";
import { useTemporaryFolder } from "../files/temporary-folder.ts";
import { model, node, tensor, value } from "../onnx/build-model.ts";
import { type Arrays, float32, runCli, safetensors, writeCase } from "./gate-case.ts";

const newFolder = useTemporaryFolder();

type Parts = Parameters<typeof writeCase>[1];

/** Runs `check` on a case and gives the exit status with what the user reads. */
async function check(
  parts: Parts,
  ...more: string[]
): Promise<{ status: number | string; text: string; verdict: string }> {
  const folder = newFolder();
  const { model, samples } = writeCase(folder, parts);
  const run = await runCli(folder, "check", model, "--samples", samples, ...more);
  const result = JSON.parse(readFileSync(join(folder, "fp16-gate-out", "result.json"), "utf8")) as {
    verdict: { kind: string };
  };
  return { status: run.status, text: run.stdout + run.stderr, verdict: result.verdict.kind };
}

const good: Record<string, Arrays> = {
  "0000/inputs.safetensors": { x: float32([1, 2]) },
  "0000/reference.safetensors": { y: float32([-1, -2]) },
};
const samples = (changes: Record<string, Arrays | Uint8Array | undefined>) => ({
  samples: Object.fromEntries(
    Object.entries({ ...good, ...changes }).filter(
      (entry): entry is [string, Arrays | Uint8Array] => entry[1] !== undefined,
    ),
  ),
});
const encoded = (...parts: Parameters<typeof model>) => Buffer.concat(encodeModel(model(...parts)));

test("the case itself passes", async () => {
  expect(await check(undefined)).toMatchObject({ status: 0, verdict: "pass" });
});

const inputs = "0000/inputs.safetensors";
const reference = "0000/reference.safetensors";

describe("the user must change something: exit 2", () => {
  test.each<[string, Parts, RegExp]>([
    ["no samples", { samples: {} }, /no samples|holds no sample/i],
    ["a sample without a reference", samples({ [reference]: undefined }), /0000.*reference/s],
    [
      "a missing input",
      samples({ [inputs]: { z: float32([1, 2]) } }),
      /input "x" of the model is missing.*"z"/s,
    ],
    [
      "another shape",
      samples({ [inputs]: { x: float32([1, 2, 3]) } }),
      /"x" has shape 3, but the model declares 2/,
    ],
    [
      "another element type",
      samples({ [inputs]: { x: { dtype: "I64", shape: [2], values: BigInt64Array.of(1n, 2n) } } }),
      /"x" is int64, but the model takes float32/,
    ],
    [
      "a truncated safetensors file",
      samples({ [inputs]: safetensors({ x: float32([1, 2]) }).subarray(0, 40) }),
      /inputs\.safetensors/,
    ],
    [
      "a hostile safetensors header",
      samples({ [inputs]: Buffer.from("ffffffffffffff7f7b7d", "hex") }),
      /inputs\.safetensors.*header/is,
    ],
    ["a truncated model", { model: encoded().subarray(0, 30) }, /model\.onnx/],
    [
      "a text instead of a model",
      { model: Buffer.from("<!DOCTYPE html><html></html>") },
      /model\.onnx.*HTML/s,
    ],
    ["an empty model file", { model: new Uint8Array(0) }, /model\.onnx.*empty/is],
    [
      "external data that is missing",
      {
        model: encoded({
          initializer: [
            tensor({
              name: "w",
              dims: [2n],
              dataType: 1,
              dataLocation: TensorProto_DataLocation.EXTERNAL,
              externalData: [{ key: "location", value: "w.bin" }],
            }),
          ],
          node: [node("Add", ["x", "w"], ["y"])],
        }),
      },
      /w\.bin/,
    ],
    [
      "external data outside the folder",
      {
        model: encoded({
          initializer: [
            tensor({
              name: "w",
              dims: [2n],
              dataType: 1,
              dataLocation: TensorProto_DataLocation.EXTERNAL,
              externalData: [{ key: "location", value: "../w.bin" }],
            }),
          ],
          node: [node("Add", ["x", "w"], ["y"])],
        }),
      },
      /\.\.\/w\.bin/,
    ],
    [
      "a cyclic graph",
      {
        model: encoded({
          node: [node("Add", ["x", "b"], ["a"]), node("Neg", ["a"], ["b"]), node("Neg", ["b"], ["y"])],
        }),
      },
      /need each other in a circle/,
    ],
    [
      "no output in common",
      samples({ [reference]: { other: float32([1, 2]) } }),
      /no output in common.*"other".*"y"/s,
    ],
  ])("%s", async (_, parts, message) => {
    const run = await check(parts);
    expect(run.text).toMatch(message);
    expect(run).toMatchObject({ status: 2, verdict: "error" });
  });

  test.each([
    ["an unknown key", "modle: x\n", /fp16-gate\.yml:1: unknown key "modle"/],
    ["a wrong unit", "max-abs: 1\ntimeout: 3 px\n", /fp16-gate\.yml:2: .*unknown unit "px"/],
    ["a negative tolerance", "max-abs: -1\n", /fp16-gate\.yml:1: .*must not be negative: -1/],
    ["a limit for an output that does not exist", "max-abs: {boxes: 1}\n", /no output matches "boxes".*"y"/s],
  ])("the configuration holds %s", async (_, text, message) => {
    const folder = newFolder();
    const paths = writeCase(folder);
    writeFileSync(join(folder, "fp16-gate.yml"), text);
    const run = await runCli(folder, "check", paths.model, "--samples", paths.samples);
    expect(run.stdout + run.stderr).toMatch(message);
    expect(run.status).toBe(2);
  });

  test("a model above 2 GiB", async () => {
    const folder = newFolder();
    const paths = writeCase(folder);
    truncateSync(paths.model, 2 ** 31 + 1);
    const run = await runCli(folder, "check", paths.model, "--samples", paths.samples);
    expect(run.stdout).toMatch(/2 GiB.*external/s);
    expect(run.status).toBe(2);
  });

  test("external data through a link that leaves the folder", async () => {
    const folder = newFolder();
    const inside = join(folder, "model");
    mkdirSync(inside);
    writeFileSync(join(folder, "secret.bin"), new Uint8Array(8));
    symlinkSync(join(folder, "secret.bin"), join(inside, "w.bin"));
    const paths = writeCase(inside, {
      model: encoded({
        initializer: [
          tensor({
            name: "w",
            dims: [2n],
            dataType: 1,
            dataLocation: TensorProto_DataLocation.EXTERNAL,
            externalData: [{ key: "location", value: "w.bin" }],
          }),
        ],
        node: [node("Add", ["x", "w"], ["y"])],
      }),
    });
    const run = await runCli(folder, "check", paths.model, "--samples", paths.samples);
    expect(run.stdout).toMatch(/w\.bin/);
    expect(run.status).toBe(2);
  });
});

describe("a difference is a fail: exit 1", () => {
  const [nan, inf] = [Number.NaN, Number.POSITIVE_INFINITY];
  test.each<[string, Parts, RegExp]>([
    [
      "NaN in the candidate only",
      {
        model: encoded({ node: [node("Sqrt", ["x"], ["y"])] }),
        ...samples({ [inputs]: { x: float32([-1, 4]) }, [reference]: { y: float32([1, 2]) } }),
      },
      /NaN or infinite/,
    ],
    ["NaN in the reference only", samples({ [reference]: { y: float32([nan, -2]) } }), /NaN or infinite/],
    ["an infinity on one side", samples({ [reference]: { y: float32([inf, -2]) } }), /NaN or infinite/],
    [
      "an output that the model lacks",
      samples({ [reference]: { y: float32([-1, -2]), z: float32([1]) } }),
      /`z` missing/,
    ],
    [
      "an output that the reference lacks",
      {
        model: encoded({
          node: [node("Neg", ["x"], ["y"]), node("Abs", ["x"], ["extra"])],
          output: [value("y"), value("extra")],
        }),
      },
      /`extra` not in the reference/,
    ],
    [
      "another shape of the output",
      {
        model: encoded({
          output: [value("y", 1, [2, 1])],
          initializer: [tensor({ name: "s", dims: [2n], dataType: 7, int64Data: [2n, 1n] })],
          node: [node("Reshape", ["x", "s"], ["y"])],
        }),
        ...samples({ [reference]: { y: float32([1, 2], [1, 2]) } }),
      },
      /shape/,
    ],
  ])("%s", async (_, parts, message) => {
    const run = await check(parts, "--max-abs", "1e9");
    expect(run.status).not.toBe(0);
    expect(run.text).toMatch(message);
    expect(run.verdict).not.toBe("pass");
  });
});

describe("could not judge: exit 3", () => {
  test("a reference that is NaN everywhere", async () => {
    const run = await check({
      model: encoded({ node: [node("Sqrt", ["x"], ["y"])] }),
      ...samples({
        [inputs]: { x: float32([-1, -2]) },
        [reference]: { y: float32([Number.NaN, Number.NaN]) },
      }),
    });
    expect(run).toMatchObject({ status: 3, verdict: "error" });
    expect(run.text).toMatch(/`?y`?.*(NaN|finite)/s);
  });

  test("outputs without a single element", async () => {
    const run = await check({
      model: encoded({ input: [value("x", 1, [0])], output: [value("y", 1, [0])] }),
      ...samples({ [inputs]: { x: float32([], [0]) }, [reference]: { y: float32([], [0]) } }),
    });
    expect(run).toMatchObject({ status: 3, verdict: "error" });
    expect(run.text).toMatch(/element|empty/i);
  });

  test("a custom operator is named", async () => {
    const run = await check({
      model: encoded(
        { node: [node("DeformAttn", ["x"], ["y"], { name: "attn.0", domain: "my.ops" })] },
        {
          opsetImport: [
            { domain: "", version: 20n },
            { domain: "my.ops", version: 1n },
          ],
        },
      ),
    });
    expect(run).toMatchObject({ status: 3, verdict: "error" });
    expect(run.text).toMatch(/DeformAttn/);
    expect(run.text).toMatch(/attn\.0/);
  });

  test("but with recorded outputs the custom operator only costs the explanation", async () => {
    const folder = newFolder();
    const paths = writeCase(folder, {
      model: encoded(
        { node: [node("DeformAttn", ["x"], ["y"], { domain: "my.ops" })] },
        {
          opsetImport: [
            { domain: "", version: 20n },
            { domain: "my.ops", version: 1n },
          ],
        },
      ),
      samples: { ...good, "0000/candidate.safetensors": { y: float32([-1, -2]) } },
    });
    const run = await runCli(
      folder,
      "check",
      paths.model,
      "--samples",
      paths.samples,
      "--engine",
      "recorded",
    );
    const result = readFileSync(join(folder, "fp16-gate-out", "result.json"), "utf8");
    expect(run.status).toBe(0);
    expect(JSON.parse(result)).toMatchObject({
      layersUnavailable: expect.stringMatching(/layers unavailable: .*DeformAttn/) as string,
    });
  });

  test("an engine that takes longer than it may", async () => {
    const run = await check(undefined, "--timeout", "1ms");
    expect(run).toMatchObject({ status: 3, verdict: "error" });
    expect(run.text).toMatch(/1 ms|longer|timeout/i);
  });

  test.runIf(canMount())("a full disk leaves the old reports whole, and no part of a new one", async () => {
    const folder = newFolder();
    const disk = join(folder, "disk");
    mkdirSync(disk);
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=16k", "tmpfs", disk]);
    try {
      const paths = writeCase(folder);
      writeFileSync(join(disk, "result.json"), "old");
      writeFileSync(join(disk, "filler"), new Uint8Array(8_192));
      const run = await runCli(folder, "check", paths.model, "--samples", paths.samples, "--out", disk);
      expect(run.status).toBe(3);
      expect(run.stderr).toMatch(/cannot write .*disk.*: the disk is full\. Free space/);
      expect(readdirSync(disk).filter((name) => name.startsWith("."))).toEqual([]);
    } finally {
      execFileSync("umount", [disk]);
    }
  });
});
