import { describeExcess, ratio } from "../localise/rank-excess.ts";
import { quote } from "../onnx/label.ts";
import type {
  FoundPlan,
  SearchFacts,
  SearchFinding,
  SpreadError,
  UnfinishedSearch,
} from "./search-result.ts";

/** The outcome of a search in one or two sentences. */
export function describeSearch(finding: SearchFinding, facts: Omit<SearchFacts, "text">): string {
  switch (finding.kind) {
    case "unneeded":
      return "Everything in FP16 meets the limits: no node has to stay in FP32.";
    case "unreachable":
      return `No plan can meet the limits: even with every node in FP32 the outputs are at ${describeExcess(finding.fp32Excess)}.`;
    case "found":
      return describeFound(finding, facts);
    case "spread":
      return describeSpread(finding);
    case "unfinished":
      return describeUnfinished(finding, facts.tries);
    default:
      return finding satisfies never;
  }
}

function describeFound(
  { fewest }: FoundPlan,
  { isCutShort, baselineExcess, tries }: Omit<SearchFacts, "text">,
): string {
  const effect = `With ${countNodes(fewest.nodes.length)} in FP32 the outputs go from ${describeExcess(baselineExcess)} to ${ratio(fewest.excess)}`;
  const single = fewest.nodes.length === 1;
  const proof = fewest.isUnique
    ? `${single ? "it breaks" : "each of them breaks"} a limit alone in FP16, so no other set this small passes`
    : fewest.isMinimal
      ? `${single ? "it can't" : "none of them can"} go back to FP16`
      : "whether all of them are needed was not shown";
  const cut = isCutShort ? ` The search was cut short after ${countTries(tries)}.` : "";
  return `${effect}; ${proof}.${cut}`;
}

function describeSpread({ outputs, curve, partial }: SpreadError): string {
  const names = outputs.map(quote).join(", ");
  const best = curve.find(({ nodes, share }) => nodes > 0 && share < 1);
  const left =
    best === undefined
      ? ""
      : best.excess > 1
        ? `: with ${countNodes(best.nodes)} in FP32 it is still at ${describeExcess(best.excess)}`
        : `: it takes ${countNodes(best.nodes)} in FP32 to come to ${describeExcess(best.excess)}`;
  const rest =
    partial === undefined
      ? ""
      : ` The other failing outputs are repaired by ${countNodes(partial.nodes.length)} in FP32.`;
  return `No small set of FP32 nodes repairs ${names}${left}. The error is spread over many nodes, or magnified.${rest}`;
}

function describeUnfinished({ best, closest }: UnfinishedSearch, tries: number): string {
  const cut = `The search was cut short after ${countTries(tries)}`;
  if (best !== undefined) {
    return `${cut}; the smallest set that passed so far has ${countNodes(best.nodes.length)}.`;
  }
  return closest === undefined
    ? `${cut}; nothing was tried.`
    : `${cut}; no set that was tried passes, the closest is at ${describeExcess(closest.excess)} with ${countNodes(closest.nodes.length)} in FP32.`;
}

function countNodes(count: number): string {
  return count === 1 ? "1 node" : `${count} nodes`;
}

function countTries(count: number): string {
  return count === 1 ? "1 try" : `${count} tries`;
}
