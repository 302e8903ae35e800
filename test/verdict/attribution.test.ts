import { describe, expect, test } from "vitest";
import { attribute, incomparability } from "../../src/verdict/attribution.ts";
import type { EarlierFacts } from "../../src/verdict/job-facts.ts";
import { jobAt } from "./jobs.ts";

const job = (more: Partial<EarlierFacts> = {}) => jobAt(0.3, more);
const onGpu = (more: Partial<NonNullable<EarlierFacts["engine"]>> = {}, gpu = "A10") =>
  job({
    engine: { name: "tensorrt", version: "10.3", device: gpu, ...more },
    environment: { platform: "linux", arch: "x64", gpu },
  });

describe("what changed is told by hashes", () => {
  test.each([
    [{ model: { sha256: { file: "f2", graph: "g1", weights: "w2" } } }, "Changed: weights."],
    [{ model: { sha256: { file: "f2", graph: "g2", weights: "w2" } } }, "Changed: weights and graph."],
    [{ samples: { sha256: "s2" } }, "Changed: samples."],
    [{ config: { sha256: "c2" } }, "Changed: limits."],
    [
      { environment: { platform: "linux", arch: "x64", cpu: "Xeon" } },
      "Only the environment changed (CPU: EPYC -> Xeon).",
    ],
    [{ tool: { version: "0.2.0" } }, "Only the environment changed (fp16-gate: 0.1.0 -> 0.2.0)."],
    [{}, "Model, samples, limits and environment: nothing changed that is known."],
    [
      { samples: undefined },
      "Model, samples, limits and environment: nothing changed that is known. Not known of samples.",
    ],
  ])("%o", (more, text) => {
    expect(attribute(job(), job(more)).text).toBe(text);
  });

  test("of a converted model its file", () => {
    const candidate = (file: string) => job({ candidate: { model: { sha256: { file } } } });
    expect(attribute(candidate("1"), candidate("1")).weights).toBe("same");
    expect(attribute(candidate("1"), candidate("2")).text).toBe("Changed: weights and graph.");
  });

  test("a missing hash is unknown, never the same", () => {
    const { weights, graph } = attribute(job({ model: { sha256: { file: "f0" } } }), job());
    expect([weights, graph]).toEqual(["unknown", "unknown"]);
  });
});

describe("another environment is not comparable", () => {
  test.each([
    ["engine", onGpu(), onGpu({ name: "onnxruntime" })],
    ["version", onGpu(), onGpu({ version: "10.13" })],
    ["GPU", onGpu(), onGpu({}, "H100")],
    ["precision", onGpu(), onGpu({ realisedPrecision: "bf16" })],
    ["emulation of another ONNX Runtime", job(), job({ engine: { name: "emulated", version: "1.31.0" } })],
    ["a converted model", job(), job({ legs: [{ kind: "candidate", judged: true }] })],
    ["architecture", job(), job({ environment: { platform: "linux", arch: "arm64" } })],
    ["an engine that is not known", job({ engine: undefined }), job()],
  ])("%s", (_, before, after) => {
    expect(incomparability(before, after)).toBeDefined();
  });

  test("the emulation on another processor of one architecture is", () => {
    expect(
      incomparability(
        job(),
        job({ environment: { platform: "linux", arch: "x64", cpu: "Xeon", gpu: "T4" } }),
      ),
    ).toBeUndefined();
  });

  test("recorded outputs are, wherever the gate ran", () => {
    const recorded = { engine: { name: "recorded" } };
    const elsewhere = { ...recorded, environment: { platform: "darwin", arch: "arm64" } };
    expect(incomparability(job(recorded), job(elsewhere))).toBeUndefined();
  });
});
