import { z } from "zod";

const text = z.string();
const amount = z.number().min(0);
const files = z.record(text.min(1), text.min(1));

const sampleSchema = z.strictObject({
  outputs: files,
  intermediates: files.optional(),
  repeats: z.array(z.strictObject({ outputs: files })).optional(),
});

const clocksSchema = z.strictObject({
  smMHz: amount.optional(),
  smMaxMHz: amount.optional(),
  memoryMHz: amount.optional(),
  temperatureC: z.number().optional(),
  powerW: amount.optional(),
});

const latencySchema = z.strictObject({
  median: z.number().positive(),
  p95: z.number().positive(),
  mean: amount.optional(),
  min: amount.optional(),
  max: amount.optional(),
  runs: z.int().min(1).optional(),
  warmUpRuns: z.int().min(0).optional(),
  method: z.enum(["gpu-events", "wall-clock"]).optional(),
  includesTransfers: z.boolean().optional(),
  clocks: z.strictObject({ before: clocksSchema, after: clocksSchema }).optional(),
});

const buildSchema = z.strictObject({
  seconds: amount.optional(),
  sizeBytes: z.int().min(0).optional(),
  flags: z.array(text).optional(),
  timingCacheHash: text.optional(),
  engineFile: text.optional(),
  fromCache: z.boolean().optional(),
});

const tensorSchema = z.strictObject({ name: text.optional(), dtype: text, format: text.optional() });

const layerSchema = z.strictObject({
  name: text,
  type: text.optional(),
  onnxNodes: z.array(text),
  precision: z.enum(["fp32", "fp16", "bf16", "int8", "fp8", "other"]).optional(),
  inputs: z.array(tensorSchema).optional(),
  outputs: z.array(tensorSchema).optional(),
  provider: text.optional(),
  tactic: text.optional(),
  timeMs: amount.optional(),
});

const engineSchema = z.strictObject({
  name: text.min(1),
  version: text.min(1),
  device: text.min(1),
  computeCapability: text.optional(),
  driver: text.optional(),
  cuda: text.optional(),
  details: z.record(text, z.union([text, z.number(), z.boolean()])).optional(),
});

const oneBuild = {
  samples: z.array(sampleSchema),
  latencyMs: latencySchema.optional(),
  build: buildSchema.optional(),
  layers: z.array(layerSchema).optional(),
};

/** `result.json` of a driver, protocol 1. Unknown keys are refused, so that a misspelt one is not taken for an absent one. */
export const answerSchema = z.strictObject({
  protocol: z.literal(1),
  engine: engineSchema,
  typing: z.enum(["weak", "strong"]),
  ...oneBuild,
  applied: z
    .array(
      z.strictObject({
        node: text,
        status: z.enum(["constrained", "in-model", "not-found", "not-forceable"]),
        layers: z.array(text).optional(),
      }),
    )
    .optional(),
  builds: z.array(z.strictObject(oneBuild)).optional(),
  notes: z.array(text).optional(),
});

export type WrittenAnswer = z.output<typeof answerSchema>;
export type WrittenBuild = NonNullable<WrittenAnswer["builds"]>[number];
