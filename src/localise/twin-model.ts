import type { ModelProto, NodeProto, ValueInfoProto } from "onnx-buf";
import { newIntAttribute } from "../onnx/attributes.ts";
import { dropIdleCasts } from "../onnx/idle-casts.ts";
import { liftDeclaration } from "../onnx/lift.ts";
import { copyMessage } from "../onnx/message-copy.ts";
import { namesRead } from "../onnx/node-order.ts";
import { newNode } from "../onnx/node-writer.ts";
import { elementType } from "../onnx/types.ts";
import { type TwinConstants, untilShaped } from "./twin-emitter.ts";
import type { TwinFacts } from "./twin-facts.ts";
import type { TwinNames } from "./twin-names.ts";
import type { Crossing, MeasuredNumber, PartDraft, Slot } from "./twin-part.ts";

/** One session's worth of a twin graph. */
export interface TwinPart {
  readonly model: ModelProto;
  /** What the numbers of output `statistics` are about, one slot after the other. */
  readonly slots: readonly Slot[];
  /** Name of that output; undefined where the part measures nothing. */
  readonly statistics: string | undefined;
  /** Tensors that it takes besides the graph's inputs, and those that it hands on. */
  readonly imports: readonly Crossing[];
  readonly exports: readonly Crossing[];
  readonly nodeCount: number;
}

/** Makes a model of a draft: what nobody needs is left out, statistics become two vectors. */
export function assemblePart(
  draft: PartDraft,
  exports: readonly Crossing[],
  facts: TwinFacts,
  constants: TwinConstants,
  names: TwinNames,
  statistics: string,
): TwinPart {
  const { graph } = facts.prepared;
  const vector = collectNumbers(draft, statistics, names, constants.ints([-1]));
  const wanted = [...vector.flatMap((node) => node.output), ...exports.map(({ name }) => name)];
  const { nodes, read } = withoutUnread([...draft.nodes, ...vector], wanted);
  const outputs = [
    ...(vector.length === 0 ? [] : [untilShaped(statistics, elementType.float)]),
    ...exports.map((crossing) => declareCrossing(crossing, facts)),
  ];
  const imports = draft.imports.filter(({ name }) => read.has(name));
  const proto = graph.main.proto;
  const written = copyMessage(graph.model, {
    graph: copyMessage(proto, {
      node: nodes,
      input: [
        ...proto.input
          .filter((info) => read.has(info.name))
          .map((info) => (facts.prepared.stored === undefined ? info : liftInput(info, facts))),
        ...imports.map((crossing) => declareCrossing(crossing, facts)),
      ].filter((info) => info !== undefined),
      output: outputs,
      initializer: [
        ...proto.initializer.filter((tensor) => read.has(tensor.name)),
        ...draft.rounded.filter((tensor) => read.has(tensor.name)),
        ...[...constants.tensors.values()].filter((tensor) => read.has(tensor.name)),
      ],
      valueInfo: foreignDeclarations(nodes, facts, names),
    }),
  });
  return {
    model: facts.prepared.stored === undefined ? written : dropIdleCasts(written),
    slots: draft.slots,
    statistics: vector.length === 0 ? undefined : statistics,
    imports,
    exports,
    nodeCount: nodes.length,
  };
}

/**
 * Joins all numbers to one vector, the numbers of some nodes to those of the nodes before them. ONNX Runtime runs a
 * graph depth first from its end, of a node's inputs the one that stands last in the file first: with the joints at the
 * end of the file everything is measured soon after it is made. One single joint would first make all tensors of both
 * chains, and hold them.
 */
