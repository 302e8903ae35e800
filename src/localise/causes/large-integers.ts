import type { GraphNode } from "../../onnx/graph.ts";
import { show } from "../advice.ts";
import type { Cause } from "../cause.ts";
import { activations, type CauseContext, scalarConstant, stepAt } from "../cause-context.ts";

/** FP16 holds every integer up to here, and every second one above. */
const exactIntegers = 2048;
const keepsIntegers = new Set([
  "Add",
  "Sub",
  "Mul",
  "Neg",
  "Abs",
  "Max",
  "Min",
  "Clip",
  "CumSum",
  "ReduceSum",
  "ReduceMax",
  "ReduceMin",
  "Sum",
  "Mod",
]);
const makesIntegers = new Set([
  "Floor",
  "Ceil",
  "Round",
  "Range",
  "ArgMax",
  "ArgMin",
  "Shape",
  "Size",
  "NonZero",
]);
const integerTypes = new Set([2n, 3n, 4n, 5n, 6n, 7n, 9n, 12n, 13n]);

/** Counts, indices or positions carried in floats beyond what FP16 counts in ones. */
export function largeIntegers({ node, measured }: CauseContext): Cause | undefined {
  const inputs = activations(measured);
  const largest = Math.max(measured.reference.absMax, ...inputs.map((input) => input.absMax));
  if (largest <= exactIntegers || measured.reference.overflows > 0) return undefined;
  const isOutput =
    keepsIntegers.has(node.proto.opType) &&
    node.inputs.every((value) => isIntegral(value?.producer?.node, value, 8));
  const isInput = inputs.some((input) => {
    const value = node.inputs[input.position];
    return input.absMax > exactIntegers && isIntegral(value?.producer?.node, value, 8);
  });
  if (!isOutput && !isInput && !makesIntegers.has(node.proto.opType)) return undefined;
  return {
    kind: "large-integers",
    evidence: `Integers up to ${show(largest)} are carried as floats here; FP16 counts in ones only up to 2048 and in steps of ${show(stepAt(largest))} there.`,
    advice:
      "Keep indices, counts and positions in integer tensors or float32, and cast to FP16 only after they were scaled down.",
  };
}

/** True when the graph shows that a value is integral: from integers, rounded, or computed from such. */
function isIntegral(
  producer: GraphNode | undefined,
  value: GraphNode["inputs"][number],
  depth: number,
): boolean {
  if (producer === undefined || producer.proto.opType === "Constant") {
    if (value?.initializer !== undefined && integerTypes.has(BigInt(value.initializer.dataType))) return true;
    const scalar = scalarConstant(value);
    return scalar !== undefined && Number.isInteger(scalar);
  }
  if (depth === 0) return false;
  const { opType } = producer.proto;
  if (makesIntegers.has(opType))
    return opType !== "Range" || producer.inputs.every((each) => Number.isInteger(scalarConstant(each) ?? 0));
  if (opType === "Cast") return isIntegerSource(producer.inputs[0], depth);
  const moved = [
    "Reshape",
    "Transpose",
    "Unsqueeze",
    "Squeeze",
    "Expand",
    "Identity",
    "Slice",
    "Flatten",
    "Tile",
    "Gather",
  ].includes(opType);
  if (moved) return isIntegral(producer.inputs[0]?.producer?.node, producer.inputs[0], depth - 1);
  return (
    keepsIntegers.has(opType) &&
    producer.inputs
      .slice(0, 2)
      .every((each) => each === undefined || isIntegral(each.producer?.node, each, depth - 1))
  );
}

/** What a Cast to float reads: an integer tensor, declared or from an operator that makes integers. */
function isIntegerSource(value: GraphNode["inputs"][number], depth: number): boolean {
  const type = value?.declared?.type?.value;
  if (type?.case === "tensorType" && integerTypes.has(BigInt(type.value.elemType))) return true;
  if (value?.initializer !== undefined) return integerTypes.has(BigInt(value.initializer.dataType));
  return isIntegral(value?.producer?.node, value, depth - 1);
}
