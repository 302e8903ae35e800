import type { Value } from "../onnx/graph.ts";
import type { ErrorFigures, InputEvidence, NodeEvidence, ValueEvidence } from "./evidence.ts";
import {
  addErrors,
  addValues,
  type ErrorNumbers,
  noElements,
  noError,
  rootMeanSquare,
  type ValueNumbers,
} from "./statistics.ts";
import type { ConstantNumbers } from "./twin-constants.ts";
import { isFloatTensor, rootOf, type Subject, type TwinFacts } from "./twin-facts.ts";
import type { ErrorKind } from "./twin-part.ts";
import type { SampleResults } from "./twin-results.ts";

/** Everything that was measured, ready to be told. */
export interface TwinMeasurements {
  readonly facts: TwinFacts;
  readonly detail: "light" | "full";
  /** Constants that were read from the model, by root. */
  readonly constants: ReadonlyMap<Value, ConstantNumbers>;
  readonly samples: readonly { readonly id: string; readonly results: SampleResults }[];
}

/** Largest finite FP16 number. */
const largestFloat16 = 65504;

/** Not measured: every comparison with it is false. */
const unmeasured: ErrorFigures = {
  max: Number.NaN,
  rms: Number.NaN,
  relRms: Number.NaN,
  nonFinite: Number.NaN,
};

/**
 * Evidence of every float node over all samples, in graph order, under the id of the node of the original model. A node
 * that stands for a written-out operator (Attention) is told by its worst inner node, the others are in `inner`. With
 * light detail the introduced and inherited errors and all counts of small elements are NaN: not measured.
 */
export function tellEvidence(measurements: TwinMeasurements): NodeEvidence[] {
  const { facts } = measurements;
  const { owners } = facts.prepared.expanded;
  const tellers = createTellers(measurements);
  const byOwner = new Map<string, NodeEvidence[]>();
  for (const subject of facts.subjects) {
    const evidence = tellNode(subject, measurements, tellers);
    const owner = owners.get(evidence.id) ?? evidence.id;
    const told = byOwner.get(owner) ?? [];
    told.push(evidence);
    byOwner.set(owner, told);
  }
  return [...byOwner].map(([owner, inner]) => joinInner(owner, inner, facts));
}

/** The largest accumulations over all samples, by id of the node of the original model. */
export function tellAccumulations(facts: TwinFacts, results: readonly SampleResults[]): Map<string, number> {
  const { owners } = facts.prepared.expanded;
  const largest = new Map<string, number>();
  for (const { accumulations } of results) {
    for (const [inner, sum] of accumulations) {
      const id = owners.get(inner) ?? inner;
      largest.set(id, Math.max(largest.get(id) ?? 0, sum));
    }
  }
  return largest;
}

function joinInner(owner: string, inner: readonly NodeEvidence[], facts: TwinFacts): NodeEvidence {
  const [only] = inner;
  if (only !== undefined && inner.length === 1 && only.id === owner) return only;
  const [worst] = [...inner].sort((left, right) => compareErrors(right.introduced, left.introduced));
  const original = facts.prepared.original.graph.nodeById.get(owner);
  return {
    ...(worst as NodeEvidence),
    id: owner,
    opType: original?.proto.opType ?? (worst as NodeEvidence).opType,
    inner,
  };
}

/** Order by how bad errors are: by non-finite elements, then by size. What was not measured is best. */
function compareErrors(left: ErrorFigures, right: ErrorFigures): number {
  return rankOf(left.nonFinite) - rankOf(right.nonFinite) || rankOf(left.relRms) - rankOf(right.relRms) || 0;
}

function rankOf(figure: number): number {
  return Number.isNaN(figure) ? -1 : Math.min(figure, Number.MAX_VALUE);
}

interface Tellers {
  /** Numbers of a value of the FP32 chain over all samples. */
  value(value: Value): ValueNumbers & { readonly scalar?: number | undefined };
  isConstant(value: Value): boolean;
}

function createTellers({ facts, constants, samples }: TwinMeasurements): Tellers {
  const known = new Map<Value, ValueNumbers>();
  return {
    value(value) {
      const root = rootOf(value);
      const constant = constants.get(root);
      if (constant !== undefined) return constant;
      let numbers = known.get(root);
      if (numbers === undefined) {
        const each = samples.map(({ results }) => results.values.get(root) ?? noElements);
        // A constant that the graph computes has the same numbers in every sample.
        numbers = facts.constants.has(root) ? (each[0] ?? noElements) : each.reduce(addValues, noElements);
        known.set(root, numbers);
      }
      return numbers;
    },
    isConstant: (value) => facts.constants.has(value),
  };
}

