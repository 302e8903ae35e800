import { carriedInputPositions } from "../onnx/data-movement.ts";
import type { ModelGraph, Use, Value } from "../onnx/graph.ts";
import { decideRounding, declaresHalfPrecision, type RoundingDecision, schemaOf } from "../onnx/rounding.ts";
import { inferTypes, type ValueTypes } from "../onnx/types.ts";
import type { RangeStatistics } from "../tensor/range.ts";
import { looksLikeMask, type TensorRole } from "../tensor/range-report.ts";
import { isRunningStatisticName } from "./scan-names.ts";

/** Which inputs of a model's nodes are rounded when everything runs in FP16. */
export interface ModelReading {
  readonly graph: ModelGraph;
  readonly types: ValueTypes;
  readonly decision: RoundingDecision;
}

export function readModel(graph: ModelGraph): ModelReading {
  const types = inferTypes(graph);
  return { graph, types, decision: decideRounding(graph, types, declaresHalfPrecision(types)) };
}

/** Values behind Reshape, Transpose and the like that are followed; a constant that goes further is shape arithmetic. */
const maxMovedValues = 256;

/** Who computes with a value, also behind data movement. */
export interface Reach {
  readonly uses: readonly Use[];
  /** It leaves its graph, itself or moved. */
  readonly isReturned: boolean;
}

export function reachOf(value: Value): Reach {
  const moved = new Set([value]);
  const uses: Use[] = [];
  // A Set iterates over what is added meanwhile, too.
  for (const each of moved) {
    for (const use of each.uses) {
      if (carriedInputPositions(use.node)?.includes(use.input) === true && moved.size < maxMovedValues) {
        use.node.outputs.filter((output) => output !== undefined).forEach((output) => moved.add(output));
      } else {
        uses.push(use);
      }
    }
  }
  return { uses, isReturned: [...moved].some(({ isReturned }) => isReturned) };
}

/** Where large negative numbers hide nothing: they are multiplied and summed up. */
const contractions = new Set(["MatMul", "Gemm", "Conv", "ConvTranspose", "Einsum", "Attention"]);

/** The role of a tensor, by who reads it and by its values. */
export function findRole(
  reading: ModelReading,
  reach: Reach | undefined,
  known: { statistics: RangeStatistics; isNamed: boolean },
): TensorRole {
  const { statistics, isNamed } = known;
  const uses = reach?.uses ?? [];
  const every = (test: (use: Use) => boolean): boolean => uses.length > 0 && uses.every(test);
  const operator = ({ node }: Use): string => (node.domain === "" ? node.proto.opType : "");
  if (every((use) => operator(use) === "BatchNormalization" && use.input >= 3)) {
    return "statistic";
  }
  if (every((use) => operator(use) === "Clip" && use.input >= 1)) {
    return "bound";
  }
  const stays = reach?.isReturned === false && uses.every((use) => staysFp32(reading, use));
  if (stays) {
    return "exempt";
  }
  if (looksLikeMask(statistics) && !uses.some((use) => contractions.has(operator(use)))) {
    return "mask";
  }
  return statistics.elements === 1 && !isNamed ? "constant" : "parameter";
}

/** True only when it is known that no engine rounds this input: plugins, bodies and what was not followed may. */
function staysFp32({ graph, types, decision }: ModelReading, { node, input }: Use): boolean {
  const value = node.inputs[input];
  return (
    node.bodies.length === 0 &&
    value !== undefined &&
    types.get(value) !== undefined &&
    schemaOf(graph, node) !== undefined &&
    carriedInputPositions(node)?.includes(input) !== true &&
    decision.byNode.get(node)?.inputs[input] === undefined
  );
}

/** The role of a tensor in a file without a graph: by its name and its values. */
export function roleOfStoredTensor(name: string, statistics: RangeStatistics): TensorRole {
  if (isRunningStatisticName(name)) {
    return "statistic";
  }
  return looksLikeMask(statistics) ? "mask" : "parameter";
}
