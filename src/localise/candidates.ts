import type { GraphNode, ModelGraph } from "../onnx/graph.ts";
import { contributions } from "./contribution.ts";
import type { NodeEvidence } from "./evidence.ts";

/** A node that may be to blame, before any trial. */
export interface Candidate {
  readonly id: string;
  /** Largest share of a failing output's error that it can explain, 0 to 1. */
  readonly score: number;
  /** The same per failing output (or group of outputs) that it reaches. */
  readonly scores: ReadonlyMap<string, number>;
  /** Place in an order in which every node comes after what it reads. */
  readonly depth: number;
}

/** Outputs that get a walk of their own; what is beyond shares one. */
const mostWalks = 16;

/** Nodes kept per output: more than anyone will try. */
const mostCandidates = 4096;

/** With fewer, the loudest of the other nodes before the outputs are added with a score of 0. */
const fewCandidates = 16;

/** Below this share of the error (a thousandth of the distance) a node is no candidate. */
const leastScore = 1e-6;

/**
 * Nodes that can explain the failing outputs, best first. Each failing output has its own ranking; they are taken in
 * turns, so that independent defects come up early side by side. Outputs should be given worst first. Where the errors
 * single out only a few nodes, others follow with a score of 0, in case trials contradict the measurements.
 */
export function findCandidates(
  graph: ModelGraph,
  evidence: ReadonlyMap<string, NodeEvidence>,
  failingOutputs: readonly string[],
): Candidate[] {
  const groups = failingOutputs
    .slice(0, mostWalks)
    .map((name): [string, readonly string[]] => [name, [name]]);
  const rest = failingOutputs.slice(mostWalks);
  if (rest.length > 0) groups.push([rest[0] as string, rest]);
  const depths = new Map(graph.nodes.map((node, depth) => [node.id, depth]));
  const scores = new Map<string, Map<string, number>>();
  const rankings = groups.map(([group, names]) => {
    const ranking = [...contributions(graph, evidence, names)]
      .filter(([, { score }]) => score >= leastScore)
      .map(([id, { score }]) => ({ id, score, depth: depths.get(id) ?? 0 }))
      .sort((first, second) => second.score - first.score || first.depth - second.depth)
      .slice(0, mostCandidates);
    for (const { id, score } of ranking) {
      const perGroup = scores.get(id) ?? new Map<string, number>();
      scores.set(id, perGroup.set(group, score));
    }
    return ranking;
  });
  const candidates: Candidate[] = [];
  for (const { id, depth } of inTurns(rankings)) {
    const perGroup = scores.get(id) as Map<string, number>;
    candidates.push({ id, depth, scores: perGroup, score: largest(perGroup.values()) });
  }
  if (candidates.length >= fewCandidates) return candidates;
  const known = new Set(candidates.map(({ id }) => id));
  const others = nodesBefore(graph, failingOutputs)
    .map((id) => evidence.get(id))
    .filter((measured) => measured !== undefined && !known.has(measured.id))
    .sort((first, second) => loudness(second) - loudness(first))
    .map((measured) => ({
      id: measured?.id ?? "",
      score: 0,
      scores: new Map(),
      depth: depths.get(measured?.id ?? "") ?? 0,
    }));
  return [...candidates, ...others.slice(0, fewCandidates - candidates.length)];
}

/** Ids of all nodes on which the outputs depend. */
function nodesBefore(graph: ModelGraph, outputs: readonly string[]): string[] {
  const wanted = new Set(outputs);
  const queue = graph.main.outputs.filter(({ name }) => wanted.has(name));
  const seen = new Set<GraphNode>();
  for (let at = 0; at < queue.length; at += 1) {
    const node = queue[at]?.producer?.node;
    if (node === undefined || seen.has(node)) continue;
    seen.add(node);
    for (const value of node.inputs) if (value !== undefined) queue.push(value);
  }
  return [...seen].map(({ id }) => id);
}

function loudness(measured: NodeEvidence | undefined): number {
  if (measured === undefined) return 0;
  const { nonFinite, relRms } = measured.introduced;
  return nonFinite > 0 || !Number.isFinite(relRms) ? Number.MAX_VALUE : relRms;
}

function inTurns<T extends { readonly id: string }>(rankings: readonly (readonly T[])[]): T[] {
  const seen = new Set<string>();
  const merged: T[] = [];
  const longest = largest(rankings.map((ranking) => ranking.length));
  for (let place = 0; place < longest; place += 1) {
    for (const ranking of rankings) {
      const each = ranking[place];
      if (each === undefined || seen.has(each.id)) continue;
      seen.add(each.id);
      merged.push(each);
    }
  }
  return merged;
}

function largest(numbers: Iterable<number>): number {
  let most = 0;
  for (const number of numbers) most = Math.max(most, number);
  return most;
}
