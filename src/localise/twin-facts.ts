import type { ModelProto } from "onnx-buf";
import { isControlFlow } from "../onnx/data-movement.ts";
import type { PreparedEmulation } from "../onnx/emulate.ts";
import type { GraphNode, Scope, Value } from "../onnx/graph.ts";
import type { RoundingPlacement } from "../onnx/placement.ts";
import { placeRounding } from "../onnx/placement.ts";
import { everythingFp16 } from "../onnx/plan.ts";
import { isShapeInput, readsOnlySizes } from "../onnx/shape-arithmetic.ts";
import type { ValueType } from "../onnx/types.ts";
import { elementType } from "../onnx/types.ts";
import { writeRounding } from "../onnx/write-rounding.ts";

/** What is known of the two chains before anything is written; all of it about the main graph. */
export interface TwinFacts {
  readonly prepared: PreparedEmulation;
  /** Where the FP16 chain rounds: that of `emulate` with everything in FP16. */
  readonly placement: RoundingPlacement;
  /** Values that may differ between the chains. All others exist once. */
  readonly diverged: ReadonlySet<Value>;
  /** Values that depend on no input of the graph. */
  readonly constants: ReadonlySet<Value>;
  /** Diverged values whose very shape may differ between the chains (what NonZero finds, a slice by a float). */
  readonly unsteady: ReadonlySet<Value>;
  /** Values whose shape depends on what the inputs hold, not just on how large they are. */
  readonly unsized: ReadonlySet<Value>;
  /** Values of the main graph that the bodies of a node read or return, in order and without repetition. */
  readonly captured: ReadonlyMap<GraphNode, readonly Value[]>;
  /** Nodes that get evidence, in graph order. */
  readonly subjects: readonly Subject[];
}

/** A node with float results whose precision is a choice: its own, or that of nodes in its bodies. */
export interface Subject {
  readonly node: GraphNode;
  /** Outputs of a float type that anything reads; all float outputs when nothing is read. */
  readonly outputs: readonly Value[];
  /** True when the node sees the same numbers in both chains, so that f16(x') is f16(x). */
  readonly isFirst: boolean;
}

/** Finds out what both chains share, what they do not, and which nodes are measured. */
export function findTwinFacts(prepared: PreparedEmulation): TwinFacts {
  const { graph, decision, stored } = prepared;
  const placement = placeRounding(graph, decision, everythingFp16, stored);
  const captured = new Map<GraphNode, readonly Value[]>();
  const constants = new Set<Value>();
  const diverged = new Set<Value>();
  const unsteady = new Set<Value>();
  const fromInputs = new Set<Value>(graph.main.inputs.filter((value) => value.initializer === undefined));
  const unsized = new Set<Value>();
  const subjects: Subject[] = [];
  for (const value of graph.main.values.values()) {
    if (value.initializer !== undefined) constants.add(value);
  }
  for (const node of graph.main.nodes) {
    const outer = node.bodies.length === 0 ? [] : capturedValues(node);
    if (outer.length > 0) captured.set(node, outer);
    const read = [...node.inputs, ...outer].filter((value) => value !== undefined);
    const made = node.outputs.filter((value) => value !== undefined);
    const isFirst = !readsAny(node, outer, diverged, unsteady);
    const rounds = decision.byNode.has(node) || bodiesRound(node, prepared);
    if (read.every((value) => constants.has(value))) made.forEach((value) => constants.add(value));
    if (rounds || !isFirst) made.forEach((value) => diverged.add(value));
    if (changesShape(node, read, diverged, unsteady)) made.forEach((value) => unsteady.add(value));
    if (readsAny(node, outer, fromInputs, unsized)) made.forEach((value) => fromInputs.add(value));
    if (changesShape(node, read, fromInputs, unsized)) made.forEach((value) => unsized.add(value));
    const outputs = floatOutputs(made, prepared);
    if (rounds && outputs.length > 0) subjects.push({ node, outputs, isFirst });
  }
  return { prepared, placement, diverged, constants, unsteady, unsized, captured, subjects };
}

