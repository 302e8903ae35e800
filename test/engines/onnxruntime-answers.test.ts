import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Engine, EngineRun } from "../../src/engines/engine.ts";
import { createOnnxruntimeEngine } from "../../src/engines/onnxruntime.ts";
import { floats, floatsOf } from "./memory-tensors.ts";

// The child's program is replaced by scripts that answer wrongly; `send`, `job` and `write` are there for them.
const prelude = `
  import { readSync, symlinkSync, writeFileSync, writeSync } from "node:fs";
  const bytes = Buffer.alloc(1 << 16);
  let text = "";
  while (text.split("\\n").length < 3) text += bytes.subarray(0, readSync(4, bytes)).toString();
  const job = JSON.parse(text.split("\\n")[1]);
  const send = (message) => writeSync(3, (typeof message === "string" ? message : JSON.stringify(message)) + "\\n");
  const path = job.models[0].outputPaths[0];
  const y = { name: "y", isTensor: true, elementType: 1, shape: [2] };
  const loaded = { kind: "loaded", model: 0, loadMs: 1, inputs: [], outputs: [y] };
  const output = { name: "y", elementType: 1, shape: [2], offsetBytes: 0 };
  const ran = { kind: "ran", model: 0, sample: 0, runMs: 1, sizeBytes: 8, outputs: [output] };
  const write = () => writeFileSync(path, new Uint8Array(Float32Array.of(1, 2).buffer));
`;
const goodAnswer = "write(); send(loaded); send(ran); send({ kind: 'done' });";

let root: string;
let folder: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "fp16-gate-answers-"));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));
beforeEach(() => {
  folder = mkdtempSync(join(root, "job-"));
});

function engineAnswering(script: string): Engine {
  const workerPath = join(folder, "worker.mjs");
  writeFileSync(workerPath, `${prelude}\n${script}`);
  return createOnnxruntimeEngine({
    workerPath,
    findLibrary: async () =>
      await Promise.resolve({
        source: "ort-path",
        folder,
        bindingPath: join(folder, "none.node"),
        files: {},
      }),
  });
}

async function runAnswering(script: string): Promise<EngineRun> {
  return await engineAnswering(script).run({
    models: [{ key: "model", path: join(folder, "model.onnx") }],
    samples: [{ id: "0001", inputs: new Map([["x", floats([1], [1])]]) }],
    workFolder: folder,
    timeoutMs: 20_000,
    threads: 1,
  });
}

test("the answer that the others spoil is accepted", async () => {
  const run = await runAnswering(goodAnswer);
  expect(floatsOf(run.perModel.get("model")?.outputs[0]?.get("y"))).toEqual([1, 2]);
});

