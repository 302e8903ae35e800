import { ConfigError } from "../errors.ts";
import { inputNames, publishingNames } from "./inputs.ts";

/** Inputs that only the action has: they say where to publish, and are no settings of the gate. */
export const actionInputNames = [
  "config",
  "github-token",
  "pull-request",
  "sha",
  "publish",
  "merge",
  "expect",
] as const;

/** Every input that `action.yml` offers. */
export const allInputNames: readonly string[] = [...inputNames, ...publishingNames, ...actionInputNames];

export interface ActionInputs {
  readonly token: string;
  /** A pull request that the event does not name. */
  readonly pullRequest: number | undefined;
  /** The commit that the model belongs to, where it is not that of the event. */
  readonly sha: string | undefined;
  /** A result.json to publish instead of judging. */
  readonly publish: string | undefined;
  /** Folders of results to merge instead of judging; none means that nothing is merged. */
  readonly merge: readonly string[];
  /** Keys of the jobs that must have left a result there. */
  readonly expect: readonly string[];
}

/**
 * Reads the inputs that only the action has.
 * @param read the text of an input, empty when it is absent.
 * @throws ConfigError when one is malformed, or contradicts another.
 */
export function parseActionInputs(read: (name: string) => string): ActionInputs {
  const optional = (name: string): string | undefined => read(name) || undefined;
  const pullRequest = optional("pull-request");
  const sha = optional("sha");
  const publish = optional("publish");
  if (pullRequest !== undefined && !/^[1-9]\d{0,15}$/.test(pullRequest)) {
    throw new ConfigError(
      `input pull-request: must be the number of a pull request; "${pullRequest}" is not.`,
    );
  }
  if (sha !== undefined && !/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(sha)) {
    throw new ConfigError(`input sha: must be a full commit hash; "${sha}" is not.`);
  }
  if (pullRequest !== undefined && sha === undefined) {
    throw new ConfigError("input pull-request is given without sha.", {
      advice: "Give the commit that the model was trained at, so that nobody takes it for a later one.",
    });
  }
  const merge = linesOf(read("merge"));
  const expect = linesOf(read("expect"));
  if (publish !== undefined) refuseJudging(read, "publish", ["key"]);
  if (merge.length > 0) refuseJudging(read, "merge", ["key", "out"]);
  if (merge.length > 0 && publish !== undefined) {
    throw new ConfigError("inputs merge and publish are given together.", { advice: "Give one of them." });
  }
  if (merge.length === 0 && expect.length > 0) {
    throw new ConfigError("input expect is given without merge.", { advice: "Give the folders to merge." });
  }
  return {
    token: read("github-token"),
    pullRequest: pullRequest === undefined ? undefined : Number(pullRequest),
    sha,
    publish,
    merge,
    expect,
  };
}

function linesOf(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

/** What would be dropped without a word. */
function refuseJudging(read: (name: string) => string, instead: string, allowed: readonly string[]): void {
  const surplus = [...inputNames, "config"].filter((name) => !allowed.includes(name) && read(name) !== "");
  if (surplus.length === 0) return;
  throw new ConfigError(`input ${instead} is given together with ${surplus.join(", ")}.`, {
    advice: `With ${instead} nothing is judged: remove the others, or remove ${instead}.`,
  });
}
