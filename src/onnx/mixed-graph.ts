import type { GraphProto, ModelProto, NodeProto, TensorProto, ValueInfoProto } from "onnx-buf";
import { withBodies } from "./expand-composites.ts";
import type { GraphNode, ModelGraph, Scope, Value } from "./graph.ts";
import type { StoreFloat16 } from "./half-weights.ts";
import { halfConstant, halfConstantOfShape, typedAsFloat16 } from "./half-weights.ts";
import { copyMessage } from "./message-copy.ts";
import type { NodeForm } from "./mixed-forms.ts";
import { isFloat32, typingAttribute } from "./mixed-forms.ts";
import type { Links } from "./mixed-links.ts";
import type { MixedStorage, Precision } from "./mixed-storage.ts";
import { isConstantInitializer } from "./mixed-storage.ts";
import type { Versions } from "./mixed-versions.ts";
import { returnedType } from "./mixed-versions.ts";
import { newCast } from "./node-writer.ts";
import type { RoundingDecision } from "./rounding.ts";
import type { ValueTypes } from "./types.ts";
import { elementType } from "./types.ts";

/** Everything that decides what is written. */
export interface MixedWriting {
  readonly graph: ModelGraph;
  readonly types: ValueTypes;
  readonly decision: RoundingDecision;
  readonly forms: ReadonlyMap<GraphNode, NodeForm>;
  readonly links: Links;
  readonly storage: MixedStorage;
  readonly versions: Versions;
  readonly storeFloat16: StoreFloat16;
  /** Tensors and Constants that nothing reads any more. */
  readonly isObsolete: (value: Value) => boolean;
}

/** The model with every float tensor in the type that was decided, and how many Casts that took. */
export function writeMixedGraph(writing: MixedWriting): { model: ModelProto; castCount: number } {
  const counter = { castCount: 0 };
  const graph = writeScope(writing.graph.main, writing, counter);
  return { model: copyMessage(writing.graph.model, { graph }), castCount: counter.castCount };
}

interface Counter {
  castCount: number;
}

/** What one scope is made of. */
interface ScopeWriting extends MixedWriting {
  readonly counter: Counter;
  readonly nodes: NodeProto[];
  readonly initializers: TensorProto[];
}

function writeScope(scope: Scope, writing: MixedWriting, counter: Counter): GraphProto {
  const inside: ScopeWriting = { ...writing, counter, nodes: [], initializers: [] };
  const isOwn = (tensor: TensorProto): Value | undefined => scope.values.get(tensor.name);
  for (const tensor of scope.proto.initializer) {
    const value = isOwn(tensor);
    if (value === undefined || !isFloat32(value, writing.types)) {
      inside.initializers.push(tensor);
    } else if (!writing.isObsolete(value)) {
      writeInitializer(value, tensor, inside);
    }
  }
  for (const value of scope.values.values()) {
    if (value.producer === undefined && isFloat32(value, writing.types) && !writing.isObsolete(value)) {
      writeVersions(value, inside);
    }
  }
  for (const node of scope.nodes) {
    const isDropped =
      node.outputs.length > 0 && node.outputs.every((value) => value && writing.isObsolete(value));
    if (!isDropped) {
      writeNode(node, inside);
    }
  }
  return declare(scope, inside);
}

function writeInitializer(value: Value, tensor: TensorProto, inside: ScopeWriting): void {
  const { storage, versions } = inside;
  const name = versions.nameFor(value, storage.typeOf(value));
  const own = storage.typeOf(value) === "float16" ? inside.storeFloat16(tensor) : tensor;
  inside.initializers.push(name === own.name ? own : copyMessage(own, { name }));
  if (hasStoredCopy(value, inside) && needsFloat16Copy(value, inside)) {
    const copy = inside.storeFloat16(copyMessage(tensor, { name: versions.nameFor(value, "float16") }));
    inside.initializers.push(copy);
  }
}

/** FP32 numbers of the file whose FP16 form is in the file as well, instead of behind a Cast. */
function hasStoredCopy(value: Value, { storage, graph }: ScopeWriting): boolean {
  return storage.typeOf(value) === "float32" && isConstantInitializer(value, graph.model.irVersion);
}

function needsFloat16Copy(value: Value, { versions }: ScopeWriting): boolean {
  return versions.isNeeded(value, "float16") || versions.isNeeded(value, "rounded");
}

/** The Casts that have to follow a value. */
function writeVersions(value: Value, inside: ScopeWriting, isCopied = hasStoredCopy(value, inside)): void {
  const { storage, versions } = inside;
  if (storage.typeOf(value) === "float16") {
    if (versions.isNeeded(value, "float32")) {
      addCast(versions.nameFor(value, "float16"), versions.nameFor(value, "float32"), "float32", inside);
    }
    return;
  }
  if (needsFloat16Copy(value, inside) && !isCopied) {
    addCast(versions.nameFor(value, "float32"), versions.nameFor(value, "float16"), "float16", inside);
  }
  if (versions.isNeeded(value, "rounded")) {
    addCast(versions.nameFor(value, "float16"), versions.nameFor(value, "rounded"), "float32", inside);
  }
}

