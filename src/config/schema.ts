import { z } from "zod";
import { engineNames, engineSettings } from "./engine-settings.ts";
import { memorySettings } from "./memory-settings.ts";
import { overrideSettings } from "./override-settings.ts";
import { parseDurationMs, parseQuantity } from "./quantity.ts";

/** Every metric that can be limited: its spelling in the configuration and its key in a `Limits` value. */
export const limitKeys = {
  "max-abs": "maxAbs",
  "mean-abs": "meanAbs",
  rms: "rms",
  "rel-rms": "relRms",
  "max-rel": "maxRel",
  p50: "p50",
  p99: "p99",
  "p99.9": "p999",
  mismatches: "mismatches",
  "unmatched-score": "unmatchedScore",
  cosine: "cosine",
  "snr-db": "snrDb",
  "top-1": "topOne",
} as const;

export type LimitMetric = keyof typeof limitKeys;
export type LimitKey = (typeof limitKeys)[LimitMetric];
export const limitMetrics = Object.keys(limitKeys) as LimitMetric[];

/** Limits on an agreement: the candidate must stay at or above them; at or below all others. */
export const lowerLimitMetrics: ReadonlySet<LimitMetric> = new Set(["cosine", "snr-db", "top-1"]);

/** Metrics that carry the unit of the output itself; the others are ratios, counts or decibels. */
const metricsInOutputUnit: ReadonlySet<LimitMetric> = new Set([
  "max-abs",
  "mean-abs",
  "rms",
  "p50",
  "p99",
  "p99.9",
]);
const shares: ReadonlySet<LimitMetric> = new Set(["rel-rms", "max-rel", "top-1", "unmatched-score"]);

/** A limit as written, its unit checked against what the metric can have. */
export interface WrittenLimit {
  readonly value: number;
  readonly unit: string | undefined;
}

function limitOf(metric: LimitMetric) {
  return z.union([z.number(), z.string()]).transform((written, context): WrittenLimit => {
    const refuse = (message: string): never => {
      context.addIssue({ code: "custom", message });
      return z.NEVER;
    };
    const quantity =
      typeof written === "number" ? { value: written, unit: undefined } : parseQuantity(written);
    if (quantity === undefined || !Number.isFinite(quantity.value)) {
      return refuse(`${metric} must be a number, such as 0.05 or "1 px"; "${String(written)}" is not`);
    }
    if (quantity.value < 0) return refuse(`${metric} must not be negative: ${quantity.value}`);
    if (metricsInOutputUnit.has(metric)) return quantity;
    if (quantity.unit === "%" && shares.has(metric)) return { value: quantity.value / 100, unit: undefined };
    if (quantity.unit === "dB" && metric === "snr-db") return { value: quantity.value, unit: undefined };
    if (quantity.unit !== undefined) {
      return refuse(
        `${metric} has no unit "${quantity.unit}"${shares.has(metric) ? "; a plain number or % is meant" : ""}`,
      );
    }
    return quantity;
  });
}

type LimitShape = { [M in LimitMetric]: z.ZodOptional<ReturnType<typeof limitOf>> };
const limitShape = Object.fromEntries(
  limitMetrics.map((metric) => [metric, limitOf(metric).optional()]),
) as LimitShape;

const toleranceSchema = z.strictObject({
  output: z.string().min(1).meta({ description: "Output name or glob (* and ?)." }),
  unit: z
    .string()
    .min(1)
    .max(16)
    .optional()
    .meta({ description: "Unit of the output, for messages: px, m, logit." }),
  "top-1-axis": z.number().int().optional().meta({ description: "Axis of top-1; the last by default." }),
  ...limitShape,
  warn: z.strictObject(limitShape).optional().meta({ description: "The same metrics, as warnings." }),
});

