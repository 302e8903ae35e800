import type { GraphNode, ModelGraph, Value } from "./graph.ts";
import { isTransparent, sourceThrough, storedConstant } from "./look-through.ts";
import type { ValueTypes } from "./types.ts";

/** A model whose nodes are to be told apart, with the types of its values. */
export interface TypedGraph {
  readonly graph: ModelGraph;
  readonly types: ValueTypes;
}

/** Which node of a converted model does the work of which node of the original. */
export interface NodeMatching {
  /** By node of the original. */
  readonly pairs: ReadonlyMap<GraphNode, GraphNode>;
  /** Nodes of the original without a counterpart, and of the converted model; Casts between float types left out. */
  readonly missing: readonly GraphNode[];
  readonly added: readonly GraphNode[];
  /** Nodes that an output depends on and that count at all, on either side. */
  readonly referenceCount: number;
  readonly candidateCount: number;
}

/** Below this share of pairs whose inputs agree, equal names are a coincidence of two numberings. */
const leastConsistent = 0.8;

/**
 * Pairs the nodes of two models: by name where names are kept, and by what they read and who reads them where they
 * are not. Casts between float types and Identity are looked through; nodes that no output depends on are left out.
 */
export function matchNodes(reference: TypedGraph, candidate: TypedGraph): NodeMatching {
  const named = openMatching(reference, candidate, true);
  matchByName(named);
  const matching = isConsistent(named) ? named : openMatching(reference, candidate, false);
  for (let before = -1; before < matching.pairs.size; ) {
    before = matching.pairs.size;
    matchByInputs(matching);
    matchByReaders(matching);
    if (before === matching.pairs.size) matchByName(matching);
  }
  return {
    pairs: matching.pairs,
    missing: matching.left.nodes.filter((node) => !matching.pairs.has(node)),
    added: matching.right.nodes.filter((node) => !matching.taken.has(node)),
    referenceCount: matching.left.nodes.length,
    candidateCount: matching.right.nodes.length,
  };
}

interface Side extends TypedGraph {
  /** Those that count, in graph order. */
  readonly nodes: readonly GraphNode[];
  readonly counted: ReadonlySet<GraphNode>;
  /** By operator and unique name. */
  readonly byName: ReadonlyMap<string, GraphNode>;
}

interface Matching {
  readonly left: Side;
  readonly right: Side;
  readonly pairs: Map<GraphNode, GraphNode>;
  readonly taken: Set<GraphNode>;
  /** Both models number their nodes alike. */
  readonly trustsNames: boolean;
}

function openMatching(reference: TypedGraph, candidate: TypedGraph, trustsNames: boolean): Matching {
  const [left, right] = [openSide(reference), openSide(candidate)];
  return { left, right, pairs: new Map(), taken: new Set(), trustsNames };
}

function openSide({ graph, types }: TypedGraph): Side {
  const live = liveNodes(graph);
  const nodes = graph.nodes.filter(
    (node) => live.has(node) && !isTransparent(node, types) && !isConstantNode(node),
  );
  const byName = new Map<string, GraphNode>();
  const repeated = new Set<string>();
  for (const node of nodes) {
    const key = nameKey(node);
    if (key === undefined) continue;
    if (byName.has(key)) repeated.add(key);
    byName.set(key, node);
  }
  for (const key of repeated) byName.delete(key);
  return { graph, types, nodes, counted: new Set(nodes), byName };
}

/** Nodes that an output depends on; bodies count with their owner. */
function liveNodes(graph: ModelGraph): Set<GraphNode> {
  const live = new Set<GraphNode>();
  const open: (Value | undefined)[] = [...graph.main.outputs];
  while (open.length > 0) {
    const node = open.pop()?.producer?.node;
    if (node === undefined || live.has(node)) continue;
    live.add(node);
    open.push(...node.inputs, ...node.bodies.flatMap((body) => body.scope.outputs));
  }
  return live;
}

function isConstantNode(node: GraphNode): boolean {
  return node.domain === "" && node.proto.opType === "Constant";
}

function operatorOf(node: GraphNode): string {
  return `${node.domain}:${node.proto.opType}`;
}

function nameKey(node: GraphNode): string | undefined {
  return node.proto.name === "" ? undefined : `${operatorOf(node)} ${node.proto.name}`;
}

function pair(matching: Matching, one: GraphNode, other: GraphNode): void {
  matching.pairs.set(one, other);
  matching.taken.add(other);
}

function isFree(matching: Matching, one: GraphNode, other: GraphNode | undefined): other is GraphNode {
  return (
    other !== undefined &&
    matching.right.counted.has(other) &&
    !matching.taken.has(other) &&
    operatorOf(one) === operatorOf(other)
  );
}

function matchByName(matching: Matching): void {
  for (const [key, node] of matching.left.byName) {
    const other = matching.right.byName.get(key);
    if (!matching.pairs.has(node) && isFree(matching, node, other)) pair(matching, node, other);
  }
}

/** Whether most pairs read the outputs of each other's pair. */
function isConsistent(matching: Matching): boolean {
  let agreeing = 0;
  let checked = 0;
  for (const [one, other] of matching.pairs) {
    const states = one.inputs.map((value, at) => compareInputs(matching, value, other.inputs[at]));
    const known = states.filter((state) => state === "same" || state === "different");
    if (known.length === 0) continue;
    checked += 1;
    if (known.every((state) => state === "same")) agreeing += 1;
  }
  return agreeing >= leastConsistent * checked;
}

