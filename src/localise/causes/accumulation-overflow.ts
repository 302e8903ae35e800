import { show, site } from "../advice.ts";
import type { Cause } from "../cause.ts";
import { type CauseContext, largestFloat16 } from "../cause-context.ts";

/**
 * A hazard that emulation with FP32 accumulation cannot show: the result fits FP16, but the sum of magnitudes on the
 * way to it does not, so that an engine which accumulates in FP16 may overflow.
 */
export function accumulationOverflow(context: CauseContext): Cause | undefined {
  const { reference, accumulationAbsSum: sum } = context.measured;
  if (sum === undefined || !(sum > largestFloat16) || reference.overflows > 0) return undefined;
  return {
    kind: "accumulation-overflow",
    evidence: `${site(context).name} stays within ${show(reference.absMax)}, but the magnitudes it adds up reach ${show(sum)} > 65504: an engine that accumulates in FP16 may overflow.`,
    advice: "Scale the operands down before this step, or have the engine accumulate in FP32 here.",
  };
}
