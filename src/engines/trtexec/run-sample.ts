import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { EngineError } from "../../errors.ts";
import { writeRawAs } from "../../files/raw-writer.ts";
import type { OutputTensors } from "../../ports.ts";
import type { DType } from "../../tensor/dtype.ts";
import { memoryTensor } from "../../tensor/memory-tensor.ts";
import { elementCount, type Tensor } from "../../tensor/tensor.ts";
import type { EngineSample } from "../engine.ts";
import type { EngineBuild, EngineLatency, EngineRequest, ExpectedOutput } from "../real-engine.ts";
import { bindingType } from "./binding-types.ts";
import { parseExportedOutput } from "./exported-output.ts";
import type { LayerInfo } from "./layer-info.ts";
import { findBinding, listRawBindings, type RawBinding } from "./raw-bindings.ts";
import { runArguments, type WrittenInput } from "./run-arguments.ts";
import { readTimes } from "./timing.ts";
import type { RunTrtexec } from "./trtexec.ts";
import { isAtLeast, type TrtexecVersion } from "./version.ts";

export type SampleRun = EngineBuild["samples"][number] & {
  readonly latency: EngineLatency | undefined;
  readonly notes: readonly string[];
};

export interface SampleJob {
  /** Of the build. */
  readonly folder: string;
  readonly at: number;
  readonly sample: EngineSample;
  readonly request: EngineRequest;
  readonly version: TrtexecVersion;
  readonly engineFile: string;
  readonly info: LayerInfo;
  readonly run: RunTrtexec;
}

interface OneRun {
  readonly outputs: OutputTensors;
  readonly latency: EngineLatency | undefined;
  readonly notes: readonly string[];
}

/** Runs one sample, and again as often as is wanted, each in a process and a folder of its own. */
export async function runSample(job: SampleJob): Promise<SampleRun> {
  const { want } = job.request;
  const first = await runOnce(job, 0, want.latency === true && job.at === 0);
  const repeats: OneRun[] = [];
  for (let again = 1; again < (want.repeats ?? 1); again++) repeats.push(await runOnce(job, again, false));
  return {
    outputs: first.outputs,
    intermediates: new Map(),
    repeats: repeats.map(({ outputs }) => outputs),
    latency: first.latency,
    notes: [first, ...repeats].flatMap(({ notes }) => notes),
  };
}

async function runOnce(job: SampleJob, again: number, latency: boolean): Promise<OneRun> {
  const { sample, request, version, engineFile, run } = job;
  const folder = join(job.folder, `sample-${job.at}-${again}`);
  mkdirSync(folder, { mode: 0o700 });
  const types = new Map(
    [...sample.inputs].map(([name, tensor]) => [name, inputType(name, tensor.dtype, job)]),
  );
  const inputs = [...sample.inputs].map(([name, tensor], at): WrittenInput => {
    const file = `input-${at}.bin`;
    const what = `input ${JSON.stringify(name)} of sample ${sample.id}`;
    writeRawAs(tensor, types.get(name) as DType, join(folder, file), what);
    return { name, file, shape: tensor.shape };
  });
  const args = runArguments(version, engineFile, inputs, new Set(Object.keys(request.shapes)), {
    plugins: request.options.plugins ?? [],
    latency,
  });
  await run(folder, args, `while running sample ${sample.id} on ${request.label}`);
  const bindings = listRawBindings(folder);
  for (const input of inputs) checkInput(input, types.get(input.name) as DType, folder, bindings);
  const { outputs, notes } = readOutputs(request.outputs, folder, bindings, sample.id);
  return {
    outputs,
    notes,
    latency: latency ? readTimes(readFileSync(join(folder, "times.json"), "utf8")) : undefined,
  };
}

/**
 * The type in which the engine takes an input: as its layers tell, else by the rules of the version. Up to 9.x there is no
 * int64, and up to 10.x floats are taken as FP32 unless the build was told otherwise.
 */
function inputType(name: string, dtype: DType, { info, version }: SampleJob): DType {
  const told = bindingType(info.bindings.get(name) ?? "");
  if (told !== undefined) return told;
  if (dtype === "int64" && !isAtLeast(version, 10)) return "int32";
  const isSmallFloat = dtype === "float16" || dtype === "bfloat16" || dtype === "float64";
  return isSmallFloat && !isAtLeast(version, 11) ? "float32" : dtype;
}

/**
 * trtexec reads the first bytes of a file of twice the size and fills in what it finds no name for, both without a word. So
 * what it says it had as input is compared with what was written.
 */
function checkInput(
  input: WrittenInput,
  dtype: DType,
  folder: string,
  bindings: readonly RawBinding[],
): void {
  const found = findBinding(bindings, input.name, "input");
  if (found === undefined) return;
  const isSame = readFileSync(found.path).equals(readFileSync(join(folder, input.file)));
  if (isSame && found.dtype === dtype && elementCount(found.shape) === elementCount(input.shape)) return;
  throw new EngineError(
    "protocol",
    `trtexec ran on another input ${JSON.stringify(input.name)} than was written: ${found.dtype} ${found.shape.join("x")} instead of ${dtype} ${input.shape.join("x")}, or other bytes.`,
    { advice: "Please report it with the version of TensorRT; engine tensorrt is another way." },
  );
}

/** Raw bindings, which are exact; where one is missing, the six digits of the exported output. */
function readOutputs(
  expected: readonly ExpectedOutput[],
  folder: string,
  bindings: readonly RawBinding[],
  sampleId: string,
): { outputs: OutputTensors; notes: string[] } {
  const notes: string[] = [];
  let exported: ReadonlyMap<string, Tensor> | undefined;
  const outputs = expected.map(({ name, dtype }): [string, Tensor] => {
    const binding = findBinding(bindings, name, "output");
    if (binding !== undefined) return [name, binding.tensor];
    exported ??= readExported(folder);
    const tensor = exported.get(name);
    if (tensor === undefined) {
      throw new EngineError(
        "protocol",
        `trtexec gave no output ${JSON.stringify(name)} for sample ${sampleId}.`,
        {
          advice: "Check that the engine was built from this model.",
        },
      );
    }
    notes.push(
      `Output ${JSON.stringify(name)} was read with six digits only: trtexec wrote no raw binding of it.`,
    );
    return [name, dtype === undefined || dtype.startsWith("float") ? tensor : asIntegers(tensor)];
  });
  return { outputs: new Map(outputs), notes };
}

function readExported(folder: string): ReadonlyMap<string, Tensor> {
  try {
    const text = readFileSync(join(folder, "output.json"), "utf8");
    return new Map(
      parseExportedOutput(text).map(({ name, shape, values }) => [
        name,
        memoryTensor("float64", shape, new Uint8Array(values.buffer)),
      ]),
    );
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return new Map();
    throw error;
  }
}

/** Six digits are exact for integers below a million only. */
function asIntegers(tensor: Tensor): Tensor {
  const values = new Float64Array(elementCount(tensor.shape));
  tensor.read(0, new Uint8Array(values.buffer));
  if (values.some((value) => !Number.isInteger(value) || Math.abs(value) >= 1e6)) {
    throw new EngineError("protocol", "trtexec exported an integer output with too few digits to be read.");
  }
  const integers = BigInt64Array.from([...values], (value) => BigInt(value));
  return memoryTensor("int64", tensor.shape, new Uint8Array(integers.buffer));
}
