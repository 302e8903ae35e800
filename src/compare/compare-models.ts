import type { TensorProto } from "onnx-buf";
import { dtypeOf } from "../onnx/data-type.ts";
import type { GraphNode, Value } from "../onnx/graph.ts";
import { sourceThrough, storedConstant } from "../onnx/look-through.ts";
import { matchNodes, type NodeMatching, type TypedGraph } from "../onnx/node-matching.ts";
import { elementCount, formatShape, type Tensor } from "../tensor/tensor.ts";
import { compareAttributes } from "./attribute-difference.ts";
import { compareConstants, type FaultCount } from "./constant-difference.ts";
import { describeFault } from "./describe-fault.ts";
import { formatCount } from "./figure.ts";
import { compareInterfaces } from "./interface-difference.ts";
import { type ModelDifference, orderDifferences } from "./model-difference.ts";
import { quoteName } from "./quote-name.ts";
import { findMixedTypes } from "./realised-precision.ts";
import { isSameNormalization } from "./same-normalization.ts";

/** A model with its functions inlined, its types, and how its constants are read. */
export interface ComparedModel extends TypedGraph {
  /** @throws InputError for a tensor that can't be read as numbers. */
  readonly open: (tensor: TensorProto) => Tensor;
}

export interface ModelComparison {
  /** Warnings first. */
  readonly differences: readonly ModelDifference[];
  readonly matching: NodeMatching;
  /** Constants that were compared, and float elements in them; `changedElements` differ beyond rounding and clamping. */
  readonly constants: number;
  readonly elements: number;
  readonly changedElements: number;
}

/**
 * Says where a converted model differs from the FP32 model in more than precision: constants that are not the rounded
 * FP32 constants, attributes, nodes, operator sets, inputs and outputs. Constants are found through the nodes that read
 * them, so their names may differ.
 * @throws InputError when a constant can't be read.
 */
export function compareModels(reference: ComparedModel, candidate: ComparedModel): ModelComparison {
  const matching = matchNodes(reference, candidate);
  const folded = foldedNormalizations(reference, candidate, matching);
  const constants = comparePairs(reference, candidate, matching, folded);
  const differences = [
    ...compareInterfaces(reference, candidate),
    ...findMixedTypes(candidate),
    ...constants.differences,
    ...attributeDifferences(reference, candidate, matching, folded),
    ...nodeDifferences(matching),
  ];
  const { compared, elements, changedElements } = constants;
  return {
    differences: orderDifferences(differences),
    matching,
    constants: compared,
    elements,
    changedElements,
  };
}

/** Nodes of the FP32 model whose parameters were folded into others that compute the same. */
function foldedNormalizations(
  reference: ComparedModel,
  candidate: ComparedModel,
  { pairs }: NodeMatching,
): Set<GraphNode> {
  const same = [...pairs].filter(([one, other]) =>
    isSameNormalization({ ...reference, node: one }, { ...candidate, node: other }),
  );
  return new Set(same.map(([one]) => one));
}

interface ConstantComparison {
  readonly differences: ModelDifference[];
  compared: number;
  elements: number;
  changedElements: number;
}

/** The constants that paired nodes read at the same position; each pair of constants once. */
function comparePairs(
  reference: ComparedModel,
  candidate: ComparedModel,
  { pairs }: NodeMatching,
  folded: ReadonlySet<GraphNode>,
): ConstantComparison {
  const total: ConstantComparison = { differences: [], compared: 0, elements: 0, changedElements: 0 };
  const seen = new Map<Value, Set<Value>>();
  for (const [one, other] of pairs) {
    if (folded.has(one)) {
      total.compared += one.inputs.length - 1;
      continue;
    }
    one.inputs.forEach((value, at) => {
      const counterpart = other.inputs[at];
      if (value === undefined || counterpart === undefined) return;
      const left = sourceThrough(value, reference.types);
      const right = sourceThrough(counterpart, candidate.types);
      const known = seen.get(left) ?? new Set();
      if (known.has(right)) return;
      seen.set(left, known.add(right));
      compareInput({ left, right, node: other, input: at }, reference, candidate, total);
    });
  }
  return total;
}

interface ComparedInput {
  readonly left: Value;
  readonly right: Value;
  /** Of the converted model. */
  readonly node: GraphNode;
  readonly input: number;
}

