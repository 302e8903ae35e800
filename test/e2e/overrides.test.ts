import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type GateResult, parseResult } from "../../src/report/result.ts";
import { useTemporaryFolder } from "../files/temporary-folder.ts";
import { readLayerTypes, readOptions } from "../overrides/forms/trtexec-grammar.ts";
import { type ProcessRun, root, runProcess } from "../support/run-process.ts";
import { float32, runCli, writeCase } from "./gate-case.ts";

const newFolder = useTemporaryFolder();
const detector = join(root, "examples", "detector");
const samplesOf = (job: string): string => join(detector, job, "samples");
const limits = ["--config", join(detector, "fp16-gate.yml")];

interface Checked {
  readonly run: ProcessRun;
  readonly out: string;
  readonly result: GateResult;
}

async function check(model: string, samples: string, ...more: string[]): Promise<Checked> {
  return await checkIn(newFolder(), model, samples, ...more);
}

async function checkIn(folder: string, model: string, samples: string, ...more: string[]): Promise<Checked> {
  const run = await runCli(folder, "check", model, "--samples", samples, ...more);
  const out = join(folder, "fp16-gate-out");
  return { run, out, result: readResult(out) };
}

function readResult(out: string): GateResult {
  const path = join(out, "result.json");
  return parseResult(readFileSync(path, "utf8"), path);
}

const boxesOf = ({ result }: Checked) => result.outputs.find(({ name }) => name === "boxes")?.metrics.maxAbs;

