import type { ExitCode } from "../errors.ts";
import { printableName } from "../report/escape.ts";
import type { GitHubApi, Repository } from "./client.ts";

/** `auto`: where the exit status of the job is not shown at the commit. */
export type StatusMode = "auto" | "always" | "never";

export interface StatusPlace {
  readonly repository: Repository;
  readonly sha: string;
  readonly key: string;
  readonly runUrl: string;
}

/** GitHub's limit of a status description. */
const maxDescriptionCharacters = 140;

/** Required statuses are matched by this name. */
export function statusContext(key: string): string {
  return printableName(`fp16-gate/${key}`, 100);
}

/**
 * Sets the status of a commit: success exactly when the exit status is 0.
 * @throws what the API client throws.
 */
export async function setCommitStatus(
  api: GitHubApi,
  place: StatusPlace,
  { exitCode, title }: { readonly exitCode: ExitCode; readonly title: string },
): Promise<void> {
  await api.request("POST /repos/{owner}/{repo}/statuses/{sha}", {
    ...place.repository,
    sha: place.sha,
    state: exitCode === 0 ? "success" : exitCode === 1 ? "failure" : "error",
    context: statusContext(place.key),
    description: printableName(title, maxDescriptionCharacters),
    target_url: place.runUrl,
  });
}
