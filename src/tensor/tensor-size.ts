import { InputError } from "../errors.ts";
import { type DType, elementSizeBytes } from "./dtype.ts";

/** NumPy arrays have at most 64 axes; nothing that ONNX or PyTorch writes comes near. */
const maxRank = 64;

/**
 * Size in bytes of a dense tensor. Shapes come from untrusted headers: each axis, the product and the byte
 * count must be exact integers, or later arithmetic would pass checks that it should not (CWE-190).
 */
export function tensorSizeBytes(dtype: DType, shape: readonly number[], where: string): number {
  if (shape.length > maxRank) {
    throw new InputError(`${where}: the shape has ${shape.length} axes; at most ${maxRank} are supported.`);
  }
  const wrong = shape.find((size) => !Number.isSafeInteger(size) || size < 0);
  if (wrong !== undefined) {
    throw new InputError(
      `${where}: the shape has an axis of size ${wrong}; it must be an integer, 0 or more.`,
    );
  }
  if (shape.includes(0)) {
    return 0;
  }
  let count = elementSizeBytes[dtype];
  for (const size of shape) {
    count *= size;
    if (count > Number.MAX_SAFE_INTEGER) {
      throw new InputError(
        `${where}: shape [${shape.join(", ")}] of ${dtype} is larger than any file can be.`,
      );
    }
  }
  return count;
}
