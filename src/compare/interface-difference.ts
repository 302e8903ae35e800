import { dataTypeName } from "../onnx/data-type.ts";
import type { ModelGraph, Value } from "../onnx/graph.ts";
import { isFloatElement } from "../onnx/look-through.ts";
import type { TypedGraph } from "../onnx/node-matching.ts";
import type { ModelDifference } from "./model-difference.ts";
import { quoteName } from "./quote-name.ts";

/** What a caller of the converted model notices before it runs: operator sets, inputs and outputs. */
export function compareInterfaces(reference: TypedGraph, candidate: TypedGraph): ModelDifference[] {
  return [
    ...compareOpsets(reference.graph, candidate.graph),
    ...compareValues("input", reference, candidate),
    ...compareValues("output", reference, candidate),
  ];
}

function compareOpsets(reference: ModelGraph, candidate: ModelGraph): ModelDifference[] {
  const domains = new Set([...reference.opsets.keys(), ...candidate.opsets.keys()]);
  return [...domains].flatMap((domain): ModelDifference[] => {
    const [one, other] = [reference.opsets.get(domain), candidate.opsets.get(domain)];
    // An import that a model does not need is added and dropped freely.
    if (one === other || one === undefined || other === undefined) return [];
    const name = domain === "" ? "ai.onnx" : domain;
    const text = `Operator set ${name} is ${other} instead of ${one}: nodes may be written in another way.`;
    return [{ kind: "opset", level: "note", name, text }];
  });
}

function compareValues(
  kind: "input" | "output",
  reference: TypedGraph,
  candidate: TypedGraph,
): ModelDifference[] {
  const [left, right] = [valuesOf(kind, reference.graph), valuesOf(kind, candidate.graph)];
  const others = new Map(right.map((value) => [value.name, value]));
  const own = new Set(left.map(({ name }) => name));
  const missing = left.filter(({ name }) => !others.has(name));
  const added = right.filter(({ name }) => !own.has(name));
  const retyped = left.flatMap((value) => {
    const other = others.get(value.name);
    return other === undefined ? [] : compareTypes(kind, value, other, reference, candidate);
  });
  return [
    ...missing.map(({ name }): ModelDifference => {
      const text = `The ${kind} ${quoteName(name)} is missing.`;
      return { kind, level: "warn", name, text };
    }),
    ...added.map(({ name }): ModelDifference => {
      const text = `The ${kind} ${quoteName(name)} is new: the FP32 model has none of that name.`;
      return { kind, level: "warn", name, text };
    }),
    ...retyped,
  ];
}

/** Initializers that are listed among the inputs are no inputs to a caller. */
function valuesOf(kind: "input" | "output", { main }: ModelGraph): readonly Value[] {
  return kind === "output" ? main.outputs : main.inputs.filter((value) => value.initializer === undefined);
}

function compareTypes(
  kind: "input" | "output",
  value: Value,
  other: Value,
  reference: TypedGraph,
  candidate: TypedGraph,
): ModelDifference[] {
  const [one, two] = [reference.types.get(value)?.element, candidate.types.get(other)?.element];
  if (one === undefined || two === undefined || one === two) return [];
  const level = isFloatElement(one) && isFloatElement(two) ? "note" : "warn";
  const text = `The ${kind} ${quoteName(value.name)} is ${dataTypeName(two)} instead of ${dataTypeName(one)}.`;
  return [{ kind, level, name: value.name, text }];
}
