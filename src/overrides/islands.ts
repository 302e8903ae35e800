import { carriedInputPositions, isControlFlow } from "../onnx/data-movement.ts";
import type { GraphNode, ModelGraph, Value } from "../onnx/graph.ts";
import { findShapeArithmetic } from "../onnx/shape-arithmetic.ts";
import { elementType, inferTypes, type ValueTypes } from "../onnx/types.ts";

/** Where precision changes under a plan. */
export interface Islands {
  /** Connected groups of FP32 nodes, data movement between them passed through; each in graph order. */
  readonly groups: readonly (readonly string[])[];
  /** Data movement that carries FP32 numbers: between nodes of the plan, or between one and the model's border. */
  readonly carriers: readonly string[];
  /**
   * Tensors of which a copy in the other precision is needed inside the model. Casts at its inputs and outputs are not
   * counted: an FP16 engine has those anyway.
   */
  readonly casts: number;
}

/** What does not depend on the plan; made once for many. */
export interface Dataflow {
  readonly graph: ModelGraph;
  /** Ids of the nodes for which precision is a choice. */
  readonly floatNodes: ReadonlySet<string>;
  readonly types: ValueTypes;
  readonly isShapeUse: (node: GraphNode, input: number) => boolean;
  readonly shapeNodes: ReadonlySet<GraphNode>;
}

/** Reads off a graph what `findIslands` needs. */
export function readDataflow(graph: ModelGraph, floatNodes: Iterable<string>): Dataflow {
  const { isShapeUse, nodes } = findShapeArithmetic(graph);
  return { graph, floatNodes: new Set(floatNodes), types: inferTypes(graph), isShapeUse, shapeNodes: nodes };
}

/** Finds islands, carriers and casts of a set of FP32 nodes. */
export function findIslands(flow: Dataflow, fp32Nodes: ReadonlySet<string>): Islands {
  const carriers = findCarriers(flow, fp32Nodes);
  return {
    groups: connect(flow, fp32Nodes, carriers),
    carriers: [...carriers].map(({ id }) => id),
    casts: countCasts(flow, fp32Nodes, carriers),
  };
}

/** Float nodes that read what a value holds, through data movement. */
export function readersOf(flow: Dataflow, value: Value): GraphNode[] {
  const readers = new Set<GraphNode>();
  const pending = [value];
  const seen = new Set(pending);
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    for (const { node, input } of next.uses) {
      if (flow.isShapeUse(node, input)) continue;
      if (flow.floatNodes.has(node.id)) readers.add(node);
      if (!isMovementOf(node, input)) continue;
      for (const output of node.outputs) {
        if (output === undefined || seen.has(output)) continue;
        seen.add(output);
        pending.push(output);
      }
    }
  }
  return [...readers];
}

/** 0: half precision; 1: untouched, from or to the model's border; 2: an FP32 node. */
type Reach = 0 | 1 | 2;

/**
 * A data movement carries FP32 when unrounded numbers come in and somebody wants them unrounded, and one of the two is
 * a node of the plan.
 */
function findCarriers(flow: Dataflow, fp32Nodes: ReadonlySet<string>): Set<GraphNode> {
  const before = new Map<Value, Reach>();
  const after = new Map<Value, Reach>();
  const comesFrom = (value: Value | undefined): Reach =>
    value === undefined ? 0 : value.producer === undefined ? 1 : (before.get(value) ?? 1);
  const goesTo = (value: Value): Reach =>
    largest([
      value.isReturned && value.scope === flow.graph.main ? 1 : 0,
      ...value.uses.map(({ node, input }): Reach => {
        if (flow.isShapeUse(node, input)) return 0;
        if (isMovementOf(node, input)) return largest(node.outputs.map((output) => readReach(after, output)));
        return fp32Nodes.has(node.id) ? 2 : 0;
      }),
    ]);
  for (const node of flow.graph.nodes) {
    const positions = carriedInputPositions(node);
    const rounds = flow.floatNodes.has(node.id) || isControlFlow(node);
    const own: Reach =
      positions === undefined
        ? fp32Nodes.has(node.id)
          ? 2
          : rounds
            ? 0
            : 1
        : largest(positions.map((position) => comesFrom(node.inputs[position])));
    setReach(before, node, own);
  }
  for (const node of flow.graph.nodes.toReversed()) {
    for (const output of node.outputs) if (output !== undefined) after.set(output, goesTo(output));
  }
  return new Set(
    flow.graph.nodes.filter((node) => {
      if (carriedInputPositions(node) === undefined || flow.shapeNodes.has(node)) return false;
      return node.outputs.some((output) => {
        if (output === undefined || !mayBeFloat(flow, output)) return false;
        const from = readReach(before, output);
        const to = readReach(after, output);
        return from > 0 && to > 0 && (from === 2 || to === 2);
      });
    }),
  );
}

