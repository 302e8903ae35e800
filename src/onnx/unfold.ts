import { create } from "@bufbuild/protobuf";
import type { GraphProto, ModelProto, NodeProto, TensorProto, ValueInfoProto } from "onnx-buf";
import {
  AttributeProto_AttributeType,
  AttributeProtoSchema,
  FunctionProtoSchema,
  ValueInfoProtoSchema,
} from "onnx-buf";
import { findAttribute, intAttribute, newIntAttribute } from "./attributes.ts";
import { expandCall, type FreeNames } from "./function-body.ts";
import type { GraphNode, ModelGraph, Scope } from "./graph.ts";
import { tensorProto } from "./initializer.ts";
import { copyMessage } from "./message-copy.ts";
import { createNameScope, nodeNames, valueNames } from "./name-scope.ts";
import { namesRead } from "./node-order.ts";
import { newNode } from "./node-writer.ts";

/** What an If, Loop or Scan does in the runs that are looked at. */
export type Course =
  | { readonly kind: "branch"; readonly attribute: string }
  | {
      readonly kind: "iterations";
      /** At least one. */
      readonly count: number;
      /** False when the node goes on after so many: then what comes behind it is left out. */
      readonly isWhole: boolean;
    };

/** A model in which one node with a body is replaced by what it does. */
export interface Unfolding {
  readonly model: ModelProto;
  /** The nodes that came from the body, with the id of the node in the given graph that each is a copy of. */
  readonly copies: ReadonlyMap<NodeProto, string>;
}

/**
 * Writes the branch that an If takes, or the first rounds of a Loop or Scan, in place of the node, one copy of the body
 * a round, so that inner nodes become nodes of the main graph. For looking at, not for judging: the rounds are those that
 * the caller names, whatever the condition says.
 * @param owner a node of the main graph.
 */
export function unfold(graph: ModelGraph, owner: GraphNode, course: Course): Unfolding {
  const { model } = graph;
  const free = {
    values: createNameScope(valueNames(model)),
    nodes: createNameScope([...nodeNames(model), ...valueNames(model)]),
  };
  const writing: Writing = {
    owner,
    free,
    opset: graph.opsets.get("") ?? 1,
    nodes: [],
    initializers: [],
    valueInfo: [],
    copies: new Map(),
  };
  if (course.kind === "branch") writeBranch(course.attribute, writing);
  else if (owner.proto.opType === "Scan") writeScan(course.count, writing);
  else writeLoop(course.count, writing);
  const main = graph.main.proto;
  const at = main.node.indexOf(owner.proto);
  const isWhole = course.kind === "branch" || course.isWhole;
  const written = copyMessage(main, {
    node: [...main.node.slice(0, at), ...writing.nodes, ...(isWhole ? main.node.slice(at + 1) : [])],
    initializer: [...main.initializer, ...writing.initializers],
    valueInfo: [...main.valueInfo, ...writing.valueInfo],
    ...(isWhole ? {} : { output: lastOutputs(owner) }),
  });
  return {
    model: copyMessage(model, { graph: isWhole ? written : pruned(written) }),
    copies: writing.copies,
  };
}

interface Writing {
  readonly owner: GraphNode;
  readonly free: FreeNames;
  readonly opset: number;
  readonly nodes: NodeProto[];
  readonly initializers: TensorProto[];
  readonly valueInfo: ValueInfoProto[];
  readonly copies: Map<NodeProto, string>;
}

function writeBranch(attribute: string, writing: Writing): void {
  const body = writing.owner.bodies.find((each) => each.attribute === attribute);
  if (body === undefined) throw new RangeError(`${writing.owner.id} has no ${attribute}`);
  writeRound(body.scope, [], writing.owner.proto.output, writing);
}

/** Inputs of the body: iteration, condition, what is carried. Outputs: condition, carried, one slice of each result. */
function writeLoop(count: number, writing: Writing): void {
  const { proto } = writing.owner;
  const scope = onlyBody(writing);
  const given = proto.input[1] ?? "";
  let condition = given === "" ? constant("condition", "bool", Uint8Array.of(1), writing) : given;
  let carried = proto.input.slice(2);
  const slices: string[][] = [];
  for (let turn = 0; turn < count; turn += 1) {
    const iteration = constant("iteration", "int64", BigInt64Array.of(BigInt(turn)), writing);
    const outputs = newOutputs(scope, writing);
    writeRound(scope, [iteration, condition, ...carried], outputs, writing);
    condition = outputs[0] as string;
    slices.push(outputs.slice(1 + carried.length));
    carried = outputs.slice(1, 1 + carried.length);
  }
  carried.forEach((name, at) => hand(name, proto.output[at], writing));
  proto.output.slice(carried.length).forEach((name, at) => stack(column(slices, at), name, 0, writing));
}

