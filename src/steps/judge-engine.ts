import { setImmediate } from "node:timers/promises";
import type { Config } from "../config/config.ts";
import type { RealEngineConfig } from "../config/engine-config.ts";
import { buildBudget, type FaultContext } from "../engine-fault/fault-context.ts";
import type { EngineAnswer } from "../engines/real-engine.ts";
import { EngineError } from "../errors.ts";
import type { OpenedModel } from "../files/model.ts";
import type { Samples } from "../files/samples.ts";
import { inlineFunctions } from "../onnx/functions.ts";
import { everythingFp16 } from "../onnx/plan.ts";
import { type GateRecord, type JudgedLeg, legPasses } from "../report/gate-record.ts";
import { embeddedEngine } from "../runs/embedded-engine.ts";
import { askForTypes, type EmulatedRun, runEmulated } from "../runs/emulated.ts";
import { type EngineRuns, prepareEngineRuns } from "../runs/engine-runs.ts";
import type { GateSurroundings } from "../surroundings.ts";
import { addEngineLegs } from "./engine-legs.ts";
import { outputsPass } from "./engine-precision.ts";
import { recordEngine } from "./engine-record.ts";
import { addExplanation, addInformingLegs, type OpenedContext } from "./inform.ts";
import { compareLeg } from "./judge-outputs.ts";
import { judgeWorst } from "./judge-worst.ts";
import { noteInputs, openInputs } from "./open-inputs.ts";
import { openRealEngine } from "./open-real-engine.ts";
import { createTryOnEngine } from "./try-on-engine.ts";

/**
 * Judges a model on a real engine: the FP16 engine decides, the emulation explains. What can't be emulated is judged all
 * the same.
 */
export async function judgeOnEngine(
  config: Config,
  engineConfig: RealEngineConfig,
  context: GateSurroundings & { record: GateRecord; workFolder: string },
): Promise<void> {
  const { record, log, workFolder, workingDirectory } = context;
  // Whatever ends this function ends the engine as well: nobody would wait for it.
  const ending = new AbortController();
  const signal = AbortSignal.any([context.signal, ending.signal]);
  record.engine = { name: engineConfig.name, notes: [] };
  const real = openRealEngine(engineConfig, {
    workFolder,
    workingDirectory,
    timeoutMs: config.timeoutMs,
    signal,
    environment: context.environment,
  });
  const engine = embeddedEngine(config.ortPath, { log, signal, environment: context.environment });
  const { opened, samples } = await openInputs(config, context, record);
  const session = await engine.open({ workFolder, threads: config.threads, signal });
  const step = { ...context, engine, session, config, opened: opened as OpenedModel };
  try {
    noteInputs(config, opened, samples, record);
    const knownTypes = await typesOf(step);
    const runs = prepareEngineRuns(step.opened, samples.samples, {
      engine: real,
      typing: engineConfig.typing,
      options: { ...engineConfig.options, plugins: engineConfig.plugins },
      workFolder,
      knownTypes,
    });
    await judgeOpened(samples, engineConfig, { ...step, knownTypes, runs });
  } finally {
    ending.abort();
    // How the explaining engine ends changes nothing: its results were complete, or are missing already.
    await session.close().catch(() => undefined);
    real.close();
    samples.close();
    opened?.close();
  }
}

type Step = OpenedContext & {
  readonly config: Config;
  readonly opened: OpenedModel;
};

/** Undefined when the embedded engine can't load the model: then it can't be emulated, either. */
async function typesOf({
  opened,
  config,
  record,
  ...engine
}: Step): Promise<ReadonlyMap<string, number> | undefined> {
  try {
    return await askForTypes(inlineFunctions(opened.model), opened, {
      ...engine,
      timeoutMs: config.timeoutMs,
    });
  } catch (error) {
    noteUnavailable(record, error);
    return undefined;
  }
}

