import type { ModelProto } from "onnx-buf";
import { compareRun } from "../compare/outputs.ts";
import type { EngineSample, EngineSession } from "../engines/engine.ts";
import type { OpenedModel } from "../files/model.ts";
import { writeModel } from "../files/model-writer.ts";
import type { CutError } from "../localise/engine-cuts.ts";
import { emulate, lift } from "../onnx/emulate.ts";
import { exposeOutputs } from "../onnx/expose-outputs.ts";
import { everythingFp16 } from "../onnx/plan.ts";
import type { OutputTensors } from "../ports.ts";
import type { LegOutputs } from "../runs/emulated.ts";

export interface CutReferenceOptions {
  readonly session: EngineSession;
  readonly model: ModelProto;
  readonly opened: OpenedModel;
  readonly knownTypes: ReadonlyMap<string, number>;
  readonly samples: readonly EngineSample[];
  readonly workFolder: string;
  readonly timeoutMs: number;
}

/** Intermediate tensors of the FP32 model and of the emulation, one map per sample. */
export interface CutReferences {
  readonly fp32: LegOutputs;
  readonly emulated: LegOutputs;
}

/** Runs both on the embedded engine with these tensors as further outputs. @throws EngineError */
export async function runCutReferences(
  names: readonly string[],
  options: CutReferenceOptions,
): Promise<CutReferences> {
  const { session, model, opened, knownTypes, samples, workFolder, timeoutMs } = options;
  const exposed = exposeOutputs(model, names);
  const write = (key: string, written: ModelProto): { key: string; path: string; outputNames: string[] } => ({
    key,
    path: writeModel(written, workFolder, `cuts-${key}-${names.length}-${counter++}.onnx`, {
      original: opened,
    }),
    outputNames: [...names],
  });
  const models = [
    write("fp32", lift(exposed, { knownTypes }).model),
    write("emulated", emulate(exposed, everythingFp16, { knownTypes }).model),
  ];
  const { perModel } = await session.run({ models, samples, timeoutMs });
  return {
    fp32: perModel.get("fp32")?.outputs ?? [],
    emulated: perModel.get("emulated")?.outputs ?? [],
  };
}

let counter = 0;

/** Errors of every tensor that the engine gave, by name. */
export function cutErrors(
  engine: LegOutputs,
  { fp32, emulated }: CutReferences,
  sampleIds: readonly string[],
): Map<string, CutError> {
  const names = [...(engine[0]?.keys() ?? [])];
  const ofEngine = relativeErrors(names, engine, fp32, sampleIds);
  const ofEmulation = relativeErrors(names, emulated, fp32, sampleIds);
  return new Map(
    names.map((name) => [
      name,
      { engine: ofEngine.get(name) ?? Infinity, emulation: ofEmulation.get(name) ?? Infinity },
    ]),
  );
}

function relativeErrors(
  names: readonly string[],
  candidates: LegOutputs,
  references: LegOutputs,
  sampleIds: readonly string[],
): Map<string, number> {
  const only = (tensors: OutputTensors | undefined): OutputTensors =>
    new Map(
      names.flatMap((name) => {
        const tensor = tensors?.get(name);
        return tensor === undefined ? [] : [[name, tensor] as const];
      }),
    );
  const { outputs } = compareRun(
    sampleIds.map((sample, at) => ({
      sample,
      reference: only(references[at]),
      candidate: only(candidates[at]),
    })),
  );
  return new Map(
    outputs.map((output) => [
      output.name,
      output.kind === "float" && output.metrics.nonFiniteMismatches === 0
        ? output.metrics.relRms
        : Number.POSITIVE_INFINITY,
    ]),
  );
}
