import type { AttributeProto } from "onnx-buf";
import { newFloatAttribute, newIntAttribute } from "../onnx/attributes.ts";
import { elementType } from "../onnx/types.ts";
import {
  type ErrorNumbers,
  largestFlushed,
  noElements,
  noError,
  smallestNormal,
  smallestOverflow,
  type ValueNumbers,
} from "./statistics.ts";
import type { Emitter } from "./twin-emitter.ts";

/**
 * Statistics of tensors as nodes of a graph, each of one float32, so that only numbers leave it. Where the rank of a
 * tensor is known and not 0, its numbers keep that rank, all axes of length 1; else they are scalars.
 *
 * The plain form is cheap: no mask, and nothing is written that can only be read once. It is right as long as all is
 * finite and no square overflows; otherwise its sum of squares is NaN or infinite, since neither vanishes from a sum.
 * Only what shows so is measured again in the masked form, which keeps non-finite elements out and scales by the
 * largest magnitude before it squares.
 */

/** Numbers of a value in the order of the vector: see `readValue`. */
export const valueWidth = { light: 2, full: 5, masked: 7 } as const;
/** Numbers of a difference: see `readError`. `brief` leaves out the largest. */
export const errorWidth = { brief: 1, plain: 3, masked: 4 } as const;

/** A tensor whose statistics are written; what several of them share is written once. */
export interface MeasuredTensor {
  readonly name: string;
  /** Number of axes; 0 also where it is not known. */
  readonly rank: number;
  /** Name of the mask of its finite elements, written when first asked for. */
  finite(): string;
}

export function measureTensor(emitter: Emitter, name: string, rank: number): MeasuredTensor {
  let mask: string | undefined;
  return {
    name,
    rank,
    finite() {
      mask ??= emitter.add("Less", [emitter.add("Abs", [name]), scalar(emitter, Number.POSITIVE_INFINITY)]);
      return mask;
    },
  };
}

function scalar(emitter: Emitter, value: number): string {
  return emitter.constants.floats([value], []);
}

/** A reduction over all elements of something with as many axes as `tensor`. */
function reduce(emitter: Emitter, tensor: MeasuredTensor, opType: string, name: string): string {
  return emitter.add(opType, [name], tensor.rank > 0 ? keepingAxes : toScalar);
}

/** Limits for "more than": the float32 below the first magnitude that counts. */
const subnormalLimit = smallestNormal - 2 ** -38;
const overflowLimit = smallestOverflow - 2 ** -8;

/** Number of elements. Exact up to 2^24, rounded to 24 bits beyond, like all counts here. */
export function writeSize(emitter: Emitter, tensor: MeasuredTensor): string {
  return emitter.add("Cast", [emitter.add("Size", [tensor.name])], [toFloat]);
}

/** Writes the numbers of a value without counts: largest magnitude and sum of squares. */
export function writeLightValue(emitter: Emitter, tensor: MeasuredTensor): string[] {
  const magnitudes = emitter.add("Abs", [tensor.name]);
  return [
    reduce(emitter, tensor, "ReduceMax", magnitudes),
    reduce(emitter, tensor, "ReduceSumSquare", magnitudes),
  ];
}

/** Writes the plain numbers of a value. */
export function writeValue(emitter: Emitter, tensor: MeasuredTensor): string[] {
  const magnitudes = emitter.add("Abs", [tensor.name]);
  return [
    reduce(emitter, tensor, "ReduceMax", magnitudes),
    reduce(emitter, tensor, "ReduceSumSquare", magnitudes),
    ...countsAbove(emitter, tensor, magnitudes, [0, largestFlushed, subnormalLimit]),
  ];
}

/** Writes the numbers of a value over its finite elements. */
export function writeMaskedValue(emitter: Emitter, tensor: MeasuredTensor): string[] {
  const zero = scalar(emitter, 0);
  const magnitudes = emitter.add("Abs", [emitter.add("Where", [tensor.finite(), tensor.name, zero])]);
  const [max, scaled] = scaledSquares(emitter, tensor, magnitudes);
  return [
    max,
    scaled,
    ...countsAbove(emitter, tensor, magnitudes, [0, largestFlushed, subnormalLimit]),
    countOf(emitter, tensor, emitter.add("Not", [tensor.finite()])),
    ...countsAbove(emitter, tensor, magnitudes, [overflowLimit]),
  ];
}

/** Writes the plain numbers of `left - right`. */
export function writeError(emitter: Emitter, left: MeasuredTensor, right: MeasuredTensor): string[] {
  const difference = emitter.add("Sub", [left.name, right.name]);
  return ["ReduceMax", "ReduceMin", "ReduceSumSquare"].map((opType) =>
    reduce(emitter, left, opType, difference),
  );
}

/** Writes the sum of squares of `left - right` alone. */
export function writeBriefError(emitter: Emitter, left: MeasuredTensor, right: MeasuredTensor): string[] {
  return [reduce(emitter, left, "ReduceSumSquare", emitter.add("Sub", [left.name, right.name]))];
}

