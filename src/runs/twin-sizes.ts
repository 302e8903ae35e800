import type { EngineSample } from "../engines/engine.ts";
import { writeModel } from "../files/model-writer.ts";
import { measureSizes, type Stretch } from "../localise/twin.ts";
import { withoutRounding } from "../localise/twin-facts.ts";
import type { Measures } from "../localise/twin-part.ts";
import { newResults } from "../localise/twin-results.ts";
import { divideGraph } from "../localise/twin-split.ts";
import { exposeOutputs } from "../onnx/expose-outputs.ts";
import type { Value } from "../onnx/graph.ts";
import { dropIdleCasts } from "../onnx/idle-casts.ts";
import { declaredShape } from "../onnx/types.ts";
import { elementCount } from "../tensor/tensor.ts";
import { runParts, type Twin } from "./twin-parts.ts";

/** Two nodes for each of the model: nothing to an engine. */
const nodesPerPart = 2_000;

/** Values that the engine is asked for at once; it takes a minute to tell of a hundred thousand. */
const mostAsked = 10_000;

export interface Sizes {
  /** Milliseconds that the engine took to tell. */
  readonly ms: number;
  /** By axis, as far as they hold for every sample. */
  readonly shapeOf: Measures["shapeOf"];
  /** Numbers of elements as far as known, of one sample: for estimates. */
  readonly elementsOf: (value: Value) => number | undefined;
}

/**
 * Shapes as the model declares them, else as the engine infers them from the model; where that leaves sizes open, the
 * FP32 chain is run once to see.
 */
export async function findSizes(twin: Twin, samples: readonly EngineSample[]): Promise<Sizes> {
  const { facts } = twin;
  const made = [...facts.prepared.graph.main.values.values()].filter(
    (value) => value.producer !== undefined && facts.prepared.types.get(value)?.kind === "tensor",
  );
  const { told, ms } = await askForShapes(
    twin,
    made.filter((value) => declaredShape(value) === undefined && !isIdleOnceLifted(value, twin)),
  );
  const shapeOf = (value: Value): readonly (number | undefined)[] | undefined =>
    declaredShape(value) ?? told.get(value);
  const known = (value: Value): number | undefined => {
    const shape = shapeOf(value);
    return shape?.every((size) => size !== undefined) === true ? elementCount(shape) : undefined;
  };
  const open = made.filter((value) => known(value) === undefined);
  if (open.length === 0) return { ms, shapeOf, elementsOf: known };
  const seen = await lookAtSizes(twin, new Set(open), samples);
  return {
    ms: ms + seen.ms,
    shapeOf,
    elementsOf: (value) => known(value) ?? seen.elements.get(value),
  };
}

/** In a lifted model Casts between FP16 and FP32 are taken out: see `dropIdleCasts`. */
function isIdleOnceLifted(value: Value, { facts }: Twin): boolean {
  return facts.prepared.stored !== undefined && value.producer?.node.proto.opType === "Cast";
}

/** An unknown rank shows as no axes: such values, and scalars, are left out. */
async function askForShapes(
  { facts, original, session, workFolder, timeoutMs }: Twin,
  values: readonly Value[],
): Promise<{ told: Map<Value, readonly (number | undefined)[]>; ms: number }> {
  const told = new Map<Value, readonly (number | undefined)[]>();
  if (values.length === 0 || values.length > mostAsked) return { told, ms: 0 };
  const model = exposeOutputs(
    withoutRounding(facts),
    values.map(({ name }) => name),
  );
  const path = writeModel(dropIdleCasts(model), workFolder, "twin-shapes.onnx", { original });
  const startMs = performance.now();
  const { outputs } = await session.describe(path, timeoutMs);
  const ms = performance.now() - startMs;
  const shapes = new Map(outputs.map(({ name, shape }) => [name, shape]));
  for (const value of values) {
    const shape = shapes.get(value.name);
    if (shape !== undefined && shape.length > 0) {
      told.set(
        value,
        shape.map((size) => (typeof size === "number" ? size : undefined)),
      );
    }
  }
  return { told, ms };
}

async function lookAtSizes(
  twin: Twin,
  values: ReadonlySet<Value>,
  samples: readonly EngineSample[],
): Promise<{ elements: Map<Value, number>; ms: number }> {
  const [largest] = [...samples].sort((left, right) => inputElements(right) - inputElements(left));
  if (largest === undefined) return { elements: new Map(), ms: 0 };
  const limits = { memoryBytes: Number.POSITIVE_INFINITY, nodes: nodesPerPart };
  const stretches: readonly Stretch[] = divideGraph(twin.facts, () => 0, limits).stretches;
  const results = newResults();
  const { timings } = await runParts(
    twin,
    measureSizes(values),
    stretches,
    [largest],
    [results],
    "twin-sizes",
  );
  return {
    elements: new Map([...results.values].map(([value, { elements }]) => [value, elements])),
    ms: timings.load + timings.firstRun,
  };
}

function inputElements({ inputs }: EngineSample): number {
  return [...inputs.values()].reduce((sum, { shape }) => sum + elementCount(shape), 0);
}
