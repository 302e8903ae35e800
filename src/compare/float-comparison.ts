import { elementCount, type Tensor } from "../tensor/tensor.ts";
import { elementIndex, type FloatMetrics, type TensorPair, type WorstElement } from "./comparison.ts";
import {
  countAndBound,
  countErrors,
  type ErrorPass,
  emptyHistogram,
  errorPercentiles,
  errorWindow,
  selectErrors,
} from "./error-percentiles.ts";
import { addBlock, emptySums, type FloatSums, maxRelFloor, raiseMaxima } from "./float-sums.ts";
import { addToSlices, emptySlices, type SliceSums, sliceAxis, worstSlice } from "./slices.ts";
import { fillWindow, type TensorWindow, tensorWindow, windowElements } from "./tensor-window.ts";
import { finishTopOne, scanTopOne, type TopOneCount, topOneAxis, topOneScan } from "./top-one.ts";

/** A sample whose reference is weaker than this share of the pooled RMS is measured against that share. */
const minSampleScale = 0.1;

interface SampleSums {
  readonly pair: TensorPair;
  readonly sums: FloatSums;
}

interface Windows {
  readonly reference: TensorWindow;
  readonly candidate: TensorWindow;
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
  const errors = errorWindow(size);
  const histogram = emptyHistogram();
  const slices = slicesOf(pairs);
  const topOne = topOneOf(pairs, options.topOneAxis ?? -1);
  const samples = pairs.map((pair): SampleSums => {
    const { shape } = pair.reference;
    const sums = emptySums();
    const scan = topOne === undefined ? undefined : topOneScan(topOne.axis, shape);
    eachWindow(pair, windows, (reference, candidate, start, length) => {
      const finite = addBlock(reference, candidate, length, start, errors.errors, sums);
      if (finite === length) {
        const bounds = countAndBound(histogram, errors, windows.reference.words, length, maxRelFloor);
        raiseMaxima(bounds, reference, errors.errors, length, start, sums);
      } else {
        countErrors(histogram, errors, finite);
      }
      if (slices !== undefined) addToSlices(slices, shape, start, reference, candidate, length);
      if (scan !== undefined) scanTopOne(scan, topOne!, reference, candidate, length);
    });
    return { pair, sums };
  });
  const pass: ErrorPass = (bands, visit) => {
    for (const pair of pairs) {
      eachWindow(pair, windows, (reference, candidate, _start, length) => {
        visit(errors, selectErrors(reference, candidate, length, bands, errors.errors));
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

type WindowVisit = (reference: Float64Array, candidate: Float64Array, start: number, length: number) => void;

function eachWindow(pair: TensorPair, windows: Windows, visit: WindowVisit): void {
  const count = elementCount(pair.reference.shape);
  for (let start = 0; start < count; start += windowElements) {
    const length = Math.min(windowElements, count - start);
    fillWindow(windows.reference, pair.reference, start, length);
    fillWindow(windows.candidate, pair.candidate, start, length);
    visit(windows.reference.values, windows.candidate.values, start, length);
  }
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
