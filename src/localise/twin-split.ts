import { dtypeOf } from "../onnx/data-type.ts";
import type { GraphNode, Value } from "../onnx/graph.ts";
import { elementSizeBytes } from "../tensor/dtype.ts";
import type { Stretch } from "./twin.ts";
import { isFloatTensor, type TwinFacts } from "./twin-facts.ts";

/** What one session may take. */
export interface PartLimits {
  /** Memory for the tensors and weights of one part. */
  readonly memoryBytes: number;
  /** Nodes of the model in one part: the engine's preparations grow faster than the number of nodes. */
  readonly nodes: number;
}

/** The parts, and how much memory is estimated for the largest of them and for the graph in one piece. */
export interface Division {
  readonly stretches: readonly Stretch[];
  readonly peakBytes: number;
  readonly wholeBytes: number;
}

/** Weights as stored, rounded to FP16, and as the engine packs them for its kernels. */
const copiesOfWeights = 3;
/** Beside a node's results in both chains: the node on reference inputs, a difference, and its inputs' rounded copies. */
const workingCopies = 3;

/**
 * Cuts the main graph so that each part fits the limits, as far as cuts can do that: a part has one node at least. Cuts
 * lie only where everything that crosses is a dense tensor that may leave the engine. `elementsOf` is the number of
 * elements of a value, undefined where nobody knows (then it counts as nothing).
 */
export function divideGraph(
  facts: TwinFacts,
  elementsOf: (value: Value) => number | undefined,
  limits: PartLimits,
): Division {
  const survey = surveyGraph(facts, elementsOf);
  const count = facts.prepared.graph.main.nodes.length;
  const stretches: Stretch[] = [];
  let peakBytes = 0;
  let start = 0;
  while (start < count) {
    const end = farthestEnd(start, count, survey, limits);
    peakBytes = Math.max(peakBytes, partBytes(start, end, survey));
    stretches.push({ start, end });
    start = end;
  }
  return { stretches, peakBytes, wholeBytes: partBytes(0, count, survey) };
}

interface Survey {
  readonly nodes: readonly GraphNode[];
  /** What each node reads, its bodies included. */
  readonly reads: readonly (readonly Value[])[];
  /** Index of the node that makes a value, and of the last that reads it. */
  readonly madeAt: ReadonlyMap<Value, number>;
  readonly lastReadAt: ReadonlyMap<Value, number>;
  readonly bytesOf: (value: Value) => number;
  /** Positions before which the graph may be cut. */
  readonly mayCut: readonly boolean[];
  /** What has to be carried across a cut before a position. */
  readonly crossingBytes: (position: number) => number;
}

function surveyGraph(facts: TwinFacts, elementsOf: (value: Value) => number | undefined): Survey {
  const { nodes } = facts.prepared.graph.main;
  const madeAt = new Map<Value, number>();
  const lastReadAt = new Map<Value, number>();
  const reads: Value[][] = [];
  for (const [index, node] of nodes.entries()) {
    const read = [...node.inputs, ...(facts.captured.get(node) ?? [])].filter((value) => value !== undefined);
    reads.push([...new Set(read)]);
    read.forEach((value) => lastReadAt.set(value, index));
    node.outputs.forEach((value) => value !== undefined && madeAt.set(value, index));
  }
  const chains = (value: Value): number => (facts.diverged.has(value) ? 2 : 1);
  const bytesOf = (value: Value): number =>
    value.initializer === undefined
      ? chains(value) * (elementsOf(value) ?? 0) * elementBytes(value, facts)
      : copiesOfWeights * storedBytes(value);
  const staying = crossings(nodes.length, madeAt, lastReadAt, (value) => (mayCross(value, facts) ? 0 : 1));
  const carried = crossings(nodes.length, madeAt, lastReadAt, bytesOf);
  return {
    nodes,
    reads,
    madeAt,
    lastReadAt,
    bytesOf,
    mayCut: [...staying].map((count) => count === 0),
    crossingBytes: (position) => carried[position] ?? 0,
  };
}

