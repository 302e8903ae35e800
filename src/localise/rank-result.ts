import type { ModelGraph } from "../onnx/graph.ts";
import { quote } from "../onnx/label.ts";
import type { Candidate } from "./candidates.ts";
import { findCause } from "./cause.ts";
import type { NodeEvidence } from "./evidence.ts";
import { divideIntoDefects, type Guilty } from "./rank-defects.ts";
import { describeExcess, excessOf, ratio } from "./rank-excess.ts";
import type { Culprit, ExplanationKind, OutputExplanation } from "./ranking.ts";
import type { TrialOutcome } from "./trial.ts";

/** A few nodes that repair outputs together though none breaks them alone. */
export interface Combination {
  readonly ids: readonly string[];
  readonly outcome: TrialOutcome;
  readonly outputs: readonly string[];
  /** Nodes that were in FP32 in that trial: `ids` are the best-ranked of them. */
  readonly size: number;
}

/** What the trials showed. */
export interface Findings {
  /** Failing outputs, worst first. */
  readonly outputs: readonly string[];
  /** Everything in FP16. */
  readonly baseline: TrialOutcome | undefined;
  /** The suspects in FP32, the rest in FP16. */
  readonly best: TrialOutcome | undefined;
  readonly suspects: readonly string[];
  readonly guilty: readonly string[];
  /** The guilty nodes in FP32, the rest in FP16. */
  readonly together: TrialOutcome | undefined;
  readonly combination: Combination | undefined;
  readonly alone: ReadonlyMap<string, TrialOutcome>;
  readonly candidates: readonly Candidate[];
}

interface Surroundings {
  readonly graph: ModelGraph;
  readonly evidence: ReadonlyMap<string, NodeEvidence>;
  readonly modules?: ReadonlyMap<string, string>;
}

/** Nodes that alone do less than this share of the damage, while most of it stays without them, are not to blame. */
const leastShareAlone = 0.25;
/** So many nodes, and this share of those tried, must each break an output before its error counts as magnified. */
const leastMagnified = 4;
const magnifiedShare = 0.6;

/** Turns what the trials showed into culprits and one explanation per failing output. */
export function describeRanking(
  findings: Findings,
  surroundings: Surroundings,
): { culprits: Culprit[]; outputs: OutputExplanation[] } {
  const kinds = new Map(findings.outputs.map((output) => [output, kindOf(output, findings, surroundings)]));
  const guilty = findGuilty(findings, kinds, surroundings);
  const defects = divideIntoDefects(guilty, surroundings.graph, surroundings.evidence);
  const culprits = defects.flatMap((defect, index) =>
    defect.map((each) => describeCulprit(each, index + 1, findings, surroundings)),
  );
  const outputs = findings.outputs.map((output) => {
    const ids = culprits.filter((each) => each.outputs.includes(output)).map(({ id }) => id);
    return explainOutput(output, kinds.get(output) ?? "unexplained", ids, findings);
  });
  return { culprits, outputs };
}

function kindOf(output: string, findings: Findings, surroundings: Surroundings): ExplanationKind {
  const { baseline, best, together, combination, alone } = findings;
  if (combination?.outputs.includes(output) === true) return "combined";
  const worstAlone = Math.max(0, ...[...alone.values()].map((outcome) => excessOf(outcome, output, 0)));
  if (worstAlone > 1) {
    const before = excessOf(baseline, output);
    const isUnchanged = excessOf(together, output, 0) > before / 2 && before !== Number.POSITIVE_INFINITY;
    const isDropInTheOcean = isUnchanged && worstAlone < leastShareAlone * before;
    return isDropInTheOcean || isMagnified(output, findings, surroundings) ? "spread" : "localised";
  }
  const isTried = best !== undefined && alone.size > 0;
  return isTried && excessOf(best, output) > 1 && excessOf(best, output) !== Number.POSITIVE_INFINITY
    ? "spread"
    : "unexplained";
}

/**
 * Most of the nodes that were tried break the output, each by nothing but ordinary rounding: then it is the network
 * that magnifies any rounding, and to name those that happened to be tried would be arbitrary.
 */
function isMagnified(output: string, findings: Findings, { graph, evidence }: Surroundings): boolean {
  const guilty = guiltyOf(output, findings);
  if (guilty.length < leastMagnified || guilty.length < magnifiedShare * findings.alone.size) return false;
  return guilty.every((id) => {
    const kind = findCause(id, graph, evidence)?.kind;
    return kind === "rounding" || kind === "amplification";
  });
}

function guiltyOf(output: string, findings: Findings): string[] {
  return [...findings.alone].filter(([, outcome]) => excessOf(outcome, output, 0) > 1).map(([id]) => id);
}

function findGuilty(
  findings: Findings,
  kinds: ReadonlyMap<string, ExplanationKind>,
  { modules }: Surroundings,
): Guilty[] {
  const byId = new Map(findings.candidates.map((candidate) => [candidate.id, candidate]));
  const ids = new Set([...findings.guilty, ...(findings.combination?.ids ?? [])]);
  return [...ids].flatMap((id): Guilty[] => {
    const candidate = byId.get(id);
    const outcome = findings.alone.get(id);
    const outputs = findings.outputs.filter((output) => {
      const isMember = kinds.get(output) === "combined" && findings.combination?.ids.includes(id) === true;
      return isMember || (kinds.get(output) === "localised" && excessOf(outcome, output, 0) > 1);
    });
    if (candidate === undefined || outputs.length === 0) return [];
    const aloneExcess = Math.max(...outputs.map((output) => excessOf(outcome, output, 0)));
    const { score, depth } = candidate;
    return [{ id, score, depth, aloneExcess, outputs, module: modules?.get(id) }];
  });
}

