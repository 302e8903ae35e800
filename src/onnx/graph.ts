import type { GraphProto, ModelProto, NodeProto, TensorProto, ValueInfoProto } from "onnx-buf";
import { InputError } from "../errors.ts";
import { quote } from "./label.ts";
import { canonicalDomain } from "./operator-schema.ts";

/** One node of the model, in the main graph or in the body of an If, Loop or Scan. */
export interface GraphNode {
  readonly proto: NodeProto;
  /** Its ONNX name where that is unique in the model, else its first output, else both qualified by the owner's id. */
  readonly id: string;
  readonly domain: string;
  readonly scope: Scope;
  /** By input position; undefined for an omitted optional input. */
  readonly inputs: readonly (Value | undefined)[];
  /** By output position; undefined for an omitted optional output. */
  readonly outputs: readonly (Value | undefined)[];
  readonly bodies: readonly Body[];
}

export interface Body {
  readonly attribute: string;
  readonly scope: Scope;
}

/** A graph: the model's own or a node's body. Inner scopes see the values of outer ones. */
export interface Scope {
  readonly proto: GraphProto;
  readonly parent: Scope | undefined;
  readonly depth: number;
  /** In an order in which every value is made before it is read. */
  readonly nodes: readonly GraphNode[];
  readonly values: ReadonlyMap<string, Value>;
  readonly inputs: readonly Value[];
  /** By output position. A body may return a value of an outer scope. */
  readonly outputs: readonly Value[];
}

/** Whatever has a name and a content: a graph input, an initializer or a node's output. */
export interface Value {
  readonly name: string;
  readonly scope: Scope;
  readonly producer: { readonly node: GraphNode; readonly output: number } | undefined;
  readonly initializer: TensorProto | undefined;
  /** Declaration among the graph inputs, graph outputs or value_info. */
  readonly declared: ValueInfoProto | undefined;
  readonly isGraphInput: boolean;
  /** Returned by its own scope or by an inner one. */
  readonly isReturned: boolean;
  readonly uses: readonly Use[];
}

/** `node` may lie in a scope inside the value's own. */
export interface Use {
  readonly node: GraphNode;
  readonly input: number;
}

export interface ModelGraph {
  readonly model: ModelProto;
  readonly main: Scope;
  /** Every node of every scope; bodies after the node that owns them. */
  readonly nodes: readonly GraphNode[];
  readonly nodeById: ReadonlyMap<string, GraphNode>;
  /** Operator-set version by canonical domain. */
  readonly opsets: ReadonlyMap<string, number>;
}

type Draft<T> = { -readonly [Key in keyof T]: T[Key] };
interface DraftScope extends Draft<Scope> {
  nodes: GraphNode[];
  values: Map<string, DraftValue>;
}
interface DraftValue extends Draft<Value> {
  uses: Use[];
}

/** What is the same for every scope while a model is indexed. */
interface Indexing {
  readonly nodes: Draft<GraphNode>[];
  readonly nameCounts: ReadonlyMap<string, number>;
  readonly ids: ReadonlyMap<NodeProto, string>;
  readonly linked: Set<GraphNode>;
}

/**
 * Names and links every node and value of a model that `decodeModel` checked (nodes sorted, one producer per name) and
 * whose local functions are inlined. `ids` are given to the nodes they name: so that a rewritten model keeps the ids
 * of the original.
 *
 * Throws InputError when a node reads what no earlier node makes, as in a graph with a cycle.
 */
export function indexGraph(model: ModelProto, ids: ReadonlyMap<NodeProto, string> = new Map()): ModelGraph {
  if (model.graph === undefined) {
    throw new InputError("The model has no graph.", { advice: "Export it again." });
  }
  const indexing: Indexing = { nodes: [], nameCounts: countNodeNames(model.graph), ids, linked: new Set() };
  const main = indexScope(model.graph, undefined, "", indexing);
  const nodeById = new Map<string, GraphNode>();
  const isSettled = (node: GraphNode): boolean => node.id === node.proto.name || ids.has(node.proto);
  const settled = indexing.nodes.filter(isSettled);
  for (const node of [...settled, ...indexing.nodes.filter((each) => !isSettled(each))]) {
    node.id = freeId(node.id, nodeById);
    nodeById.set(node.id, node);
  }
  const opsets = new Map(
    model.opsetImport.map((entry) => [canonicalDomain(entry.domain), Number(entry.version)]),
  );
  return { model, main, nodes: indexing.nodes, nodeById, opsets };
}

/** The value that `name` means inside `scope`. */
export function findValue(scope: Scope, name: string): Value | undefined {
  for (let at: Scope | undefined = scope; at !== undefined; at = at.parent) {
    const value = at.values.get(name);
    if (value !== undefined) {
      return value;
    }
  }
  return undefined;
}

/** `op X (domain D) of node N`, for messages. */
export function describeNode(node: GraphNode): string {
  const domain = node.domain === "" ? "ai.onnx" : node.domain;
  return `op ${node.proto.opType} (domain ${domain}) of node ${quote(node.id)}`;
}