test.each<[string, string, RegExp]>([
  [
    "ends with status 0 and says nothing",
    "",
    /ended with status 0 without a complete answer \(missing: the description of/,
  ],
  [
    "stops before the end",
    "write(); send(loaded); send(ran);",
    /status 0 without a complete answer \(missing: the end\)/,
  ],
  [
    "leaves out a run",
    "send(loaded); send({ kind: 'done' });",
    /without a complete answer \(missing: run 1 of .*model\.onnx\)/,
  ],
  [
    "prints garbage",
    "send('<html>busy</html>');",
    /answered with something that is not JSON: "<html>busy<\/html>"/,
  ],
  ["sends an unknown message", "send({ kind: 'hello' });", /sent an unknown message at kind .*hello/],
  ["sends an unknown field", "send({ ...loaded, extra: 1 });", /sent an unknown message .*extra/],
  ["sends a negative size", "send({ ...ran, sizeBytes: -8 });", /sent an unknown message at sizeBytes/],
  [
    "sends a size that is no number",
    "send({ ...ran, sizeBytes: 'NaN' });",
    /sent an unknown message at sizeBytes/,
  ],
  [
    "speaks of a model that it was not given",
    "send({ ...loaded, model: 5 });",
    /sent loaded for model 5.*given 1 and 1/,
  ],
  [
    "speaks of a sample that it was not given",
    "send(loaded); send({ ...ran, sample: 7 });",
    /sent ran for model 0, sample 7/,
  ],
  [
    "writes no output file",
    "send(loaded); send(ran); send({ kind: 'done' });",
    /output-1-0-0\.bin is not usable: it is missing/,
  ],
  [
    "writes too short an output file",
    `writeFileSync(path, new Uint8Array(5)); send(loaded); send(ran); send({ kind: "done" });`,
    /its output file has 5 bytes, 8 were announced/,
  ],
  [
    "writes too long an output file",
    `writeFileSync(path, new Uint8Array(9)); send(loaded); send(ran); send({ kind: "done" });`,
    /its output file has 9 bytes, 8 were announced/,
  ],
  [
    "announces more elements than there are",
    `write(); send(loaded); send({ ...ran, outputs: [{ ...output, shape: [3] }] }); send({ kind: "done" });`,
    /output "y" ends at byte 12, its file has 8/,
  ],
  [
    "puts an output beyond the file",
    `write(); send(loaded); send({ ...ran, outputs: [{ ...output, offsetBytes: 4 }] }); send({ kind: "done" });`,
    /output "y" ends at byte 12, its file has 8/,
  ],
  [
    "leaves out an output",
    `write(); send(loaded); send({ ...ran, outputs: [] }); send({ kind: "done" });`,
    /output "y" is missing/,
  ],
  [
    "sends an output of a type that can't travel",
    `write(); send(loaded); send({ ...ran, outputs: [{ ...output, elementType: 22 }] }); send({ kind: "done" });`,
    /output "y" has int4, which can't travel/,
  ],
  [
    "puts a link in the place of its output",
    `writeFileSync(path + ".other", new Uint8Array(8)); symlinkSync(path + ".other", path);
     send(loaded); send(ran); send({ kind: "done" });`,
    /output-1-0-0\.bin is not usable: it is a link/,
  ],
])("a child that %s is a fault of protocol", async (_, script, message) => {
  const failure = runAnswering(script);
  await expect(failure).rejects.toMatchObject({ name: "EngineError", category: "protocol", exitCode: 3 });
  await expect(failure).rejects.toThrow(message);
});

test("what a silent child wrote to stderr is shown", async () => {
  await expect(runAnswering("console.error('cannot open display');")).rejects.toMatchObject({
    status: 0,
    lastStderrLine: "cannot open display",
  });
});

test("a complete answer does not make up for a bad end", async () => {
  await expect(runAnswering(`${goodAnswer} process.exit(3);`)).rejects.toMatchObject({
    category: "crashed",
    status: 3,
    message: expect.stringMatching(/^ONNX Runtime ended with status 3/),
  });
  await expect(runAnswering(`${goodAnswer} process.kill(process.pid, "SIGABRT");`)).rejects.toMatchObject({
    category: "crashed",
    status: "SIGABRT",
  });
});

test("a file that vanishes after the run is noticed when it is read", async () => {
  const run = await runAnswering(goodAnswer);
  const y = run.perModel.get("model")?.outputs[0]?.get("y");
  rmSync(folder, { recursive: true, force: true });
  expect(() => floatsOf(y)).toThrow(/output-1-0-0\.bin is not usable: it is missing/);
});

test.each<[string, Record<string, unknown>, string, RegExp]>([
  [
    "memory",
    { stage: "run", message: "std::bad_alloc" },
    "crashed",
    /ran out of memory with model\.onnx, sample 0001/,
  ],
  [
    "memory of a known size",
    { stage: "run", message: "Failed to allocate memory for requested buffer of size 4096000000" },
    "crashed",
    /ran out of memory while asking for 4096000000 bytes/,
  ],
  [
    "memory for an input",
    { stage: "inputs", message: "Array buffer allocation failed" },
    "crashed",
    /ran out of memory/,
  ],
  [
    "an input file",
    { stage: "inputs", message: "input.bin ends at byte 4 of 8", code: "EIO" },
    "protocol",
    /input file for model\.onnx, sample 0001 could not be read: input\.bin ends at byte 4 of 8/,
  ],
  [
    "the disk",
    { stage: "write", message: "ENOSPC", code: "ENOSPC" },
    "storage",
    /output-1-0-0\.bin: the disk is full/,
  ],
  [
    "the library",
    { stage: "library", message: "GLIBC_2.28 not found" },
    "unavailable",
    /could not be loaded: GLIBC_2\.28/,
  ],
  [
    "the unknown",
    { stage: "run", message: "something new" },
    "crashed",
    /could not run model\.onnx, sample 0001: something new/,
  ],
])("a failure of %s has its category", async (_, failure, category, message) => {
  const script = `send({ kind: "failed", model: 0, sample: 0, code: null, ...${JSON.stringify(failure)} }); process.exit(1);`;
  const failed = runAnswering(script);
  await expect(failed).rejects.toMatchObject({ category });
  await expect(failed).rejects.toThrow(message);
});
