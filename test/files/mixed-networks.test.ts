import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { ModelProto } from "onnx-buf";
import { describe, expect, it } from "vitest";
import { writeMixedModel } from "../../src/files/mixed-writer.ts";
import { openModel } from "../../src/files/model.ts";
import { openTensors } from "../../src/files/tensor-files.ts";
import { decodeModel } from "../../src/onnx/decode.ts";
import { emulate } from "../../src/onnx/emulate.ts";
import { inlineFunctions } from "../../src/onnx/functions.ts";
import { writeMixed } from "../../src/onnx/mixed.ts";
import { everythingFp16 } from "../../src/onnx/plan.ts";
import { elementCount, type Tensor } from "../../src/tensor/tensor.ts";
import { manyPlans, takenAtItsWord } from "../onnx/mixed-reference.ts";
import { typeFaults } from "../onnx/mixed-types.ts";
import { type PlainTensor, run } from "../onnx/onnxruntime-runner.ts";
import { useTemporaryFolder } from "./temporary-folder.ts";

/** Another folder of networks to try: one folder each, with model.onnx and inputs.safetensors. */
const more = process.env["FP16_GATE_NETWORKS"];

const detector = fileURLToPath(new URL("../../examples/detector", import.meta.url));

interface Network {
  readonly name: string;
  readonly model: string;
  readonly inputs: string;
}

const networks: readonly Network[] = [
  ...["job-a", "job-b"].map((job) => ({
    name: `detector, ${job}`,
    model: join(detector, job, "model.onnx"),
    inputs: join(detector, job, "samples", "0000", "inputs.safetensors"),
  })),
  ...(more === undefined ? [] : readdirSync(more)).flatMap((name) =>
    ["model.onnx", "model.opset17.onnx"]
      .map((file) => ({
        name: `${name}/${file}`,
        model: join(more ?? "", name, file),
        inputs: join(more ?? "", name, "inputs.safetensors"),
      }))
      .filter(({ model }) => existsSync(model)),
  ),
];

const temporaryFolder = useTemporaryFolder();

async function readInputs(path: string): Promise<Record<string, PlainTensor>> {
  const files = await openTensors(path);
  const inputs: Record<string, PlainTensor> = {};
  for (const [name, tensor] of files.samples[0] ?? []) {
    inputs[name] = { dtype: tensor.dtype, dims: tensor.shape, data: elements(tensor) };
  }
  files.close();
  return inputs;
}

describe.each(networks)("$name", ({ model: path, inputs: inputsPath }) => {
  it("in mixed precision computes to the bit what the emulation computes, one type per operator", async () => {
    const opened = openModel(path);
    const model = inlineFunctions(openWhole(path));
    const inputs = await readInputs(inputsPath);
    for (const { name, plan } of manyPlans(model, 2, 5)) {
      const expected = await run(emulate(model, plan).model, inputs);
      const mixed = writeMixed(model, plan);
      expect([name, ...typeFaults(mixed)]).toEqual([name]);
      expect([name, await run(takenAtItsWord(mixed), inputs)]).toEqual([name, expected]);
      const written = writeMixedModel(opened, plan, temporaryFolder(), "model.mixed.onnx");
      expect(await run(takenAtItsWord(openWhole(written.path)), inputs), `${name}, from disk`).toEqual(
        expected,
      );
    }
    opened.close();
  });
});

describe("the detector of the example, all in FP16", () => {
  it("is half as large, with a Cast at each input and output only", () => {
    const opened = openModel(networks[0]?.model ?? "");
    const written = writeMixedModel(opened, everythingFp16, temporaryFolder(), "model.mixed.onnx");
    const io = (opened.model.graph?.input.length ?? 0) + (opened.model.graph?.output.length ?? 0);
    opened.close();
    expect(written.castCount).toBe(io);
    expect(written.nodeCount).toMatchObject({ float32: 0, wrapped: 0 });
    expect(written.initializerBytes.after / written.initializerBytes.before).toBeCloseTo(0.5, 2);
  });

  it("run as it is by ONNX Runtime, whose CPU rounds in fewer places, is near the emulation", async () => {
    const { model: path, inputs: inputsPath } = networks[0] as Network;
    const model = openWhole(path);
    const inputs = await readInputs(inputsPath);
    const [direct, emulated] = [
      await run(writeMixed(model, everythingFp16), inputs),
      await run(emulate(model, everythingFp16).model, inputs),
    ];
    for (const [name, { data }] of Object.entries(emulated)) {
      const difference = data.map((value, index) => value - (direct[name]?.data[index] ?? Number.NaN));
      expect({ name, isNear: rms(difference) / rms(data) < 5e-3 }).toEqual({ name, isNear: true });
    }
  });
});

/** The model with all of its weights in memory. */
function openWhole(path: string): ModelProto {
  return decodeModel(readFileSync(path), path);
}

const arrays = {
  float32: Float32Array,
  int64: BigInt64Array,
  int32: Int32Array,
  uint8: Uint8Array,
  bool: Uint8Array,
};

function elements(tensor: Tensor): number[] {
  const values = new arrays[tensor.dtype as keyof typeof arrays](elementCount(tensor.shape));
  tensor.read(0, new Uint8Array(values.buffer));
  return Array.from(values, Number);
}

function rms(values: readonly number[]): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
}
