import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ModelProto } from "onnx-buf";
import type { EngineSample } from "../../src/engines/engine.ts";
import { openModel } from "../../src/files/model.ts";
import type { NodeEvidence } from "../../src/localise/evidence.ts";
import type { Culprit } from "../../src/localise/ranking.ts";
import { nothingToBlame } from "../../src/localise/ranking.ts";
import { encodeModel } from "../../src/onnx/encode.ts";
import { explainBodies } from "../../src/runs/bodies.ts";
import { type CloserLook, type CloserLookAt, lookCloser } from "../../src/runs/closer-look.ts";
import { runTwin, type TwinRun, type TwinRunOptions } from "../../src/runs/twin-run.ts";
import type { Tensor } from "../../src/tensor/tensor.ts";
import { type EngineBench, useEngine } from "../engines/engine-bench.ts";
import { tensorOf } from "../engines/memory-tensors.ts";
import { textModel } from "../onnx/text-model.ts";

export type Inputs = Readonly<Record<string, Tensor>>;

export interface TwinBench {
  readonly engine: EngineBench;
  /** Runs the twin of a model, given as text or message, over samples named s0, s1, … */
  run(
    model: string | ModelProto,
    samples: readonly Inputs[],
    rest?: Partial<TwinRunOptions>,
  ): Promise<TwinRun>;
  look(
    model: string | ModelProto,
    samples: readonly Inputs[],
    at: Partial<CloserLookAt>,
    rest?: Partial<TwinRunOptions>,
  ): Promise<CloserLook>;
  /** Evidence and causes of nodes in bodies, as if trials had blamed them. */
  bodies(model: string | ModelProto, samples: readonly Inputs[], ids: readonly string[]): Promise<Culprit[]>;
}

/** Call it at the top of a test file. */
export function useTwin(): TwinBench {
  const engine = useEngine();
  const options = (model: string | ModelProto, samples: readonly Inputs[]): TwinRunOptions => {
    const folder = mkdtempSync(join(engine.folder, "twin-"));
    mkdirSync(join(folder, "work"));
    const path = join(folder, "model.onnx");
    writeFileSync(path, Buffer.concat(encodeModel(typeof model === "string" ? textModel(model) : model)));
    const original = openModel(path);
    return {
      model: original.model,
      original,
      samples: samples.map(
        (inputs, index): EngineSample => ({ id: `s${index}`, inputs: new Map(Object.entries(inputs)) }),
      ),
      engine: engine.engine,
      workFolder: join(folder, "work"),
      timeoutMs: 60_000,
      threads: 1,
      detail: "full",
      memoryBudgetBytes: Number.POSITIVE_INFINITY,
    };
  };
  return {
    engine,
    async run(model, samples, rest = {}) {
      const given = options(model, samples);
      try {
        return await runTwin({ ...given, ...rest });
      } finally {
        given.original.close();
      }
    },
    async look(model, samples, at, rest = {}) {
      const given = { ...options(model, samples), ...rest };
      try {
        return await lookCloser(given, { accumulations: [], histograms: [], ...at });
      } finally {
        given.original.close();
      }
    },
    async bodies(model, samples, ids) {
      const given = options(model, samples);
      const blamed = ids.map((id): Culprit => ({ ...blame, id }));
      try {
        const { culprits } = await explainBodies(given, { ...nothingToBlame, culprits: blamed });
        return [...culprits];
      } finally {
        given.original.close();
      }
    },
  };
}

const blame: Culprit = {
  id: "",
  evidence: undefined,
  cause: undefined,
  score: 0,
  alone: new Map(),
  aloneExcess: 2,
  isConfirmed: true,
  outputs: ["y"],
  isRepaired: undefined,
  defect: 1,
  module: undefined,
  text: "",
};

export function floats(values: readonly number[], shape: readonly number[] = [values.length]): Tensor {
  return tensorOf("float32", shape, Float32Array.from(values));
}

export function evidenceOf({ evidence }: TwinRun, id: string): NodeEvidence {
  const found = evidence.find((node) => node.id === id);
  if (found === undefined) {
    throw new Error(`no evidence of ${id}, only of ${evidence.map((node) => node.id).join(", ")}`);
  }
  return found;
}
