import { excessByOutput } from "../compare/excess.ts";
import type { Finding } from "../compare/finding.ts";
import { judgeRun } from "../compare/judge.ts";
import { compareRun, type RunComparison, type SamplePair } from "../compare/outputs.ts";
import type { LimitConfig } from "../config/config.ts";
import type { TrialOutcome } from "../localise/trial.ts";
import type { OutputTensors } from "../ports.ts";

/** What outputs are compared with. */
export interface ReferenceSample {
  readonly id: string;
  readonly reference: OutputTensors;
}

/**
 * How far outputs under a plan, one entry per sample, are beyond the limits, as ratios.
 * @throws as `compareRun` and `judgeRun` do.
 */
export function judgePlan(
  samples: readonly ReferenceSample[],
  outputs: readonly OutputTensors[],
  { tolerances, match, extraOutputs }: LimitConfig,
): TrialOutcome {
  const pairs = samples.map(
    ({ id, reference }, at): SamplePair => ({
      sample: id,
      reference,
      candidate: outputs[at] as OutputTensors,
    }),
  );
  const comparison = compareRun(pairs, { tolerances, match, extraOutputs });
  return outcomeOf(comparison, judgeRun(comparison, tolerances).findings);
}

/** How far a comparison is beyond the limits that were applied to it. */
export function outcomeOf(comparison: RunComparison, findings: readonly Finding[]): TrialOutcome {
  const excess = excessByOutput(findings);
  const maxAbs = new Map(comparison.outputs.map(({ name, metrics }) => [name, metrics.maxAbs]));
  return {
    findings,
    excess: Math.max(0, ...excess.values()),
    outputs: new Map(
      [...excess].map(([output, each]) => [
        output,
        { excess: each, maxAbs: maxAbs.get(output) ?? Number.NaN },
      ]),
    ),
  };
}
