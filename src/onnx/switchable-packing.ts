import type { GraphNode, Value } from "./graph.ts";

/**
 * Inputs of which ONNX Runtime's CPU kernels keep a packed copy when they are constant. A kernel multiplies packed
 * numbers in another order, so where the one model packs, the other has to.
 */
const packedInputs: Readonly<Record<string, readonly number[]>> = {
  ConvTranspose: [1],
  GRU: [1, 2],
  Gemm: [1],
  LSTM: [1, 2],
  MatMul: [1],
};

const contributedPackedInputs: Readonly<Record<string, readonly number[]>> = {
  Attention: [1],
  FusedGemm: [1],
  FusedMatMul: [1],
  GemmFloat8: [1],
  TransposeMatMul: [1],
};

/** Operators that may compute otherwise when this input is a constant. */
export function isPackedInput(node: GraphNode, input: number): boolean {
  const table =
    node.domain === "" ? packedInputs : node.domain === "com.microsoft" ? contributedPackedInputs : {};
  const { opType } = node.proto;
  return Object.hasOwn(table, opType) && (table[opType]?.includes(input) ?? false);
}

/**
 * True where ONNX Runtime packs an input of the model as it is: it looks for constants in the node's own graph and in
 * the one around it, not further out. In a branch, such a constant has to lie in the branch itself.
 */
export function isPacked(node: GraphNode, input: number, constants: ReadonlySet<Value>): boolean {
  const value = node.inputs[input];
  return (
    value !== undefined &&
    isPackedInput(node, input) &&
    constants.has(value) &&
    node.scope.depth - value.scope.depth <= 1
  );
}
