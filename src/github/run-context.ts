import { readFileSync } from "node:fs";
import type { Repository } from "./client.ts";

/** The workflow run as the runner's environment tells it. */
export interface RunContext {
  readonly eventName: string;
  /** The event's payload; nothing of it is trusted before event.ts has read it. */
  readonly payload: unknown;
  readonly repository: Repository;
  /** GITHUB_SHA: on pull_request a merge commit, which nobody sees. */
  readonly sha: string;
  /** GITHUB_REF_NAME. */
  readonly refName: string;
  readonly actor: string;
  readonly runId: number;
  /** `https://github.com`, or the address of a GitHub Enterprise Server. */
  readonly serverUrl: string;
  readonly apiUrl: string;
  readonly runUrl: string;
}

/**
 * Reads the context, or says why there is none: outside of a workflow run there is nothing to publish to.
 * @param environment of the process.
 */
export function readRunContext(
  environment: Readonly<Record<string, string | undefined>>,
): RunContext | { readonly reason: string } {
  const { GITHUB_REPOSITORY: repository = "", GITHUB_EVENT_NAME: eventName = "" } = environment;
  const [owner = "", repo = "", ...rest] = repository.split("/");
  if (owner === "" || repo === "" || rest.length > 0 || eventName === "") {
    return { reason: "GITHUB_REPOSITORY or GITHUB_EVENT_NAME is not set" };
  }
  const payload = readPayload(environment.GITHUB_EVENT_PATH);
  if (payload === undefined) return { reason: "the event's payload (GITHUB_EVENT_PATH) can't be read" };
  const serverUrl = environment.GITHUB_SERVER_URL ?? "https://github.com";
  const runId = Number(environment.GITHUB_RUN_ID ?? 0);
  return {
    eventName,
    payload: payload.value,
    repository: { owner, repo },
    sha: environment.GITHUB_SHA ?? "",
    refName: environment.GITHUB_REF_NAME ?? "",
    actor: environment.GITHUB_ACTOR ?? "",
    runId: Number.isSafeInteger(runId) ? runId : 0,
    serverUrl,
    apiUrl: environment.GITHUB_API_URL ?? "https://api.github.com",
    runUrl: `${serverUrl}/${owner}/${repo}/actions/runs/${runId}`,
  };
}

function readPayload(path: string | undefined): { readonly value: unknown } | undefined {
  if (path === undefined || path === "") return undefined;
  try {
    return { value: JSON.parse(readFileSync(path, "utf8")) };
  } catch {
    return undefined;
  }
}
