import type { NodeProto } from "onnx-buf";
import { EngineError } from "../errors.ts";
import { type Cause, findCause } from "../localise/cause.ts";
import type { NodeEvidence } from "../localise/evidence.ts";
import type { Culprit, Ranking } from "../localise/ranking.ts";
import { type GraphNode, indexGraph, type ModelGraph, type Scope } from "../onnx/graph.ts";
import { unfold } from "../onnx/unfold.ts";
import { findCourses } from "./body-courses.ts";
import { runTwin } from "./twin-run.ts";
import type { TwinOptions } from "./twin-session.ts";

/** Nodes with bodies that are looked into, one measuring each. */
const mostOwners = 3;
/** Bodies within bodies. */
const mostDepth = 3;

interface InnerCause {
  readonly evidence: NodeEvidence;
  readonly cause: Cause | undefined;
}

/**
 * Measures culprits in the bodies of If, Loop and Scan, which the twin graph tells only as one with the node that owns
 * them: the node is replaced by what it does in the samples, so that inner nodes are nodes like any other. Of several
 * rounds the worst counts. What can't be measured so stays as it is.
 */
export async function explainBodies(options: TwinOptions, ranking: Ranking): Promise<Ranking> {
  const open = ranking.culprits.filter(({ evidence }) => evidence === undefined);
  if (open.length === 0) return ranking;
  const targets = new Map(open.map(({ id }) => [id, id]));
  const found = await measureBodies(options, targets, mostDepth);
  return {
    ...ranking,
    culprits: ranking.culprits.map((culprit): Culprit => {
      const inner = found.get(culprit.id);
      return inner === undefined ? culprit : { ...culprit, ...inner };
    }),
  };
}

/**
 * By ids of the model that was judged.
 * @param targets ids in this model, with the id that each has in the model that was judged.
 */
async function measureBodies(
  options: TwinOptions,
  targets: ReadonlyMap<string, string>,
  depth: number,
): Promise<Map<string, InnerCause>> {
  const graph = indexGraph(options.model);
  const found = new Map<string, InnerCause>();
  for (const [owner, inner] of [...byOwner(graph, targets)].slice(0, mostOwners)) {
    try {
      for (const [id, cause] of await measureOwner(options, graph, owner, inner, depth)) {
        const original = targets.get(id) ?? id;
        const known = found.get(original);
        if (known !== undefined && loudness(known.evidence) >= loudness(cause.evidence)) continue;
        found.set(original, { ...cause, evidence: { ...cause.evidence, id: original } });
      }
    } catch (error) {
      // The layers stand without a cause for these.
      if (!(error instanceof EngineError)) throw error;
    }
  }
  return found;
}

/** Ids of the targets, by the node of the main graph whose bodies they are in. */
function byOwner(graph: ModelGraph, targets: ReadonlyMap<string, string>): Map<GraphNode, string[]> {
  const owners = new Map<Scope, GraphNode>();
  const visit = (node: GraphNode, owner: GraphNode): void => {
    for (const { scope } of node.bodies) {
      owners.set(scope, owner);
      scope.nodes.forEach((inner) => visit(inner, owner));
    }
  };
  graph.main.nodes.forEach((node) => visit(node, node));
  const grouped = new Map<GraphNode, string[]>();
  for (const id of targets.keys()) {
    const node = graph.nodeById.get(id);
    const owner = node === undefined ? undefined : owners.get(node.scope);
    if (owner !== undefined) grouped.set(owner, [...(grouped.get(owner) ?? []), id]);
  }
  return grouped;
}

async function measureOwner(
  options: TwinOptions,
  graph: ModelGraph,
  owner: GraphNode,
  ids: readonly string[],
  depth: number,
): Promise<[string, InnerCause][]> {
  const results: [string, InnerCause][] = [];
  for (const { course, samples } of await findCourses(options, graph, owner)) {
    const { model, copies } = unfold(graph, owner, course);
    const unfolded = indexGraph(model);
    const copiesOf = new Map<string, string[]>();
    for (const { proto, id } of unfolded.nodes) {
      const original = copies.get(proto);
      if (original !== undefined) copiesOf.set(original, [...(copiesOf.get(original) ?? []), id]);
    }
    const here = ids.filter((id) => copiesOf.has(id));
    const deeper = deeperTargets(graph, unfolded, copies, ids);
    const narrowed = { ...options, model, samples };
    if (here.length > 0) {
      const { evidence } = await runTwin({ ...narrowed, detail: "full" });
      const byId = new Map(evidence.map((node) => [node.id, node]));
      for (const id of here) {
        const measured = (copiesOf.get(id) ?? []).flatMap((copy) => byId.get(copy) ?? []);
        const [worst] = measured.sort((one, other) => loudness(other) - loudness(one));
        if (worst === undefined) continue;
        results.push([id, { evidence: worst, cause: findCause(worst.id, unfolded, byId) }]);
      }
    }
    if (deeper.size > 0 && depth > 1) {
      results.push(...(await measureBodies(narrowed, deeper, depth - 1)));
    }
  }
  return results;
}

/** Targets that lie in bodies within the body: the same node in each copy, found by its place. */
function deeperTargets(
  graph: ModelGraph,
  unfolded: ModelGraph,
  copies: ReadonlyMap<NodeProto, string>,
  ids: readonly string[],
): Map<string, string> {
  const wanted = new Set(ids);
  const deeper = new Map<string, string>();
  const compare = (original: GraphNode, copy: GraphNode): void => {
    for (const [at, { scope }] of original.bodies.entries()) {
      for (const [place, inner] of scope.nodes.entries()) {
        const twin = copy.bodies[at]?.scope.nodes[place];
        if (twin === undefined) continue;
        if (wanted.has(inner.id)) deeper.set(twin.id, inner.id);
        compare(inner, twin);
      }
    }
  };
  for (const copy of unfolded.main.nodes) {
    const original = graph.nodeById.get(copies.get(copy.proto) ?? "");
    if (original !== undefined) compare(original, copy);
  }
  return deeper;
}

function loudness({ introduced, total }: NodeEvidence): number {
  const isBroken = introduced.nonFinite > 0 || Number.isNaN(introduced.relRms);
  return (isBroken ? 1e300 : Math.min(introduced.relRms, 1e200)) + (total.nonFinite > 0 ? 1e100 : 0);
}
