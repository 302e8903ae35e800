import type { Cause } from "../localise/cause.ts";
import type { NodeEvidence, ValueEvidence } from "../localise/evidence.ts";
import type { Histogram } from "../localise/histogram.ts";
import type { Culprit, Ranking } from "../localise/ranking.ts";
import { shortenMiddle } from "./escape.ts";
import type { ResultHazard, ResultLayer, ResultLocalisation, ResultNode } from "./result.ts";

/** Room for `nodes` in result.json, in characters: a result of 100,000 nodes stays below 20 MB. */
export const maxNodesCharacters = 14_000_000;

const digits = 4;
const longestName = 400;

/** Where a culprit comes from, as far as the model's metadata and the checkout tell. */
export type LayerPlace = Pick<
  ResultLayer,
  "key" | "op" | "output" | "module" | "moduleClass" | "source" | "unlinked"
>;

/** One culprit of a ranking as it stands in `layers`. */
export function toLayer(
  culprit: Culprit,
  { outputs }: Pick<Ranking, "outputs">,
  place: LayerPlace,
  histogram?: Histogram,
): ResultLayer {
  const { id, evidence, cause, defect } = culprit;
  const { kind, evidence: reason, advice } = cause ?? unknownCause;
  return {
    node: id,
    ...place,
    defect,
    ...(evidence === undefined ? {} : toFigures(evidence, histogram)),
    breaks: [...culprit.outputs],
    counterfactual: {
      confirmed: culprit.isConfirmed,
      ...(culprit.isRepaired === undefined ? {} : { repaired: culprit.isRepaired }),
      text: culprit.text,
      outputs: outputs
        .filter(({ output }) => culprit.alone.has(output))
        .map(({ output, excess, repairedExcess }) => ({
          output,
          excess,
          aloneExcess: culprit.alone.get(output),
          repairedExcess,
        })),
    },
    cause: { kind, evidence: reason, ...(advice === undefined ? {} : { advice }) },
  };
}

const unknownCause: ResultLayer["cause"] = {
  kind: "unknown",
  evidence: "the trials blame this node, but its measurements do not tell why",
};

function toFigures(evidence: NodeEvidence, histogram?: Histogram): Partial<ResultLayer> {
  const { output, introduced, inherited, total, reference, accumulationAbsSum, worstSample } = evidence;
  return {
    output,
    introduced,
    inherited,
    total,
    referenceAbsMax: reference.absMax,
    nonFinite: evidence.arisingNonFinite,
    headroomBits: evidence.headroomBits,
    range: {
      ...toRange(reference),
      ...(histogram === undefined ? {} : { histogram: { ...histogram, counts: [...histogram.counts] } }),
    },
    ...(accumulationAbsSum === undefined ? {} : { accumulationAbsSum }),
    ...(worstSample === undefined ? {} : { worstSample }),
  };
}

/** A hazard as it stands in `hazards`. */
export function toHazard(evidence: NodeEvidence, cause: Cause, module: string | undefined): ResultHazard {
  const { id, opType, accumulationAbsSum, reference } = evidence;
  return {
    node: shortenMiddle(id, longestName),
    op: opType,
    ...(module === undefined ? {} : { module: shortenMiddle(module, longestName) }),
    accumulationAbsSum: accumulationAbsSum ?? Number.NaN,
    referenceAbsMax: reference.absMax,
    cause: { kind: cause.kind, evidence: cause.evidence, advice: cause.advice },
  };
}

/** What a ranking found, in words: one sentence per failing output. */
export function toLocalisation(
  { culprits, outputs, trials, isCutShort }: Ranking,
  isConverted = true,
): ResultLocalisation {
  const sentences = outputs.map(({ text }) => text);
  const cut = isCutShort ? ["The budget ended before everything worth trying was tried."] : [];
  const text = [...sentences.slice(0, mostSentences), ...more(sentences.length), ...cut].join(" ");
  const spread = outputs.some(({ kind }) => kind === "spread");
  if (outputs.length === 0) return nothingBlamed(isCutShort, isConverted);
  const kind = culprits.length > 0 ? "nodes" : spread ? "spread" : "unavailable";
  return { kind, text, trials: trials.length };
}