/** Inputs of the body: state, one slice of each sequence. Outputs: state, one slice of each result. */
function writeScan(count: number, writing: Writing): void {
  const { proto } = writing.owner;
  const scope = onlyBody(writing);
  const option = (name: string, at: number): number => Number(findAttribute(proto, name)?.ints[at] ?? 0);
  const states = proto.input.length - intAttribute(proto, "num_scan_inputs", 0);
  let state = proto.input.slice(0, states);
  const slices: string[][] = [];
  for (let turn = 0; turn < count; turn += 1) {
    const given = proto.input.slice(states).map((name, at) => {
      const isBackward = option("scan_input_directions", at) === 1;
      return slice(name, option("scan_input_axes", at), isBackward ? -1 - turn : turn, writing);
    });
    const outputs = newOutputs(scope, writing);
    writeRound(scope, [...state, ...given], outputs, writing);
    state = outputs.slice(0, states);
    slices.push(outputs.slice(states));
  }
  state.forEach((name, at) => hand(name, proto.output[at], writing));
  proto.output.slice(states).forEach((name, at) => {
    const isBackward = option("scan_output_directions", at) === 1;
    const parts = isBackward ? column(slices, at).reverse() : column(slices, at);
    stack(parts, name, option("scan_output_axes", at), writing);
  });
}

function column(rows: readonly (readonly string[])[], at: number): string[] {
  return rows.map((row) => row[at] as string);
}

function onlyBody({ owner }: Writing): Scope {
  const [body] = owner.bodies;
  if (body === undefined) throw new RangeError(`${owner.id} has no body`);
  return body.scope;
}

function newOutputs(scope: Scope, { owner, free }: Writing): string[] {
  return scope.proto.output.map(({ name }) => free.values.take(`${owner.id}/${name}`));
}

/** One copy of a body. Its results get names of their own first, since a body may return what it is given. */
function writeRound(
  scope: Scope,
  inputs: readonly string[],
  outputs: readonly string[],
  { owner, free, nodes, initializers, valueInfo, copies }: Writing,
): void {
  const body = scope.proto;
  const formal = body.input.map(({ name }) => name);
  const weights = body.initializer.filter(({ name }) => !formal.includes(name));
  const moved = weights.map((tensor) =>
    copyMessage(tensor, { name: free.values.take(`${owner.id}/${tensor.name}`) }),
  );
  const returned = body.output.map(({ name }, at) => `${name}//${at}`);
  const definition = create(FunctionProtoSchema, {
    name: owner.id,
    input: [...formal, ...weights.map(({ name }) => name)],
    output: returned,
    node: [
      ...body.node,
      ...body.output.map(({ name }, at) => newNode("", "Identity", [name], returned[at] as string)),
    ],
    valueInfo: [...body.valueInfo, ...body.output],
  });
  const call = copyMessage(owner.proto, {
    input: [...inputs, ...moved.map(({ name }) => name)],
    output: [...outputs],
    attribute: [],
  });
  const expanded = expandCall(call, definition, free);
  body.node.forEach((_, at) => {
    copies.set(expanded.nodes[at] as NodeProto, (scope.nodes[at] as GraphNode).id);
  });
  nodes.push(...expanded.nodes);
  initializers.push(...moved);
  valueInfo.push(...expanded.valueInfo);
}

function hand(name: string, output: string | undefined, { nodes }: Writing): void {
  if (output !== undefined && output !== "") nodes.push(newNode("", "Identity", [name], output));
}

function slice(name: string, axis: number, index: number, writing: Writing): string {
  const at = constant("index", "int64", BigInt64Array.of(BigInt(index)), writing);
  const part = writing.free.values.take(`${writing.owner.id}/${name}`);
  writing.nodes.push(newNode("", "Gather", [name, at], part, [newIntAttribute("axis", axis)]));
  return part;
}

function stack(parts: readonly string[], output: string | undefined, axis: number, writing: Writing): void {
  if (output === undefined || output === "") return;
  const layers = parts.map((part) => {
    const layer = writing.free.values.take(`${part}/layer`);
    writing.nodes.push(unsqueeze(part, layer, axis, writing));
    return layer;
  });
  writing.nodes.push(newNode("", "Concat", layers, output, [newIntAttribute("axis", axis)]));
}

/** Axes are an input since opset 13 (ONNX), an attribute before. */
function unsqueeze(input: string, output: string, axis: number, writing: Writing): NodeProto {
  const ints = BigInt64Array.of(BigInt(axis));
  if (writing.opset >= 13) {
    return newNode("", "Unsqueeze", [input, constant("axes", "int64", ints, writing, [1])], output);
  }
  const attribute = create(AttributeProtoSchema, {
    name: "axes",
    type: AttributeProto_AttributeType.INTS,
    ints: [...ints],
  });
  return newNode("", "Unsqueeze", [input], output, [attribute]);
}

function constant(
  name: string,
  dtype: "bool" | "int64",
  values: ArrayBufferView<ArrayBuffer>,
  { owner, free, initializers }: Writing,
  shape: readonly number[] = [],
): string {
  const tensor = tensorProto(free.values.take(`${owner.id}/${name}`), dtype, shape, values);
  initializers.push(tensor);
  return tensor.name;
}

function lastOutputs(owner: GraphNode): ValueInfoProto[] {
  return owner.outputs.flatMap((value) =>
    value === undefined ? [] : [value.declared ?? create(ValueInfoProtoSchema, { name: value.name })],
  );
}

/** Without the nodes that no output depends on. */
function pruned(graph: GraphProto): GraphProto {
  const read = new Set(graph.output.map(({ name }) => name));
  const node = graph.node
    .toReversed()
    .filter((each) => {
      const isRead = each.output.some((name) => read.has(name));
      if (isRead) namesRead(each).forEach((name) => read.add(name));
      return isRead;
    })
    .reverse();
  return copyMessage(graph, { node });
}
