import { closeSync, openSync } from "node:fs";
import { EngineError } from "../errors.ts";
import { blockElements } from "../tensor/blocks.ts";
import { type DType, elementSizeBytes } from "../tensor/dtype.ts";
import { encodeFloat16s } from "../tensor/float16.ts";
import { readNumbers } from "../tensor/read-numbers.ts";
import { elementCount, type Tensor } from "../tensor/tensor.ts";
import { storageError, writeFully } from "./atomic-write.ts";

type Encode = (values: Float64Array) => Uint8Array;

/** Types that inputs of engines have beside the sample's own. */
const encoders: Readonly<Partial<Record<DType, Encode>>> = {
  float32: (values) => bytesOf(Float32Array.from(values)),
  float64: (values) => bytesOf(values),
  float16: (values) => {
    const codes = new Uint16Array(values.length);
    encodeFloat16s(values, codes);
    return bytesOf(codes);
  },
  int32: (values) => bytesOf(Int32Array.from(values, (value) => within(value, 2 ** 31))),
  int64: (values) => bytesOf(BigInt64Array.from([...values], (value) => BigInt(value))),
};

/**
 * Writes a tensor's elements as a new raw little-endian file of another type: floats are rounded, integers keep their value.
 * @throws EngineError `unsupported` when the type can't hold a value; `storage`.
 */
export function writeRawAs(tensor: Tensor, dtype: DType, path: string, what: string): void {
  const encode = encoders[dtype];
  if (tensor.dtype !== dtype && encode === undefined) {
    throw new EngineError("unsupported", `${what} is ${tensor.dtype}, but the engine takes ${dtype}.`, {
      advice: "Build the engine for inputs of the model's own types.",
    });
  }
  const count = elementCount(tensor.shape);
  try {
    const descriptor = openSync(path, "wx", 0o600);
    try {
      for (let start = 0; start < count; start += blockElements) {
        const length = Math.min(blockElements, count - start);
        writeFully(
          descriptor,
          tensor.dtype === dtype ? sameType(tensor, start, length) : converted(start, length),
        );
      }
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    if (error instanceof RangeError) {
      throw new EngineError("unsupported", `${what} holds ${error.message}, which ${dtype} can't hold.`, {
        advice: "The engine takes smaller integers than the model: TensorRT has int64 from 10 on.",
      });
    }
    throw (error as NodeJS.ErrnoException).code === undefined ? error : storageError(path, error);
  }

  function converted(start: number, length: number): Uint8Array {
    const values = new Float64Array(length);
    readNumbers(tensor, start, values);
    return (encode as Encode)(values);
  }
}

function sameType(tensor: Tensor, start: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length * elementSizeBytes[tensor.dtype]);
  tensor.read(start, bytes);
  return bytes;
}

function bytesOf(values: ArrayBufferView): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}

function within(value: number, limit: number): number {
  if (!Number.isInteger(value) || value < -limit || value >= limit) throw new RangeError(String(value));
  return value;
}
