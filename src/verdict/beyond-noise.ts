import type { Finding } from "../compare/finding.ts";
import type { NoiseFloor } from "./decide.ts";

/** An output of a leg, by its largest difference. */
export interface MeasuredOutput {
  readonly name: string;
  readonly metrics: { readonly maxAbs: number };
}

/** Findings without those on outputs that differ by no more than two identical runs do: nothing is blamed for these. */
export function beyondNoise(
  findings: readonly Finding[],
  outputs: readonly MeasuredOutput[],
  noise: readonly NoiseFloor[],
): Finding[] {
  const floors = new Map(
    noise.filter(({ metric }) => metric === "max-abs").map(({ output, value }) => [output, value]),
  );
  const noisy = new Set(
    outputs
      .filter(({ name, metrics }) => metrics.maxAbs <= (floors.get(name) ?? Number.NaN))
      .map(({ name }) => name),
  );
  return findings.filter(({ output }) => !noisy.has(output));
}
