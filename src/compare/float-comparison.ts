import { elementCount, type Tensor } from "../tensor/tensor.ts";
import { elementIndex, type FloatMetrics, type TensorPair, type WorstElement } from "./comparison.ts";
import {
  type ErrorPass,
  emptyHistogram,
  errorPercentiles,
  errorWindow,
  selectErrors,
} from "./error-percentiles.ts";
import { emptySums, type FloatSums, maxRelFloor } from "./float-sums.ts";
import { createFloat32Kernel, type Float32Kernel } from "./float32-kernel.ts";
import { gatherDoubles, gatherFloats, type Windows } from "./scan-window.ts";
import { emptySlices, type SliceSums, sliceAxis, worstSlice } from "./slices.ts";
import { fillWindow, tensorWindow, windowElements } from "./tensor-window.ts";
import { finishTopOne, type TopOneCount, topOneAxis, topOneScan } from "./top-one.ts";

/** A sample whose reference is weaker than this share of the pooled RMS is measured against that share. */
const minSampleScale = 0.1;

interface SampleSums {
  readonly pair: TensorPair;
  readonly sums: FloatSums;
}

/**
 * Compares floating-point tensors of one output over all samples. The tensors are read in windows, once for the
 * sums and once or more for the percentiles; nothing is kept but one record per sample.
 * @param pairs same shape on both sides; any of float16, bfloat16, float32 and float64, also mixed.
 * @param options.topOneAxis axis of the top-1 agreement, counted from the end when negative; "none" for no top-1. Default: the last.
 */
export function compareFloats(
  pairs: readonly TensorPair[],
  options: { topOneAxis?: number | "none" | undefined } = {},
): { metrics: FloatMetrics; worst: WorstElement | undefined; elements: number } {
  // Small tensors are compared often, in trials: they need no more memory than they have elements.
  const size = Math.min(
    windowElements,
    Math.max(1, ...pairs.map(({ reference }) => elementCount(reference.shape))),
  );
  const windows: Windows = { reference: tensorWindow(size), candidate: tensorWindow(size) };
  const kernel = kernelFor(pairs);
  const errors = errorWindow(size);
  const histogram = emptyHistogram(kernel?.counts);
  const slices = slicesOf(pairs);
  const topOne = topOneOf(pairs, options.topOneAxis ?? -1);
  const samples = pairs.map((pair): SampleSums => {
    const { shape } = pair.reference;
    const sums = emptySums();
    const scanned =
      topOne === undefined ? undefined : { count: topOne, scan: topOneScan(topOne.axis, shape) };
    const gathering = { shape, sums, errors, histogram, slices, topOne: scanned };
    eachWindow(pair, windows, kernel, {
      floats: (filled, start) => gatherFloats(gathering, filled, windows, start),
      doubles: (start, length) => gatherDoubles(gathering, windows, start, length),
    });
    return { pair, sums };
  });
  const pass: ErrorPass = (bands, visit) => {
    for (const pair of pairs) {
      eachWindow(pair, windows, kernel, {
        floats: (filled) => visit(filled.errors, filled.select(bands)),
        doubles: (_start, length) => {
          const { reference, candidate } = windows;
          visit(errors, selectErrors(reference.values, candidate.values, length, bands, errors.errors));
        },
      });
    }
  };
  const [p50, p99, p999] = errorPercentiles(histogram, [500, 990, 999], pass);
  const pooled = poolSums(samples);
  return {
    metrics: {
      ...pooledMetrics(pooled),
      relRmsWorst: worstSample(samples, pooled),
      p50,
      p99,
      p999,
      topOne: topOne === undefined ? undefined : finishTopOne(topOne),
      worstSlice: slices === undefined ? undefined : worstSlice(slices),
    },
    worst: worstElement(samples),
    elements: pairs.reduce((count, pair) => count + elementCount(pair.reference.shape), 0),
  };
}

interface WindowVisits {
  /** A window of `windowElements` lies in the kernel. */
  readonly floats: (kernel: Float32Kernel, start: number) => void;
  /** A window lies in `windows`. */
  readonly doubles: (start: number, length: number) => void;
}

function eachWindow(
  pair: TensorPair,
  windows: Windows,
  kernel: Float32Kernel | undefined,
  visits: WindowVisits,
): void {
  const count = elementCount(pair.reference.shape);
  const inKernel = isFloat32(pair) ? kernel : undefined;
  for (let start = 0; start < count; start += windowElements) {
    const length = Math.min(windowElements, count - start);
    if (inKernel !== undefined && length === windowElements) {
      pair.reference.read(start, inKernel.referenceBytes);
      pair.candidate.read(start, inKernel.candidateBytes);
      visits.floats(inKernel, start);
    } else {
      fillWindow(windows.reference, pair.reference, start, length);
      fillWindow(windows.candidate, pair.candidate, start, length);
      visits.doubles(start, length);
    }
  }
}

function isFloat32({ reference, candidate }: TensorPair): boolean {
  return reference.dtype === "float32" && candidate.dtype === "float32";
}

/** From so many elements on, setting a kernel up pays. */
const leastKernelElements = 2 ** 19;

function kernelFor(pairs: readonly TensorPair[]): Float32Kernel | undefined {
  const elements = pairs
    .filter(isFloat32)
    .map(({ reference }) => elementCount(reference.shape))
    .filter((count) => count >= windowElements)
    .reduce((sum, count) => sum + count, 0);
  return elements >= leastKernelElements ? createFloat32Kernel() : undefined;
}