/** The FP32 chain as a model of its own, with all outputs of the model. */
export function withoutRounding({ prepared }: TwinFacts): ModelProto {
  const nowhere: RoundingPlacement = { outputs: new Map(), copies: new Map(), readings: new Map() };
  return writeRounding(prepared.graph, nowhere, prepared.stored);
}

/** A dense tensor whose elements are float32 here: FP32, or FP16 and BF16 lifted. */
export function isFloatTensor(type: ValueType | undefined): boolean {
  return type?.kind === "tensor" && floatElements.has(type.element);
}

const floatElements: ReadonlySet<number> = new Set([
  elementType.float,
  elementType.float16,
  elementType.bfloat16,
]);

/**
 * The value that holds the same elements, perhaps in another order: what is measured there holds here. Reshape,
 * Transpose and their like neither add nor drop any.
 */
export function rootOf(value: Value): Value {
  let root = value;
  for (;;) {
    const { producer } = root;
    const isMoved =
      producer !== undefined &&
      producer.output === 0 &&
      producer.node.domain === "" &&
      rearranging.has(producer.node.proto.opType);
    const source = isMoved ? producer.node.inputs[0] : undefined;
    if (source === undefined || source.scope !== value.scope) return root;
    root = source;
  }
}

const rearranging = new Set([
  "DepthToSpace",
  "Flatten",
  "Identity",
  "Reshape",
  "SpaceToDepth",
  "Squeeze",
  "Transpose",
  "Unsqueeze",
]);

function floatOutputs(made: readonly Value[], prepared: PreparedEmulation): readonly Value[] {
  const floats = made.filter((value) => isFloatTensor(prepared.types.get(value)));
  const read = floats.filter((value) => value.uses.length > 0 || value.isReturned);
  return read.length > 0 ? read : floats;
}

/** True when the node reads a value of `marked`; Shape and Size only look at shapes, which `shaped` has changed ones of. */
function readsAny(
  node: GraphNode,
  outer: readonly Value[],
  marked: ReadonlySet<Value>,
  shaped: ReadonlySet<Value>,
): boolean {
  const seen = readsOnlySizes(node) ? shaped : marked;
  return (
    node.inputs.some((value) => value !== undefined && seen.has(value)) ||
    outer.some((value) => marked.has(value))
  );
}

/** Operators that decide by their input's numbers how much they return, whatever their domain. */
const selecting = new Set([
  "BeamSearch",
  "Compress",
  "GreedySearch",
  "NonMaxSuppression",
  "NonZero",
  "StringSplit",
  "Unique",
  "WhisperBeamSearch",
]);

/** True when the shape of what the node makes depends on values of `marked`, or on other shapes that do. */
function changesShape(
  node: GraphNode,
  read: readonly Value[],
  marked: ReadonlySet<Value>,
  shaped: ReadonlySet<Value>,
): boolean {
  if (readsOnlySizes(node)) return false;
  if (read.some((value) => shaped.has(value))) return true;
  const takesShape = node.inputs.some(
    (value, index) => value !== undefined && marked.has(value) && isShapeInput(node, index),
  );
  if (takesShape) return true;
  const decides = isControlFlow(node) || selecting.has(node.proto.opType);
  return decides && read.some((value) => marked.has(value));
}

function bodiesRound(node: GraphNode, prepared: PreparedEmulation): boolean {
  return node.bodies.some(({ scope }) =>
    scope.nodes.some((inner) => prepared.decision.byNode.has(inner) || bodiesRound(inner, prepared)),
  );
}

function capturedValues(node: GraphNode): Value[] {
  const found = new Set<Value>();
  const visit = (scope: Scope): void => {
    const note = (value: Value | undefined): void => {
      if (value !== undefined && value.scope.parent === undefined) found.add(value);
    };
    for (const inner of scope.nodes) {
      inner.inputs.forEach(note);
      inner.bodies.forEach((body) => visit(body.scope));
    }
    scope.outputs.forEach(note);
  };
  node.bodies.forEach((body) => visit(body.scope));
  return [...found];
}
