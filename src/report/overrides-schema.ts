import { z } from "zod";
import { sourceSchema } from "./layer-schema.ts";
import { count, figure } from "./wire-number.ts";

const text = z.string();

/** How one output stands under a plan, by the limit that it is nearest to or furthest beyond. */
const planOutputSchema = z
  .strictObject({
    output: text,
    maxAbs: figure.optional().meta({ description: "Largest absolute difference." }),
    unit: text.optional(),
    metric: text.meta({ description: "Of the deciding limit: max-abs, rel-rms, non-finite, …" }),
    operator: z.enum(["<=", ">=", "=="]),
    value: figure.meta({ description: "What was measured of that metric." }),
    limit: figure,
    excess: figure.meta({
      description: "Distance over limit: 1 at the limit, infinity for NaN or infinity.",
    }),
    margin: figure.optional().meta({ description: "Share of the limit that is left: 1 - excess." }),
    passed: z.boolean(),
  })
  .meta({ id: "PlanOutput" });

const reasonSchema = z
  .strictObject({
    node: text,
    op: text,
    module: text.optional(),
    source: sourceSchema.optional(),
    unlinked: text.optional().meta({
      description:
        "Why `source` is absent, or is not a tracked line of the checkout; then it is never linked.",
    }),
    cause: text.optional().meta({ description: "Kind of its cause, where it is one of `layers`." }),
    aloneExcess: figure.optional().meta({
      description: "Largest distance over limit with this node alone in FP16, all others in FP32.",
    }),
    proof: z.enum(["alone", "removed", "without"]).optional().meta({
      description:
        "What was tried that shows it can't go back: alone in FP16 it breaks a limit; the set without it fails; another set without it fails.",
    }),
    reason: text.meta({ description: "Why this node stays in FP32, one sentence." }),
  })
  .meta({ id: "PlanReason" });

const heldOutSchema = z.strictObject({
  held: count.meta({ description: "Inputs on which every limit was met." }),
  of: count,
  worstExcess: figure.optional(),
  kinds: z
    .array(
      z.strictObject({
        kind: z.enum(["held-back", "noise", "permuted"]).meta({
          description:
            "held-back: samples that the search did not see, against PyTorch. noise, permuted: changed copies of the samples, against the FP32 ONNX.",
        }),
        held: count,
        of: count,
      }),
    )
    .optional(),
  text: text.optional().meta({ description: "Why nothing was checked, where that is so." }),
});

const costSchema = z.strictObject({
  nodes: count,
  share: figure.meta({ description: "Of the nodes for which precision is a choice." }),
  flopShare: figure.optional().meta({ description: "Of the floating-point operations." }),
  byteShare: figure.optional().meta({ description: "Of the bytes of activations and weights moved." }),
  casts: count.optional().meta({ description: "Casts between precisions inside the model." }),
  islands: count.optional().meta({ description: "Connected groups of FP32 nodes." }),
  unknownNodes: count.optional().meta({ description: "Nodes of unknown size, left out of both shares." }),
});

const latencySchema = z
  .strictObject({
    engine: text.optional(),
    beforeMs: figure,
    afterMs: figure,
    p95BeforeMs: figure.optional(),
    p95AfterMs: figure.optional(),
  })
  .meta({ description: "Median latency of a real engine without and with the plan." });

