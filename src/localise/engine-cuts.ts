import type { GraphNode, ModelGraph } from "../onnx/graph.ts";
import { elementType, type ValueTypes } from "../onnx/types.ts";

/** Error of one tensor against the FP32 model: of the engine, and of FP16 as the graph defines it. */
export interface CutError {
  /** rms relative to the reference; infinite where one side only is NaN or infinite. */
  readonly engine: number;
  readonly emulation: number;
}

/**
 * Beyond this an intermediate tensor is wrong: on healthy networks FP16 stays below 7e-3, on broken ones that stayed finite
 * it was 2e-2 and more (docs/validation.md).
 */
const wrongRelRms = 0.02;
/** And it must be this much worse than FP16 itself makes it. */
const wrongFactor = 4;

/** Whether the engine is wrong at a tensor where FP16 itself is not. */
export function isWrong({ engine, emulation }: CutError): boolean {
  return !(engine <= Math.max(wrongRelRms, wrongFactor * emulation));
}

/**
 * Places in a list of tensors, evenly spread over a range whose ends are included, at most `most`. The last place of the
 * range is always one.
 */
export function pickCuts(range: readonly [number, number], most: number): number[] {
  const [from, to] = range;
  const count = to - from + 1;
  if (count <= 0) return [];
  const picked = Math.min(most, count);
  return Array.from({ length: picked }, (_, at) => from + Math.floor(((at + 1) * count) / picked) - 1);
}

/** Names of float32 tensors that nodes of the main graph make, in dataflow order, but for the graph's outputs. */
export function cutTensors(graph: ModelGraph, types: ValueTypes): readonly string[] {
  const outputs = new Set(graph.main.outputs.map(({ name }) => name));
  return graph.main.nodes.flatMap((node) =>
    node.proto.opType === "Constant"
      ? []
      : node.outputs.flatMap((value) => {
          if (value === undefined || outputs.has(value.name) || value.uses.length === 0) return [];
          const type = types.get(value);
          return type?.kind === "tensor" && type.element === elementType.float ? [value.name] : [];
        }),
  );
}

/** Places of the last tensor that is right and of the first that is wrong behind it; undefined when none is wrong. */
export function firstWrong(
  cuts: readonly number[],
  errors: ReadonlyMap<number, CutError>,
): { readonly good: number; readonly bad: number } | undefined {
  let good = -1;
  for (const cut of cuts) {
    const error = errors.get(cut);
    if (error === undefined) continue;
    if (isWrong(error)) return { good, bad: cut };
    good = cut;
  }
  return undefined;
}

/** The nodes that make these tensors, and with `consumers` those that read them. */
export function nodesAround(
  graph: ModelGraph,
  tensors: readonly string[],
  consumers: boolean,
): readonly GraphNode[] {
  const found = tensors.flatMap((name) => {
    const value = graph.main.values.get(name);
    if (value === undefined) return [];
    const maker = value.producer === undefined ? [] : [value.producer.node];
    return consumers ? [...maker, ...value.uses.map(({ node }) => node)] : maker;
  });
  const chosen = new Set(found);
  return graph.nodes.filter((node) => chosen.has(node));
}
