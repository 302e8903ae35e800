import { z } from "zod";
import { modelDifferenceKinds } from "../compare/model-difference.ts";
import { modelSchema } from "./provenance-schema.ts";
import { count, figure } from "./wire-number.ts";

const text = z.string();

/** One thing in which a converted model differs from the FP32 model in more than precision. */
const differenceSchema = z
  .strictObject({
    kind: z.enum(modelDifferenceKinds),
    level: z.enum(["warn", "note"]).meta({
      description: "warn: it can change results beyond rounding; note: it says how the model was made.",
    }),
    node: text.optional().meta({ description: "Of the candidate where it has one, else of the FP32 model." }),
    op: text.optional(),
    name: text.optional().meta({ description: "Of the constant, attribute, input or output." }),
    count: count.optional().meta({ description: "Elements of a constant, or nodes." }),
    elements: count.optional().meta({ description: "Of the whole constant." }),
    example: z
      .strictObject({
        index: count.meta({ description: "Position in C order." }),
        reference: figure,
        candidate: figure,
      })
      .optional(),
    text,
  })
  .meta({ id: "ModelDifference" });

/** A model from a converter, judged by its own casts and constants. `model` is the FP32 model that it was made from. */
export const candidateSchema = z.strictObject({
  model: modelSchema,
  precision: z.strictObject({
    fp16Nodes: count,
    bf16Nodes: count,
    fp32Nodes: count.meta({
      description: "Computing nodes that keep to FP32; data movement is not counted.",
    }),
    casts: count.meta({ description: "Casts between float types." }),
  }),
  nodes: z.strictObject({
    matched: count.meta({ description: "Nodes of the FP32 model that have a counterpart." }),
    reference: count,
    candidate: count,
  }),
  constants: count.meta({ description: "Constants of both models that were compared." }),
  differences: z.array(differenceSchema).meta({ description: "Most serious first." }),
  omitted: count.optional().meta({ description: "Further differences that are not listed." }),
});
