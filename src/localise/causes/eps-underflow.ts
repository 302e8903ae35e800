import type { GraphNode } from "../../onnx/graph.ts";
import { show, site } from "../advice.ts";
import type { Cause } from "../cause.ts";
import {
  type CauseContext,
  flushedFloat16,
  scalarConstant,
  smallestNormalFloat16,
} from "../cause-context.ts";
import { downstream, upstream } from "../cause-walk.ts";
import type { NodeEvidence } from "../evidence.ts";

const guards = new Set(["Add", "Sub", "Max", "Clip"]);
const between = new Set([
  "Sqrt",
  "Mul",
  "Add",
  "Max",
  "Clip",
  "ReduceSum",
  "ReduceMean",
  "ReduceMax",
  "Reciprocal",
  "Abs",
]);
const endangered = new Set(["Div", "Reciprocal", "Log", "Sqrt", "Pow"]);

/**
 * A small constant that keeps a division, a root or a logarithm away from zero becomes zero itself, or loses most of
 * its digits as a subnormal. Found at the node that adds it and at the node that then meets the zero. Asks for
 * values so small that the constant matters.
 */
export function epsUnderflow(context: CauseContext): Cause | undefined {
  const { node, measured, evidence } = context;
  const own = smallConstant(node, measured);
  if (own !== undefined && matters(measured, own)) {
    const user = downstream(node, { steps: 3, through: between }).find((met) =>
      endangered.has(met.node.proto.opType),
    );
    return user === undefined ? undefined : describe(own, user.node.proto.opType, context);
  }
  if (!endangered.has(node.proto.opType)) return undefined;
  for (const { node: guard } of upstream(
    node,
    { steps: 3, through: between },
    node.proto.opType === "Div" ? 1 : 0,
  )) {
    const found = evidence.get(guard.id);
    const eps = found === undefined ? undefined : smallConstant(guard, found);
    if (eps !== undefined && found !== undefined && matters(found, eps)) {
      return describe(eps, node.proto.opType, context);
    }
  }
  return undefined;
}

function smallConstant(node: GraphNode, measured: NodeEvidence): number | undefined {
  if (!guards.has(node.proto.opType)) return undefined;
  const positions = node.proto.opType === "Clip" ? [1] : [0, 1];
  for (const position of positions) {
    const input = measured.inputs.find((each) => each.position === position && each.isConstant);
    const value = input?.scalar ?? scalarConstant(node.inputs[position]);
    const size = Math.abs(value ?? (input !== undefined && input.flushed > 0 ? input.absMax : 0));
    if (size > 0 && size < smallestNormalFloat16) return size;
  }
  return undefined;
}

/** Results in the constant's own range exist, so that it was the constant that kept them from zero. */
function matters({ reference }: NodeEvidence, eps: number): boolean {
  return eps <= flushedFloat16 ? reference.flushed > 0 || reference.subnormal > 0 : reference.subnormal > 0;
}

function describe(eps: number, user: string, context: CauseContext): Cause {
  const { name, composition } = site(context);
  const place = composition?.name ?? `the ${user} that it protects`;
  const digits = Math.max(1, Math.floor(Math.log2(eps)) + 25);
  const loss =
    eps <= flushedFloat16
      ? `eps = ${show(eps)} is 0 in FP16 (2^-25 and less vanish), so that ${place} meets a zero`
      : `eps = ${show(eps)} is subnormal in FP16 and keeps ${digits} of 11 bits, which ${place} magnifies`;
  return {
    kind: "eps-underflow",
    evidence: `${loss} (at ${name}).`,
    advice:
      composition === undefined
        ? "Compute this step in float32, or use an eps of at least 1e-4."
        : "Compute this norm in float32, or use eps >= 1e-4.",
  };
}
