import type { GraphProto, ModelProto, NodeProto } from "onnx-buf";
import { withBodies } from "./expand-composites.ts";
import type { GraphNode, ModelGraph, Scope, Value } from "./graph.ts";
import { liftGraph, liftNode } from "./lift.ts";
import { copyMessage } from "./message-copy.ts";
import type { NameScope } from "./name-scope.ts";
import { modelNameScope, newCast } from "./node-writer.ts";
import type { RoundingPlacement } from "./placement.ts";
import type { RoundingFormat } from "./rounding.ts";
import { elementType } from "./types.ts";

/**
 * Writes a placement into the model: each rounding is a Cast to half precision and one back, right behind the value it
 * rounds. A value that its producer rounds keeps its name, so that graph outputs keep theirs; a rounded copy gets a
 * new one. `lifted` holds initializers and constants stored in half precision: they are cast to FP32 once and every
 * declaration becomes FP32. Tensors are shared with the model, which is left unchanged.
 */
export function writeRounding(
  graph: ModelGraph,
  placement: RoundingPlacement,
  lifted: ReadonlyMap<Value, RoundingFormat> | undefined,
): ModelProto {
  const isUnchanged =
    placement.outputs.size === 0 && placement.copies.size === 0 && placement.readings.size === 0;
  if (isUnchanged && lifted === undefined) {
    return graph.model;
  }
  const writing = startWriting(graph.model, placement, lifted);
  return copyMessage(graph.model, { graph: writeScope(graph.main, writing) });
}

interface Writing {
  readonly placement: RoundingPlacement;
  readonly lifted: ReadonlyMap<Value, RoundingFormat> | undefined;
  readonly names: NameScope;
  /** Name of a value as its producer, or the file, leaves it, where that differs from the value's own. */
  sourceName(value: Value): string;
  copyName(value: Value): string;
}

function startWriting(
  model: ModelProto,
  placement: RoundingPlacement,
  lifted: ReadonlyMap<Value, RoundingFormat> | undefined,
): Writing {
  const names = modelNameScope(model);
  const remember = (suffix: string): ((value: Value) => string) => {
    const known = new Map<Value, string>();
    return (value) => {
      let name = known.get(value);
      if (name === undefined) {
        name = names.take(`${value.name}${suffix}`);
        known.set(value, name);
      }
      return name;
    };
  };
  return { placement, lifted, names, sourceName: remember("__unrounded"), copyName: remember("__rounded") };
}

function writeScope(scope: Scope, writing: Writing): GraphProto {
  const nodes: NodeProto[] = [];
  for (const value of scope.values.values()) {
    if (value.producer === undefined) {
      writeCasts(value, writing, nodes);
    }
  }
  for (const node of scope.nodes) {
    nodes.push(rewriteNode(node, writing));
    for (const value of node.outputs) {
      if (value !== undefined) {
        writeCasts(value, writing, nodes);
      }
    }
  }
  const proto = copyMessage(scope.proto, { node: nodes });
  return writing.lifted === undefined ? proto : liftStored(scope, liftGraph(proto), writing);
}

/** Initializers in half precision step aside under a new name; a Cast gives their numbers in FP32 under the old one. */
function liftStored(scope: Scope, proto: GraphProto, writing: Writing): GraphProto {
  return copyMessage(proto, {
    initializer: proto.initializer.map((tensor) => {
      const value = scope.values.get(tensor.name);
      return value !== undefined && writing.lifted?.has(value)
        ? copyMessage(tensor, { name: writing.sourceName(value) })
        : tensor;
    }),
  });
}

function rewriteNode(node: GraphNode, writing: Writing): NodeProto {
  const readings = writing.placement.readings.get(node);
  const withInner = withBodies(node, (body) => writeScope(body, writing));
  const proto = writing.lifted === undefined ? withInner : liftNode(withInner);
  const isMoved = (value: Value | undefined): value is Value =>
    value !== undefined && (writing.placement.outputs.has(value) || writing.lifted?.has(value) === true);
  if (readings === undefined && !node.outputs.some(isMoved)) {
    return proto;
  }
  return copyMessage(proto, {
    input: proto.input.map((name, index) => {
      const value = node.inputs[index];
      const reading = readings?.[index];
      if (value === undefined || reading === undefined || reading === "value") {
        return name;
      }
      return reading === "copy" ? writing.copyName(value) : writing.sourceName(value);
    }),
    output: proto.output.map((name, index) => {
      const value = node.outputs[index];
      return isMoved(value) ? writing.sourceName(value) : name;
    }),
  });
}

/** What has to follow a value: its lift to FP32, its rounding under its own name, its rounded copy. */
function writeCasts(value: Value, writing: Writing, nodes: NodeProto[]): void {
  const { placement, lifted } = writing;
  if (lifted?.has(value)) {
    nodes.push(newCast(writing.sourceName(value), value.name, elementType.float));
  }
  const rounded = placement.outputs.get(value);
  if (rounded !== undefined) {
    nodes.push(...castPair(writing, writing.sourceName(value), value.name, rounded));
  }
  const copied = placement.copies.get(value);
  if (copied !== undefined) {
    nodes.push(...castPair(writing, value.name, writing.copyName(value), copied));
  }
}

/** FP32 to half precision and back: round to nearest even, overflow to infinity, subnormals kept. */
function castPair(
  writing: Writing,
  from: string,
  to: string,
  format: RoundingFormat,
): [NodeProto, NodeProto] {
  const half = writing.names.take(`${to}__${format}`);
  return [newCast(from, half, elementType[format]), newCast(half, to, elementType.float)];
}
