import type { Config } from "../config/config.ts";
import { type OpenedModel, openModel } from "../files/model.ts";
import { openSamples, type Samples } from "../files/samples.ts";
import type { GateRecord } from "../report/gate-record.ts";
import type { GateSurroundings } from "../surroundings.ts";
import type { NoiseFloor } from "../verdict/decide.ts";
import { describeModel, describeSamples } from "./provenance.ts";

/** Notes what model and samples are. Their hashes read every byte. */
export function noteInputs(
  config: Config,
  opened: OpenedModel | undefined,
  samples: Samples,
  record: GateRecord,
): void {
  if (opened !== undefined) record.model = describeModel(opened);
  record.samples = describeSamples(samples, config.samples);
}

/** Opens model and samples. */
export async function openInputs(
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

/** How far two runs of the reference itself were apart, as the training side measured it. */
function referenceNoise({ manifest }: Samples): NoiseFloor[] {
  return Object.entries(manifest?.runToRunDifference ?? {}).map(([output, value]) => ({
    output,
    metric: "max-abs",
    value,
  }));
}
