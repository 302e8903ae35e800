import type { Asked } from "./fake-github.ts";
import type { FakeArtifact, FakeComment, FakePullRequest, FakeState } from "./fake-github-state.ts";

type Answer = readonly [status: number, content: unknown, headers?: Readonly<Record<string, string>>];
interface Request extends Asked {
  readonly operationId: string;
  readonly parameters: Readonly<Record<string, string>>;
}
type Handler = (state: FakeState, request: Request) => Answer;

const notFound: Answer = [404, { message: "Not Found" }];
const forbidden: Answer = [403, { message: "Resource not accessible by integration" }];
const longestComment = 65_536;

/** What GitHub would answer to a well-formed request. */
export function answerRequest(state: FakeState, request: Request): Answer {
  const [needed, handler] = handlers[request.operationId] ?? [];
  if (needed === undefined || handler === undefined) return notFound;
  const write = needed.replace(": read", ": write");
  if (!state.permissions.has(needed) && !state.permissions.has(write)) return forbidden;
  return handler(state, request);
}

const handlers: Readonly<Record<string, readonly [permission: string, Handler]>> = {
  graphql: ["pull-requests: read", answerGraphql],
  "issues/list-comments": ["pull-requests: read", listComments],
  "issues/create-comment": ["pull-requests: write", createComment],
  "issues/update-comment": ["pull-requests: write", updateComment],
  "checks/create": ["checks: write", createCheckRun],
  "checks/update": ["checks: write", updateCheckRun],
  "repos/create-commit-status": ["statuses: write", createStatus],
  "pulls/list": ["pull-requests: read", listPullRequests],
  "pulls/get": ["pull-requests: read", getPullRequest],
  "repos/compare-commits-with-basehead": ["contents: read", compare],
  "repos/list-commits": ["contents: read", listCommits],
  "repos/list-pull-requests-associated-with-commit": ["pull-requests: read", pullRequestsOfCommit],
  "repos/get-content": ["contents: read", getContent],
  "actions/list-artifacts-for-repo": ["actions: read", listArtifacts],
  "actions/download-artifact": ["actions: read", downloadArtifact],
  "actions/get-workflow-run": ["actions: read", getRun],
};

function commentJson(state: FakeState, { id, body, author }: FakeComment): object {
  const user = { login: author, type: author.endsWith("[bot]") ? "Bot" : "User" };
  return { id, node_id: `IC_${id}`, body, user, html_url: `${state.origin}/comment/${id}` };
}

/** One page of a list, with the Link header by which clients find the next. */
function page(
  state: FakeState,
  { url }: Request,
  items: readonly object[],
  wrap = (data: object[]): unknown => data,
): Answer {
  const size = Number(url.searchParams.get("per_page") ?? 30);
  const number = Number(url.searchParams.get("page") ?? 1);
  const shown = items.slice((number - 1) * size, number * size);
  if (number * size >= items.length) return [200, wrap(shown)];
  const next = new URL(url.href);
  next.searchParams.set("page", String(number + 1));
  return [200, wrap(shown), { link: `<${state.origin}${next.pathname}${next.search}>; rel="next"` }];
}

function answerGraphql(state: FakeState, { body }: Request): Answer {
  const { query, variables } = body as { query: string; variables: { ids: string[] } };
  if (!query.startsWith("query ($ids: [ID!]!) { nodes(ids: $ids)"))
    return [200, { errors: [{ message: "Parse error" }] }];
  const nodes = variables.ids.map((nodeId) => {
    const comment = state.comments.find(({ id }) => `IC_${id}` === nodeId);
    return comment === undefined ? null : { viewerDidAuthor: comment.author === state.viewer };
  });
  return [200, { data: { nodes } }];
}

function listComments(state: FakeState, request: Request): Answer {
  const issue = Number(request.parameters.issue_number);
  const comments = state.comments.filter((comment) => comment.issue === issue);
  return page(
    state,
    request,
    comments.map((comment) => commentJson(state, comment)),
  );
}

function bodyOf({ body }: Request): string {
  return (body as { body: string }).body;
}

function tooLong(text: string): Answer | undefined {
  if (text.length <= longestComment) return undefined;
  const message = `Body is too long (maximum is ${longestComment} characters)`;
  return [422, { message: "Validation Failed", errors: [{ message }] }];
}

function createComment(state: FakeState, request: Request): Answer {
  const text = bodyOf(request);
  const refusal = tooLong(text);
  if (refusal !== undefined) return refusal;
  const id = 1000 + state.comments.length;
  const comment = { id, issue: Number(request.parameters.issue_number), author: state.viewer, body: text };
  state.comments.push(comment);
  return [201, commentJson(state, comment)];
}

function updateComment(state: FakeState, request: Request): Answer {
  const comment = state.comments.find(({ id }) => id === Number(request.parameters.comment_id));
  if (comment === undefined) return notFound;
  const refusal = tooLong(bodyOf(request));
  if (refusal !== undefined) return refusal;
  comment.body = bodyOf(request);
  return [200, commentJson(state, comment)];
}

