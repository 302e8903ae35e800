import { excessByOutput } from "../compare/excess.ts";
import { judgeRun } from "../compare/judge.ts";
import { compareRun } from "../compare/outputs.ts";
import type { LimitConfig } from "../config/config.ts";
import type { EngineAnswer } from "../engines/real-engine.ts";
import type { Sample } from "../files/samples.ts";
import type { OutputTensors } from "../ports.ts";
import type { EngineRunResult } from "../report/engine-schema.ts";
import type { GateRecord } from "../report/gate-record.ts";

type Noise = EngineRunResult["noise"][number];

/**
 * Measures how far the same engine is from itself when it runs again, and how far builds of the same model are from
 * each other, by the metrics of the limits. What lies beyond a limit makes that limit useless: `decide` says so. NaN or
 * infinity on one side only is no figure; the worst run is judged, which shows it.
 */
export function addNoise(
  samples: readonly Sample[],
  answer: EngineAnswer,
  limits: LimitConfig,
  record: GateRecord,
): void {
  const [first, ...others] = answer.builds;
  const base = first.samples.map(({ outputs }) => outputs);
  const repeats = first.samples[0]?.repeats.length ?? 0;
  const measured = [
    ...Array.from({ length: repeats }, (_, at) =>
      noiseBetween(
        samples,
        base,
        first.samples.map(({ repeats }) => repeats[at] as OutputTensors),
        limits,
        "run-to-run",
      ),
    ),
    ...others.map((build) =>
      noiseBetween(
        samples,
        base,
        build.samples.map(({ outputs }) => outputs),
        limits,
        "rebuild",
      ),
    ),
  ].flat();
  const largest = new Map<string, Noise>();
  for (const noise of measured) {
    const key = JSON.stringify([noise.kind, noise.output, noise.metric]);
    const known = largest.get(key);
    if (known === undefined || noise.value > known.value) largest.set(key, noise);
  }
  const found = [...largest.values()];
  record.engineRun?.noise.push(...found);
  record.noise.push(...found.map(({ kind, ...floor }) => ({ ...floor, of: kind })));
}

function noiseBetween(
  samples: readonly Sample[],
  one: readonly OutputTensors[],
  other: readonly OutputTensors[],
  { tolerances, match, extraOutputs }: LimitConfig,
  kind: Noise["kind"],
): Noise[] {
  const pairs = samples.map(({ id }, at) => ({
    sample: id,
    reference: one[at] as OutputTensors,
    candidate: other[at] as OutputTensors,
  }));
  const { findings } = judgeRun(compareRun(pairs, { tolerances, match, extraOutputs }), tolerances);
  const broken = new Set(
    [...excessByOutput(findings.filter(({ name }) => name === "non-finite" || name === "shape"))]
      .filter(([, excess]) => excess > 0)
      .map(([output]) => output),
  );
  return findings.flatMap(({ output, name, operator, actual, level, unit }) =>
    level === "fail" && operator === "<=" && typeof actual === "number" && actual > 0 && !broken.has(output)
      ? [{ kind, output, metric: name, value: actual, ...(unit === undefined ? {} : { unit }) }]
      : [],
  );
}
