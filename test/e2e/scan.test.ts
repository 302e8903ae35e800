import { copyFileSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { useTemporaryFolder } from "../files/temporary-folder.ts";
import { node, model as onnxModel, pair } from "../onnx/build-model.ts";
import {
  checkpointFile,
  checkpointPath,
  dictionary,
  named,
  pickle,
  tensorCall,
  text,
} from "../tensor/checkpoint-files.ts";
import { float32, runCli, safetensors, writeCase } from "./gate-case.ts";

const newFolder = useTemporaryFolder();

const broken = onnxModel({
  node: [node("Mul", ["x", "head.scale"], ["y"])],
  initializer: [pair("head.scale", 1, 71_000)],
});

describe("exit status", () => {
  test("0 when all fits, with BatchNorm statistics beyond the range noted", async () => {
    const folder = newFolder();
    copyFileSync(checkpointPath("training.pth"), join(folder, "last.pth"));
    const run = await runCli(folder, "scan", "last.pth");
    expect([run.status, run.stderr]).toEqual([0, ""]);
    expect(run.stdout).toMatch(/^PASS {2}All 6 weights fit FP16\.\n {2}last\.pth: 6 float tensors, 1 other/);
    expect(run.stdout).toContain("passed over 12 tensors of optimizer states");
    expect(run.stdout).toMatch(/· norm\.running_var {2,}float32 4 .* 100 %\n {4}reaches 450000 > 65504/);
  });

  test("1 when a weight overflows, in a model and in a checkpoint", async () => {
    const folder = newFolder();
    writeCase(folder, { model: broken });
    writeFileSync(join(folder, "m.pth"), checkpointFile(dictionary({ "head.w": tensorCall() })));
    const run = await runCli(folder, "scan", "model.onnx", "m.pth");
    expect(run.status).toBe(1);
    expect(run.stdout).toMatch(
      /^FAIL {2}2 of 2 weights do not fit FP16: `head\.scale` reaches 71000 > 65504/,
    );
    expect(run.stdout).toContain("module head · m.pth");
    expect(readdirSync(folder).toSorted()).toEqual(["m.pth", "model.onnx", "samples"]);
  });

  test("1 when an input holds NaN", async () => {
    const folder = newFolder();
    writeCase(folder, {
      samples: {
        "0000/inputs.safetensors": { x: float32([1, 2]) },
        "0000/reference.safetensors": { y: float32([1, 2]) },
        "0001/inputs.safetensors": { x: float32([Number.NaN, 2]) },
        "0001/reference.safetensors": { y: float32([1, 2]) },
      },
    });
    const run = await runCli(folder, "scan", "--samples", "samples");
    expect(run.status).toBe(1);
    expect(run.stdout).toContain("The only input does not fit FP16: `x` is NaN in 1 of 4 elements.");
    expect(run.stdout).toContain("sample 0001");
  });

  test("3 when there is nothing to judge, or something can't be", async () => {
    const folder = newFolder();
    writeFileSync(
      join(folder, "ids.safetensors"),
      safetensors({ i: { dtype: "I64", shape: [1], values: new BigInt64Array(1) } }),
    );
    const nothing = await runCli(folder, "scan", "ids.safetensors");
    expect(nothing.status).toBe(3);
    expect(nothing.stdout).toContain("ERROR  There is no float tensor");
    copyFileSync(checkpointPath("unreadable.pth"), join(folder, "u.pth"));
    const unread = await runCli(folder, "scan", "u.pth");
    expect(unread.status).toBe(3);
    expect(unread.stdout).toContain("`complex` can't be judged: it has elements of ComplexFloat.");
  });
});

test("--out and --format json give the whole list; --max shortens the table only", async () => {
  const folder = newFolder();
  copyFileSync(checkpointPath("training.pth"), join(folder, "last.pth"));
  const run = await runCli(folder, "scan", "last.pth", "--max", "1", "--out", "o");
  expect(run.stdout).toContain("… 5 more tensors, all within range");
  const written = readFileSync(join(folder, "o", "scan.json"), "utf8");
  expect(JSON.parse(written)).toMatchObject({
    schemaVersion: 1,
    verdict: { kind: "pass" },
    scan: { length: 6 },
  });
  const json = await runCli(folder, "scan", "last.pth", "--format", "json");
  expect(json.stdout).toBe(written);
});

describe("refused with exit 2, one line on stderr, nothing on stdout", () => {
  const hostile = checkpointFile(pickle(named("os", "system"), text("touch pwned"), 0x85, "R"));

  test("a pickle that calls something, which is not called", async () => {
    const folder = newFolder();
    writeFileSync(join(folder, "m.pth"), hostile);
    const run = await runCli(folder, "scan", "m.pth");
    expect(run.status).toBe(2);
    expect(run.stderr).toMatch(
      /^error: m\.pth: data\.pkl: opcode GLOBAL at byte 2: the checkpoint calls os\.system: refused, .*\n$/,
    );
    expect(run.stdout).toBe("");
    expect(readdirSync(folder)).toEqual(["m.pth"]);
  });

  test("an old checkpoint, with the way out", async () => {
    const folder = newFolder();
    copyFileSync(checkpointPath("legacy.pth"), join(folder, "old.pth"));
    const run = await runCli(folder, "scan", "old.pth");
    expect([run.status, run.stdout]).toEqual([2, ""]);
    expect(run.stderr).toContain("torch.save(torch.load(file, weights_only=True), new_file)");
  });

  test.each([
    [[], "FILE is missing"],
    [["a.onnx", "a.onnx"], '"a.onnx" is given twice'],
    [["a.onnx", "--max", "0"], '--max: must be a whole number from 1 on; "0" is not'],
    [["a.onnx", "--max", "1e3"], '"1e3" is not'],
    [["a.onnx", "--format", "xml"], '--format: must be one of console, json; "xml" is not'],
    [["a.onnx", "--limit", "3"], "Unknown option '--limit'"],
    [["a.onnx", "--out", ""], "--out has an empty value"],
    [["none.pth"], "cannot read none.pth: it does not exist"],
    [["none.onnx"], "none.onnx: no such file"],
    [["a.txt"], "the ending '.txt' is not known to scan"],
    [["--samples", "none"], "none: it does not exist"],
  ])("%j", async (args, message) => {
    const run = await runCli(newFolder(), "scan", ...args);
    expect([run.status, run.stdout]).toEqual([2, ""]);
    expect(run.stderr).toContain(message);
    expect(run.stderr.split("\n")).toHaveLength(2);
  });
});
