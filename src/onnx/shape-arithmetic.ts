import { isControlFlow } from "./data-movement.ts";
import type { GraphNode, ModelGraph, Value } from "./graph.ts";

/** Inputs that say how large, where or how often, never what: engines keep them in integers or FP32 on the host. */
const shapeInputs: Readonly<Record<string, readonly number[]>> = {
  AffineGrid: [1],
  BlackmanWindow: [0],
  CenterCropPad: [1],
  Col2Im: [1, 2],
  ConstantOfShape: [0],
  CumProd: [1],
  CumSum: [1],
  DFT: [1, 2],
  Expand: [1],
  EyeLike: [0],
  HammingWindow: [0],
  HannWindow: [0],
  Loop: [0],
  MaxUnpool: [2],
  MelWeightMatrix: [0, 1, 2],
  NonMaxSuppression: [2],
  OneHot: [1],
  Pad: [1, 3],
  Range: [0, 1, 2],
  ReduceL1: [1],
  ReduceL2: [1],
  ReduceLogSum: [1],
  ReduceLogSumExp: [1],
  ReduceMax: [1],
  ReduceMean: [1],
  ReduceMin: [1],
  ReduceProd: [1],
  ReduceSum: [1],
  ReduceSumSquare: [1],
  Reshape: [1],
  Resize: [2, 3],
  STFT: [1, 3],
  Shape: [0],
  Size: [0],
  Slice: [1, 2, 3, 4],
  Split: [1],
  SplitToSequence: [1],
  Squeeze: [1],
  Tile: [1, 2],
  TopK: [1],
  Trilu: [1],
  Unsqueeze: [1],
  Upsample: [1],
};

const contributedShapeInputs: Readonly<Record<string, readonly number[]>> = {
  CropAndResize: [3],
  Pad: [1, 3],
  Range: [0, 1, 2],
  Trilu: [1],
};

export interface ShapeArithmetic {
  /** Nodes of which every result only reaches a shape. */
  readonly nodes: ReadonlySet<GraphNode>;
  /** True when what this input reads only reaches a shape. */
  readonly isShapeUse: (node: GraphNode, input: number) => boolean;
}

/**
 * Finds shape arithmetic backwards from the inputs that take a shape: a node belongs to it when all its results are
 * read, and read only as shapes or by such nodes. Results that a graph returns count as data.
 */
export function findShapeArithmetic(graph: ModelGraph): ShapeArithmetic {
  const nodes = new Set<GraphNode>();
  const isShapeUse = (node: GraphNode, input: number): boolean =>
    nodes.has(node) || isShapeInput(node, input);
  const isShapeValue = (value: Value): boolean =>
    !value.isReturned && value.uses.every((use) => isShapeUse(use.node, use.input));
  for (const node of graph.nodes.toReversed()) {
    const read = node.outputs.filter(
      (value) => value !== undefined && (value.uses.length > 0 || value.isReturned),
    );
    if (
      !isControlFlow(node) &&
      read.length > 0 &&
      read.every((value) => value !== undefined && isShapeValue(value))
    ) {
      nodes.add(node);
    }
  }
  return { nodes, isShapeUse };
}

/** True when the operator itself takes a shape there. */
export function isShapeInput(node: GraphNode, input: number): boolean {
  const table =
    node.domain === "" ? shapeInputs : node.domain === "com.microsoft" ? contributedShapeInputs : {};
  const { opType } = node.proto;
  return Object.hasOwn(table, opType) && (table[opType]?.includes(input) ?? false);
}

/** Shape and Size look at no element at all. */
export function readsOnlySizes(node: GraphNode): boolean {
  return node.domain === "" && (node.proto.opType === "Shape" || node.proto.opType === "Size");
}
