import type { ModelProto } from "onnx-buf";
import type { EngineSample } from "../engines/engine.ts";
import type {
  EngineAnswer,
  EngineOptions,
  EngineRequest,
  EngineWants,
  ExpectedOutput,
  NodePlace,
  RealEngine,
  ShapeRange,
  Typing,
} from "../engines/real-engine.ts";
import { EngineError } from "../errors.ts";
import { writeMixedModel } from "../files/mixed-writer.ts";
import type { OpenedModel } from "../files/model.ts";
import { inlineFunctions } from "../onnx/functions.ts";
import { indexGraph, type ModelGraph } from "../onnx/graph.ts";
import type { PrecisionPlan } from "../onnx/plan.ts";
import { declaresHalfPrecision } from "../onnx/rounding.ts";
import { checkSampleFits, type FittedSample } from "../onnx/sample-fit.ts";
import { type DeclaredValue, type ModelSignature, modelSignature } from "../onnx/signature.ts";
import { elementType, inferTypes, type ValueTypes } from "../onnx/types.ts";

export interface EngineRunsOptions {
  readonly engine: RealEngine;
  readonly typing: Typing;
  /** Of every run. */
  readonly options: EngineOptions;
  readonly workFolder: string;
  /** Of the files of typed models; several models share a work folder. */
  readonly typedName?: string;
  /** Element types that the model does not declare. */
  readonly knownTypes?: ReadonlyMap<string, number> | undefined;
}

/** One engine to build or to load, and to run over all samples. */
export interface EngineRun {
  /** As the job's folder is called. */
  readonly label: string;
  /** `fp32`, or the nodes that stay in FP32. */
  readonly plan: "fp32" | PrecisionPlan;
  readonly want?: EngineWants;
  readonly options?: EngineOptions;
  /** The user's built engine instead of a build. */
  readonly engineFile?: string;
  /** Other samples than those of the gate. */
  readonly samples?: readonly EngineSample[];
}

/** Runs one model with its samples on a real engine, in any precision. */
export interface EngineRuns {
  /** Stored in half precision: its own types are what is judged, and there is no FP32 model to run. */
  readonly isHalf: boolean;
  readonly samples: readonly EngineSample[];
  readonly typing: Typing;
  /** What the reader must know, one sentence each. */
  notes(): readonly string[];
  /** @throws EngineError */
  run(run: EngineRun): Promise<EngineAnswer>;
  /** The same engine on another model, such as a part of this one. */
  forModel(opened: OpenedModel, samples: readonly FittedSample[], typedName: string): EngineRuns;
}

/**
 * Prepares a model for runs on a real engine.
 * @throws InputError when a sample does not fit the model.
 */
export function prepareEngineRuns(
  opened: OpenedModel,
  samples: readonly FittedSample[],
  options: EngineRunsOptions,
): EngineRuns {
  const { typing, engine } = options;
  const signature = modelSignature(opened.model.graph as NonNullable<ModelProto["graph"]>, opened.path);
  for (const sample of samples) checkSampleFits(signature, sample);
  const graph = indexGraph(inlineFunctions(opened.model));
  const types = inferTypes(graph, options.knownTypes);
  const isHalf = declaresHalfPrecision(types);
  const typedModels = createTypedModels(opened, options, isHalf);
  const ownSamples = samples.map(({ id, inputs }) => ({ id, inputs }));
  return {
    isHalf,
    samples: ownSamples,
    typing,
    forModel: (other, theirs, typedName) => prepareEngineRuns(other, theirs, { ...options, typedName }),
    notes: () => {
      const problem = typedModels.problem();
      return problem === undefined ? [] : [`there is no typed FP16 form of the model: ${problem}`];
    },
    run: async (run) => {
      const usedSamples = run.samples ?? ownSamples;
      return await engine.run({
        ...precisionOf(run, typedModels, typing, opened.path),
        ...(run.plan === "fp32" ? {} : { places: placesOf(run.plan, graph, types) }),
        label: run.label,
        engineFile: run.engineFile,
        samples: usedSamples,
        outputs: signature.outputs.map(expectedOutput),
        shapes: shapeRanges(signature, usedSamples),
        want: run.want ?? {},
        options: { ...options.options, ...run.options },
      });
    },
  };
}

