import { InputError } from "../errors.ts";
import { memorySource } from "./byte-source.ts";
import { type DType, elementSizeBytes } from "./dtype.ts";
import { type ByteSource, elementCount, formatShape, type Tensor } from "./tensor.ts";
import { tensorSizeBytes } from "./tensor-size.ts";

/** A tensor over `bytes` (C order, little-endian), which are not copied and must have exactly its size. */
export function memoryTensor(dtype: DType, shape: readonly number[], bytes: Uint8Array): Tensor {
  const sizeBytes = tensorSizeBytes(dtype, shape, "tensor in memory");
  if (bytes.length !== sizeBytes) {
    throw new InputError(
      `tensor in memory: ${bytes.length} bytes given, but ${dtype} of shape ${formatShape(shape)} needs ${sizeBytes}.`,
    );
  }
  return storedTensor(dtype, shape, memorySource("tensor in memory", bytes), 0);
}

/**
 * A tensor whose elements lie in C order in `source` from byte `offset` on. The caller has checked that they fit.
 * Big-endian elements are swapped while reading; a bool that is neither 0 nor 1 is refused.
 */
export function storedTensor(
  dtype: DType,
  shape: readonly number[],
  source: ByteSource,
  offset: number,
  byteOrder: "little" | "big" = "little",
): Tensor {
  const sizeBytes = elementSizeBytes[dtype];
  const count = elementCount(shape);
  return {
    dtype,
    shape,
    read(start, into) {
      checkElements(source.name, sizeBytes, count, start, into.length);
      source.read(offset + start * sizeBytes, into);
      normaliseElements(source.name, dtype, byteOrder, into);
    },
  };
}

/** A request outside the tensor is a defect of the caller, not of the file. */
export function checkElements(
  name: string,
  sizeBytes: number,
  count: number,
  start: number,
  length: number,
): void {
  const end = start + length / sizeBytes;
  if (!(Number.isSafeInteger(start) && start >= 0 && Number.isSafeInteger(end) && end <= count)) {
    throw new RangeError(`${name}: elements ${start} to ${end} asked for, but there are ${count}`);
  }
}

/** Brings raw elements into the form that `Tensor.read` promises, in place. */
export function normaliseElements(
  name: string,
  dtype: DType,
  byteOrder: "little" | "big",
  bytes: Uint8Array,
): void {
  if (byteOrder === "big") {
    swapBytes(bytes, elementSizeBytes[dtype]);
  }
  if (dtype === "bool") {
    const wrong = bytes.find((value) => value > 1);
    if (wrong !== undefined) {
      throw new InputError(`${name}: a bool element is stored as ${wrong}; only 0 and 1 are valid.`, {
        advice: "The file is damaged, or its dtype is wrong: write it again.",
      });
    }
  }
}

function swapBytes(bytes: Uint8Array, sizeBytes: number): void {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (sizeBytes === 2) {
    buffer.swap16();
  } else if (sizeBytes === 4) {
    buffer.swap32();
  } else if (sizeBytes === 8) {
    buffer.swap64();
  }
}
