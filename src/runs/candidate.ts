import { setImmediate } from "node:timers/promises";
import type { ModelProto, TensorProto } from "onnx-buf";
import { InputError } from "../errors.ts";
import type { OpenedModel } from "../files/model.ts";
import type { Sample } from "../files/samples.ts";
import { emulate, lift } from "../onnx/emulate.ts";
import { inlineFunctions } from "../onnx/functions.ts";
import { indexGraph } from "../onnx/graph.ts";
import { readInitializer } from "../onnx/initializer.ts";
import type { TypedGraph } from "../onnx/node-matching.ts";
import { everythingFp16 } from "../onnx/plan.ts";
import { declaresHalfPrecision } from "../onnx/rounding.ts";
import { checkSampleFits } from "../onnx/sample-fit.ts";
import { modelSignature } from "../onnx/signature.ts";
import { inferTypes } from "../onnx/types.ts";
import type { Tensor } from "../tensor/tensor.ts";
import {
  askForTypes,
  type EmulatedRun,
  type EmulatedRunOptions,
  engineSample,
  type LegOutputs,
  runInTurn,
  startRun,
  writeForRun,
} from "./emulated.ts";

/** A model as it was read: functions inlined, types told. */
export interface ReadModel extends TypedGraph {
  readonly model: ModelProto;
  readonly path: string;
  readonly knownTypes: ReadonlyMap<string, number>;
  readonly open: (tensor: TensorProto) => Tensor;
}

export interface CandidateRunOptions extends EmulatedRunOptions {
  /** Called before the candidate runs, while the FP32 model does; may refuse the candidate by throwing. */
  readonly onRead: (original: ReadModel, converted: ReadModel) => void;
}

/** The run of a candidate; `model` is the candidate. */
export interface CandidateRun extends EmulatedRun {
  /** Runs the candidate with its own constants and casts, and without any rounding. */
  readonly runUnrounded: () => Promise<LegOutputs>;
}

/**
 * Runs a converted model by its own casts and constants, and the FP32 model that it was made from, over every sample.
 * @throws InputError when a sample fits either model not, or the first is not FP32; EngineError when either can't be
 * run; whatever `onRead` throws.
 */
export async function runCandidate(
  reference: OpenedModel,
  candidate: OpenedModel,
  samples: readonly Sample[],
  options: CandidateRunOptions,
): Promise<CandidateRun> {
  const startMs = performance.now();
  const { workFolder } = options;
  const original = await readModel(reference, options);
  checkSamples(original, samples);
  const inputs = samples.map(engineSample);
  refuseHalfReference(original);
  const fp32 = lift(original.model, { knownTypes: original.knownTypes });
  const conversionRun = startRun(
    writeForRun("conversion", fp32.model, reference, workFolder),
    inputs,
    options,
  );
  await setImmediate();
  // Its inputs are checked after the comparison, which says better what is wrong with them.
  const converted = await readModel(candidate, options);
  options.onRead(original, converted);
  checkSamples(converted, samples);
  const emulation = emulate(converted.model, everythingFp16, { knownTypes: converted.knownTypes });
  const emulateMs = performance.now() - startMs;
  const outputs = await runInTurn(
    conversionRun,
    writeForRun("candidate", emulation.model, candidate, workFolder),
    inputs,
    options,
  );
  const { model, knownTypes } = converted;
  return {
    ...outputs,
    notes: emulation.notes.map((note) => note.text),
    model,
    knownTypes,
    emulateMs,
    runMs: performance.now() - startMs - emulateMs,
    runUnrounded: async () => {
      const { model: unrounded } = lift(model, { knownTypes });
      return (await startRun(writeForRun("unrounded", unrounded, candidate, workFolder), inputs, options))
        .outputs;
    },
  };
}

async function readModel(opened: OpenedModel, options: EmulatedRunOptions): Promise<ReadModel> {
  const model = inlineFunctions(opened.model);
  const knownTypes = await askForTypes(model, opened, options);
  const graph = indexGraph(model);
  return {
    model,
    path: opened.path,
    knownTypes,
    graph,
    types: inferTypes(graph, knownTypes),
    open: (tensor) => readInitializer(tensor, opened.openExternal),
  };
}

function checkSamples({ graph, path }: ReadModel, samples: readonly Sample[]): void {
  const signature = modelSignature(graph.main.proto, path);
  for (const sample of samples) checkSampleFits(signature, sample);
}

function refuseHalfReference({ types, path }: ReadModel): void {
  if (!declaresHalfPrecision(types)) return;
  throw new InputError(`${path} holds FP16 or BF16 tensors, so a candidate can't be compared with it.`, {
    advice: "Give the FP32 model from which the candidate was made as MODEL.",
  });
}
