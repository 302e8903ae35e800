import type { Ranking } from "../localise/ranking.ts";
import type { Strategy } from "../localise/trial.ts";
import { passes, shrink } from "./minimal-set.ts";
import { orderNodes } from "./search-order.ts";
import type { TrialLog } from "./search-trials.ts";

/** A plan that is to hold on other inputs too should meet this part of every limit. */
export const comfortableLimit = 1 / 2;
/** It may cost this many times the nodes of the smallest plan. */
const mostTimes = 2;
/** Suspects among which the additional nodes are looked for, when they are not simply the next ones. */
const searchedCount = 16;

/**
 * The set for half of every limit: the smallest set itself where it meets that already, else with the next suspects
 * in addition. Undefined when that takes more than twice the nodes.
 */
export function* findComfortable(
  log: TrialLog,
  ranking: Ranking,
  fewest: readonly string[],
): Strategy<string[] | undefined> {
  if (yield* passes(log, fewest, comfortableLimit)) return [...fewest];
  const { needed, others } = orderNodes(log, ranking, comfortableLimit);
  const base = [...new Set([...fewest, ...needed])];
  const most = mostTimes * fewest.length;
  if (base.length > most) return undefined;
  const inBase = new Set(base);
  const suspects = others.filter((id) => !inBase.has(id));
  for (const count of new Set([most - base.length, Math.max(most - base.length, searchedCount)])) {
    const doubtful = suspects.slice(0, count);
    if (yield* passes(log, [...base, ...doubtful], comfortableLimit)) {
      return yield* shrink(log, { needed: base, doubtful }, comfortableLimit, most);
    }
  }
  return undefined;
}
