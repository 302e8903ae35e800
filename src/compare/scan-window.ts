import {
  countAndBound,
  countErrors,
  type ErrorHistogram,
  type ErrorWindow,
  makeRoom,
} from "./error-percentiles.ts";
import { addBlock, addWindow, type FloatSums, maxRelFloor, raiseMaxima } from "./float-sums.ts";
import { type Float32Kernel, float32KernelElements } from "./float32-kernel.ts";
import { addToSlices, type SliceSums } from "./slices.ts";
import type { TensorWindow } from "./tensor-window.ts";
import { hasKernelRows, scanTopOne, scanTopOneRows, type TopOneCount, type TopOneScan } from "./top-one.ts";

/** Both sides of a comparison, widened to doubles. */
export interface Windows {
  readonly reference: TensorWindow;
  readonly candidate: TensorWindow;
}

/** What the first reading of one sample gathers. */
export interface Gathering {
  readonly shape: readonly number[];
  readonly sums: FloatSums;
  readonly errors: ErrorWindow;
  readonly histogram: ErrorHistogram;
  readonly slices: SliceSums | undefined;
  readonly topOne: { readonly count: TopOneCount; readonly scan: TopOneScan } | undefined;
}

/** Takes `length` pairs in doubles, the first of them element `start` of the tensor. */
export function gatherDoubles(
  gathering: Gathering,
  { reference, candidate }: Windows,
  start: number,
  length: number,
): void {
  const { sums, errors, histogram, slices, topOne, shape } = gathering;
  const [expected, found] = [reference.values, candidate.values];
  const finite = addBlock(expected, found, length, start, errors.errors, sums);
  if (finite === length) {
    const bounds = countAndBound(histogram, errors, reference.words, length, maxRelFloor);
    raiseMaxima(bounds, expected, errors.errors, length, start, sums);
  } else {
    countErrors(histogram, errors, finite);
  }
  if (slices !== undefined) addToSlices(slices, shape, start, expected, found, length);
  if (topOne !== undefined) scanTopOne(topOne.scan, topOne.count, expected, found, length);
}

/** The same over the window that lies in a kernel; `windows` are used where doubles are needed all the same. */
export function gatherFloats(
  gathering: Gathering,
  kernel: Float32Kernel,
  windows: Windows,
  start: number,
): void {
  const { sums, histogram, slices, topOne, shape } = gathering;
  const length = float32KernelElements;
  const window = kernel.add(sums.maxRel, maxRelFloor);
  if (!Number.isFinite(window.squaredErrors + window.squaredReference + window.squaredCandidate)) {
    widen(kernel, windows);
    gatherDoubles(gathering, windows, start, length);
    return;
  }
  addWindow(window, kernel.errors.errors, length, start, sums);
  makeRoom(histogram, length);
  kernel.count();
  const inKernel = topOne === undefined || hasKernelRows(topOne.scan);
  if (slices !== undefined || !inKernel) widen(kernel, windows);
  const [expected, found] = [windows.reference.values, windows.candidate.values];
  if (slices !== undefined) addToSlices(slices, shape, start, expected, found, length);
  if (topOne === undefined) return;
  if (inKernel) scanTopOneRows(topOne.scan, topOne.count, kernel);
  else scanTopOne(topOne.scan, topOne.count, expected, found, length);
}

function widen(kernel: Float32Kernel, { reference, candidate }: Windows): void {
  reference.values.set(kernel.reference);
  candidate.values.set(kernel.candidate);
}