describe("the retrained detector", () => {
  const model = join(detector, "job-b", "model.onnx");
  const checkB = async (path = model, ...more: string[]) =>
    await check(path, samplesOf("job-b"), ...limits, ...more);
  let fixed: Checked;
  const promisedBoxes = () => fixed.result.overrides?.after?.find(({ output }) => output === "boxes")?.maxAbs;
  let kept: string;
  beforeAll(async () => {
    kept = mkdtempSync(join(tmpdir(), "fp16-gate-test-"));
    fixed = await checkIn(kept, model, samplesOf("job-b"), ...limits);
  }, 60_000);
  afterAll(() => rmSync(kept, { recursive: true, force: true }));

  test("ends with a set of five nodes, proved, that brings its boxes from 3.5 px to less than 0.1", () => {
    const { overrides, verdict } = fixed.result;
    expect(verdict).toMatchObject({ kind: "fail", exitCode: 1 });
    expect(overrides).toMatchObject({
      status: "found",
      nodes: ["node_sub", "node_div", "node_add_7", "node_mul_1", "node_add_8"],
      modules: ["normalize_origin", "decode_boxes"],
      verifiedOn: "emulation",
      minimal: true,
      uniqueSmallest: true,
    });
    expect(overrides?.before).toMatchObject([
      { output: "boxes", unit: "px", passed: false },
      { output: "scores", passed: true },
    ]);
    expect(overrides?.before?.[0]?.value).toBeGreaterThan(3);
    const after = overrides?.after?.find(({ output }) => output === "boxes");
    expect(after).toMatchObject({ limit: 1, passed: true });
    expect(after?.value).toBeLessThan(0.1);
    expect(overrides?.evaluations).toBeLessThanOrEqual(30);
  });

  test("says of every node why it stays in FP32, on which line, and what shows it", () => {
    for (const reason of fixed.result.overrides?.reasons ?? []) {
      expect(reason).toMatchObject({
        proof: "alone",
        source: { file: "examples/detector/model.py" },
        module: expect.stringMatching(/^(?:normalize_origin|decode_boxes)$/),
      });
      expect(reason.aloneExcess).toBeGreaterThan(1);
      expect(reason.reason).toMatch(/Alone in FP16 it puts an output at [\d.]+ times the limit\.$/);
    }
    expect(fixed.result.overrides?.reasons).toHaveLength(5);
  });

  test("was checked on a sample that the search did not see, and on changed copies", () => {
    const { heldOut, search } = fixed.result.overrides ?? {};
    expect(search).toMatchObject({ samples: ["0000", "0001", "0002"], heldBack: ["0003"] });
    expect(heldOut?.kinds?.map(({ kind, of }) => [kind, of])).toEqual([
      ["held-back", 1],
      ["noise", 5],
      ["permuted", 3],
    ]);
    expect(heldOut?.held).toBe(heldOut?.of);
  });

  test("leaves the mixed model and the plan in every form, and prints the flags", () => {
    const { overrides } = fixed.result;
    for (const { path } of overrides?.files ?? []) expect(existsSync(join(fixed.out, path))).toBe(true);
    expect(readdirSync(join(fixed.out, "overrides")).sort()).toEqual(
      (overrides?.files ?? [])
        .filter(({ kind }) => kind === "form")
        .map(({ path }) => path.replace("overrides/", ""))
        .sort(),
    );
    expect(overrides?.omitted ?? []).toEqual([]);
    expect(fixed.run.stdout).toContain("fix: Keep 5 of 69 nodes in FP32: `boxes` from 3.55 px to 0.0742 px");
    expect(fixed.run.stdout).toContain("--precisionConstraints=obey");
    expect(fixed.run.stdout).toContain("--layerPrecisions=\"'node_sub':fp32");
    expect(fixed.run.stdout).toMatch(/compute `examples\/detector\/model\.py` lines 87, 88, 101, 102, 103/);
  });

  test("passes when its mixed model is checked, with the very figures that were promised", async () => {
    const again = await checkB(join(fixed.out, "model.mixed.onnx"));
    expect(again.run.status).toBe(0);
    expect(boxesOf(again)).toBe(promisedBoxes());
  });

  test("passes when its mixed model is judged as the candidate of a converter, without any complaint", async () => {
    const again = await checkB(model, "--candidate", join(fixed.out, "model.mixed.onnx"));
    expect(again.run.status).toBe(0);
    expect(boxesOf(again)).toBe(promisedBoxes());
    expect(again.result.candidate?.differences ?? []).toEqual([]);
  });

  test("passes under its own plan", async () => {
    const again = await checkB(model, "--plan", join(fixed.out, "overrides", "plan.json"));
    expect(again.run.status).toBe(0);
    expect(again.result.overrides).toMatchObject({ status: "given", nodes: fixed.result.overrides?.nodes });
    expect(again.result.overrides?.after).toEqual(fixed.result.overrides?.after);
  });

  test("passes under what the flags of trtexec say", async () => {
    const folder = newFolder();
    const printer = join(folder, "trtexec");
    writeFileSync(printer, '#!/bin/sh\nprintf "%s\\n" "$@"\n', { mode: 0o755 });
    const script = join(fixed.out, "overrides", "trtexec-weak.sh");
    const printed = await runProcess("sh", [script], {
      cwd: folder,
      env: { PATH: process.env.PATH ?? "", TRTEXEC: printer },
    });
    const options = readOptions(printed.stdout.trim().split("\n"));
    const precisions = readLayerTypes(options.get("--layerPrecisions") ?? "");
    expect(readLayerTypes(options.get("--layerOutputTypes") ?? "")).toEqual(precisions);
    expect([...precisions.values()].flat()).toEqual(Array.from(precisions, () => "fp32"));
    // The layers are nodes of the plan and what moves data between them; as a plan of its own it passes.
    const plan = JSON.parse(readFileSync(join(fixed.out, "overrides", "plan.json"), "utf8")) as object;
    const path = join(folder, "plan.json");
    writeFileSync(path, JSON.stringify({ ...plan, nodes: [...precisions.keys()], carriers: [] }));
    const again = await checkB(model, "--plan", path);
    expect(again.run.status).toBe(0);
    expect(boxesOf(again)).toBe(promisedBoxes());
  });

  test("is judged under a smaller plan as well, and fails then", async () => {
    const plan = JSON.parse(readFileSync(join(fixed.out, "overrides", "plan.json"), "utf8")) as {
      nodes: string[];
    };
    const path = join(newFolder(), "plan.json");
    writeFileSync(path, JSON.stringify({ ...plan, nodes: plan.nodes.slice(1), carriers: [] }));
    const again = await checkB(model, "--plan", path);
    expect(again.run.status).toBe(1);
    expect(again.result.overrides).toMatchObject({
      status: "given",
      text: expect.stringContaining("does not meet every limit"),
    });
  });

  test("keeps what it found when its tries run out, and marks it", async () => {
    const { run, result } = await checkB(model, "--search-tries", "1");
    expect(run.status).toBe(1);
    expect(result.overrides?.search).toMatchObject({ stopped: "tries", budget: { tries: 1 } });
    expect(["found", "stopped"]).toContain(result.overrides?.status);
    expect(result.overrides?.nodes).toHaveLength(5);
    expect(run.stdout).toContain("ended after the 1 tries");
  });

  test("may have a mixed model with FP16 inputs and outputs where the plan allows it", async () => {
    const { out, result } = await checkB(model, "--mixed-io-types", "fp16");
    const mixed = result.overrides?.files?.find(({ kind }) => kind === "mixed-model");
    expect(mixed?.notes?.join(" ")).toContain("FP16 where nothing in FP32 needs them");
    expect(readFileSync(join(out, "model.mixed.onnx"))).not.toEqual(
      readFileSync(join(fixed.out, "model.mixed.onnx")),
    );
  });

  test("is only judged when no search is wanted", async () => {
    const { out, result } = await checkB(model, "--overrides", "never");
    expect(result.overrides).toBeUndefined();
    expect(result.layers.length).toBeGreaterThan(0);
    expect(existsSync(join(out, "model.mixed.onnx"))).toBe(false);
  });

  test("leaves no fix behind once the model passes", async () => {
    const folder = newFolder();
    const run = async (job: string) =>
      await runCli(
        folder,
        "check",
        join(detector, job, "model.onnx"),
        "--samples",
        samplesOf(job),
        ...limits,
        "--out",
        "out",
      );
    await run("job-b");
    const out = join(folder, "out");
    writeFileSync(join(out, "overrides", "notes of mine.txt"), "kept");
    expect(existsSync(join(out, "model.mixed.onnx"))).toBe(true);
    await run("job-a");
    expect(readResult(out).overrides).toMatchObject({ status: "unneeded", nodes: [] });
    expect(existsSync(join(out, "model.mixed.onnx"))).toBe(false);
    expect(readdirSync(join(out, "overrides"))).toEqual(["notes of mine.txt"]);
  });
});

