import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { root, runProcess } from "../support/run-process.ts";

// act runs an action with the `node` it finds on PATH, whatever `using` says, so this is a test of Node 24 alone.
const act = [dirname(process.env.FP16_GATE_PYTHON ?? ""), ...(process.env.PATH ?? "").split(delimiter)]
  .map((folder) => join(folder, "act"))
  .find((file) => existsSync(file));
const runnable = act !== undefined && Number(process.versions.node.split(".")[0]) >= 24;
const git = (...args: string[]) => spawnSync("git", args, { cwd: repository, stdio: "ignore" });

let repository: string;

beforeAll(() => {
  repository = mkdtempSync(join(tmpdir(), "fp16-gate-act-"));
  for (const name of ["dist", "action.yml", "package.json", "examples/detector"]) {
    cpSync(join(root, name), join(repository, name), { recursive: true });
  }
  mkdirSync(join(repository, ".github", "workflows"), { recursive: true });
  writeFileSync(join(repository, ".github", "workflows", "gate.yml"), workflow);
  git("init", "--quiet");
  git("add", "--all");
  git("-c", "user.name=test", "-c", "user.email=test@localhost", "commit", "--quiet", "--message", "model");
});
afterAll(() => rmSync(repository, { recursive: true, force: true }));

const workflow = `
on: push
jobs:
  gate:
    runs-on: [self-hosted, gpu]
    steps:
      - uses: actions/checkout@v5
      - id: a
        uses: ./
        with:
          model: examples/detector/job-a/model.onnx
          samples: examples/detector/job-a/samples
          config: examples/detector/fp16-gate.yml
          ort-path: \${{ vars.ORT_PATH }}
          out: \${{ vars.REPORTS }}/a
      - id: b
        continue-on-error: true
        uses: ./
        with:
          model: examples/detector/job-b/model.onnx
          samples: examples/detector/job-b/samples
          config: examples/detector/fp16-gate.yml
          ort-path: \${{ vars.ORT_PATH }}
          out: \${{ vars.REPORTS }}/b
      - run: |
          echo "A is \${{ steps.a.outputs.verdict }} (\${{ steps.a.outcome }})"
          echo "B is \${{ steps.b.outputs.verdict }} (\${{ steps.b.outcome }}), \${{ steps.b.outputs.worst-output }}"
`;

test.runIf(runnable)(
  "a workflow run by act gives the verdicts, outputs and summaries of the gate",
  async () => {
    const reports = join(repository, "..", `${repository.split("/").at(-1)}-reports`);
    const run = await runProcess(
      act ?? "",
      [
        "push",
        "--platform",
        "gpu=-self-hosted",
        "--platform",
        "self-hosted=-self-hosted",
        "--var",
        `ORT_PATH=${join(root, "node_modules", "onnxruntime-node")}`,
        "--var",
        `REPORTS=${reports}`,
      ],
      {
        cwd: repository,
        env: { PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH}`, HOME: repository },
      },
    );
    try {
      expect(run.stdout).toContain("A is pass (success)");
      expect(run.stdout).toContain("B is fail (failure), boxes");
      const result = JSON.parse(readFileSync(join(reports, "b", "result.json"), "utf8")) as {
        verdict: { kind: string };
      };
      expect(result.verdict.kind).toBe("fail");
      expect(readFileSync(join(reports, "b", "summary.md"), "utf8")).toContain("boxes");
      expect(run.stdout).toContain("Summary - ");
    } finally {
      rmSync(reports, { recursive: true, force: true });
    }
  },
);