/** A budget that ends before the first trial leaves nothing to tell, which is no sign that nothing is wrong. */
function nothingBlamed(isCutShort: boolean, isConverted: boolean): ResultLocalisation {
  if (!isConverted) {
    return { kind: "none", text: "FP32 already differs from PyTorch, so no layer is blamed for FP16." };
  }
  return isCutShort
    ? { kind: "unavailable", text: "Layers unavailable: the budget ended before any node could be tried." }
    : { kind: "none", text: "Nothing fails, so no layer is blamed." };
}

const mostSentences = 5;

function more(count: number): string[] {
  return count > mostSentences ? [`And ${count - mostSentences} outputs more.`] : [];
}

/** The range of a culprit's reference output as it stands in the result. */
export function toRange(values: ValueEvidence): NonNullable<ResultLayer["range"]> {
  const { elements, nonZero, absMax, rms, overflows, flushed, subnormal, nonFinite } = values;
  return { elements, nonZero, absMax, rms, overflows, flushed, subnormal, nonFinite };
}

/**
 * One row of `nodes`, rounded to four digits: enough for charts and for the comparison with the next job.
 * @param place the key that survives a new export, and the module path where it is known.
 */
export function toNodeRow(
  evidence: NodeEvidence,
  place: { readonly key: string; readonly module?: string | undefined },
): ResultNode {
  return {
    node: shortenMiddle(evidence.id, longestName),
    key: shortenMiddle(place.key, longestName),
    op: evidence.opType,
    ...(place.module === undefined ? {} : { module: shortenMiddle(place.module, longestName) }),
    headroomBits: rounded(evidence.headroomBits),
    absMax: rounded(evidence.reference.absMax),
    error: shortError(evidence.total),
    // Light measurements have no errors of the node alone.
    ...(Number.isNaN(evidence.introduced.nonFinite) ? {} : { introduced: shortError(evidence.introduced) }),
  };
}

/**
 * Bounds `nodes`: a graph that is too large loses what can be told from the key (operator, module), then its quietest
 * nodes. What is left stays in graph order.
 */
export function fitNodes(
  nodes: readonly ResultNode[],
  maxCharacters: number = maxNodesCharacters,
): { readonly nodes: ResultNode[]; readonly leftOut: number } {
  if (sizeOf(nodes) <= maxCharacters) return { nodes: [...nodes], leftOut: 0 };
  const bare = nodes.map(({ op: _op, module: _module, ...rest }) => rest);
  const loudest = bare
    .map((node, at) => ({ at, size: sizeOf([node]), loudness: loudnessOf(node) }))
    .sort((first, second) => second.loudness - first.loudness || first.at - second.at);
  const kept = new Set<number>();
  let room = maxCharacters;
  for (const { at, size } of loudest) {
    room -= size;
    if (room < 0) break;
    kept.add(at);
  }
  return { nodes: bare.filter((_, at) => kept.has(at)), leftOut: nodes.length - kept.size };
}

function loudnessOf({ error, introduced, headroomBits = 16 }: ResultNode): number {
  if ((error?.nonFinite ?? 0) > 0 || headroomBits < 0) return Number.POSITIVE_INFINITY;
  const loudness = Math.max(error?.relRms ?? 0, introduced?.relRms ?? 0);
  return Number.isNaN(loudness) ? Number.POSITIVE_INFINITY : loudness;
}

/** Characters of the rows in result.json; each stands on a line of its own, indented. */
function sizeOf(nodes: readonly ResultNode[]): number {
  return nodes.reduce((sum, node) => sum + JSON.stringify(node).length + 6, 0);
}

function shortError({ relRms, max, nonFinite }: NodeEvidence["total"]): NonNullable<ResultNode["error"]> {
  const short = { relRms: rounded(relRms), max: rounded(max) };
  return nonFinite === 0 ? short : { ...short, nonFinite };
}

function rounded(value: number): number {
  return Number.isFinite(value) ? Number(value.toPrecision(digits)) : value;
}
