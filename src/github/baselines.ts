import type { BaselineSource, EarlierText } from "../ports.ts";
import { describeApiError, hasStatus } from "./api-error.ts";
import { artifactName } from "./artifact-name.ts";
import { maxArtifactBytes, readResultArtifact } from "./artifact-result.ts";
import type { ApiId, GitHubApi, Repository } from "./client.ts";
import type { BaselineStart } from "./event.ts";

export interface BaselineQuery {
  readonly api: GitHubApi;
  readonly repository: Repository;
  readonly start: BaselineStart;
  /** `https://github.com`, for the addresses of runs. */
  readonly serverUrl: string;
}

const pageSize = 100;
/** How far back a baseline is looked for: artifacts of this gate, commits before the merge base, pull requests. */
const mostArtifactPages = 5;
const mostCommitPages = 5;
const mostPullRequestLookUps = 20;

/** Events whose runs are of the branch's own commits. A dispatch can judge another commit: then it bears another name. */
const branchEvents: ReadonlySet<string> = new Set(["push", "schedule", "workflow_dispatch"]);

interface Artifact {
  readonly id: ApiId;
  readonly name: string;
  readonly sizeBytes: number;
  readonly createdAt: string | undefined;
  readonly runId: ApiId;
  readonly headSha: string;
  readonly headBranch: string | undefined;
}

/** One artifact that may be read, and where on the branch it stands. */
interface Candidate {
  readonly artifact: Artifact;
  readonly distance: number;
  /** The event that its run must have. */
  readonly isAllowed: (event: string) => boolean;
  readonly suffix: string;
}

/**
 * Results of earlier jobs, as artifacts of this repository's runs on the history before a commit, nearest first. A run
 * of a fork or of a pull request never counts, but for the final head of a pull request that was squashed into the
 * branch: there the squash commit has the same content and no run of its own.
 */
export function createBaselineSource(query: BaselineQuery): BaselineSource {
  let base: Promise<string> | undefined;
  const mergeBase = async (): Promise<string> => await (base ??= findMergeBase(query));
  return {
    asked: "artifact",
    earlier: (key, note) => earlierResults(query, mergeBase, key, note),
    readAtBase: async (path) => await readFileAt(query, await mergeBase(), path),
  };
}

async function findMergeBase({ api, repository, start }: BaselineQuery): Promise<string> {
  if (start.from.kind === "commit") return start.from.sha;
  const { base, head } = start.from;
  const { data } = await api.request("GET /repos/{owner}/{repo}/compare/{basehead}", {
    ...repository,
    basehead: `${base}...${head}`,
    per_page: 1,
  });
  return data.merge_base_commit.sha;
}

async function* earlierResults(
  query: BaselineQuery,
  mergeBase: () => Promise<string>,
  key: string,
  note: (sentence: string) => void,
): AsyncGenerator<EarlierText> {
  try {
    const artifacts = await listArtifacts(query, artifactName(key));
    if (artifacts.length === 0) {
      note(`There is no artifact ${artifactName(key)} in this repository yet.`);
      return;
    }
    for await (const candidate of candidatesAlong(query, await mergeBase(), artifacts)) {
      const text = await readCandidate(query, candidate, note);
      if (text !== undefined) yield text;
    }
  } catch (error) {
    note(describeApiError(error, { doing: "look for the baseline", permission: "actions: read" }));
  }
}

/** Artifacts of one name that this repository's own runs made, newest first. */
async function listArtifacts({ api, repository }: BaselineQuery, name: string): Promise<readonly Artifact[]> {
  const found: Artifact[] = [];
  for (let page = 1; page <= mostArtifactPages; page += 1) {
    const { data } = await api.request("GET /repos/{owner}/{repo}/actions/artifacts", {
      ...repository,
      name,
      per_page: pageSize,
      page,
    });
    for (const { id, expired, created_at, size_in_bytes, workflow_run: run, ...rest } of data.artifacts) {
      // A fork's run leaves its artifacts here, under the same name.
      const isOwn = run?.repository_id !== undefined && run.repository_id === run.head_repository_id;
      if (expired || !isOwn || rest.name !== name || !run.head_sha || run.id === undefined) continue;
      found.push({
        id,
        name,
        sizeBytes: size_in_bytes,
        createdAt: created_at ?? undefined,
        runId: run.id,
        headSha: run.head_sha,
        headBranch: run.head_branch ?? undefined,
      });
    }
    if (data.artifacts.length < pageSize) break;
  }
  return found;
}