function describeCulprit(
  guilty: Guilty,
  defect: number,
  findings: Findings,
  surroundings: Surroundings,
): Culprit {
  const { id, outputs, aloneExcess } = guilty;
  const outcome = findings.alone.get(id);
  const alone = new Map(
    findings.outputs.flatMap((output) =>
      outcome === undefined ? [] : [[output, excessOf(outcome, output)]],
    ),
  );
  const repairs = outputs.map((output) => repairedExcess(output, findings));
  const isRepaired = repairs.includes(undefined)
    ? undefined
    : repairs.every((excess) => (excess as number) <= 1);
  return {
    id,
    evidence: surroundings.evidence.get(id),
    cause: findCause(id, surroundings.graph, surroundings.evidence),
    score: guilty.score,
    alone,
    aloneExcess,
    isConfirmed: aloneExcess > 1,
    outputs,
    isRepaired,
    defect,
    module: guilty.module,
    text: culpritText(guilty, isRepaired, findings),
  };
}

function culpritText(guilty: Guilty, isRepaired: boolean | undefined, findings: Findings): string {
  const names = guilty.outputs.map(quote).join(", ");
  const isOnly = findings.guilty.length === 1;
  const alone =
    guilty.aloneExcess > 1
      ? `Alone in FP16 it puts ${names} at ${describeExcess(guilty.aloneExcess)}`
      : `Alone in FP16 it breaks no limit, together with others it does (${names})`;
  if (!findings.alone.has(guilty.id))
    return `One of the ${findings.combination?.size ?? 0} nodes that break ${names} together.`;
  if (isRepaired === undefined) return `${alone}.`;
  const subject = isOnly ? "with it in FP32" : "with all culprits in FP32";
  return `${alone}; ${subject} ${isRepaired ? "the limit is met" : "the limit is still broken"}.`;
}

function repairedExcess(output: string, findings: Findings): number | undefined {
  const { combination, together } = findings;
  const outcome = combination?.outputs.includes(output) === true ? combination.outcome : together;
  return outcome === undefined ? undefined : excessOf(outcome, output);
}

function explainOutput(
  output: string,
  kind: ExplanationKind,
  culprits: readonly string[],
  findings: Findings,
): OutputExplanation {
  const excess = excessOf(findings.baseline, output);
  const best = findings.best === undefined ? undefined : excessOf(findings.best, output);
  const shareLeft = best === undefined ? undefined : shareOf(best, excess);
  const repaired = culprits.length === 0 ? undefined : repairedExcess(output, findings);
  const text = `${quote(output)}: ${outputText(output, kind, culprits.length, shareLeft, repaired, findings)}`;
  return { output, kind, excess, repairedExcess: repaired, culprits, shareLeft, text };
}

function shareOf(part: number, whole: number): number {
  if (part === Number.POSITIVE_INFINITY) return 1;
  return whole === Number.POSITIVE_INFINITY || whole === 0 ? 0 : part / whole;
}

function outputText(
  output: string,
  kind: ExplanationKind,
  count: number,
  shareLeft: number | undefined,
  repaired: number | undefined,
  findings: Findings,
): string {
  const nodes = count === 1 ? "one node breaks" : `${count} nodes break`;
  const after =
    repaired === undefined
      ? ""
      : `; with ${count === 1 ? "it" : "them"} in FP32 it is at ${describeExcess(repaired)}`;
  const tried = `${findings.suspects.length} best-ranked nodes`;
  const left = shareLeft === undefined ? "" : `${ratio(100 * shareLeft)} % of the error`;
  switch (kind) {
    case "localised":
      return `${nodes} the limit by ${count === 1 ? "itself" : "themselves"} in FP16${after}.`;
    case "combined":
      return `no node breaks the limit alone, ${findings.combination?.size ?? count} together do${after}.`;
    case "spread": {
      const guilty = guiltyOf(output, findings).length;
      return guilty > 0
        ? `no node is to blame: ordinary rounding of each of ${guilty} nodes (${findings.alone.size} were tried) breaks the limit alone; the network magnifies it.`
        : `no node is to blame: with the ${tried} in FP32, ${left} is still there. Rounding of many nodes adds up.`;
    }
    default:
      return unexplainedText(tried, left, findings);
  }
}

function unexplainedText(tried: string, left: string, findings: Findings): string {
  if (findings.candidates.length === 0) return "not explained: no measured node carries its error.";
  if (findings.best === undefined || findings.alone.size === 0) {
    return "not explained: the budget did not allow the trials.";
  }
  const rest = left === "" ? "" : `, and with the ${tried} in FP32 ${left} is still there`;
  return `not explained: none of the ${findings.alone.size} nodes tried alone in FP16 breaks the limit${rest}.`;
}
