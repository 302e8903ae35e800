import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { EngineError } from "../../../src/errors.ts";
import { useTemporaryFolder } from "../../files/temporary-folder.ts";
import { floatsOf, tensorOf } from "../memory-tensors.ts";
import { canMount } from "../small-disk.ts";
import { fakeEngine, negation } from "./fake-engine.ts";

const newFolder = useTemporaryFolder();

async function refusal(scenario: object, want: object = {}): Promise<EngineError> {
  const folder = newFolder();
  try {
    await fakeEngine(folder, scenario).run(negation(folder, { want }));
  } catch (error) {
    if (error instanceof EngineError) {
      expect(error.exitCode).toBe(3);
      expect(error.message).not.toContain("\n");
      return error;
    }
    throw error;
  }
  throw new Error("nothing was thrown");
}

describe("a whole answer", () => {
  test("gives outputs, engine, builds, repeats and latency", async () => {
    const folder = newFolder();
    const engine = fakeEngine(folder, { notes: ["made for a test"] });
    const answer = await engine.run(negation(folder, { want: { repeats: 2, builds: 2, latency: true } }));
    expect(answer.engine).toMatchObject({ name: "fake", version: "1.0", device: "CPU" });
    expect(answer.notes).toEqual(["made for a test"]);
    expect(answer.builds).toHaveLength(2);
    for (const build of answer.builds) {
      const [sample] = build.samples;
      expect(floatsOf(sample?.outputs.get("y"))).toEqual([-1, -2]);
      expect(sample?.repeats.map((outputs) => floatsOf(outputs.get("y")))).toEqual([[-1, -2]]);
      expect(build.latency).toMatchObject({ median: 1, p95: 1.5 });
      expect(build.build).toMatchObject({ seconds: 0.5 });
    }
    engine.close();
  });

  test("the job is what the protocol says, and its inputs are inside its folder", async () => {
    const folder = newFolder();
    await fakeEngine(folder).run(
      negation(folder, { options: { plugins: ["lib.so"], optLevel: 3 }, want: { layers: true } }),
    );
    const job = JSON.parse(readFileSync(join(folder, "job-1-fp16", "job.json"), "utf8"));
    expect(job).toMatchObject({
      protocol: 1,
      precision: "fp16",
      typing: "strong",
      fp32Nodes: [],
      engineFile: null,
      samples: [{ inputs: { x: "inputs/0-0.npy" } }],
      want: { latency: false, layers: true, intermediates: [], repeats: 1, builds: 1 },
      options: { optLevel: 3, plugins: [join(process.cwd(), "lib.so")] },
      outDir: "out",
    });
  });

  test("a sample is written once and linked into the next job", async () => {
    const folder = newFolder();
    const engine = fakeEngine(folder);
    const request = negation(folder);
    await engine.run(request);
    const second = await engine.run({ ...request, label: "fp32", precision: "fp32" });
    expect(floatsOf(second.builds[0].samples[0]?.outputs.get("y"))).toEqual([-1, -2]);
    expect(existsSync(join(folder, "job-2-fp32", "inputs", "0-0.npy"))).toBe(true);
  });

  test("a bfloat16 input is written as float32, which is exact", async () => {
    const folder = newFolder();
    const x = tensorOf("bfloat16", [2], Uint16Array.of(0x3f80, 0xc040));
    const answer = await fakeEngine(folder).run(
      negation(folder, { samples: [{ id: "0", inputs: new Map([["x", x]]) }] }),
    );
    expect(floatsOf(answer.builds[0].samples[0]?.outputs.get("y"))).toEqual([-1, 3]);
  });
});

