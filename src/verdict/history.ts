import type { Earlier } from "./choose-baseline.ts";
import type { AcceptedJob, EarlierFacts } from "./job-facts.ts";

/** Accepted jobs that a result carries along. */
export const mostAccepted = 20;

/** The history as this job hands it on: that of the accepted job, and that job itself; oldest first. */
export function historyOf(accepted: Earlier | undefined): AcceptedJob[] {
  if (accepted === undefined) return [];
  return mergeJobs([...(accepted.facts.history ?? []), acceptedJob(accepted.facts, accepted)]);
}

/** Jobs of several histories, each once, oldest first; the oldest go when there are too many. */
export function mergeJobs(jobs: readonly AcceptedJob[]): AcceptedJob[] {
  const byJob = new Map(jobs.map((job) => [JSON.stringify([job.commit, job.date]), job]));
  // Stable, so that jobs without a date keep their place among themselves.
  return [...byJob.values()]
    .sort((one, other) => ((one.date ?? "") < (other.date ?? "") ? -1 : one.date === other.date ? 0 : 1))
    .slice(-mostAccepted);
}

/** One job as the history keeps it: the largest difference of each output, and the least range left. */
export function acceptedJob(
  facts: EarlierFacts,
  { commit, date }: { readonly commit: string | undefined; readonly date: string | undefined },
): AcceptedJob {
  const { verdict, outputs, nodes } = facts;
  const tightest = nodes.reduce<{ name: string; bits: number } | undefined>(
    (least, { node, module, headroomBits: bits }) =>
      bits === undefined || Number.isNaN(bits) || (least !== undefined && least.bits <= bits)
        ? least
        : { name: module === undefined || module === "" ? node : module, bits },
    undefined,
  );
  return {
    ...(commit === undefined ? {} : { commit }),
    ...(date === undefined ? {} : { date }),
    ...(verdict.kind === "error" ? {} : { verdict: verdict.kind }),
    outputs: outputs.map(({ name, unit, metrics }) => ({
      name,
      metric: "max-abs",
      value: metrics.maxAbs,
      ...(unit === undefined ? {} : { unit }),
    })),
    ...(tightest === undefined ? {} : { headroom: tightest }),
  };
}