async function judgeOpened(
  { samples }: Samples,
  engineConfig: RealEngineConfig,
  step: Step & {
    readonly knownTypes: ReadonlyMap<string, number> | undefined;
    readonly runs: EngineRuns;
  },
): Promise<void> {
  const { record, config, runs, log } = step;
  const startMs = performance.now();
  log.progress(`building and running the FP16 engine (${engineConfig.name})`);
  const answering = runs.run({
    label: "fp16",
    plan: everythingFp16,
    want: { layers: engineConfig.name !== "torch", latency: true, repeats: 2, builds: engineConfig.builds },
    ...(engineConfig.engineFile === undefined ? {} : { engineFile: engineConfig.engineFile }),
  });
  // Whoever awaits it gets its error; meanwhile it must not count as unhandled.
  answering.catch(() => undefined);
  // Lets the engine start before the processor is busy with the emulation.
  await setImmediate();
  const run = await emulate(step, samples);
  const answer: EngineAnswer = await answering;
  record.timings.runMs = performance.now() - startMs;
  recordEngine(record, engineConfig, answer, step.opened, runs);
  record.judged = judgeWorst("engine-fp16", samples, answer, config, record);
  const emulation = run && compareLeg("emulation", samples, run.emulation, config, record);
  if (emulation !== undefined) record.explaining.push(emulation);
  await addEngineLegs({ ...step, samples, answer, emulation, engineConfig });
  if (config.explain === "never" || run === undefined) return;
  await addFault({ ...step, samples, answer, run, emulation: emulation as JudgedLeg, engineConfig });
  await addInformingLegs(step.opened, samples, config, step);
  await addExplanation(step.opened, samples, config, {
    ...step,
    run,
    judged: emulation as JudgedLeg,
    tryOnEngine: createTryOnEngine({ ...step, samples, answer, run, engineConfig }),
  });
}

/** FP16 itself is right and this engine is wrong: where, is asked of the engine. It never changes the verdict. */
async function addFault(
  context: Omit<FaultContext, "builds"> & { readonly emulation: JudgedLeg },
): Promise<void> {
  const { record, emulation } = context;
  const isEngines =
    !outputsPass(record.judged as JudgedLeg) &&
    legPasses(emulation) &&
    (record.conversion === undefined || legPasses(record.conversion));
  if (!isEngines || record.engineRun === undefined) return;
  const { buildFault, locateFault } = await import("../engine-fault/locate-fault.ts");
  const { runKernelTests } = await import("../engine-fault/kernel-tests.ts");
  const searching: FaultContext = { ...context, builds: buildBudget(mostFaultBuilds) };
  try {
    const { tests, isRebuiltRight } = await runKernelTests(searching);
    record.engineRun.tests = tests;
    record.engineRun.fault = isRebuiltRight
      ? buildFault(context.engineConfig.name)
      : await locateFault(searching);
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    record.engine?.notes.push(`the engine's fault was not located: ${error.message}`);
  }
}

/** Of one search for an engine's fault: two for the tests, one for the level, the rest for cuts. */
const mostFaultBuilds = 14;

/** The emulation and the FP32 model; undefined, with the reason in the record, when the graph can't be emulated. */
async function emulate(
  { opened, config, record, session, workFolder, log, knownTypes }: Parameters<typeof judgeOpened>[2],
  samples: Samples["samples"],
): Promise<EmulatedRun | undefined> {
  if (knownTypes === undefined) return undefined;
  try {
    return await runEmulated(opened, samples, {
      session,
      workFolder,
      timeoutMs: config.timeoutMs,
      log,
      knownTypes,
      whileRunning: (conversion) => {
        if (conversion === undefined) {
          const reason = "the model is stored in half precision, so there is no FP32 model to compare";
          record.skipped.push({ kind: "conversion", reason });
        } else record.conversion = compareLeg("conversion", samples, conversion, config, record);
      },
    });
  } catch (error) {
    noteUnavailable(record, error);
    return undefined;
  }
}

/** The verdict stands without the emulation. @throws the error when it is not about emulating this model. */
function noteUnavailable(record: GateRecord, error: unknown): void {
  if (!(error instanceof EngineError) || error.category === "storage") throw error;
  record.layersUnavailable = `layers unavailable: ${error.message}`;
  record.skipped.push({ kind: "emulation", reason: error.message });
  if (record.conversion === undefined) {
    record.skipped.push({ kind: "conversion", reason: "the embedded engine can't run this model" });
  }
}
