import { closeSync, openSync } from "node:fs";
import { elementSizeBytes } from "../tensor/dtype.ts";
import { asFloat32Tensor } from "../tensor/float32-tensor.ts";
import { npyPreamble } from "../tensor/npy-preamble.ts";
import { elementCount, type Tensor } from "../tensor/tensor.ts";
import { storageError, writeFully } from "./atomic-write.ts";

const windowBytes = 4 << 20;

/**
 * Writes a tensor as a new `.npy` file, window by window; bfloat16 becomes float32, which is exact.
 * @throws EngineError of category `storage`.
 */
export function writeNpy(tensor: Tensor, path: string): void {
  const written = tensor.dtype === "bfloat16" ? asFloat32Tensor(tensor) : tensor;
  const elementBytes = elementSizeBytes[written.dtype];
  const sizeBytes = elementCount(written.shape) * elementBytes;
  try {
    const descriptor = openSync(path, "wx", 0o600);
    try {
      writeFully(
        descriptor,
        npyPreamble(written.dtype as Exclude<Tensor["dtype"], "bfloat16">, written.shape),
      );
      for (let offset = 0; offset < sizeBytes; offset += windowBytes) {
        const part = new Uint8Array(Math.min(windowBytes, sizeBytes - offset));
        written.read(offset / elementBytes, part);
        writeFully(descriptor, part);
      }
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === undefined ? error : storageError(path, error);
  }
}
