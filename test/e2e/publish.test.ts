import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { useTemporaryFolder } from "../files/temporary-folder.ts";
import { startConnectProxy } from "../support/connect-proxy.ts";
import { type FakeGitHub, startFakeGitHub } from "../support/fake-github.ts";
import {
  addPullRequest,
  type EventName,
  eventEnvironment,
  headSha,
  mergeSha,
  payloads,
} from "../support/github-events.ts";
import { type ActionRun, runAction, runActionPost } from "../support/run-action.ts";
import { root } from "../support/run-process.ts";
import { type Arrays, float32, writeCase } from "./gate-case.ts";

const newFolder = useTemporaryFolder();
let fake: FakeGitHub;
let folder: string;
beforeEach(async () => {
  fake = await startFakeGitHub();
  folder = newFolder();
});
afterEach(async () => await fake.close());

/** Recorded outputs that are off by `error`, against a limit of 0.1. */
function recorded(error: number, name = "y"): Record<string, string> {
  const arrays = (value: number): Arrays => ({ [name]: float32([1, value]) });
  const { samples } = writeCase(folder, {
    samples: {
      "0000/reference.safetensors": arrays(2),
      "0000/candidate.safetensors": arrays(2 + error),
    },
  });
  return { engine: "recorded", samples, "max-abs": "0.1", key: "detector", baseline: "none" };
}

interface Options {
  readonly inputs?: Readonly<Record<string, string>>;
  readonly environment?: Readonly<Record<string, string>>;
  readonly payload?: unknown;
}

async function run(
  event: EventName,
  inputs: Readonly<Record<string, string>>,
  options: Options = {},
): Promise<ActionRun> {
  const payload = options.payload ?? payloads[event](fake);
  const environment = eventEnvironment(folder, fake, event, payload, options.environment);
  return await runAction(folder, { "github-token": "fake-token", ...inputs, ...options.inputs }, environment);
}

const comments = (): string[] => fake.state.comments.map(({ body }) => body);
const calls = (): string[] => fake.requests.map(({ method, path }) => `${method} ${path.split("?")[0]}`);

