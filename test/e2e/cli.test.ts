import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { useTemporaryFolder } from "../files/temporary-folder.ts";
import { root, runProcess } from "../support/run-process.ts";
import { float32, runCli, safetensors, writeCase } from "./gate-case.ts";

const newFolder = useTemporaryFolder();
const detector = join(root, "examples", "detector");

interface SavedResult {
  verdict: { kind: string; exitCode: number; error?: { message: string } };
  diagnosis: { kind: string };
  outputs: { name: string; metrics: { maxAbs: number }; unit?: string }[];
  legs: { kind: string; skipped?: string }[];
  layers: {
    module?: string;
    source?: { file: string };
    unlinked?: string;
    cause: { kind: string };
    counterfactual: { confirmed: boolean };
  }[];
  nodes: unknown[];
  localisation: { kind: string };
  job: { date: string };
}
const readResult = (folder: string): SavedResult =>
  JSON.parse(readFileSync(join(folder, "result.json"), "utf8")) as SavedResult;

describe("the trained detector", () => {
  const check = (job: string, folder: string, ...more: string[]) =>
    runCli(
      folder,
      "check",
      join(detector, job, "model.onnx"),
      "--samples",
      join(detector, job, "samples"),
      "--config",
      join(detector, "fp16-gate.yml"),
      ...more,
    );

  test("job A passes, and every report is written", async () => {
    const folder = newFolder();
    const run = await check("job-a", folder);
    expect(run.status).toBe(0);
    expect(run.stdout).toMatch(/^PASS/);
    const out = join(folder, "fp16-gate-out");
    expect(readdirSync(out).sort()).toEqual([
      "comment.md",
      "junit.xml",
      "report.html",
      "result.json",
      "summary.md",
    ]);
    expect(readResult(out)).toMatchObject({ verdict: { kind: "pass" }, diagnosis: { kind: "healthy" } });
  });

  test("job B fails by 3 to 5 px where A is within 0.5, and FP16 is named as the cause", async () => {
    const folder = newFolder();
    const run = await check("job-b", folder, "--out", "reports");
    expect(run.status).toBe(1);
    const result = readResult(join(folder, "reports"));
    expect(result).toMatchObject({ verdict: { kind: "fail" }, diagnosis: { kind: "precision" } });
    const boxes = result.outputs.find(({ name }) => name === "boxes");
    expect(boxes?.unit).toBe("px");
    expect(boxes?.metrics.maxAbs).toBeGreaterThan(3);
    expect(boxes?.metrics.maxAbs).toBeLessThan(5);
  });

  test("job B's guilty nodes are named with module, source line and cause, and nobody is blamed for job A", async () => {
    const [a, b] = [newFolder(), newFolder()];
    await check("job-a", a);
    await check("job-b", b);
    const passing = readResult(join(a, "fp16-gate-out"));
    expect([passing.layers, passing.localisation.kind]).toEqual([[], "none"]);
    expect(passing.nodes.length).toBeGreaterThan(50);
    const { layers, localisation } = readResult(join(b, "fp16-gate-out"));
    expect(localisation.kind).toBe("nodes");
    expect(layers).toHaveLength(5);
    expect(new Set(layers.map(({ module }) => module))).toEqual(
      new Set(["normalize_origin", "decode_boxes"]),
    );
    expect(layers.every(({ counterfactual }) => counterfactual.confirmed)).toBe(true);
    expect(
      layers.filter(({ cause }) => cause.kind === "coordinate-resolution").length,
    ).toBeGreaterThanOrEqual(3);
    expect(layers.map(({ source, unlinked }) => [source?.file, unlinked])).toEqual(
      Array.from(layers, () => ["examples/detector/model.py", undefined]),
    );
  });

  test("--explain never gives the verdict alone", async () => {
    const folder = newFolder();
    expect((await check("job-b", folder, "--explain", "never")).status).toBe(1);
    const result = readResult(join(folder, "fp16-gate-out"));
    expect([result.layers, result.nodes, result.localisation]).toEqual([[], [], undefined]);
  });

  test("with enforce: warn it is still a fail, but the exit status is 0", async () => {
    const folder = newFolder();
    const run = await check("job-b", folder, "--enforce", "warn");
    expect(run.status).toBe(0);
    expect(readResult(join(folder, "fp16-gate-out")).verdict).toMatchObject({ kind: "fail", exitCode: 0 });
  });

  test("a saved result renders again byte for byte", async () => {
    const folder = newFolder();
    await check("job-b", folder);
    const out = join(folder, "fp16-gate-out");
    for (const [format, file] of [
      ["summary", "summary.md"],
      ["junit", "junit.xml"],
      ["html", "report.html"],
      ["json", "result.json"],
    ] as const) {
      const run = await runCli(folder, "report", join(out, "result.json"), "--format", format);
      expect(run.status).toBe(0);
      expect(run.stdout).toBe(readFileSync(join(out, file), "utf8"));
    }
  });

  test("two runs give the same verdict, figures and hashes", async () => {
    const [first, second] = [newFolder(), newFolder()];
    await check("job-b", first);
    await check("job-b", second);
    const comparable = (folder: string) => {
      const result = readResult(join(folder, "fp16-gate-out"));
      return { ...result, timings: undefined, job: { ...result.job, date: undefined } };
    };
    expect(comparable(first)).toEqual(comparable(second));
  });
});

