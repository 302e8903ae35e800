import { parseFlags } from "../config/args.ts";
import { ConfigError, type ExitCode, InputError } from "../errors.ts";
import { writeFileAtomic } from "../files/atomic-write.ts";
import { readEarlier } from "../files/earlier-file.ts";
import { givenPath } from "../files/given-path.ts";
import { type GateResult, parseResult, serializeResult } from "../report/result.ts";
import { acceptedJob, mergeJobs } from "../verdict/history.ts";
import type { Terminal } from "./terminal.ts";

/**
 * `fp16-gate accept RESULT`: writes the result as the accepted one, into `--baseline FILE` or in place, with who accepted
 * it and why. The history of the file that it replaces is carried on.
 */
export function accept(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const { flags, positionals } = parseFlags(args, ["baseline", "reason", "by"], { positionals: ["RESULT"] });
  const [given] = positionals;
  if (given === undefined) {
    throw new ConfigError("RESULT is missing.", { advice: "Give the path of a result.json." });
  }
  const { reason, by, baseline } = flags as Readonly<Record<string, string | undefined>>;
  const target = baseline ?? given;
  const result = readResult(given, terminal.workingDirectory);
  if (result === undefined) {
    throw new InputError(`${given}: no such file.`, { advice: "Give the path of a result.json." });
  }
  const replaced = target === given ? undefined : readResult(target, terminal.workingDirectory);
  const accepted = acceptResult(result, replaced, { given, target, reason, by, now: new Date() });
  writeFileAtomic(givenPath(target, terminal.workingDirectory), serializeResult(accepted));
  terminal.log.info(
    `Accepted ${given} (${accepted.job?.key ?? ""}, ${accepted.verdict.kind}) into ${target}; ` +
      `its history holds ${accepted.history?.length ?? 0} earlier jobs.`,
  );
  return Promise.resolve(0);
}

interface Acceptance {
  readonly given: string;
  readonly target: string;
  readonly reason: string | undefined;
  readonly by: string | undefined;
  readonly now: Date;
}

/**
 * The result as it is accepted.
 * @param replaced the result that stands in the file so far.
 * @throws InputError for a result that can't be accepted: nothing was judged, no key, or another key than the file's.
 * @throws ConfigError when a failing result is accepted without a reason.
 */
export function acceptResult(
  result: GateResult,
  replaced: GateResult | undefined,
  { given, target, reason, by, now }: Acceptance,
): GateResult {
  if (result.verdict.kind === "error" || result.outputs.length === 0) {
    throw new InputError(`${given}: nothing was judged there, so there is nothing to accept.`, {
      advice: "Accept a result with a verdict of pass or fail.",
    });
  }
  if (result.job === undefined) {
    throw new InputError(`${given}: names no key, so that no later job would find it.`, {
      advice: "Run the gate again with this version.",
    });
  }
  if (result.verdict.kind === "fail" && reason === undefined) {
    throw new ConfigError(`${given}: failed, and is to be accepted without a reason.`, {
      advice: 'Say why: --reason "the new limit is agreed with …".',
    });
  }
  if (replaced?.job !== undefined && replaced.job.key !== result.job.key) {
    throw new InputError(
      `${target} is the baseline of "${replaced.job.key}", and ${given} is of "${result.job.key}".`,
      { advice: "Keep one file per key." },
    );
  }
  const acceptance = {
    date: now.toISOString(),
    ...(by === undefined ? {} : { by }),
    ...(reason === undefined ? {} : { reason }),
  };
  return { ...result, history: historyWith(result, replaced), acceptance };
}

/** A result that was compared with the file carries its history already; one that was not gets it here. */
function historyWith(
  result: GateResult,
  replaced: GateResult | undefined,
): NonNullable<GateResult["history"]> {
  const own = result.history ?? [];
  if (replaced === undefined) return own;
  const { commit, date } = replaced.job ?? {};
  const known = [...own, ...(replaced.history ?? []), acceptedJob(replaced, { commit, date })];
  return mergeJobs(known) as NonNullable<GateResult["history"]>;
}

function readResult(path: string, workingDirectory: string): GateResult | undefined {
  const text = readEarlier(givenPath(path, workingDirectory), path);
  return text === undefined ? undefined : parseResult(text, path);
}
