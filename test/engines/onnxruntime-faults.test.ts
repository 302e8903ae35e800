import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";
import { describe, expect, test } from "vitest";
import type { Tensor } from "../../src/tensor/tensor.ts";
import { useEngine } from "./engine-bench.ts";
import { bytesOf, floats, tensorOf } from "./memory-tensors.ts";
import { canMount } from "./small-disk.ts";
import {
  doubleAndSquare,
  elementTypes,
  endlessLoop,
  integer,
  node,
  type SmallModel,
} from "./small-models.ts";

const { FLOAT, INT32 } = elementTypes;
const bench = useEngine();

const x = floats([2, 3], [1, 2, 3, 4, 5, 6]);

describe("models that ONNX Runtime can't load", () => {
  test.each<[string, SmallModel["nodes"], Partial<SmallModel>, RegExp]>([
    [
      "a custom operator",
      [node("DeformConv2d", ["x"], ["y"], { domain: "com.example" })],
      {},
      /custom operator com\.example:DeformConv2d is unknown/,
    ],
    ["an operator that ONNX lacks", [node("Foo", ["x"], ["y"])], {}, /operator Foo of opset 17 is unknown/],
    [
      "an operator without an implementation",
      [
        node("Cast", ["x"], ["i"], { attribute: [integer("to", INT32)] }),
        node("Gemm", ["i", "i"], ["j"], { name: "gemm", attribute: [integer("transB", 1)] }),
        node("Cast", ["j"], ["y"], { attribute: [integer("to", FLOAT)] }),
      ],
      {},
      /operator Gemm \(version 13\) has no CPU implementation \(node gemm\)/,
    ],
    ["a newer IR version", [node("Neg", ["x"], ["y"])], { irVersion: 99 }, /IR version 99 is newer than \d+/],
    [
      "a newer opset",
      [node("Neg", ["x"], ["y"])],
      { opset: 99 },
      /opset 99 of domain ai\.onnx is newer than \d+/,
    ],
    [
      "a domain that is not imported",
      [node("Foo", ["x"], ["y"], { domain: "org.other" })],
      {},
      /domain org\.other, which the model does not import/,
    ],
    [
      "an input that nobody makes",
      [node("Neg", ["ghost"], ["y"])],
      {},
      /Node input 'ghost' is not a graph input/,
    ],
  ])("%s is named", async (_, nodes, rest, message) => {
    const path = bench.modelOf("refused.onnx", nodes, FLOAT, rest);
    const failure = bench.engine.run(bench.jobOf(path, { x }));
    await expect(failure).rejects.toMatchObject({ category: "unsupported", exitCode: 3 });
    await expect(failure).rejects.toThrow(message);
    await expect(failure).rejects.toThrow(/^ONNX Runtime can't load refused\.onnx: /);
  });

  test.each([
    ["garbage", Buffer.from("this is no model at all"), /Protobuf parsing failed/],
    ["nothing", Buffer.alloc(0), /ModelProto does not have a graph/],
  ])("a file of %s", async (_, bytes, message) => {
    const path = join(bench.folder, "broken.onnx");
    writeFileSync(path, bytes);
    await expect(bench.engine.run(bench.jobOf(path, { x }))).rejects.toThrow(message);
    await expect(bench.engine.describe(path, { timeoutMs: 20_000 })).rejects.toMatchObject({
      category: "unsupported",
    });
  });

  test("a file that is not there is the user's to change", async () => {
    const path = join(bench.folder, "nothing.onnx");
    await expect(bench.engine.run(bench.jobOf(path, { x }))).rejects.toMatchObject({
      exitCode: 2,
      message: `Model file ${path} does not exist.`,
    });
  });
});

describe("when something goes wrong on the way", () => {
  const go = tensorOf("bool", [], Uint8Array.of(1));

  test("a run without an end is ended after its time", async () => {
    const job = bench.jobOf(endlessLoop(bench.folder), { x: floats([1], [1]), go }, { timeoutMs: 2_500 });
    await expect(bench.engine.run(job)).rejects.toMatchObject({
      category: "timeout",
      message: expect.stringMatching(
        /did not finish within 2\.5 s while running .*endless\.onnx on sample 0001/,
      ),
    });
  });

  test("a cancelled run ends at once, in the middle of native code", async () => {
    const controller = new AbortController();
    const job = bench.jobOf(
      endlessLoop(bench.folder),
      { x: floats([1], [1]), go },
      { signal: controller.signal, onProgress: () => setTimeout(() => controller.abort(), 200) },
    );
    await expect(bench.engine.run(job)).rejects.toMatchObject({
      category: "crashed",
      message: expect.stringMatching(/ONNX Runtime was stopped while running .*: the run was cancelled\./),
    });
  });

  test("a kill from outside is told apart, with its signal", async () => {
    const job = bench.jobOf(
      endlessLoop(bench.folder),
      { x: floats([1], [1]), go },
      { onProgress: () => setTimeout(() => killWorkers(), 100) },
    );
    await expect(bench.engine.run(job)).rejects.toMatchObject({
      category: "crashed",
      status: "SIGKILL",
      message: expect.stringMatching(/was ended by SIGKILL while running .*endless\.onnx on sample 0001/),
      advice: expect.stringMatching(/probably ran out of memory/),
    });
  });

  /** Kills the children of this process that run our worker. */
  function killWorkers(): void {
    for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
      if (
        existsSync(`/proc/${pid}/cmdline`) &&
        readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(bench.workerPath)
      ) {
        process.kill(Number(pid), "SIGKILL");
      }
    }
  }

  test("the worker dies with its parent, in the middle of native code", async () => {
    const { folder, bindingPath, files } = bench.library;
    const library = { kind: "library", folder, bindingPath, files };
    const job = {
      kind: "job",
      threads: 1,
      optimization: "basic",
      models: [
        {
          path: endlessLoop(bench.folder),
          outputNames: null,
          outputPaths: [join(bench.folder, "output.bin")],
          keep: false,
        },
      ],
      samples: [{ inputs: [rawInput("x", floats([1], [1])), rawInput("go", go)] }],
    };
    const worker = spawn(process.execPath, [bench.workerPath], {
      env: {},
      stdio: ["pipe", "ignore", "ignore", "pipe", "pipe"],
    });
    (worker.stdio[4] as Writable).write(`${JSON.stringify(library)}\n${JSON.stringify(job)}\n`);
    await waitForText(worker.stdio[3] as Readable, '"running"');
    worker.stdin?.end();
    const signal = await new Promise((resolve) => worker.once("exit", (_, received) => resolve(received)));
    expect(signal).toBe("SIGKILL");
  });

  test("a worker without a job ends", async () => {
    const worker = spawn(process.execPath, [bench.workerPath], {
      env: {},
      stdio: ["pipe", "ignore", "ignore", "pipe", "pipe"],
    });
    (worker.stdio[4] as Writable).end();
    const code = await new Promise((resolve) => worker.once("exit", resolve));
    expect(code).toBe(0);
  });

  function rawInput(
    name: string,
    tensor: Tensor,
  ): { name: string; dtype: string; shape: readonly number[]; path: string } {
    const path = join(bench.folder, `${name}.bin`);
    writeFileSync(path, new Uint8Array(bytesOf(tensor)));
    return { name, dtype: tensor.dtype, shape: tensor.shape, path };
  }

  async function waitForText(stream: Readable, text: string): Promise<void> {
    let seen = "";
    await new Promise<void>((resolve) => {
      stream.on("data", (piece: Buffer) => {
        seen += piece.toString();
        if (seen.includes(text)) {
          resolve();
        }
      });
    });
  }

  test("a full disk while inputs are written", async () => {
    const full = bench.engineWith({
      writeBytes: () => {
        throw Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });
      },
    });
    await expect(full.run(bench.jobOf(doubleAndSquare(bench.folder), { x }))).rejects.toMatchObject({
      category: "storage",
      exitCode: 3,
      message: expect.stringMatching(/input-.*\.bin: the disk is full/),
    });
  });

  test("a work folder that is not there", async () => {
    const job = bench.jobOf(
      doubleAndSquare(bench.folder),
      { x },
      { workFolder: join(bench.folder, "nothing") },
    );
    await expect(bench.engine.run(job)).rejects.toMatchObject({ category: "storage" });
  });

  test.skipIf(!canMount())("a full disk while the child writes outputs", async () => {
    const small = join(bench.folder, "small");
    mkdirSync(small);
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=256k", "tmpfs", small]);
    try {
      const path = bench.modelOf(
        "concat.onnx",
        [node("Concat", ["x", "x", "x"], ["y"], { attribute: [integer("axis", 0)] })],
        FLOAT,
      );
      const large = tensorOf("float32", [10_000, 3], new Float32Array(30_000));
      await expect(
        bench.engine.run(bench.jobOf(path, { x: large }, { workFolder: small })),
      ).rejects.toMatchObject({
        category: "storage",
        message: expect.stringMatching(/output-1-0-0\.bin: the disk is full/),
      });
    } finally {
      execFileSync("umount", [small]);
    }
  });

  test("a library whose bytes are not the published ones is not loaded", async () => {
    const copy = join(bench.folder, "library");
    mkdirSync(copy);
    for (const name of Object.keys(bench.library.files)) {
      const bytes = readFileSync(join(bench.library.folder, name));
      if (name.endsWith(".node")) {
        bytes[bytes.length - 1] = (bytes[bytes.length - 1] ?? 0) ^ 1;
      }
      writeFileSync(join(copy, name), bytes);
    }
    const binding = join(copy, "onnxruntime_binding.node");
    expect(statSync(binding).size).toBe(bench.library.files["onnxruntime_binding.node"]?.sizeBytes);
    const tampered = { ...bench.library, folder: copy, bindingPath: binding };
    const engineWith = bench.engineWith({
      findLibrary: async () => await Promise.resolve(tampered),
    });
    await expect(engineWith.run(bench.jobOf(doubleAndSquare(bench.folder), { x }))).rejects.toMatchObject({
      category: "integrity",
      exitCode: 3,
      message: expect.stringMatching(
        new RegExp(
          `onnxruntime_binding\\.node is not the published one: expected sha256 ${bench.library.files["onnxruntime_binding.node"]?.sha256}, found sha256 [0-9a-f]{64}\\. It was not loaded`,
        ),
      ),
    });
  });

  test("a library of the same name on LD_LIBRARY_PATH is not loaded in its place", async () => {
    writeFileSync(join(bench.folder, "libonnxruntime.so.1"), "not a library");
    const engine = bench.engineWith({ environment: { LD_LIBRARY_PATH: bench.folder } });
    const run = await engine.run(bench.jobOf(doubleAndSquare(bench.folder), { x }));
    expect(run.perModel.get("model")?.outputs).toHaveLength(1);
  });

  test("a library that can't be loaded says why", async () => {
    const notALibrary = { ...bench.library, bindingPath: join(bench.folder, "text.node") };
    writeFileSync(notALibrary.bindingPath, "not a library");
    const engineWith = bench.engineWith({
      findLibrary: async () => await Promise.resolve(notALibrary),
    });
    await expect(engineWith.run(bench.jobOf(doubleAndSquare(bench.folder), { x }))).rejects.toMatchObject({
      category: "unavailable",
      message: expect.stringMatching(/native library could not be loaded: .*text\.node/),
    });
  });
});
