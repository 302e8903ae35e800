import { setImmediate } from "node:timers/promises";
import type { Config } from "./config/config.ts";
import type { EngineSession } from "./engines/engine.ts";
import type { OpenedModel } from "./files/model.ts";
import type { Samples } from "./files/samples.ts";
import { createWorkFolder } from "./files/work-folder.ts";
import { emptyRecord, type GateRecord } from "./report/gate-record.ts";
import type { GateResult } from "./report/result.ts";
import { runEmulated } from "./runs/emulated.ts";
import { explainUnavailable, recordedOutputs } from "./runs/recorded.ts";
import { shareSession } from "./runs/shared-session.ts";
import type { EngineStart } from "./runs/started-engine.ts";
import { configOfBase, effectiveConfig } from "./steps/effective-config.ts";
import type { OpenedContext } from "./steps/inform.ts";
import { compareLeg } from "./steps/judge-outputs.ts";
import { noteInputs, openInputs } from "./steps/open-inputs.ts";
import { describeConfig, thisEnvironment, tool } from "./steps/provenance.ts";
import { recall } from "./steps/recall.ts";
import type { GateSurroundings } from "./surroundings.ts";
import { describeFailure } from "./verdict/failure.ts";

/**
 * Judges a model by its samples. Whatever goes wrong on the way becomes part of the result: this never throws, and a
 * result without a complete comparison is never a pass.
 * @param embedded the embedded engine, when it is the one that judges. Whoever started it ends it.
 */
export async function judge(
  config: Config,
  surroundings: GateSurroundings,
  embedded: EngineStart | undefined,
): Promise<GateResult> {
  const startMs = performance.now();
  const record = emptyRecord(tool, config.enforce);
  record.environment = thisEnvironment();
  try {
    await collect(await judgedBy(config, surroundings, record), { ...surroundings, record }, embedded);
  } catch (error) {
    record.failures.push(describeFailure(error));
  }
  record.timings.totalMs = performance.now() - startMs;
  const { composeResult } = await import("./report/compose-result.ts");
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

type JobContext = GateSurroundings & { readonly record: GateRecord };

/** The steps, in order. What each learns is kept in the record, also when a later one fails. */
async function collect(
  config: Config,
  context: JobContext,
  embedded: EngineStart | undefined,
): Promise<void> {
  const { realEngine } = config;
  if (config.engine === "recorded") await judgeRecorded(config, context);
  else if (realEngine !== undefined) await judgeReal(config, realEngine, context);
  else if (embedded !== undefined) await judgeEmulated(config, context, embedded);
  else throw new Error("the embedded engine was not started");
}

async function judgeReal(
  config: Config,
  realEngine: NonNullable<Config["realEngine"]>,
  context: JobContext,
): Promise<void> {
  const work = createWorkFolder();
  try {
    // Loaded when it is needed.
    const { judgeOnEngine } = await import("./steps/judge-engine.ts");
    await judgeOnEngine(config, realEngine, { ...context, workFolder: work.path });
  } finally {
    if (realEngine.keepWork) context.log.info(`Work folder: ${work.keep()}`);
    else work.remove();
  }
}

async function judgeRecorded(config: Config, { record, ...surroundings }: JobContext): Promise<void> {
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
  context: JobContext,
  { version, started }: EngineStart,
): Promise<void> {
  const { record } = context;
  record.engine = { name: "emulated", version, notes: [] };
  const { engine, session, options } = started();
  const shared = shareSession(engine, session, options);
  const { opened, samples } = await openInputs(config, context, record);
  try {
    const { workFolder } = options;
    const opening = { ...context, workFolder, engine: shared.engine, session };
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
    whileConverting: () =>
      void Promise.all([import("./report/compose-result.ts"), import("./report/render.ts")]),
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
  if (config.explain === "never") await letEnd(session);
  record.judged = compareLeg("emulation", samples, run.emulation, config, record);
  if (given !== undefined && plan !== undefined) {
    record.repair = given.describeGivenPlan(overrides.planPath as string, plan, {
      run,
      judged: record.judged,
    });
  }
  if (config.explain === "never") return;
  const { addExplanation, addInformingLegs } = await import("./steps/inform.ts");
  await addInformingLegs(opened, samples, config, context);
  if (plan === undefined) {
    await addExplanation(opened, samples, config, { ...context, run, judged: record.judged });
  }
}

/** Nothing more is asked of the engine: its process ends while this one works on. Whoever closes it learns how. */
async function letEnd(session: EngineSession): Promise<void> {
  session.close().catch(() => undefined);
  await setImmediate();
}
