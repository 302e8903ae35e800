import type { SamplePair } from "./compare/outputs.ts";
import type { Config } from "./config/config.ts";
import type { Engine, EngineSession } from "./engines/engine.ts";
import { describeError } from "./errors.ts";
import type { OpenedModel } from "./files/model.ts";
import { openModel } from "./files/model.ts";
import { openSamples, type Sample, type Samples } from "./files/samples.ts";
import { scanModel } from "./files/scan-model.ts";
import { scanSamples } from "./files/scan-samples.ts";
import { createWorkFolder } from "./files/work-folder.ts";
import { judgeOutputs } from "./judge-outputs.ts";
import type { Log, OutputTensors } from "./ports.ts";
import { describeConfig, describeModel, describeSamples, thisEnvironment, tool } from "./provenance.ts";
import {
  composeResult,
  emptyRecord,
  type GateRecord,
  type JudgedLeg,
  legPasses,
} from "./report/compose-result.ts";
import type { GateResult } from "./report/result.ts";
import { embeddedEngine } from "./runs/embedded-engine.ts";
import { type EmulatedRun, runEmulated } from "./runs/emulated.ts";
import { explainUnavailable, recordedOutputs } from "./runs/recorded.ts";
import { rangeLeg } from "./tensor/range-legs.ts";
import type { NoiseFloor } from "./verdict/decide.ts";
import { describeFailure } from "./verdict/failure.ts";
import type { LegKind } from "./verdict/leg.ts";

export interface GateSurroundings {
  readonly log: Log;
  readonly signal: AbortSignal;
  /** Of the process: the checkout is looked for here. */
  readonly workingDirectory: string;
}

/**
 * Judges a model by its samples. Whatever goes wrong on the way becomes part of the result: this never throws, and a
 * result without a complete comparison is never a pass.
 */
export async function judge(config: Config, surroundings: GateSurroundings): Promise<GateResult> {
  const startMs = performance.now();
  const record = emptyRecord(tool, config.enforce);
  record.environment = thisEnvironment();
  record.config = describeConfig(config);
  try {
    await collect(config, surroundings, record);
  } catch (error) {
    record.failures.push(describeFailure(error));
  }
  record.timings.totalMs = performance.now() - startMs;
  return composeResult(record);
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
  try {
    if (config.engine === "recorded") await judgeRecorded(config, surroundings, record);
    else await judgeEmulated(config, { ...surroundings, record, workFolder: work.path });
  } finally {
    work.remove();
  }
}

/** Notes what model and samples are. Their hashes read every byte. */
function noteInputs(
  config: Config,
  opened: OpenedModel | undefined,
  samples: Samples,
  record: GateRecord,
): void {
  if (opened !== undefined) record.model = describeModel(opened);
  record.samples = describeSamples(samples, config.samples);
}

/** Opens model and samples. */
async function openInputs(
  config: Config,
  { log }: GateSurroundings,
  record: GateRecord,
): Promise<{ opened: OpenedModel | undefined; samples: Samples }> {
  const startMs = performance.now();
  const opened = config.model === undefined ? undefined : openModel(config.model);
  const samples = await openSamples(config.samples);
  record.noise.push(...referenceNoise(samples));
  record.timings.readMs = performance.now() - startMs;
  const count = samples.samples.length;
  log.info(`${count} ${count === 1 ? "sample" : "samples"} in ${config.samples}`);
  return { opened, samples };
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
  const { record, log, signal, workFolder } = context;
  const engine = embeddedEngine(config.ortPath, { log, signal });
  record.engine = { name: "emulated", version: engine.version, notes: [] };
  // The engine starts first and gets ready while model and samples are read.
  const session = await engine.open({ workFolder, threads: config.threads, signal });
  try {
    const { opened, samples } = await openInputs(config, context, record);
    try {
      await judgeOpened(opened as OpenedModel, samples, config, { ...context, engine, session });
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
  await session.close();
}

async function judgeOpened(
  opened: OpenedModel,
  { samples, ...files }: Samples,
  config: Config,
  context: OpenedContext,
): Promise<void> {
  const { record, session, workFolder, log } = context;
  const { timeoutMs } = config;
  const run = await runEmulated(opened, samples, {
    session,
    workFolder,
    timeoutMs,
    log,
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
  if (config.explain === "never") return;
  await addInformingLegs(opened, samples, config, context);
  await addExplanation(opened, samples, config, { ...context, run });
}

type OpenedContext = GateSurroundings & {
  readonly record: GateRecord;
  readonly workFolder: string;
  readonly engine: Engine;
  readonly session: EngineSession;
};

/** The explanation never changes the verdict: when it can't be had, the result says why. */
async function addExplanation(
  opened: OpenedModel,
  samples: readonly Sample[],
  config: Config,
  { record, ...context }: OpenedContext & { readonly run: EmulatedRun },
): Promise<void> {
  const startMs = performance.now();
  const isConverted = record.conversion === undefined || legPasses(record.conversion);
  try {
    const judged = record.judged as JudgedLeg;
    // Loaded when it is needed: a third of the program.
    const { explain } = await import("./explain.ts");
    record.explanation = await explain({ ...context, opened, samples, judged, isConverted, config });
  } catch (error) {
    record.unexplained = `Layers unavailable: ${describeError(error)}`;
  }
  record.timings.localiseMs = performance.now() - startMs;
}

/** Ranges of inputs and weights, and PyTorch's own low precision: they inform, and decide nothing. */
async function addInformingLegs(
  opened: OpenedModel,
  samples: readonly Sample[],
  config: Config,
  { record, signal }: GateSurroundings & { record: GateRecord },
): Promise<void> {
  const inputs = await scanSamples(samples, config.samples, signal);
  const weights = await scanModel(opened, { signal });
  record.ranges.push(rangeLeg("inputs", inputs.reports), rangeLeg("weights", weights.reports));
  for (const kind of ["autocast", "half"] as const) {
    const recorded = samples.map((sample) => sample[kind]);
    if (recorded.every((outputs) => outputs !== undefined)) {
      record.pytorch.push(compareLeg(kind, samples, recorded, config, record));
    }
  }
}

function compareLeg(
  kind: LegKind,
  samples: readonly Sample[],
  candidates: readonly OutputTensors[],
  config: Config,
  record: GateRecord,
): JudgedLeg {
  const pairs = samples.map(
    ({ id, reference }, at): SamplePair => ({
      sample: id,
      reference,
      candidate: candidates[at] as OutputTensors,
    }),
  );
  return judgeOutputs(kind, pairs, config, record);
}

/** How far two runs of the reference itself were apart, as the training side measured it. */
function referenceNoise({ manifest }: Samples): NoiseFloor[] {
  return Object.entries(manifest?.runToRunDifference ?? {}).map(([output, value]) => ({
    output,
    metric: "max-abs",
    value,
  }));
}
