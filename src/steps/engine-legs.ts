import type { Config } from "../config/config.ts";
import type { RealEngineConfig } from "../config/engine-config.ts";
import type { EngineAnswer } from "../engines/real-engine.ts";
import { EngineError } from "../errors.ts";
import type { Sample } from "../files/samples.ts";
import type { Log } from "../ports.ts";
import type { GateRecord, JudgedLeg } from "../report/gate-record.ts";
import type { EngineRuns } from "../runs/engine-runs.ts";
import { addNoise } from "./engine-noise.ts";
import { addPrecisionFinding, outputsPass } from "./engine-precision.ts";
import { runFp32 } from "./fp32-engine.ts";
import { compareLeg } from "./judge-outputs.ts";

export interface EngineLegsContext {
  readonly samples: readonly Sample[];
  /** What the judged FP16 engine gave. */
  readonly answer: EngineAnswer;
  readonly emulation: JudgedLeg | undefined;
  readonly engineConfig: RealEngineConfig;
  readonly config: Config;
  readonly runs: EngineRuns;
  readonly record: GateRecord;
  readonly log: Log;
  /** Of the process: names the tool cache. */
  readonly environment: NodeJS.ProcessEnv;
}

/**
 * What belongs to the judged engine beside its outputs: how steady it is, what precision it really has, and, when it
 * fails, the same model in FP32 on it, which tells a wrong engine from FP16.
 */
export async function addEngineLegs(context: EngineLegsContext): Promise<void> {
  const { samples, answer, config, record, engineConfig } = context;
  addNoise(samples, answer, config, record);
  addPrecisionFinding(record, engineConfig);
  const judged = record.judged as JudgedLeg;
  if (outputsPass(judged)) {
    record.skipped.push({
      kind: "engine-fp32",
      reason: "the FP16 engine keeps to its limits, so it was not needed",
    });
    return;
  }
  await addFp32Leg(context);
}

async function addFp32Leg({
  samples,
  config,
  record,
  runs,
  log,
  environment,
  engineConfig,
  answer: judged,
}: EngineLegsContext): Promise<void> {
  if (runs.isHalf) {
    const reason = "the model is stored in half precision, so there is no FP32 model to run";
    record.skipped.push({ kind: "engine-fp32", reason });
    return;
  }
  log.progress("building and running the FP32 engine");
  let answer: EngineAnswer;
  try {
    answer = await runFp32(runs, judged, engineConfig, record, environment);
  } catch (error) {
    if (!(error instanceof EngineError) || error.category === "storage") throw error;
    record.skipped.push({ kind: "engine-fp32", reason: error.message });
    return;
  }
  const outputs = answer.builds[0].samples.map((sample) => sample.outputs);
  const leg = compareLeg("engine-fp32", samples, outputs, config, record);
  refuseNonsense(leg, record.judged as JudgedLeg);
  record.explaining.push(leg);
}

/** NaN everywhere in FP16 is a network that overflows; in FP32 as well it is no answer at all. */
function refuseNonsense(fp32: JudgedLeg, judged: JudgedLeg): void {
  const isNothing = ({ comparison }: JudgedLeg): boolean =>
    comparison.outputs.some(({ kind }) => kind === "float") &&
    comparison.outputs.every(
      (output) => output.kind !== "float" || output.metrics.nonFiniteMismatches === output.elements,
    );
  if (!isNothing(fp32) || !isNothing(judged)) return;
  throw new EngineError(
    "protocol",
    "the engine gives NaN or infinity in every element of every output, in FP32 as well.",
    {
      advice: "Nothing can be judged by it: check the driver, its inputs, and the device.",
    },
  );
}