const planShape = {
  nodes: z.array(text).meta({ description: "Compute nodes kept in FP32." }),
  carriers: z.array(text).optional().meta({ description: "Data movement between them, FP32 as well." }),
  modules: z.array(text).optional().meta({ description: "PyTorch modules that own the nodes." }),
  reasons: z.array(reasonSchema).optional().meta({ description: "One entry a node, where known." }),
  before: z.array(planOutputSchema).optional().meta({ description: "With every node in FP16." }),
  after: z.array(planOutputSchema).optional().meta({ description: "With the plan, on `verifiedOn`." }),
  heldOut: heldOutSchema.optional().meta({ description: "On inputs that the search did not see." }),
  verifiedOn: text.optional().meta({ description: "Where `after` was measured: emulation, or an engine." }),
  evaluations: count.optional().meta({
    description: "Tries until the set was found and proved, those of the localisation included.",
  }),
  minimal: z.boolean().optional().meta({ description: "No node of it can go back to FP16." }),
  uniqueSmallest: z.boolean().optional().meta({
    description: "Each node breaks a limit alone in FP16, so that no other set this small passes.",
  }),
  cost: costSchema.optional(),
  latency: latencySchema.optional(),
};

const otherPlanSchema = z
  .strictObject({
    kind: z.enum(["comfortable", "islands", "partial", "large", "closest"]).meta({
      description:
        "comfortable: meets half of every limit. islands: whole modules, or fewer casts. partial: repairs the other outputs of a spread error. large: no small set. closest: passes nothing, was nearest.",
    }),
    text,
    ...planShape,
  })
  .meta({ id: "OtherPlan" });

const curvePointSchema = z.strictObject({
  share: figure.meta({ description: "Share of the float nodes in FP32, most suspect first." }),
  nodes: count,
  excess: figure,
});

const searchSchema = z.strictObject({
  tries: count.meta({ description: "Plans that the search tried." }),
  localisationTries: count.optional().meta({ description: "Plans tried before, that it made use of." }),
  budget: z.strictObject({ tries: count, ms: figure }),
  stopped: z
    .enum(["tries", "time", "signal"])
    .optional()
    .meta({ description: "What ended the search before it was through; absent when nothing did." }),
  monotone: z
    .boolean()
    .optional()
    .meta({ description: "No trial contradicts that more FP32 never makes an error larger." }),
  samples: z.array(text).optional().meta({ description: "Searched on." }),
  heldBack: z.array(text).optional().meta({ description: "Kept out of the search, for `heldOut`." }),
  form: z.enum(["switched", "fixed"]).optional(),
  notes: z.array(text).optional(),
});

const fileSchema = z.strictObject({
  path: text.meta({ description: "Relative to the folder of result.json." }),
  kind: z.enum(["form", "mixed-model", "mixed-weights"]),
  title: text,
  targetVersions: text.optional(),
  content: text.optional().meta({ description: "What to paste; absent where it is long." }),
  notes: z.array(text).optional(),
});

/** The plan to use, how it was found and what it costs, the others that were tried, and what was written. */
export const overridesSchema = z.strictObject({
  status: z.enum(["found", "given", "unneeded", "unreachable", "spread", "stopped", "unavailable"]).meta({
    description:
      "found: use this plan. given: the user's plan was judged. unneeded: all FP16 passes. unreachable: FP32 itself fails. spread: no small set. stopped: the budget ended first. unavailable: could not be searched.",
  }),
  text,
  ...planShape,
  nodes: planShape.nodes.meta({
    description: "Compute nodes kept in FP32; empty where there is no plan to use.",
  }),
  onEngine: z.array(text).optional().meta({
    description: "What came of trying it on the engine, beside the figures; one sentence each.",
  }),
  plans: z.array(otherPlanSchema).optional(),
  spreadOutputs: z.array(text).optional().meta({ description: "Outputs that no small set repairs." }),
  curve: z
    .array(curvePointSchema)
    .optional()
    .meta({ description: "Error against the share of nodes in FP32." }),
  advice: z
    .array(z.strictObject({ kind: z.enum(["bf16", "scale", "head", "share", "limit"]), text }))
    .optional()
    .meta({ description: "What helps where no small set does." }),
  search: searchSchema.optional(),
  files: z.array(fileSchema).optional(),
  omitted: z
    .array(z.strictObject({ title: text, targetVersions: text.optional(), reason: text }))
    .optional()
    .meta({ description: "Forms that were not written, and why." }),
});
