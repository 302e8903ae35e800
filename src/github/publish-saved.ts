import { lstatSync, readFileSync } from "node:fs";
import { InputError } from "../errors.ts";
import type { Log } from "../ports.ts";
import { type GateResult, parseResult } from "../report/result.ts";
import { readTriggeringRun } from "./event.ts";
import { linkToGitHub, type PublishInputs } from "./link.ts";
import type { PublishSettings } from "./publish-settings.ts";
import { resultContent } from "./published-content.ts";

/** A result.json of a network of 100,000 nodes has about 30 MB. */
const maxResultBytes = 64 * 2 ** 20;

/**
 * Publishes a result that another run left behind: checked against the schema, rendered afresh, and marked as the word
 * of a fork where it is one. What it names as its repository, pull request or commit is not looked at.
 * @throws InputError when the file is no result.
 */
export async function publishSaved(
  path: string,
  given: { readonly keyOf: (result: GateResult) => string; readonly settings: PublishSettings },
  surroundings: {
    readonly environment: Readonly<Record<string, string | undefined>>;
    readonly inputs: PublishInputs;
    readonly log: Log;
  },
): Promise<GateResult> {
  const result = parseResult(readSmallFile(path), path);
  const { environment, inputs, log } = surroundings;
  const link = linkToGitHub(environment, inputs, log);
  if (link === undefined) return result;
  const { context, subject } = link;
  const publisher = await link.openPublisher(readTriggeringRun(context)?.id);
  await publisher.finish({
    key: given.keyOf(result),
    settings: given.settings,
    content: resultContent(result),
    ...(subject.isFork ? { selfReport: { owner: subject.headBranch?.owner ?? "unknown" } } : {}),
  });
  return result;
}

/** An artifact can hold anything: no links are followed, and nothing large is read. */
function readSmallFile(path: string): string {
  try {
    const status = lstatSync(path);
    if (!status.isFile()) throw new InputError(`${path}: is no regular file.`);
    if (status.size > maxResultBytes) {
      throw new InputError(`${path}: has ${status.size} bytes; at most ${maxResultBytes} are read.`);
    }
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(`${path}: ${(error as NodeJS.ErrnoException).code ?? (error as Error).message}.`, {
      advice: "Give the path of a result.json, such as one that actions/download-artifact wrote.",
      cause: error,
    });
  }
}
