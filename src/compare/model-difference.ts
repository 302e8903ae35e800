/**
 * In what a converted model can differ from the FP32 model. Of constants: `clamped` lost magnitude to a limit of the
 * converter, `raised` is a tiny number that FP16 would flush to 0 and that became larger, `sign-flipped`, `overflow` became
 * infinite, `rounded` is stored in FP32 and holds rounded numbers, `changed` is anything else beyond rounding.
 */
export const modelDifferenceKinds = [
  "output",
  "input",
  "mixed-types",
  "sign-flipped",
  "changed",
  "clamped",
  "overflow",
  "raised",
  "rounded",
  "constant",
  "attribute",
  "node-missing",
  "node-added",
  "opset",
] as const;

export type ModelDifferenceKind = (typeof modelDifferenceKinds)[number];

/** One thing in which a converted model differs from the FP32 model in more than precision. */
export interface ModelDifference {
  readonly kind: ModelDifferenceKind;
  /** warn: it can change results beyond rounding; note: it says how the model was made. */
  readonly level: "warn" | "note";
  /** Id of a node of the converted model where it has one, else of the FP32 model. */
  readonly node?: string;
  readonly op?: string;
  /** Of the constant, attribute, input or output. */
  readonly name?: string;
  /** Elements of a constant that differ so, or nodes. */
  readonly count?: number;
  readonly elements?: number;
  /** The element that differs most; `index` counts in C order. */
  readonly example?: { readonly index: number; readonly reference: number; readonly candidate: number };
  /** One sentence for people; names stand between backticks. */
  readonly text: string;
}

/** Warnings first, each level in the order of the kinds, large counts first. */
export function orderDifferences(differences: readonly ModelDifference[]): ModelDifference[] {
  const rank = ({ level, kind }: ModelDifference): number =>
    (level === "warn" ? 0 : modelDifferenceKinds.length) + modelDifferenceKinds.indexOf(kind);
  return differences.toSorted(
    (one, other) => rank(one) - rank(other) || (other.count ?? 0) - (one.count ?? 0),
  );
}
