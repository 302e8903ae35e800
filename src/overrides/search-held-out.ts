import type { ModelGraph } from "../onnx/graph.ts";
import { everythingFp32, type PrecisionPlan } from "../onnx/plan.ts";

/**
 * How a sample is changed. "noise": Gaussian, of 1 % of the tensor's root mean square. "permuted": its elements in
 * another order, so that range and distribution stay.
 */
export type PerturbationKind = "noise" | "permuted";

export interface Perturbation {
  readonly kind: PerturbationKind;
  readonly seed: number;
}

/** What a plan is checked on beside the samples that the search did not see. */
export const heldOutPerturbations: readonly Perturbation[] = [
  { kind: "noise", seed: 1 },
  { kind: "permuted", seed: 2 },
  { kind: "noise", seed: 3 },
  { kind: "permuted", seed: 4 },
  { kind: "noise", seed: 5 },
  { kind: "permuted", seed: 6 },
  { kind: "noise", seed: 7 },
  { kind: "noise", seed: 8 },
];

/** One input that a plan was not searched on: a sample held back, judged by PyTorch, or a changed copy, by the FP32 ONNX. */
export interface HeldOutInput {
  readonly kind: "held-back" | PerturbationKind;
  readonly excess: number;
}

/** How often a plan met the limits on inputs that it was not searched on. */
export interface HeldOutCheck {
  readonly held: number;
  readonly of: number;
  /** Largest excess seen; 0 when nothing was run. */
  readonly worstExcess: number;
}

/** Plans to run on each perturbed input: the reference, which is FP32 there, and the plan. */
export function heldOutPlans(
  graph: ModelGraph,
  plan: PrecisionPlan,
): { readonly reference: PrecisionPlan; readonly candidate: PrecisionPlan } {
  return { reference: everythingFp32(graph), candidate: plan };
}

/** Sums up the excess of the plan per held-out input; NaN did not hold. */
export function countHeld(excesses: readonly number[]): HeldOutCheck {
  const measured = excesses.map((excess) => (Number.isNaN(excess) ? Number.POSITIVE_INFINITY : excess));
  return {
    held: measured.filter((excess) => excess <= 1).length,
    of: measured.length,
    worstExcess: Math.max(0, ...measured),
  };
}

const noiseShare = 0.01;

/**
 * A changed copy of a float input; the same for the same seed on every machine. NaN and infinities keep their places
 * and values. Noise leaves a tensor of whole numbers only (a mask, ids, a size) as it is, and zeros stay zero: padding
 * is none any more with noise on it.
 */
export function perturbedInput(
  values: Float32Array | Float64Array,
  seed: number,
  kind: PerturbationKind,
): Float32Array | Float64Array {
  const changed = values.slice();
  const random = uniform(seed);
  if (kind === "permuted") permute(changed, random);
  else if (values.some((value) => Number.isFinite(value) && !Number.isInteger(value)))
    addNoise(changed, random);
  return changed;
}

function addNoise(values: Float32Array | Float64Array, random: () => number): void {
  let squares = 0;
  let count = 0;
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at] as number;
    if (!Number.isFinite(value)) continue;
    squares += value * value;
    count += 1;
  }
  const scale = noiseShare * Math.sqrt(squares / count);
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at] as number;
    if (Number.isFinite(value) && value !== 0) values[at] = value + scale * gaussian(random);
  }
}

/** Fisher and Yates, over the finite elements. */
function permute(values: Float32Array | Float64Array, random: () => number): void {
  const places = new Uint32Array(values.length);
  let count = 0;
  for (let at = 0; at < values.length; at += 1) {
    if (!Number.isFinite(values[at])) continue;
    places[count] = at;
    count += 1;
  }
  for (let last = count - 1; last > 0; last -= 1) {
    const other = places[Math.floor(random() * (last + 1))] as number;
    const place = places[last] as number;
    const value = values[place] as number;
    values[place] = values[other] as number;
    values[other] = value;
  }
}

/** Box and Muller. */
function gaussian(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Weyl sequence with a 32-bit mix (the finaliser of MurmurHash3): in [0, 1). */
function uniform(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
  };
}
