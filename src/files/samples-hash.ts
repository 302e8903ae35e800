import { createHash, type Hash } from "node:crypto";
import { elementSizeBytes } from "../tensor/dtype.ts";
import { elementCount, type Tensor } from "../tensor/tensor.ts";
import { roles } from "./sample-roles.ts";
import type { Sample } from "./samples.ts";

const windowBytes = 262_144;

/**
 * SHA-256 over the content of samples: ids, roles, names, dtypes, shapes and elements, in windows. Two folders with
 * the same tensors have the same hash, whatever file form holds them and in whatever order.
 * @returns 64 hexadecimal digits.
 */
export function hashSamples(samples: readonly Sample[]): string {
  const hash = createHash("sha256");
  const window = new Uint8Array(windowBytes);
  for (const sample of samples) {
    addText(hash, `sample ${JSON.stringify(sample.id)}`);
    for (const role of roles) {
      const tensors = sample[role];
      for (const name of [...(tensors?.keys() ?? [])].toSorted()) {
        addTensor(hash, window, role, name, tensors?.get(name) as Tensor);
      }
    }
  }
  return hash.digest("hex");
}

function addTensor(hash: Hash, window: Uint8Array, role: string, name: string, tensor: Tensor): void {
  addText(hash, JSON.stringify([role, name, tensor.dtype, tensor.shape]));
  const sizeBytes = elementSizeBytes[tensor.dtype];
  const count = elementCount(tensor.shape);
  const windowElements = windowBytes / sizeBytes;
  for (let start = 0; start < count; start += windowElements) {
    const part = window.subarray(0, Math.min(windowElements, count - start) * sizeBytes);
    tensor.read(start, part);
    hash.update(part);
  }
}

/** A line is never mistaken for elements: its end is marked, and shape and dtype say how many bytes follow it. */
function addText(hash: Hash, text: string): void {
  hash.update(`${text}\n`, "utf8");
}
