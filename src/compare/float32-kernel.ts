import type { ErrorBands, ErrorWindow } from "./error-percentiles.ts";
import { float32KernelBase64 } from "./float32-kernel.generated.ts";

/**
 * The hot loops of the comparison of two float32 tensors, in WebAssembly with vector instructions: several times as
 * fast as the same loops over doubles. Whatever is no whole window of finite float32 is left to those.
 * Results are the same but for the order of summation, and the same on every machine.
 */
export interface Float32Kernel {
  /** Windows to fill, of `float32KernelElements` each, and their bytes. */
  readonly reference: Float32Array;
  readonly candidate: Float32Array;
  readonly referenceBytes: Uint8Array;
  readonly candidateBytes: Uint8Array;
  /** What `add` and `select` leave. */
  readonly errors: ErrorWindow;
  /** Errors by their leading 18 bits, as `ErrorHistogram.recent` holds them; `count` adds to it. */
  readonly counts: Uint32Array;
  /**
   * Writes |error| of every pair, in float64, and sums the window up. Sums that are not finite say that an element is
   * not, and then nothing else of the result means anything.
   * @param maxRel the largest relative error so far.
   * @param floor references of a smaller magnitude count as this in relative errors.
   */
  add(maxRel: number, floor: number): WindowSums;
  /** Counts the errors that `add` wrote. */
  count(): void;
  /** Writes the errors that lie in a band, ends included, and returns how many. */
  select(bands: ErrorBands): number;
  /** Largest element of a part of a window; NaN is never the largest, and -infinity that of nothing. */
  max(side: KernelSide, start: number, end: number): number;
  /** Index of the first element from `start` on that equals `value`, which must be there. */
  find(side: KernelSide, start: number, value: number): number;
}

export type KernelSide = "reference" | "candidate";

/** Of one window, in float64. */
export interface WindowSums {
  readonly absErrors: number;
  readonly squaredErrors: number;
  readonly squaredReference: number;
  readonly squaredCandidate: number;
  readonly products: number;
  readonly maxAbs: number;
  readonly referenceAbsMax: number;
  /** Of everything so far. */
  readonly maxRel: number;
}

/** Elements of a window. */
export const float32KernelElements = 32_768;

/** What is used of WebAssembly here. TypeScript has it among the browser's types only. */
declare const WebAssembly: {
  readonly validate: (bytes: Uint8Array) => boolean;
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
};

interface KernelExports {
  readonly memory: { readonly buffer: ArrayBuffer };
  add(maxRel: number, floor: number): void;
  count(): void;
  select(centre: number, half: number, tail: number): number;
  max(at: number, end: number): number;
  find(at: number, value: number): number;
}

/** Where the module's memory holds what, in bytes: see float32-kernel.wat. */
const places = { reference: 0, candidate: 131_072, counts: 262_144, errors: 1_310_720, sums: 1_572_864 };
const buckets = 2 ** 18;

let compiled: object | undefined;

/** Compiled once; undefined on a processor without the instructions it needs. */
function kernelModule(): object | undefined {
  if (compiled !== undefined) return compiled;
  const bytes = Uint8Array.from(atob(float32KernelBase64), (character) => character.charCodeAt(0));
  if (WebAssembly.validate(bytes)) compiled = new WebAssembly.Module(bytes);
  return compiled;
}

/** A kernel with 1.6 MB of memory of its own; undefined on a processor without the instructions it needs. */
export function createFloat32Kernel(): Float32Kernel | undefined {
  const module = kernelModule();
  if (module === undefined) return undefined;
  const native = new WebAssembly.Instance(module).exports as KernelExports;
  const { buffer } = native.memory;
  const side = (place: number): Float32Array => new Float32Array(buffer, place, float32KernelElements);
  const errors = new Float64Array(buffer, places.errors, float32KernelElements);
  const sums = new Float64Array(buffer, places.sums, 8);
  const at = (of: KernelSide, index: number): number => places[of] + 4 * index;
  return {
    reference: side(places.reference),
    candidate: side(places.candidate),
    referenceBytes: new Uint8Array(buffer, places.reference, 4 * float32KernelElements),
    candidateBytes: new Uint8Array(buffer, places.candidate, 4 * float32KernelElements),
    errors: { errors, words: new Int32Array(buffer, places.errors, 2 * float32KernelElements) },
    counts: new Uint32Array(buffer, places.counts, buckets),
    add: (maxRel, floor) => {
      native.add(maxRel, floor);
      return toWindowSums(sums);
    },
    count: () => native.count(),
    select: ({ centre, half, tail }) => native.select(centre, half, tail),
    max: (of, start, end) => native.max(at(of, start), at(of, end)),
    find: (of, start, value) => (native.find(at(of, start), value) - places[of]) / 4,
  };
}

function toWindowSums(sums: Float64Array): WindowSums {
  return {
    absErrors: sums[0]!,
    squaredErrors: sums[1]!,
    squaredReference: sums[2]!,
    squaredCandidate: sums[3]!,
    products: sums[4]!,
    maxAbs: sums[5]!,
    referenceAbsMax: sums[6]!,
    maxRel: sums[7]!,
  };
}
