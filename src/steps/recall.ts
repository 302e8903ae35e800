import { quoteName } from "../compare/quote-name.ts";
import type { Config } from "../config/config.ts";
import { headCommit } from "../engines/git-files.ts";
import { describeError } from "../errors.ts";
import { findCheckoutRoot } from "../files/checkout.ts";
import { fileSource } from "../files/earlier-file.ts";
import type { BaselineSource } from "../ports.ts";
import type { MemoryInput } from "../report/compose-memory.ts";
import type { GateResult } from "../report/result.ts";
import type { GateSurroundings } from "../surroundings.ts";
import { chooseBaseline, type Recollection } from "../verdict/choose-baseline.ts";
import { effectiveConfig } from "./effective-config.ts";

/**
 * Looks for the results of earlier jobs, as `baseline` says. This never throws: what stands in the way is a note, and
 * the job is then judged by absolute limits only.
 */
export async function recall(config: Config, surroundings: GateSurroundings): Promise<MemoryInput> {
  const { key, baselineMaxDays } = config.memory;
  const now = surroundings.now?.() ?? new Date();
  const source = sourceOf(config, surroundings);
  const commit = surroundings.commit ?? (await checkedOut(surroundings));
  const recollection: Recollection<GateResult> =
    "reason" in source
      ? { asked: source.asked, base: undefined, accepted: undefined, notes: [source.reason] }
      : await chosen(source, { key, now, maxAgeDays: baselineMaxDays });
  return {
    job: { key, ...(commit === undefined ? {} : { commit }), date: now.toISOString() },
    now,
    recollection,
    effective: effectiveConfig(config, source.asked),
    enforce: config.enforce,
    loosened: await replacedFile(config, surroundings),
  };
}

async function chosen(
  source: BaselineSource,
  wanted: { readonly key: string; readonly now: Date; readonly maxAgeDays: number },
): Promise<Recollection<GateResult>> {
  // Loaded when there is a result to read.
  const { parseResult } = await import("../report/result.ts");
  return await chooseBaseline(source, { ...wanted, read: parseResult });
}

interface NoSource {
  readonly asked: string;
  readonly reason: string;
}

function sourceOf(
  { memory: { baseline } }: Config,
  { baselines, workingDirectory }: GateSurroundings,
): BaselineSource | NoSource {
  if (baseline === "none") {
    return { asked: "none", reason: "No baseline was asked for: judged by absolute limits only." };
  }
  if (baseline !== undefined && baseline !== "artifact") return fileSource(baseline, workingDirectory);
  if (baselines !== undefined) return baselines;
  return baseline === undefined
    ? { asked: "none", reason: "No baseline was given: judged by absolute limits only." }
    : {
        asked: "artifact",
        reason: "Artifacts can be had in a workflow run with a token only: judged by absolute limits only.",
      };
}

async function checkedOut({ workingDirectory, environment }: GateSurroundings): Promise<string | undefined> {
  const root = findCheckoutRoot(workingDirectory);
  return root === undefined ? undefined : await headCommit(root, environment);
}

/** A baseline file of the repository that differs from the merge base's: this change brought it along. */
async function replacedFile(
  { memory: { baseline } }: Config,
  { baselines, workingDirectory, log }: GateSurroundings,
): Promise<MemoryInput["loosened"]> {
  if (baseline === undefined || baseline === "none" || baseline === "artifact") return [];
  if (baselines?.readAtBase === undefined) return [];
  try {
    const before = await baselines.readAtBase(baseline);
    const source = fileSource(baseline, workingDirectory);
    let now: string | undefined;
    for await (const { text } of source.earlier("", () => undefined)) now = text;
    if (before === now || now === undefined) return [];
    const was = before === undefined ? "none" : "that of the merge base";
    const text = `baseline file ${quoteName(baseline)} ${was} -> replaced here`;
    return [{ setting: "baseline", subject: baseline, before: was, after: "replaced here", text }];
  } catch (error) {
    log.warn(`Whether ${baseline} was changed here can't be told: ${describeError(error)}`);
    return [];
  }
}
