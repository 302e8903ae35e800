import type { ModelProto } from "onnx-buf";
import { indexGraph } from "../../src/onnx/graph.ts";
import type { Formal } from "../../src/onnx/operator-schema.ts";
import { findOperatorSchema, formalAt } from "../../src/onnx/operator-schema.ts";
import { elementType, inferTypes } from "../../src/onnx/types.ts";

/** Inputs that engines take as FP32 whatever the data is: shares of dropped elements, and depths. */
const hostInputs: Readonly<Record<string, readonly number[]>> = { Dropout: [1], OneHot: [1] };

/**
 * What a strongly typed reading objects to: an input or output whose type its operator does not allow, two of one type
 * variable with different types, and float inputs of one node in different precisions (scales of quantisation and
 * Resize apart). Empty: nothing.
 */
export function typeFaults(model: ModelProto): string[] {
  const graph = indexGraph(model);
  const types = inferTypes(graph);
  return graph.nodes.flatMap((node) => {
    const schema = findOperatorSchema(node.domain, node.proto.opType, graph.opsets.get(node.domain) ?? 1);
    if (schema === undefined) {
      return [`${node.id}: no operator ${node.proto.opType}`];
    }
    const faults: string[] = [];
    const bound = new Map<string, number>();
    const floats = new Set<number>();
    const visit = (formals: readonly Formal[], values: typeof node.inputs, isInput: boolean): void => {
      values.forEach((value, index) => {
        const formal = formalAt(formals, index);
        const type = value === undefined ? undefined : types.get(value);
        if (type === undefined || formal === undefined || formal.kind === "mixed-variadic") {
          return;
        }
        const where = `${node.proto.opType} ${node.id} ${isInput ? "input" : "output"} ${index}`;
        if (type.kind === "tensor" && !formal.types.tensor.has(type.element)) {
          faults.push(`${where}: element type ${type.element} is not allowed`);
        }
        const same = bound.get(formal.variable) ?? type.element;
        if (formal.variable !== "" && same !== type.element) {
          faults.push(`${where}: element type ${type.element} beside ${same} for ${formal.variable}`);
        }
        bound.set(formal.variable, same);
        const isHost = formal.isScale || hostInputs[node.proto.opType]?.includes(index) === true;
        if (
          isInput &&
          !isHost &&
          (type.element === elementType.float || type.element === elementType.float16)
        ) {
          floats.add(type.element);
        }
      });
    };
    visit(schema.inputs, node.inputs, true);
    visit(schema.outputs, node.outputs, false);
    if (floats.size > 1 && node.proto.opType !== "CastLike" && node.bodies.length === 0) {
      faults.push(`${node.proto.opType} ${node.id}: float inputs in both precisions`);
    }
    return faults;
  });
}
