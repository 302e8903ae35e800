import { readBigInts, readNumbers } from "../tensor/read-numbers.ts";
import { elementCount, type Tensor } from "../tensor/tensor.ts";
import { type ExactMetrics, elementIndex, type TensorPair, type WorstElement } from "./comparison.ts";
import { windowElements } from "./tensor-window.ts";

interface ExactState {
  mismatches: number;
  maxAbs: number;
  /** Exact, for 64-bit integers beyond 2^53. */
  worstDifference: bigint;
  worstPair: TensorPair | undefined;
  worstAt: number;
}

/**
 * Compares integers or booleans of one output over all samples, by value: widths may differ (engines narrow int64
 * to int32). 64-bit integers are exact beyond 2^53.
 * @param pairs same shape on both sides, no floating-point tensor.
 */
export function compareExactly(pairs: readonly TensorPair[]): {
  metrics: ExactMetrics;
  worst: WorstElement | undefined;
  elements: number;
} {
  const state: ExactState = {
    mismatches: 0,
    maxAbs: 0,
    worstDifference: 0n,
    worstPair: undefined,
    worstAt: 0,
  };
  const reference = new Float64Array(windowElements);
  const candidate = new Float64Array(windowElements);
  let elements = 0;
  for (const pair of pairs) {
    const count = elementCount(pair.reference.shape);
    elements += count;
    for (let start = 0; start < count; start += windowElements) {
      const length = Math.min(windowElements, count - start);
      const referenceExact = readNumbers(pair.reference, start, reference.subarray(0, length));
      const candidateExact = readNumbers(pair.candidate, start, candidate.subarray(0, length));
      if (referenceExact && candidateExact) {
        addNumbers(state, pair, start, reference, candidate, length);
      } else {
        addBigInts(
          state,
          pair,
          start,
          readIntegers(pair.reference, start, length),
          readIntegers(pair.candidate, start, length),
        );
      }
    }
  }
  return {
    metrics: { mismatches: state.mismatches, maxAbs: elements === 0 ? Number.NaN : state.maxAbs },
    worst: worstElement(state),
    elements,
  };
}

function addNumbers(
  state: ExactState,
  pair: TensorPair,
  start: number,
  reference: Float64Array,
  candidate: Float64Array,
  length: number,
): void {
  for (let i = 0; i < length; i++) {
    const x = reference[i]!;
    const y = candidate[i]!;
    if (x === y) continue;
    if (Math.abs(x - y) < state.maxAbs) state.mismatches++;
    else addMismatch(state, pair, start + i, BigInt(x) - BigInt(y));
  }
}

function addBigInts(
  state: ExactState,
  pair: TensorPair,
  start: number,
  reference: readonly bigint[],
  candidate: readonly bigint[],
): void {
  for (const [i, value] of reference.entries()) {
    if (value !== candidate[i]) addMismatch(state, pair, start + i, value - candidate[i]!);
  }
}

function addMismatch(state: ExactState, pair: TensorPair, at: number, difference: bigint): void {
  const magnitude = difference < 0n ? -difference : difference;
  state.mismatches++;
  if (magnitude <= state.worstDifference) return;
  state.worstDifference = magnitude;
  state.maxAbs = Number(magnitude);
  state.worstPair = pair;
  state.worstAt = at;
}

function readIntegers(tensor: Tensor, start: number, length: number): readonly bigint[] {
  if (tensor.dtype === "int64" || tensor.dtype === "uint64") return readBigInts(tensor, start, length);
  const values = new Float64Array(length);
  readNumbers(tensor, start, values);
  return Array.from(values, BigInt);
}

function worstElement(state: ExactState): WorstElement | undefined {
  if (state.worstPair === undefined) return undefined;
  const { reference, candidate, sample } = state.worstPair;
  return {
    sample,
    index: elementIndex(state.worstAt, reference.shape),
    reference: plain(readIntegers(reference, state.worstAt, 1)[0]!),
    candidate: plain(readIntegers(candidate, state.worstAt, 1)[0]!),
  };
}

function plain(value: bigint): number | bigint {
  const rounded = Number(value);
  return Number.isSafeInteger(rounded) ? rounded : value;
}
