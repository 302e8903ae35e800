import { z } from "zod";
import { count, figure } from "./wire-number.ts";

const text = z.string();
const amount = z.number().min(0);

const latencySchema = z
  .strictObject({
    medianMs: amount,
    p95Ms: amount,
    runs: count.optional(),
    method: z.enum(["gpu-events", "wall-clock"]).optional(),
    clocks: text.optional().meta({ description: "Clocks of the device before and after, in words." }),
  })
  .meta({ id: "EngineLatency" });

const buildSchema = z.strictObject({
  seconds: amount.optional(),
  sizeBytes: count.optional(),
  flags: z.array(text).optional(),
  timingCacheHash: text
    .optional()
    .meta({ description: "SHA-256 of the timing cache that the build started from." }),
  latency: latencySchema.optional(),
});

/** One layer of the engine, and what it computes. */
const engineLayerSchema = z.strictObject({
  name: text,
  type: text.optional(),
  precision: z.enum(["fp32", "fp16", "bf16", "int8", "fp8", "other"]).optional(),
  tactic: text.optional(),
  provider: text.optional(),
  timeMs: amount.optional(),
  nodes: z
    .array(text)
    .meta({ description: "Nodes of the model that it computes; empty for what the engine added." }),
  modules: z.array(text).optional().meta({ description: "PyTorch modules of these nodes." }),
  sources: z.array(text).optional().meta({ description: "`FILE:LINE` as the model records it." }),
});

const noiseSchema = z.strictObject({
  kind: z.enum(["run-to-run", "rebuild"]),
  output: text,
  metric: text,
  value: figure,
  unit: text.optional(),
});

const testSchema = z.strictObject({
  name: text,
  outcome: z.enum(["passed", "failed", "not-run"]),
  text: text.meta({ description: "One sentence: what was done and found." }),
});

/** Where a real engine goes wrong although FP16 itself does not. */
const faultSchema = z.strictObject({
  kind: z.enum(["accumulation", "fusion", "kernel", "build", "unlocated"]),
  text: text.meta({ description: "What was found, and what to do." }),
  nodes: z.array(text).meta({ description: "The first nodes behind which the engine is wrong." }),
  marks: z.array(text).optional().meta({ description: "Tensors that, taken as outputs, split the fusion." }),
  fp32Nodes: z.array(text).optional().meta({ description: "Kept in FP32 on this engine, these repair it." }),
});

/** What a real engine did: where, how it was built, in what precision, how steadily. Absent for emulated and recorded. */
export const engineRunSchema = z.strictObject({
  typing: z.enum(["weak", "strong"]),
  engineFile: text.optional().meta({ description: "The built engine that was judged." }),
  computeCapability: text.optional(),
  driver: text.optional(),
  cuda: text.optional(),
  details: z
    .array(z.strictObject({ name: text, value: text }))
    .optional()
    .meta({ description: "Versions and settings as the driver reports them." }),
  builds: z.array(buildSchema),
  precision: z
    .strictObject({
      realised: z.enum(["fp16", "fp32", "mixed", "unknown"]),
      layers: z.record(text, count).meta({ description: "Layers by precision." }),
      text,
    })
    .optional(),
  noise: z.array(noiseSchema),
  tests: z.array(testSchema).optional().meta({ description: "What tells a faulty kernel from precision." }),
  fault: faultSchema.optional(),
  layers: z.array(engineLayerSchema).optional().meta({ description: "In the order of the engine." }),
  layersLeftOut: count.optional(),
});

export type EngineRunResult = z.output<typeof engineRunSchema>;