function tellNode(subject: Subject, measurements: TwinMeasurements, tellers: Tellers): NodeEvidence {
  const told = subject.outputs.map((value) => ({
    value,
    ...tellErrors(subject, value, measurements, tellers),
  }));
  const [worst] = told.sort((left, right) => compareErrors(right.total, left.total));
  const { value, ...errors } = worst as (typeof told)[number];
  const { node } = subject;
  const reference = valueEvidence(value, tellers.value(value));
  const otherShape = measurements.samples.some(({ results }) => results.otherShape.has(value));
  return {
    id: node.id,
    opType: node.proto.opType,
    output: value.name,
    ...errors,
    reference,
    inputs: tellInputs(subject, measurements, tellers),
    headroomBits: Math.log2(largestFloat16 / reference.absMax),
    arisingNonFinite: countArising(subject, measurements),
    accumulationAbsSum: undefined,
    worstSample: worstSample(value, measurements),
    ...(otherShape ? { differsInShape: true as const } : {}),
  };
}

function tellErrors(
  subject: Subject,
  value: Value,
  measurements: TwinMeasurements,
  tellers: Tellers,
): Record<ErrorKind, ErrorFigures> {
  const reference = tellers.value(value);
  const figures = (kind: ErrorKind): ErrorFigures =>
    errorFigures(
      measurements.samples.map(({ results }) => errorIn(results, value, kind)).reduce(addErrors, noError),
      reference,
    );
  const total = figures("total");
  if (measurements.detail === "light") return { introduced: unmeasured, inherited: unmeasured, total };
  return subject.isFirst
    ? { introduced: total, inherited: errorFigures(noError, reference), total }
    : { introduced: figures("introduced"), inherited: figures("inherited"), total };
}

/** Where the FP16 chain's output has another shape, nothing can be compared: every element counts as not finite. */
function errorIn(results: SampleResults, value: Value, kind: ErrorKind): ErrorNumbers {
  if (results.otherShape.has(value) && kind !== "introduced") {
    return { ...noError, nonFinite: results.values.get(rootOf(value))?.elements ?? 0 };
  }
  const errors = results.errors.get(value);
  const error = errors?.[kind] ?? noError;
  if (kind !== "inherited" || !Number.isNaN(error.max)) return error;
  return { ...error, max: (errors?.introduced?.max ?? 0) + (errors?.total?.max ?? 0) };
}

function errorFigures(numbers: ErrorNumbers, reference: ValueNumbers): ErrorFigures {
  const compared = reference.elements - reference.nonFinite - numbers.nonFinite;
  const rms = rootMeanSquare(numbers.sumSquares, compared);
  const size = rootMeanSquare(reference.sumSquares, reference.elements - reference.nonFinite);
  const relRms = rms === 0 ? 0 : rms / size;
  return { max: numbers.max, rms, relRms, nonFinite: numbers.nonFinite };
}

function valueEvidence(value: Value, numbers: ValueNumbers): ValueEvidence {
  return {
    name: value.name,
    elements: numbers.elements,
    absMax: numbers.absMax,
    rms: rootMeanSquare(numbers.sumSquares, numbers.elements - numbers.nonFinite),
    nonFinite: numbers.nonFinite,
    overflows: numbers.overflows,
    flushed: numbers.flushed,
    subnormal: numbers.subnormal,
    nonZero: numbers.nonZero,
  };
}

function tellInputs({ node }: Subject, { facts }: TwinMeasurements, tellers: Tellers): InputEvidence[] {
  const rounding = facts.prepared.decision.byNode.get(node);
  return node.inputs.flatMap((value, position) => {
    if (value === undefined || !isFloatTensor(facts.prepared.types.get(value))) return [];
    const numbers = tellers.value(value);
    return [
      {
        ...valueEvidence(value, numbers),
        position,
        isConstant: tellers.isConstant(value),
        scalar: numbers.scalar,
        isRounded: rounding?.inputs[position] !== undefined,
      },
    ];
  });
}

function worstSample(value: Value, { samples }: TwinMeasurements): string | undefined {
  let worst: { id: string; error: ErrorNumbers } | undefined;
  for (const { id, results } of samples) {
    const error = errorIn(results, value, "total");
    const isWorse =
      worst === undefined ||
      error.nonFinite > worst.error.nonFinite ||
      (error.nonFinite === worst.error.nonFinite && error.max > worst.error.max);
    if (isWorse) worst = { id, error };
  }
  return worst?.id;
}

/** Elements that are not finite in one chain only, in samples where the FP16 chain's inputs all were finite. */
function countArising(subject: Subject, measurements: TwinMeasurements): number {
  const { facts, constants } = measurements;
  const inputs = subject.node.inputs.filter(
    (value) => value !== undefined && isFloatTensor(facts.prepared.types.get(value)),
  ) as Value[];
  let count = 0;
  for (const { results } of measurements.samples) {
    if (inputs.every((value) => isFiniteInChain(rootOf(value), results, facts, constants))) {
      count += Math.max(...subject.outputs.map((value) => errorIn(results, value, "total").nonFinite));
    }
  }
  return count;
}

function isFiniteInChain(
  root: Value,
  results: SampleResults,
  facts: TwinFacts,
  constants: ReadonlyMap<Value, ConstantNumbers>,
): boolean {
  const reference = constants.get(root) ?? results.values.get(root) ?? noElements;
  if (reference.nonFinite > 0) return false;
  if (!facts.diverged.has(root)) return true;
  const known = results.isFinite.get(root);
  return known ?? errorIn(results, root, "total").nonFinite === 0;
}
