import { InputError } from "../errors.ts";
import { declaresHalfPrecision } from "../onnx/rounding.ts";
import type { ComparedModel, ModelComparison } from "./compare-models.ts";

/** Less than this share of nodes with a counterpart, or more than this share of other numbers, is another model. */
const leastMatched = 0.1;
const mostChanged = 0.5;

/**
 * Refuses a converted model that can't be judged as the FP16 form of a model: FP32 throughout, another model, other
 * weights, other inputs, or types that no engine takes.
 * @throws InputError naming both files.
 */
export function refuseCandidate(
  reference: { readonly path: string },
  candidate: ComparedModel & { readonly path: string },
  comparison: ModelComparison,
): void {
  if (!declaresHalfPrecision(candidate.types)) {
    throw new InputError(
      `${candidate.path} holds no FP16 or BF16 tensor: it is an FP32 model, which says nothing about FP16.`,
      {
        advice:
          "Give the converted model as candidate; to judge an FP32 model in emulated FP16, give it as MODEL alone.",
      },
    );
  }
  const other = otherModel(comparison);
  if (other !== undefined) {
    throw new InputError(`${candidate.path} is not a conversion of ${reference.path}: ${other}.`, {
      advice: "Convert this very model, or give the model that the candidate was made from.",
    });
  }
  const broken = comparison.differences.find(
    ({ kind, level }) => level === "warn" && (kind === "input" || kind === "mixed-types"),
  );
  if (broken === undefined) return;
  throw new InputError(`${candidate.path} can't be run in place of ${reference.path}: ${broken.text}`, {
    advice: "Convert the model again, with other options or another converter.",
  });
}

function otherModel({ matching, changedElements, elements }: ModelComparison): string | undefined {
  const { pairs, referenceCount } = matching;
  if (pairs.size < leastMatched * referenceCount) {
    return `only ${pairs.size} of its ${referenceCount} nodes have a counterpart`;
  }
  return changedElements > mostChanged * elements
    ? `${changedElements} of ${elements} numbers in its constants are others`
    : undefined;
}
