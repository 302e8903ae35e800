import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { useTemporaryFolder } from "../files/temporary-folder.ts";
import { runAction } from "../support/run-action.ts";
import { root } from "../support/run-process.ts";
import { float32, writeCase } from "./gate-case.ts";

const newFolder = useTemporaryFolder();
const detector = join(root, "examples", "detector");
const inputsOf = (job: string) => ({
  model: join(detector, job, "model.onnx"),
  samples: join(detector, job, "samples"),
  config: join(detector, "fp16-gate.yml"),
});

test("job A: the step passes, with outputs and summary", async () => {
  const run = await runAction(newFolder(), inputsOf("job-a"));
  expect(run.status).toBe(0);
  expect(run.outputs).toMatchObject({ verdict: "pass", "failing-count": "0", "worst-output": "boxes" });
  expect(run.summary).toBe(readFileSync(run.outputs.summary ?? "", "utf8").concat("\n"));
  expect(run.stdout).toContain("::group::FP16 gate");
  expect(run.stdout).toContain("::endgroup::");
  expect(run.stdout).not.toContain("::error");
});

test("job B: the step fails with the exit status of the gate, and says why in one annotation", async () => {
  const run = await runAction(newFolder(), inputsOf("job-b"));
  expect(run.status).toBe(1);
  expect(run.outputs).toMatchObject({ verdict: "fail", "failing-count": "1", "worst-output": "boxes" });
  expect(Number(run.outputs["worst-value"])).toBeGreaterThan(3);
  expect(run.stdout.match(/^::error title=FP16 gate/gm)).toHaveLength(1);
  expect(JSON.parse(readFileSync(run.outputs.result ?? "", "utf8"))).toMatchObject({
    verdict: { kind: "fail" },
  });
});

test("enforce: warn lets the step pass and still reports a fail", async () => {
  const run = await runAction(newFolder(), { ...inputsOf("job-b"), enforce: "warn" });
  expect(run.status).toBe(0);
  expect(run.outputs.verdict).toBe("fail");
  expect(run.stdout).toMatch(/^::warning title=FP16 gate/m);
});

test.each([
  ["no input at all", {}, 2, "model is missing"],
  ["a misspelt input", { ...inputsOf("job-a"), "max-asb": "1" }, 2, 'unknown input "max-asb"'],
  ["a limit that is no number", { ...inputsOf("job-a"), "max-abs": "lots" }, 2, "max-abs must be a number"],
  ["samples that are not there", { ...inputsOf("job-a"), samples: "nowhere" }, 2, "nowhere"],
])("%s: exit status, result and summary", async (_, inputs, status, message) => {
  const folder = newFolder();
  const run = await runAction(folder, inputs);
  expect(run.status).toBe(status);
  expect(run.stdout).toContain(message);
  expect(run.outputs.verdict).toBe("error");
  expect(run.summary).not.toBe("");
  expect(existsSync(join(folder, "workspace", "fp16-gate-out", "result.json"))).toBe(true);
});

test("a summary that can't be written is a warning and never changes the verdict", async () => {
  const run = await runAction(newFolder(), inputsOf("job-a"), {
    GITHUB_STEP_SUMMARY: "/nonexistent/summary",
  });
  expect(run.status).toBe(0);
  expect(run.stdout).toContain("::warning");
});

test("a model's names can't issue workflow commands", async () => {
  const folder = newFolder();
  const name = "y\n::set-output name=verdict::pass\n::error::owned";
  const { samples } = writeCase(folder, {
    samples: {
      "0000/reference.safetensors": { [name]: float32([1, 2]) },
      "0000/candidate.safetensors": { [name]: float32([1, 3]) },
    },
  });
  const run = await runAction(folder, { engine: "recorded", samples, "max-abs": "0.1" });
  expect(run.status).toBe(1);
  expect(run.stdout).not.toMatch(/^::set-output/m);
  expect(run.stdout).not.toMatch(/^::error::owned/m);
  expect(run.outputs.verdict).toBe("fail");
});

test("an old green result does not survive a run that could not judge", async () => {
  const folder = newFolder();
  await runAction(folder, inputsOf("job-a"));
  const result = join(folder, "workspace", "fp16-gate-out", "result.json");
  expect(readFileSync(result, "utf8")).toContain('"kind": "pass"');
  writeFileSync(join(folder, "broken.onnx"), "not a model");
  const run = await runAction(folder, { ...inputsOf("job-a"), model: join(folder, "broken.onnx") });
  expect(run.status).toBe(2);
  expect(readFileSync(result, "utf8")).not.toContain('"kind": "pass"');
});
