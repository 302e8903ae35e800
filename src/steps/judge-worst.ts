import { excessByOutput } from "../compare/excess.ts";
import type { LimitConfig } from "../config/config.ts";
import type { EngineAnswer } from "../engines/real-engine.ts";
import type { Sample } from "../files/samples.ts";
import type { OutputTensors } from "../ports.ts";
import { type GateRecord, type JudgedLeg, legPasses } from "../report/gate-record.ts";
import type { LegKind } from "../verdict/leg.ts";
import { compareLeg } from "./judge-outputs.ts";

/**
 * Compares every build and every repeated run with the reference, and keeps the worst: what passes by chance may fail
 * tomorrow.
 */
export function judgeWorst(
  kind: LegKind,
  samples: readonly Sample[],
  answer: EngineAnswer,
  limits: LimitConfig,
  record: GateRecord,
): JudgedLeg {
  const legs = runsOf(answer).map((outputs) => compareLeg(kind, samples, outputs, limits, record));
  return legs.reduce((worst, leg) => (distance(leg) > distance(worst) ? leg : worst));
}

/** Outputs of each run over all samples: every build, and each build's repeats. */
export function runsOf({ builds }: EngineAnswer): (readonly OutputTensors[])[] {
  return builds.flatMap(({ samples }) => {
    const repeats = samples[0]?.repeats.length ?? 0;
    return [
      samples.map(({ outputs }) => outputs),
      ...Array.from({ length: repeats }, (_, at) =>
        samples.map((sample) => sample.repeats[at] as OutputTensors),
      ),
    ];
  });
}

function distance(leg: JudgedLeg): number {
  const largest = Math.max(0, ...excessByOutput(leg.judgement.findings).values());
  return legPasses(leg) ? Math.min(largest, 1) : Math.max(largest, 1 + Number.EPSILON);
}
