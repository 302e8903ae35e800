import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { FakeGitHub } from "./fake-github.ts";

export const repositoryName = "acme/detector";
export const headSha = "a".repeat(40);
export const baseSha = "b".repeat(40);
export const mergeSha = "c".repeat(40);

/** Payloads as GitHub sends them, cut down to what describes repository, commits and pull request. */
export const payloads = {
  pull_request: (fake: FakeGitHub, headRepositoryId = fake.state.repositoryId) => ({
    action: "synchronize",
    number: 7,
    pull_request: {
      number: 7,
      head: { sha: headSha, ref: "feature", repo: { id: headRepositoryId, full_name: "x/detector" } },
      base: { sha: baseSha, ref: "main", repo: { id: fake.state.repositoryId, full_name: repositoryName } },
    },
    repository: { id: fake.state.repositoryId, full_name: repositoryName },
  }),
  push: () => ({ ref: "refs/heads/main", before: baseSha, after: mergeSha }),
  merge_group: () => ({
    action: "checks_requested",
    merge_group: {
      head_sha: mergeSha,
      head_ref: "refs/heads/gh-readonly-queue/main/pr-7",
      base_sha: baseSha,
      base_ref: "refs/heads/main",
    },
  }),
  schedule: () => ({ schedule: "0 3 * * *" }),
  workflow_dispatch: () => ({ inputs: {}, ref: "refs/heads/main" }),
  repository_dispatch: () => ({ action: "trained", client_payload: { "pull-request": 7 } }),
  workflow_run: (fake: FakeGitHub, headRepositoryId = fake.state.repositoryId) => ({
    action: "completed",
    repository: { id: fake.state.repositoryId, full_name: repositoryName },
    workflow_run: {
      id: 321,
      event: "pull_request",
      head_sha: headSha,
      head_branch: "feature",
      head_repository: {
        id: headRepositoryId,
        owner: { login: headRepositoryId === fake.state.repositoryId ? "acme" : "stranger" },
      },
      pull_requests: [],
    },
  }),
} as const;

export type EventName = keyof typeof payloads;

/** The environment in which a runner starts a step of an event, with the fake as its GitHub. */
export function eventEnvironment(
  folder: string,
  fake: FakeGitHub,
  name: string,
  payload: unknown,
  extra: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const path = join(folder, "event.json");
  writeFileSync(path, JSON.stringify(payload));
  return {
    GITHUB_REPOSITORY: repositoryName,
    GITHUB_EVENT_NAME: name,
    GITHUB_EVENT_PATH: path,
    GITHUB_SHA: mergeSha,
    GITHUB_REF_NAME: "main",
    GITHUB_ACTOR: "ann",
    GITHUB_RUN_ID: "500",
    GITHUB_SERVER_URL: "https://github.com",
    GITHUB_API_URL: fake.url,
    ...extra,
  };
}

/** The open pull request of `payloads.pull_request`. */
export function addPullRequest(fake: FakeGitHub, fields: { headSha?: string; isFork?: boolean } = {}): void {
  fake.state.pullRequests.push({
    number: 7,
    state: "open",
    headSha: fields.headSha ?? headSha,
    headOwner: fields.isFork === true ? "stranger" : "acme",
    headBranch: "feature",
    headRepositoryId: fields.isFork === true ? 99 : fake.state.repositoryId,
    baseRef: "main",
    baseSha,
  });
}
