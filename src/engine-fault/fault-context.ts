import type { Config } from "../config/config.ts";
import type { RealEngineConfig } from "../config/engine-config.ts";
import type { EngineSession } from "../engines/engine.ts";
import type { EngineAnswer } from "../engines/real-engine.ts";
import type { OpenedModel } from "../files/model.ts";
import type { Sample } from "../files/samples.ts";
import type { Log } from "../ports.ts";
import { type GateRecord, type JudgedLeg, legPasses } from "../report/gate-record.ts";
import type { EmulatedRun } from "../runs/emulated.ts";
import type { EngineRun, EngineRuns } from "../runs/engine-runs.ts";
import { compareLeg } from "../steps/judge-outputs.ts";

/** What the search for an engine's fault works with: FP16 itself is right, this engine is wrong. */
export interface FaultContext {
  readonly samples: readonly Sample[];
  readonly opened: OpenedModel;
  /** What the judged engine gave. */
  readonly answer: EngineAnswer;
  readonly run: EmulatedRun;
  readonly runs: EngineRuns;
  readonly session: EngineSession;
  readonly workFolder: string;
  readonly engineConfig: RealEngineConfig;
  readonly config: Config;
  readonly record: GateRecord;
  readonly log: Log;
  readonly builds: BuildBudget;
}

/** Builds are what it costs. */
export interface BuildBudget {
  /** Whether there is one left; takes it. */
  take(): boolean;
  count(): number;
}

/** @param most builds in all. */
export function buildBudget(most: number): BuildBudget {
  let count = 0;
  return {
    count: () => count,
    take: () => {
      if (count >= most) return false;
      count += 1;
      return true;
    },
  };
}

/** One more build, judged; undefined when the budget is spent. */
export async function tryBuild(
  context: FaultContext,
  run: EngineRun,
): Promise<{ readonly leg: JudgedLeg; readonly passed: boolean; readonly answer: EngineAnswer } | undefined> {
  const { runs, samples, config, record, builds, log } = context;
  if (!builds.take()) return undefined;
  log.progress(`looking for the engine's fault: ${run.label}`);
  const answer = await runs.run(run);
  const outputs = answer.builds[0].samples.slice(0, samples.length).map((sample) => sample.outputs);
  const kind = run.plan !== "fp32" && run.plan.fp32Nodes.size > 0 ? "engine-mixed" : "engine-fp16";
  const leg = compareLeg(kind, samples, outputs, config, record);
  return { leg, passed: legPasses(leg), answer };
}