function collectNumbers(draft: PartDraft, statistics: string, names: TwinNames, shape: string): NodeProto[] {
  const stacks: NodeProto[] = [];
  const joints: NodeProto[] = [];
  let joined: string | undefined;
  let start = 0;
  for (const end of draft.ends) {
    const isLast = end === draft.numbers.length;
    if (end === start || (end - start < numbersPerJoint && !isLast)) continue;
    const vectors = stackNumbers(draft.numbers.slice(start, end), names, shape, stacks);
    const output = isLast ? statistics : names.fresh("twin_numbers");
    const all = joined === undefined ? vectors : [joined, ...vectors];
    joints.push(newNode("", "Concat", all, output, [alongFirst]));
    joined = output;
    start = end;
  }
  return [...stacks, ...joints];
}

/** One vector for each run of numbers of one rank, in order. */
function stackNumbers(
  numbers: readonly MeasuredNumber[],
  names: TwinNames,
  shape: string,
  nodes: NodeProto[],
): string[] {
  const vectors: string[] = [];
  let start = 0;
  for (const [index, { rank }] of numbers.entries()) {
    if (numbers[index + 1]?.rank === rank) continue;
    const alike = numbers.slice(start, index + 1).map(({ name }) => name);
    start = index + 1;
    const [stacked, vector] = [names.fresh("twin_numbers"), names.fresh("twin_numbers")];
    vectors.push(vector);
    if (rank === 0) {
      nodes.push(
        newNode("", "SequenceConstruct", alike, stacked),
        newNode("", "ConcatFromSequence", [stacked], vector, [alongFirst, stacking]),
      );
    } else {
      nodes.push(
        newNode("", "Concat", alike, stacked, [alongFirst]),
        newNode("", "Reshape", [stacked, shape], vector),
      );
    }
  }
  return vectors;
}

/** Enough that joining costs little, few enough that tensors are not held for long. */
const numbersPerJoint = 40;
const stacking = newIntAttribute("new_axis", 1);
const alongFirst = newIntAttribute("axis", 0);

/** The nodes that `wanted` depends on, and every name that they read. */
function withoutUnread(
  nodes: readonly NodeProto[],
  wanted: readonly string[],
): { nodes: NodeProto[]; read: ReadonlySet<string> } {
  const read = new Set(wanted);
  const kept: NodeProto[] = [];
  for (const node of nodes.toReversed()) {
    if (node.output.some((name) => read.has(name))) {
      kept.push(node);
      for (const name of namesRead(node)) read.add(name);
    }
  }
  return { nodes: kept.reverse(), read };
}

/** Inputs that only give an initializer in half precision its type are no inputs any more. */
function liftInput(info: ValueInfoProto, facts: TwinFacts): ValueInfoProto | undefined {
  const value = facts.prepared.graph.main.values.get(info.name);
  const isStored = value !== undefined && facts.prepared.stored?.has(value) === true;
  return isStored ? undefined : liftDeclaration(info);
}

function declareCrossing({ value, name }: Crossing, facts: TwinFacts): ValueInfoProto {
  const { types, stored } = facts.prepared;
  const element = types.get(value)?.element ?? elementType.float;
  const isHalf = element === elementType.float16 || element === elementType.bfloat16;
  return untilShaped(name, stored !== undefined && isHalf ? elementType.float : element);
}

/** Types of what operators outside of ONNX make: the engine can't always infer them. */
function foreignDeclarations(
  nodes: readonly NodeProto[],
  facts: TwinFacts,
  names: TwinNames,
): ValueInfoProto[] {
  const made = new Set(nodes.filter(({ domain }) => !isOnnx(domain)).flatMap(({ output }) => output));
  if (made.size === 0) return [];
  const found: ValueInfoProto[] = [];
  for (const node of facts.prepared.graph.main.nodes) {
    if (isOnnx(node.domain)) continue;
    for (const value of node.outputs) {
      const declared = value?.declared;
      if (value === undefined || declared === undefined) continue;
      for (const variant of ["reference", "chain", "unrounded", "local", "local-unrounded"] as const) {
        const name = names.of(value, variant);
        if (made.has(name)) found.push(copyMessage(liftDeclaration(declared), { name }));
      }
    }
  }
  return found;
}

function isOnnx(domain: string): boolean {
  return domain === "" || domain === "ai.onnx";
}
