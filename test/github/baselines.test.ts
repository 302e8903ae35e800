import { describe, expect, it } from "vitest";
import { createBaselineSource } from "../../src/github/baselines.ts";
import type { BaselineStart } from "../../src/github/event.ts";
import type { EarlierText } from "../../src/ports.ts";
import type { FakeArtifact, FakePullRequest } from "../support/fake-github-state.ts";
import { zipFile } from "../tensor/zip-files.ts";
import { repository, sha, useFakeApi } from "./fake-api.ts";

const current = useFakeApi();
const start: BaselineStart = {
  branch: "main",
  from: { kind: "merge-base", base: sha("b"), head: sha("a") },
};
const source = () =>
  createBaselineSource({ api: current.api, repository, start, serverUrl: "https://github.com" });

let nextId = 1;
/** An artifact of a run on main, with its run. */
function add(
  fields: Partial<FakeArtifact> & { event?: string; text?: string; asJson?: boolean } = {},
): number {
  const { event = "push", text = "{}", asJson = false, ...rest } = fields;
  const { state } = current.fake;
  const id = nextId++;
  const artifact: FakeArtifact = {
    id,
    name: "fp16-gate-detector",
    content: asJson
      ? Buffer.from(text)
      : Buffer.from(zipFile([{ name: "result.json", data: Buffer.from(text), method: 8 }])),
    runId: 1000 + id,
    headSha: sha("1"),
    headBranch: "main",
    headRepositoryId: state.repositoryId,
    createdAt: `2026-11-${String(id).padStart(2, "0")}T00:00:00Z`,
    ...rest,
  };
  state.artifacts.push(artifact);
  state.runs.set(artifact.runId, { event, headBranch: artifact.headBranch, headSha: artifact.headSha });
  return id;
}

/** History of main: 1 is the merge base, then 2, 3, … */
function prepare(commits: readonly string[] = ["1", "2", "3"].map(sha)): void {
  nextId = 1;
  current.fake.state.mergeBases.set(`${sha("b")}...${sha("a")}`, sha("1"));
  current.fake.state.commits.push(...commits);
}

async function collect(key = "detector"): Promise<{ found: EarlierText[]; notes: string[] }> {
  const [found, notes]: [EarlierText[], string[]] = [[], []];
  for await (const earlier of source().earlier(key, (note) => notes.push(note))) found.push(earlier);
  return { found, notes };
}