function indexScope(
  proto: GraphProto,
  parent: Scope | undefined,
  ownerId: string,
  indexing: Indexing,
): Scope {
  const scope: DraftScope = {
    proto,
    parent,
    depth: parent === undefined ? 0 : parent.depth + 1,
    nodes: [],
    values: new Map(),
    inputs: [],
    outputs: [],
  };
  defineValues(scope);
  for (const nodeProto of proto.node) {
    const node = draftNode(nodeProto, scope, ownerId, indexing);
    scope.nodes.push(node);
    indexing.nodes.push(node);
    linkNode(node, scope, indexing);
  }
  scope.outputs = proto.output.map((output) => {
    const value = findValue(scope, output.name) as DraftValue | undefined;
    if (value === undefined) {
      throw new InputError(`Output ${quote(output.name)} is made by no node.`, {
        advice: "Export the model again.",
      });
    }
    value.isReturned = true;
    return value;
  });
  return scope;
}

function defineValues(scope: DraftScope): void {
  const declared = new Map<string, ValueInfoProto>();
  for (const info of [...scope.proto.valueInfo, ...scope.proto.output, ...scope.proto.input]) {
    declared.set(info.name, info);
  }
  const define = (name: string): DraftValue => {
    const value: DraftValue = {
      name,
      scope,
      producer: undefined,
      initializer: undefined,
      declared: declared.get(name),
      isGraphInput: false,
      isReturned: false,
      uses: [],
    };
    scope.values.set(name, value);
    return value;
  };
  scope.inputs = scope.proto.input.map((info) => {
    const value = define(info.name);
    value.isGraphInput = true;
    return value;
  });
  for (const tensor of scope.proto.initializer) {
    (scope.values.get(tensor.name) ?? define(tensor.name)).initializer = tensor;
  }
  for (const node of scope.proto.node) {
    node.output.filter((name) => name !== "").forEach(define);
  }
}

function draftNode(
  proto: NodeProto,
  scope: DraftScope,
  ownerId: string,
  indexing: Indexing,
): Draft<GraphNode> {
  const node: Draft<GraphNode> = {
    proto,
    id: indexing.ids.get(proto) ?? nodeId(proto, ownerId, indexing.nameCounts),
    domain: canonicalDomain(proto.domain),
    scope,
    inputs: [],
    outputs: [],
    bodies: noBodies,
  };
  node.outputs = proto.output.map((name, output) => {
    if (name === "") {
      return undefined;
    }
    const value = scope.values.get(name) as DraftValue;
    value.producer = { node, output };
    return value;
  });
  return node;
}

function linkNode(node: Draft<GraphNode>, scope: Scope, indexing: Indexing): void {
  node.inputs = node.proto.input.map((name, input) => {
    if (name === "") {
      return undefined;
    }
    const value = findValue(scope, name) as DraftValue | undefined;
    if (value === undefined || !isMade(value, indexing)) {
      throw new InputError(
        `Node ${quote(node.id)} reads tensor ${quote(name)}, which no earlier node makes: the graph has a cycle or a gap.`,
        { advice: "Export the model again." },
      );
    }
    value.uses.push({ node, input });
    return value;
  });
  const graphs = bodyGraphs(node.proto);
  if (graphs.length > 0) {
    node.bodies = graphs.map(([attribute, graph]) => ({
      attribute,
      scope: indexScope(graph, scope, `${node.id}/${attribute}`, indexing),
    }));
  }
  indexing.linked.add(node);
}

function isMade(value: DraftValue, indexing: Indexing): boolean {
  const isStored = value.isGraphInput || value.initializer !== undefined;
  return isStored || (value.producer !== undefined && indexing.linked.has(value.producer.node));
}

const noBodies: readonly never[] = [];

function bodyGraphs(proto: NodeProto): readonly (readonly [attribute: string, graph: GraphProto])[] {
  if (!proto.attribute.some((attribute) => attribute.g !== undefined || attribute.graphs.length > 0)) {
    return noBodies;
  }
  return proto.attribute.flatMap((attribute): [string, GraphProto][] => {
    const single: [string, GraphProto][] = attribute.g === undefined ? [] : [[attribute.name, attribute.g]];
    return [
      ...single,
      ...attribute.graphs.map((graph, index): [string, GraphProto] => [`${attribute.name}[${index}]`, graph]),
    ];
  });
}

/** How often each node name occurs in the whole model, bodies included. */
function countNodeNames(graph: GraphProto, counts = new Map<string, number>()): Map<string, number> {
  for (const node of graph.node) {
    counts.set(node.name, (counts.get(node.name) ?? 0) + 1);
    for (const [, body] of bodyGraphs(node)) {
      countNodeNames(body, counts);
    }
  }
  return counts;
}

function nodeId(proto: NodeProto, ownerId: string, names: ReadonlyMap<string, number>): string {
  if (proto.name !== "" && names.get(proto.name) === 1) {
    return proto.name;
  }
  const output = proto.output.find((name) => name !== "") ?? `${proto.opType} without output`;
  return ownerId === "" ? output : `${ownerId}/${output}`;
}

/** A node's name may equal the output by which an unnamed one goes: the unnamed one gets a number. */
function freeId(id: string, taken: ReadonlyMap<string, GraphNode>): string {
  let free = id;
  for (let count = 2; taken.has(free); count += 1) {
    free = `${id}#${count}`;
  }
  return free;
}
