import { quote } from "../../onnx/label.ts";
import { compositionAdvice, shareOfElements, show, site } from "../advice.ts";
import type { Cause } from "../cause.ts";
import { activations, type CauseContext } from "../cause-context.ts";

/** Values that FP32 holds and FP16 does not: computed here, or read from before and rounded here. */
export function overflow(context: CauseContext): Cause | undefined {
  const { measured } = context;
  const { reference } = measured;
  const where = site(context);
  const advice =
    compositionAdvice(where.composition) ??
    'Compute this step in float32 (`with torch.autocast("cuda", enabled=False)` on `x.float()`), or scale the values down before it.';
  if (reference.overflows > 0) {
    return {
      kind: "overflow",
      evidence: `${where.name} reaches ${show(reference.absMax)} > 65504 in ${shareOfElements(reference.overflows, reference.elements)}.`,
      advice,
    };
  }
  const input = activations(measured).find((each) => each.isRounded && each.overflows > 0);
  if (input === undefined) return undefined;
  const isGraphInput = context.node.inputs[input.position]?.isGraphInput === true;
  const what = isGraphInput ? `the model's input ${quote(input.name)}, which has values` : "values";
  return {
    kind: "overflow",
    evidence: `${where.name} reads ${what} up to ${show(input.absMax)} > 65504 (${shareOfElements(input.overflows, input.elements)}): infinite in FP16.`,
    advice: isGraphInput
      ? "Feed this input in smaller units or relative to an origin, or take it and this step in float32."
      : advice,
  };
}