describe("a driver that does not do its job", () => {
  test.each([
    ["garbage", "wrote a result.json that is not JSON"],
    ["silent", "did not write result.json"],
    ["short", "bytes follow it"],
    ["dtype", 'wrote int32 for output "y" of sample 0000, which is float32 in the model'],
    ["extra", 'wrote an output "surplus" for sample 0000, which the model does not have'],
    ["missing", 'gave no output "y" for sample 0000'],
    ["absent-file", "did not write nowhere.npy"],
    ["unknown-key", "latency"],
    ["fewer-samples", "gave 0 samples; 1 were asked for"],
    ["wrong-protocol", "protocol"],
    ["link", "links are not followed"],
    ["escape", "no plain path inside outDir"],
    ["from-cache", "ran an engine that an earlier job built"],
    ["applied", "gave 1 entries of applied; 0 were asked for"],
  ])("%s is refused in one line", async (behave, message) => {
    const error = await refusal({ behave });
    expect(error.category).toBe("protocol");
    expect(error.message).toContain(message);
  });

  test("a latency that was asked for must be there", async () => {
    expect((await refusal({ behave: "no-latency" }, { latency: true })).message).toContain("latency");
  });

  test("a signal is told, and is no success", async () => {
    expect(await refusal({ behave: "signal" })).toMatchObject({ category: "crashed", status: "SIGSEGV" });
  });

  test("hanging ends with the time limit", async () => {
    const folder = newFolder();
    const run = fakeEngine(folder, { behave: "hang" }, { timeoutMs: 1500 }).run(negation(folder));
    await expect(run).rejects.toMatchObject({ category: "timeout" });
    await expectGone(folder);
  });

  test("cancellation ends the process", async () => {
    const folder = newFolder();
    const abort = new AbortController();
    const run = fakeEngine(folder, { behave: "hang" }, { signal: abort.signal }).run(negation(folder));
    run.catch(() => undefined);
    while (!existsSync(join(folder, "hanging.pid"))) await sleep(20);
    abort.abort();
    await expect(run).rejects.toMatchObject({ category: "crashed" });
    await expectGone(folder);
  });

  test("a program that is not there is named", async () => {
    const folder = newFolder();
    const run = fakeEngine(folder, {}, { command: { file: join(folder, "none"), args: [] } }).run(
      negation(folder),
    );
    await expect(run).rejects.toMatchObject({ category: "unavailable", exitCode: 3 });
  });
});

test.skipIf(!canMount())("a full disk while the inputs are written is told as such", async () => {
  const folder = newFolder();
  const small = join(folder, "small");
  mkdirSync(small);
  execFileSync("mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", small]);
  try {
    const x = tensorOf("float32", [100_000], new Float32Array(100_000));
    const request = negation(folder, { samples: [{ id: "0", inputs: new Map([["x", x]]) }] });
    await expect(fakeEngine(small).run(request)).rejects.toMatchObject({
      category: "storage",
      exitCode: 3,
      message: expect.stringMatching(/disk is full/),
    });
  } finally {
    execFileSync("umount", [small]);
  }
});

describe("what a driver says itself", () => {
  test.each([
    ["unavailable: no CUDA device was found", "unavailable", "fp16-gate doctor"],
    ["version-mismatch: TensorRT 10.3 was built for CUDA 12, the driver has 11.4", "unavailable", "versions"],
    ["wrong-device: built for 8.6, this is 9.0", "unavailable", "this GPU"],
    ["out-of-memory: 12 GiB were asked for, 3 GiB are free", "crashed", "smaller"],
    ["unsupported-operator: GridSample (opset 20); TensorRT 10.0 has it", "unsupported", "older opset"],
    ["storage: no space left on device", "storage", "Free space"],
  ])("%s", async (line, category, advice) => {
    const error = await refusal({ fail: line });
    expect(error).toMatchObject({ category, status: 1, lastStderrLine: line });
    expect(error.message).toContain(line.slice(line.indexOf(": ") + 2));
    expect(error.advice).toContain(advice);
  });

  test("a Python without the package is told by the package's name", async () => {
    const error = await refusal({ fail: "ModuleNotFoundError: No module named 'tensorrt'" });
    expect(error).toMatchObject({ category: "unavailable", status: 1 });
    expect(error.message).toContain("no package tensorrt");
  });

  test("a line without a category is kept as it is", async () => {
    expect(await refusal({ fail: "Killed by somebody" })).toMatchObject({
      category: "crashed",
      status: 1,
      lastStderrLine: "Killed by somebody",
    });
  });
});

async function expectGone(folder: string): Promise<void> {
  const pid = Number(readFileSync(join(folder, "hanging.pid"), "utf8"));
  for (let attempt = 0; attempt < 200; attempt++) {
    try {
      process.kill(pid, 0);
      await sleep(10);
    } catch {
      return;
    }
  }
  throw new Error(`process ${pid} is still there`);
}