function compareInput(
  read: ComparedInput,
  reference: ComparedModel,
  candidate: ComparedModel,
  total: ConstantComparison,
): void {
  const { left, right, node } = read;
  const [expected, actual] = [storedConstant(left), storedConstant(right)];
  if (expected === undefined || dtypeOf(expected.dataType) === undefined) return;
  const place = { node: node.id, op: node.proto.opType, name: left.name };
  if (actual === undefined) {
    const text = `Constant ${quoteName(left.name)} of ${node.proto.opType} ${quoteName(node.id)} is computed in the converted model.`;
    total.differences.push({ kind: "constant", level: "note", ...place, text });
    return;
  }
  const [one, other] = [reference.open(expected), candidate.open(actual)];
  const elements = elementCount(one.shape);
  if (elements !== elementCount(other.shape)) {
    const shapes = `${formatShape(other.shape)} instead of ${formatShape(one.shape)}`;
    const text = `Constant ${quoteName(left.name)} of ${node.proto.opType} ${quoteName(node.id)} has shape ${shapes}.`;
    total.differences.push({ kind: "constant", level: "warn", ...place, text });
    return;
  }
  const faults = compareConstants(one, other);
  total.compared += 1;
  total.elements += elements;
  total.changedElements += faults.find(({ fault }) => fault === "changed")?.count ?? 0;
  total.differences.push(...faults.map((fault) => faultDifference(fault, read, place, elements)));
}

function faultDifference(
  fault: FaultCount,
  { node, input }: ComparedInput,
  place: { readonly node: string; readonly op: string; readonly name: string },
  elements: number,
): ModelDifference {
  const { count, example } = fault;
  const isStatistic = node.domain === "" && node.proto.opType === "BatchNormalization" && input >= 3;
  return {
    kind: fault.fault,
    level: fault.fault === "rounded" ? "note" : "warn",
    ...place,
    count,
    elements,
    example,
    text: describeFault(fault, { ...place, elements, isStatistic }),
  };
}

function attributeDifferences(
  reference: ComparedModel,
  candidate: ComparedModel,
  { pairs }: NodeMatching,
  folded: ReadonlySet<GraphNode>,
): ModelDifference[] {
  return [...pairs].flatMap(([one, other]) => {
    if (folded.has(one)) return [];
    const isSameOpset = reference.graph.opsets.get(one.domain) === candidate.graph.opsets.get(other.domain);
    return compareAttributes(one.proto, other.proto, isSameOpset).map((difference): ModelDifference => {
      const { name, reference: expected, candidate: actual } = difference;
      const op = other.proto.opType;
      const text = `Attribute ${quoteName(name)} of ${op} ${quoteName(other.id)} is ${brief(actual)} instead of ${brief(expected)}.`;
      return { kind: "attribute", level: "warn", node: other.id, op, name, text };
    });
  });
}

const longestValue = 80;

function brief(text: string): string {
  return text.length > longestValue ? `${text.slice(0, longestValue)}…` : text;
}

/** Nodes without a counterpart, one entry an operator; what only depends on constants was folded, and says nothing. */
function nodeDifferences({ missing, added }: NodeMatching): ModelDifference[] {
  return [
    ...groupByOperator(withoutFolded(missing)).map(([op, nodes]): ModelDifference => {
      const text = `${describeNodes(op, nodes)} of the FP32 model ${nodes.length === 1 ? "has" : "have"} no counterpart.`;
      return { kind: "node-missing", level: "warn", ...nodesOf(op, nodes), text };
    }),
    ...groupByOperator(withoutFolded(added)).map(([op, nodes]): ModelDifference => {
      const text = `${describeNodes(op, nodes)} ${nodes.length === 1 ? "is" : "are"} new.`;
      return { kind: "node-added", level: "warn", ...nodesOf(op, nodes), text };
    }),
  ];
}

function nodesOf(op: string, nodes: readonly GraphNode[]): Pick<ModelDifference, "node" | "op" | "count"> {
  const [first] = nodes;
  return { ...(first === undefined ? {} : { node: first.id }), op, count: nodes.length };
}

function withoutFolded(nodes: readonly GraphNode[]): GraphNode[] {
  const known = new Map<GraphNode, boolean>();
  return nodes.filter((node) => node.inputs.length === 0 || !isFoldable(node, known));
}

/** Everything that the node reads is stored in the model, or computed from what is. */
function isFoldable(node: GraphNode, known: Map<GraphNode, boolean>): boolean {
  const answer = known.get(node);
  if (answer !== undefined) return answer;
  // Until it is known: a node that many paths lead to is looked at once.
  known.set(node, false);
  const isFolded =
    node.bodies.length === 0 &&
    node.inputs.every(
      (value) =>
        value === undefined ||
        storedConstant(value) !== undefined ||
        (value.producer !== undefined && isFoldable(value.producer.node, known)),
    );
  known.set(node, isFolded);
  return isFolded;
}

function groupByOperator(nodes: readonly GraphNode[]): [string, GraphNode[]][] {
  const groups = new Map<string, GraphNode[]>();
  for (const node of nodes) {
    const op = node.domain === "" ? node.proto.opType : `${node.domain}::${node.proto.opType}`;
    const group = groups.get(op) ?? [];
    group.push(node);
    groups.set(op, group);
  }
  return [...groups];
}

const mostNamed = 3;

function describeNodes(op: string, nodes: readonly GraphNode[]): string {
  const named = nodes.slice(0, mostNamed).map(({ id }) => quoteName(id));
  const more = nodes.length > mostNamed ? ` and ${nodes.length - mostNamed} more` : "";
  return `${formatCount(nodes.length, `${op} node`)} (${named.join(", ")}${more})`;
}
