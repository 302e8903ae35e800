import { z } from "zod";
import { EngineError } from "../../errors.ts";
import type { EngineLatency } from "../real-engine.ts";

const timesSchema = z.array(z.looseObject({ computeMs: z.number() })).min(1);

/** Median and p95 of the GPU time in `--exportTimes`. @throws EngineError `protocol` */
export function readTimes(text: string): EngineLatency {
  let parsed: ReturnType<typeof timesSchema.safeParse>;
  try {
    parsed = timesSchema.safeParse(JSON.parse(text));
  } catch (cause) {
    throw new EngineError("protocol", "trtexec's times are not JSON.", { cause });
  }
  if (!parsed.success) throw new EngineError("protocol", "trtexec's times have a form that is not known.");
  const times = parsed.data.map(({ computeMs }) => computeMs).sort((one, other) => one - other);
  const rank = (share: number): number =>
    times[Math.min(times.length - 1, Math.ceil(share * times.length) - 1)] as number;
  return {
    median: rank(0.5),
    p95: rank(0.95),
    mean: times.reduce((sum, time) => sum + time, 0) / times.length,
    min: times[0],
    max: times.at(-1),
    runs: times.length,
    method: "gpu-events",
    includesTransfers: false,
  };
}
