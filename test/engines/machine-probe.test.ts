import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { probeMachine } from "../../src/engines/machine-probe.ts";
import { onnxruntimePackage } from "../../src/engines/pinned-package.ts";
import { bundleWorker } from "./worker-bundle.ts";

const root = mkdtempSync(join(tmpdir(), "fp16-gate-probe-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

let workerPath: string;
let bin: string;
beforeAll(async () => {
  workerPath = await bundleWorker(root);
});
beforeEach(() => {
  bin = mkdtempSync(join(root, "bin-"));
});

function putProgram(name: string, script: string): void {
  writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(bin, name), 0o755);
}

test("says what is here and that the library loads", async () => {
  const probe = await probeMachine({ environment: process.env, workerPath });
  expect(probe.nodeVersion).toBe(process.versions.node);
  expect(probe.platform).toBe(`${process.platform}-${process.arch}`);
  expect(probe.cores).toBeGreaterThan(0);
  expect(probe.memoryBytes).toBeGreaterThan(1e8);
  expect(probe.libc ?? "none").toMatch(process.platform === "linux" ? /^(glibc \d+\.\d+|musl)$/ : /^none$/);
  expect(probe.onnxruntime).toMatchObject({
    version: onnxruntimePackage.version,
    source: "node_modules",
    hashesMatch: true,
    loads: true,
    problem: undefined,
  });
  const npm = probe.programs.find(({ name }) => name === "npm");
  expect(npm?.version).toMatch(/^\d+\.\d+\.\d+/);
});

test("reads versions off the programs of other engines", async () => {
  putProgram("trtexec", 'echo "&&&& RUNNING TensorRT.trtexec [TensorRT v101300] # trtexec --help"; exit 1');
  putProgram("nvidia-smi", 'echo "NVIDIA A2, 570.86.15"');
  putProgram(
    "python3",
    `case "$1" in --version) echo "Python 3.11.9";; *) echo '{"tensorrt-cu13": "11.4.0", "onnxruntime": "1.27.0"}';; esac`,
  );
  const { programs } = await probeMachine({ environment: { PATH: bin }, workerPath });
  expect(
    programs.filter(({ name }) => name !== "npm").map(({ name, path, version }) => [name, path, version]),
  ).toEqual([
    ["python3", join(bin, "python3"), "3.11.9"],
    ["nvidia-smi", join(bin, "nvidia-smi"), "NVIDIA A2, 570.86.15"],
    ["trtexec", join(bin, "trtexec"), "101300"],
    ["engine tensorrt", join(bin, "python3"), "tensorrt-cu13 11.4.0"],
    ["engine onnxruntime", join(bin, "python3"), "onnxruntime 1.27.0"],
    ["engine torch", undefined, undefined],
  ]);
});

test("programs that are missing or broken are told apart", async () => {
  putProgram("trtexec", "kill -SEGV $$");
  putProgram("nvidia-smi", 'echo "no devices were found" >&2; exit 9');
  const { programs } = await probeMachine({ environment: { PATH: bin }, workerPath });
  const problems = new Map(programs.map(({ name, version, problem }) => [name, [version, problem]]));
  expect(problems.get("python3")).toEqual([undefined, "not found"]);
  expect(problems.get("trtexec")).toEqual([undefined, "trtexec was ended by SIGSEGV."]);
  expect(problems.get("nvidia-smi")).toEqual([
    undefined,
    "nvidia-smi ended with status 9. Its last line: no devices were found",
  ]);
});

test("a library with wrong bytes is found, not loaded and not fetched anew", async () => {
  const toolCache = join(bin, "tools");
  const { name, version } = onnxruntimePackage;
  const folder = join(toolCache, name, version, `${process.platform}-${process.arch}`);
  mkdirSync(folder, { recursive: true });
  for (const file of Object.keys(onnxruntimePackage.files[`${process.platform}-${process.arch}`] ?? {})) {
    writeFileSync(join(folder, file), "wrong");
  }
  const probe = await probeMachine({
    environment: { RUNNER_TOOL_CACHE: toolCache, PATH: process.env["PATH"] },
    workerPath,
    programFolder: bin,
  });
  expect(probe.toolCache).toBe(toolCache);
  expect(probe.onnxruntime).toMatchObject({ source: "tool cache", folder, hashesMatch: false, loads: false });
  expect(probe.onnxruntime.problem).toMatch(/is not the published one: expected \d+ bytes, found 5 bytes/);
});

test("a library that is nowhere is a problem with its ways out, and nothing is fetched", async () => {
  putProgram("npm", "exit 1");
  const probe = await probeMachine({
    environment: { RUNNER_TOOL_CACHE: join(bin, "tools"), PATH: bin },
    workerPath,
    programFolder: bin,
  });
  expect(probe.onnxruntime).toMatchObject({ source: undefined, hashesMatch: false, loads: false });
  expect(probe.onnxruntime.problem).toMatch(/is not to be had\. Tried node_modules: .*One of these helps/);
  expect(probe.onnxruntime.problem).not.toMatch(/npm ended/);
});
