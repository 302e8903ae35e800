import { z } from "zod";

const text = z.string();
const limits = z.record(text, z.number()).meta({ description: "By metric: max-abs, rel-rms, …" });

/**
 * All by which a job is judged, every default applied. The next job compares its own with it, to name what a pull
 * request loosens, and can be judged by it (`config-from: base`).
 */
export const effectiveSchema = z
  .strictObject({
    tolerances: z.array(
      z.strictObject({
        output: text,
        unit: text.optional(),
        fail: limits,
        warn: limits,
        topOneAxis: z.number().int().optional(),
        precedence: z.number().int().min(0),
      }),
    ),
    match: z.array(
      z.strictObject({
        outputs: z.array(text),
        boxes: text,
        scores: text.optional(),
        labels: text.optional(),
        axis: z.number().int().optional(),
        maxDistance: z.number().optional(),
        minScore: z.number().optional(),
      }),
    ),
    extraOutputs: z.enum(["fail", "allow"]),
    known: z.enum(["fail", "warn"]),
    regression: z.array(
      z.strictObject({
        output: text,
        factor: z.number().optional(),
        amount: z.number().optional(),
        unit: text.optional(),
        level: z.enum(["fail", "warn"]),
      }),
    ),
    waivers: z.array(
      z.strictObject({
        output: text.optional(),
        layer: text.optional(),
        reason: text,
        by: text,
        expires: text,
      }),
    ),
    baseline: text.meta({ description: "`artifact`, `none` or a path." }),
    baselineMaxDays: z.number(),
    configFrom: z.enum(["own", "base"]),
  })
  .meta({ id: "EffectiveConfig" });
