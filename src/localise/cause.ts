import type { ModelGraph } from "../onnx/graph.ts";
import type { CauseContext } from "./cause-context.ts";
import { amplification } from "./causes/amplification.ts";
import { cancellation } from "./causes/cancellation.ts";
import { coordinateResolution, largeValues } from "./causes/coordinate-resolution.ts";
import { discontinuity, wrongChoice } from "./causes/discontinuity.ts";
import { divisionByFlushed } from "./causes/division-by-flushed.ts";
import { epsUnderflow } from "./causes/eps-underflow.ts";
import { expOverflow } from "./causes/exp-overflow.ts";
import { largeIntegers } from "./causes/large-integers.ts";
import { longAccumulation } from "./causes/long-accumulation.ts";
import { maskConstant } from "./causes/mask-constant.ts";
import { overflow } from "./causes/overflow.ts";
import { residualGrowth } from "./causes/residual-growth.ts";
import { rounding } from "./causes/rounding.ts";
import { underflow } from "./causes/underflow.ts";
import { weightRange } from "./causes/weight-range.ts";
import { writtenOutSum } from "./causes/written-out-sum.ts";
import type { NodeEvidence } from "./evidence.ts";

/** Classes that the graph can show, and those that only engines, builds and exports can. */
export type CauseKind =
  | "mask-constant"
  | "weight-range"
  | "exp-overflow"
  | "residual-growth"
  | "overflow"
  | "accumulation-overflow"
  | "eps-underflow"
  | "underflow"
  | "division-by-flushed"
  | "cancellation"
  | "large-integers"
  | "coordinate-resolution"
  | "discontinuity"
  | "amplification"
  | "long-accumulation"
  | "rounding"
  | "conversion"
  | "engine-fault"
  | "build-noise"
  | "override-not-applied"
  | "not-fp16";

export interface Cause {
  readonly kind: CauseKind;
  /** One sentence with numbers. */
  readonly evidence: string;
  /** One sentence at the level of PyTorch code. */
  readonly advice: string;
}

export type CauseTest = (context: CauseContext) => Cause | undefined;

/**
 * The first that matches is the cause. Range comes before resolution, since an infinity or a zero makes every finer
 * question moot; what makes a range break (a constant, a weight, an exponential, a growing stream) comes before the
 * bare fact that it breaks; losses at the small end come from the constant that vanished, then from the product that
 * did, and only then from the division that meets the zero. Among resolution classes the one that says what the values
 * are (integers, angles, grid positions) comes before what the network does with them; that they are merely large comes
 * after a choice among them (which any rounding can turn) and before every other jump or gain. `rounding` matches whatever is left.
 */
const precedence: readonly CauseTest[] = [
  maskConstant,
  weightRange,
  expOverflow,
  residualGrowth,
  overflow,
  epsUnderflow,
  underflow,
  divisionByFlushed,
  cancellation,
  largeIntegers,
  coordinateResolution,
  wrongChoice,
  writtenOutSum,
  largeValues,
  discontinuity,
  amplification,
  longAccumulation,
  rounding,
];

/**
 * Why a node that trials found guilty loses what it loses. Undefined for a node without evidence or outside the graph.
 * @param evidence by node id.
 */
export function findCause(
  id: string,
  graph: ModelGraph,
  evidence: ReadonlyMap<string, NodeEvidence>,
): Cause | undefined {
  const node = graph.nodeById.get(id);
  const measured = evidence.get(id);
  if (node === undefined || measured === undefined) return undefined;
  const context: CauseContext = { node, graph, measured, evidence };
  for (const test of precedence) {
    const cause = test(context);
    if (cause !== undefined) return cause;
  }
  return undefined;
}
