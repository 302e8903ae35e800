import { ConfigError } from "../errors.ts";
import { inputNames, publishingNames } from "./inputs.ts";

/** Inputs that only the action has: they say where to publish, and are no settings of the gate. */
export const actionInputNames = ["config", "github-token", "pull-request", "sha", "publish"] as const;

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
  if (publish !== undefined) refuseJudging(read);
  return {
    token: read("github-token"),
    pullRequest: pullRequest === undefined ? undefined : Number(pullRequest),
    sha,
    publish,
  };
}

/** What would be dropped without a word. */
function refuseJudging(read: (name: string) => string): void {
  const surplus = [...inputNames, "config"].filter((name) => name !== "key" && read(name) !== "");
  if (surplus.length === 0) return;
  throw new ConfigError(`input publish is given together with ${surplus.join(", ")}.`, {
    advice: "Publishing a saved result judges nothing: remove the others, or remove publish.",
  });
}
