/**
 * What one try of a precision plan costs: the model with switches against a fixed emulation of one plan, against the
 * FP32 model, and against what a try costs without switches (emulate, write, load and run a model for it). All through
 * the engine, in one child; times of a pass are the engine's own, medians over rounds that take the models in turns.
 *
 *     node bench/trial-cost.ts [--rounds 7] [--threads 2]   (Node 24 runs TypeScript as it is)
 *
 * Every plan is also checked: the switched outputs must be the fixed ones, to the bit. Aim: at most 1.75 times a fixed
 * emulation for the plans of a search (few nodes in FP32, or few in FP16).
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { toBinary } from "@bufbuild/protobuf";
import { ModelProtoSchema } from "onnx-buf";
import { rolldown } from "rolldown";
import type { EngineSession } from "../src/engines/engine.ts";
import { findNativeLibrary } from "../src/engines/native-library.ts";
import { createOnnxruntimeEngine } from "../src/engines/onnxruntime.ts";
import { openModel } from "../src/files/model.ts";
import { writeModel } from "../src/files/model-writer.ts";
import { emulate } from "../src/onnx/emulate.ts";
import { everythingFp16, keepInFp32, type PrecisionPlan } from "../src/onnx/plan.ts";
import { switchable } from "../src/onnx/switchable.ts";
import { openTrials } from "../src/runs/trials.ts";
import { firstDifference } from "../src/runs/trials-forms.ts";
import type { Tensor } from "../src/tensor/tensor.ts";
import { buildCnnTransformer } from "./cnn-transformer-model.ts";

const { values } = parseArgs({
  options: { rounds: { type: "string", default: "7" }, threads: { type: "string", default: "2" } },
});
const rounds = Number(values.rounds);
const threads = Number(values.threads);
const timeoutMs = 120_000;

const folder = mkdtempSync(join(tmpdir(), "fp16-gate-bench-"));
process.once("exit", () => rmSync(folder, { recursive: true, force: true }));

const workerPath = join(folder, "onnxruntime-worker.mjs");
const bundle = await rolldown({ input: "src/engines/onnxruntime-worker.ts", platform: "node" });
await bundle.write({ file: workerPath, format: "esm" });
await bundle.close();
const engine = createOnnxruntimeEngine({
  workerPath,
  findLibrary: async () =>
    await findNativeLibrary({
      environment: {},
      log: { info: () => undefined },
      mayFetch: false,
      programFolder: process.cwd(),
    }),
});

function waves(pixels: number): Tensor {
  const numbers = Float32Array.from({ length: 3 * pixels * pixels }, (_, at) => Math.sin(at));
  const bytes = new Uint8Array(numbers.buffer);
  return {
    dtype: "float32",
    shape: [1, 3, pixels, pixels],
    read: (start, into) => into.set(bytes.subarray(4 * start, 4 * start + into.length)),
  };
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

let seed = 1;
function random(): number {
  seed = (seed * 48271) % 2147483647;
  return seed / 2147483647;
}

/** The kinds of plan that a search tries, and the worst there is for the switches. */
function plansFor(ids: readonly string[]): ReadonlyMap<string, PrecisionPlan> {
  const at = (share: number): string => ids[Math.floor(share * ids.length)] as string;
  const five = [0.1, 0.3, 0.5, 0.7, 0.9].map(at);
  return new Map([
    ["all in FP16", everythingFp16],
    ["5 apart in FP32", keepInFp32(five)],
    ["16 in a row in FP32", keepInFp32(ids.slice(40, 56))],
    ["all in FP32", keepInFp32(ids)],
    ["1 in FP16", keepInFp32(ids.filter((id) => id !== at(0.5)))],
    ["half, at random", keepInFp32(ids.filter(() => random() < 0.5))],
  ]);
}

interface Pass {
  readonly key: string;
  readonly path: string;
  readonly inputs: ReadonlyMap<string, Tensor>;
}

async function passMs(session: EngineSession, pass: Pass) {
  const samples = ["warm", "steady"].map((id) => ({ id, inputs: pass.inputs }));
  const models = [{ key: pass.key, path: pass.path, keep: true }];
  const { perModel } = await session.run({ models, samples, timeoutMs });
  const run = perModel.get(pass.key);
  return {
    ms: run?.timingsMs.run ?? Number.NaN,
    loadMs: run?.timingsMs.load ?? 0,
    outputs: run?.outputs ?? [],
  };
}