function slicesOf(pairs: readonly TensorPair[]): SliceSums | undefined {
  const axis = sliceAxis(pairs.map((pair) => pair.reference.shape));
  return axis === undefined ? undefined : emptySlices(axis, pairs[0]!.reference.shape[axis]!);
}

function topOneOf(pairs: readonly TensorPair[], wanted: number | "none"): TopOneCount | undefined {
  if (wanted === "none") return undefined;
  const axes = pairs.map((pair) => topOneAxis(wanted, pair.reference.shape));
  const axis = axes[0];
  return axis === undefined || axes.some((other) => other !== axis)
    ? undefined
    : { axis, rows: 0, agreeing: 0 };
}

function poolSums(samples: readonly SampleSums[]): FloatSums {
  const pooled = emptySums();
  for (const { sums } of samples) {
    pooled.finitePairs += sums.finitePairs;
    pooled.absErrors += sums.absErrors;
    pooled.squaredErrors += sums.squaredErrors;
    pooled.squaredReference += sums.squaredReference;
    pooled.squaredCandidate += sums.squaredCandidate;
    pooled.products += sums.products;
    pooled.nonFiniteReference += sums.nonFiniteReference;
    pooled.finiteReference += sums.finiteReference;
    pooled.loneSquaredReference += sums.loneSquaredReference;
    pooled.nonFiniteMatches += sums.nonFiniteMatches;
    pooled.nonFiniteMismatches += sums.nonFiniteMismatches;
    pooled.maxAbs = Math.max(pooled.maxAbs, sums.maxAbs);
    pooled.maxRel = Math.max(pooled.maxRel, sums.maxRel);
    pooled.referenceAbsMax = Math.max(pooled.referenceAbsMax, sums.referenceAbsMax);
  }
  return pooled;
}

function pooledMetrics(
  sums: FloatSums,
): Omit<FloatMetrics, "relRmsWorst" | "p50" | "p99" | "p999" | "topOne" | "worstSlice"> {
  const pairs = sums.finitePairs;
  const rms = Math.sqrt(sums.squaredErrors / pairs);
  const referenceRms = Math.sqrt(sums.squaredReference / pairs);
  const elements = sums.finiteReference + sums.nonFiniteReference;
  return {
    maxAbs: pairs === 0 ? Number.NaN : sums.maxAbs,
    meanAbs: sums.absErrors / pairs,
    rms,
    relRms: ratio(rms, referenceRms),
    maxRel: pairs === 0 ? Number.NaN : sums.maxRel,
    maxRelFloor,
    cosine: pairs === 0 ? Number.NaN : cosine(sums),
    snrDb: pairs === 0 ? Number.NaN : snrDb(sums),
    nonFiniteMismatches: sums.nonFiniteMismatches,
    nonFiniteMatches: sums.nonFiniteMatches,
    reference: {
      absMax: sums.finiteReference === 0 ? Number.NaN : sums.referenceAbsMax,
      rms: Math.sqrt((sums.squaredReference + sums.loneSquaredReference) / sums.finiteReference),
      nonFiniteShare: elements === 0 ? 0 : sums.nonFiniteReference / elements,
    },
  };
}

/** 0 / 0 is no error at all; an error against nothing is infinite. NaN stays NaN. */
function ratio(error: number, scale: number): number {
  return error === 0 && scale === 0 ? 0 : error / scale;
}

function cosine(sums: FloatSums): number {
  if (sums.squaredErrors === 0) return 1;
  if (sums.squaredReference === 0 || sums.squaredCandidate === 0) return 0;
  const value = sums.products / (Math.sqrt(sums.squaredReference) * Math.sqrt(sums.squaredCandidate));
  return Math.min(1, Math.max(-1, value));
}

function snrDb(sums: FloatSums): number {
  if (sums.squaredErrors === 0) return Number.POSITIVE_INFINITY;
  return 10 * Math.log10(sums.squaredReference / sums.squaredErrors);
}

function worstSample(samples: readonly SampleSums[], pooled: FloatSums): FloatMetrics["relRmsWorst"] {
  const floor = minSampleScale * Math.sqrt(pooled.squaredReference / pooled.finitePairs);
  let worst: { value: number; sample: string | undefined } = { value: Number.NaN, sample: undefined };
  for (const { pair, sums } of samples) {
    if (sums.finitePairs === 0) continue;
    const scale = Math.max(Math.sqrt(sums.squaredReference / sums.finitePairs), floor);
    const value = ratio(Math.sqrt(sums.squaredErrors / sums.finitePairs), scale);
    if (worst.sample === undefined || value > worst.value || Number.isNaN(value)) {
      worst = { value, sample: pair.sample };
    }
  }
  return worst;
}

function worstElement(samples: readonly SampleSums[]): WorstElement | undefined {
  const mismatch = samples.find(({ sums }) => sums.firstMismatchAt >= 0);
  if (mismatch !== undefined) return elementAt(mismatch.pair, mismatch.sums.firstMismatchAt);
  let worst: SampleSums | undefined;
  for (const sample of samples) {
    if (sample.sums.maxAbsAt < 0) continue;
    if (worst === undefined || sample.sums.maxAbs > worst.sums.maxAbs) worst = sample;
  }
  return worst === undefined ? undefined : elementAt(worst.pair, worst.sums.maxAbsAt);
}

function elementAt(pair: TensorPair, offset: number): WorstElement {
  return {
    sample: pair.sample,
    index: elementIndex(offset, pair.reference.shape),
    reference: readElement(pair.reference, offset),
    candidate: readElement(pair.candidate, offset),
  };
}

function readElement(tensor: Tensor, offset: number): number {
  const window = tensorWindow(1);
  fillWindow(window, tensor, offset, 1);
  return window.values[0]!;
}
