import type { EngineAnswer } from "../engines/real-engine.ts";
import { elementSizeBytes } from "../tensor/dtype.ts";
import { elementCount, type Tensor } from "../tensor/tensor.ts";

const windowBytes = 1 << 20;

/** Whether every repeated run of every build gave the bits of the first. */
export function hasExactRepeats({ builds }: EngineAnswer): boolean {
  return builds.every(({ samples }) =>
    samples.every(({ outputs, repeats }) =>
      repeats.every((repeat) =>
        [...outputs].every(([name, tensor]) => hasSameBits(tensor, repeat.get(name))),
      ),
    ),
  );
}

function hasSameBits(one: Tensor, other: Tensor | undefined): boolean {
  if (other === undefined || one.dtype !== other.dtype || one.shape.join() !== other.shape.join())
    return false;
  const elementBytes = elementSizeBytes[one.dtype];
  const sizeBytes = elementCount(one.shape) * elementBytes;
  for (let offset = 0; offset < sizeBytes; offset += windowBytes) {
    const [first, second] = [one, other].map((tensor) => {
      const part = new Uint8Array(Math.min(windowBytes, sizeBytes - offset));
      tensor.read(offset / elementBytes, part);
      return part;
    });
    if (Buffer.compare(first as Uint8Array, second as Uint8Array) !== 0) return false;
  }
  return true;
}
