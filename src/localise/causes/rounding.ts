import { show, site } from "../advice.ts";
import type { Cause } from "../cause.ts";
import type { CauseContext } from "../cause-context.ts";

/** What is left when no class matches: the node's own rounding is more than the limit allows. */
export function rounding(context: CauseContext): Cause {
  const { introduced, reference, headroomBits } = context.measured;
  return {
    kind: "rounding",
    evidence: `The rounding of ${site(context).name} moves its values by up to ${show(introduced.max)} (${show(introduced.relRms)} relative) at magnitudes up to ${show(reference.absMax)} (${show(headroomBits)} bits of headroom), which is more than the limit allows.`,
    advice: "Run this step in float32, or give the output a limit that FP16 can meet.",
  };
}
