import { z } from "zod";
import { parseDurationMs } from "./quantity.ts";

/** More tries than this find nothing that fewer did not. */
const mostTries = 10_000;

const noSearch = "to search nothing, set overrides: never";

const tries = z.union([z.number(), z.string()]).transform((written, context): number => {
  const count = typeof written === "number" || /^[+-]?\d+$/.test(written) ? Number(written) : Number.NaN;
  if (Number.isInteger(count) && count >= 1 && count <= mostTries) return count;
  const message = !Number.isInteger(count)
    ? `must be a whole number; "${written}" is not`
    : count > mostTries
      ? `must be at most ${mostTries}`
      : `must be at least 1; ${noSearch}`;
  context.addIssue({ code: "custom", message });
  return z.NEVER;
});

const searchTime = z.string().transform((text, context): number => {
  const milliseconds = parseDurationMs(text);
  if (typeof milliseconds === "number") return milliseconds;
  const isZero = milliseconds.endsWith("longer than zero");
  context.addIssue({ code: "custom", message: isZero ? `${milliseconds}; ${noSearch}` : milliseconds });
  return z.NEVER;
});

/** Settings of the search for nodes to keep in FP32, for the schema of all settings. */
export const overrideSettings = {
  overrides: z.enum(["auto", "never"]).optional().meta({
    description:
      "auto: where FP16 fails, search the nodes to keep in FP32 and write them for every tool; never: don't.",
  }),
  "search-tries": tries
    .optional()
    .meta({ description: "Most plans that the search may try; 60 are enough for most networks." }),
  "search-time": searchTime
    .optional()
    .meta({ description: "Longest time for localisation and search together, such as 10m." }),
  plan: z
    .string()
    .min(1)
    .optional()
    .meta({ description: "A plan.json of an earlier run: the model is judged with its nodes in FP32." }),
  "mixed-io-types": z.enum(["keep", "fp16"]).optional().meta({
    description:
      "Inputs and outputs of model.mixed.onnx: keep the model's types, or FP16 where nothing in FP32 needs them.",
  }),
};