describe("the action on each event", () => {
  it("pull_request: comments on the pull request, and its exit status gates", async () => {
    const { status, outputs } = await run("pull_request", recorded(1));
    expect(status).toBe(1);
    expect(comments()).toHaveLength(1);
    expect(comments()[0]).toMatch(/^### ❌ FP16 gate · .*y.* off by 1.*\n\*\*Do not merge yet:\*\*/);
    expect(comments()[0]).toContain(`at ${headSha}`);
    expect(readFileSync(outputs.comment ?? "", "utf8").split("\n", 2)).toEqual(comments()[0]?.split("\n", 2));
    expect(outputs.artifact).toBe("fp16-gate-detector");
    expect(fake.state.statuses).toEqual([]);
    expect(fake.problems).toEqual([]);
  });

  it("pull_request again: the same comment says what is true now", async () => {
    await run("pull_request", recorded(1));
    folder = newFolder();
    const { status } = await run("pull_request", recorded(0), { environment: { GITHUB_RUN_ID: "501" } });
    expect(status).toBe(0);
    expect(comments()).toHaveLength(1);
    expect(comments()[0]).toMatch(/^### ✅ .*\n\*\*Can be merged:\*\*/);
  });

  it.each(["push", "merge_group", "schedule", "workflow_dispatch"] as const)(
    "%s: judges without a comment or a status",
    async (event) => {
      const { status, summary } = await run(event, recorded(1));
      expect(status).toBe(1);
      expect(summary).toContain("### ❌");
      expect(calls()).toEqual([]);
    },
  );

  it("repository_dispatch: comments on the pull request it is told, and sets a status on its commit", async () => {
    addPullRequest(fake);
    const inputs = { "pull-request": "7", sha: headSha };
    const { status, outputs } = await run("repository_dispatch", recorded(1), { inputs });
    expect(status).toBe(1);
    expect(comments()).toHaveLength(1);
    expect(fake.state.statuses).toMatchObject([
      { sha: headSha, state: "failure", context: "fp16-gate/detector" },
    ]);
    expect(outputs.artifact).toBe(`fp16-gate-detector-of-${headSha.slice(0, 12)}`);
    expect(fake.problems).toEqual([]);
  });

  it("repository_dispatch: does not comment when the pull request has moved on, and still sets the status", async () => {
    addPullRequest(fake, { headSha: mergeSha });
    const inputs = { "pull-request": "7", sha: headSha };
    const { stdout } = await run("repository_dispatch", recorded(0), { inputs });
    expect(comments()).toEqual([]);
    expect(stdout).toContain("has moved on");
    expect(fake.state.statuses).toMatchObject([{ sha: headSha, state: "success" }]);
  });

  it("workflow_run: judges, finds the pull request by its branch, and sets a status", async () => {
    addPullRequest(fake);
    expect((await run("workflow_run", recorded(1))).status).toBe(1);
    expect(comments()).toHaveLength(1);
    expect(fake.state.statuses).toMatchObject([{ sha: headSha, state: "failure" }]);
    expect(fake.problems).toEqual([]);
  });

  it("an event that nobody knows: judges, and writes nothing", async () => {
    const environment = eventEnvironment(folder, fake, "gollum", {});
    const { status } = await runAction(folder, { "github-token": "fake-token", ...recorded(1) }, environment);
    expect(status).toBe(1);
    expect(calls()).toEqual([]);
  });

  it.each([
    ["a fork", 99, "ann", "the pull request comes from a fork"],
    ["Dependabot", undefined, "dependabot[bot]", "Dependabot opened the pull request"],
  ])(
    "%s: says why it does not comment, and keeps to summary and annotations",
    async (_, id, actor, reason) => {
      const payload = payloads.pull_request(fake, id);
      const done = await run("pull_request", recorded(1), { payload, environment: { GITHUB_ACTOR: actor } });
      expect(done.status).toBe(1);
      expect(done.stdout).toContain(reason);
      expect(done.stdout).toMatch(/^::error title=FP16 gate/m);
      expect(done.summary).toContain("### ❌");
      expect(calls()).toEqual([]);
    },
  );

  it("goes through the proxy that the environment names, and not for hosts that it excepts", async () => {
    const proxy = await startConnectProxy(new URL(fake.url));
    const { port } = new URL(fake.url);
    const environment = { GITHUB_API_URL: `http://github.test:${port}`, http_proxy: proxy.url };
    try {
      await run("pull_request", recorded(1), { environment });
      expect(comments()).toHaveLength(1);
      expect(new Set(proxy.asked)).toEqual(new Set([`github.test:${port}`]));
      expect(fake.problems).toEqual([]);
      folder = newFolder();
      const before = proxy.asked.length;
      const { stdout } = await run("pull_request", recorded(1), {
        environment: { ...environment, no_proxy: "github.test" },
      });
      expect(stdout).toContain("::warning::Could not write the comment");
      expect(proxy.asked.length).toBe(before);
    } finally {
      proxy.close();
    }
  });

  it("a GitHub Enterprise Server: asks its API, with the query at its own address", async () => {
    await fake.close();
    fake = await startFakeGitHub("/api/v3");
    await run("pull_request", recorded(1));
    folder = newFolder();
    await run("pull_request", recorded(0), { environment: { GITHUB_RUN_ID: "501" } });
    expect(calls()).toContain("POST /api/graphql");
    expect(comments()).toHaveLength(1);
    expect(comments()[0]).toContain("### ✅");
    expect(fake.problems).toEqual([]);
  });
});

describe("requests", () => {
  it("a first comment with a check run and annotations takes at most 8, an update at most 6", async () => {
    const detector = join(root, "examples", "detector");
    const inputs = {
      model: join(detector, "job-b", "model.onnx"),
      samples: join(detector, "job-b", "samples"),
      config: join(detector, "fp16-gate.yml"),
      baseline: "none",
      "check-run": "true",
    };
    await run("pull_request", inputs);
    expect(comments()).toHaveLength(1);
    expect(fake.requests.length).toBeLessThanOrEqual(8);
    const first = fake.requests.length;
    folder = newFolder();
    await run("pull_request", { ...inputs, enforce: "warn" }, { environment: { GITHUB_RUN_ID: "501" } });
    expect(fake.requests.length - first).toBeLessThanOrEqual(6);
    expect(fake.state.checkRuns.map(({ fields }) => fields.conclusion)).toEqual(["failure", "neutral"]);
    expect(fake.problems).toEqual([]);
  });
});

describe("publishing never changes the verdict", () => {
  it.each([
    ["a pass stays one", 0, 0],
    ["a failure stays one", 1, 1],
  ])("%s when GitHub refuses the comment", async (_, error, expected) => {
    fake.state.permissions.delete("pull-requests: write");
    const { status, stdout } = await run("pull_request", recorded(error));
    expect(status).toBe(expected);
    expect(stdout).toContain("::warning::Could not write the comment: GitHub answers 403");
    expect(stdout).toContain("permissions:%0A  contents: read%0A  pull-requests: write");
  });

  it("when the token is refused", async () => {
    const { status, stdout } = await run("pull_request", recorded(0), {
      inputs: { "github-token": "stale" },
    });
    expect(status).toBe(0);
    expect(stdout).toContain("the token is not accepted (401)");
  });

  it("when there is no such pull request for the token", async () => {
    fake.fail({ times: 9, status: 404, message: "Not Found" });
    const { status, stdout } = await run("pull_request", recorded(0));
    expect(status).toBe(0);
    expect(stdout).toContain("pull-requests: write");
  });

  it("when nothing listens there", async () => {
    const environment = { GITHUB_API_URL: "http://127.0.0.1:1" };
    const { status, stdout } = await run("pull_request", recorded(0), { environment });
    expect(status).toBe(0);
    expect(stdout).toContain("::warning::Could not write the comment");
  });

  it("when GitHub is slow", async () => {
    fake.fail({ delayMs: 1500 });
    expect((await run("pull_request", recorded(0))).status).toBe(0);
    expect(comments()).toHaveLength(1);
  });

  it("without a token there is a summary alone", async () => {
    const { status, stdout } = await run("pull_request", recorded(0), { inputs: { "github-token": "" } });
    expect(status).toBe(0);
    expect(stdout).toContain("there is no github-token");
    expect(calls()).toEqual([]);
  });

  it("a run that could not judge overwrites an old green comment", async () => {
    await run("pull_request", recorded(0));
    folder = newFolder();
    const broken = { ...recorded(0), "max-abs": "lots" };
    const { status } = await run("pull_request", broken, { environment: { GITHUB_RUN_ID: "501" } });
    expect(status).toBe(2);
    expect(comments()).toHaveLength(1);
    expect(comments()[0]).toMatch(/^### 🚫 .*\n\*\*No verdict, do not merge yet:\*\*/);
  });
});

describe("inputs of publishing", () => {
  it.each([
    [{ "pull-request": "seven", sha: headSha }, "must be the number of a pull request"],
    [{ "pull-request": "7" }, "without sha"],
    [{ sha: "abc1234" }, "must be a full commit hash"],
    [{ comment: "sometimes" }, "comment"],
    [{ "check-run": "yes" }, "check-run"],
  ])("%j is refused with exit 2", async (wrong, message) => {
    const { status, stdout } = await run("workflow_dispatch", recorded(0), {
      inputs: wrong,
    });
    expect(status).toBe(2);
    expect(stdout).toContain(message);
  });

  it.each([
    ["never", 1, 0],
    ["on-failure", 0, 0],
    ["on-failure", 1, 1],
    ["on-change", 0, 0],
  ])("comment: %s, with an error of %i: %i comments", async (comment, error, expected) => {
    await run("pull_request", recorded(error), { inputs: { comment } });
    expect(comments()).toHaveLength(expected);
  });

  it("status: always sets one beside the job", async () => {
    await run("pull_request", recorded(1), { inputs: { status: "always" } });
    expect(fake.state.statuses).toMatchObject([{ sha: headSha, state: "failure" }]);
  });
});

describe("the check run", () => {
  const withCheck = { "check-run": "true" };

  it("is in progress before anything is judged, and complete behind it", async () => {
    const done = await run("pull_request", recorded(1), { inputs: withCheck });
    const [created] = fake.requests;
    expect(created).toMatchObject({ method: "POST", body: { status: "in_progress", head_sha: headSha } });
    expect(fake.state.checkRuns[0]?.fields).toMatchObject({
      name: "FP16 gate (detector)",
      status: "completed",
      conclusion: "failure",
    });
    expect(done.state).toMatchObject({ "check-run": "9000", "check-run-completed": "true" });
    const before = fake.requests.length;
    const environment = eventEnvironment(folder, fake, "pull_request", payloads.pull_request(fake));
    const post = await runActionPost(folder, { "github-token": "fake-token" }, done.state, environment);
    expect(post.status).toBe(0);
    expect(fake.requests.length).toBe(before);
  });

  it("is completed by the post step with the verdict when the last request failed", async () => {
    fake.fail({ method: "PATCH", path: /check-runs/, times: 9, status: 422 });
    const done = await run("pull_request", recorded(0), { inputs: withCheck });
    expect(done.status).toBe(0);
    expect(fake.state.checkRuns[0]?.fields.status).toBe("in_progress");
    fake.faults.length = 0;
    const environment = eventEnvironment(folder, fake, "pull_request", payloads.pull_request(fake));
    await runActionPost(folder, { "github-token": "fake-token" }, done.state, environment);
    expect(fake.state.checkRuns[0]?.fields).toMatchObject({ status: "completed", conclusion: "success" });
  });

  it("is completed as a failure by the post step of a step that was cut off", async () => {
    fake.state.checkRuns.push({ id: 9000, fields: { status: "in_progress" } });
    mkdirSync(join(folder, "workspace"));
    const environment = eventEnvironment(folder, fake, "pull_request", payloads.pull_request(fake));
    await runActionPost(folder, { "github-token": "fake-token" }, { "check-run": "9000" }, environment);
    expect(fake.state.checkRuns[0]?.fields).toMatchObject({
      status: "completed",
      conclusion: "failure",
      output: { title: "No verdict" },
    });
    expect(fake.problems).toEqual([]);
  });

  it("is completed when the settings are wrong in what is judged", async () => {
    const inputs = { ...recorded(0), ...withCheck, samples: join(folder, "nowhere") };
    expect((await run("pull_request", inputs)).status).toBe(2);
    expect(fake.state.checkRuns[0]?.fields).toMatchObject({ status: "completed", conclusion: "failure" });
  });

  it("that may not be written is a warning with the permission to add", async () => {
    fake.state.permissions.delete("checks: write");
    const { status, stdout } = await run("pull_request", recorded(0), { inputs: withCheck });
    expect(status).toBe(0);
    expect(stdout).toContain("checks: write");
    expect(comments()).toHaveLength(1);
  });
});

describe("publish, from a workflow_run", () => {
  /** The result.json of another run, as it lies in an artifact. */
  async function resultOf(error: number, name?: string): Promise<string> {
    const { outputs } = await run("push", recorded(error, name), { inputs: { "github-token": "" } });
    const text = readFileSync(outputs.result ?? "", "utf8");
    folder = newFolder();
    const path = join(folder, "result.json");
    writeFileSync(path, text);
    return path;
  }
  const fork = () => payloads.workflow_run(fake, 99);

  it("comments on a fork's pull request, marked as its own word, and never sets a status", async () => {
    addPullRequest(fake, { isFork: true });
    const publish = await resultOf(1);
    const { status, outputs } = await run("workflow_run", { publish }, { payload: fork() });
    expect(status).toBe(0);
    expect(outputs.verdict).toBe("fail");
    expect(comments()).toHaveLength(1);
    expect(comments()[0]).toMatch(/^### ❌ FP16 gate \(self-reported\)/);
    expect(comments()[0]?.split("\n")[1]).toContain("nothing here was checked");
    expect(fake.state.statuses).toEqual([]);
    expect(fake.problems).toEqual([]);
  });

  it("does not let a fork overwrite what this repository's run says", async () => {
    await run("pull_request", recorded(1));
    addPullRequest(fake, { isFork: true });
    folder = newFolder();
    const publish = await resultOf(0);
    await run(
      "workflow_run",
      { publish, key: "detector" },
      { payload: fork(), environment: { GITHUB_RUN_ID: "900" } },
    );
    expect(comments()).toHaveLength(2);
    expect(comments()[0]).toContain("### ❌ FP16 gate ·");
  });

  it("sets a status for a run of this repository", async () => {
    addPullRequest(fake);
    const publish = await resultOf(1);
    await run("workflow_run", { publish });
    expect(fake.state.statuses).toMatchObject([{ sha: headSha, state: "failure" }]);
    expect(comments()[0]).not.toContain("self-reported");
  });

  it("comments nowhere when no open pull request has that head", async () => {
    addPullRequest(fake, { headSha: mergeSha });
    const publish = await resultOf(1);
    const { stdout } = await run("workflow_run", { publish });
    expect(comments()).toEqual([]);
    expect(stdout).toContain("no open pull request has");
  });

  it.each([
    ["no JSON", "nonsense"],
    ["another shape", '{"schemaVersion":1,"verdict":{"kind":"pass"}}'],
    ["a pass that contradicts itself", undefined],
  ])("refuses a result that is %s, with exit 2 and no comment", async (_, text) => {
    addPullRequest(fake, { isFork: true });
    const publish = await resultOf(1);
    writeFileSync(
      publish,
      text ??
        readFileSync(publish, "utf8").replace(/"verdict": \{\s*"kind": "fail"/, '"verdict": {"kind": "pass"'),
    );
    const { status } = await run("workflow_run", { publish }, { payload: fork() });
    expect(status).toBe(2);
    expect(calls()).toEqual([]);
  });

  it("follows no link, and takes no setting of the gate beside it", async () => {
    const publish = await resultOf(1);
    const link = join(folder, "link.json");
    symlinkSync(publish, link);
    expect((await run("workflow_run", { publish: link }, { payload: fork() })).stdout).toContain(
      "no regular file",
    );
    const both = await run("workflow_run", { publish, "max-abs": "5" }, { payload: fork() });
    expect(both.status).toBe(2);
    expect(both.stdout).toContain("publish is given together with max-abs");
  });
});

describe("merge, of the results of many jobs", () => {
  /** Folders as actions/download-artifact leaves them: one an artifact. */
  async function downloaded(errors: Readonly<Record<string, number>>): Promise<string> {
    const artifacts = newFolder();
    for (const [key, error] of Object.entries(errors)) {
      folder = newFolder();
      const { outputs } = await run("push", recorded(error), { inputs: { "github-token": "", key } });
      mkdirSync(join(artifacts, outputs.artifact ?? ""));
      writeFileSync(
        join(artifacts, outputs.artifact ?? "", "result.json"),
        readFileSync(outputs.result ?? ""),
      );
    }
    folder = newFolder();
    return artifacts;
  }

  it("passes when every job did, and comments once", async () => {
    const merge = await downloaded({ a: 0, b: 0 });
    const { status, outputs } = await run("pull_request", { merge, expect: "a\nb" });
    expect(status).toBe(0);
    expect(outputs.verdict).toBe("pass");
    expect(comments()).toHaveLength(1);
    expect(comments()[0]).toMatch(/^### ✅ FP16 gate · all 2 jobs passed\n\*\*Can be merged:\*\*/);
    expect(fake.problems).toEqual([]);
  });

  it("fails when a job failed or left nothing, and brings the same comment up to date", async () => {
    const merge = await downloaded({ a: 0, b: 1 });
    await run("pull_request", { merge: await downloaded({ a: 0 }), expect: "a" });
    folder = newFolder();
    const inputs = { merge, expect: "a\nb\nc" };
    const { status, summary } = await run("pull_request", inputs, { environment: { GITHUB_RUN_ID: "501" } });
    expect(status).toBe(1);
    expect(summary).toContain("missing");
    expect(comments()).toHaveLength(1);
    expect(comments()[0]).toMatch(/^### ❌ .*\n\*\*Do not merge yet:\*\* a job failed, or left no result\./);
  });

  it("takes no setting of the gate beside it", async () => {
    const { status, stdout } = await run("pull_request", { merge: ".", "max-abs": "5" });
    expect(status).toBe(2);
    expect(stdout).toContain("merge is given together with max-abs");
  });
});
