import { describe, expect, it } from "vitest";
import { readSubject } from "../../src/github/event.ts";
import type { RunContext } from "../../src/github/run-context.ts";
import { sha } from "./fake-api.ts";

const contextOf = (eventName: string, payload: unknown, rest: Partial<RunContext> = {}): RunContext => ({
  eventName,
  payload,
  repository: { owner: "acme", repo: "detector" },
  sha: sha("c"),
  refName: "main",
  actor: "ann",
  runId: 5,
  serverUrl: "https://github.com",
  apiUrl: "https://api.github.com",
  runUrl: "https://github.com/acme/detector/actions/runs/5",
  ...rest,
});

const pullRequest = (headRepository: { id: number } | null = { id: 1 }) => ({
  pull_request: {
    number: 7,
    head: { sha: sha("a"), repo: headRepository },
    base: { sha: sha("b"), ref: "main", repo: { id: 1 } },
  },
});
const workflowRun = (headRepositoryId: number) => ({
  repository: { id: 1 },
  workflow_run: {
    id: 77,
    event: "pull_request",
    head_sha: sha("a"),
    head_branch: "feature",
    head_repository: { id: headRepositoryId, owner: { login: "stranger" } },
  },
});

describe("readSubject", () => {
  it("takes the head of a pull request, never the merge commit", () => {
    expect(readSubject(contextOf("pull_request", pullRequest()))).toEqual({
      headSha: sha("a"),
      pullRequest: 7,
      isFork: false,
      exitStatusBlocks: true,
      baseline: { branch: "main", from: { kind: "merge-base", base: sha("b"), head: sha("a") } },
    });
  });

  it.each([
    ["another repository", { id: 2 }],
    ["a repository that was deleted", null],
  ])("knows a fork by its repository: %s", (_, repository) => {
    const subject = readSubject(contextOf("pull_request", pullRequest(repository)));
    expect(subject).toMatchObject({ isFork: true, readOnly: "the pull request comes from a fork" });
  });

  it("knows that Dependabot's token can only read", () => {
    const subject = readSubject(contextOf("pull_request", pullRequest(), { actor: "dependabot[bot]" }));
    expect(subject).toMatchObject({ isFork: false, readOnly: "Dependabot opened the pull request" });
  });

  it("can write on pull_request_target, but its run is not shown at the head", () => {
    const subject = readSubject(contextOf("pull_request_target", pullRequest({ id: 2 })));
    expect(subject).toMatchObject({ pullRequest: 7, isFork: true, exitStatusBlocks: false });
    expect(subject.readOnly).toBeUndefined();
  });

  it("compares a push with what was there before it, and a new branch with itself", () => {
    const push = { before: sha("b"), after: sha("c"), ref: "refs/heads/main" };
    expect(readSubject(contextOf("push", push))).toMatchObject({
      headSha: sha("c"),
      pullRequest: undefined,
      baseline: { branch: "main", from: { kind: "commit", sha: sha("b") } },
    });
    expect(readSubject(contextOf("push", { ...push, before: "0".repeat(40) })).baseline?.from).toEqual({
      kind: "commit",
      sha: sha("c"),
    });
  });

  it("has nothing to comment on in a merge queue", () => {
    const group = { merge_group: { head_sha: sha("d"), base_sha: sha("b"), base_ref: "refs/heads/main" } };
    expect(readSubject(contextOf("merge_group", group))).toMatchObject({
      headSha: sha("d"),
      pullRequest: undefined,
      exitStatusBlocks: true,
      baseline: { branch: "main", from: { kind: "commit", sha: sha("b") } },
    });
  });

  it.each(["schedule", "workflow_dispatch"])("is about its commit on %s", (name) => {
    expect(readSubject(contextOf(name, {}))).toMatchObject({ headSha: sha("c"), exitStatusBlocks: true });
  });

  it("needs a status on repository_dispatch, whose run is shown at the default branch", () => {
    const subject = readSubject(contextOf("repository_dispatch", {}), { pullRequest: 9, sha: sha("e") });
    expect(subject).toEqual({
      headSha: sha("e"),
      pullRequest: 9,
      isFork: false,
      exitStatusBlocks: false,
    });
  });

  it("needs a status on workflow_dispatch when the commit is another", () => {
    const given = { pullRequest: 9, sha: sha("e") };
    expect(readSubject(contextOf("workflow_dispatch", {}), given).exitStatusBlocks).toBe(false);
    expect(readSubject(contextOf("workflow_dispatch", {}), { sha: sha("c") }).exitStatusBlocks).toBe(true);
  });

  it("looks the pull request of a workflow_run up by its branch", () => {
    expect(readSubject(contextOf("workflow_run", workflowRun(2)))).toEqual({
      headSha: sha("a"),
      pullRequest: undefined,
      headBranch: { owner: "stranger", branch: "feature" },
      isFork: true,
      exitStatusBlocks: false,
    });
    expect(readSubject(contextOf("workflow_run", workflowRun(1))).isFork).toBe(false);
  });

  it.each([
    ["an event that nobody knows", "issue_comment", {}],
    ["a payload that is no payload", "pull_request", "nonsense"],
    ["a number that is none", "pull_request", { pull_request: { number: "7" } }],
    ["a property of Object", "constructor", {}],
  ])("is about its commit alone: %s", (_, name, payload) => {
    expect(readSubject(contextOf(name, payload))).toMatchObject({
      headSha: sha("c"),
      pullRequest: undefined,
    });
  });
});
