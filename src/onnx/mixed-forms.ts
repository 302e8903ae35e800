import { findAttribute } from "./attributes.ts";
import { carriedInputPositions, isCarrier, isControlFlow } from "./data-movement.ts";
import type { PreparedEmulation } from "./emulate.ts";
import { isExternal } from "./external-data.ts";
import type { GraphNode, Value } from "./graph.ts";
import type { Formal } from "./operator-schema.ts";
import { formalAt } from "./operator-schema.ts";
import type { RoundingPlacement } from "./placement.ts";
import type { PrecisionPlan } from "./plan.ts";
import type { NodeRounding } from "./rounding.ts";
import { schemaOf } from "./rounding.ts";
import type { ValueTypes } from "./types.ts";
import { elementType } from "./types.ts";

/**
 * How a node is written. `float16`: its float inputs and outputs are FP16 tensors. `wrapped`: it computes in FP32 on
 * numbers that went through FP16, and its results go through FP16, because ONNX has no FP16 form that rounds exactly
 * where the plan does. `float32`: it reads and writes FP32. `carrier`: it moves numbers of either type. `control`: If,
 * Loop or Scan.
 */
export type NodeForm = "float16" | "wrapped" | "float32" | "carrier" | "control";

/** True for tensors of float32 elements: the only ones of which an FP16 form can be asked. */
export function isFloat32(value: Value | undefined, types: ValueTypes): value is Value {
  const type = value === undefined ? undefined : types.get(value);
  return type?.kind === "tensor" && type.element === elementType.float;
}

/** The form of every node under the plan. */
export function nodeForms(
  prepared: PreparedEmulation,
  plan: PrecisionPlan,
  placement: RoundingPlacement,
): Map<GraphNode, NodeForm> {
  const readUnrounded = valuesReadUnrounded(prepared, placement);
  const formOf = (node: GraphNode): NodeForm => {
    if (isControlFlow(node)) {
      return "control";
    }
    if (isCarrier(node)) {
      return canCarryFloat16(node, prepared) ? "carrier" : "float32";
    }
    const rounding = plan.fp32Nodes.has(node.id) ? undefined : prepared.decision.byNode.get(node);
    if (rounding === undefined) {
      return "float32";
    }
    const isExact = node.outputs.every((value) => value === undefined || !readUnrounded.has(value));
    return isExact && hasFloat16Form(node, rounding, prepared) ? "float16" : "wrapped";
  };
  return new Map(prepared.graph.nodes.map((node) => [node, formOf(node)]));
}

/** True when a node in form `float16` or `wrapped` takes this input as FP16 numbers. */
export function takesFloat16(node: GraphNode, input: number, rounding: NodeRounding | undefined): boolean {
  return rounding?.inputs[input] !== undefined || isNeutralStatistic(node, input);
}

/**
 * Mean and variance of a BatchNormalization that runs in FP16: folded before, they are 0 and 1, which FP16 holds. As
 * FP16 they have the type of the other inputs, which older operator sets demand.
 */
function isNeutralStatistic(node: GraphNode, input: number): boolean {
  return node.domain === "" && node.proto.opType === "BatchNormalization" && input >= 3;
}

/** Operators whose output type an attribute gives, which then says FP16. */
const typingAttributes: Readonly<Record<string, string>> = {
  BlackmanWindow: "output_datatype",
  Cast: "to",
  HammingWindow: "output_datatype",
  HannWindow: "output_datatype",
  MelWeightMatrix: "output_datatype",
};

/** The attribute that gives the output's element type, where the operator has one. */
export function typingAttribute(node: GraphNode): string | undefined {
  const { opType } = node.proto;
  return node.domain === "" && Object.hasOwn(typingAttributes, opType) ? typingAttributes[opType] : undefined;
}

function valuesReadUnrounded(prepared: PreparedEmulation, placement: RoundingPlacement): Set<Value> {
  const values = new Set<Value>();
  for (const node of prepared.graph.nodes) {
    placement.readings.get(node)?.forEach((reading, index) => {
      const value = node.inputs[index];
      if (reading === "unrounded" && value !== undefined) {
        values.add(value);
      }
    });
  }
  return values;
}

/**
 * True when changing types alone rounds exactly what the plan rounds: inputs and outputs that ONNX binds to one type
 * are all rounded or none is, and the type of every rounded output follows from an input or an attribute.
 * (QuantizeLinear before opset 21 binds its scale, which is never rounded, to the type of its data.)
 */
function hasFloat16Form(node: GraphNode, rounding: NodeRounding, prepared: PreparedEmulation): boolean {
  const schema = schemaOf(prepared.graph, node);
  if (schema === undefined) {
    return false;
  }
  const rounded = new Map<string, boolean>();
  const agrees = (formal: Formal | undefined, isRounded: boolean): boolean => {
    if (formal === undefined || formal.variable === "" || formal.kind === "mixed-variadic") {
      return true;
    }
    const others = rounded.get(formal.variable) ?? isRounded;
    rounded.set(formal.variable, others);
    return others === isRounded;
  };
  const inputsAgree = node.inputs.every(
    (value, index) =>
      !isFloat32(value, prepared.types) ||
      agrees(formalAt(schema.inputs, index), takesFloat16(node, index, rounding)),
  );
  const outputsFollow = node.outputs.every((value, index) => {
    if (!isFloat32(value, prepared.types)) {
      return true;
    }
    const formal = formalAt(schema.outputs, index);
    const isRounded = rounding.outputs[index] !== undefined;
    const isBound = formal !== undefined && rounded.get(formal.variable) === true;
    return agrees(formal, isRounded) && (!isRounded || isBound || typingAttribute(node) !== undefined);
  });
  return inputsAgree && outputsFollow;
}

/** Sequences and optionals have no Cast, sparse constants no FP16 form here: what touches them stays FP32. */
function canCarryFloat16(node: GraphNode, { graph, types }: PreparedEmulation): boolean {
  if (node.proto.opType === "Constant" && node.domain === "") {
    return constantKinds.some((kind) => {
      const attribute = findAttribute(node.proto, kind);
      return attribute !== undefined && (attribute.t === undefined || !isExternal(attribute.t));
    });
  }
  // ONNX Runtime's CPU has no EyeLike in FP16, and nothing to cast it from.
  const isEye = node.proto.opType === "EyeLike" && node.domain === "";
  const schema = isEye ? undefined : schemaOf(graph, node);
  const allows = (formal: Formal | undefined, value: Value | undefined): boolean => {
    const type = value === undefined ? undefined : types.get(value);
    return (
      type?.element !== elementType.float ||
      (type.kind === "tensor" && formal?.types.tensor.has(elementType.float16) === true)
    );
  };
  const carried = carriedInputPositions(node) ?? [];
  return (
    carried.every((index) => allows(formalAt(schema?.inputs ?? [], index), node.inputs[index])) &&
    node.outputs.every((value, index) => allows(formalAt(schema?.outputs ?? [], index), value))
  );
}

/** Attributes of Constant that hold float numbers one by one. */
export const constantKinds = ["value", "value_float", "value_floats"] as const;
