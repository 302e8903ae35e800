import { z } from "zod";
import { legKinds } from "../verdict/leg.ts";
import { excuseSchema } from "./baseline-schema.ts";
import { count, elementValue, figure, figureOrText } from "./wire-number.ts";

const text = z.string();
const findingLevel = z.enum(["fail", "warn"]);
const operator = z.enum(["<=", ">=", "=="]);

/**
 * Differences of one output over all samples. Errors are over elements that are finite on both sides; the others
 * are counted apart. Integers and booleans have `maxAbs` and `mismatches` only.
 */
const metricsSchema = z
  .strictObject({
    maxAbs: figure,
    meanAbs: figure.optional(),
    rms: figure.optional(),
    relRms: figure.optional().meta({ description: "rms of the error / rms of the reference." }),
    relRmsWorst: z.strictObject({ value: figure, sample: text.optional() }).optional(),
    maxRel: figure.optional().meta({ description: "Largest |error| / max(|reference|, maxRelFloor)." }),
    maxRelFloor: figure.optional(),
    cosine: figure.optional(),
    snrDb: figure.optional(),
    p50: figure.optional(),
    p99: figure.optional(),
    p999: figure.optional(),
    topOne: z.strictObject({ agreement: figure, rows: count, axis: count }).optional(),
    worstSlice: z
      .strictObject({ axis: count, position: count, relRms: figure, referenceRms: figure })
      .optional()
      .meta({ description: "The position along one short axis whose error is largest for its own scale." }),
    nonFiniteMismatches: count.optional(),
    nonFiniteMatches: count.optional(),
    mismatches: count.optional(),
    reference: z.strictObject({ absMax: figure, rms: figure, nonFiniteShare: figure }).optional(),
  })
  .meta({ id: "Metrics" });

const worstSchema = z
  .strictObject({
    sample: text,
    index: z.array(count).meta({ description: "Position along each axis; empty for a scalar." }),
    candidateRow: count.optional().meta({ description: "With matched rows, the row of the candidate." }),
    reference: elementValue,
    candidate: elementValue,
  })
  .meta({ id: "WorstElement" });

const matchingSchema = z
  .strictObject({
    boxes: text.meta({ description: "The output by which rows were assigned." }),
    matchedRows: count,
    unmatchedReferenceRows: count,
    unmatchedCandidateRows: count,
    unmatchedScore: figure,
    unmatchedScoreSample: text.optional(),
    maxDistance: figure,
  })
  .meta({ id: "RowMatching" });

const limitSchema = z
  .strictObject({
    metric: text,
    operator,
    value: figureOrText,
    unit: text.optional(),
    level: findingLevel,
  })
  .meta({ id: "Limit" });

/** One output of one leg over all samples. */
export const outputSchema = z
  .strictObject({
    name: text,
    dtype: text,
    candidateDtype: text.optional(),
    shape: z.array(count),
    unit: text.optional(),
    samples: count,
    elements: count.meta({ description: "Of all samples; with matching, those of matched rows." }),
    passed: z.boolean(),
    level: z
      .enum(["pass", "warn", "fail", "unjudged"])
      .meta({ description: "The strictest limit that was crossed; unjudged when none could be chosen." }),
    metrics: metricsSchema,
    limits: z.array(limitSchema),
    noiseFloor: figure.optional().meta({ description: "Largest difference between two identical runs." }),
    worst: worstSchema.optional(),
    matching: matchingSchema.optional(),
  })
  .meta({ id: "Output" });

/** One comparison of the chain. The judged leg's outputs are `outputs` of the result, so they are not repeated. */
export const legSchema = z
  .strictObject({
    kind: z.enum(legKinds),
    judged: z.boolean(),
    passed: z.boolean(),
    skipped: text.optional().meta({ description: "Why the leg did not run." }),
    text: text.optional().meta({ description: "What was found, where outputs do not say it: ranges." }),
    outputs: z.array(outputSchema),
  })
  .meta({ id: "Leg" });

const findingSchema = z
  .strictObject({
    leg: z.enum(legKinds),
    name: text,
    output: text,
    operator,
    expected: figureOrText,
    actual: figureOrText,
    unit: text.optional(),
    passed: z.boolean(),
    level: findingLevel,
    message: text,
    excuse: excuseSchema.optional().meta({ description: "Why this crossed limit does not fail the job." }),
  })
  .meta({ id: "Finding" });

const unjudgedSchema = z
  .strictObject({ output: text, reason: text, advice: text.optional() })
  .meta({ id: "Unjudged" });

const failureSchema = z
  .strictObject({
    kind: z.enum(["configuration", "input", "unjudged", "engine", "internal"]),
    message: text,
    advice: text.optional(),
    category: z
      .enum(["unavailable", "unsupported", "crashed", "timeout", "protocol", "storage", "integrity"])
      .optional(),
    status: z.union([z.number(), text]).optional(),
    lastStderrLine: text.optional(),
  })
  .meta({ id: "Failure" });

const enforcement = z.enum(["fail", "warn"]);
const judged = { findings: z.array(findingSchema), unjudged: z.array(unjudgedSchema) };

/** The verdict with every finding it rests on. */
export const verdictSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("pass"), exitCode: z.literal(0), enforcement, ...judged }),
  z.strictObject({ kind: z.literal("fail"), exitCode: z.literal([0, 1, 3]), enforcement, ...judged }),
  z.strictObject({
    kind: z.literal("error"),
    exitCode: z.literal([2, 3]),
    enforcement,
    error: failureSchema,
    ...judged,
  }),
]);

export const diagnosisSchema = z.strictObject({
  kind: z.enum(["healthy", "latent", "precision", "conversion", "engine", "nondeterministic", "unknown"]),
  text,
});
