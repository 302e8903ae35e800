import type { GraphProto, NodeProto } from "onnx-buf";
import { withBodies } from "../onnx/expand-composites.ts";
import type { GraphNode, Scope, Value } from "../onnx/graph.ts";
import { liftGraph, liftNode } from "../onnx/lift.ts";
import { copyMessage } from "../onnx/message-copy.ts";
import { newCast } from "../onnx/node-writer.ts";
import type { RoundingFormat } from "../onnx/rounding.ts";
import { elementType } from "../onnx/types.ts";
import type { Emitter } from "./twin-emitter.ts";
import type { TwinFacts } from "./twin-facts.ts";

/**
 * Who computes: the FP32 chain, the FP16 chain, or nodes in FP16 on inputs of the FP32 chain. What an input of the main
 * graph is called there is for the caller to say, who also writes whatever that name needs.
 */
export interface World {
  readonly kind: "reference" | "chain" | "local";
  /** Name of a main-graph value for an input that reads it as is, rounded to `format`, or before its own rounding. */
  read(value: Value, how: RoundingFormat | "value" | "unrounded"): string;
  /** Name under which a main-graph node's output leaves it: before rounding where `isRounded`. */
  write(value: Value, isRounded: boolean): string;
}

/** Writes one node of the main graph in a world, its bodies included, and the rounding of its outputs. */
export function writeInWorld(node: GraphNode, world: World, facts: TwinFacts, emitter: Emitter): void {
  const proto = writeProto(node, world, facts, emitter);
  emitter.nodes.push(copyMessage(proto, { name: world.kind === "reference" ? proto.name : "" }));
  for (const value of node.outputs) {
    const format = value === undefined ? undefined : outputFormat(value, world, facts);
    if (value !== undefined && format !== undefined) {
      emitter.round(world.write(value, true), format, world.write(value, false));
    } else if (value !== undefined && isStored(value, facts)) {
      emitter.nodes.push(newCast(world.write(value, true), world.write(value, false), elementType.float));
    }
  }
}

function outputFormat(value: Value, world: World, facts: TwinFacts): RoundingFormat | undefined {
  return world.kind === "reference" ? undefined : facts.placement.outputs.get(value);
}

/** The node with its names of this world; what has to come before it goes to `emitter`. */
function writeProto(node: GraphNode, world: World, facts: TwinFacts, emitter: Emitter): NodeProto {
  const withInner = withBodies(node, (body) => writeBody(body, world, facts, emitter.nested()));
  const proto = facts.prepared.stored === undefined ? withInner : liftNode(withInner);
  return copyMessage(proto, {
    input: proto.input.map((name, index) => {
      const value = node.inputs[index];
      return value === undefined ? name : inputName(node, index, value, world, facts, emitter);
    }),
    output: proto.output.map((name, index) => {
      const value = node.outputs[index];
      if (value === undefined) return name;
      const isRounded = outputFormat(value, world, facts) !== undefined || isStored(value, facts);
      return isMain(value) ? world.write(value, isRounded) : isRounded ? emitter.before(value) : name;
    }),
  });
}

function inputName(
  node: GraphNode,
  index: number,
  value: Value,
  world: World,
  facts: TwinFacts,
  emitter: Emitter,
): string {
  const how = readingOf(node, index, value, world, facts);
  if (isMain(value)) return world.read(value, how);
  if (how === "value") return value.name;
  return how === "unrounded"
    ? emitter.before(value)
    : emitter.round(value.name, how, emitter.names.take("twin"));
}

/**
 * The FP16 chain reads as `emulate` placed it. On reference inputs nothing is representable yet, so that every input
 * that the node would round is rounded; inside bodies this repeats some roundings, which changes nothing.
 */
function readingOf(
  node: GraphNode,
  index: number,
  value: Value,
  world: World,
  facts: TwinFacts,
): RoundingFormat | "value" | "unrounded" {
  if (world.kind === "reference") return "value";
  const placed = facts.placement.readings.get(node)?.[index] ?? "value";
  if (world.kind === "chain") {
    return placed === "copy" ? (facts.placement.copies.get(value) ?? "value") : placed;
  }
  const format = facts.prepared.decision.byNode.get(node)?.inputs[index];
  const isExact = format !== undefined && facts.prepared.stored?.get(value) === format;
  if (format !== undefined && !isExact) return format;
  return placed === "unrounded" ? placed : "value";
}

function writeBody(scope: Scope, world: World, facts: TwinFacts, emitter: Emitter): GraphProto {
  for (const value of scope.values.values()) {
    if (value.producer === undefined && isStored(value, facts)) {
      emitter.nodes.push(newCast(emitter.before(value), value.name, elementType.float));
    }
  }
  for (const node of scope.nodes) {
    emitter.nodes.push(writeProto(node, world, facts, emitter));
    for (const value of node.outputs) {
      const format = value === undefined ? undefined : outputFormat(value, world, facts);
      if (value !== undefined && format !== undefined) {
        emitter.round(emitter.before(value), format, value.name);
      } else if (value !== undefined && isStored(value, facts)) {
        emitter.nodes.push(newCast(emitter.before(value), value.name, elementType.float));
      }
    }
  }
  const lifted = facts.prepared.stored === undefined ? scope.proto : liftGraph(scope.proto);
  return copyMessage(lifted, {
    node: emitter.nodes,
    initializer: lifted.initializer.map((tensor) => {
      const value = scope.values.get(tensor.name);
      const moves = value !== undefined && isStored(value, facts);
      return moves ? copyMessage(tensor, { name: emitter.before(value) }) : tensor;
    }),
    output: lifted.output.map((info, index) => {
      const value = scope.outputs[index];
      return value !== undefined && isMain(value)
        ? copyMessage(info, { name: world.read(value, "value") })
        : info;
    }),
  });
}

function isStored(value: Value, facts: TwinFacts): boolean {
  return facts.prepared.stored?.has(value) === true;
}

function isMain(value: Value): boolean {
  return value.scope.parent === undefined;
}
