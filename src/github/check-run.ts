import { sourceAnnotations } from "../report/annotations.ts";
import { printableName } from "../report/escape.ts";
import { plainTitle } from "../report/headline.ts";
import type { GateResult } from "../report/result.ts";
import type { ApiId, GitHubApi, Repository } from "./client.ts";

export interface CheckRunPlace {
  readonly repository: Repository;
  readonly headSha: string;
  readonly key: string;
  readonly runUrl: string;
}

/** Limits of the check run API: characters of `output.summary` and of a title, annotations of one request. */
export const maxCheckSummaryCharacters = 65_535;
const maxTitleCharacters = 255;
const maxAnnotationsPerRequest = 50;

/** Required checks are matched by this name, so it depends on the key alone. */
export function checkRunName(key: string): string {
  return printableName(`FP16 gate (${key})`, 100);
}

/**
 * Creates the check run as in progress, so that the verdict of an earlier run does not stand while this one works.
 * @returns its id.
 */
export async function beginCheckRun(api: GitHubApi, place: CheckRunPlace): Promise<ApiId> {
  const { data } = await api.request("POST /repos/{owner}/{repo}/check-runs", {
    ...place.repository,
    name: checkRunName(place.key),
    head_sha: place.headSha,
    status: "in_progress",
    started_at: new Date().toISOString(),
    details_url: place.runUrl,
    request: { retries: 0 },
  });
  return data.id;
}

type Conclusion = "success" | "neutral" | "failure";

/** What a check run says of a result: it is green exactly when the step's exit status is. */
export function conclusionOf({ verdict }: GateResult): Conclusion {
  if (verdict.exitCode !== 0) return "failure";
  return verdict.kind === "pass" ? "success" : "neutral";
}

/** Completes a check run with verdict, text and annotations of the guilty lines. */
export async function completeCheckRun(
  api: GitHubApi,
  repository: Repository,
  checkRunId: ApiId,
  result: GateResult,
  summary: string,
): Promise<void> {
  const title = printableName(plainTitle(result), maxTitleCharacters);
  const level = result.verdict.exitCode === 0 ? ("warning" as const) : ("failure" as const);
  const annotations = sourceAnnotations(result).map(({ file, line, title: heading, message }) => ({
    path: file,
    start_line: line,
    end_line: line,
    annotation_level: level,
    message,
    title: printableName(heading, maxTitleCharacters),
  }));
  for (let start = 0; start === 0 || start < annotations.length; start += maxAnnotationsPerRequest) {
    await api.request("PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}", {
      ...repository,
      check_run_id: checkRunId,
      status: "completed",
      conclusion: conclusionOf(result),
      completed_at: new Date().toISOString(),
      output: { title, summary, annotations: annotations.slice(start, start + maxAnnotationsPerRequest) },
    });
  }
}

/** Completes a check run whose step ended without a result. */
export async function abandonCheckRun(
  api: GitHubApi,
  repository: Repository,
  checkRunId: ApiId,
): Promise<void> {
  await api.request("PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}", {
    ...repository,
    check_run_id: checkRunId,
    status: "completed",
    conclusion: "failure",
    completed_at: new Date().toISOString(),
    output: {
      title: "No verdict",
      summary: "The step ended before it had a verdict: it was cancelled, timed out or broke. See its log.",
    },
  });
}
