import { quote } from "../../onnx/label.ts";
import { shareOfElements, show } from "../advice.ts";
import type { Cause } from "../cause.ts";
import { type CauseContext, unitRoundoff } from "../cause-context.ts";
import type { InputEvidence } from "../evidence.ts";

/** Weights that FP16 cannot hold: beyond 65504, or so small that most of them vanish or lose their digits. */
export function weightRange({ measured }: CauseContext): Cause | undefined {
  const constants = measured.inputs.filter((input) => input.isConstant && input.isRounded);
  const large = constants.find((input) => input.overflows > 0);
  if (large !== undefined) {
    return {
      kind: "weight-range",
      evidence:
        large.scalar === undefined
          ? `${shareOfElements(large.overflows, large.elements)} of the weight ${quote(large.name)} are beyond 65504 and become infinite in FP16 (largest: ${show(large.absMax)}).`
          : `The constant ${show(large.scalar)} is beyond 65504 and becomes infinite in FP16.`,
      advice:
        "Move the scale out of the weights (fold it into the input or into the next layer), or run this layer in float32.",
    };
  }
  if (measured.introduced.relRms <= 4 * unitRoundoff && measured.introduced.nonFinite === 0) return undefined;
  const small = constants.find((input) => input.scalar === undefined && lostShare(input) > 0.5);
  if (small === undefined) return undefined;
  return {
    kind: "weight-range",
    evidence: `Of the weight ${quote(small.name)}, ${small.flushed} elements become 0 in FP16 and ${small.subnormal} are subnormal, of ${small.nonZero} that are not zero (largest: ${show(small.absMax)}).`,
    advice:
      "Scale the weight up and its input or the result down by the same power of two, or run this layer in float32.",
  };
}

function lostShare({ flushed, subnormal, nonZero }: InputEvidence): number {
  return nonZero === 0 ? 0 : (flushed + subnormal) / nonZero;
}
