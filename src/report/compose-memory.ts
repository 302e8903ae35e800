import { describeError } from "../errors.ts";
import { attribute, incomparability } from "../verdict/attribution.ts";
import type { Earlier, Recollection } from "../verdict/choose-baseline.ts";
import type { LegFinding } from "../verdict/decide.ts";
import type { Excuse } from "../verdict/excuse.ts";
import { describeFailure, type Failure } from "../verdict/failure.ts";
import { headroomWarnings } from "../verdict/headroom-drift.ts";
import { historyOf } from "../verdict/history.ts";
import type { EffectiveConfig, JobFacts } from "../verdict/job-facts.ts";
import { knownFailure } from "../verdict/known-failures.ts";
import { type LayerStates, layerStates, outputsOfNewCulprits } from "../verdict/layer-states.ts";
import type { LegKind } from "../verdict/leg.ts";
import { loosenedSince } from "../verdict/loosened.ts";
import { outputStates } from "../verdict/output-states.ts";
import { judgeRegression } from "../verdict/regression.ts";
import { applyWaivers } from "../verdict/waivers.ts";
import type { GateResult, ResultBaseline } from "./result.ts";

/** What this job knows of earlier ones, and by what it is judged. */
export interface MemoryInput {
  readonly job: NonNullable<GateResult["job"]>;
  readonly now: Date;
  readonly recollection: Recollection<GateResult>;
  readonly effective: EffectiveConfig;
  readonly enforce: "fail" | "warn";
  /** More entries for what is loosened, which the configuration alone does not show. */
  readonly loosened: NonNullable<GateResult["loosened"]>;
}

/** This job before the verdict. */
export interface JobBefore extends JobFacts {
  /** Of the judged and the conversion leg. */
  readonly findings: readonly LegFinding[];
  readonly judgedLeg: LegKind | undefined;
}

/** What follows from the earlier jobs: evidence for the verdict, and what the result says about it. */
export interface Memory {
  /** The findings with their excuses, and those against the base. */
  readonly findings: readonly LegFinding[];
  readonly failures: readonly Failure[];
  readonly sections: Pick<GateResult, "job" | "baseline" | "history" | "waivers" | "loosened">;
}

/** Compares this job with the earlier ones. What can't be compared excuses nothing. */
export function remember(input: MemoryInput, job: JobBefore): Memory {
  const { base } = input.recollection;
  const comparison = base === undefined ? undefined : compareWithBase(base, input, job);
  const findings = [...job.findings, ...(comparison?.regression ?? [])];
  const waived = applyWaivers(findings, job.layers, input.effective.waivers, input.now);
  const excuseOf = (finding: LegFinding): Excuse | undefined =>
    waived.excuses.get(finding) ??
    (input.effective.known === "warn" ? comparison?.known.get(finding) : undefined);
  const loosened = base === undefined ? [] : loosenedSince(base.facts, { ...input, outputs: job.outputs });
  const unknownLimits =
    loosened === undefined
      ? ["The base does not record its limits, so it can't be told whether this job is judged more mildly."]
      : [];
  const named = [...input.loosened, ...(loosened ?? [])];
  const notes = [...input.recollection.notes, ...(comparison?.notes ?? []), ...unknownLimits];
  const history = historyOf(input.recollection.accepted);
  return {
    findings: findings.map((finding) => {
      const excuse = excuseOf(finding);
      return excuse === undefined ? finding : { ...finding, excuse };
    }),
    failures: comparison?.failures ?? [],
    sections: {
      job: input.job,
      baseline: toBaseline(input, job, comparison, notes),
      ...(history.length === 0 ? {} : { history: history as NonNullable<GateResult["history"]> }),
      ...(waived.reports.length === 0 ? {} : { waivers: [...waived.reports] }),
      ...(named.length === 0 ? {} : { loosened: named }),
    },
  };
}

interface Comparison {
  readonly known: ReadonlyMap<LegFinding, Excuse>;
  readonly regression: readonly LegFinding[];
  readonly notes: readonly string[];
  readonly failures: readonly Failure[];
  readonly outputs: ResultBaseline["outputs"];
  readonly layers: LayerStates | undefined;
}

