import { isCarrier } from "./data-movement.ts";
import type { GraphNode, ModelGraph, Value } from "./graph.ts";
import type { Formal, OperatorSchema } from "./operator-schema.ts";
import { findOperatorSchema, formalAt } from "./operator-schema.ts";
import { findShapeArithmetic } from "./shape-arithmetic.ts";
import type { ValueType, ValueTypes } from "./types.ts";
import { elementType } from "./types.ts";

export type RoundingFormat = "float16" | "bfloat16";

/**
 * Where a node rounds when it runs in half precision, by input and output position; undefined positions never round.
 * This says nothing about a plan: a node that the plan keeps in FP32 rounds at none of them.
 */
export interface NodeRounding {
  readonly inputs: readonly (RoundingFormat | undefined)[];
  readonly outputs: readonly (RoundingFormat | undefined)[];
}

export interface RoundingDecision {
  /** Only nodes that round somewhere: the float nodes, for which precision is a choice. */
  readonly byNode: ReadonlyMap<GraphNode, NodeRounding>;
  /** Inputs that read a number only to make a shape of it: they get it as its producer computed it. */
  readonly isShapeUse: (node: GraphNode, input: number) => boolean;
  /** Values whose type is unknown though it decides whether they are rounded. */
  readonly undecided: readonly Value[];
  /** The model declares FP16 or BF16 tensors, and these declarations decide. */
  readonly typed: boolean;
}

/** True when the model holds FP16 or BF16 tensors anywhere, so that it has to be taken at its word. */
export function declaresHalfPrecision(types: ValueTypes): boolean {
  for (const type of types.values()) {
    if (halfFormat(type) !== undefined) {
      return true;
    }
  }
  return false;
}

/** The format of an FP16 or BF16 type, in whatever container. */
export function halfFormat(type: ValueType | undefined): RoundingFormat | undefined {
  switch (type?.element) {
    case elementType.float16:
      return "float16";
    case elementType.bfloat16:
      return "bfloat16";
    default:
      return undefined;
  }
}

/**
 * Decides where each node rounds in half precision.
 *
 * In an FP32 model: at every float32 input and output that the operator's schema allows to be FP16, except data
 * movement, shape arithmetic, and quantisation and Resize scales. In a model that declares FP16 or BF16 tensors: at
 * exactly those inputs and outputs that have such a type. `unrounded` names nodes that are never rounded (arithmetic
 * that engines do in FP32 while they build, such as folding a normalisation into a scale and a shift).
 */
export function decideRounding(
  graph: ModelGraph,
  types: ValueTypes,
  typed: boolean,
  unrounded: ReadonlySet<string> = new Set(),
): RoundingDecision {
  const shapes = findShapeArithmetic(graph);
  const undecided = new Set<Value>();
  const byNode = new Map<GraphNode, NodeRounding>();
  for (const node of graph.nodes) {
    if (isCarrier(node) || unrounded.has(node.id) || (!typed && shapes.nodes.has(node))) {
      continue;
    }
    const rounding = typed
      ? declaredRounding(node, types)
      : schemaRounding(graph, node, types, shapes.isShapeUse, undecided);
    if (rounding.inputs.some(isRounded) || rounding.outputs.some(isRounded)) {
      byNode.set(node, rounding);
    }
  }
  const isShapeUse = typed ? () => false : shapes.isShapeUse;
  return { byNode, isShapeUse, undecided: [...undecided], typed };
}

function isRounded(format: RoundingFormat | undefined): boolean {
  return format !== undefined;
}

function declaredRounding(node: GraphNode, types: ValueTypes): NodeRounding {
  const formatOf = (value: Value | undefined): RoundingFormat | undefined => {
    const type = value === undefined ? undefined : types.get(value);
    return type?.kind === "tensor" ? halfFormat(type) : undefined;
  };
  return { inputs: node.inputs.map(formatOf), outputs: node.outputs.map(formatOf) };
}

function schemaRounding(
  graph: ModelGraph,
  node: GraphNode,
  types: ValueTypes,
  isShapeUse: (node: GraphNode, input: number) => boolean,
  undecided: Set<Value>,
): NodeRounding {
  const schema = schemaOf(graph, node);
  const roundsAt = (formal: Formal | undefined, value: Value | undefined): RoundingFormat | undefined => {
    if (value === undefined || formal === undefined || formal.isScale || !allowsFloat16(formal)) {
      return undefined;
    }
    const type = types.get(value);
    if (type === undefined) {
      undecided.add(value);
    }
    return type?.kind === "tensor" && type.element === elementType.float ? "float16" : undefined;
  };
  const staysFp32 = (input: number): boolean => isShapeUse(node, input) || isRunningStatistic(node, input);
  return {
    inputs: node.inputs.map((value, index) =>
      staysFp32(index) ? undefined : roundsAt(formalAt(schema?.inputs ?? [], index), value),
    ),
    outputs: node.outputs.map((value, index) => roundsAt(formalAt(schema?.outputs ?? [], index), value)),
  };
}

/** The schema under the model's operator-set version. */
export function schemaOf(graph: ModelGraph, node: GraphNode): OperatorSchema | undefined {
  return findOperatorSchema(node.domain, node.proto.opType, graph.opsets.get(node.domain) ?? 1);
}

/** A set that allows FP16 and FP32: where only FP16 exists (or only FP32), no rounding makes sense. */
function allowsFloat16(formal: Formal): boolean {
  return formal.types.tensor.has(elementType.float16) && formal.types.tensor.has(elementType.float);
}

/** Running mean and variance are folded into the scale and the shift, in FP32, before anything is rounded. */
function isRunningStatistic(node: GraphNode, input: number): boolean {
  return node.domain === "" && node.proto.opType === "BatchNormalization" && input >= 3;
}
