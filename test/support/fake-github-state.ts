/** A comment as the fake keeps it. */
export interface FakeComment {
  readonly id: number;
  readonly issue: number;
  readonly author: string;
  body: string;
}

export interface FakeCheckRun {
  readonly id: number;
  readonly fields: Record<string, unknown>;
}

export interface FakePullRequest {
  readonly number: number;
  readonly state: "open" | "closed";
  readonly headSha: string;
  readonly headOwner: string;
  readonly headBranch: string;
  /** Null when the fork was deleted. */
  readonly headRepositoryId: number | null;
  readonly baseRef: string;
  readonly baseSha: string;
  readonly mergeCommitSha?: string;
  readonly mergedAt?: string;
}

export interface FakeArtifact {
  readonly id: number;
  readonly name: string;
  readonly content: Buffer;
  readonly runId: number;
  readonly headSha: string;
  readonly headBranch: string;
  readonly headRepositoryId: number;
  readonly createdAt: string;
  readonly expired?: boolean;
}

/** What the fake remembers. Tests fill it, and look at it afterwards. */
export interface FakeState {
  readonly origin: string;
  readonly token: string;
  /** Login of the token's user. */
  readonly viewer: string;
  readonly repositoryId: number;
  /** Permissions that the token has; others answer 403 as GitHub does. */
  readonly permissions: Set<string>;
  readonly comments: FakeComment[];
  readonly checkRuns: FakeCheckRun[];
  readonly statuses: ({ readonly sha: string } & Record<string, unknown>)[];
  readonly pullRequests: FakePullRequest[];
  readonly artifacts: FakeArtifact[];
  readonly runs: Map<
    number,
    { readonly event: string; readonly headBranch: string; readonly headSha: string }
  >;
  /** Commits of branches, newest first, all of one history. */
  readonly commits: string[];
  /** By `base...head`. */
  readonly mergeBases: Map<string, string>;
  /** By `sha:path`. */
  readonly files: Map<string, string>;
  /** Signed addresses of artifacts. */
  readonly downloads: Map<string, Buffer>;
}

export function newState(origin: string): FakeState {
  return {
    origin,
    token: "fake-token",
    viewer: "github-actions[bot]",
    repositoryId: 4711,
    permissions: new Set([
      "contents: read",
      "actions: read",
      "pull-requests: write",
      "checks: write",
      "statuses: write",
    ]),
    comments: [],
    checkRuns: [],
    statuses: [],
    pullRequests: [],
    artifacts: [],
    runs: new Map(),
    commits: [],
    mergeBases: new Map(),
    files: new Map(),
    downloads: new Map(),
  };
}
