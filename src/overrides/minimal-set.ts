import type { Ranking } from "../localise/ranking.ts";
import type { Strategy } from "../localise/trial.ts";
import { orderNodes, type SearchOrder, smallestPassing } from "./search-order.ts";
import {
  allBut,
  excessIn,
  isKnownToFail,
  knownOutcome,
  type TrialLog,
  tryAll,
  tryOne,
} from "./search-trials.ts";

/** No more nodes than this, and a twentieth of the float nodes, are a small set: beyond, nobody reads or keeps it. */
const smallCount = 16;
const smallShare = 1 / 20;
/** A larger set has to be borne out by nodes that break a limit alone, or it fits the rounding of one batch. */
const largestUnconfirmed = 8;
/** So many nodes that break nothing alone, found in a larger set, end the search when they are the majority. */
const mostWeak = 3;
/** So many nodes that break a limit alone, in an error that the measurements call spread: the network magnifies any. */
const leastMagnified = 4;
/** Shares of the float nodes that are tried when no small prefix of the order passes; points of the curve as well. */
export const curveShares = [1 / 8, 1 / 4, 1 / 2, 1] as const;

/** Undefined nodes: no small set passes. */
export interface FoundSet {
  readonly nodes: readonly string[] | undefined;
}

/** Most nodes that a set may have to be offered. */
export function mostNodes(floatNodeCount: number): number {
  return Math.max(smallCount, Math.floor(floatNodeCount * smallShare));
}

/**
 * Finds a set that meets the limit: the shortest prefix of the order that passes, by doubling, then shrunk. Every
 * returned set was tried. Says that none is small where the error has no steps: its last needed node breaks nothing
 * alone although many others are in FP32 already.
 */
export function* findSet(
  log: TrialLog,
  ranking: Ranking,
  limit: number,
  isCalledSpread: boolean,
): Strategy<FoundSet> {
  const order = orderNodes(log, ranking, limit);
  if (isCalledSpread && order.needed.length >= leastMagnified) return { nodes: undefined };
  const start = yield* findStart(log, order, limit, isCalledSpread);
  if (start === undefined) return { nodes: undefined };
  if (yield* isMagnified(log, start, limit)) return { nodes: undefined };
  const nodes = yield* shrink(log, start, limit);
  if (nodes === undefined || nodes.length > mostNodes(log.floatNodes.length)) return { nodes: undefined };
  const isConfirmed = yield* isBorneOut(log, nodes, limit);
  return { nodes: isConfirmed ? nodes : undefined };
}

/** `needed` stays; `doubtful` together with it passes, and is ordered: the first ones are the last to go. */
export interface PassingSet {
  readonly needed: readonly string[];
  readonly doubtful: readonly string[];
}

function* findStart(
  log: TrialLog,
  order: SearchOrder,
  limit: number,
  isCalledSpread: boolean,
): Strategy<PassingSet | undefined> {
  const { needed, others } = order;
  const known = smallestPassing(log, limit);
  if (known !== undefined && known.set.size <= mostNodes(log.floatNodes.length)) {
    const { set } = known;
    return {
      needed: needed.filter((id) => set.has(id)),
      doubtful: others.filter((id) => set.has(id)),
    };
  }
  for (const count of ladder(log, needed.length, others.length)) {
    const doubtful = others.slice(0, count);
    if (yield* passes(log, [...needed, ...doubtful], limit)) return { needed, doubtful };
    // The measurements already speak against a small set: one larger share is enough to agree.
    if (isCalledSpread && count + needed.length >= log.floatNodes.length * curveShares[0]) return undefined;
  }
  return undefined;
}

/**
 * Nodes from anywhere in a large set break the limit alone: the network magnifies any rounding, and to look for those
 * to blame would end with most of the set.
 */
function* isMagnified(log: TrialLog, { doubtful }: PassingSet, limit: number): Strategy<boolean> {
  if (doubtful.length <= mostNodes(log.floatNodes.length)) return false;
  const probes = [1, 2, 3].map((quarter) => doubtful[(doubtful.length * quarter) >> 2] as string);
  const outcomes = yield* tryAll(
    log,
    probes.map((id) => allBut(log, id)),
  );
  return outcomes.filter((outcome) => excessIn(log, outcome) > limit).length >= 2;
}

