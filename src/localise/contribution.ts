import { carriedInputPositions, isCarrier, isControlFlow } from "../onnx/data-movement.ts";
import type { GraphNode, ModelGraph, Scope, Value } from "../onnx/graph.ts";
import type { ErrorFigures, InputEvidence, NodeEvidence } from "./evidence.ts";

/** What one node has to do with the error of an output. */
export interface Contribution {
  /** Share of the output's error (of its variance) that passes through this node's output, 0 to 1. */
  readonly influence: number;
  /** Share that the node itself can explain, 0 to 1. Shares of several nodes may explain the same error. */
  readonly score: number;
}

/** Beyond this relative error a node's own output rounding (at most 2^-11) is not what introduced it. */
const beyondOutputRounding = 2 ** -10;
/** Errors up to here are what healthy networks carry: no infinity can be behind them, but for a few elements. */
const ordinaryRelRms = 2 ** -8;
/** An infinity that is gone in the consumer's result, which is as right as ever. */
const hiddenInfinityShare = 0.1;
/** A producer whose rounding does the same damage comes right after the node at which the damage was measured. */
const sameDamage = 0.98;
/** Share for an input whose rounding may or may not be what the consumer suffers from. */
const doubtfulShare = 0.3;

/** Errors add up as they are; everywhere else it is relative errors that do. */
const additive = new Set([
  "Add",
  "Sub",
  "Sum",
  "Mean",
  "Concat",
  "Where",
  "Max",
  "Min",
  "ScatterND",
  "ScatterElements",
]);
/** Operators that pick elements, so that an infinity of an input need not be in their result. */
const selective = new Set(["Where", "Max", "Min", "Clip"]);

/** Total error of a node's output as far as it is known. */
export interface CarriedError {
  readonly rms: number;
  readonly relRms: number;
  readonly nonFinite: number;
}

const noError: CarriedError = { rms: 0, relRms: 0, nonFinite: 0 };

/** Operators that neither damp nor hide a small error of an input. */
const handsOn = new Set(["Add", "Sub", "Sum", "Mul", "Div", "Min", "Max", "Neg", "Abs", "MatMul", "Gemm"]);

/** Operators of a body that have no float result or round nothing. */
const neverFloat = new Set(
  (
    "Shape Size Cast Greater GreaterOrEqual Less LessOrEqual Equal And Or Not Xor ArgMax ArgMin NonZero Range IsNaN " +
    "IsInf NonMaxSuppression"
  ).split(" "),
);
/** For a node that was not measured: enough to be tried after those that were. */
const unmeasuredScore = 0.25;

interface Walk {
  readonly evidence: ReadonlyMap<string, NodeEvidence>;
  readonly errors: ReadonlyMap<GraphNode, CarriedError>;
  readonly influence: Map<GraphNode, number>;
  /** Largest relative error that consumers say they inherited from a node. */
  readonly demand: Map<GraphNode, number>;
  readonly owners: ReadonlyMap<Scope, GraphNode>;
}

/**
 * Attributes the errors of outputs to nodes, in one backward walk over all edges. At each node the share of the error
 * that it introduced stays; the rest goes to the inputs in proportion to the (squared) errors that they carry, so that
 * an amplifier hands everything on and an error that never reaches the outputs is never met. Because the rounding of
 * an input is charged to its consumer though its producer's output rounding does the same, a node that introduces more
 * than its own output rounding passes its full share to the producers as well.
 *
 * Only nodes with influence are in the result, by node id: measured ones, and nodes of bodies that were not measured. `outputs` are names of graph outputs.
 * Throws RangeError for a name that is none: a defect of the caller.
 */
export function contributions(
  graph: ModelGraph,
  evidence: ReadonlyMap<string, NodeEvidence>,
  outputs: readonly string[],
): Map<string, Contribution> {
  const order = dataflowOrder(graph);
  const walk: Walk = {
    evidence,
    errors: carriedErrors(order.nodes, evidence),
    influence: new Map(),
    demand: new Map(),
    owners: order.owners,
  };
  for (const name of outputs) {
    const value = graph.main.outputs.find((each) => each.name === name);
    if (value === undefined) throw new RangeError(`${JSON.stringify(name)} is no output of the model`);
    give(value, 1, 0, walk);
  }
  for (const node of order.nodes.toReversed()) passOn(node, walk);
  return scores(walk);
}

/** Total error of every node's output: measured, or for what only moves data that of its worst source. */
export function totalErrors(
  graph: ModelGraph,
  evidence: ReadonlyMap<string, NodeEvidence>,
): ReadonlyMap<GraphNode, CarriedError> {
  return carriedErrors(dataflowOrder(graph).nodes, evidence);
}

/** Every node after what it reads; the nodes of a body before the node that owns it. */
function dataflowOrder(graph: ModelGraph): { nodes: GraphNode[]; owners: Map<Scope, GraphNode> } {
  const nodes: GraphNode[] = [];
  const owners = new Map<Scope, GraphNode>();
  const visit = (scope: Scope): void => {
    for (const node of scope.nodes) {
      for (const body of node.bodies) {
        owners.set(body.scope, node);
        visit(body.scope);
      }
      nodes.push(node);
    }
  };
  visit(graph.main);
  return { nodes, owners };
}

