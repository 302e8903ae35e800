import type { TensorPair } from "../../src/compare/comparison.ts";
import { compareFloats } from "../../src/compare/float-comparison.ts";
import { type CompareOptions, compareRun, type SamplePair } from "../../src/compare/outputs.ts";
import type { OutputTensors } from "../../src/ports.ts";
import type { DType } from "../../src/tensor/dtype.ts";
import { memoryTensor } from "../../src/tensor/stored-tensor.ts";
import type { Tensor } from "../../src/tensor/tensor.ts";

const arrays = {
  float32: Float32Array,
  float64: Float64Array,
  float16: Uint16Array,
  bfloat16: Uint16Array,
  int8: Int8Array,
  int16: Int16Array,
  int32: Int32Array,
  uint8: Uint8Array,
  uint16: Uint16Array,
  uint32: Uint32Array,
  bool: Uint8Array,
} as const;

/** A tensor of plain numbers; float16 and bfloat16 take raw codes, int64 and uint64 whole numbers. */
export function tensor(
  dtype: DType,
  shape: readonly number[],
  values: Iterable<number> | Iterable<bigint>,
): Tensor {
  const data =
    dtype === "int64"
      ? BigInt64Array.from(values as Iterable<number>, BigInt)
      : dtype === "uint64"
        ? BigUint64Array.from(values as Iterable<number>, BigInt)
        : arrays[dtype].from(values as Iterable<number>);
  return memoryTensor(dtype, shape, new Uint8Array(data.buffer));
}

export function floats(...values: number[]): Tensor {
  return tensor("float32", [values.length], values);
}

/** A tensor over `data` as it is. */
export function view(data: Float32Array, shape: readonly number[] = [data.length]): Tensor {
  return memoryTensor("float32", shape, new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
}

export function pair(reference: Tensor, candidate: Tensor, sample = "0000"): TensorPair {
  return { sample, reference, candidate };
}

/** Metrics of one pair of float32 lists. */
export function metricsOf(reference: number[], candidate: number[]) {
  return compareFloats([pair(floats(...reference), floats(...candidate))]);
}

export function sample(
  name: string,
  reference: Record<string, Tensor>,
  candidate: Record<string, Tensor>,
): SamplePair {
  const outputs = (tensors: Record<string, Tensor>): OutputTensors => new Map(Object.entries(tensors));
  return { sample: name, reference: outputs(reference), candidate: outputs(candidate) };
}

/** Compares one sample. */
export function compareOne(
  reference: Record<string, Tensor>,
  candidate: Record<string, Tensor>,
  options: CompareOptions = {},
) {
  return compareRun([sample("0000", reference, candidate)], options);
}

/** Numbers in [0, 1) that are the same in every run. */
export function randomSource(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
