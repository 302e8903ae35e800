import { createHash } from "node:crypto";
import type { GateResult } from "../report/result.ts";
import { hasStatus } from "./api-error.ts";
import type { ApiId, GitHubApi, Repository } from "./client.ts";

/** When a comment is written. One that is there already is always brought up to date, except by `never`. */
export type CommentMode = "always" | "on-change" | "on-failure" | "never";

export interface CommentPlace {
  readonly repository: Repository;
  readonly pullRequest: number;
  /** Of the gate: one comment each. */
  readonly key: string;
  /** Of the workflow run, which grows with time: a run never overwrites the words of a newer one. */
  readonly runId: number;
}

export type CommentOutcome = "created" | "updated" | "unchanged" | "superseded" | "not-needed";

/** GitHub's limit of a comment, in UTF-16 code units of its body; a 422 beyond it. */
export const maxCommentCharacters = 65_536;
/** What the marker and the line break before it take at most. */
export const markerCharacters = 80;

const markerPattern = /<!-- fp16-gate key:([0-9a-f]{16}) run:(\d{1,16}) -->$/;

/** The last line of a comment, by which it is found again. Names are hashed, so that none can forge another's. */
export function commentMarker({ key, runId }: Pick<CommentPlace, "key" | "runId">): string {
  return `<!-- fp16-gate key:${keyHash(key)} run:${runId} -->`;
}

function keyHash(key: string): string {
  return createHash("sha256").update(key).digest("hex").slice(0, 16);
}

/** Whether a mode asks for a comment where there is none yet. */
export function isWorthCreating(mode: CommentMode, result: GateResult): boolean {
  return isWanted(mode, result.verdict.kind === "pass", isChanged(result));
}

/** The same of anything that passes or not, and tells something new or not. */
export function isWanted(mode: CommentMode, passed: boolean, isNews: boolean): boolean {
  if (mode === "never") return false;
  if (mode === "always" || !passed) return true;
  return mode === "on-change" && isNews;
}

/** A pass is news when a warning is crossed, limits were loosened, or an output does not stand as it did before. */
function isChanged({ verdict, loosened = [], baseline }: GateResult): boolean {
  return (
    loosened.length > 0 ||
    verdict.findings.some(({ passed }) => !passed) ||
    (baseline?.outputs ?? []).some(({ state }) => state !== "ok")
  );
}

/**
 * Writes the comment of one gate, or brings the one that is there up to date.
 * @param text without the marker; it must leave `markerCharacters` of the limit.
 * @param isWorthCreating what the mode says where there is none yet.
 * @throws what the API client throws.
 */
export async function writeComment(
  api: GitHubApi,
  place: CommentPlace,
  text: string,
  isWorthCreating: boolean,
): Promise<CommentOutcome> {
  const body = `${text.trimEnd()}\n\n${commentMarker(place)}`;
  const found = await findComment(api, place);
  if (found === undefined) return isWorthCreating ? await createComment(api, place, body) : "not-needed";
  if (found.runId > place.runId) return "superseded";
  if (withoutMarker(found.body) === withoutMarker(body)) return "unchanged";
  await api.request("PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}", {
    ...place.repository,
    comment_id: found.id,
    body,
  });
  return "updated";
}

/** A second attempt after a broken answer first looks whether the comment was made all the same. */
async function createComment(api: GitHubApi, place: CommentPlace, body: string): Promise<CommentOutcome> {
  const create = async (): Promise<void> => {
    await api.request("POST /repos/{owner}/{repo}/issues/{issue_number}/comments", {
      ...place.repository,
      issue_number: place.pullRequest,
      body,
      request: { retries: 0 },
    });
  };
  try {
    await create();
  } catch (error) {
    if (!hasStatus(error, 500, 502, 503, 504)) throw error;
    if ((await findComment(api, place)) === undefined) await create();
  }
  return "created";
}

interface FoundComment {
  readonly id: ApiId;
  readonly nodeId: string;
  readonly body: string;
  readonly runId: number;
}

/** Of all pages, the first comment that bears the gate's marker and that this token wrote: anybody can paste a marker. */
async function findComment(api: GitHubApi, place: CommentPlace): Promise<FoundComment | undefined> {
  const wanted = keyHash(place.key);
  const pages = api.paginate.iterator("GET /repos/{owner}/{repo}/issues/{issue_number}/comments", {
    ...place.repository,
    issue_number: place.pullRequest,
    per_page: 100,
  });
  for await (const { data } of pages) {
    const marked = data.flatMap((comment): FoundComment[] => {
      const body = comment.body ?? "";
      const [, key, runId] = markerPattern.exec(body.trimEnd()) ?? [];
      return key === wanted ? [{ id: comment.id, nodeId: comment.node_id, body, runId: Number(runId) }] : [];
    });
    if (marked.length === 0) continue;
    const own = await ownComments(
      api,
      marked.map(({ nodeId }) => nodeId),
    );
    const found = marked.find((_, at) => own[at] === true);
    if (found !== undefined) return found;
  }
  return undefined;
}

const authorQuery = `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on IssueComment { viewerDidAuthor } } }`;

/** Which comments this token's user wrote. REST can't tell: an app's token may not ask who it is. */
async function ownComments(api: GitHubApi, ids: readonly string[]): Promise<readonly boolean[]> {
  const own: boolean[] = [];
  for (let start = 0; start < ids.length; start += 100) {
    const { nodes } = await api.graphql<{ nodes: ({ viewerDidAuthor?: boolean } | null)[] }>(authorQuery, {
      ids: ids.slice(start, start + 100),
    });
    own.push(...nodes.map((node) => node?.viewerDidAuthor === true));
  }
  return own;
}

function withoutMarker(body: string): string {
  return body.replaceAll("\r\n", "\n").trimEnd().replace(markerPattern, "").trimEnd();
}