function carriedErrors(
  nodes: readonly GraphNode[],
  evidence: ReadonlyMap<string, NodeEvidence>,
): Map<GraphNode, CarriedError> {
  const errors = new Map<GraphNode, CarriedError>();
  for (const node of nodes) {
    const measured = evidence.get(node.id);
    if (measured !== undefined) {
      errors.set(node, finiteError(measured.total));
      continue;
    }
    let worst = noError;
    for (const value of movedValues(node)) {
      const error = errorOf(value, errors);
      worst = {
        rms: Math.max(worst.rms, error.rms),
        relRms: Math.max(worst.relRms, error.relRms),
        nonFinite: Math.max(worst.nonFinite, error.nonFinite),
      };
    }
    if (worst !== noError) errors.set(node, worst);
  }
  return errors;
}

function movedValues(node: GraphNode): Value[] {
  if (isControlFlow(node)) return node.bodies.flatMap((body) => [...body.scope.outputs]);
  const positions = carriedInputPositions(node) ?? [];
  return positions.flatMap((position) => node.inputs[position] ?? []);
}

/** Figures that are not finite count as one more non-finite element, so that sums stay numbers. */
function finiteError(figures: ErrorFigures): CarriedError {
  const isFinite = Number.isFinite(figures.rms) && Number.isFinite(figures.relRms);
  return {
    rms: Number.isFinite(figures.rms) ? figures.rms : 0,
    relRms: Number.isFinite(figures.relRms) ? figures.relRms : 1,
    nonFinite: isFinite ? figures.nonFinite : Math.max(1, figures.nonFinite),
  };
}

function errorOf(value: Value | undefined, errors: ReadonlyMap<GraphNode, CarriedError>): CarriedError {
  const producer = value?.producer?.node;
  return (producer === undefined ? undefined : errors.get(producer)) ?? noError;
}

/** Adds influence to whatever makes a value; what enters a body belongs to the inputs of the body's owner. */
function give(value: Value, share: number, demand: number, walk: Walk): void {
  if (share <= 0) return;
  const producer = value.producer?.node;
  if (producer !== undefined) {
    walk.influence.set(producer, Math.min(1, (walk.influence.get(producer) ?? 0) + share));
    walk.demand.set(producer, Math.max(walk.demand.get(producer) ?? 0, demand));
    return;
  }
  const owner = value.isGraphInput ? walk.owners.get(value.scope) : undefined;
  for (const input of owner?.inputs ?? []) {
    if (input !== undefined) give(input, share, demand, walk);
  }
}

function passOn(node: GraphNode, walk: Walk): void {
  const influence = walk.influence.get(node);
  if (influence === undefined) return;
  const measured = walk.evidence.get(node.id);
  if (measured === undefined) {
    passThrough(node, influence, walk);
    return;
  }
  const weights = inputWeights(node, measured, walk);
  const inherited = 1 - introducedShare(measured);
  const demand = measured.inherited.relRms;
  const inputs = new Map(measured.inputs.map((input) => [input.position, input]));
  const hasBadConstant = measured.inputs.some((input) => input.isConstant && losesValues(input));
  for (const [position, value] of node.inputs.entries()) {
    if (value === undefined) continue;
    const again = repeatedShare(inputs.get(position), measured, hasBadConstant, errorOf(value, walk.errors));
    give(value, influence * Math.max(inherited * (weights[position] ?? 0), again), demand, walk);
  }
  for (const body of node.bodies) {
    for (const value of body.scope.outputs) give(value, influence, demand, walk);
  }
}

/** Data movement, integer arithmetic, control flow: whatever they read may be what is wrong. */
function passThrough(node: GraphNode, influence: number, walk: Walk): void {
  const demand = walk.demand.get(node) ?? 0;
  for (const body of node.bodies) {
    for (const value of body.scope.outputs) give(value, influence, demand, walk);
  }
  const moved = carriedInputPositions(node);
  const errors = (moved ?? []).map((position) => errorOf(node.inputs[position], walk.errors));
  const isExplained = errors.some((error) => error.nonFinite > 0 || error.relRms * 4 > demand);
  const weights = normalised(errors.map((error) => (error.nonFinite > 0 ? 1 : error.rms ** 2)));
  const shares = new Map((moved ?? []).map((position, place) => [position, weights[place] ?? 0]));
  for (const [position, value] of node.inputs.entries()) {
    if (value === undefined) continue;
    const chosen = moved !== undefined && isExplained ? 0.1 : 1;
    give(value, influence * (shares.get(position) ?? chosen), demand, walk);
  }
}

