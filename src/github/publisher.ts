import type { Log } from "../ports.ts";
import { maxCommentText, renderComment } from "../report/comment/render-comment.ts";
import type { SelfReport } from "../report/comment/verdict-lines.ts";
import type { GateResult } from "../report/result.ts";
import { type ApiPurpose, describeApiError } from "./api-error.ts";
import { abandonCheckRun, beginCheckRun, completeCheckRun, maxCheckSummaryCharacters } from "./check-run.ts";
import { type ApiId, createGitHubApi, type GitHubApi } from "./client.ts";
import { writeComment } from "./comment.ts";
import { setCommitStatus } from "./commit-status.ts";
import type { Subject } from "./event.ts";
import type { PublishSettings } from "./publish-settings.ts";
import type { PublishedContent } from "./published-content.ts";
import { findPullRequests, getPullRequest } from "./pull-request.ts";
import type { RunContext } from "./run-context.ts";

export interface PublisherOptions {
  readonly context: RunContext;
  readonly subject: Subject;
  readonly token: string;
  readonly log: Log;
  /** Of the run that made the result, when that is not this one. */
  readonly sourceRunId?: number;
}

/** Writes to GitHub, and never throws: what could not be written is a warning that says what to do. */
export interface Publisher {
  /** Shows that the gate is at work, and forgets what an earlier run said. Returns the id of the check run, if any. */
  begin(key: string, settings: PublishSettings): Promise<ApiId | undefined>;
  /** Publishes a result. `linesAnnotated`: a check run holds the annotations of the source. */
  finish(job: FinishedJob): Promise<{ readonly linesAnnotated: boolean }>;
  /** Completes a check run that the step left in progress; without a result it ended before it had one. */
  complete(checkRunId: ApiId, result: GateResult | undefined): Promise<void>;
}

export interface FinishedJob {
  readonly key: string;
  readonly settings: PublishSettings;
  readonly content: PublishedContent;
  /** The check run that `begin` made, and the result that it is completed with. */
  readonly check?: { readonly id: ApiId; readonly result: GateResult } | undefined;
  readonly selfReport?: SelfReport;
}

/** A slow or broken GitHub must not hold a runner with a GPU. */
const publishingTimeoutMs = 120_000;

const purposes = {
  comment: { doing: "write the comment", permission: "pull-requests: write" },
  pullRequest: { doing: "look up the pull request", permission: "pull-requests: read" },
  checkRun: { doing: "write the check run", permission: "checks: write" },
  status: { doing: "set the commit status", permission: "statuses: write" },
} as const satisfies Record<string, ApiPurpose>;

/** Uses the API for one purpose; undefined when that failed, which was told. */
type Use = <Value>(
  purpose: ApiPurpose,
  use: (api: GitHubApi) => Promise<Value>,
) => Promise<Value | undefined>;

/** The publisher of one step. */
export function createPublisher(options: PublisherOptions): Publisher {
  const { context, token, log } = options;
  const { repository } = context;
  const withApi: Use = async (purpose, use) => {
    try {
      const signal = AbortSignal.timeout(publishingTimeoutMs);
      return await use(createGitHubApi({ token, apiUrl: context.apiUrl, log, signal }));
    } catch (error) {
      log.warn(describeApiError(error, purpose));
      return undefined;
    }
  };
  return {
    begin: async (key, settings) => {
      const { headSha } = options.subject;
      if (!settings.checkRun || headSha === undefined || whyNotWritten(options) !== undefined)
        return undefined;
      const place = { repository, headSha, key, runUrl: context.runUrl };
      return await withApi(purposes.checkRun, (api) => beginCheckRun(api, place));
    },
    finish: async (job) => {
      const linesAnnotated = await finishCheckRun(withApi, options, job.check);
      const reason = whyNotWritten(options);
      if (reason === undefined) {
        await writeComments(withApi, options, job);
        await writeStatus(withApi, options, job);
      } else log.info(`Nothing is written to GitHub: ${reason}. See the job summary and the annotations.`);
      return { linesAnnotated };
    },
    complete: async (checkRunId, result) => {
      if (result !== undefined) await finishCheckRun(withApi, options, { id: checkRunId, result });
      else await withApi(purposes.checkRun, (api) => abandonCheckRun(api, repository, checkRunId));
    },
  };
}