describe("a model whose FP32 form misses its limits", () => {
  test("is not searched at all", async () => {
    const folder = newFolder();
    const { model, samples } = writeCase(folder, {
      samples: {
        "0000/inputs.safetensors": { x: float32([1, 2]) },
        "0000/reference.safetensors": { y: float32([1, 2]) },
      },
    });
    const { run, result } = await check(model, samples);
    expect(run.status).toBe(1);
    expect(result.overrides).toMatchObject({
      status: "unreachable",
      nodes: [],
      text: expect.stringContaining("nothing was searched"),
    });
    expect(result.overrides?.search).toBeUndefined();
  });
});

describe("a plan file that is refused ends with exit 2:", () => {
  const plan = { schemaVersion: 1, model: { graphSha256: "0".repeat(64) }, nodes: ["node"] };
  test.each<[string, string | undefined, RegExp]>([
    ["one for another model", JSON.stringify(plan), /is for another model/],
    ["one that is no JSON", "nodes: [a]", /is not JSON/],
    ["one of another form", JSON.stringify({ ...plan, nodes: "all" }), /can't be read: nodes/],
    ["one that is not there", undefined, /there is no such file/],
  ])("%s", async (_, text, message) => {
    const folder = newFolder();
    mkdirSync(folder, { recursive: true });
    const { model, samples } = writeCase(folder);
    const path = join(folder, "plan.json");
    if (text !== undefined) writeFileSync(path, text);
    const { run, result } = await check(model, samples, "--plan", path);
    expect(run.status).toBe(2);
    expect(run.stdout + run.stderr).toMatch(message);
    expect(result.verdict.kind).toBe("error");
  });

  test("one that names nodes which the model does not have", async () => {
    const folder = newFolder();
    const { model, samples } = writeCase(folder);
    const { result } = await check(model, samples);
    const path = join(folder, "plan.json");
    const graphSha256 = result.model?.sha256.graph;
    writeFileSync(path, JSON.stringify({ ...plan, model: { graphSha256 }, nodes: ["decoder.norm"] }));
    const again = await check(model, samples, "--plan", path);
    expect(again.run.status).toBe(2);
    expect(again.run.stdout).toMatch(/nodes in FP32 that the model does not have: decoder\.norm/);
  });
});
