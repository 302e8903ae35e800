import { z } from "zod";
import { effectiveSchema } from "./effective-schema.ts";
import { count, sha256 } from "./wire-number.ts";

const text = z.string();
const durationMs = z.number().min(0);

/** Who wrote the result. */
export const toolSchema = z.strictObject({ name: text.min(1), version: text.min(1) });

/** What produced the candidate outputs that were judged. */
export const engineSchema = z.strictObject({
  name: text
    .min(1)
    .meta({ description: "emulated, recorded, tensorrt, onnxruntime, torch, trtexec or driver." }),
  version: text.optional(),
  device: text.optional(),
  realisedPrecision: text
    .optional()
    .meta({ description: "What the engine really ran in, which may differ from what was asked for." }),
  notes: z.array(text).meta({ description: "What a reader must know of how the candidate was made." }),
});

/** The machine. Nothing here enters a verdict. */
export const environmentSchema = z.strictObject({
  node: text,
  platform: text,
  arch: text.optional(),
  cpu: text.optional(),
  cpuCount: count.optional(),
  memoryBytes: count.optional(),
  gpu: text.optional(),
  driver: text.optional(),
  checkout: z
    .strictObject({
      serverUrl: text.regex(/^https:\/\/[a-z0-9.-]+(?::\d+)?$/i, "must be https://HOST"),
      repository: text.regex(/^[\w.-]+\/[\w.-]+$/, "must be OWNER/NAME"),
      commit: text.regex(/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/, "must be a full commit hash"),
    })
    .optional()
    .meta({
      description: "Where the source lines of `layers` can be read; they are linked when it is known.",
    }),
});

/** The model that was judged. `file` is the path as given. */
export const modelSchema = z.strictObject({
  file: text,
  sizeBytes: count.optional(),
  sha256: z.strictObject({
    file: sha256.meta({ description: "Of the .onnx file itself." }),
    graph: sha256.optional().meta({ description: "Of the graph without its weights." }),
    weights: sha256.optional().meta({ description: "Of the weights alone, external data included." }),
  }),
  opset: count.optional(),
  irVersion: count.optional(),
  producer: text.optional(),
  nodes: count.optional(),
});

/** The samples; `manifest` is what the training side recorded about them. */
export const samplesSchema = z.strictObject({
  count,
  directory: text,
  sha256: sha256.optional(),
  manifest: z
    .array(z.strictObject({ name: text, value: text }))
    .optional()
    .meta({
      description: "Entries of manifest.json that name the training job: torch, commit, checkpoint, seed.",
    }),
});

/** How the gate was set up. */
export const configSchema = z.strictObject({
  sha256: sha256.optional(),
  limits: z
    .enum(["default", "config", "flag", "input"])
    .meta({ description: "The strongest source that set a limit." }),
  enforce: z.enum(["fail", "warn"]),
  effective: effectiveSchema.optional(),
});

/** Wall time of each phase in milliseconds; phases that did not run are absent. */
export const timingsSchema = z.strictObject({
  totalMs: durationMs.optional(),
  readMs: durationMs.optional(),
  emulateMs: durationMs.optional(),
  runMs: durationMs.optional(),
  compareMs: durationMs.optional(),
  localiseMs: durationMs.optional(),
  searchMs: durationMs.optional().meta({ description: "Part of localiseMs: the search for FP32 nodes." }),
});
