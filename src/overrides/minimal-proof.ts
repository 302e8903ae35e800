import type { Strategy } from "../localise/trial.ts";
import type { Member, Proof, Solution } from "./search-result.ts";
import {
  allBut,
  aloneExcess,
  excessIn,
  isMonotone,
  isSubset,
  knownOutcome,
  type TrialLog,
  tryAll,
} from "./search-trials.ts";

/** A node that is alone beyond the limit by less than this factor may owe that to the rounding of one batch. */
const doubtfulTimes = 1.5;

/**
 * Shows of every node of a passing set that it can't go back, and drops those that can. Each node is tried alone in
 * FP16 first: where all of them break a limit, the set is the only smallest one. That more FP32 never hurts is checked
 * at the weakest; where trials contradict it, nothing is inferred any more: every node is taken back and tried. Returns a set that was tried.
 */
export function* proveMinimal(log: TrialLog, nodes: readonly string[], limit: number): Strategy<string[]> {
  let set = [...nodes];
  const canBeUnique = set.every((id) => (aloneExcess(log, id) ?? Number.POSITIVE_INFINITY) > limit);
  if (canBeUnique)
    yield* tryAll(
      log,
      set.map((id) => allBut(log, id)),
    );
  yield* tryAll(
    log,
    weakest(log, set, limit).map((id) => set.filter((other) => other !== id)),
  );
  for (;;) {
    const isConsistent = isMonotone(log, limit);
    const unproved = set.filter((id) => proofOf(log, set, id, limit, isConsistent) === undefined);
    if (unproved.length === 0) return set;
    const outcomes = yield* tryAll(
      log,
      unproved.map((id) => set.filter((other) => other !== id)),
    );
    const removable = unproved
      .map((id, index) => ({ id, excess: excessIn(log, outcomes[index] as (typeof outcomes)[number]) }))
      .filter(({ excess }) => excess <= limit)
      .sort((first, second) => first.excess - second.excess);
    const [easiest] = removable;
    if (easiest !== undefined) set = yield* remove(log, set, removable, limit);
  }
}

/**
 * The inference is checked where it is most likely to be wrong: at the node that does least alone, and at all that do
 * hardly more than the limit allows. Where the set passes without one of them, the trials contradict each other.
 */
function weakest(log: TrialLog, set: readonly string[], limit: number): string[] {
  const alone = (id: string): number => aloneExcess(log, id) ?? Number.POSITIVE_INFINITY;
  const least = Math.min(...set.map(alone));
  const first = set.find((id) => alone(id) === least);
  return set.filter((id) => id === first || alone(id) < doubtfulTimes * limit);
}

/** All that can go, if they can go together; else the one that is missed least. */
function* remove(
  log: TrialLog,
  set: readonly string[],
  removable: readonly { readonly id: string }[],
  limit: number,
): Strategy<string[]> {
  const gone = new Set(removable.map(({ id }) => id));
  const left = set.filter((id) => !gone.has(id));
  const first = set.filter((id) => id !== removable[0]?.id);
  if (gone.size === 1) return first;
  const [outcome] = yield* tryAll(log, [left]);
  return outcome !== undefined && excessIn(log, outcome) <= limit ? left : first;
}

/** What was tried that shows that `id` can't leave the set; undefined when nothing does. */
function proofOf(
  log: TrialLog,
  set: readonly string[],
  id: string,
  limit: number,
  isConsistent: boolean,
): Proof | undefined {
  const others = new Set(set.filter((other) => other !== id));
  const removed = knownOutcome(log, others);
  const isRemoved = removed !== undefined && excessIn(log, removed) > limit;
  if (!isConsistent) return isRemoved ? "removed" : undefined;
  if ((aloneExcess(log, id) ?? 0) > limit) return "alone";
  if (isRemoved) return "removed";
  const isShown = [...log.tried.values()].some(
    (tried) => !tried.set.has(id) && isSubset(others, tried.set) && excessIn(log, tried.outcome) > limit,
  );
  return isShown ? "without" : undefined;
}

/** Everything that is known about a set that was tried; undefined when it was not, or breaks the limit. */
export function describeSolution(
  log: TrialLog,
  nodes: Iterable<string>,
  limit: number,
): Solution | undefined {
  const outcome = knownOutcome(log, nodes);
  if (outcome === undefined || excessIn(log, outcome) > limit) return undefined;
  const wanted = new Set(nodes);
  const ids = log.floatNodes.filter((id) => wanted.has(id));
  const isConsistent = isMonotone(log, limit);
  const members = ids.map((id): Member => {
    const proof = proofOf(log, ids, id, limit, isConsistent);
    return { id, aloneExcess: aloneExcess(log, id), proof };
  });
  return {
    nodes: ids,
    outcome,
    excess: excessIn(log, outcome),
    members,
    isMinimal: members.every(({ proof }) => proof !== undefined),
    isUnique: isConsistent && members.every(({ proof }) => proof === "alone"),
  };
}
