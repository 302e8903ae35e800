import type { Config } from "../config/config.ts";
import type { Engine, EngineSession } from "../engines/engine.ts";
import { describeError } from "../errors.ts";
import type { OpenedModel } from "../files/model.ts";
import type { Sample } from "../files/samples.ts";
import { scanModel } from "../files/scan-model.ts";
import { scanSamples } from "../files/scan-samples.ts";
import type { TryOnEngine } from "../overrides/verified-plan.ts";
import { type GateRecord, type JudgedLeg, legPasses } from "../report/gate-record.ts";
import type { EmulatedRun } from "../runs/emulated.ts";
import type { GateSurroundings } from "../surroundings.ts";
import { rangeLeg } from "../tensor/range-legs.ts";
import { beyondNoise } from "../verdict/beyond-noise.ts";
import { compareLeg } from "./judge-outputs.ts";

/** What the steps after the opening of model and samples share. */
export type OpenedContext = GateSurroundings & {
  readonly record: GateRecord;
  readonly workFolder: string;
  readonly engine: Engine;
  readonly session: EngineSession;
};

/**
 * Says which nodes make FP16 break a limit. The explanation never changes the verdict: when it can't be had, the result
 * says why.
 * @param context.judged the emulation: trials can only be held against that.
 */
export async function addExplanation(
  opened: OpenedModel,
  samples: readonly Sample[],
  config: Config,
  {
    record,
    judged,
    ...context
  }: OpenedContext & {
    readonly run: EmulatedRun;
    readonly judged: JudgedLeg;
    readonly tryOnEngine?: TryOnEngine;
  },
): Promise<void> {
  const startMs = performance.now();
  const isConverted = record.conversion === undefined || legPasses(record.conversion);
  try {
    // Loaded when it is needed: a third of the program.
    const { explain } = await import("./explain.ts");
    const { units, noise } = record;
    const findings = beyondNoise(judged.judgement.findings, judged.comparison.outputs, noise);
    const blamed = { ...judged, judgement: { ...judged.judgement, findings } };
    const explained = await explain({
      ...context,
      opened,
      samples,
      judged: blamed,
      isConverted,
      config,
      units,
    });
    if (explained.explanation !== undefined) record.explanation = explained.explanation;
    if (explained.unexplained !== undefined) record.unexplained = explained.unexplained;
    const { repair } = explained;
    if (repair !== undefined) record.repair = repair;
    if (repair?.kind === "searched") record.timings.searchMs = repair.searchMs;
  } catch (error) {
    record.unexplained = `Layers unavailable: ${describeError(error)}`;
  }
  record.timings.localiseMs = performance.now() - startMs;
}

/** Ranges of inputs and weights, and PyTorch's own low precision: they inform, and decide nothing. */
export async function addInformingLegs(
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
