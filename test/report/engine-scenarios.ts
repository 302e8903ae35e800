import type { EngineRunResult } from "../../src/report/engine-schema.ts";
import type { GateResult } from "../../src/report/result.ts";
import { finding, output, resultOf } from "./scenarios.ts";

const engineRun: EngineRunResult = {
  typing: "weak",
  computeCapability: "9.0",
  driver: "580.159.04",
  cuda: "13.0",
  details: [{ name: "python", value: "3.11.7" }],
  builds: [
    {
      seconds: 32.65,
      sizeBytes: 1_482_330,
      flags: ["FP16", "OBEY_PRECISION_CONSTRAINTS"],
      timingCacheHash: "7".repeat(64),
      latency: {
        medianMs: 0.2019,
        p95Ms: 0.2361,
        runs: 100,
        method: "gpu-events",
        clocks: "SM 1980 of 1980 MHz before, SM 1965 of 1980 MHz after",
      },
    },
  ],
  precision: { realised: "mixed", layers: { fp16: 4, fp32: 1 }, text: "4 FP16, 1 FP32 layers" },
  noise: [{ kind: "rebuild", output: "boxes", metric: "max-abs", value: 0.03, unit: "px" }],
  layers: [
    {
      name: "/stem/c1/Conv + /stem/Relu",
      type: "CaskConvolution",
      precision: "fp16",
      tactic: "sm80_xmma_fprop_implicit_gemm_f16f16_f16f16_f16",
      timeMs: 0.0072,
      nodes: ["/stem/c1/Conv", "/stem/Relu"],
      modules: ["stem"],
      sources: ["models/detector.py:31"],
    },
    {
      name: "__myl_PowMean_myl0_3|<img src=x onerror=alert(1)>",
      type: "kgen",
      precision: "fp16",
      nodes: ["decoder.norm/Pow"],
    },
    { name: "Reformatting CopyNode for Output Tensor 0", type: "Reformat", precision: "fp32", nodes: [] },
  ],
};

const engine = {
  name: "tensorrt",
  version: "8.6.1",
  device: "NVIDIA H200",
  realisedPrecision: "4 FP16, 1 FP32 layers",
  notes: ["TensorRT warns: 26 weights are affected by this issue: Detected subnormal FP16 values."],
};

const px = { unit: "px" };

/** The engine is wrong although FP16 is right: located on the engine. */
function fault(): GateResult {
  return resultOf({
    judged: {
      kind: "engine-fp16",
      outputs: [output("boxes", 4.07, { unit: "px", passed: false, level: "fail" })],
      findings: [finding("boxes", "max-abs", 4.07, 1, px)],
    },
    extra: {
      engine,
      engineRun: {
        ...engineRun,
        tests: [
          { name: "same engine twice", outcome: "passed", text: "Two runs give the same bits." },
          {
            name: "identical rows",
            outcome: "failed",
            text: '2 identical rows give unequal rows of "boxes": a kernel is wrong, whatever the precision.',
          },
          { name: "batch 1 against batch n", outcome: "not-run", text: "The model's batch size is fixed." },
        ],
        fault: {
          kind: "kernel",
          text: "The engine is right before `decoder.norm/Pow` and wrong behind, and FP32 there does not repair it.",
          nodes: ["decoder.norm/Pow"],
        },
      },
      diagnosis: {
        kind: "engine",
        text: "FP16 as the graph defines it stays within the limits, so this engine or one of its kernels is at fault.",
      },
    },
  });
}

/** The engine is right although FP16 is wrong. */
function latent(): GateResult {
  const result = resultOf({
    judged: {
      kind: "engine-fp16",
      outputs: [output("boxes", 0.31, { unit: "px" })],
      findings: [finding("boxes", "max-abs", 0.31, 1, px)],
    },
    others: [
      {
        kind: "engine-fp32",
        judged: false,
        passed: false,
        skipped: "the FP16 engine keeps to its limits, so it was not needed",
        outputs: [],
      },
    ],
    extra: {
      engine,
      engineRun,
      diagnosis: {
        kind: "latent",
        text: "This engine stays within its limits, but FP16 as the graph defines it does not. Only a fusion protects `decoder.norm/Pow`.",
      },
    },
  });
  const warning = finding("boxes", "max-abs", 4.07, 1, { ...px, level: "warn" });
  return {
    ...result,
    verdict: { ...result.verdict, findings: [...result.verdict.findings, { ...warning, leg: "emulation" }] },
  };
}

export const engineScenarios: Readonly<Record<string, () => GateResult>> = {
  "engine-fault": fault,
  "engine-latent": latent,
};