describe("the baselines among artifacts", () => {
  it("come nearest commit first, newest artifact first, with commit, distance, date and run", async () => {
    prepare();
    add({ headSha: sha("3"), text: '{"at":3}' });
    add({ headSha: sha("1"), text: '{"at":1}' });
    add({ headSha: sha("1"), text: '{"at":"1 again"}' });
    const { found, notes } = await collect();
    expect(found.map(({ text, distance }) => [text, distance])).toEqual([
      ['{"at":"1 again"}', 0],
      ['{"at":1}', 0],
      ['{"at":3}', 2],
    ]);
    expect(found[2]).toEqual({
      text: '{"at":3}',
      name: "fp16-gate-detector of run 1001",
      kind: "artifact",
      commit: sha("3"),
      date: "2026-11-01T00:00:00Z",
      distance: 2,
      url: "https://github.com/acme/detector/actions/runs/1001",
    });
    expect(notes).toEqual([]);
    expect(current.fake.problems).toEqual([]);
  });

  it("are fetched one by one, as they are asked for", async () => {
    prepare();
    for (const commit of ["1", "2", "3"]) add({ headSha: sha(commit) });
    for await (const _ of source().earlier("detector", () => undefined)) break;
    const downloads = current.fake.requests.filter(({ path }) => path.startsWith("/download/"));
    expect(downloads).toHaveLength(1);
  });

  it.each([
    ["a fork's run under the same name", { headRepositoryId: 99 }],
    ["a pull request's run, even of a branch called main", { event: "pull_request" }],
    ["a run of another branch", { headBranch: "feature" }],
    ["a run that a dispatch from outside started", { event: "repository_dispatch" }],
    ["a commit that is not before the merge base", { headSha: sha("9") }],
    ["another gate", { name: "fp16-gate-segmenter" }],
    ["an artifact that has expired", { expired: true }],
  ])("are never %s", async (_, fields) => {
    prepare();
    add(fields);
    expect((await collect()).found).toEqual([]);
    expect(current.fake.requests.filter(({ path }) => path.startsWith("/download/"))).toEqual([]);
  });

  const squashed = (fields: Partial<FakePullRequest> = {}): FakePullRequest => ({
    number: 12,
    state: "closed",
    headSha: sha("f"),
    headOwner: "acme",
    headBranch: "feature",
    headRepositoryId: current.fake.state.repositoryId,
    baseRef: "main",
    baseSha: sha("2"),
    mergeCommitSha: sha("2"),
    mergedAt: "2026-11-20T00:00:00Z",
    ...fields,
  });

  it("may be the final head of a pull request that was squashed into the branch", async () => {
    prepare();
    add({ headSha: sha("f"), headBranch: "feature", event: "pull_request" });
    current.fake.state.pullRequests.push(squashed());
    const { found } = await collect();
    expect(found).toMatchObject([
      {
        commit: sha("f"),
        distance: 1,
        name: "fp16-gate-detector of run 1001 of pull request 12, which became 2222222",
      },
    ]);
    expect(current.fake.problems).toEqual([]);
  });

  it.each([
    ["of a fork", { headRepositoryId: 99 }],
    ["of a fork that was deleted", { headRepositoryId: null }],
    ["into another branch", { baseRef: "release" }],
    ["that was never merged", { mergedAt: undefined }],
    ["of which this was not the final head", { headSha: sha("e") }],
  ])("are never the head of a pull request %s", async (_, fields) => {
    prepare();
    add({ headSha: sha("f"), headBranch: "feature", event: "pull_request" });
    const { mergedAt, ...rest } = squashed(fields as Partial<FakePullRequest>);
    current.fake.state.pullRequests.push(mergedAt === undefined ? rest : { ...rest, mergedAt });
    expect((await collect()).found).toEqual([]);
  });

  it("are found behind a hundred commits, and not without an end", async () => {
    const commits = Array.from({ length: 700 }, (_, at) =>
      at === 0 ? sha("1") : String(at).padStart(40, "0"),
    );
    prepare(commits);
    add({ headSha: commits[130] as string });
    add({ headSha: commits[650] as string });
    const { found } = await collect();
    expect(found.map(({ distance }) => distance)).toEqual([130]);
  });

  it("may be uploaded without a zip", async () => {
    prepare();
    add({ text: '{"plain":true}', asJson: true });
    expect((await collect()).found[0]?.text).toBe('{"plain":true}');
  });

  it("does not send the token to the store of artifacts", async () => {
    prepare();
    add();
    await collect();
    expect(current.fake.requests.filter(({ path }) => path.startsWith("/download/"))).toMatchObject([
      { authorization: undefined },
    ]);
    expect(current.fake.problems).toEqual([]);
  });

  it("that hold no result are noted, and the next is read", async () => {
    prepare();
    add({ headSha: sha("2"), text: '{"good":true}' });
    add({
      headSha: sha("1"),
      content: Buffer.from(zipFile([{ name: "other.txt", data: Buffer.from("x") }])),
    });
    const { found, notes } = await collect();
    expect(found.map(({ text }) => text)).toEqual(['{"good":true}']);
    expect(notes).toEqual([expect.stringContaining("the artifact holds no result.json")]);
  });

  it("that can't be read for want of a permission are noted with the lines to add", async () => {
    prepare();
    add();
    current.fake.state.permissions.delete("actions: read");
    const { found, notes } = await collect();
    expect(found).toEqual([]);
    expect(notes).toEqual([expect.stringContaining("actions: read")]);
  });

  it("that are not there yet are noted", async () => {
    prepare();
    expect((await collect("new gate")).notes).toEqual([
      "There is no artifact fp16-gate-new gate in this repository yet.",
    ]);
  });
});

describe("readAtBase", () => {
  it("gives a file as it was at the merge base", async () => {
    prepare();
    current.fake.state.files.set(`${sha("1")}:conf/fp16-gate.yml`, "max-abs: 1\n");
    expect(await source().readAtBase?.("conf/fp16-gate.yml")).toBe("max-abs: 1\n");
    expect(await source().readAtBase?.("missing.yml")).toBeUndefined();
    expect(current.fake.problems).toEqual([]);
  });
});
