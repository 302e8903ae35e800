import type { Config } from "./config/config.ts";
import type { OpenedModel } from "./files/model.ts";
import type { Samples } from "./files/samples.ts";
import { createWorkFolder } from "./files/work-folder.ts";
import { composeResult } from "./report/compose-result.ts";
import { emptyRecord, type GateRecord } from "./report/gate-record.ts";
import type { GateResult } from "./report/result.ts";
import { embeddedEngine } from "./runs/embedded-engine.ts";
import { runEmulated } from "./runs/emulated.ts";
import { explainUnavailable, recordedOutputs } from "./runs/recorded.ts";
import { shareSession } from "./runs/shared-session.ts";
import { configOfBase, effectiveConfig } from "./steps/effective-config.ts";
import { addExplanation, addInformingLegs, type OpenedContext } from "./steps/inform.ts";
import { compareLeg } from "./steps/judge-outputs.ts";
import { noteInputs, openInputs } from "./steps/open-inputs.ts";
import { describeConfig, thisEnvironment, tool } from "./steps/provenance.ts";
import { recall } from "./steps/recall.ts";
import type { GateSurroundings } from "./surroundings.ts";
import { describeFailure } from "./verdict/failure.ts";

/**
 * Judges a model by its samples. Whatever goes wrong on the way becomes part of the result: this never throws, and a
 * result without a complete comparison is never a pass.
 */
export async function judge(config: Config, surroundings: GateSurroundings): Promise<GateResult> {
  const startMs = performance.now();
  const record = emptyRecord(tool, config.enforce);
  record.environment = thisEnvironment();
  try {
    await collect(await judgedBy(config, surroundings, record), surroundings, record);
  } catch (error) {
    record.failures.push(describeFailure(error));
  }
  record.timings.totalMs = performance.now() - startMs;
  return composeResult(record);
}

/** Recalls earlier jobs, and settles by whose limits this one is judged. */
async function judgedBy(config: Config, surroundings: GateSurroundings, record: GateRecord): Promise<Config> {
  record.config = describeConfig(config);
  const memory = await recall(config, surroundings);
  record.memory = memory;
  record.config = describeConfig(config, memory.effective);
  if (config.memory.configFrom === "own") return config;
  const based = configOfBase(config, memory.recollection.base?.facts);
  const effective = effectiveConfig(based, memory.effective.baseline);
  record.enforcement = based.enforce;
  record.memory = { ...memory, effective, enforce: based.enforce };
  record.config = describeConfig(based, effective);
  return based;
}

/** The result of a run that ended before it had a configuration. */
export function failedResult(error: unknown): GateResult {
  const record = emptyRecord(tool, "fail");
  record.environment = thisEnvironment();
  record.failures.push(describeFailure(error));
  return composeResult(record);
}

/** The steps, in order. What each learns is kept in the record, also when a later one fails. */
async function collect(config: Config, surroundings: GateSurroundings, record: GateRecord): Promise<void> {
  const work = createWorkFolder();
  const { realEngine } = config;
  try {
    if (config.engine === "recorded") await judgeRecorded(config, surroundings, record);
    else if (realEngine !== undefined) {
      // Loaded when it is needed.
      const { judgeOnEngine } = await import("./steps/judge-engine.ts");
      await judgeOnEngine(config, realEngine, { ...surroundings, record, workFolder: work.path });
    } else await judgeEmulated(config, { ...surroundings, record, workFolder: work.path });
  } finally {
    if (realEngine?.keepWork === true) surroundings.log.info(`Work folder: ${work.keep()}`);
    else work.remove();
  }
}

async function judgeRecorded(
  config: Config,
  surroundings: GateSurroundings,
  record: GateRecord,
): Promise<void> {
  record.engine = { name: "recorded", notes: [] };
  const { opened, samples } = await openInputs(config, surroundings, record);
  try {
    noteInputs(config, opened, samples, record);
    record.skipped.push({
      kind: "conversion",
      reason: "recorded outputs are compared without running anything",
    });
    const unavailable = opened === undefined ? undefined : explainUnavailable(opened);
    if (unavailable !== undefined) record.layersUnavailable = `layers unavailable: ${unavailable}`;
    const candidates = recordedOutputs(samples.samples);
    record.judged = compareLeg("engine-fp16", samples.samples, candidates, config, record);
  } finally {
    samples.close();
    opened?.close();
  }
}

async function judgeEmulated(
  config: Config,
  context: GateSurroundings & { record: GateRecord; workFolder: string },
): Promise<void> {
  const { record, log, signal, environment, workFolder } = context;
  const engine = embeddedEngine(config.ortPath, { log, signal, environment });
  record.engine = { name: "emulated", version: engine.version, notes: [] };
  // The engine starts first and gets ready while model and samples are read.
  const options = { workFolder, threads: config.threads, signal };
  const session = await engine.open(options);
  const shared = shareSession(engine, session, options);
  try {
    const { opened, samples } = await openInputs(config, context, record);
    try {
      const opening = { ...context, engine: shared.engine, session };
      if (config.candidate === undefined) await judgeOpened(opened as OpenedModel, samples, config, opening);
      else {
        const { judgeCandidate } = await import("./steps/judge-candidate.ts");
        await judgeCandidate(config.candidate, opened as OpenedModel, samples, config, opening);
      }
    } catch (error) {
      if (record.samples === undefined) noteInputs(config, opened, samples, record);
      throw error;
    } finally {
      samples.close();
      opened?.close();
    }
  } catch (error) {
    // What went wrong says more than how the engine, stopped in the middle, ended.
    await session.close().catch(() => undefined);
    throw error;
  }
  await shared.close();
}

async function judgeOpened(
  opened: OpenedModel,
  { samples, ...files }: Samples,
  config: Config,
  context: OpenedContext,
): Promise<void> {
  const { record, session, workFolder, log } = context;
  const { timeoutMs, overrides } = config;
  const given = overrides.planPath === undefined ? undefined : await import("./steps/given-plan.ts");
  const plan = given?.readGivenPlan(overrides.planPath as string, context.workingDirectory, opened);
  const run = await runEmulated(opened, samples, {
    session,
    workFolder,
    timeoutMs,
    log,
    ...(plan === undefined ? {} : { plan }),
    whileRunning: (conversion) => {
      noteInputs(config, opened, { samples, ...files }, record);
      if (conversion === undefined) {
        const reason = "the model is stored in half precision, so there is no FP32 model to compare";
        record.skipped.push({ kind: "conversion", reason });
      } else record.conversion = compareLeg("conversion", samples, conversion, config, record);
    },
  });
  record.engine?.notes.push(...run.notes);
  record.timings.emulateMs = run.emulateMs;
  record.timings.runMs = run.runMs;
  record.judged = compareLeg("emulation", samples, run.emulation, config, record);
  if (given !== undefined && plan !== undefined) {
    record.repair = given.describeGivenPlan(overrides.planPath as string, plan, {
      run,
      judged: record.judged,
    });
  }
  if (config.explain === "never") return;
  await addInformingLegs(opened, samples, config, context);
  if (plan === undefined) {
    await addExplanation(opened, samples, config, { ...context, run, judged: record.judged });
  }
}