test("recorded outputs are judged without a model and without native code", async () => {
  const folder = newFolder();
  const { samples } = writeCase(folder, {
    samples: {
      "0000/reference.safetensors": { y: float32([1, 2]) },
      "0000/candidate.safetensors": { y: float32([1, 2.5]) },
    },
  });
  const run = await runCli(folder, "check", "--engine", "recorded", "--samples", samples, "--max-abs", "0.1");
  expect(run.status).toBe(1);
  const result = readResult(join(folder, "fp16-gate-out"));
  expect(result.outputs[0]?.metrics.maxAbs).toBe(0.5);
  expect(result.legs.find(({ kind }) => kind === "conversion")?.skipped).toBeDefined();
});

test("compare judges two files and writes reports only when asked", async () => {
  const folder = newFolder();
  writeFileSync(join(folder, "r.safetensors"), safetensors({ y: float32([1, 2]) }));
  writeFileSync(join(folder, "c.safetensors"), safetensors({ y: float32([1, 2.001]) }));
  const pass = await runCli(folder, "compare", "r.safetensors", "c.safetensors", "--max-abs", "0.01");
  expect([pass.status, readdirSync(folder).sort()]).toEqual([0, ["c.safetensors", "r.safetensors"]]);
  const fail = await runCli(
    folder,
    "compare",
    "r.safetensors",
    "c.safetensors",
    "--max-abs",
    "y=1e-4 px",
    "--out",
    "o",
  );
  expect(fail.status).toBe(1);
  expect(fail.stdout).toContain("1e-4 px");
  expect(readResult(join(folder, "o")).verdict.kind).toBe("fail");
});

test("fp16-gate.yml of the working directory is read without being named", async () => {
  const folder = newFolder();
  writeCase(folder);
  writeFileSync(join(folder, "fp16-gate.yml"), "model: model.onnx\nsamples: samples\nmax-abs: 1e-3\n");
  const run = await runCli(folder, "check");
  expect([run.status, run.stderr]).toEqual([0, expect.stringContaining("1 sample")]);
});

test("doctor says what runs here", async () => {
  const run = await runCli(newFolder(), "doctor");
  expect(run.status).toBe(0);
  expect(run.stdout).toMatch(/engine emulated\s+runs: onnxruntime-node 1\.30\.0/);
  expect(run.stdout).toMatch(/engine recorded\s+runs/);
});

test("demo shows A passing and B failing, and says where the reports are", async () => {
  const folder = newFolder();
  const run = await runCli(folder, "demo");
  expect(run.status).toBe(0);
  expect(run.stdout).toMatch(/Job A[^]*PASS[^]*Job B[^]*FAIL/);
  expect(readdirSync(join(folder, "fp16-gate-demo"))).toEqual(["job-a", "job-b"]);
  expect(run.stdout).toMatch(/New since `[^`]+` \([^)]*\): `boxes` 0\.\d+ -> 3\.\d+ px\./);
});

test("version and help need no command; a missing command is exit 2", async () => {
  const folder = newFolder();
  expect(await runCli(folder, "--version")).toMatchObject({ status: 0, stdout: "0.1.0\n" });
  expect(await runCli(folder, "--help")).toMatchObject({
    status: 0,
    stdout: expect.stringContaining("Usage") as string,
  });
  expect(await runCli(folder)).toMatchObject({ status: 2 });
});

test("an interrupted run ends with exit 3, leaves no child behind and no work folder", async () => {
  const folder = newFolder();
  const temporary = join(folder, "tmp");
  mkdirSync(temporary);
  const { model, samples } = writeCase(folder);
  // timeout sends SIGTERM while node is still starting or the engine runs; either way nothing may stay.
  const run = await runProcess(
    "timeout",
    [
      "--signal=TERM",
      "0.25",
      process.execPath,
      join(root, "dist", "cli.js"),
      "check",
      model,
      "--samples",
      samples,
    ],
    { cwd: folder, env: { PATH: process.env.PATH ?? "", TMPDIR: temporary } },
  );
  expect(run.status).not.toBe(1);
  expect(readdirSync(temporary)).toEqual([]);
});

test("a run that ends before its engine is needed leaves no child behind and no work folder", async () => {
  const folder = newFolder();
  const temporary = join(folder, "tmp");
  mkdirSync(temporary);
  const { model, samples } = writeCase(folder);
  const run = await runProcess(
    process.execPath,
    [join(root, "dist", "cli.js"), "check", model, "--samples", samples, "--config-from", "base"],
    { cwd: folder, env: { PATH: process.env.PATH ?? "", TMPDIR: temporary } },
  );
  expect(run.status).toBe(3);
  expect(run.stdout).toContain("config-from is base, but there is no base to take them from");
  expect(readdirSync(temporary)).toEqual([]);
});