const matchSchema = z.strictObject({
  outputs: z
    .array(z.string().min(1))
    .min(1)
    .meta({ description: "Outputs that share the permuted row axis." }),
  boxes: z
    .string()
    .min(1)
    .meta({ description: "The output, or columns such as detections[0:4], by which rows are assigned." }),
  scores: z.string().min(1).optional(),
  labels: z.string().min(1).optional(),
  axis: z.number().int().optional(),
  "max-distance": z.number().positive().optional(),
  "min-score": z.number().min(0).optional(),
});

const duration = z.string().transform((text, context): number => {
  const milliseconds = parseDurationMs(text);
  if (typeof milliseconds === "number") return milliseconds;
  context.addIssue({ code: "custom", message: milliseconds });
  return z.NEVER;
});

const positiveInteger = z
  .union([z.number(), z.string().regex(/^\d+$/, "must be a whole number").transform(Number)])
  .pipe(z.number().int().min(1).max(1024));

/** A yes or no, as YAML or as a text; anything else is refused, since a typing error must not mean no. */
const yesOrNo = z.union([z.boolean(), z.enum(["true", "false"]).transform((text) => text === "true")], {
  error: "must be true or false",
});

/** `0.05` for every output, or one limit an output: `{boxes: 1 px}`. */
const maxAbsSchema = z.union([
  z
    .union([z.number(), z.string()])
    .pipe(limitOf("max-abs"))
    .transform((limit) => ({ "*": limit })),
  z.record(z.string().min(1), limitOf("max-abs")),
]);

/**
 * What one source (the config file, the command line or the action's inputs) may set. Kebab-case spelling is the
 * same in all three. Nothing has a default here, so that a later source never hides an earlier one by accident.
 */
export const settingsSchema = z.strictObject({
  model: z.string().min(1).optional().meta({ description: "ONNX file to judge." }),
  samples: z
    .string()
    .min(1)
    .optional()
    .meta({ description: "Folder of samples with inputs and references." }),
  engine: z.enum(engineNames).optional().meta({
    description:
      "emulated: FP16 on the CPU; recorded: candidate.* beside each sample's reference; else the engine that decides.",
  }),
  candidate: z.string().min(1).optional().meta({
    description:
      "FP16 or mixed ONNX that a converter made from the model: judged by its own casts and constants, in place of an emulation of the model.",
  }),
  ...engineSettings,
  "max-abs": maxAbsSchema.optional().meta({ description: "Largest accepted absolute difference." }),
  enforce: z.enum(["fail", "warn"]).optional().meta({ description: "warn: report, but exit 0." }),
  explain: z
    .enum(["auto", "never"])
    .optional()
    .meta({ description: "auto: measure every node and name the guilty ones; never: the verdict alone." }),
  ...overrideSettings,
  out: z.string().min(1).optional().meta({ description: "Folder for result.json and the reports." }),
  "ort-path": z.string().min(1).optional().meta({ description: "Folder of an unpacked onnxruntime-node." }),
  timeout: duration.optional().meta({ description: "Longest time for one engine run, such as 10m." }),
  threads: positiveInteger.optional().meta({ description: "Threads of the embedded engine." }),
  "extra-outputs": z
    .enum(["fail", "allow"])
    .optional()
    .meta({ description: "What to do with outputs that the reference lacks." }),
  comment: z.enum(["always", "on-change", "on-failure", "never"]).optional().meta({
    description: "When the action comments on the pull request; an old comment is always brought up to date.",
  }),
  "check-run": yesOrNo
    .optional()
    .meta({ description: "Whether the action makes a check run of its own, besides the job." }),
  status: z.enum(["auto", "always", "never"]).optional().meta({
    description: "auto: a commit status where the job's exit status is not shown at the commit.",
  }),
  tolerances: z.array(toleranceSchema).optional().meta({ description: "Limits per output." }),
  match: z.array(matchSchema).optional().meta({ description: "Outputs whose rows may be permuted." }),
  ...memorySettings,
});

/** One source's settings, validated. */
export type Settings = z.output<typeof settingsSchema>;
export type ToleranceSettings = z.output<typeof toleranceSchema>;
export type MatchSettings = z.output<typeof matchSchema>;