type InputState = "same" | "different" | "constant" | "unknown";

/** Whether two inputs are the same value of both models, as far as the pairs tell. */
function compareInputs(matching: Matching, one: Value | undefined, other: Value | undefined): InputState {
  if (one === undefined || other === undefined) return one === other ? "unknown" : "different";
  const left = sourceThrough(one, matching.left.types);
  const right = sourceThrough(other, matching.right.types);
  const [isLeft, isRight] = [storedConstant(left), storedConstant(right)].map((each) => each !== undefined);
  if (isLeft === true || isRight === true) return isLeft === isRight ? "constant" : "different";
  if (left.producer === undefined || right.producer === undefined) {
    const isInput = left.producer === right.producer;
    return isInput && left.name === right.name ? "same" : "different";
  }
  const known = matching.pairs.get(left.producer.node);
  if (known === undefined) return matching.taken.has(right.producer.node) ? "different" : "unknown";
  return known === right.producer.node && left.producer.output === right.producer.output
    ? "same"
    : "different";
}

/** A node that reads what its counterpart reads: found from the first of its inputs that is known. */
function matchByInputs(matching: Matching): void {
  for (const node of matching.left.nodes) {
    if (matching.pairs.has(node)) continue;
    const readers = candidatesByInput(matching, node);
    const best = readers
      .map((reader, order) => ({ reader, order, score: matching.trustsNames ? likeness(node, reader) : 0 }))
      .toSorted((first, second) => second.score - first.score || first.order - second.order)[0];
    if (best !== undefined) pair(matching, node, best.reader);
  }
}

function candidatesByInput(matching: Matching, node: GraphNode): GraphNode[] {
  for (const value of node.inputs) {
    const counterpart = value === undefined ? undefined : counterpartOf(matching, value);
    if (counterpart === undefined) continue;
    return readersThrough(matching, counterpart).filter(
      (reader) =>
        isFree(matching, node, reader) &&
        !isClaimed(matching, node, reader) &&
        node.inputs.length === reader.inputs.length &&
        node.inputs.every((each, at) => {
          const state = compareInputs(matching, each, reader.inputs[at]);
          return state === "same" || state === "constant" || (each === undefined && state === "unknown");
        }),
    );
  }
  return [];
}

/** The converted model's value for a value of the original, where its producer is paired or it is a graph input. */
function counterpartOf(matching: Matching, value: Value): Value | undefined {
  const source = sourceThrough(value, matching.left.types);
  if (storedConstant(source) !== undefined) return undefined;
  if (source.producer !== undefined) {
    return matching.pairs.get(source.producer.node)?.outputs[source.producer.output];
  }
  return matching.right.graph.main.inputs.find(({ name }) => name === source.name);
}

/** Whoever reads a value, directly or through Casts; each once. */
function readersThrough(matching: Matching, value: Value): GraphNode[] {
  const readers = new Set<GraphNode>();
  const open = [value];
  for (let each = open.pop(); each !== undefined; each = open.pop()) {
    for (const { node } of each.uses) {
      if (isTransparent(node, matching.right.types)) {
        open.push(...node.outputs.filter((output) => output !== undefined));
      } else {
        readers.add(node);
      }
    }
  }
  return [...readers];
}

/** Another node of the original bears the reader's name. */
function isClaimed({ left, pairs, trustsNames }: Matching, node: GraphNode, reader: GraphNode): boolean {
  const key = trustsNames ? nameKey(reader) : undefined;
  const owner = key === undefined ? undefined : left.byName.get(key);
  return owner !== undefined && owner !== node && !pairs.has(owner);
}

/** How many names two nodes share: their own, their outputs' and their constants'. */
function likeness(one: GraphNode, other: GraphNode): number {
  const isNamedAlike = one.proto.name !== "" && one.proto.name === other.proto.name;
  const outputs = one.proto.output.filter((name, at) => name !== "" && name === other.proto.output[at]);
  const inputs = one.proto.input.filter((name, at) => name !== "" && name === other.proto.input[at]);
  return (isNamedAlike ? 4 : 0) + 2 * outputs.length + inputs.length;
}

/** From the outputs backwards: the producers of what a pair reads, and of what both models return. */
function matchByReaders(matching: Matching): void {
  const { left, right } = matching;
  const byName = new Map(right.graph.main.outputs.map((value) => [value.name, value]));
  for (const output of left.graph.main.outputs) {
    matchProducers(matching, output, byName.get(output.name));
  }
  for (const node of left.nodes.toReversed()) {
    const other = matching.pairs.get(node);
    if (other === undefined) continue;
    node.inputs.forEach((value, at) => matchProducers(matching, value, other.inputs[at]));
  }
}

function matchProducers(matching: Matching, one: Value | undefined, other: Value | undefined): void {
  if (one === undefined || other === undefined) return;
  const left = sourceThrough(one, matching.left.types).producer;
  const right = sourceThrough(other, matching.right.types).producer;
  if (left === undefined || right === undefined || left.output !== right.output) return;
  if (!matching.left.counted.has(left.node) || matching.pairs.has(left.node)) return;
  if (isFree(matching, left.node, right.node) && !isClaimed(matching, left.node, right.node)) {
    pair(matching, left.node, right.node);
  }
}
