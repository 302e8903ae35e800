import { sharedBlocks } from "./block-cache.ts";
import { blockElements } from "./blocks.ts";
import { readBytes } from "./byte-source.ts";
import { type DType, elementSizeBytes } from "./dtype.ts";
import { checkElements, normaliseElements, storedTensor } from "./stored-tensor.ts";
import { type ByteSource, elementCount, type Tensor } from "./tensor.ts";

/** How a tensor lies in its storage; everything is counted in elements. */
export interface View {
  readonly dtype: DType;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
  readonly offset: number;
}

/** Bytes that are read at once for elements that do not lie side by side. */
const maxSpanBytes = 64 * 2 ** 20;

/**
 * The tensor that a view of `storage` shows, in C order. The caller has checked that the view stays inside.
 * @param spanBytes how much may be held in memory for a view whose elements are not neighbours.
 */
export function viewTensor(
  view: View,
  storage: ByteSource,
  byteOrder: "little" | "big",
  spanBytes = maxSpanBytes,
): Tensor {
  const { dtype, shape, offset } = view;
  const axes = mergedAxes(view);
  if (axes.every(({ stride }) => stride === 1)) {
    return storedTensor(dtype, shape, storage, offset * elementSizeBytes[dtype], byteOrder);
  }
  return gatheredTensor(view, axes, storage, byteOrder, spanBytes);
}

/**
 * The same elements in the order of the storage, which is faster to read; undefined when they leave gaps there or
 * repeat. A transposed or channels-last weight is such a view.
 */
export function storageOrderTensor(
  view: View,
  storage: ByteSource,
  byteOrder: "little" | "big",
): Tensor | undefined {
  const axes = view.shape
    .map((size, axis) => ({ size, stride: view.strides[axis] as number }))
    .filter(({ size }) => size !== 1)
    .toSorted((a, b) => a.stride - b.stride);
  let expected = 1;
  for (const { size, stride } of axes) {
    if (stride !== expected) {
      return undefined;
    }
    expected *= size;
  }
  const { dtype, shape, offset } = view;
  return storedTensor(dtype, shape, storage, offset * elementSizeBytes[dtype], byteOrder);
}

interface Axis {
  readonly size: number;
  readonly stride: number;
}

/** Without axes of size 1, and with neighbours joined that are walked through as one. */
function mergedAxes({ shape, strides }: View): Axis[] {
  if (shape.includes(0)) {
    return [];
  }
  const axes: Axis[] = [];
  for (const [at, size] of shape.entries()) {
    const stride = strides[at] as number;
    const outer = axes.at(-1);
    if (size === 1) {
      continue;
    }
    if (outer !== undefined && outer.stride === stride * size) {
      axes[axes.length - 1] = { size: outer.size * size, stride };
    } else {
      axes.push({ size, stride });
    }
  }
  return axes;
}

function gatheredTensor(
  { dtype, shape, offset }: View,
  axes: readonly Axis[],
  storage: ByteSource,
  byteOrder: "little" | "big",
  spanBytes: number,
): Tensor {
  const sizeBytes = elementSizeBytes[dtype];
  const count = elementCount(shape);
  const extent = axes.reduce((sum, { size, stride }) => sum + (size - 1) * stride, 1);
  const readSpan = (first: number, elements: number): Uint8Array =>
    readBytes(storage, (offset + first) * sizeBytes, elements * sizeBytes);
  const tensor: Tensor = {
    dtype,
    shape,
    read(start, into) {
      checkElements(storage.name, sizeBytes, count, start, into.length);
      const total = into.length / sizeBytes;
      const places = new Float64Array(Math.min(total, blockElements));
      for (let done = 0; done < total; done += blockElements) {
        const window = places.subarray(0, Math.min(blockElements, total - done));
        const { first, last } = findPlaces(axes, start + done, window);
        const part = into.subarray(done * sizeBytes, (done + window.length) * sizeBytes);
        if (extent * sizeBytes <= spanBytes) {
          gather(
            sharedBlocks.get(tensor, 0, () => readSpan(0, extent)),
            0,
            window,
            sizeBytes,
            part,
          );
        } else if ((last - first + 1) * sizeBytes <= spanBytes) {
          gather(readSpan(first, last - first + 1), first, window, sizeBytes, part);
        } else {
          readRuns(window, readSpan, sizeBytes, part);
        }
      }
      normaliseElements(storage.name, dtype, byteOrder, into);
    },
  };
  return tensor;
}

/** Where the elements from `start` on lie, relative to the view's first one, and the range that these places span. */
function findPlaces(
  axes: readonly Axis[],
  start: number,
  places: Float64Array,
): { first: number; last: number } {
  const index = axes.map(() => 0);
  let rest = start;
  for (let axis = axes.length - 1; axis >= 0; axis--) {
    index[axis] = rest % axes[axis]!.size;
    rest = Math.floor(rest / axes[axis]!.size);
  }
  let place = axes.reduce((sum, { stride }, axis) => sum + index[axis]! * stride, 0);
  let first = place;
  let last = place;
  for (let i = 0; i < places.length; i++) {
    places[i] = place;
    first = Math.min(first, place);
    last = Math.max(last, place);
    for (let axis = axes.length - 1; axis >= 0; axis--) {
      const { size, stride } = axes[axis]!;
      place += stride;
      index[axis]! += 1;
      if (index[axis]! < size) {
        break;
      }
      place -= size * stride;
      index[axis] = 0;
    }
  }
  return { first, last };
}

function gather(
  span: Uint8Array,
  first: number,
  places: Float64Array,
  sizeBytes: number,
  into: Uint8Array,
): void {
  for (let i = 0; i < places.length; i++) {
    const from = (places[i]! - first) * sizeBytes;
    for (let byte = 0; byte < sizeBytes; byte++) {
      into[i * sizeBytes + byte] = span[from + byte]!;
    }
  }
}

/** For elements spread over more than may be held: one read for each run of neighbours. */
function readRuns(
  places: Float64Array,
  readSpan: (first: number, elements: number) => Uint8Array,
  sizeBytes: number,
  into: Uint8Array,
): void {
  for (let at = 0; at < places.length; ) {
    let length = 1;
    while (at + length < places.length && places[at + length] === places[at]! + length) {
      length += 1;
    }
    into.set(readSpan(places[at]!, length), at * sizeBytes);
    at += length;
  }
}