/** How many of the others are tried with the needed ones. */
function ladder(log: TrialLog, neededCount: number, otherCount: number): number[] {
  const most = mostNodes(log.floatNodes.length);
  const counts = [0];
  for (let count = 1; count + neededCount <= most && count < otherCount; count *= 2) counts.push(count);
  for (const share of curveShares) {
    const count = Math.ceil(log.floatNodes.length * share) - neededCount;
    if (count > (counts.at(-1) ?? 0)) counts.push(Math.min(count, otherCount));
  }
  return counts;
}

/**
 * Takes nodes away until none of the doubtful ones is left: finds, by halving, the shortest prefix of them that still
 * passes; its last node is needed, since without it (and with more than the final set) the limit is broken. Undefined
 * where the set gets larger than `most`, or such a node breaks nothing alone though many others are in FP32 with it:
 * then the error is spread.
 */
export function* shrink(
  log: TrialLog,
  { needed, doubtful: order }: PassingSet,
  limit: number,
  most = mostNodes(log.floatNodes.length),
): Strategy<string[] | undefined> {
  const kept = [...needed];
  const found: string[] = [];
  let doubtful = order;
  let isTight = false;
  while (doubtful.length > 0) {
    let failing = 0;
    let passing = doubtful.length;
    // Where the last one was needed before, the next to last often is: one try instead of a halving.
    if (isTight && passing > 1) {
      if (yield* passes(log, [...kept, ...doubtful.slice(0, passing - 1)], limit)) passing -= 1;
      else failing = passing - 1;
    }
    // Known without a try where a larger set has just failed.
    if (yield* passes(log, kept, limit)) break;
    while (passing - failing > 1) {
      const middle = (failing + passing) >> 1;
      if (yield* passes(log, [...kept, ...doubtful.slice(0, middle)], limit)) passing = middle;
      else failing = middle;
    }
    isTight = passing === doubtful.length;
    const last = doubtful[passing - 1] as string;
    const isLarge = kept.length + passing > mostNodes(log.floatNodes.length);
    if (isLarge && !(yield* breaksAlone(log, last, limit))) return undefined;
    kept.push(last);
    if (kept.length > most) return undefined;
    found.push(last);
    if (order.length > largestUnconfirmed && found.length >= mostWeak) {
      if (yield* areMostlyWeak(log, found, limit)) return undefined;
    }
    doubtful = doubtful.slice(0, passing - 1);
  }
  return kept;
}

/** Several of the nodes found break nothing alone, and they are the majority: an error without culprits. */
function* areMostlyWeak(log: TrialLog, found: readonly string[], limit: number): Strategy<boolean> {
  const outcomes = yield* tryAll(
    log,
    found.map((id) => allBut(log, id)),
  );
  const weak = outcomes.filter((outcome) => excessIn(log, outcome) <= limit).length;
  return weak >= mostWeak && 2 * weak > found.length;
}

/** Small sets may be sums of a few; in a larger one most nodes have to break a limit alone. */
function* isBorneOut(log: TrialLog, nodes: readonly string[], limit: number): Strategy<boolean> {
  if (nodes.length <= largestUnconfirmed) return true;
  let breaking = 0;
  for (const [index, id] of nodes.entries()) {
    if (yield* breaksAlone(log, id, limit)) breaking += 1;
    if (2 * breaking >= nodes.length) return true;
    if (2 * (index + 1 - breaking) > nodes.length) return false;
  }
  return false;
}

function* breaksAlone(log: TrialLog, id: string, limit: number): Strategy<boolean> {
  return excessIn(log, yield* tryOne(log, allBut(log, id))) > limit;
}

/** Tried, unless a larger set is known to fail. */
export function* passes(log: TrialLog, ids: readonly string[], limit: number): Strategy<boolean> {
  const known = knownOutcome(log, ids);
  if (known !== undefined) return excessIn(log, known) <= limit;
  if (isKnownToFail(log, ids, limit)) return false;
  return excessIn(log, yield* tryOne(log, ids)) <= limit;
}