/** Undefined when the two jobs can't be compared, or nothing was judged. */
function compareWithBase(
  { facts: base }: Earlier<GateResult>,
  { effective, recollection }: MemoryInput,
  job: JobBefore,
): Comparison | undefined {
  if (job.judgedLeg === undefined || incomparability(base, job) !== undefined) return undefined;
  const { findings, notes, failures } = regressionOf(base, job, job.judgedLeg, effective);
  const layers = layerStates(job, base);
  const known = knownFailures(base, job, layers);
  const all = [...job.findings, ...findings];
  const accepted = recollection.accepted?.facts;
  const usable = accepted !== undefined && incomparability(accepted, job) === undefined;
  return {
    known,
    regression: findings,
    notes,
    failures,
    outputs: outputStates(
      { outputs: job.outputs, findings: all },
      { outputs: base.outputs, findings: base.verdict.findings },
      (finding) => known.has(finding),
      usable ? accepted : undefined,
    ),
    layers,
  };
}

function regressionOf(
  base: GateResult,
  job: JobBefore,
  leg: LegKind,
  { regression }: EffectiveConfig,
): { findings: readonly LegFinding[]; notes: readonly string[]; failures: readonly Failure[] } {
  try {
    return { ...judgeRegression(job.outputs, base.outputs, regression, leg), failures: [] };
  } catch (error) {
    return { findings: [], notes: [describeError(error)], failures: [describeFailure(error)] };
  }
}

/**
 * A failure stays known while the same layers cause it. In a model that did not change no other layer can have
 * become guilty, whatever a search of limited length names.
 */
function knownFailures(
  base: GateResult,
  job: JobBefore,
  layers: LayerStates | undefined,
): Map<LegFinding, Excuse> {
  const { weights, graph, samples } = attribute(base, job);
  const isSameModel = [weights, graph, samples].every((change) => change === "same");
  const broken: ReadonlySet<string> =
    isSameModel || layers === undefined ? new Set<string>() : outputsOfNewCulprits(job, layers);
  const before = new Map(base.outputs.map((output) => [output.name, output]));
  const known = new Map<LegFinding, Excuse>();
  for (const finding of job.findings) {
    if (finding.passed || finding.level !== "fail" || broken.has(finding.output)) continue;
    const own = job.outputs.find(({ name }) => name === finding.output);
    const noise = (own?.noiseFloor ?? 0) + (before.get(finding.output)?.noiseFloor ?? 0);
    const excuse = knownFailure(finding, base.verdict.findings, noise);
    if (excuse !== undefined) known.set(finding, excuse);
  }
  return known;
}

function toBaseline(
  { recollection }: MemoryInput,
  job: JobBefore,
  comparison: Comparison | undefined,
  notes: readonly string[],
): ResultBaseline {
  const { asked, base, accepted } = recollection;
  const against = base ?? accepted;
  return {
    asked,
    ...(base === undefined ? {} : { base: toEarlier(base, job) }),
    ...(accepted === undefined ? {} : { accepted: toEarlier(accepted, job) }),
    notes: [...notes],
    ...(against === undefined || job.judgedLeg === undefined
      ? {}
      : { attribution: attributionOf(against, against === base ? "base" : "accepted", job) }),
    outputs: [...(comparison?.outputs ?? [])],
    layers: [...(comparison?.layers?.layers ?? [])],
    ...(comparison?.layers === undefined ? {} : { layerCounts: { ...comparison.layers.counts } }),
    headroom: headroomWarnings(job.nodes, accepted?.facts.nodes ?? [], accepted?.ageDays),
  };
}

function attributionOf(
  { facts }: Earlier<GateResult>,
  against: "base" | "accepted",
  job: JobBefore,
): NonNullable<ResultBaseline["attribution"]> {
  const { environmentChanges, ...rest } = attribute(facts, job);
  return { against, ...rest, environmentChanges: [...environmentChanges] };
}

function toEarlier(
  { facts, origin, commit, date, ageDays }: Earlier<GateResult>,
  job: JobBefore,
): NonNullable<ResultBaseline["base"]> {
  const reason = job.judgedLeg === undefined ? "nothing was judged in this job" : incomparability(facts, job);
  const { kind, name, url, distance } = origin;
  return {
    ...(commit === undefined ? {} : { commit }),
    ...(date === undefined ? {} : { date }),
    ...(distance === undefined ? {} : { distance }),
    ...(ageDays === undefined ? {} : { ageDays: Number(ageDays.toFixed(2)) }),
    verdict: facts.verdict.kind === "pass" ? "pass" : "fail",
    source: { kind, name, ...(url === undefined ? {} : { url }) },
    ...(facts.acceptance === undefined ? {} : { accepted: facts.acceptance }),
    comparable: reason === undefined,
    ...(reason === undefined ? {} : { reason }),
  };
}
