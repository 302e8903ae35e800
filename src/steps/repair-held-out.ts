import type { LimitConfig } from "../config/config.ts";
import type { EngineSample } from "../engines/engine.ts";
import { describeError } from "../errors.ts";
import type { Sample } from "../files/samples.ts";
import type { TrialOutcome } from "../localise/trial.ts";
import type { ModelGraph } from "../onnx/graph.ts";
import type { PrecisionPlan } from "../onnx/plan.ts";
import type { HeldOutInput } from "../overrides/search-held-out.ts";
import { heldOutPerturbations, heldOutPlans, type PerturbationKind } from "../overrides/search-held-out.ts";
import { engineSample, type LegOutputs } from "../runs/emulated.ts";
import type { TrialRunner } from "../runs/trials.ts";
import { judgePlan } from "./judge-plan.ts";
import { perturbSample } from "./perturb-sample.ts";

/** What a check on other inputs came to. */
export interface HeldOutRun {
  readonly inputs: readonly HeldOutInput[];
  /** Why there are fewer inputs than there could be. */
  readonly reason: string | undefined;
}

export interface HeldOutContext {
  readonly runner: TrialRunner<TrialOutcome>;
  readonly graph: ModelGraph;
  readonly samples: readonly Sample[];
  readonly config: LimitConfig;
}

/** Inputs of one job. */
const inputsPerJob = 4;

/** Each sample of `outputs` by itself: how far a plan is beyond the limits there. */
export function judgeEach(
  samples: readonly Sample[],
  outputs: LegOutputs,
  config: LimitConfig,
): HeldOutInput[] {
  return samples.map((sample, at) => {
    const own = outputs[at];
    const { excess } = judgePlan([sample], own === undefined ? [] : [own], config);
    return { kind: "held-back", excess };
  });
}

/**
 * Runs a plan on changed copies of the samples, with every node in FP32 as the reference, as long as the budget's time
 * lasts. That a copy can't be run says nothing about the plan: it is a reason to stop, not an error.
 */
export async function checkPerturbed(plan: PrecisionPlan, context: HeldOutContext): Promise<HeldOutRun> {
  const { runner, graph, samples } = context;
  const { reference, candidate } = heldOutPlans(graph, plan);
  const inputs: HeldOutInput[] = [];
  for (let at = 0; at < heldOutPerturbations.length; at += inputsPerJob) {
    if (runner.leftMs() === 0) return { inputs, reason: "the time for the search was spent" };
    const copies = changedCopies(samples, at);
    if (copies.length === 0) continue;
    try {
      const [references, candidates] = await runner.outputs(
        [reference, candidate],
        copies.map(({ sample }) => sample),
      );
      inputs.push(...copies.map((copy, index) => judgeCopy(copy, index, references, candidates, context)));
    } catch (error) {
      return { inputs, reason: `changed copies of the samples could not be run: ${describeError(error)}` };
    }
  }
  const reason = inputs.length === 0 ? "the model has no float inputs that could be changed" : undefined;
  return { inputs, reason };
}

interface ChangedCopy {
  readonly kind: PerturbationKind;
  readonly sample: EngineSample;
}

/** Copies for the next job; the samples take turns. */
function changedCopies(samples: readonly Sample[], from: number): ChangedCopy[] {
  return heldOutPerturbations.slice(from, from + inputsPerJob).flatMap((perturbation, at) => {
    const original = samples[(from + at) % samples.length];
    const sample = original === undefined ? undefined : perturbSample(engineSample(original), perturbation);
    return sample === undefined ? [] : [{ kind: perturbation.kind, sample }];
  });
}

function judgeCopy(
  { kind, sample: { id } }: ChangedCopy,
  index: number,
  references: LegOutputs | undefined,
  candidates: LegOutputs | undefined,
  { config }: HeldOutContext,
): HeldOutInput {
  const reference = references?.[index] ?? new Map();
  const candidate = candidates?.[index] ?? new Map();
  return { kind, excess: judgePlan([{ id, reference }], [candidate], config).excess };
}