/** The artifacts of each commit of the history, newest commit first; of one commit, newest artifact first. */
async function* candidatesAlong(
  query: BaselineQuery,
  mergeBase: string,
  artifacts: readonly Artifact[],
): AsyncGenerator<Candidate> {
  const { branch } = query.start;
  const ofBranch = groupBySha(artifacts.filter(({ headBranch }) => headBranch === branch));
  const ofOthers = groupBySha(artifacts.filter(({ headBranch }) => headBranch !== branch));
  let lookUps = ofOthers.size === 0 ? 0 : mostPullRequestLookUps;
  for await (const { sha, distance } of commitsFrom(query, mergeBase)) {
    const direct = ofBranch.get(sha) ?? [];
    for (const artifact of direct) {
      yield { artifact, distance, isAllowed: (event) => branchEvents.has(event), suffix: "" };
    }
    if (direct.length > 0 || lookUps === 0) continue;
    lookUps -= 1;
    const squashed = await findSquashed(query, sha);
    if (squashed === undefined) continue;
    const suffix = ` of pull request ${squashed.number}, which became ${sha.slice(0, 7)}`;
    for (const artifact of ofOthers.get(squashed.headSha) ?? []) {
      yield { artifact, distance, isAllowed: (event) => event === "pull_request", suffix };
    }
  }
}

function groupBySha(artifacts: readonly Artifact[]): Map<string, Artifact[]> {
  const groups = new Map<string, Artifact[]>();
  for (const artifact of artifacts) {
    const group = groups.get(artifact.headSha);
    if (group === undefined) groups.set(artifact.headSha, [artifact]);
    else group.push(artifact);
  }
  return groups;
}

async function* commitsFrom(
  { api, repository }: BaselineQuery,
  sha: string,
): AsyncGenerator<{ readonly sha: string; readonly distance: number }> {
  for (let page = 1; page <= mostCommitPages; page += 1) {
    const { data } = await api.request("GET /repos/{owner}/{repo}/commits", {
      ...repository,
      sha,
      per_page: pageSize,
      page,
    });
    for (const [at, commit] of data.entries()) {
      yield { sha: commit.sha, distance: (page - 1) * pageSize + at };
    }
    if (data.length < pageSize) return;
  }
}

/** The pull request of this repository, not of a fork, whose merge made this commit of the branch. */
async function findSquashed(
  { api, repository, start }: BaselineQuery,
  sha: string,
): Promise<{ readonly number: number; readonly headSha: string } | undefined> {
  const { data } = await api.request("GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls", {
    ...repository,
    commit_sha: sha,
  });
  const pull = data.find(
    ({ merge_commit_sha, merged_at, head, base }) =>
      merge_commit_sha === sha &&
      merged_at !== null &&
      base.ref === start.branch &&
      head.repo !== null &&
      head.repo.id === base.repo.id,
  );
  return pull === undefined ? undefined : { number: pull.number, headSha: pull.head.sha };
}

/** The result of one candidate, or undefined and a note. */
async function readCandidate(
  { api, repository, serverUrl }: BaselineQuery,
  { artifact, distance, isAllowed, suffix }: Candidate,
  note: (sentence: string) => void,
): Promise<EarlierText | undefined> {
  const name = `${artifact.name} of run ${artifact.runId}${suffix}`;
  if (artifact.sizeBytes > maxArtifactBytes) {
    note(
      `The artifact ${name} has ${artifact.sizeBytes} bytes, which is too large: upload result.json alone.`,
    );
    return undefined;
  }
  const { data: run } = await api.request("GET /repos/{owner}/{repo}/actions/runs/{run_id}", {
    ...repository,
    run_id: artifact.runId as number,
  });
  if (!isAllowed(run.event)) return undefined;
  try {
    return {
      text: await readResultArtifact(api, repository, artifact.id),
      name,
      kind: "artifact",
      commit: artifact.headSha,
      date: artifact.createdAt,
      distance,
      url: `${serverUrl}/${repository.owner}/${repository.repo}/actions/runs/${artifact.runId}`,
    };
  } catch (error) {
    note(describeApiError(error, { doing: `read the artifact ${name}`, permission: "actions: read" }));
    return undefined;
  }
}

/** Text of a file of the repository at a commit; undefined when there is none, or it is no file of at most 1 MB. */
async function readFileAt(
  { api, repository }: BaselineQuery,
  ref: string,
  path: string,
): Promise<string | undefined> {
  try {
    const { data } = await api.request("GET /repos/{owner}/{repo}/contents/{path}", {
      ...repository,
      path,
      ref,
    });
    if (Array.isArray(data) || data.type !== "file" || !("content" in data)) return undefined;
    return data.encoding === "base64" ? Buffer.from(data.content, "base64").toString("utf8") : undefined;
  } catch (error) {
    if (hasStatus(error, 404)) return undefined;
    throw error;
  }
}
