import { intAttribute } from "../onnx/attributes.ts";
import type { GraphNode, Value } from "../onnx/graph.ts";
import { declaredShape } from "../onnx/types.ts";
import { type Dataflow, findIslands } from "./islands.ts";

/** What a plan costs, as far as the model tells without running it. */
export interface PlanPrice {
  /** Nodes in FP32, data movement not counted. */
  readonly nodes: number;
  /** The same as a share of the nodes for which precision is a choice. */
  readonly share: number;
  /** Share of the floating-point operations that run in FP32; undefined when no size is known. */
  readonly flopShare: number | undefined;
  /** Share of the bytes of activations and weights, read and written, that are FP32. */
  readonly byteShare: number | undefined;
  /** Casts between precisions that the plan adds inside the model. */
  readonly casts: number;
  readonly islands: number;
  /** Float nodes of unknown size, which count for nothing in the two shares. */
  readonly unknownNodes: number;
}

const bytesFp32 = 4;
const bytesFp16 = 2;

/**
 * Prices a set of FP32 nodes. `elements` gives element counts by tensor name of the main graph, as measured; shapes
 * that the model declares fill in, with symbolic sizes taken as 1.
 */
export function pricePlan(
  flow: Dataflow,
  fp32Nodes: ReadonlySet<string>,
  elements: ReadonlyMap<string, number> = new Map(),
): PlanPrice {
  const { groups, casts } = findIslands(flow, fp32Nodes);
  const sums = { flops: 0, flopsFp32: 0, elements: 0, elementsFp32: 0, nodes: 0, unknown: 0 };
  for (const node of flow.graph.nodes) {
    if (!flow.floatNodes.has(node.id)) continue;
    const isFp32 = fp32Nodes.has(node.id);
    if (isFp32) sums.nodes += 1;
    const size = sizeOf(node, elements);
    if (size === undefined) {
      sums.unknown += 1;
      continue;
    }
    sums.flops += size.flops;
    sums.elements += size.elements;
    if (!isFp32) continue;
    sums.flopsFp32 += size.flops;
    sums.elementsFp32 += size.elements;
  }
  const bytes = sums.elementsFp32 * bytesFp32 + (sums.elements - sums.elementsFp32) * bytesFp16;
  return {
    nodes: sums.nodes,
    share: flow.floatNodes.size === 0 ? 0 : sums.nodes / flow.floatNodes.size,
    flopShare: sums.flops === 0 ? undefined : sums.flopsFp32 / sums.flops,
    byteShare: bytes === 0 ? undefined : (sums.elementsFp32 * bytesFp32) / bytes,
    casts,
    islands: groups.length,
    unknownNodes: sums.unknown,
  };
}

interface NodeSize {
  /** Multiplications and additions, 1 per element where nothing is summed up. */
  readonly flops: number;
  /** Elements of all known inputs and outputs. */
  readonly elements: number;
}

function sizeOf(node: GraphNode, elements: ReadonlyMap<string, number>): NodeSize | undefined {
  const count = (value: Value | undefined): number | undefined =>
    value === undefined ? undefined : countElements(value, elements);
  const made = node.outputs.map(count);
  const read = node.inputs.map(count);
  if (made[0] === undefined && read[0] === undefined) return undefined;
  const moved = [...made, ...read].reduce<number>((sum, each) => sum + (each ?? 0), 0);
  return { flops: flopsOf(node, read, made) ?? Math.max(made[0] ?? 0, read[0] ?? 0), elements: moved };
}

type Counts = readonly (number | undefined)[];

/** Twice the multiplications of products; undefined where an operation per element is all that is known. */
function flopsOf(node: GraphNode, read: Counts, made: Counts): number | undefined {
  const [output] = made;
  if (node.domain !== "" || output === undefined) return undefined;
  switch (node.proto.opType) {
    case "MatMul":
    case "Gemm": {
      const inner = innerSize(node, read, output);
      return inner === undefined ? undefined : 2 * output * inner;
    }
    case "Conv":
      return perWeight(node, output, (dims) => dims.slice(1));
    case "ConvTranspose":
      return perWeight(node, read[0], (dims) => dims.slice(1));
    default:
      return undefined;
  }
}

/** Weights of a convolution: [M, C/group, kernel...], transposed: [C, M/group, kernel...]. */
function perWeight(
  node: GraphNode,
  positions: number | undefined,
  perPosition: (dims: readonly number[]) => readonly number[],
): number | undefined {
  const dims = knownDims(node.inputs[1]);
  if (dims === undefined || positions === undefined) return undefined;
  return 2 * positions * product(perPosition(dims));
}

/** Length of the sums of a matrix product: of either operand's shape, else of the three element counts. */
function innerSize(node: GraphNode, read: Counts, output: number): number | undefined {
  const isGemm = node.proto.opType === "Gemm";
  const left = shapeOf(node.inputs[0]);
  const right = shapeOf(node.inputs[1]);
  const fromLeft = isGemm && intAttribute(node.proto, "transA", 0) !== 0 ? left?.at(-2) : left?.at(-1);
  const isRightTurned = isGemm && intAttribute(node.proto, "transB", 0) !== 0;
  const isVector = right?.length === 1;
  const fromRight = isRightTurned || isVector ? right?.at(-1) : right?.at(-2);
  if (fromLeft !== undefined || fromRight !== undefined) return fromLeft ?? fromRight;
  const [first, second] = read;
  // (M K)(K N) / (M N) = K^2, for one batch.
  if (first === undefined || second === undefined || output === 0) return undefined;
  return Math.sqrt((first * second) / output);
}

function countElements(value: Value, elements: ReadonlyMap<string, number>): number | undefined {
  const measured = value.scope.depth === 0 ? elements.get(value.name) : undefined;
  if (measured !== undefined) return measured;
  const shape = shapeOf(value);
  return shape === undefined ? undefined : product(shape.map((size) => size ?? 1));
}

function shapeOf(value: Value | undefined): readonly (number | undefined)[] | undefined {
  return value === undefined ? undefined : declaredShape(value);
}

function knownDims(value: Value | undefined): number[] | undefined {
  const shape = shapeOf(value);
  if (shape === undefined || shape.includes(undefined)) return undefined;
  return shape.map((size) => size ?? 1);
}

function product(sizes: readonly number[]): number {
  return sizes.reduce((result, size) => result * size, 1);
}
