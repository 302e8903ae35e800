import type { CulpritFacts, JobFacts, NodeFacts, NodeFigure } from "./job-facts.ts";
import type { State } from "./output-states.ts";

export interface LayerState {
  readonly key: string;
  readonly node: string;
  readonly op?: string | undefined;
  readonly module?: string | undefined;
  readonly state: State;
  /** Total error there: rms of the FP16 chain's difference, relative to the reference. */
  readonly before?: NodeFigure | undefined;
  readonly after?: NodeFigure | undefined;
}

export interface LayerStates {
  /** Culprits of either job, new ones first; nodes that are guilty nowhere are counted only. */
  readonly layers: readonly LayerState[];
  readonly counts: Readonly<Record<State, number>>;
}

const order: readonly State[] = ["new", "added", "known", "vanished", "improved", "ok"];
const mostLayers = 100;

/**
 * The state of every layer of either job, matched by key, since exporters renumber names. Undefined when one of the
 * two measured no nodes: then nothing can be said.
 */
export function layerStates(now: JobFacts, base: JobFacts): LayerStates | undefined {
  if (now.nodes.length === 0 || base.nodes.length === 0) return undefined;
  const [after, before] = [indexNodes(now), indexNodes(base)];
  const counts = { ok: 0, known: 0, new: 0, improved: 0, vanished: 0, added: 0 };
  const layers: LayerState[] = [];
  for (const key of new Set([...after.nodes.keys(), ...before.nodes.keys()])) {
    const state = stateOf(key, after, before);
    counts[state] += 1;
    if (after.culprits.has(key) || before.culprits.has(key)) layers.push(describe(key, state, after, before));
  }
  layers.sort((one, other) => order.indexOf(one.state) - order.indexOf(other.state));
  return { layers: layers.slice(0, mostLayers), counts };
}

interface IndexedNodes {
  readonly nodes: ReadonlyMap<string, NodeFacts>;
  readonly culprits: ReadonlyMap<string, CulpritFacts>;
}

function indexNodes({ nodes, layers }: JobFacts): IndexedNodes {
  const keys = new Map(nodes.map(({ node, key }) => [node, key]));
  const culprits = new Map(layers.map((layer) => [layer.key ?? keys.get(layer.node) ?? layer.node, layer]));
  const byKey = new Map(nodes.map((node) => [node.key, node]));
  // A culprit that could not be measured has no row of its own.
  for (const [key, layer] of culprits) if (!byKey.has(key)) byKey.set(key, { ...layer, key });
  return { nodes: byKey, culprits };
}

function stateOf(key: string, after: IndexedNodes, before: IndexedNodes): State {
  if (!after.nodes.has(key)) return "vanished";
  if (!before.nodes.has(key)) return "added";
  if (after.culprits.has(key)) return before.culprits.has(key) ? "known" : "new";
  return before.culprits.has(key) ? "improved" : "ok";
}

function describe(key: string, state: State, after: IndexedNodes, before: IndexedNodes): LayerState {
  const node = (after.nodes.get(key) ?? before.nodes.get(key)) as NodeFacts;
  const culprit = after.culprits.get(key) ?? before.culprits.get(key);
  const op = node.op ?? culprit?.op;
  const module = node.module ?? culprit?.module;
  const [was, is] = [before.nodes.get(key)?.error, after.nodes.get(key)?.error];
  return {
    key,
    node: node.node,
    ...(op === undefined ? {} : { op }),
    ...(module === undefined ? {} : { module }),
    state,
    ...(was === undefined ? {} : { before: shortFigure(was) }),
    ...(is === undefined ? {} : { after: shortFigure(is) }),
  };
}

function shortFigure({ relRms, nonFinite }: NodeFigure): NodeFigure {
  return nonFinite === undefined ? { relRms } : { relRms, nonFinite };
}

/** Outputs that fail because of a layer which is guilty in this job only. */
export function outputsOfNewCulprits(now: JobFacts, states: LayerStates): ReadonlySet<string> {
  const fresh = new Set(
    states.layers.filter(({ state }) => state === "new" || state === "added").map(({ node }) => node),
  );
  return new Set(now.layers.filter(({ node }) => fresh.has(node)).flatMap(({ breaks }) => breaks ?? []));
}
