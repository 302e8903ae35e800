import { InputError } from "../errors.ts";
import { blockElements } from "./blocks.ts";
import { decodeFloats } from "./decode-floats.ts";
import { elementSizeBytes, type FloatDType, isFloat } from "./dtype.ts";
import { checkElements } from "./stored-tensor.ts";
import { elementCount, type Tensor } from "./tensor.ts";

/**
 * The tensor as float32, converted while it is read. float16 and bfloat16 widen exactly, float64 is rounded to
 * nearest even, float32 is returned as it is. Other dtypes are refused: nothing rounds integers in silence.
 */
export function asFloat32Tensor(tensor: Tensor): Tensor {
  const { dtype, shape } = tensor;
  if (dtype === "float32") {
    return tensor;
  }
  if (!isFloat(dtype)) {
    throw new InputError(`a tensor of ${dtype} can't be read as float32; only floating-point tensors can.`);
  }
  const count = elementCount(shape);
  return {
    dtype: "float32",
    shape,
    read(start, into) {
      checkElements("tensor as float32", 4, count, start, into.length);
      if (elementSizeBytes[dtype] === 2 && into.byteOffset % 4 === 0) {
        // Codes go to the second half of the same memory: none is overwritten before it was read.
        const codes = into.subarray(into.length / 2);
        tensor.read(start, codes);
        decodeFloats(codes, dtype, new Float32Array(into.buffer, into.byteOffset, into.length / 4));
      } else {
        readInBlocks(tensor, dtype, start, into);
      }
    },
  };
}

/** For what can't be widened in place: float64, and memory at an odd address. */
function readInBlocks(tensor: Tensor, dtype: FloatDType, start: number, into: Uint8Array): void {
  const count = into.length / 4;
  const values = new Float32Array(Math.min(count, blockElements));
  const raw = new Uint8Array(values.length * elementSizeBytes[dtype]);
  for (let done = 0; done < count; done += blockElements) {
    const length = Math.min(count - done, blockElements);
    const window = raw.subarray(0, length * elementSizeBytes[dtype]);
    tensor.read(start + done, window);
    decodeFloats(window, dtype, values.subarray(0, length));
    into.set(new Uint8Array(values.buffer, 0, length * 4), done * 4);
  }
}