/** Writes the numbers of `left - right` where both are finite, and how often just one is. */
export function writeMaskedError(emitter: Emitter, left: MeasuredTensor, right: MeasuredTensor): string[] {
  const zero = scalar(emitter, 0);
  const both = emitter.add("And", [left.finite(), right.finite()]);
  const difference = emitter.add("Sub", [left.name, right.name]);
  const distances = emitter.add("Abs", [emitter.add("Where", [both, difference, zero])]);
  const one = emitter.add("Xor", [left.finite(), right.finite()]);
  const [max, scaled] = scaledSquares(emitter, left, distances);
  return [max, max, scaled, countOf(emitter, left, one)];
}

/** Writes a number that is finite exactly when all elements are (FP16 numbers: their sum can't overflow). */
export function writeIsFinite(emitter: Emitter, tensor: MeasuredTensor): string {
  return reduce(emitter, tensor, "ReduceSum", tensor.name);
}

/** Largest element, and the sum of squares of the elements divided by it. */
function scaledSquares(emitter: Emitter, tensor: MeasuredTensor, magnitudes: string): [string, string] {
  const max = reduce(emitter, tensor, "ReduceMax", magnitudes);
  const divisor = emitter.add("Max", [max, scalar(emitter, 2 ** -126)]);
  return [max, reduce(emitter, tensor, "ReduceSumSquare", emitter.add("Div", [magnitudes, divisor]))];
}

function countOf(emitter: Emitter, tensor: MeasuredTensor, mask: string): string {
  return reduce(emitter, tensor, "ReduceSum", emitter.add("Cast", [mask], [toFloat]));
}

/**
 * How many magnitudes exceed each limit. HardSigmoid is max(0, min(1, alpha x + beta)): with a large power of two as
 * alpha it is a step, exact because the product and the difference are, and cheaper than comparing and casting.
 * Float32 subnormals (below 2^-126) may count as zero.
 */
function countsAbove(
  emitter: Emitter,
  tensor: MeasuredTensor,
  magnitudes: string,
  limits: readonly number[],
): string[] {
  return limits.map((limit) =>
    reduce(emitter, tensor, "ReduceSum", emitter.add("HardSigmoid", [magnitudes], stepAttributes(limit))),
  );
}

function stepAttributes(limit: number): readonly AttributeProto[] {
  let attributes = steps.get(limit);
  if (attributes === undefined) {
    const alpha = limit === 0 ? 2 ** 127 : 2 ** 100;
    attributes = [newFloatAttribute("alpha", alpha), newFloatAttribute("beta", -limit * alpha)];
    steps.set(limit, attributes);
  }
  return attributes;
}

const steps = new Map<number, readonly AttributeProto[]>();
/** Keeping axes is what all reductions do unless told otherwise. */
const keepingAxes: readonly AttributeProto[] = [];
const toScalar = [newIntAttribute("keepdims", 0)];
const toFloat = newIntAttribute("to", elementType.float);

/** Below this a plain sum of squares has lost digits to float32's own underflow. */
const smallestSumSquares = 2 ** -100;

/** The numbers of `writeLightValue`, `writeValue` or `writeMaskedValue`; counts that were not taken are NaN. */
export function readValue(numbers: Float32Array, elements: number): ValueNumbers {
  if (elements === 0) return noElements;
  const [absMax = Number.NaN, squares = Number.NaN] = numbers;
  const isMasked = numbers.length === valueWidth.masked;
  const [nonZero, kept, normal, nonFinite, overflows] = [...numbers.subarray(2)].map(Math.round);
  const isCounted = nonZero !== undefined && kept !== undefined && normal !== undefined;
  return {
    elements,
    absMax,
    sumSquares: isMasked ? squares * absMax ** 2 : plainSquares(squares, absMax, elements),
    nonZero: nonZero ?? Number.NaN,
    flushed: isCounted ? nonZero - kept : Number.NaN,
    subnormal: isCounted ? kept - normal : Number.NaN,
    nonFinite: nonFinite ?? 0,
    overflows: overflows ?? 0,
  };
}

/** The numbers of `writeError`, `writeBriefError` (the largest is NaN then) or `writeMaskedError`. */
export function readError(numbers: Float32Array, elements: number): ErrorNumbers {
  if (elements === 0) return noError;
  if (numbers.length === errorWidth.brief) {
    const [sumSquares = Number.NaN] = numbers;
    return { max: sumSquares === 0 ? 0 : Number.NaN, sumSquares, nonFinite: 0 };
  }
  const [most = Number.NaN, least = Number.NaN, squares = Number.NaN, nonFinite] = numbers;
  const max = Math.max(Math.abs(most), Math.abs(least));
  return nonFinite === undefined
    ? { max, sumSquares: plainSquares(squares, max, elements), nonFinite: 0 }
    : { max, sumSquares: squares * max ** 2, nonFinite };
}

/** Squares of magnitudes below 2^-63 get lost in float32: then the largest magnitude stands for all, a bound. */
function plainSquares(squares: number, max: number, elements: number): number {
  return squares < smallestSumSquares ? max ** 2 * elements : squares;
}

/** True when the plain numbers of a value are not to be trusted, or its overflows have to be counted. */
export function needsMaskedValue(numbers: Float32Array, elements: number): boolean {
  const [absMax = Number.NaN, squares = Number.NaN] = numbers;
  return elements > 0 && !(Number.isFinite(squares) && absMax <= overflowLimit);
}

/** True when the plain numbers of a difference are not to be trusted. */
export function needsMaskedError(numbers: Float32Array, elements: number): boolean {
  return elements > 0 && !numbers.every(Number.isFinite);
}
