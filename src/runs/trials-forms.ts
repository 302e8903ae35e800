import { rmSync } from "node:fs";
import type { ModelProto } from "onnx-buf";
import type { EngineModel, EngineSample, EngineSession, ModelRun } from "../engines/engine.ts";
import { UnjudgedError } from "../errors.ts";
import type { OpenedModel } from "../files/model.ts";
import { writeModel } from "../files/model-writer.ts";
import type { EmulationOptions } from "../onnx/emulate.ts";
import { emulate } from "../onnx/emulate.ts";
import type { PrecisionPlan } from "../onnx/plan.ts";
import type { SwitchableModel } from "../onnx/switchable.ts";
import { elementSizeBytes } from "../tensor/dtype.ts";
import { elementCount, type Tensor } from "../tensor/tensor.ts";
import type { LegOutputs } from "./emulated.ts";

/** What every form of trial needs. */
export interface TrialSetting {
  /** With functions inlined. */
  readonly model: ModelProto;
  /** The file that `model` came from: its weights are taken from there. */
  readonly original: OpenedModel;
  readonly knownTypes?: EmulationOptions["knownTypes"];
  /** Inputs as the engine takes them: no 16-bit floats. */
  readonly samples: readonly EngineSample[];
  /** The folder of the engine's session. */
  readonly workFolder: string;
  /** For one load and one run of one model over one sample. */
  readonly timeoutMs: number;
}

/** A way to run the model under plans. `undefined` in place of outputs: this form can't run that plan. */
export interface TrialForm {
  readonly kind: "switched" | "fixed";
  /** Whether the plan can be run in this form. */
  takes(plan: PrecisionPlan): boolean;
  /** Outputs by plan, each with one entry per sample: those of the setting, or others. */
  run(
    session: EngineSession,
    plans: readonly PrecisionPlan[],
    samples?: readonly EngineSample[],
  ): Promise<LegOutputs[]>;
}

const switchedName = "switched.onnx";

/** One model for all plans, which stays loaded: a plan costs one run and no load. */
export function switchedForm(built: SwitchableModel, setting: TrialSetting): TrialForm {
  const { original, workFolder } = setting;
  const path = writeModel(built.model, workFolder, switchedName, { original });
  const { switches } = built;
  return {
    kind: "switched",
    takes: (plan) => switches.elements(plan) !== undefined,
    run: async (session, plans, samples = setting.samples) => {
      const runs = plans.flatMap((plan) => {
        const switchTensor = booleans(switches.elements(plan) ?? new Uint8Array(0));
        return samples.map(({ id, inputs }) => ({
          id,
          inputs: switches.count === 0 ? inputs : new Map([...inputs, [switches.input, switchTensor]]),
        }));
      });
      const { outputs } = await runOne(session, { key: "trial", path, keep: true }, runs, setting);
      return plans.map((_, at) => outputs.slice(at * samples.length, (at + 1) * samples.length));
    },
  };
}

/** One emulated model for each plan: written, loaded, run and removed. */
export function fixedForm(setting: TrialSetting): TrialForm {
  const { model, original, workFolder, knownTypes } = setting;
  let count = 0;
  const runPlan = async (
    session: EngineSession,
    plan: PrecisionPlan,
    samples: readonly EngineSample[],
  ): Promise<LegOutputs> => {
    count += 1;
    const emulation = emulate(model, plan, knownTypes === undefined ? {} : { knownTypes });
    const path = writeModel(emulation.model, workFolder, `trial-${count}.onnx`, { original });
    try {
      return (await runOne(session, { key: "trial", path }, samples, setting)).outputs;
    } finally {
      rmSync(path, { force: true });
    }
  };
  return {
    kind: "fixed",
    takes: () => true,
    run: async (session, plans, samples = setting.samples) => {
      const all: LegOutputs[] = [];
      for (const plan of plans) all.push(await runPlan(session, plan, samples));
      return all;
    },
  };
}

async function runOne(
  session: EngineSession,
  model: EngineModel,
  samples: readonly EngineSample[],
  { timeoutMs }: TrialSetting,
): Promise<ModelRun> {
  const { perModel } = await session.run({ models: [model], samples, timeoutMs });
  const run = perModel.get(model.key);
  if (run?.outputs.length !== samples.length) {
    throw new UnjudgedError(
      `A trial gave outputs for ${run?.outputs.length ?? 0} of ${samples.length} samples.`,
    );
  }
  return run;
}

function booleans(elements: Uint8Array): Tensor {
  return {
    dtype: "bool",
    shape: [elements.length],
    read: (start, into) => into.set(elements.subarray(start, start + into.length)),
  };
}

const windowBytes = 1 << 20;

/** Name of the first output that differs in any bit, and its sample's position; undefined when none does. */
export function firstDifference(one: LegOutputs, other: LegOutputs): string | undefined {
  for (const [at, outputs] of one.entries()) {
    for (const [name, tensor] of outputs) {
      const twin = other[at]?.get(name);
      if (twin === undefined || !sameBytes(tensor, twin)) return name;
    }
  }
  return undefined;
}

function sameBytes(one: Tensor, other: Tensor): boolean {
  if (one.dtype !== other.dtype || one.shape.join() !== other.shape.join()) return false;
  const elementBytes = elementSizeBytes[one.dtype];
  const sizeBytes = elementCount(one.shape) * elementBytes;
  for (let offset = 0; offset < sizeBytes; offset += windowBytes) {
    const length = Math.min(windowBytes, sizeBytes - offset);
    const [left, right] = [new Uint8Array(length), new Uint8Array(length)];
    one.read(offset / elementBytes, left);
    other.read(offset / elementBytes, right);
    if (Buffer.compare(left, right) !== 0) return false;
  }
  return true;
}
