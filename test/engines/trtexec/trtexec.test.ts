import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { EngineRequest, RealEngine } from "../../../src/engines/real-engine.ts";
import { createTrtexec, type TrtexecOptions } from "../../../src/engines/trtexec/trtexec.ts";
import { encodeModel } from "../../../src/onnx/encode.ts";
import { useTemporaryFolder } from "../../files/temporary-folder.ts";
import { model, node, value } from "../../onnx/build-model.ts";
import { root } from "../../support/run-process.ts";
import { negation } from "../driver/fake-engine.ts";
import { bytesOf, floats, floatsOf, tensorOf } from "../memory-tensors.ts";

const newFolder = useTemporaryFolder();
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

function fakeTrtexec(scenario: object, more: Partial<TrtexecOptions> = {}): RealEngine & { folder: string } {
  const folder = newFolder();
  const path = join(folder, "trtexec");
  const words = [process.execPath, join(root, "test/support/fake-trtexec.mjs"), JSON.stringify(scenario)];
  writeFileSync(path, `#!/bin/sh\nexec ${words.map(quoted).join(" ")} "$@"\n`);
  chmodSync(path, 0o755);
  const options = { path, environment: {}, workFolder: folder, timeoutMs: 30_000, buildArgs: [], ...more };
  return { ...createTrtexec(options), folder };
}

const versions = ["8601", "101300", "110100"];

describe.each(versions)("TensorRT v%s", (version) => {
  test("builds, runs every sample, and reads the raw bindings", async () => {
    const engine = fakeTrtexec({ version });
    const request = negation(newFolder(), { typing: "weak", want: { repeats: 2, builds: 2, latency: true } });
    const answer = await engine.run(request);
    expect(answer.builds).toHaveLength(2);
    const [sample] = answer.builds[0].samples;
    expect(floatsOf(sample?.outputs.get("y"))).toEqual([-1, -2]);
    expect(sample?.repeats).toHaveLength(1);
    expect(answer.builds[0].latency).toMatchObject({
      median: 1.49,
      p95: 1.94,
      runs: 100,
      method: "gpu-events",
    });
    expect(answer.builds[0].build).toMatchObject({ seconds: 1.25 });
    expect(answer.engine).toMatchObject({ name: "tensorrt", device: "NVIDIA A2", computeCapability: "8.6" });
    expect(answer.typing).toBe(version === "110100" ? "strong" : "weak");
  });

  test("tells the layers with their nodes and precision", async () => {
    const answer = await fakeTrtexec({ version }).run(negation(newFolder(), { typing: "weak" }));
    expect(answer.builds[0].layers).toEqual([
      expect.objectContaining({
        name: "double + turn",
        onnxNodes: ["double", "turn", "shift"],
        precision: "fp16",
        tactic: "__myl_MulNeg_myl0_0",
      }),
    ]);
  });

  test("an int64 input comes in the type that the version has", async () => {
    const folder = newFolder();
    const source = join(folder, "long.onnx");
    const long = model({
      input: [value("x", 7)],
      output: [value("y", 7)],
      node: [node("Neg", ["x"], ["y"])],
    });
    writeFileSync(source, Buffer.concat(encodeModel(long)));
    const request: Partial<EngineRequest> = {
      models: { source, typed: source },
      samples: [{ id: "0", inputs: new Map([["x", tensorOf("int64", [2], BigInt64Array.of(5n, -7n))]]) }],
      outputs: [{ name: "y", dtype: "int64" }],
    };
    const answer = await fakeTrtexec({ version, inputType: "Int64" }).run(negation(newFolder(), request));
    const y = answer.builds[0].samples[0]?.outputs.get("y");
    const values =
      y?.dtype === "int32" ? [...new Int32Array(bytesOf(y))] : [...new BigInt64Array(bytesOf(y))].map(Number);
    expect([y?.dtype, values]).toEqual([version === "8601" ? "int32" : "int64", [-5, 7]]);
  });

  test("dynamic sizes are given to the build and to the run", async () => {
    const folder = newFolder();
    const source = join(folder, "dynamic.onnx");
    const dynamic = model({ input: [value("x", 1, [-1])], output: [value("y", 1, [-1])] });
    writeFileSync(source, Buffer.concat(encodeModel(dynamic)));
    const request: Partial<EngineRequest> = {
      models: { source, typed: source },
      samples: [{ id: "0", inputs: new Map([["x", floats([3], [1, 2, 3])]]) }],
      shapes: { x: { min: [3], opt: [3], max: [3] } },
    };
    const answer = await fakeTrtexec({ version }).run(negation(newFolder(), request));
    expect(floatsOf(answer.builds[0].samples[0]?.outputs.get("y"))).toEqual([-1, -2, -3]);
  });
});

