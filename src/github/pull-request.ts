import type { ApiId, GitHubApi, Repository } from "./client.ts";

/** The part of a pull request that publishing needs. */
export interface PullRequest {
  readonly number: number;
  readonly headSha: string;
  readonly baseSha: string;
  readonly baseRef: string;
  readonly isFork: boolean;
}

interface PullRequestAnswer {
  readonly number: number;
  readonly head: { readonly sha: string; readonly repo: { readonly id: ApiId } | null };
  readonly base: { readonly sha: string; readonly ref: string; readonly repo: { readonly id: ApiId } };
}

/** @throws what the API client throws. */
export async function getPullRequest(
  api: GitHubApi,
  repository: Repository,
  number: number,
): Promise<PullRequest> {
  const { data } = await api.request("GET /repos/{owner}/{repo}/pulls/{pull_number}", {
    ...repository,
    pull_number: number,
  });
  return read(data);
}

/**
 * The open pull requests of a branch whose head is still the given commit. The number is never taken from what a run
 * left behind, since anybody's run can leave anything.
 * @throws what the API client throws.
 */
export async function findPullRequests(
  api: GitHubApi,
  repository: Repository,
  head: { readonly owner: string; readonly branch: string; readonly sha: string },
): Promise<readonly PullRequest[]> {
  const { data } = await api.request("GET /repos/{owner}/{repo}/pulls", {
    ...repository,
    head: `${head.owner}:${head.branch}`,
    state: "open",
    per_page: 100,
  });
  return data.map(read).filter(({ headSha }) => headSha === head.sha);
}

function read({ number, head, base }: PullRequestAnswer): PullRequest {
  return {
    number,
    headSha: head.sha,
    baseSha: base.sha,
    baseRef: base.ref,
    isFork: head.repo?.id !== base.repo.id,
  };
}
