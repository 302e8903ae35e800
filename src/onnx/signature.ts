import type { GraphProto, ValueInfoProto } from "onnx-buf";
import { InputError } from "../errors.ts";
import type { DType } from "../tensor/dtype.ts";
import { dataTypeName, dtypeOf } from "./data-type.ts";
import { quote } from "./label.ts";

/** A declared dimension: its size, the name of a dynamic axis, or undefined when the model says nothing. */
export type DeclaredDimension = number | string | undefined;

/** What a model declares about one of its inputs or outputs. */
export interface DeclaredValue {
  readonly name: string;
  /** Element type for messages: `FLOAT16`; undefined for an output without a type. */
  readonly elementType: string | undefined;
  readonly dtype: DType | undefined;
  /** Undefined when even the rank is unknown. */
  readonly dimensions: readonly DeclaredDimension[] | undefined;
}

export interface ModelSignature {
  /** Inputs that a sample must give: graph inputs without an initializer of the same name. */
  readonly requiredInputs: readonly DeclaredValue[];
  /** Inputs that default to an initializer; a sample may give them. */
  readonly optionalInputs: readonly DeclaredValue[];
  readonly outputs: readonly DeclaredValue[];
}

/**
 * Reads the declared inputs and outputs of a graph.
 * @throws InputError when an input or output is no dense tensor (a sequence, map, optional or sparse tensor), or has an element
 * type that samples can't hold (strings, complex numbers, floats and integers below 8 bits).
 */
export function modelSignature(graph: GraphProto, source: string): ModelSignature {
  const defaults = new Set(graph.initializer.map(({ name }) => name));
  const inputs = graph.input.map((value) => declare(value, "input", source));
  return {
    requiredInputs: inputs.filter(({ name }) => !defaults.has(name)),
    optionalInputs: inputs.filter(({ name }) => defaults.has(name)),
    outputs: graph.output.map((value) => declare(value, "output", source)),
  };
}

function declare(value: ValueInfoProto, role: "input" | "output", source: string): DeclaredValue {
  const type = value.type?.value;
  if (type === undefined || type.case === undefined) {
    return { name: value.name, elementType: undefined, dtype: undefined, dimensions: undefined };
  }
  if (type.case !== "tensorType") {
    throw new InputError(`${source}: ${role} ${quote(value.name)} is no dense tensor (${type.case}).`, {
      advice: "Export the model with tensors as inputs and outputs.",
    });
  }
  const dtype = dtypeOf(type.value.elemType);
  const elementType = dataTypeName(type.value.elemType);
  if (dtype === undefined && type.value.elemType !== 0) {
    throw new InputError(
      `${source}: ${role} ${quote(value.name)} has element type ${elementType}, which samples can't hold.`,
      {
        advice: "Export the model with float, integer or boolean inputs and outputs.",
      },
    );
  }
  return { name: value.name, elementType, dtype, dimensions: type.value.shape?.dim.map(dimensionOf) };
}

type Dimension = NonNullable<
  Extract<NonNullable<ValueInfoProto["type"]>["value"], { case: "tensorType" }>["value"]["shape"]
>["dim"][number];

function dimensionOf(dimension: Dimension): DeclaredDimension {
  switch (dimension.value.case) {
    case "dimValue":
      // Some exporters write -1 for a dynamic size.
      return dimension.value.value < 0n ? undefined : Number(dimension.value.value);
    case "dimParam":
      // "?" is how some exporters write that they know nothing, on every axis alike.
      return ["", "?"].includes(dimension.value.value) ? undefined : dimension.value.value;
    default:
      return undefined;
  }
}

/** Shape for messages: `?x3xHEIGHTxWIDTH`. */
export function formatDimensions(dimensions: readonly DeclaredDimension[]): string {
  return dimensions.length === 0 ? "scalar" : dimensions.map((size) => size ?? "?").join("x");
}
