import type { GraphNode } from "../onnx/graph.ts";
import { computedBy, isConstantValue, scalarConstant } from "./cause-context.ts";
import { downstream, upstream } from "./cause-walk.ts";

/** What a node is part of, where the graph around it leaves no doubt. */
export interface Composition {
  readonly kind:
    | "rms-norm"
    | "layer-norm"
    | "l2-norm"
    | "mean-square"
    | "softmax"
    | "attention-scores"
    | "rotary"
    | "fourier";
  /** As in a sentence: `this RMSNorm`. */
  readonly name: string;
}

const normPath = new Set([
  "Mul",
  "Pow",
  "ReduceMean",
  "ReduceSum",
  "ReduceSumSquare",
  "ReduceL2",
  "Add",
  "Max",
  "Clip",
  "Sqrt",
  "Reciprocal",
  "Div",
]);
const scorePath = new Set(["Mul", "Div", "Add", "Sub", "Clip", "Tanh", "Min", "Max"]);
const reductions = new Set(["ReduceMean", "ReduceSum", "ReduceSumSquare", "ReduceL2"]);

/** The composition around a node; undefined when it is none that is known here. */
export function compositionAround(node: GraphNode): Composition | undefined {
  return normAround(node) ?? softmaxAround(node) ?? scoresAt(node) ?? sinusoidAround(node);
}

/** x * x, x ** 2: with the value that is squared. */
export function isSquare(node: GraphNode): boolean {
  if (node.proto.opType === "Mul") return node.inputs[0] !== undefined && node.inputs[0] === node.inputs[1];
  return node.proto.opType === "Pow" && scalarConstant(node.inputs[1]) === 2;
}

/** Square, then a mean or sum, then a root: a norm. The node may be any of them, or the division at the end. */
function normAround(node: GraphNode): Composition | undefined {
  if (!normPath.has(node.proto.opType)) return undefined;
  const before = [node, ...upstream(node, { steps: 6, through: normPath }).map((met) => met.node)];
  for (const reduction of [
    ...before,
    ...downstream(node, { steps: 2, through: squares }).map((met) => met.node),
  ]) {
    if (!reductions.has(reduction.proto.opType)) continue;
    const norm = normOf(reduction, node);
    if (norm !== undefined) return norm;
  }
  return undefined;
}

const squares = new Set(["Mul", "Pow"]);

function normOf(reduction: GraphNode, member: GraphNode): Composition | undefined {
  const { opType } = reduction.proto;
  const operand = computedBy(reduction.inputs[0]);
  const isItsOwnSquare = opType === "ReduceSumSquare" || opType === "ReduceL2";
  if (!isItsOwnSquare && (operand === undefined || !isSquare(operand))) return undefined;
  const after = downstream(reduction, { steps: 6, through: normPath }).map((met) => met.node);
  if (member !== reduction && member !== operand && !after.includes(member)) return undefined;
  const hasRoot = opType === "ReduceL2" || after.some(isRoot);
  if (!hasRoot)
    return opType === "ReduceMean" ? { kind: "mean-square", name: "this mean of squares" } : undefined;
  if (opType !== "ReduceMean") return { kind: "l2-norm", name: "this L2 normalisation" };
  const squared = operand === undefined ? undefined : computedBy(operand.inputs[0]);
  const isCentred =
    squared?.proto.opType === "Sub" && computedBy(squared.inputs[1])?.proto.opType === "ReduceMean";
  return isCentred
    ? { kind: "layer-norm", name: "this LayerNorm" }
    : { kind: "rms-norm", name: "this RMSNorm" };
}

function isRoot(node: GraphNode): boolean {
  if (node.proto.opType === "Sqrt") return true;
  return node.proto.opType === "Pow" && Math.abs(scalarConstant(node.inputs[1]) ?? 0) === 0.5;
}

/** Exp(x) / sum(Exp(x)). */
function softmaxAround(node: GraphNode): Composition | undefined {
  const exponentials = [
    node,
    ...upstream(node, { steps: 2, through: new Set(["ReduceSum"]) }).map((met) => met.node),
  ];
  for (const exponential of exponentials) {
    if (exponential.proto.opType !== "Exp") continue;
    const isSoftmax = downstream(exponential, { steps: 2, through: new Set(["ReduceSum"]) }).some(
      (met) =>
        met.node.proto.opType === "Div" &&
        computedBy(met.node.inputs[0]) === exponential &&
        computedBy(met.node.inputs[1])?.proto.opType === "ReduceSum",
    );
    if (isSoftmax) return { kind: "softmax", name: "this softmax written out" };
  }
  return undefined;
}

/** A product of two activations on its way to a softmax. */
function scoresAt(node: GraphNode): Composition | undefined {
  const product = node.proto.opType === "MatMul" ? node : scoreProductBefore(node);
  if (product === undefined || product.inputs.slice(0, 2).some((value) => isConstantValue(value)))
    return undefined;
  const after = downstream(product, { steps: 5, through: scorePath });
  const hasSoftmax = after.some((met) => met.node.proto.opType === "Softmax");
  if (!hasSoftmax || (node !== product && !after.some((met) => met.node === node))) return undefined;
  const isScaledLater = after.some((met) => met.from === product && isScale(met.node));
  const name = node === product ? `q k^T${isScaledLater ? " before the scale" : ""}` : "the attention scores";
  return { kind: "attention-scores", name };
}

function scoreProductBefore(node: GraphNode): GraphNode | undefined {
  if (!scorePath.has(node.proto.opType) && node.proto.opType !== "Softmax") return undefined;
  return upstream(node, { steps: 5, through: scorePath }).find((met) => met.node.proto.opType === "MatMul")
    ?.node;
}

function isScale(node: GraphNode): boolean {
  const isProduct = node.proto.opType === "Mul" || node.proto.opType === "Div";
  return isProduct && node.inputs.some((value) => scalarConstant(value) !== undefined);
}

/** Sine and cosine of one angle: rotary when they multiply activations, else a Fourier embedding. */
function sinusoidAround(node: GraphNode): Composition | undefined {
  const isWave = ({ proto }: GraphNode): boolean => proto.opType === "Sin" || proto.opType === "Cos";
  const near = downstream(node, { steps: 3, through: new Set(["Mul", "Add", "Sub"]) }).map((met) => met.node);
  const waves = [node, ...near].filter(isWave);
  const [wave] = waves;
  if (wave === undefined) return undefined;
  const angle = wave.inputs[0];
  const siblings = angle?.uses.map((use) => use.node).filter(isWave) ?? [];
  if (new Set(siblings.map(({ proto }) => proto.opType)).size < 2) return undefined;
  const readers = siblings.flatMap((each) => downstream(each, { steps: 1, through: new Set() }));
  const rotates = readers.some(
    (met) =>
      met.node.proto.opType === "Mul" &&
      met.node.inputs.every((value) => scalarConstant(value) === undefined),
  );
  return rotates
    ? { kind: "rotary", name: "these rotary angles" }
    : { kind: "fourier", name: "this Fourier embedding" };
}