/** How the inherited error divides among the inputs; sums to 1 unless no input carries any error. */
function inputWeights(node: GraphNode, measured: NodeEvidence, walk: Walk): number[] {
  const errors = node.inputs.map((value) => errorOf(value, walk.errors));
  const { opType } = node.proto;
  const finite = errors.map((error) => (additive.has(opType) ? error.rms : error.relRms) ** 2);
  const isHurt = measured.total.nonFinite > 0;
  const hasInfinity = errors.some((error) => error.nonFinite > 0);
  if (!hasInfinity || (!isHurt && selective.has(opType))) return normalised(withIntegers(node, finite, walk));
  const damped = isHurt || measured.total.relRms > ordinaryRelRms ? 1 : hiddenInfinityShare;
  return normalised(errors.map((error) => (error.nonFinite > 0 ? 1 : 0))).map((weight) => weight * damped);
}

/** Where no float input explains an inherited error, an input without error figures (an index, a condition) does. */
function withIntegers(node: GraphNode, weights: number[], walk: Walk): number[] {
  if (weights.some((weight) => weight > 0)) return weights;
  return node.inputs.map((value) => {
    const producer = value?.producer?.node;
    return producer !== undefined && !walk.evidence.has(producer.id) ? 1 : 0;
  });
}

function normalised(weights: readonly number[]): number[] {
  const largest = weights.reduce((most, weight) => Math.max(most, weight), 0);
  if (largest === 0) return weights.map(() => 0);
  const scaled = weights.map((weight) => weight / largest);
  const sum = scaled.reduce((total, weight) => total + weight, 0);
  return scaled.map((weight) => weight / sum);
}

/** Share of a node's total error that it introduced itself. */
export function introducedShare(measured: NodeEvidence): number {
  const introduced = finiteError(measured.introduced);
  const inherited = finiteError(measured.inherited);
  const nonFinite = introduced.nonFinite + inherited.nonFinite;
  if (nonFinite > 0) return introduced.nonFinite / nonFinite;
  const largest = Math.max(introduced.rms, inherited.rms);
  if (largest === 0) return 0;
  const [own, other] = [(introduced.rms / largest) ** 2, (inherited.rms / largest) ** 2];
  return own / (own + other);
}

/**
 * Share of a node's introduced error that the producer of this input causes too, since its output is rounded as the
 * node's input is. Nothing when the node introduces no more than the rounding of its own output.
 */
function repeatedShare(
  input: InputEvidence | undefined,
  measured: NodeEvidence,
  hasBadConstant: boolean,
  carried: CarriedError,
): number {
  if (input?.isConstant === true || input?.isRounded === false) return 0;
  const { introduced } = measured;
  if (introduced.nonFinite > 0 || !Number.isFinite(introduced.rms)) {
    // What is beyond the range was so where it was made: the first of a row of such nodes must not fall behind.
    if (input !== undefined && input.overflows > 0) return 1;
    const isSuspect = carried.nonFinite > 0 || (input !== undefined && losesValues(input));
    return isSuspect ? sameDamage : doubtfulShare;
  }
  if (introduced.relRms <= beyondOutputRounding) return absorbedShare(measured, carried);
  return introducedShare(measured) * (hasBadConstant ? doubtfulShare : sameDamage);
}

/**
 * A node that rounds its input just as the producer rounded it inherits nothing, though the producer alone would do
 * the same damage. Where an operator hands errors on as they are, an error that comes in and is not inherited was
 * absorbed so.
 */
function absorbedShare(measured: NodeEvidence, carried: CarriedError): number {
  if (!handsOn.has(measured.opType) || carried.nonFinite > 0) return 0;
  const isAbsolute = additive.has(measured.opType);
  const [incoming, inherited, introduced] = isAbsolute
    ? [carried.rms, measured.inherited.rms, measured.introduced.rms]
    : [carried.relRms, measured.inherited.relRms, measured.introduced.relRms];
  if (!(inherited < 0.3 * incoming) || introduced === 0) return 0;
  return introducedShare(measured) * Math.min(1, (incoming / introduced) ** 2);
}

function losesValues(value: InputEvidence): boolean {
  return value.overflows > 0 || value.flushed > 0;
}

function scores(walk: Walk): Map<string, Contribution> {
  const result = new Map<string, Contribution>();
  for (const [node, influence] of walk.influence) {
    const measured = walk.evidence.get(node.id);
    if (measured !== undefined) {
      const score = influence * Math.max(introducedShare(measured), flagShare(measured));
      result.set(node.id, { influence, score });
    } else if (isUnmeasured(node)) {
      result.set(node.id, { influence, score: influence * unmeasuredScore });
    }
  }
  return result;
}

/** A node of a body that may well round. In the main graph, what was not measured has no float result. */
function isUnmeasured(node: GraphNode): boolean {
  return node.scope.parent !== undefined && !isCarrier(node) && !neverFloat.has(node.proto.opType);
}

/** What error figures understate: infinities, constants and small values that vanish. */
function flagShare(measured: NodeEvidence): number {
  if (measured.introduced.nonFinite > 0) return 1;
  if (measured.arisingNonFinite > 0) return 0.9;
  const { flushed, nonZero } = measured.reference;
  const losesConstant = measured.inputs.some((input) => input.isConstant && input.flushed > 0);
  if (losesConstant && flushed > 0) return 0.9;
  return flushed > 0.01 * nonZero ? 0.6 : 0;
}
