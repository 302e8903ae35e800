import type { RealEngineConfig } from "../config/engine-config.ts";
import type { EngineAnswer } from "../engines/real-engine.ts";
import { EngineError } from "../errors.ts";
import { type EngineFacts, openEngineCache } from "../files/engine-cache.ts";
import type { GateRecord } from "../report/gate-record.ts";
import type { EngineRuns } from "../runs/engine-runs.ts";

/**
 * Runs the model in FP32 on the engine. On a runner that stays, an engine that a job of this very branch built for the same
 * model, flags, version and device is used again: it only explains. FP16 engines are never kept.
 * @param judged what the FP16 engine gave: it tells version and device.
 */
export async function runFp32(
  runs: EngineRuns,
  judged: EngineAnswer,
  config: RealEngineConfig,
  record: GateRecord,
  environment: NodeJS.ProcessEnv,
): Promise<EngineAnswer> {
  const cache =
    config.name === "tensorrt" || config.name === "trtexec" ? openEngineCache(environment) : undefined;
  if (cache === undefined) return await runs.run({ label: "fp32", plan: "fp32" });
  const facts = factsOf(judged, config, record);
  const engineFile = await cache.find(facts);
  if (engineFile !== undefined) {
    try {
      const answer = await runs.run({ label: "fp32-cached", plan: "fp32", engineFile });
      record.engine?.notes.push("The FP32 engine was built by an earlier job of this branch.");
      return answer;
    } catch (error) {
      // It is built again: whatever is wrong with the stored one says nothing about this model.
      if (!(error instanceof EngineError) || error.category === "storage") throw error;
    }
  }
  const answer = await runs.run({ label: "fp32", plan: "fp32", options: { keepEngine: true } });
  const built = answer.builds[0].build?.engineFile;
  if (built !== undefined) await cache.store(facts, built);
  return answer;
}

function factsOf(
  { engine, typing }: EngineAnswer,
  { name, buildArgs, options, plugins }: RealEngineConfig,
  { model, tool, samples }: GateRecord,
): EngineFacts {
  const { version, device, computeCapability, driver, cuda } = engine;
  return {
    tool: tool.version,
    model: model?.sha256,
    // Sizes of dynamic inputs follow from the samples.
    samples: samples?.sha256,
    engine: { name, version, device, computeCapability, driver, cuda, typing },
    flags: { buildArgs, options, plugins },
  };
}