function connect(
  flow: Dataflow,
  fp32Nodes: ReadonlySet<string>,
  carriers: ReadonlySet<GraphNode>,
): string[][] {
  const groupOf = new Map<GraphNode, Set<GraphNode>>();
  const isInside = (node: GraphNode): boolean => fp32Nodes.has(node.id) || carriers.has(node);
  for (const node of flow.graph.nodes) {
    if (!isInside(node)) continue;
    const neighbours = node.inputs.flatMap((value, input) => {
      const producer = value?.producer?.node;
      const isData = producer !== undefined && isInside(producer) && !flow.isShapeUse(node, input);
      return isData ? [producer] : [];
    });
    const merged = new Set([node]);
    for (const neighbour of neighbours) for (const member of groupOf.get(neighbour) ?? []) merged.add(member);
    for (const member of merged) groupOf.set(member, merged);
  }
  const groups = [...new Set(groupOf.values())].map((group) =>
    [...group].filter(({ id }) => fp32Nodes.has(id)).map(({ id }) => id),
  );
  const place = new Map(flow.graph.nodes.map(({ id }, index) => [id, index]));
  const placeOf = (id: string | undefined): number => (id === undefined ? 0 : (place.get(id) ?? 0));
  for (const group of groups) group.sort((first, second) => placeOf(first) - placeOf(second));
  return groups
    .filter((group) => group.length > 0)
    .sort(([first], [second]) => placeOf(first) - placeOf(second));
}

function countCasts(
  flow: Dataflow,
  fp32Nodes: ReadonlySet<string>,
  carriers: ReadonlySet<GraphNode>,
): number {
  const isFp32 = (node: GraphNode): boolean => fp32Nodes.has(node.id) || carriers.has(node);
  const hasPrecision = (node: GraphNode): boolean =>
    flow.floatNodes.has(node.id) || carriedInputPositions(node) !== undefined;
  let casts = 0;
  for (const node of flow.graph.nodes) {
    // What only moves constants is stored in the precision that is wanted.
    if (!hasPrecision(node) || isConstantMovement(node)) continue;
    for (const output of node.outputs) {
      if (output === undefined || !mayBeFloat(flow, output)) continue;
      const isCrossed = output.uses.some(
        (use) =>
          !flow.isShapeUse(use.node, use.input) &&
          (flow.floatNodes.has(use.node.id) || isMovementOf(use.node, use.input)) &&
          isFp32(use.node) !== isFp32(node),
      );
      if (isCrossed) casts += 1;
    }
  }
  return casts;
}

function isConstantMovement(node: GraphNode): boolean {
  const positions = carriedInputPositions(node) ?? [];
  return positions.length > 0 && positions.every((position) => isConstant(node.inputs[position]));
}

function isConstant(value: Value | undefined): boolean {
  return value === undefined || (value.initializer !== undefined && value.producer === undefined);
}

function isMovementOf(node: GraphNode, input: number): boolean {
  return carriedInputPositions(node)?.includes(input) === true;
}

function mayBeFloat(flow: Dataflow, value: Value): boolean {
  const type = flow.types.get(value);
  if (type === undefined) return true;
  const { element } = type;
  return element === elementType.float || element === elementType.float16 || element === elementType.bfloat16;
}

function setReach(reach: Map<Value, Reach>, node: GraphNode, own: Reach): void {
  for (const output of node.outputs) if (output !== undefined) reach.set(output, own);
}

function readReach(reach: ReadonlyMap<Value, Reach>, value: Value | undefined): Reach {
  return value === undefined ? 0 : (reach.get(value) ?? 0);
}

function largest(all: readonly Reach[]): Reach {
  return all.reduce((most: Reach, each) => (each > most ? each : most), 0);
}
