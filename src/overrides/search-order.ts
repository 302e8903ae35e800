import type { Ranking } from "../localise/ranking.ts";
import { aloneExcess, excessIn, type TrialLog, type TriedSet } from "./search-trials.ts";

/** A node that does this share of the allowed damage alone is looked at before those that were not tried alone. */
const weightyShare = 0.1;

export interface SearchOrder {
  /** Nodes that break a limit alone: every set needs them, if errors are monotone. */
  readonly needed: readonly string[];
  /** All other float nodes, most suspect first. */
  readonly others: readonly string[];
}

/**
 * Where to look first: nodes that do much alone, then the ranking, then those that do little alone, then what was not
 * ranked, in graph order.
 */
export function orderNodes(log: TrialLog, ranking: Ranking, limit: number): SearchOrder {
  const needed: string[] = [];
  const weighty: { id: string; alone: number }[] = [];
  const untried: string[] = [];
  const light: string[] = [];
  const ranked = new Set(ranking.candidates.map(({ id }) => id).filter((id) => log.place.has(id)));
  for (const id of ranked) {
    const alone = aloneExcess(log, id);
    if (alone === undefined) untried.push(id);
    else if (alone > limit) needed.push(id);
    else if (alone >= weightyShare * limit) weighty.push({ id, alone });
    else light.push(id);
  }
  weighty.sort((first, second) => second.alone - first.alone);
  const rest = log.floatNodes.filter((id) => !ranked.has(id));
  return { needed, others: [...weighty.map(({ id }) => id), ...untried, ...light, ...rest] };
}

/** Smallest set that was tried and passes. */
export function smallestPassing(log: TrialLog, limit: number): TriedSet | undefined {
  let smallest: TriedSet | undefined;
  for (const tried of log.tried.values()) {
    const isSmaller = smallest === undefined || tried.set.size < smallest.set.size;
    if (isSmaller && excessIn(log, tried.outcome) <= limit) smallest = tried;
  }
  return smallest;
}
