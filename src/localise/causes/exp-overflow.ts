import { compositionAdvice, shareOfElements, show, site } from "../advice.ts";
import type { Cause } from "../cause.ts";
import type { CauseContext } from "../cause-context.ts";
import { downstream } from "../cause-walk.ts";

/** exp(x) exceeds 65504 from x = 11.09 on. */
export function expOverflow(context: CauseContext): Cause | undefined {
  const { node, measured } = context;
  const { reference } = measured;
  if (node.proto.opType !== "Exp" || reference.overflows === 0) return undefined;
  const where = site(context);
  const [argument] = measured.inputs;
  const largest = argument === undefined ? "" : ` of arguments up to ${show(argument.absMax)}`;
  const isSoftplus = downstream(node, { steps: 2, through: new Set(["Add"]) }).some(
    (met) => met.node.proto.opType === "Log",
  );
  return {
    kind: "exp-overflow",
    evidence: `${where.name}${largest} reaches ${show(reference.absMax)} > 65504 in ${shareOfElements(reference.overflows, reference.elements)} (FP16 holds exp(x) up to x = 11.09).`,
    advice: isSoftplus
      ? "Use `F.softplus` (linear beyond a threshold) instead of `log(1 + exp(x))`, or compute it in float32."
      : (compositionAdvice(where.composition) ??
        "Compute this exponential in float32, or bound its argument (`x.clamp(max=11)`)."),
  };
}
