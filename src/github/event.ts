import { z } from "zod";
import type { RunContext } from "./run-context.ts";

/** Where the results of earlier jobs are looked for: along the history of a branch. */
export interface BaselineStart {
  readonly branch: string;
  /** `merge-base`: of `base` and `head`, which the compare API knows. `commit`: from this commit backwards. */
  readonly from:
    | { readonly kind: "merge-base"; readonly base: string; readonly head: string }
    | { readonly kind: "commit"; readonly sha: string };
}

/** What a run is about, and what may be written where. */
export interface Subject {
  /** The commit that people see: the head of the pull request, never the merge commit. */
  readonly headSha: string | undefined;
  /** The pull request to comment on. */
  readonly pullRequest: number | undefined;
  /** How the pull request is looked up where the event names only its branch. */
  readonly headBranch?: { readonly owner: string; readonly branch: string };
  /** The code is that of another repository. */
  readonly isFork: boolean;
  /** Why the token can only read, where that is known before trying. */
  readonly readOnly?: string;
  /** Whether the exit status of this job is shown at the pull request's head, so that it can be required. */
  readonly exitStatusBlocks: boolean;
  readonly baseline?: BaselineStart;
}

/** What the user says a run is about, on events that can't say it themselves; from inputs that were checked. */
export interface GivenSubject {
  readonly pullRequest?: number | undefined;
  readonly sha?: string | undefined;
}

const sha = z.string().regex(/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/);
const repository = z.object({ id: z.number(), full_name: z.string().optional() });
const pullRequestPayload = z.object({
  pull_request: z.object({
    number: z.number().int().positive(),
    head: z.object({ sha, repo: repository.nullable() }),
    base: z.object({ sha, ref: z.string(), repo: repository }),
  }),
});
const pushPayload = z.object({ before: z.string(), after: z.string(), ref: z.string() });
const mergeGroupPayload = z.object({
  merge_group: z.object({ head_sha: sha, base_sha: sha, base_ref: z.string() }),
});
const workflowRunPayload = z.object({
  repository: repository,
  workflow_run: z.object({
    id: z.number(),
    event: z.string(),
    head_sha: sha,
    head_branch: z.string().nullable(),
    head_repository: z.object({ id: z.number(), owner: z.object({ login: z.string() }) }).nullable(),
  }),
});

/** Ends a subject of which nothing more is known than the commit. */
function ofCommit(context: RunContext): Subject {
  const headSha = sha.safeParse(context.sha).data;
  return {
    headSha,
    pullRequest: undefined,
    isFork: false,
    exitStatusBlocks: true,
    ...(headSha === undefined || context.refName === ""
      ? {}
      : { baseline: { branch: context.refName, from: { kind: "commit", sha: headSha } } }),
  };
}

function ofPullRequest(context: RunContext): Subject | undefined {
  const parsed = pullRequestPayload.safeParse(context.payload);
  if (!parsed.success) return undefined;
  const { number, head, base } = parsed.data.pull_request;
  const isFork = head.repo?.id !== base.repo.id;
  // On pull_request_target the token can write, whoever opened the pull request.
  const readOnly = context.eventName === "pull_request_target" ? undefined : readOnlyReason(isFork, context);
  return {
    headSha: head.sha,
    pullRequest: number,
    isFork,
    ...(readOnly === undefined ? {} : { readOnly }),
    // A run of pull_request_target is shown at the base, not at the head.
    exitStatusBlocks: context.eventName === "pull_request",
    baseline: { branch: base.ref, from: { kind: "merge-base", base: base.sha, head: head.sha } },
  };
}

function readOnlyReason(isFork: boolean, { actor }: RunContext): string | undefined {
  if (isFork) return "the pull request comes from a fork";
  if (actor === "dependabot[bot]") return "Dependabot opened the pull request";
  return undefined;
}

function ofPush(context: RunContext): Subject | undefined {
  const parsed = pushPayload.safeParse(context.payload);
  if (!parsed.success) return undefined;
  const { before, after, ref } = parsed.data;
  const branch = ref.replace(/^refs\/heads\//, "");
  // A new branch has nothing before it but zeros.
  const start = /^0+$/.test(before) ? after : before;
  return {
    headSha: sha.safeParse(after).data,
    pullRequest: undefined,
    isFork: false,
    exitStatusBlocks: true,
    baseline: { branch, from: { kind: "commit", sha: start } },
  };
}

/** A merge queue tests a commit that no pull request has: there is nothing to comment on. */
function ofMergeGroup(context: RunContext): Subject | undefined {
  const parsed = mergeGroupPayload.safeParse(context.payload);
  if (!parsed.success) return undefined;
  const { head_sha: headSha, base_sha: base, base_ref: ref } = parsed.data.merge_group;
  return {
    headSha,
    pullRequest: undefined,
    isFork: false,
    exitStatusBlocks: true,
    baseline: { branch: ref.replace(/^refs\/heads\//, ""), from: { kind: "commit", sha: base } },
  };
}

function ofWorkflowRun(context: RunContext): Subject | undefined {
  const parsed = workflowRunPayload.safeParse(context.payload);
  if (!parsed.success) return undefined;
  const { workflow_run: run, repository: own } = parsed.data;
  const owner = run.head_repository?.owner.login;
  return {
    headSha: run.head_sha,
    pullRequest: undefined,
    ...(owner === undefined || run.head_branch === null
      ? {}
      : { headBranch: { owner, branch: run.head_branch } }),
    isFork: run.head_repository?.id !== own.id,
    exitStatusBlocks: false,
  };
}

type Reader = (context: RunContext) => Subject | undefined;
const readers: Readonly<Record<string, Reader>> = {
  pull_request: ofPullRequest,
  pull_request_target: ofPullRequest,
  push: ofPush,
  merge_group: ofMergeGroup,
  workflow_run: ofWorkflowRun,
  schedule: ofCommit,
  workflow_dispatch: ofCommit,
  // Its run is shown at the default branch, wherever the training began.
  repository_dispatch: (context) => ({ ...ofCommit(context), exitStatusBlocks: false }),
};

/**
 * What the run is about: by its event, unless `given` says otherwise. Never throws: an event that is not known, or
 * whose payload is not what GitHub sends, is about its commit alone.
 */
export function readSubject(context: RunContext, given: GivenSubject = {}): Subject {
  const reader = Object.hasOwn(readers, context.eventName) ? readers[context.eventName] : undefined;
  const subject = reader?.(context) ?? ofCommit(context);
  if (given.pullRequest === undefined && given.sha === undefined) return subject;
  const isSame = given.sha === undefined || given.sha === subject.headSha;
  const { headBranch: _, baseline, ...rest } = subject;
  return {
    ...rest,
    headSha: given.sha ?? subject.headSha,
    pullRequest: given.pullRequest ?? subject.pullRequest,
    exitStatusBlocks: subject.exitStatusBlocks && isSame,
    ...(baseline === undefined || !isSame ? {} : { baseline }),
  };
}

/** The head commit of the run that a workflow_run event tells of, and whether it came from a fork. */
export function readTriggeringRun(
  context: RunContext,
): { readonly id: number; readonly event: string } | undefined {
  const parsed = workflowRunPayload.safeParse(context.payload);
  return parsed.success
    ? { id: parsed.data.workflow_run.id, event: parsed.data.workflow_run.event }
    : undefined;
}
