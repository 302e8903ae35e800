import type { EngineSample } from "../engines/engine.ts";
import { type Perturbation, perturbedInput } from "../overrides/search-held-out.ts";
import { memoryTensor } from "../tensor/memory-tensor.ts";
import { elementCount, type Tensor } from "../tensor/tensor.ts";

/**
 * A changed copy of a sample: its float inputs, each with a seed of its own. Undefined when no input changes, as with
 * token ids alone.
 */
export function perturbSample(
  { id, inputs }: EngineSample,
  { kind, seed }: Perturbation,
): EngineSample | undefined {
  let isChanged = false;
  const changed = [...inputs].map(([name, tensor], at): readonly [string, Tensor] => {
    if (tensor.dtype !== "float32" && tensor.dtype !== "float64") return [name, tensor];
    const values =
      tensor.dtype === "float32"
        ? new Float32Array(elementCount(tensor.shape))
        : new Float64Array(elementCount(tensor.shape));
    tensor.read(0, new Uint8Array(values.buffer));
    const other = perturbedInput(values, seed * inputs.size + at, kind);
    isChanged ||= differ(values, other);
    const bytes = new Uint8Array(other.buffer, other.byteOffset, other.byteLength);
    return [name, memoryTensor(tensor.dtype, tensor.shape, bytes)];
  });
  return isChanged ? { id: `${id}-${kind}-${seed}`, inputs: new Map(changed) } : undefined;
}

function differ(one: Float32Array | Float64Array, other: Float32Array | Float64Array): boolean {
  for (let at = 0; at < one.length; at += 1) if (!Object.is(one[at], other[at])) return true;
  return false;
}
