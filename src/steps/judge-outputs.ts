import { judgeRun } from "../compare/judge.ts";
import { compareRun, type SamplePair } from "../compare/outputs.ts";
import { toleranceFor } from "../compare/tolerance.ts";
import type { LimitConfig } from "../config/config.ts";
import type { Sample } from "../files/samples.ts";
import type { OutputTensors } from "../ports.ts";
import type { GateRecord, JudgedLeg } from "../report/gate-record.ts";
import type { LegKind } from "../verdict/leg.ts";

/** Compares one leg's outputs with the reference and applies the limits. */
export function judgeOutputs(
  kind: LegKind,
  pairs: readonly SamplePair[],
  limits: LimitConfig,
  record: GateRecord,
): JudgedLeg {
  const startMs = performance.now();
  const { tolerances, match, extraOutputs } = limits;
  const comparison = compareRun(pairs, { tolerances, match, extraOutputs });
  for (const name of comparison.names) {
    const unit = toleranceFor(name, tolerances)?.unit;
    if (unit !== undefined) record.units.set(name, unit);
  }
  const judgement = judgeRun(comparison, tolerances, {
    noiseFloors: new Map(
      record.conversion?.comparison.outputs.map(({ name, metrics }) => [name, metrics.maxAbs]),
    ),
  });
  record.timings.compareMs = (record.timings.compareMs ?? 0) + performance.now() - startMs;
  return { kind, sampleCount: pairs.length, comparison, judgement };
}

/** The same for one set of outputs per sample. */
export function compareLeg(
  kind: LegKind,
  samples: readonly Sample[],
  candidates: readonly OutputTensors[],
  limits: LimitConfig,
  record: GateRecord,
): JudgedLeg {
  const pairs = samples.map(
    ({ id, reference }, at): SamplePair => ({
      sample: id,
      reference,
      candidate: candidates[at] as OutputTensors,
    }),
  );
  return judgeOutputs(kind, pairs, limits, record);
}
