import { z } from "zod";
import { count, figure, figureOrText } from "./wire-number.ts";

const text = z.string();
const isoDate = text.regex(/^\d{4}-\d\d-\d\d(?:T[\d:.]+Z)?$/, "must be an ISO date in UTC");

/** Which job a result is of. Jobs are compared within one key: a model, or a model on one kind of machine. */
export const jobSchema = z.strictObject({
  key: text.min(1).meta({ description: "The gate's key; by default the model's file name." }),
  commit: text.optional().meta({ description: "Commit that was judged." }),
  date: isoDate.optional().meta({ description: "When it was judged, in UTC." }),
});

/** That somebody accepted this result whatever its verdict: `fp16-gate accept`. */
export const acceptanceSchema = z.strictObject({
  date: isoDate,
  by: text.optional(),
  reason: text.optional(),
});

/** ok and added pass or warn; known fails here and failed there; new fails here only; improved failed there only. */
export const stateSchema = z
  .enum(["ok", "known", "new", "improved", "vanished", "added"])
  .meta({ id: "State" });

/** An earlier result that this one is compared with, and where it was found. */
const earlierSchema = z
  .strictObject({
    commit: text.optional().meta({ description: "Commit that it judged." }),
    date: isoDate.optional(),
    distance: count.optional().meta({ description: "Commits between it and this job's base." }),
    ageDays: figure.optional().meta({ description: "At the time of this job; 0 where clocks disagree." }),
    verdict: z.enum(["pass", "fail"]),
    source: z.strictObject({
      kind: z.enum(["artifact", "file"]),
      name: text.meta({ description: "Path, or name of the artifact." }),
      url: text.optional(),
    }),
    accepted: acceptanceSchema.optional().meta({ description: "Accepted by hand, whatever its verdict." }),
    comparable: z.boolean(),
    reason: text.optional().meta({ description: "Why the two can't be compared, when they can't." }),
  })
  .meta({ id: "EarlierResult" });

const change = z.enum(["same", "changed", "unknown"]);

/** What differs between this job and the one it is compared with, by hashes. */
const attributionSchema = z.strictObject({
  against: z.enum(["base", "accepted"]),
  weights: change,
  graph: change,
  samples: change,
  config: change,
  environment: change,
  environmentChanges: z.array(text).meta({ description: "`engine version: 10.3 -> 10.13`, and so on." }),
  text: text.meta({ description: "The same as a sentence." }),
});

const outputStateSchema = z
  .strictObject({
    name: text,
    state: stateSchema,
    metric: text.meta({ description: "Of before, after and accepted." }),
    before: figure.optional().meta({ description: "On the base." }),
    after: figure.optional().meta({ description: "In this job." }),
    accepted: figure.optional().meta({ description: "In the last accepted job." }),
    unit: text.optional(),
  })
  .meta({ id: "OutputState" });

const layerFigure = z.strictObject({ relRms: figure, nonFinite: count.optional() });

const layerStateSchema = z
  .strictObject({
    key: text.meta({ description: "Survives a new export: MODULE/OPERATOR#ORDINAL." }),
    node: text.meta({ description: "Name in this job's model; of a vanished one in the base's." }),
    op: text.optional(),
    module: text.optional(),
    state: stateSchema,
    before: layerFigure
      .optional()
      .meta({ description: "Total error there on the base, relative to the reference." }),
    after: layerFigure.optional(),
  })
  .meta({ id: "LayerState" });

const headroomSchema = z
  .strictObject({
    node: text,
    key: text,
    module: text.optional(),
    absMax: figure.optional(),
    headroomBits: figure,
    beforeBits: figure.optional().meta({ description: "In the last accepted job." }),
    text: text.meta({ description: "The warning as a sentence." }),
  })
  .meta({ id: "HeadroomWarning" });

/** The two earlier results, and what changed since. */
export const baselineSchema = z.strictObject({
  asked: text.meta({ description: "`artifact`, `none`, or the path that was asked for." }),
  base: earlierSchema
    .optional()
    .meta({ description: "Newest judged result on the merge base's ancestry, whatever its verdict." }),
  accepted: earlierSchema.optional().meta({ description: "Newest that passed or was accepted by hand." }),
  notes: z.array(text).meta({ description: "Why there is none, or why one was not used." }),
  attribution: attributionSchema.optional(),
  outputs: z.array(outputStateSchema),
  layers: z.array(layerStateSchema).meta({ description: "Culprits of either side, new ones first." }),
  layerCounts: z
    .strictObject({ ok: count, known: count, new: count, improved: count, vanished: count, added: count })
    .optional()
    .meta({ description: "Over all nodes of both sides." }),
  headroom: z.array(headroomSchema).meta({ description: "Little range left, least first." }),
});

/** One accepted job, carried forward from result to result. */
export const historySchema = z
  .strictObject({
    commit: text.optional(),
    date: isoDate.optional(),
    verdict: z.enum(["pass", "fail"]).optional(),
    outputs: z.array(z.strictObject({ name: text, metric: text, value: figure, unit: text.optional() })),
    headroom: z
      .strictObject({ name: text, bits: figure })
      .optional()
      .meta({ description: "Module or node with the least range left." }),
  })
  .meta({ id: "AcceptedJob" });

/** A waiver of the configuration and what became of it. */
export const waiverSchema = z
  .strictObject({
    output: text.optional(),
    layer: text.optional(),
    reason: text,
    by: text,
    expires: isoDate,
    state: z.enum(["used", "unused", "expired"]),
    text: text.meta({ description: "What it excused, or why it does not, as a sentence." }),
  })
  .meta({ id: "Waiver" });

/** One setting by which this job is judged more mildly than its base was. */
export const loosenedSchema = z
  .strictObject({
    setting: text.meta({ description: "limit, waiver, baseline, enforce, known, regression, …" }),
    subject: text.optional().meta({ description: "Output or metric that it is about." }),
    before: text,
    after: text,
    text: text.meta({ description: "`boxes` max-abs 1 px -> 5 px" }),
  })
  .meta({ id: "Loosened" });

/** Why a crossed limit does not fail the job. */
export const excuseSchema = z.strictObject({
  kind: z.enum(["known", "waived"]),
  text: text.meta({ description: "Half a sentence behind the finding." }),
  from: figureOrText
    .optional()
    .meta({ description: "Of known: the least error since it is known; growth is measured from it." }),
});
