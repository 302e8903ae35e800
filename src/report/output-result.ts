import type { OutputComparison } from "../compare/comparison.ts";
import type { Finding } from "../compare/finding.ts";
import { type Excuse, failsJob } from "../verdict/excuse.ts";
import type { ResultOutput } from "./result.ts";

type ExcusableFinding = Finding & { readonly excuse?: Excuse | undefined };

/** What stands beside the comparison of an output in the result. */
export interface OutputContext {
  readonly unit?: string | undefined;
  /** Largest difference between two identical runs. */
  readonly noiseFloor?: number | undefined;
}

/**
 * One compared output as it stands in the result. Metrics are taken over as they are.
 * @param findings of this leg; those of other outputs are ignored.
 * @param unjudged names of the outputs for which no limit could be chosen.
 */
export function toOutputResult(
  comparison: OutputComparison,
  findings: readonly ExcusableFinding[],
  unjudged: ReadonlySet<string>,
  context: OutputContext = {},
): ResultOutput {
  const own = findings.filter((finding) => finding.output === comparison.name);
  const level = levelOf(own, unjudged.has(comparison.name));
  return {
    name: comparison.name,
    dtype: comparison.dtype,
    candidateDtype: comparison.candidateDtype,
    shape: [...comparison.shape],
    unit: context.unit,
    samples: comparison.samples,
    elements: comparison.elements,
    passed: level === "pass" || level === "warn",
    level,
    metrics: comparison.metrics,
    limits: own.map(({ name, operator, expected, unit, level }) => ({
      metric: name,
      operator,
      value: expected,
      unit,
      level,
    })),
    noiseFloor: context.noiseFloor,
    worst:
      comparison.worst === undefined
        ? undefined
        : { ...comparison.worst, index: [...comparison.worst.index] },
    matching: comparison.matching,
  };
}

function levelOf(findings: readonly ExcusableFinding[], unjudged: boolean): ResultOutput["level"] {
  const crossed = findings.filter((finding) => !finding.passed);
  if (crossed.some(failsJob)) return "fail";
  // Without a single finding nothing was judged, whatever the caller believes.
  if (unjudged || findings.length === 0) return "unjudged";
  return crossed.length > 0 ? "warn" : "pass";
}