function elementBytes(value: Value, facts: TwinFacts): number {
  const type = facts.prepared.types.get(value);
  if (isFloatTensor(type)) return 4;
  const dtype = dtypeOf(type?.element ?? 0);
  return dtype === undefined ? 8 : elementSizeBytes[dtype];
}

function storedBytes(value: Value): number {
  return (value.initializer?.dims ?? []).reduce((size, dim) => size * Number(dim), 4);
}

/** By position: the sum of `weigh` over all values that are made before it and read behind it. */
function crossings(
  count: number,
  madeAt: ReadonlyMap<Value, number>,
  lastReadAt: ReadonlyMap<Value, number>,
  weigh: (value: Value) => number,
): Float64Array {
  const sums = new Float64Array(count + 2);
  for (const [value, made] of madeAt) {
    const weight = weigh(value);
    sums[made + 1] = (sums[made + 1] ?? 0) + weight;
    const end = Math.max(lastReadAt.get(value) ?? made, made) + 1;
    sums[end] = (sums[end] ?? 0) - weight;
  }
  for (let position = 1; position < sums.length; position += 1) {
    sums[position] = (sums[position] ?? 0) + (sums[position - 1] ?? 0);
  }
  return sums;
}

/** Sequences, texts and whatever else stays in the engine must not cross a cut. */
function mayCross(value: Value, facts: TwinFacts): boolean {
  const type = facts.prepared.types.get(value);
  return type?.kind === "tensor" && dtypeOf(type.element) !== undefined;
}

/**
 * Where a part that begins at `start` ends: the largest that fits, or rather, of all cuts in its second half, the one
 * across which least has to be carried. At least one node, and as many as it takes to the next place for a cut.
 */
function farthestEnd(start: number, count: number, survey: Survey, limits: PartLimits): number {
  const ends: number[] = [];
  for (let end = start + 1; end <= count && (end - start <= limits.nodes || ends.length === 0); end += 1) {
    if (end === count || survey.mayCut[end] === true) ends.push(end);
  }
  let least = 0;
  let most = ends.length - 1;
  while (least < most) {
    const middle = Math.ceil((least + most) / 2);
    if (partBytes(start, ends[middle] as number, survey) <= limits.memoryBytes) least = middle;
    else most = middle - 1;
  }
  const farthest = ends[least] as number;
  if (farthest === count) return count;
  const half = start + (farthest - start) / 2;
  const second = ends.filter((end) => end >= half && end <= farthest);
  return second.reduce(
    (best, end) => (survey.crossingBytes(end) <= survey.crossingBytes(best) ? end : best),
    farthest,
  );
}

/** Peak of what is in memory while a part runs: what it is given and hands on throughout, the rest while it is needed. */
function partBytes(start: number, end: number, survey: Survey): number {
  const { reads, madeAt, lastReadAt, bytesOf, nodes } = survey;
  const leaving = new Map<number, number>();
  let held = 0;
  let peak = 0;
  const given = new Set<Value>();
  for (let index = start; index < end; index += 1) {
    for (const value of reads[index] ?? []) {
      if ((madeAt.get(value) ?? -1) < start) given.add(value);
    }
  }
  for (const value of given) held += bytesOf(value);
  for (let index = start; index < end; index += 1) {
    let made = 0;
    for (const value of nodes[index]?.outputs ?? []) {
      if (value === undefined) continue;
      const bytes = bytesOf(value);
      made += bytes;
      const last = lastReadAt.get(value) ?? index;
      if (last < end) leaving.set(last, (leaving.get(last) ?? 0) + bytes);
    }
    held += made;
    peak = Math.max(peak, held + (workingCopies * made) / 2);
    held -= leaving.get(index) ?? 0;
  }
  return Math.max(peak, held);
}
