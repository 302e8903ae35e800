import { show } from "../advice.ts";
import type { Cause } from "../cause.ts";
import { type CauseContext, inputEvidence } from "../cause-context.ts";

const arguments_: Readonly<Record<string, number>> = { Div: 1, Reciprocal: 0, Log: 0, Sqrt: 0, Pow: 0 };

/** A divisor, or the argument of a logarithm or a power, is not zero in FP32 and zero in FP16. */
export function divisionByFlushed(context: CauseContext): Cause | undefined {
  const { node, measured } = context;
  const { opType } = node.proto;
  const position = Object.hasOwn(arguments_, opType) ? arguments_[opType] : undefined;
  if (position === undefined) return undefined;
  const argument = inputEvidence(context, position);
  const isHurt = measured.introduced.nonFinite > 0 || measured.arisingNonFinite > 0;
  if (argument === undefined || argument.flushed === 0 || !isHurt) return undefined;
  const role = opType === "Div" ? "divisors" : "arguments";
  return {
    kind: "division-by-flushed",
    evidence: `${argument.flushed} of ${argument.nonZero} ${role} of this ${opType} are not zero in FP32 and 0 in FP16 (2^-25 and less vanish): ${Math.max(measured.introduced.nonFinite, measured.arisingNonFinite)} results are NaN or infinite (largest ${role.slice(0, -1)}: ${show(argument.absMax)}).`,
    advice:
      "Compute the operands and this step in float32, or keep the operand away from zero (`clamp(min=1e-4)`).",
  };
}