function createCheckRun(state: FakeState, { body }: Request): Answer {
  const checkRun = { id: 9000 + state.checkRuns.length, fields: { ...(body as object) } };
  state.checkRuns.push(checkRun);
  return [201, { id: checkRun.id, ...checkRun.fields }];
}

function updateCheckRun(state: FakeState, { parameters, body }: Request): Answer {
  const checkRun = state.checkRuns.find(({ id }) => id === Number(parameters.check_run_id));
  if (checkRun === undefined) return notFound;
  Object.assign(checkRun.fields, body);
  return [200, { id: checkRun.id, ...checkRun.fields }];
}

function createStatus(state: FakeState, { parameters, body }: Request): Answer {
  const status = { sha: parameters.sha as string, ...(body as object) };
  if (String(Reflect.get(status, "description")).length > 140)
    return [422, { message: "description is too long" }];
  state.statuses.push(status);
  return [201, status];
}

function pullRequestJson(state: FakeState, pull: FakePullRequest): object {
  const repo = pull.headRepositoryId === null ? null : { id: pull.headRepositoryId };
  return {
    number: pull.number,
    state: pull.state,
    head: { sha: pull.headSha, ref: pull.headBranch, label: `${pull.headOwner}:${pull.headBranch}`, repo },
    base: { sha: pull.baseSha, ref: pull.baseRef, repo: { id: state.repositoryId } },
    merge_commit_sha: pull.mergeCommitSha ?? null,
    merged_at: pull.mergedAt ?? null,
  };
}

function listPullRequests(state: FakeState, request: Request): Answer {
  const head = request.url.searchParams.get("head");
  const wanted = request.url.searchParams.get("state") ?? "open";
  const found = state.pullRequests.filter(
    (pull) => `${pull.headOwner}:${pull.headBranch}` === head && (wanted === "all" || pull.state === wanted),
  );
  return page(
    state,
    request,
    found.map((pull) => pullRequestJson(state, pull)),
  );
}

function getPullRequest(state: FakeState, { parameters }: Request): Answer {
  const pull = state.pullRequests.find(({ number }) => number === Number(parameters.pull_number));
  return pull === undefined ? notFound : [200, pullRequestJson(state, pull)];
}

function compare(state: FakeState, { parameters }: Request): Answer {
  const sha = state.mergeBases.get(parameters.basehead as string);
  return sha === undefined ? notFound : [200, { merge_base_commit: { sha }, commits: [] }];
}

function listCommits(state: FakeState, request: Request): Answer {
  const start = state.commits.indexOf(request.url.searchParams.get("sha") ?? "");
  if (start === -1) return notFound;
  return page(
    state,
    request,
    state.commits.slice(start).map((sha) => ({ sha })),
  );
}

function pullRequestsOfCommit(state: FakeState, request: Request): Answer {
  const found = state.pullRequests.filter((pull) => pull.mergeCommitSha === request.parameters.commit_sha);
  return page(
    state,
    request,
    found.map((pull) => pullRequestJson(state, pull)),
  );
}

function getContent(state: FakeState, { parameters, url }: Request): Answer {
  const text = state.files.get(`${url.searchParams.get("ref")}:${parameters.path}`);
  if (text === undefined) return notFound;
  const content = Buffer.from(text).toString("base64");
  return [200, { type: "file", encoding: "base64", size: text.length, content }];
}

function artifactJson(state: FakeState, artifact: FakeArtifact): object {
  return {
    id: artifact.id,
    name: artifact.name,
    size_in_bytes: artifact.content.length,
    expired: artifact.expired ?? false,
    created_at: artifact.createdAt,
    workflow_run: {
      id: artifact.runId,
      repository_id: state.repositoryId,
      head_repository_id: artifact.headRepositoryId,
      head_branch: artifact.headBranch,
      head_sha: artifact.headSha,
    },
  };
}

function listArtifacts(state: FakeState, request: Request): Answer {
  const name = request.url.searchParams.get("name");
  const found = state.artifacts
    .filter((artifact) => name === null || artifact.name === name)
    .sort((first, second) => (first.createdAt < second.createdAt ? 1 : -1));
  return page(
    state,
    request,
    found.map((artifact) => artifactJson(state, artifact)),
    (artifacts) => ({
      total_count: found.length,
      artifacts,
    }),
  );
}

function downloadArtifact(state: FakeState, { parameters }: Request): Answer {
  const artifact = state.artifacts.find(({ id }) => id === Number(parameters.artifact_id));
  if (artifact === undefined || parameters.archive_format !== "zip") return notFound;
  if (artifact.expired === true) return [410, { message: "Artifact has expired" }];
  const path = `/download/${artifact.id}`;
  state.downloads.set(path, artifact.content);
  return [302, {}, { location: `${state.origin}${path}` }];
}

function getRun(state: FakeState, { parameters }: Request): Answer {
  const id = Number(parameters.run_id);
  const run = state.runs.get(id);
  if (run === undefined) return notFound;
  return [
    200,
    {
      id,
      event: run.event,
      head_branch: run.headBranch,
      head_sha: run.headSha,
      repository: { id: state.repositoryId },
      html_url: `${state.origin}/runs/${id}`,
    },
  ];
}
