import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type FakeGitHub, startFakeGitHub } from "../support/fake-github.ts";
import { root, runProcess } from "../support/run-process.ts";
import { zipFile } from "../tensor/zip-files.ts";
import { runCli } from "./gate-case.ts";

// act runs an action with the `node` it finds on PATH, whatever `using` says, so this is a test of Node 24 alone.
const act = [dirname(process.env.FP16_GATE_PYTHON ?? ""), ...(process.env.PATH ?? "").split(delimiter)]
  .map((folder) => join(folder, "act"))
  .find((file) => existsSync(file));
const runnable = act !== undefined && Number(process.versions.node.split(".")[0]) >= 24;
const detector = join(root, "examples", "detector");
const library = join(root, "node_modules", "onnxruntime-node");
const acceptedSha = "b".repeat(40);

let repository: string;
let fake: FakeGitHub;
const git = (...args: string[]): string =>
  spawnSync("git", args, { cwd: repository, encoding: "utf8" }).stdout.trim();

beforeAll(async () => {
  fake = await startFakeGitHub();
  repository = mkdtempSync(join(tmpdir(), "fp16-gate-act-"));
  for (const name of ["dist", "action.yml", "package.json", "examples/detector"]) {
    cpSync(join(root, name), join(repository, name), { recursive: true });
  }
  mkdirSync(join(repository, ".github", "workflows"), { recursive: true });
  writeFileSync(join(repository, ".github", "workflows", "gate.yml"), workflow);
  git("init", "--quiet");
  git("remote", "add", "origin", "https://github.com/acme/detector");
  git("add", "--all");
  git("-c", "user.name=test", "-c", "user.email=test@localhost", "commit", "--quiet", "--message", "model");
});
afterAll(async () => {
  rmSync(repository, { recursive: true, force: true });
  await fake.close();
});

const workflow = `
on: pull_request
permissions:
  contents: read
  actions: read
  pull-requests: write
  checks: write
jobs:
  gate:
    runs-on: [self-hosted, gpu]
    steps:
      - uses: actions/checkout@v5
      - id: gate
        continue-on-error: true
        uses: ./
        with:
          key: detector
          model: examples/detector/job-b/model.onnx
          samples: examples/detector/job-b/samples
          config: examples/detector/fp16-gate.yml
          check-run: true
          github-token: \${{ secrets.GITHUB_TOKEN }}
          ort-path: \${{ vars.ORT_PATH }}
          out: \${{ vars.REPORTS }}
      - run: echo "verdict \${{ steps.gate.outputs.verdict }}, artifact \${{ steps.gate.outputs.artifact }}"
`;

/** Job A passed on main, and left its result as an artifact of that run. */
async function acceptJobA(folder: string): Promise<void> {
  const a = join(detector, "job-a");
  const run = await runCli(
    folder,
    "check",
    join(a, "model.onnx"),
    `--samples=${join(a, "samples")}`,
    "--key=detector",
    `--config=${join(detector, "fp16-gate.yml")}`,
    `--ort-path=${library}`,
    `--out=${join(folder, "a")}`,
  );
  expect(run.status).toBe(0);
  fake.state.artifacts.push({
    id: 41,
    name: "fp16-gate-detector",
    content: Buffer.from(
      zipFile([{ name: "result.json", data: readFileSync(join(folder, "a", "result.json")), method: 8 }]),
    ),
    runId: 400,
    headSha: acceptedSha,
    headBranch: "main",
    headRepositoryId: fake.state.repositoryId,
    createdAt: new Date(Date.now() - 2 * 86_400_000).toISOString(),
  });
  fake.state.runs.set(400, { event: "push", headBranch: "main", headSha: acceptedSha });
  fake.state.commits.push(acceptedSha);
}

test.runIf(runnable)(
  "a pull request, run by act: the comment names the regression since the accepted job, the guilty line and the fix",
  async () => {
    const folder = mkdtempSync(join(tmpdir(), "fp16-gate-act-out-"));
    try {
      await acceptJobA(folder);
      const headSha = git("rev-parse", "HEAD");
      fake.state.mergeBases.set(`${acceptedSha}...${headSha}`, acceptedSha);
      const id = fake.state.repositoryId;
      writeFileSync(
        join(folder, "event.json"),
        JSON.stringify({
          number: 7,
          pull_request: {
            number: 7,
            head: { sha: headSha, ref: "retrain", repo: { id } },
            base: { sha: acceptedSha, ref: "main", repo: { id } },
          },
        }),
      );
      const run = await runProcess(
        act ?? "",
        [
          "pull_request",
          `--eventpath=${join(folder, "event.json")}`,
          "--platform=gpu=-self-hosted",
          "--platform=self-hosted=-self-hosted",
          `--var=ORT_PATH=${library}`,
          `--var=REPORTS=${join(folder, "b")}`,
          "--secret=GITHUB_TOKEN=fake-token",
          `--env=GITHUB_API_URL=${fake.url}`,
        ],
        {
          cwd: repository,
          env: { PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH}`, HOME: folder },
        },
      );
      expect(run.stdout).toContain("verdict fail, artifact fp16-gate-detector");
      const [comment, ...others] = fake.state.comments.map(({ body }) => body);
      expect(others).toEqual([]);
      const [first, second] = comment?.split("\n") ?? [];
      expect(first).toMatch(/^### ❌ FP16 gate · .*boxes.* off by 3\.\d+ px .*last accepted job 0\.\d+ px/);
      expect(second).toMatch(
        /^\*\*Do not merge yet:\*\*.* New since <code>bbbbbbb<\/code> \(0 commits, 2 days\)/,
      );
      expect(comment).toMatch(/model&#46;py&#58;\d+/);
      expect(comment).toMatch(
        /^\*\*Keep \d+ of \d+ nodes in FP32\*\* → <code>boxes<\/code> from 3\.\d+ px to 0\.\d+ px .*tried on the emulation/m,
      );
      expect(comment).toContain(`at ${headSha}`);
      expect(fake.state.checkRuns).toMatchObject([
        { fields: { status: "completed", conclusion: "failure", head_sha: headSha } },
      ]);
      const output = fake.state.checkRuns[0]?.fields.output as
        | { annotations: { path: string }[] }
        | undefined;
      expect(output?.annotations[0]?.path).toBe("examples/detector/model.py");
      expect(fake.problems).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
);
