import { sharedBlocks } from "./block-cache.ts";
import { type DType, elementSizeBytes } from "./dtype.ts";
import { checkElements, normaliseElements } from "./stored-tensor.ts";
import { type ByteSource, elementCount, type Tensor } from "./tensor.ts";

/** Size of one transposed block: large enough that few passes over a file are needed, small beside 150 MB. */
const maxBlockBytes = 2 * 2 ** 20;

/** Gaps up to this size are read through instead of being skipped: one call costs as much as ~64 KiB of data. */
const maxGapBytes = 65_536;
const scanWindowBytes = 2 ** 20;

/**
 * A tensor whose elements lie in Fortran order (first axis fastest) in `source` from byte `offset` on. Reads
 * deliver C order: the tensor is transposed in blocks of at most 2 MiB, of which a few are kept.
 */
export function fortranTensor(
  dtype: DType,
  shape: readonly number[],
  source: ByteSource,
  offset: number,
  byteOrder: "little" | "big",
  blockBytes = maxBlockBytes,
): Tensor {
  const sizeBytes = elementSizeBytes[dtype];
  const count = elementCount(shape);
  const layout = layoutOf(shape, sizeBytes, blockBytes);
  const tensor: Tensor = {
    dtype,
    shape,
    read(start, into) {
      checkElements(source.name, sizeBytes, count, start, into.length);
      let written = 0;
      while (written < into.length) {
        const { index, first } = blockOf(layout, start + written / sizeBytes);
        const block = sharedBlocks.get(tensor, index, (spare) => {
          const bytes = transposeBlock(layout, source, offset, first, spare);
          normaliseElements(source.name, dtype, byteOrder, bytes);
          return bytes;
        });
        const from = start * sizeBytes + written - first * sizeBytes;
        const part = block.subarray(from, from + into.length - written);
        into.set(part, written);
        written += part.length;
      }
    },
  };
  return tensor;
}

/** How C order is cut into blocks: axes before `axis` fixed, a range of `rows` on `axis`, all of the axes behind. */
interface Layout {
  readonly shape: readonly number[];
  readonly sizeBytes: number;
  /** Distance in elements between neighbours along each axis, in the file and in C order. */
  readonly fileStrides: readonly number[];
  readonly strides: readonly number[];
  readonly axis: number;
  readonly rows: number;
}

function layoutOf(fullShape: readonly number[], sizeBytes: number, blockBytes: number): Layout {
  const shape = fullShape.filter((size) => size !== 1); // axes of size 1 have no order
  const fileStrides = shape.map((_, axis) => elementCount(shape.slice(0, axis)));
  const strides = shape.map((_, axis) => elementCount(shape.slice(axis + 1)));
  const fits = strides.findIndex((stride) => stride * sizeBytes <= blockBytes);
  const axis = Math.max(0, fits);
  const rowBytes = (strides[axis] ?? 1) * sizeBytes;
  const rows = Math.max(1, Math.min(shape[axis] ?? 1, Math.floor(blockBytes / Math.max(1, rowBytes))));
  return { shape, sizeBytes, fileStrides, strides, axis, rows };
}

/** Number and first element (C order) of the block that holds `element`. */
function blockOf(layout: Layout, element: number): { index: number; first: number } {
  const { shape, strides, axis, rows } = layout;
  const size = shape[axis] ?? 1;
  const stride = strides[axis] ?? 1;
  const outer = Math.floor(element / (size * stride));
  const band = Math.floor((Math.floor(element / stride) % size) / rows);
  const bands = Math.ceil(size / rows);
  return { index: outer * bands + band, first: (outer * size + band * rows) * stride };
}

