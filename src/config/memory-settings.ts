import { z } from "zod";
import { parseQuantity, type Quantity } from "./quantity.ts";

const longestName = 200;

/** A date without a time: the last day on which a waiver holds. */
const day = z.string().transform((text, context): string => {
  const isDay = /^\d{4}-\d\d-\d\d$/.test(text);
  const ms = isDay ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  if (!Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text)) return text;
  context.addIssue({ code: "custom", message: `"${text}" is not a date such as 2026-12-31` });
  return z.NEVER;
});

const amount = z.union([z.number(), z.string()]).transform((written, context): Quantity => {
  const quantity = typeof written === "number" ? { value: written, unit: undefined } : parseQuantity(written);
  if (quantity !== undefined && Number.isFinite(quantity.value) && quantity.value >= 0) return quantity;
  const message = `amount must be a number of zero or more, such as 0.2 or "0.2 px"; "${String(written)}" is not`;
  context.addIssue({ code: "custom", message });
  return z.NEVER;
});

const regressionSchema = z
  .strictObject({
    output: z.string().min(1).meta({ description: "Output name or glob (* and ?)." }),
    factor: z
      .number()
      .min(1)
      .optional()
      .meta({ description: "A regression is beyond this many times the base's max-abs." }),
    amount: amount
      .optional()
      .meta({ description: "And beyond the base's max-abs by this much, in the output's unit." }),
    level: z.enum(["fail", "warn"]).optional().meta({ description: "fail by default." }),
  })
  .refine(({ factor, amount }) => factor !== undefined || amount !== undefined, {
    message: "neither factor nor amount is given",
  });

const waiverSchema = z
  .strictObject({
    output: z.string().min(1).optional().meta({ description: "Output name or glob." }),
    layer: z.string().min(1).optional().meta({ description: "Node, key or module path, or a glob." }),
    reason: z.string().trim().min(1),
    by: z.string().trim().min(1).meta({ description: "Who answers for it." }),
    expires: day.meta({ description: "Last day on which it holds, in UTC: 2026-12-31." }),
  })
  .refine(({ output, layer }) => (output === undefined) !== (layer === undefined), {
    message: "exactly one of output and layer must be given",
  });

/** Settings of the comparison with earlier jobs, for the schema of all settings. */
export const memorySettings = {
  key: z
    .string()
    .min(1)
    .max(longestName)
    .regex(/^[^\p{Cc}\p{Cf}]+$/u, "must be one line without control characters")
    .optional()
    .meta({
      description:
        "Name of this gate; earlier jobs of the same key are compared with. Default: the model's file name.",
    }),
  baseline: z
    .string()
    .min(1)
    .optional()
    .meta({ description: "Where earlier results are: artifact, none, or the path of a result.json." }),
  "baseline-max-days": z
    .union([z.number(), z.string().regex(/^\d+$/, "must be a whole number").transform(Number)])
    .pipe(z.number().int().min(1).max(3650))
    .optional()
    .meta({ description: "Older results are not used; 90 by default." }),
  "config-from": z
    .enum(["own", "base"])
    .optional()
    .meta({ description: "base: judge by the limits that the base was judged by." }),
  known: z
    .enum(["warn", "fail"])
    .optional()
    .meta({ description: "What a failure does that the base shows as well; warn by default." }),
  regression: z.array(regressionSchema).optional().meta({ description: "Limits against the base." }),
  waivers: z
    .array(waiverSchema)
    .optional()
    .meta({ description: "Crossed limits that are excused until a date." }),
};
