import type { BaselineSource, Log } from "../ports.ts";
import { type GivenSubject, readSubject, type Subject } from "./event.ts";
import type { Publisher } from "./publisher.ts";
import { type RunContext, readRunContext } from "./run-context.ts";

/** The inputs that say where to publish. */
export interface PublishInputs extends GivenSubject {
  /** Empty: nothing is written to GitHub. */
  readonly token: string;
}

/** Where a step stands, and the ways to GitHub. */
export interface GitHubLink {
  readonly context: RunContext;
  readonly subject: Subject;
  /** @param sourceRunId of the run that made the result, when that is not this one. */
  openPublisher(sourceRunId?: number): Promise<Publisher>;
  /** Artifacts of earlier jobs; undefined where there is no token, or no history to look along. */
  readonly baselines: BaselineSource | undefined;
}

/** Reading a result of a few megabytes over a slow line must not hold a runner with a GPU for long. */
const baselineTimeoutMs = 180_000;

/**
 * What links this step to GitHub, or undefined outside of a workflow run. The API client is loaded only when it is
 * needed, since it costs more than the rest of the action's start.
 */
export function linkToGitHub(
  environment: Readonly<Record<string, string | undefined>>,
  inputs: PublishInputs,
  log: Log,
): GitHubLink | undefined {
  const context = readRunContext(environment);
  if ("reason" in context) {
    log.info(`Nothing is published: ${context.reason}.`);
    return undefined;
  }
  const subject = readSubject(context, inputs);
  return {
    context,
    subject,
    openPublisher: async (sourceRunId) => {
      const { createPublisher } = await import("./publisher.ts");
      const source = sourceRunId === undefined ? {} : { sourceRunId };
      return createPublisher({ context, subject, token: inputs.token, log, ...source });
    },
    baselines: inputs.token === "" ? undefined : lazyBaselines(context, subject, inputs.token, log),
  };
}

function lazyBaselines(
  context: RunContext,
  { baseline: start }: Subject,
  token: string,
  log: Log,
): BaselineSource | undefined {
  if (start === undefined) return undefined;
  let opened: Promise<BaselineSource> | undefined;
  const load = async (): Promise<BaselineSource> => {
    const [{ createGitHubApi }, { createBaselineSource }] = await Promise.all([
      import("./client.ts"),
      import("./baselines.ts"),
    ]);
    const { apiUrl, repository, serverUrl } = context;
    const signal = AbortSignal.timeout(baselineTimeoutMs);
    const api = createGitHubApi({ token, apiUrl, log, signal });
    return createBaselineSource({ api, repository, start, serverUrl });
  };
  const open = async (): Promise<BaselineSource> => await (opened ??= load());
  return {
    asked: "artifact",
    earlier: async function* (key, note) {
      yield* (await open()).earlier(key, note);
    },
    readAtBase: async (path) => await (await open()).readAtBase?.(path),
  };
}
