import { isCarrier } from "../onnx/data-movement.ts";
import { dataTypeName } from "../onnx/data-type.ts";
import type { GraphNode } from "../onnx/graph.ts";
import { isFloatElement, isPrecisionCast } from "../onnx/look-through.ts";
import type { TypedGraph } from "../onnx/node-matching.ts";
import { formalAt } from "../onnx/operator-schema.ts";
import { schemaOf } from "../onnx/rounding.ts";
import { elementType } from "../onnx/types.ts";
import type { ModelDifference } from "./model-difference.ts";
import { quoteName } from "./quote-name.ts";

/** In what precision the nodes of a model compute, by the types that it declares; data movement is not counted. */
export interface RealisedPrecision {
  readonly fp16Nodes: number;
  readonly bf16Nodes: number;
  readonly fp32Nodes: number;
  /** Casts between float types. */
  readonly casts: number;
}

/** Counts the nodes of every graph of the model by the precision of their float outputs. */
export function realisedPrecision({ graph, types }: TypedGraph): RealisedPrecision {
  const counts = { fp16Nodes: 0, bf16Nodes: 0, fp32Nodes: 0, casts: 0 };
  for (const node of graph.nodes) {
    if (isPrecisionCast(node, types)) counts.casts += 1;
    else if (!isCarrier(node)) {
      const elements = node.outputs.map((value) => value && types.get(value)?.element);
      if (elements.includes(elementType.float16)) counts.fp16Nodes += 1;
      else if (elements.includes(elementType.bfloat16)) counts.bf16Nodes += 1;
      else if (elements.includes(elementType.float)) counts.fp32Nodes += 1;
    }
  }
  return counts;
}

/** Nodes whose operator wants one float type and gets two: no engine takes such a model. */
export function findMixedTypes({ graph, types }: TypedGraph): ModelDifference[] {
  return graph.nodes.flatMap((node): ModelDifference[] => {
    const mixed = mixedElements({ graph, types }, node);
    if (mixed === undefined) return [];
    const names = mixed.map(dataTypeName).join(" and ");
    const text = `${node.proto.opType} ${quoteName(node.id)} reads ${names}, and ONNX allows it one type: no engine takes the model.`;
    return [{ kind: "mixed-types", level: "warn", node: node.id, op: node.proto.opType, text }];
  });
}

function mixedElements({ graph, types }: TypedGraph, node: GraphNode): number[] | undefined {
  const schema = schemaOf(graph, node);
  const byVariable = new Map<string, Set<number>>();
  node.inputs.forEach((value, at) => {
    const formal = formalAt(schema?.inputs ?? [], at);
    const type = value === undefined ? undefined : types.get(value);
    if (formal === undefined || formal.variable === "" || formal.kind === "mixed-variadic") return;
    if (type === undefined || !isFloatElement(type.element)) return;
    const elements = byVariable.get(formal.variable) ?? new Set();
    byVariable.set(formal.variable, elements.add(type.element));
  });
  const mixed = [...byVariable.values()].find((elements) => elements.size > 1);
  return mixed === undefined ? undefined : [...mixed];
}
