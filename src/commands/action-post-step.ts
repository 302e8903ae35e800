import { readFileSync } from "node:fs";
import { linkToGitHub } from "../github/link.ts";
import { createActionsLog, type WorkflowCommands } from "../log.ts";
import { type GateResult, parseResult } from "../report/result.ts";
import { stateNames } from "./action-state.ts";

/** The part of `@actions/core` that the post step needs. */
export interface PostCommands extends WorkflowCommands {
  getInput(name: string): string;
  getState(name: string): string;
}

/**
 * Completes the check run of a step that ended without doing so: cancelled, timed out, killed, or cut off. A runner that dies runs
 * no post step; then the check run stays in progress.
 */
export async function runPostStep(
  core: PostCommands,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  const checkRun = core.getState(stateNames.checkRun);
  if (!/^\d+$/.test(checkRun) || core.getState(stateNames.completed) === "true") return;
  const log = createActionsLog(core, () => performance.now());
  const inputs = { token: core.getInput("github-token"), pullRequest: undefined, sha: undefined };
  const publisher = await linkToGitHub(environment, inputs, log)?.openPublisher();
  await publisher?.complete(BigInt(checkRun), savedResult(core.getState(stateNames.result)));
}

function savedResult(path: string): GateResult | undefined {
  return path === "" ? undefined : parseResult(readFileSync(path, "utf8"), path);
}