function whyNotWritten({ token, subject }: PublisherOptions): string | undefined {
  if (token === "") return "there is no github-token";
  return subject.readOnly === undefined ? undefined : `${subject.readOnly}, so the token can only read`;
}

async function finishCheckRun(
  withApi: Use,
  { context: { repository } }: PublisherOptions,
  check: FinishedJob["check"],
): Promise<boolean> {
  if (check === undefined) return false;
  const summary = renderComment(check.result, { maxCharacters: maxCheckSummaryCharacters });
  const done = await withApi(purposes.checkRun, async (api) => {
    await completeCheckRun(api, repository, check.id, check.result, summary);
    return true;
  });
  return done === true;
}

async function writeComments(withApi: Use, options: PublisherOptions, job: FinishedJob): Promise<void> {
  if (job.settings.comment === "never") return;
  const { context, log, sourceRunId = context.runId } = options;
  const numbers = await withApi(purposes.pullRequest, (api) => pullRequestsOf(api, options));
  if (numbers === undefined || numbers.length === 0) return;
  const text = job.content.text({
    maxCharacters: maxCommentText,
    footer: [footerOf(options)],
    ...(job.selfReport === undefined ? {} : { selfReport: job.selfReport }),
  });
  const worth = job.content.isWorthCreating(job.settings.comment);
  for (const pullRequest of numbers) {
    const place = { repository: context.repository, pullRequest, key: commentKey(job), runId: sourceRunId };
    const outcome = await withApi(purposes.comment, (api) => writeComment(api, place, text, worth));
    if (outcome !== undefined) log.info(`Comment on pull request ${pullRequest}: ${outcome}.`);
  }
}

async function writeStatus(
  withApi: Use,
  { context, subject }: PublisherOptions,
  { key, settings, content, selfReport }: FinishedJob,
): Promise<void> {
  if (!isStatusWanted(settings.status, subject, selfReport) || subject.headSha === undefined) return;
  const place = { repository: context.repository, sha: subject.headSha, key, runUrl: context.runUrl };
  await withApi(purposes.status, (api) => setCommitStatus(api, place, content));
}

/** What a fork says of itself has a comment of its own, or it could overwrite what this repository's run says. */
function commentKey({ key, selfReport }: FinishedJob): string {
  return selfReport === undefined ? key : `self-reported ${key}`;
}

/** A status can block a merge, so a fork's own word never makes one. */
function isStatusWanted(
  mode: PublishSettings["status"],
  subject: Subject,
  selfReport: SelfReport | undefined,
): boolean {
  if (selfReport !== undefined || mode === "never") return false;
  return mode === "always" || !subject.exitStatusBlocks;
}

/** The pull requests to comment on: named by event or user and still at this commit, or found by their branch. */
async function pullRequestsOf(
  api: GitHubApi,
  { context, subject, log }: PublisherOptions,
): Promise<readonly number[]> {
  const { pullRequest: number, headSha, headBranch } = subject;
  if (number !== undefined) {
    if (context.eventName.startsWith("pull_request")) return [number];
    const { headSha: current } = await getPullRequest(api, context.repository, number);
    if (current === headSha) return [number];
    log.warn(
      `No comment: pull request ${number} has moved on to ${current}, and this result is of ${headSha ?? "no commit"}.`,
    );
    return [];
  }
  if (headBranch === undefined || headSha === undefined) return [];
  const found = await findPullRequests(api, context.repository, { ...headBranch, sha: headSha });
  if (found.length === 0) log.info(`No comment: no open pull request has ${headSha} as its head.`);
  return found.map((pullRequest) => pullRequest.number);
}

/** Our own words and checked figures alone. */
function footerOf({ context, subject, sourceRunId }: PublisherOptions): string {
  const { owner, repo } = context.repository;
  const url =
    sourceRunId === undefined
      ? context.runUrl
      : `${context.serverUrl}/${owner}/${repo}/actions/runs/${sourceRunId}`;
  const commit = subject.headSha === undefined ? "" : ` at ${subject.headSha}`;
  return `<sub>[Run and job summary](${url})${commit}. This comment is brought up to date by every run.</sub>`;
}