async function measure(title: string, pixels: number, blocks: number, width: number): Promise<void> {
  const path = join(folder, `${title}.onnx`);
  writeFileSync(path, toBinary(ModelProtoSchema, buildCnnTransformer(pixels, blocks, width)));
  const original = openModel(path);
  const workFolder = mkdtempSync(join(folder, "work-"));
  const { model } = original;
  const image = new Map([["image", waves(pixels)]]);
  const session = await engine.open({ workFolder, threads });
  const buildStartMs = performance.now();
  const built = switchable(model);
  const buildMs = performance.now() - buildStartMs;
  const ids = built.switches.nodeIds;
  const plans = plansFor(ids);
  const switched = writeModel(built.model, workFolder, "switched.onnx", { original });
  const passes: Pass[] = [{ key: "FP32 model", path, inputs: image }];
  for (const [key, plan] of plans) {
    const fixed = writeModel(emulate(model, plan).model, workFolder, `fixed-${passes.length}.onnx`, {
      original,
    });
    passes.push({ key: `fixed ${key}`, path: fixed, inputs: image });
    const elements = built.switches.elements(plan) ?? new Uint8Array(0);
    const tensor: Tensor = {
      dtype: "bool",
      shape: [elements.length],
      read: (start, into) => into.set(elements.subarray(start, start + into.length)),
    };
    passes.push({
      key: `switched ${key}`,
      path: switched,
      inputs: new Map([...image, [built.switches.input, tensor]]),
    });
  }
  const loads = new Map<string, number>();
  const times = new Map<string, number[]>();
  for (let round = 0; round <= rounds; round++) {
    const outputs = new Map<string, Awaited<ReturnType<typeof passMs>>["outputs"]>();
    for (const pass of passes) {
      const result = await passMs(session, pass);
      if (round === 0) {
        loads.set(pass.path, Math.max(loads.get(pass.path) ?? 0, result.loadMs));
        outputs.set(pass.key, result.outputs);
      } else times.set(pass.key, [...(times.get(pass.key) ?? []), result.ms]);
    }
    for (const key of round === 0 ? plans.keys() : []) {
      const name = firstDifference(outputs.get(`fixed ${key}`) ?? [], outputs.get(`switched ${key}`) ?? []);
      if (name !== undefined) throw new Error(`${title}, ${key}: output ${name} has other bits`);
    }
  }
  await session.close();
  const ms = (key: string): number => median(times.get(key) ?? []);
  const reference = ms("fixed all in FP16");
  console.log(`\n${title}: ${model.graph?.node.length} nodes, ${ids.length} switched, ${threads} threads`);
  console.log(
    `switched model: built in ${buildMs.toFixed(0)} ms, loaded in ${loads.get(switched)?.toFixed(0)} ms`,
  );
  console.log(`fixed model: loaded in ${loads.get(passes[1]?.path ?? "")?.toFixed(0)} ms`);
  console.log(`FP32 pass ${ms("FP32 model").toFixed(1)} ms, fixed emulation ${reference.toFixed(1)} ms`);
  console.log("plan                  fixed  switched  to its own  to all-FP16");
  for (const key of plans.keys()) {
    const [fixed, own] = [ms(`fixed ${key}`), ms(`switched ${key}`)];
    console.log(
      `${key.padEnd(20)} ${fixed.toFixed(1).padStart(6)} ${own.toFixed(1).padStart(9)} ` +
        `${(own / fixed).toFixed(2).padStart(11)} ${(own / reference).toFixed(2).padStart(12)}`,
    );
  }
  for (const form of ["switched", "fixed"] as const) await measureTries(form);
  if (ids.length > 500)
    await measureTries(
      "switched",
      ids.filter((_, at) => at % Math.ceil(ids.length / 64) === 0),
    );
  original.close();

  /** Wall time of tries one by one, as a search makes them. */
  async function measureTries(form: "switched" | "fixed", candidates?: readonly string[]): Promise<void> {
    const startMs = performance.now();
    const runner = await openTrials({
      model,
      original,
      samples: [{ id: "0001", inputs: image }],
      workFolder: mkdtempSync(join(folder, "trials-")),
      timeoutMs,
      openSession: async () => await engine.open({ workFolder, threads }),
      judge: (outputs) => outputs.length,
      budget: { tries: 1000, wallMs: 600_000 },
      form,
      ...(candidates === undefined ? {} : { candidates }),
    });
    const openMs = performance.now() - startMs;
    const from = candidates ?? ids;
    const tries: number[] = [];
    for (let index = 0; index < rounds; index++) {
      const tryStartMs = performance.now();
      await runner.try([keepInFp32([from[(index * 7) % from.length] as string, from[0] as string])]);
      tries.push(performance.now() - tryStartMs);
    }
    await runner.close();
    const what = candidates === undefined ? form : `${form}, ${candidates.length} candidates`;
    console.log(
      `tries (${what}): opened in ${openMs.toFixed(0)} ms, then ${median(tries).toFixed(0)} ms a try`,
    );
  }
}

console.log(`Node ${process.versions.node}, ${rounds} rounds`);
await measure("detector at 256x256", 256, 7, 128);
await measure("3,000 nodes at 64x64", 64, 98, 32);
