import type { GraphNode } from "../../onnx/graph.ts";
import { show } from "../advice.ts";
import type { Cause } from "../cause.ts";
import { type CauseContext, computedBy, stepAt } from "../cause-context.ts";
import { downstream, upstream } from "../cause-walk.ts";
import type { NodeEvidence } from "../evidence.ts";

const leastLength = 3;
const leastGrowth = 8;
/** From here on FP16 steps are a quarter and more, as large as what a block adds to a normalised stream. */
const leastMagnitude = 256;
const mostLength = 512;
const branch = new Set([
  "MatMul",
  "Gemm",
  "Conv",
  "Add",
  "Mul",
  "Relu",
  "Gelu",
  "Erf",
  "Sigmoid",
  "Tanh",
  "LayerNormalization",
  "BatchNormalization",
  "InstanceNormalization",
  "Softmax",
  "Attention",
  "Div",
  "Sub",
  "Sqrt",
  "ReduceMean",
  "Pow",
  "Reciprocal",
  "RMSNormalization",
]);

/** A sum in a chain of sums x + f(x) whose magnitude grew block by block. */
export function residualGrowth({ node, measured, evidence }: CauseContext): Cause | undefined {
  if (node.proto.opType !== "Add" || measured.reference.absMax < leastMagnitude) return undefined;
  const chain = residualChain(node, evidence);
  const first = chain.at(-1);
  if (chain.length < leastLength || first === undefined) return undefined;
  const start = first.reference.absMax;
  if (!(measured.reference.absMax >= leastGrowth * start)) return undefined;
  const { absMax, overflows } = measured.reference;
  const loss = overflows > 0 ? "beyond 65504" : `where FP16 steps are ${show(stepAt(absMax))}`;
  return {
    kind: "residual-growth",
    evidence: `The residual stream grew from ${show(start)} to ${show(absMax)} over ${chain.length} sums, ${loss}.`,
    advice:
      "Keep the residual sums (`x = x + block(x)`) and the norm that reads them in float32, or scale the branches down.",
  };
}

/** The sums x + f(x) before this one, itself first: each adds to an earlier sum something computed from that sum. */
function residualChain(node: GraphNode, evidence: ReadonlyMap<string, NodeEvidence>): NodeEvidence[] {
  const chain: NodeEvidence[] = [];
  let at: GraphNode | undefined = node;
  while (at !== undefined && chain.length < mostLength) {
    const measured = evidence.get(at.id);
    if (measured === undefined) return chain;
    chain.push(measured);
    at = streamBefore(at);
  }
  return chain;
}

function streamBefore(node: GraphNode): GraphNode | undefined {
  const sums = node.inputs.map(computedBy).filter((producer) => producer?.proto.opType === "Add");
  return sums.find((sum) => {
    if (sum === undefined) return false;
    const isRead = downstream(sum, { steps: 2, through: branch }).length > 1;
    const other = node.inputs.findIndex((value) => computedBy(value) !== sum);
    return (
      isRead &&
      other >= 0 &&
      upstream(node, { steps: 12, through: branch }, other).some((met) => met.node === sum)
    );
  });
}
