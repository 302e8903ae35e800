import type { Strategy } from "../localise/trial.ts";
import { type Dataflow, findIslands, type Islands, readDataflow, readersOf } from "./islands.ts";
import { mostNodes, passes } from "./minimal-set.ts";
import type { TrialLog } from "./search-trials.ts";

/**
 * The set that people can read and engines like: whole modules of the set's nodes, gaps filled where that saves a
 * cast. Tried; undefined when it is the set itself, has more islands than it, is no small set, or fails. Where whole
 * modules do not fit, only gaps are filled, if that saves casts.
 */
export function* findReadable(
  log: TrialLog,
  fewest: readonly string[],
  modules: ReadonlyMap<string, string> | undefined,
  limit: number,
): Strategy<string[] | undefined> {
  const flow = readDataflow(log.graph, log.floatNodes);
  const own = findIslands(flow, new Set(fewest));
  const whole = fillGaps(flow, wholeModules(log.floatNodes, fewest, modules));
  const filled = fillGaps(flow, fewest);
  const isOffered = (set: ReadonlySet<string>, fits: (islands: Islands) => boolean): boolean =>
    set.size > fewest.length && set.size <= mostNodes(log.floatNodes.length) && fits(findIslands(flow, set));
  const noMoreIslands = ({ groups }: Islands): boolean => groups.length <= own.groups.length;
  if (isOffered(whole, noMoreIslands) && (yield* passes(log, [...whole], limit))) return [...whole];
  const fewerCasts = ({ casts }: Islands): boolean => casts < own.casts;
  if (isOffered(filled, fewerCasts) && (yield* passes(log, [...filled], limit))) return [...filled];
  return undefined;
}

/** The set and every float node of its nodes' modules. The model as a whole (the empty path) is no module. */
export function wholeModules(
  floatNodes: readonly string[],
  set: Iterable<string>,
  modules: ReadonlyMap<string, string> | undefined,
): Set<string> {
  const whole = new Set(set);
  const wanted = new Set([...whole].map((id) => modules?.get(id) ?? "").filter((path) => path !== ""));
  for (const id of floatNodes) {
    if (wanted.has(modules?.get(id) ?? "")) whole.add(id);
  }
  return whole;
}

/** Adds single nodes that read from the set and are read by it, as long as each saves a cast. */
export function fillGaps(flow: Dataflow, set: Iterable<string>): Set<string> {
  const filled = new Set(set);
  let { casts } = findIslands(flow, filled);
  for (const id of gaps(flow, filled)) {
    filled.add(id);
    const now = findIslands(flow, filled).casts;
    if (now < casts) casts = now;
    else filled.delete(id);
  }
  return filled;
}

/** FP16 nodes between two FP32 nodes, in graph order. */
function gaps(flow: Dataflow, set: ReadonlySet<string>): string[] {
  const behind = new Set<string>();
  for (const node of flow.graph.nodes) {
    if (!set.has(node.id)) continue;
    for (const output of node.outputs) {
      if (output !== undefined) for (const reader of readersOf(flow, output)) behind.add(reader.id);
    }
  }
  return flow.graph.nodes
    .filter(({ id, outputs }) => {
      if (!behind.has(id) || set.has(id)) return false;
      return outputs.some(
        (output) => output !== undefined && readersOf(flow, output).some((reader) => set.has(reader.id)),
      );
    })
    .map(({ id }) => id);
}
