import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { useTemporaryFolder } from "../files/temporary-folder.ts";
import { root } from "../support/run-process.ts";
import { runCli } from "./gate-case.ts";

const newFolder = useTemporaryFolder();
const fixtures = join(root, "test", "fixtures", "engines");

interface Saved {
  verdict: { kind: string };
  diagnosis: { kind: string; text: string };
  legs: { kind: string; judged: boolean; passed: boolean }[];
  outputs: { name: string; metrics: { maxAbs: number } }[];
  layers: { node: string }[];
  engine: { name: string; version: string; device: string; realisedPrecision?: string };
  overrides?: {
    nodes: string[];
    verifiedOn: string;
    after: { passed: boolean }[];
    latency?: { beforeMs: number; afterMs: number };
  };
}

/** `check` on a network of the fixtures, answered by what a real engine said when the same was asked on a GPU. */
async function replay(
  engine: string,
  network: string,
  model: string,
): Promise<{ status: number | string; text: string; result: Saved }> {
  const folder = newFolder();
  const samples = join(fixtures, "networks", network);
  const { atol } = JSON.parse(readFileSync(join(samples, "truth.json"), "utf8")) as { atol: number };
  const driver = [process.execPath, join(root, "scripts", "replay-driver.mjs"), join(fixtures, engine)];
  const run = await runCli(
    folder,
    "check",
    join(samples, model),
    "--samples",
    samples,
    "--max-abs",
    String(atol),
    "--key",
    network,
    "--engine",
    "driver",
    "--driver",
    JSON.stringify(driver),
    "--typing",
    engine.startsWith("tensorrt") ? "weak" : "strong",
  );
  const result = JSON.parse(readFileSync(join(folder, "fp16-gate-out", "result.json"), "utf8")) as Saved;
  return { status: run.status, text: run.stdout + run.stderr, result };
}

const worst = (result: Saved): number => Math.max(...result.outputs.map(({ metrics }) => metrics.maxAbs));

describe("TensorRT 8.6.1 on an H200, replayed", () => {
  const onTensorrt = (network: string) => replay("tensorrt-8.6.1", network, "model.opset17.onnx");

  test("a healthy network passes, and the engine is named", async () => {
    const { status, result } = await onTensorrt("healthy");
    expect(status).toBe(0);
    expect(result).toMatchObject({
      diagnosis: { kind: "healthy" },
      engine: { name: "tensorrt", version: "8.6.1", device: "NVIDIA H200" },
    });
    expect(worst(result)).toBeLessThan(0.003);
  });

  test("an overflow in a normalisation fails, as the emulation says, and the FP32 engine is right", async () => {
    const { status, result } = await onTensorrt("rmsnorm_overflow");
    expect(status).toBe(1);
    expect(result).toMatchObject({ verdict: { kind: "fail" }, diagnosis: { kind: "precision" } });
    expect(worst(result)).toBeCloseTo(1.28, 1);
    expect(result.legs.find(({ kind }) => kind === "engine-fp32")?.passed).toBe(true);
    expect(result.layers.map(({ node }) => node)).toContain("/norm/Pow");
  });

  test("the overrides that the search found were tried on that engine and repair it, with their price", async () => {
    const { overrides } = (await onTensorrt("rmsnorm_overflow")).result;
    expect(overrides?.nodes).toEqual(["/norm/Pow", "/norm/ReduceMean", "/norm/Add", "/norm/Sqrt"]);
    expect(overrides?.verifiedOn).toContain("TensorRT 8.6.1 on NVIDIA H200");
    expect(overrides?.after.every(({ passed }) => passed)).toBe(true);
    expect(overrides?.latency?.beforeMs).toBeCloseTo(0.133, 3);
  });

  test("a mask that a fusion saves passes as latent, and the warning names its nodes", async () => {
    const { status, text, result } = await onTensorrt("mask_minus_1e9");
    expect(status).toBe(0);
    expect(result).toMatchObject({ verdict: { kind: "pass" }, diagnosis: { kind: "latent" } });
    expect(result.legs.find(({ kind }) => kind === "emulation")?.passed).toBe(false);
    expect(result.diagnosis.text).toContain("Only a fusion protects");
    expect(result.layers.map(({ node }) => node)).toContain("/mattn/Softmax");
    expect(text).toMatch(/^PASS.*with \d warnings/m);
  });
});

describe("ONNX Runtime's CUDA provider on an H200, replayed", () => {
  const onCuda = (network: string) => replay("onnxruntime-1.31.1", network, "model.onnx");

  test("a scale that is fused into the product saves the attention: latent", async () => {
    const { status, result } = await onCuda("attention_unscaled");
    expect(status).toBe(0);
    expect(result).toMatchObject({ diagnosis: { kind: "latent" }, engine: { device: "NVIDIA H200" } });
    expect(worst(result)).toBeLessThan(0.003);
  });

  test("an overflow in a normalisation fails there, too, and its overrides repair it there", async () => {
    const { status, result } = await onCuda("rmsnorm_overflow");
    expect(status).toBe(1);
    expect(result).toMatchObject({ diagnosis: { kind: "precision" } });
    expect(worst(result)).toBeCloseTo(1.29, 1);
    expect(result.overrides?.verifiedOn).toContain("ONNX Runtime 1.31.1 on NVIDIA H200");
  });
});
