import { join } from "node:path";
import { parseFlags } from "../config/args.ts";
import { defaultOut } from "../config/config.ts";
import { ConfigError, describeError, type ExitCode, InputError } from "../errors.ts";
import { writeFileAtomic } from "../files/atomic-write.ts";
import { readEarlier } from "../files/earlier-file.ts";
import { findResults } from "../files/find-results.ts";
import { givenPath } from "../files/given-path.ts";
import { composeSet, missingMember, toMember, unreadableMember } from "../report/compose-set.ts";
import { parseWithoutNodes } from "../report/result.ts";
import { type ResultSet, type SetMember, serializeSet } from "../report/set-schema.ts";
import { renderSetConsole, renderSetSummary } from "../report/set-text.ts";
import { tool } from "../steps/provenance.ts";
import type { Terminal } from "./terminal.ts";

/**
 * `fp16-gate merge DIR…`: one verdict and one text of the results of many jobs. Writes merged.json and summary.md;
 * the exit status is that of the worst job, and a missing job fails.
 */
export function merge(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const { flags, positionals } = parseFlags(args, ["expect", "out"], {
    repeatable: ["expect"],
    positionals: ["DIR…"],
  });
  if (positionals.length === 0) {
    throw new ConfigError("DIR is missing.", { advice: "Give the folders of the results to merge." });
  }
  const expected = [flags.expect ?? []]
    .flat()
    .flatMap((text) => text.split(/[\n,]/))
    .map((key) => key.trim());
  const set = mergeResults(
    positionals,
    expected.filter((key) => key !== ""),
    terminal.workingDirectory,
  );
  const out = (flags.out as string | undefined) ?? defaultOut;
  const folder = givenPath(out, terminal.workingDirectory);
  writeFileAtomic(join(folder, "merged.json"), serializeSet(set));
  writeFileAtomic(join(folder, "summary.md"), renderSetSummary(set));
  terminal.print(renderSetConsole(set));
  terminal.log.info(`Reports: ${folder}`);
  return Promise.resolve(set.verdict.exitCode);
}

/** Reads the results below some folders, one at a time, so that memory holds one of them. */
export function mergeResults(
  paths: readonly string[],
  expected: readonly string[],
  workingDirectory: string,
): ResultSet {
  const members = paths.flatMap((path): SetMember[] => {
    let files: readonly string[];
    try {
      files = findResults(givenPath(path, workingDirectory));
    } catch (error) {
      if (error instanceof InputError) return [missingMember(path, describeError(error))];
      throw error;
    }
    return files.length === 0
      ? [missingMember(path, "no result.json in this folder: the job ended before it wrote one")]
      : files.map(readMember);
  });
  return composeSet(members, expected, tool);
}

function readMember(file: string): SetMember {
  try {
    const text = readEarlier(file, file);
    if (text === undefined) throw new InputError(`${file}: no such file.`);
    return toMember(parseWithoutNodes(text, file), file);
  } catch (error) {
    return unreadableMember(file, error);
  }
}
