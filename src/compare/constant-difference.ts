import { InputError } from "../errors.ts";
import { isFloat } from "../tensor/dtype.ts";
import { elementCount, type Tensor } from "../tensor/tensor.ts";
import { fillWindow, tensorWindow, windowElements } from "./tensor-window.ts";

/** How an element of a constant may differ from the FP32 one in more than the rounding of its format. */
export type ConstantFault = "sign-flipped" | "changed" | "clamped" | "overflow" | "raised" | "rounded";

export interface FaultCount {
  readonly fault: ConstantFault;
  readonly count: number;
  /** The element whose value moved most, relative to the larger of both. */
  readonly example: { readonly index: number; readonly reference: number; readonly candidate: number };
}

/** A floating-point format as far as the distance of neighbours goes. */
interface Format {
  readonly fractionBits: number;
  readonly smallestExponent: number;
  /** Magnitudes up to here round to 0. */
  readonly flushed: number;
}

/** IEEE 754 binary16 and bfloat16: fraction bits, exponent of the smallest normal number. */
const float16: Format = { fractionBits: 10, smallestExponent: -14, flushed: 2 ** -25 };
const bfloat16: Format = { fractionBits: 7, smallestExponent: -126, flushed: 2 ** -134 };

const halfFormats: ReadonlyMap<string, Format> = new Map([
  ["float16", float16],
  ["bfloat16", bfloat16],
]);

/** Beyond this a number has left FP16's range; converters clamp at 1e4 or at 65504. */
const smallestClamped = 1e4;

/**
 * Counts the elements of a converted constant that differ from the FP32 constant in more than one step of the format in
 * which it is stored. Both have the same number of elements and are read in windows; integers must be equal.
 * @throws InputError when the two sizes differ.
 */
export function compareConstants(reference: Tensor, candidate: Tensor): FaultCount[] {
  const count = elementCount(reference.shape);
  if (count !== elementCount(candidate.shape)) {
    throw new InputError(
      `constants of ${count} and ${elementCount(candidate.shape)} elements can't be compared.`,
    );
  }
  const classify = classifierFor(reference, candidate);
  const format = halfFormats.get(candidate.dtype);
  // Half a step of a normal number: what rounding to nearest does, told without a logarithm.
  const [slack, smallest] =
    format === undefined ? [0, Infinity] : [2 ** (-1 - format.fractionBits), 2 ** format.smallestExponent];
  const faults = new Map<
    ConstantFault,
    { count: number; distance: number; example: FaultCount["example"] }
  >();
  const [left, right] = [tensorWindow(), tensorWindow()];
  for (let start = 0; start < count; start += windowElements) {
    const length = Math.min(windowElements, count - start);
    fillWindow(left, reference, start, length);
    fillWindow(right, candidate, start, length);
    for (let at = 0; at < length; at++) {
      const [expected, actual] = [left.values[at]!, right.values[at]!];
      const size = Math.abs(expected);
      const isNormal = size >= smallest && size < Infinity;
      if (expected === actual || (isNormal && Math.abs(expected - actual) <= slack * size)) continue;
      const fault = classify(expected, actual);
      if (fault === undefined) continue;
      const distance = relativeDistance(expected, actual);
      const known = faults.get(fault);
      const example = { index: start + at, reference: expected, candidate: actual };
      if (known === undefined) faults.set(fault, { count: 1, distance, example });
      else {
        known.count += 1;
        if (distance > known.distance) Object.assign(known, { distance, example });
      }
    }
  }
  return [...faults].map(([fault, { count, example }]) => ({ fault, count, example }));
}

type Classify = (reference: number, candidate: number) => ConstantFault | undefined;

function classifierFor(reference: Tensor, candidate: Tensor): Classify {
  if (!isFloat(reference.dtype)) return () => "changed";
  const format = halfFormats.get(candidate.dtype);
  return format === undefined ? classifyFull : (one, other) => classifyHalf(one, other, format);
}

function classifyHalf(reference: number, candidate: number, format: Format): ConstantFault | undefined {
  if (Number.isNaN(reference) && Number.isNaN(candidate)) return undefined;
  const magnitude = Math.abs(reference);
  if (Math.sign(reference) * Math.sign(candidate) < 0) return "sign-flipped";
  if (Number.isFinite(reference) && Math.abs(candidate) === Infinity) return "overflow";
  if (magnitude !== 0 && magnitude <= format.flushed && candidate !== 0) return "raised";
  if (Math.abs(reference - candidate) <= stepAt(magnitude, format)) return undefined;
  return beyondRounding(reference, candidate);
}

/** Stored in FP32: equal, or rounded by a detour through FP16. */
function classifyFull(reference: number, candidate: number): ConstantFault | undefined {
  const asHalf = classifyHalf(reference, candidate, float16);
  return asHalf === undefined && !Number.isNaN(candidate) ? "rounded" : asHalf;
}

function beyondRounding(reference: number, candidate: number): ConstantFault {
  const [one, other] = [Math.abs(reference), Math.abs(candidate)];
  if (one > smallestClamped && other < one) return "clamped";
  return one < float16Tiny && other > one && other < float16Tiny ? "raised" : "changed";
}

/** The smallest normal FP16 number: converters raise to 1e-7 and the like, far below it. */
const float16Tiny = 2 ** -14;

/** Distance of two neighbours of the format around a magnitude. */
function stepAt(magnitude: number, { fractionBits, smallestExponent }: Format): number {
  if (!Number.isFinite(magnitude)) return 0;
  const exponent = magnitude === 0 ? smallestExponent : Math.floor(Math.log2(magnitude));
  return 2 ** (Math.max(exponent, smallestExponent) - fractionBits);
}

function relativeDistance(reference: number, candidate: number): number {
  const largest = Math.max(Math.abs(reference), Math.abs(candidate));
  const distance = Math.abs(reference - candidate) / largest;
  // NaN on either side, or an infinity, is as far as it gets.
  return Number.isNaN(distance) ? Infinity : distance;
}