/** Reads the block that begins at element `first` and brings it into C order. */
function transposeBlock(
  layout: Layout,
  source: ByteSource,
  offset: number,
  first: number,
  spare: Uint8Array | undefined,
): Uint8Array {
  const { shape, sizeBytes, fileStrides, strides, axis, rows } = layout;
  const begin = shape.map((size, i) => Math.floor(first / (strides[i] as number)) % size);
  const counts = shape.map((size, i) => {
    const range = i === axis ? Math.min(rows, size - (begin[i] as number)) : size;
    return i < axis ? 1 : range;
  });
  const blockBytes = elementCount(counts) * sizeBytes;
  const block = spare?.length === blockBytes ? spare : new Uint8Array(blockBytes);
  const words = wordsOf(block, sizeBytes);
  const wordsPerElement = sizeBytes === 8 ? 2 : 1;
  const base = begin.reduce((sum, at, i) => sum + at * (fileStrides[i] as number), 0);
  const end = base + counts.reduce((sum, n, i) => sum + (n - 1) * (fileStrides[i] as number), 1);
  // Only along the first axis are neighbours in the file next to each other.
  const runElements = axis === 0 ? (counts[0] ?? 1) : 1;
  const gap = (fileStrides[axis === 0 ? 1 : axis] ?? 1) * sizeBytes;
  const file = forwardReader(source, offset + end * sizeBytes, gap <= maxGapBytes ? scanWindowBytes : 0);
  const index = counts.map(() => 0);
  const firstLooped = axis === 0 ? 1 : axis;
  for (;;) {
    let from = base;
    let to = 0;
    for (let i = firstLooped; i < counts.length; i++) {
      from += index[i]! * fileStrides[i]!;
      to += index[i]! * strides[i]!;
    }
    const run = file(offset + from * sizeBytes, runElements * sizeBytes);
    scatter(wordsOf(run, sizeBytes), words, to, axis === 0 ? (strides[0] ?? 1) : 1, wordsPerElement);
    if (!advance(index, counts, firstLooped)) {
      return block;
    }
  }
}

/** Counts `index` up, its first looped axis fastest: the order of the file, so that reads only go forward. */
function advance(index: number[], counts: readonly number[], firstLooped: number): boolean {
  for (let i = firstLooped; i < index.length; i++) {
    index[i]!++;
    if (index[i]! < counts[i]!) {
      return true;
    }
    index[i] = 0;
  }
  return false;
}

/** Copies the elements of `run` to every `stride`-th place of `block`, from element `to` on. */
function scatter(run: Words, block: Words, to: number, stride: number, wordsPerElement: number): void {
  const elements = run.length / wordsPerElement;
  for (let i = 0; i < elements; i++) {
    const target = (to + i * stride) * wordsPerElement;
    for (let word = 0; word < wordsPerElement; word++) {
      block[target + word] = run[i * wordsPerElement + word]!;
    }
  }
}

type Words = Uint8Array | Uint16Array | Uint32Array;

/** Views bytes as the largest words that an element consists of; floats would lose the payload of a NaN. */
function wordsOf(bytes: Uint8Array, sizeBytes: number): Words {
  const { buffer, byteOffset, length } = bytes;
  if (sizeBytes === 1) {
    return bytes;
  }
  return sizeBytes === 2
    ? new Uint16Array(buffer, byteOffset, length / 2)
    : new Uint32Array(buffer, byteOffset, length / 4);
}

/**
 * Reads at rising offsets before `end`, ahead by up to `windowBytes`. The answer is valid until the next call, and
 * may be viewed as elements: a window begins with an element, so all others in it are aligned.
 */
function forwardReader(
  source: ByteSource,
  end: number,
  windowBytes: number,
): (offset: number, length: number) => Uint8Array {
  let window = new Uint8Array(0);
  let windowStart = 0;
  return (offset, length) => {
    if (offset < windowStart || offset + length > windowStart + window.length) {
      const size = Math.max(length, Math.min(windowBytes, end - offset));
      window = window.length === size ? window : new Uint8Array(size);
      windowStart = offset;
      source.read(offset, window);
    }
    return window.subarray(offset - windowStart, offset - windowStart + length);
  };
}
