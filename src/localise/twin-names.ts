import type { Value } from "../onnx/graph.ts";
import type { NameScope } from "../onnx/name-scope.ts";
import type { RoundingFormat } from "../onnx/rounding.ts";

/**
 * Forms in which a main-graph value exists: in the FP32 chain, in the FP16 chain (also before its own rounding), made in
 * FP16 from reference inputs, and, where it is stored in half precision, as it is in the file and lifted.
 */
export type Variant = "reference" | "chain" | "unrounded" | "local" | "local-unrounded" | "stored" | "lifted";

/** Names of tensors of a twin graph: the same in all its parts. The FP32 chain keeps the model's own. */
export interface TwinNames {
  of(value: Value, variant: Variant): string;
  rounded(name: string, format: RoundingFormat): string;
  /** A name that nothing has yet. */
  fresh(wanted: string): string;
}

export function createTwinNames(names: NameScope): TwinNames {
  const known = new Map<Value, Map<Variant, string>>();
  const copies = new Map<string, string>();
  return {
    of(value, variant) {
      if (variant === "reference") return value.name;
      let variants = known.get(value);
      if (variants === undefined) {
        variants = new Map();
        known.set(value, variants);
      }
      let name = variants.get(variant);
      if (name === undefined) {
        name = names.take(`${value.name}__${variant}`);
        variants.set(variant, name);
      }
      return name;
    },
    rounded(name, format) {
      const key = `${format} ${name}`;
      let copy = copies.get(key);
      if (copy === undefined) {
        copy = names.take(`${name}__rounded`);
        copies.set(key, copy);
      }
      return copy;
    },
    fresh: (wanted) => names.take(wanted),
  };
}
