import { z } from "zod";
import { count, figure } from "./wire-number.ts";

const text = z.string();

/** An error of one tensor: largest and rms difference, the latter also relative to the reference's rms. */
const errorSchema = z
  .strictObject({
    max: figure,
    rms: figure,
    relRms: figure,
    nonFinite: count.meta({
      description: "Elements that are NaN or infinite on one side only; not in the others.",
    }),
  })
  .meta({ id: "TensorError" });

/** A line of the model's source. `file` is relative to the checkout where it could be found there. */
export const sourceSchema = z
  .strictObject({
    file: text,
    line: z.number().int().min(1),
    code: text.optional().meta({ description: "That line of the model's source." }),
  })
  .meta({ id: "SourceLine" });

const histogramSchema = z.strictObject({
  firstExponent: z
    .number()
    .int()
    .min(-160)
    .max(128)
    .meta({ description: "counts[i] is of magnitudes from 2^(firstExponent + i) up to the next power." }),
  counts: z.array(count).min(1).max(320),
});

/** What FP16 makes of the finite values of one tensor of the FP32 reference. */
const rangeSchema = z
  .strictObject({
    elements: count,
    nonZero: count.optional().meta({ description: "The shares of flushed and subnormal are over these." }),
    absMax: figure,
    rms: figure,
    overflows: count.meta({ description: "Elements that become infinite in FP16 (65520 and beyond)." }),
    flushed: count.meta({ description: "Non-zero elements that become 0 in FP16 (2^-25 and less)." }),
    subnormal: count.meta({ description: "Elements that are subnormal in FP16 (below 2^-14)." }),
    nonFinite: count.optional().meta({ description: "NaN or infinite in the FP32 reference already." }),
    histogram: histogramSchema.optional(),
  })
  .meta({ id: "ValueRange" });

/** What happens to one output when precisions change; excess is distance over limit, 1 at the limit. */
const counterfactualOutputSchema = z.strictObject({
  output: text,
  excess: figure.optional().meta({ description: "With every node in FP16." }),
  aloneExcess: figure.optional().meta({ description: "With this node alone in FP16, all others in FP32." }),
  repairedExcess: figure
    .optional()
    .meta({ description: "With this node alone in FP32, all others in FP16." }),
});

const counterfactualSchema = z.strictObject({
  confirmed: z.boolean().meta({
    description: "Alone in FP16 it breaks an output; else it does so only together with others.",
  }),
  repaired: z
    .boolean()
    .optional()
    .meta({ description: "With all culprits in FP32 the outputs that it breaks meet their limits." }),
  text: text.optional().meta({ description: "What the trials showed, as a sentence." }),
  outputs: z.array(counterfactualOutputSchema),
});

const causeSchema = z.strictObject({
  kind: text.regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, "must be kebab-case"),
  evidence: text,
  advice: text.optional(),
});

/** A culprit. Introduced: made by this node on reference inputs; inherited: passed on from before it. */
export const layerSchema = z
  .strictObject({
    node: text,
    key: text.optional().meta({ description: "Survives a new export; as in `nodes`." }),
    op: text,
    output: text.optional().meta({ description: "The float output that the figures are about." }),
    module: text.optional().meta({ description: "Path of the PyTorch module: decoder.norm." }),
    moduleClass: text.optional().meta({ description: "Class of that module." }),
    source: sourceSchema.optional(),
    unlinked: text.optional().meta({
      description:
        "Why `source` is absent, or is not a tracked line of the checkout; then it is never linked.",
    }),
    defect: count.optional().meta({ description: "Layers of one defect share a number, from 1." }),
    introduced: errorSchema.optional().meta({ description: "Absent where a node could not be measured." }),
    inherited: errorSchema.optional(),
    total: errorSchema.optional(),
    referenceAbsMax: figure.optional(),
    nonFinite: count.optional().meta({ description: "Elements that become NaN or infinite here." }),
    headroomBits: figure.optional().meta({ description: "log2(65504 / largest magnitude)." }),
    range: rangeSchema.optional(),
    accumulationAbsSum: figure.optional().meta({
      description: "Largest sum of |a b| over the accumulations of the node.",
    }),
    worstSample: text.optional().meta({ description: "Sample with the largest total error." }),
    breaks: z.array(text).optional().meta({ description: "Outputs that fail because of this node." }),
    counterfactual: counterfactualSchema.optional(),
    cause: causeSchema,
  })
  .meta({ id: "Layer" });

/** What this run does not show and an engine may do. Nothing is blamed for it. */
export const hazardSchema = z
  .strictObject({
    node: text,
    op: text,
    module: text.optional(),
    accumulationAbsSum: figure.meta({
      description: "Largest sum of |a b| over the accumulations of the node.",
    }),
    referenceAbsMax: figure.meta({ description: "Largest magnitude of what comes out." }),
    cause: causeSchema,
  })
  .meta({ id: "Hazard" });

/** An error in short: rms relative to the reference's rms, and the largest difference. */
const nodeErrorSchema = z
  .strictObject({ relRms: figure, max: figure, nonFinite: count.optional() })
  .meta({ id: "NodeError" });

/**
 * Every node with a float output, in graph order, compact. `key` survives a new export: module path, operator,
 * ordinal within the module.
 */
export const nodeSchema = z
  .strictObject({
    node: text,
    key: text,
    op: text.optional(),
    module: text.optional(),
    headroomBits: figure.optional(),
    absMax: figure.optional().meta({ description: "Largest magnitude in the FP32 reference." }),
    error: nodeErrorSchema
      .optional()
      .meta({ description: "Total: the FP16 chain against the FP32 reference." }),
    introduced: nodeErrorSchema.optional(),
  })
  .meta({ id: "Node" });

/** How the culprits were looked for, and what is to be said when no single node is one. */
export const localisationSchema = z.strictObject({
  kind: z.enum(["nodes", "spread", "none", "unavailable"]).meta({
    description:
      "nodes: `layers` names them. spread: no single node is guilty. none: nothing to look for. unavailable: could not be done.",
  }),
  text,
  trials: count.optional().meta({ description: "Runs under a changed plan that back the ranking." }),
  splitInto: count.optional().meta({ description: "Parts that the graph was cut into to fit in memory." }),
  nodesLeftOut: count.optional().meta({ description: "Nodes that `nodes` had no room for: the quietest." }),
});
