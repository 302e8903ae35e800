import type { Config } from "../config/config.ts";
import type { Engine } from "../engines/engine.ts";
import type { OpenedModel } from "../files/model.ts";
import type { Sample } from "../files/samples.ts";
import { excessOf } from "../localise/rank-excess.ts";
import type { TrialOutcome } from "../localise/trial.ts";
import { everythingFp16 } from "../onnx/plan.ts";
import { positionsHeldBack } from "../overrides/hold-back.ts";
import { type EmulatedRun, engineSample, type LegOutputs } from "../runs/emulated.ts";
import { openTrials, type TrialRunner } from "../runs/trials.ts";
import { judgePlan } from "./judge-plan.ts";

/** What trials of a judged model need. */
export interface PlanTrialContext {
  readonly opened: OpenedModel;
  readonly samples: readonly Sample[];
  readonly run: EmulatedRun;
  readonly config: Config;
  readonly engine: Engine;
  readonly workFolder: string;
  readonly signal: AbortSignal;
}

/** Samples by what a search may do with them. */
export interface SampleSplit {
  readonly searched: readonly Sample[];
  /** For a check of what was found. */
  readonly heldBack: readonly Sample[];
  /** The emulation with every node in FP16, over those that are searched. */
  readonly emulation: LegOutputs;
  /** What it gives there. */
  readonly baseline: TrialOutcome;
}

/** All samples for the search. */
export function searchAll({ samples, run, config }: PlanTrialContext): SampleSplit {
  const baseline = judgePlan(samples, run.emulation, config);
  return { searched: samples, heldBack: [], emulation: run.emulation, baseline };
}

/**
 * Keeps every fourth sample out of the search, unless a failing output fails there only: then all samples are needed.
 */
export function splitSamples(context: PlanTrialContext, failingOutputs: readonly string[]): SampleSplit {
  const { samples, run, config } = context;
  const held = new Set(positionsHeldBack(samples.length));
  const searched = samples.filter((_, at) => !held.has(at));
  if (held.size === 0) return searchAll(context);
  const emulation = run.emulation.filter((_, at) => !held.has(at));
  const baseline = judgePlan(searched, emulation, config);
  if (!failingOutputs.every((output) => excessOf(baseline, output) > 1)) return searchAll(context);
  return { searched, heldBack: samples.filter((_, at) => held.has(at)), emulation, baseline };
}

/**
 * Opens trials over the samples of a split, for localisation and search together.
 * @param tries of both.
 * @throws as `openTrials` does.
 */
export async function openPlanTrials(
  { run, opened, engine, workFolder, config, signal }: PlanTrialContext,
  { searched, emulation }: SampleSplit,
  { tries, candidates }: { readonly tries: number; readonly candidates: readonly string[] | undefined },
): Promise<TrialRunner<TrialOutcome>> {
  return await openTrials<TrialOutcome>({
    model: run.model,
    original: opened,
    knownTypes: run.knownTypes,
    samples: searched.map(engineSample),
    workFolder,
    timeoutMs: config.timeoutMs,
    openSession: async () => await engine.open({ workFolder, threads: config.threads, signal }),
    judge: (outputs) => judgePlan(searched, outputs, config),
    budget: { tries, wallMs: config.overrides.timeMs },
    known: [{ plan: everythingFp16, outputs: emulation }],
    ...(candidates === undefined ? {} : { candidates }),
    signal,
  });
}