/** The models of one run and what they are to be. A given engine is run as it is, so nothing is written for it. */
function precisionOf(
  { plan, engineFile }: EngineRun,
  typed: TypedModels,
  typing: Typing,
  source: string,
): Pick<EngineRequest, "models" | "precision" | "typing" | "fp32Nodes"> {
  if (plan === "fp32") return { models: { source }, precision: "fp32", typing, fp32Nodes: [] };
  const fp32Nodes = [...plan.fp32Nodes];
  const model = engineFile === undefined ? typed.write(plan) : undefined;
  if (model === undefined && typing === "strong" && engineFile === undefined) {
    throw new EngineError("unsupported", `the FP16 form of ${source} can't be written: ${typed.problem()}`, {
      advice: "Give typing: weak (TensorRT up to 10), engine-file, or a model that is stored in FP16.",
    });
  }
  return {
    models: { source, typed: model },
    precision: fp32Nodes.length === 0 ? "fp16" : "mixed",
    typing,
    fp32Nodes,
  };
}

function placesOf({ fp32Nodes }: PrecisionPlan, graph: ModelGraph, types: ValueTypes): NodePlace[] {
  return [...fp32Nodes].flatMap((id) => {
    const node = graph.nodeById.get(id);
    if (node === undefined) return [];
    const floatOutputs = node.outputs.flatMap((value) =>
      value === undefined ? [] : [types.get(value)?.element === elementType.float],
    );
    return [{ node: id, op: node.proto.opType, floatOutputs }];
  });
}

interface TypedModels {
  /** Path of the plan's model; undefined when it has no FP16 form. */
  write(plan: PrecisionPlan): string | undefined;
  /** Why the last one had none. */
  problem(): string | undefined;
}

/** Writes each plan's model once. A model that has no FP16 form can still be built by builder flags. */
function createTypedModels(
  opened: OpenedModel,
  { workFolder, knownTypes, typedName = "typed" }: EngineRunsOptions,
  isHalf: boolean,
): TypedModels {
  const written = new Map<string, string | undefined>();
  let problem: string | undefined;
  const write = (plan: PrecisionPlan, name: string): string | undefined => {
    try {
      return writeMixedModel(opened, plan, workFolder, name, knownTypes === undefined ? {} : { knownTypes })
        .path;
    } catch (error) {
      if (!(error instanceof EngineError) || error.category !== "unsupported") throw error;
      problem = error.message;
      return undefined;
    }
  };
  return {
    problem: () => problem,
    write: (plan) => {
      if (isHalf && plan.fp32Nodes.size === 0) return opened.path;
      const key = [...plan.fp32Nodes].toSorted().join("\n");
      if (!written.has(key)) written.set(key, write(plan, `${typedName}-${written.size}.onnx`));
      return written.get(key);
    },
  };
}

function expectedOutput({ name, dtype }: DeclaredValue): ExpectedOutput {
  return { name, dtype };
}

/** Sizes over all samples of every input that declares a dynamic one. */
function shapeRanges(
  signature: ModelSignature,
  samples: readonly EngineSample[],
): Record<string, ShapeRange> {
  const ranges: [string, ShapeRange][] = [];
  for (const { name, dimensions } of [...signature.requiredInputs, ...signature.optionalInputs]) {
    if (dimensions?.every((size) => typeof size === "number") === true) continue;
    const shapes = samples.flatMap(({ inputs }) => {
      const tensor = inputs.get(name);
      return tensor === undefined ? [] : [tensor.shape];
    });
    const [opt] = shapes;
    if (opt === undefined) continue;
    const over = (pick: (...sizes: number[]) => number): number[] =>
      opt.map((_, axis) => pick(...shapes.map((shape) => shape[axis] ?? 0)));
    ranges.push([name, { min: over(Math.min), opt, max: over(Math.max) }]);
  }
  return Object.fromEntries(ranges);
}