function addCast(from: string, to: string, type: Precision, inside: ScopeWriting): void {
  const cast = newCast(from, to, type === "float16" ? elementType.float16 : elementType.float);
  cast.name = inside.versions.names.take(`${to}/Cast`);
  inside.nodes.push(cast);
  inside.counter.castCount += 1;
}

function writeNode(node: GraphNode, inside: ScopeWriting): void {
  const { versions, storage } = inside;
  const readings = storage.readings.get(node);
  const rounded =
    inside.forms.get(node) === "wrapped" ? inside.decision.byNode.get(node)?.outputs : undefined;
  const isUnrounded = (index: number): boolean => rounded?.[index] !== undefined;
  const proto = retype(
    node,
    withBodies(node, (body) => writeScope(body, inside, inside.counter)),
    inside,
  );
  const written = copyMessage(proto, {
    input: proto.input.map((name, index) => {
      const value = node.inputs[index];
      const reading = readings?.[index];
      return value === undefined || reading === undefined ? name : versions.nameFor(value, reading);
    }),
    output: proto.output.map((name, index) => {
      const value = node.outputs[index];
      if (!isFloat32(value, inside.types)) {
        return name;
      }
      return isUnrounded(index)
        ? versions.unroundedName(value)
        : versions.nameFor(value, storage.typeOf(value));
    }),
  });
  inside.nodes.push(written);
  const isCopied = node.proto.opType === "Constant" && inside.forms.get(node) === "carrier";
  for (const [index, value] of node.outputs.entries()) {
    if (!isFloat32(value, inside.types)) {
      continue;
    }
    if (isUnrounded(index)) {
      addCast(versions.unroundedName(value), versions.nameFor(value, "float16"), "float16", inside);
    }
    if (isCopied && storage.typeOf(value) === "float32" && needsFloat16Copy(value, inside)) {
      inside.nodes.push(constantCopy(written, value, inside));
    }
    writeVersions(value, inside, isCopied);
  }
}

/** The same Constant in FP16, beside the one that somebody needs in FP32. */
function constantCopy(
  constant: NodeProto,
  value: Value,
  { versions, storeFloat16 }: ScopeWriting,
): NodeProto {
  const output = versions.nameFor(value, "float16");
  return copyMessage(halfConstant(constant, storeFloat16), {
    name: versions.names.take(`${output}/Constant`),
    output: [output],
  });
}

/** The node with attributes that make its outputs FP16 where inputs alone don't. */
function retype(
  node: GraphNode,
  proto: NodeProto,
  { forms, storage, types, storeFloat16 }: ScopeWriting,
): NodeProto {
  const form = forms.get(node);
  const isFloat16 = node.outputs.some(
    (value) => isFloat32(value, types) && storage.typeOf(value) === "float16",
  );
  if (!isFloat16 || (form !== "float16" && form !== "carrier") || node.domain !== "") {
    return proto;
  }
  switch (proto.opType) {
    case "Constant":
      return halfConstant(proto, storeFloat16);
    case "ConstantOfShape":
      return halfConstantOfShape(proto, storeFloat16);
    default: {
      const attribute = typingAttribute(node);
      return attribute === undefined ? proto : typedAsFloat16(proto, attribute);
    }
  }
}

/** Inputs, outputs and value_info with the types and names that the scope's tensors have now. */
function declare(scope: Scope, inside: ScopeWriting): GraphProto {
  const { versions, types, storage, links, isObsolete } = inside;
  const typed = (info: ValueInfoProto): ValueInfoProto => {
    const value = scope.values.get(info.name);
    return isFloat32(value, types) && versions.ownType(value) === "float16" ? declaredFloat16(info) : info;
  };
  const isKept = (info: ValueInfoProto): boolean => {
    const value = scope.values.get(info.name);
    return value === undefined || !isObsolete(value);
  };
  const returned = (info: ValueInfoProto, index: number): ValueInfoProto => {
    const value = scope.outputs[index];
    if (scope.parent === undefined || !isFloat32(value, types)) {
      return typed(info);
    }
    const type = returnedType(links.returns.get(scope)?.[index], storage);
    const named = copyMessage(info, { name: versions.nameFor(value, type) });
    return type === "float16" ? declaredFloat16(named) : named;
  };
  const output = scope.proto.output.map(returned);
  const outputNames = new Set(output.map(({ name }) => name));
  return copyMessage(scope.proto, {
    node: inside.nodes,
    initializer: inside.initializers,
    input: scope.proto.input.filter(isKept).map(typed),
    output,
    valueInfo: scope.proto.valueInfo.filter((info) => isKept(info) && !outputNames.has(info.name)).map(typed),
  });
}

function declaredFloat16(info: ValueInfoProto): ValueInfoProto {
  const inner = info.type?.value;
  if (info.type === undefined || inner?.case !== "tensorType") {
    return info;
  }
  const value = { ...inner, value: copyMessage(inner.value, { elemType: elementType.float16 }) };
  return copyMessage(info, { type: copyMessage(info.type, { value }) });
}