describe("what is told of overrides", () => {
  const mixed: Partial<EngineRequest> = {
    precision: "mixed",
    typing: "weak",
    fp32Nodes: ["a", "b", "cut"],
    places: [
      { node: "a", op: "Neg", floatOutputs: [true] },
      { node: "b", op: "Add", floatOutputs: [true] },
      { node: "cut", op: "Slice", floatOutputs: [true] },
    ],
  };

  test("10.x: what its log says, and Slice is never forced", async () => {
    const { applied } = await fakeTrtexec({ version: "101300", forgets: ["b"] }).run(
      negation(newFolder(), mixed),
    );
    expect(applied.map(({ node, status }) => [node, status])).toEqual([
      ["a", "constrained"],
      ["b", "not-found"],
      ["cut", "not-forceable"],
    ]);
  });

  test("8.6 logs nothing, so they count as asked for", async () => {
    const { applied } = await fakeTrtexec({ version: "8601" }).run(negation(newFolder(), mixed));
    expect(applied.map(({ status }) => status)).toEqual(["constrained", "constrained", "not-forceable"]);
  });

  test("a layer's name that the flags can't hold is refused", async () => {
    const odd = {
      ...mixed,
      fp32Nodes: ["it's"],
      places: [{ node: "it's", op: "Neg", floatOutputs: [true] }],
    };
    await expect(fakeTrtexec({ version: "8601" }).run(negation(newFolder(), odd))).rejects.toThrow(
      /no way to name/,
    );
  });
});

describe("nothing is believed unseen", () => {
  const run = async (scenario: object, more: Partial<EngineRequest> = {}) =>
    await fakeTrtexec({ version: "101300", ...scenario }).run(negation(newFolder(), more));

  test("another input than was written is an error under PASSED", async () => {
    await expect(run({ wrongInput: true })).rejects.toMatchObject({ category: "protocol", exitCode: 3 });
  });

  test("NaN under PASSED comes back as NaN", async () => {
    const answer = await run({ nan: true });
    expect(floatsOf(answer.builds[0].samples[0]?.outputs.get("y"))).toEqual([Number.NaN, Number.NaN]);
  });

  test("a short raw file is refused", async () => {
    await expect(run({ short: true })).rejects.toThrow(/4 bytes.*8 were announced/);
  });

  test("without raw bindings the six digits are read, and a note says so", async () => {
    const answer = await run({ noRaw: true });
    const y = answer.builds[0].samples[0]?.outputs.get("y");
    expect([...new Float64Array(bytesOf(y))]).toEqual([-1, -2]);
    expect(answer.notes).toContainEqual(expect.stringContaining("six digits only"));
  });

  test("an output that nobody wrote is named", async () => {
    await expect(run({}, { outputs: [{ name: "z", dtype: "float32" }] })).rejects.toThrow(/no output "z"/);
  });

  test("an engine file is run as it is", async () => {
    const folder = newFolder();
    const request = negation(folder);
    const engineFile = join(folder, "given.engine");
    writeFileSync(engineFile, JSON.stringify({ onnx: request.models.source, args: ["--fp16"] }));
    const answer = await run({}, { engineFile });
    expect(floatsOf(answer.builds[0].samples[0]?.outputs.get("y"))).toEqual([-1, -2]);
    expect(answer.builds[0].build?.seconds).toBe(0);
    expect(readFileSync(engineFile, "utf8")).toContain("--fp16");
  });

  test("flags that would change what is judged are refused", async () => {
    const engine = fakeTrtexec({ version: "101300" }, { buildArgs: ["--best"] });
    await expect(engine.run(negation(newFolder()))).rejects.toThrow(/--best is set by the gate/);
  });

  test("marks are refused, not forgotten", async () => {
    await expect(run({}, { want: { intermediates: ["a"] } })).rejects.toMatchObject({
      category: "unsupported",
    });
  });

  test("the logs stay when asked", async () => {
    const engine = fakeTrtexec({ version: "8601" }, { keepLogs: true });
    await engine.run(negation(newFolder()));
    expect(existsSync(join(engine.folder, "trtexec-1-fp16", "build-0", "trtexec.log"))).toBe(true);
  });
});

describe("failures of the log", () => {
  test.each([
    ["No importer registered for op: GridSample", "unsupported", /no operator GridSample/],
    ["getPluginCreator could not find plugin: MyNms version: 1", "unsupported", /plugin MyNms/],
    ["CUDA error: out of memory", "crashed", /no memory left/],
    [
      "Error Code 6: The engine plan file is generated on an incompatible device, expecting compute 9.0 got compute 8.6",
      "unavailable",
      /another GPU/,
    ],
    [
      "Version tag does not match. Note: Current Version: 232, Serialized Engine Version: 228",
      "unavailable",
      /another TensorRT/,
    ],
    ["CUDA initialization failure: no CUDA-capable device is detected", "unavailable", /no GPU/],
    ["write: No space left on device", "storage", /disk is full/],
    ["Could not find any implementation for node {ForeignNode[a...b]}.", "crashed", /could not be built/],
  ])("%s", async (fail, category, message) => {
    const run = fakeTrtexec({ version: "8601", fail }).run(negation(newFolder()));
    await expect(run).rejects.toMatchObject({
      category,
      exitCode: 3,
      message: expect.stringMatching(message),
      lastStderrLine: `[E] ${fail}`,
    });
  });

  test("an older one is refused by its version", async () => {
    await expect(fakeTrtexec({ version: "8401" }).run(negation(newFolder()))).rejects.toThrow(
      /is version 8.4.1/,
    );
  });
});
