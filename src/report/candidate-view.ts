import { formatCount } from "../compare/figure.ts";
import type { GateResult } from "./result.ts";

type ResultCandidate = NonNullable<GateResult["candidate"]>;
export type ResultDifference = ResultCandidate["differences"][number];

/** What a converted model is, and in what it differs from the FP32 model; unescaped. */
export interface CandidateView {
  /** `97 nodes in FP16, 3 in FP32, 5 casts; 134 of 134 nodes found again.` */
  readonly facts: string;
  readonly warnings: readonly ResultDifference[];
  readonly notes: readonly ResultDifference[];
  /** What stands above the differences. */
  readonly lead: string;
  /** Differences that the result does not list. */
  readonly omitted: number;
}

/** Undefined when no converted model was given, or it was never compared. */
export function candidateView({ candidate }: GateResult): CandidateView | undefined {
  if (candidate === undefined) return undefined;
  const { differences, omitted = 0 } = candidate;
  return {
    facts: describeCandidate(candidate),
    lead: leadOf(candidate),
    warnings: differences.filter(({ level }) => level === "warn"),
    notes: differences.filter(({ level }) => level === "note"),
    omitted,
  };
}

/** `fp16Nodes` and the like as a sentence; the result's engine line shows it too. */
export function describePrecision(precision: ResultCandidate["precision"]): string {
  const { fp16Nodes, bf16Nodes, fp32Nodes, casts } = precision;
  const half = [
    ...(fp16Nodes > 0 || bf16Nodes === 0 ? [`${fp16Nodes} in FP16`] : []),
    ...(bf16Nodes > 0 ? [`${bf16Nodes} in BF16`] : []),
  ];
  return `nodes: ${[...half, `${fp32Nodes} in FP32`].join(", ")}; ${formatCount(casts, "cast")}`;
}

function describeCandidate({ precision, nodes, constants }: ResultCandidate): string {
  const found =
    nodes.matched === nodes.reference
      ? `all ${formatCount(nodes.reference, "node")} of the FP32 model found again`
      : `${nodes.matched} of ${formatCount(nodes.reference, "node")} of the FP32 model found again`;
  return `Computing ${describePrecision(precision)}. ${found[0]?.toUpperCase() ?? ""}${found.slice(1)}, ${formatCount(constants, "constant")} compared.`;
}

function leadOf({ precision, differences }: ResultCandidate): string {
  if (differences.some(({ level }) => level === "warn")) {
    return "Where it differs from the FP32 model in more than precision:";
  }
  const { fp16Nodes, bf16Nodes, casts } = precision;
  return fp16Nodes + bf16Nodes + casts === 0
    ? "It does not differ from the FP32 model at all."
    : "It differs from the FP32 model in precision alone.";
}
