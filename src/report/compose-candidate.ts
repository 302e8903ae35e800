import type { ModelComparison } from "../compare/compare-models.ts";
import type { RealisedPrecision } from "../compare/realised-precision.ts";
import type { GateResult } from "./result.ts";

type ResultCandidate = NonNullable<GateResult["candidate"]>;

/** Differences beyond these are counted. */
const mostDifferences = 200;

/** A converted model as the result holds it. */
export function composeCandidate(
  model: ResultCandidate["model"],
  { comparison, precision }: { readonly comparison: ModelComparison; readonly precision: RealisedPrecision },
): ResultCandidate {
  const { differences, matching, constants } = comparison;
  const omitted = differences.length - mostDifferences;
  return {
    model,
    precision,
    nodes: {
      matched: matching.pairs.size,
      reference: matching.referenceCount,
      candidate: matching.candidateCount,
    },
    constants,
    differences: differences.slice(0, mostDifferences).map((difference) => ({ ...difference })),
    ...(omitted > 0 ? { omitted } : {}),
  };
}
