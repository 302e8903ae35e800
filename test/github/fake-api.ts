import { afterEach, beforeEach } from "vitest";
import { createGitHubApi, type GitHubApi } from "../../src/github/client.ts";
import type { Log } from "../../src/ports.ts";
import { type FakeGitHub, startFakeGitHub } from "../support/fake-github.ts";

export const repository = { owner: "acme", repo: "detector" } as const;
export const sha = (character: string): string => character.repeat(40);

/** A log that keeps its lines. */
export function recordingLog(): Log & { readonly lines: string[] } {
  const lines: string[] = [];
  const keep = (level: string) => (message: string) => {
    lines.push(`${level}: ${message}`);
  };
  return {
    lines,
    debug: () => undefined,
    info: keep("info"),
    warn: keep("warning"),
    error: keep("error"),
    progress: () => undefined,
    group: async (_, body) => await body(),
  };
}

export interface FakeApi {
  readonly fake: FakeGitHub;
  readonly api: GitHubApi;
  readonly log: ReturnType<typeof recordingLog>;
}

/** A fresh fake and a client of it for every test. */
export function useFakeApi(basePath = ""): FakeApi {
  const current = {} as { -readonly [Key in keyof FakeApi]: FakeApi[Key] };
  beforeEach(async () => {
    current.fake = await startFakeGitHub(basePath);
    current.log = recordingLog();
    current.api = createGitHubApi({
      token: current.fake.state.token,
      apiUrl: current.fake.url,
      log: current.log,
      signal: AbortSignal.timeout(60_000),
    });
  });
  afterEach(async () => await current.fake.close());
  return current;
}
