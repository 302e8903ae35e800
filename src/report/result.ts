import { z } from "zod";
import { InputError } from "../errors.ts";
import {
  acceptanceSchema,
  baselineSchema,
  historySchema,
  jobSchema,
  loosenedSchema,
  waiverSchema,
} from "./baseline-schema.ts";
import { candidateSchema } from "./candidate-schema.ts";
import { diagnosisSchema, legSchema, outputSchema, verdictSchema } from "./comparison-schema.ts";
import { engineRunSchema } from "./engine-schema.ts";
import { scanSchema } from "./explanation-schema.ts";
import { checkJsonText } from "./json-limits.ts";
import { hazardSchema, layerSchema, localisationSchema, nodeSchema } from "./layer-schema.ts";
import { overridesSchema } from "./overrides-schema.ts";
import {
  configSchema,
  engineSchema,
  environmentSchema,
  modelSchema,
  samplesSchema,
  timingsSchema,
  toolSchema,
} from "./provenance-schema.ts";
import { findContradiction } from "./result-rules.ts";

export const schemaVersion = 1;

/**
 * result.json, the only thing that reports are made from. Everything but the verdict may be missing, since an error
 * before the first comparison still leaves a result.
 */
export const resultSchema = z
  .strictObject({
    schemaVersion: z.literal(schemaVersion),
    tool: toolSchema,
    job: jobSchema.optional(),
    verdict: verdictSchema,
    diagnosis: diagnosisSchema.optional(),
    outputs: z.array(outputSchema).meta({ description: "Of the judged leg." }),
    legs: z.array(legSchema),
    layers: z.array(layerSchema).meta({ description: "The culprits, worst first." }),
    hazards: z.array(hazardSchema).optional().meta({
      description:
        "Sums inside accumulations beyond FP16, which this run adds up in FP32; largest first. Nothing is blamed for them.",
    }),
    layersUnavailable: z.string().optional().meta({ description: "Why `layers` is empty." }),
    localisation: localisationSchema.optional(),
    nodes: z.array(nodeSchema).meta({ description: "Every float node in graph order." }),
    overrides: overridesSchema.optional(),
    baseline: baselineSchema.optional(),
    history: z.array(historySchema).max(20).optional().meta({ description: "Accepted jobs, oldest first." }),
    acceptance: acceptanceSchema.optional(),
    waivers: z.array(waiverSchema).optional(),
    loosened: z.array(loosenedSchema).optional().meta({ description: "Against the base's configuration." }),
    scan: z.array(scanSchema).optional(),
    engine: engineSchema.optional(),
    engineRun: engineRunSchema.optional(),
    model: modelSchema.optional(),
    candidate: candidateSchema.optional(),
    samples: samplesSchema.optional(),
    config: configSchema.optional(),
    environment: environmentSchema.optional(),
    timings: timingsSchema.optional(),
  })
  .superRefine((result, context) => {
    const contradiction = findContradiction(result);
    if (contradiction === undefined) return;
    context.addIssue({ code: "custom", path: contradiction.path, message: contradiction.message });
  });

/** A result in memory: NaN and infinities are numbers. */
export type GateResult = z.output<typeof resultSchema>;
export type ResultOutput = z.output<typeof outputSchema>;
export type ResultLeg = z.output<typeof legSchema>;
export type ResultVerdict = z.output<typeof verdictSchema>;
export type ResultLayer = z.output<typeof layerSchema>;
export type ResultHazard = z.output<typeof hazardSchema>;
export type ResultNode = z.output<typeof nodeSchema>;
export type ResultLocalisation = z.output<typeof localisationSchema>;
export type ResultOverrides = z.output<typeof overridesSchema>;
export type ResultBaseline = z.output<typeof baselineSchema>;
export type AcceptedJob = z.output<typeof historySchema>;
export type ResultPlanOutput = NonNullable<ResultOverrides["after"]>[number];
export type ResultFinding = ResultVerdict["findings"][number];

/**
 * Reads a result.json.
 * @param sourceName file name for messages.
 * @throws InputError when the text is no JSON, too large or too deep, of another schema version, or does not follow
 *   the schema; the message names the place.
 */
export function parseResult(json: string, sourceName: string): GateResult {
  return readResult(parseJson(json, sourceName), sourceName, once);
}

/**
 * The same without `nodes`, which is most of a result and says nothing of the verdict: for those who read hundreds.
 * What stands there is not even checked.
 */
export function parseWithoutNodes(json: string, sourceName: string): GateResult {
  const value = parseJson(json, sourceName);
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  return readResult(isObject ? { ...value, nodes: [] } : value, sourceName);
}

/** Compiling the schema takes longer than checking one result without: it pays for those who read hundreds. */
const once = { jitless: true };

function readResult(
  value: unknown,
  sourceName: string,
  context?: z.core.ParseContext<z.core.$ZodIssue>,
): GateResult {
  const version =
    typeof value === "object" && value !== null ? Reflect.get(value, "schemaVersion") : undefined;
  if (version !== schemaVersion) {
    const found = version === undefined ? "no schemaVersion" : `schemaVersion ${brief(version)}`;
    throw new InputError(`${sourceName}: has ${found}; this fp16-gate reads version ${schemaVersion}.`, {
      advice: "Give a result.json, and read it with the fp16-gate that wrote it or a newer one.",
    });
  }
  const parsed = resultSchema.safeDecode(value as z.input<typeof resultSchema>, context);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const place =
    issue === undefined || issue.path.length === 0 ? "the result" : issue.path.map(String).join(".");
  throw new InputError(`${sourceName}: ${place}: ${issue?.message ?? "is malformed"}.`, {
    advice: "The file was changed or written by another program; run the gate again.",
  });
}

/**
 * The text of result.json: keys in the schema's order, two spaces, one newline at the end; of the long lists one
 * entry a line. Equal results give equal bytes.
 * @throws Error when the result does not follow the schema, which is a defect of this program.
 */
export function serializeResult(result: GateResult): string {
  const { nodes, scan, ...rest } = z.encode(resultSchema, result, once);
  const shell = { ...rest, nodes: [], ...(scan === undefined ? {} : { scan: [] }) };
  const inOrder = Object.fromEntries(
    Object.keys(resultSchema.shape).flatMap((key) =>
      Object.hasOwn(shell, key) ? [[key, Reflect.get(shell, key)]] : [],
    ),
  );
  const text = JSON.stringify(inOrder, null, 2);
  return `${withRows(withRows(text, "nodes", nodes), "scan", scan ?? [])}\n`;
}

/** Fills an empty list of the outermost object. No string holds a line break, so the place is the only one. */
function withRows(text: string, key: string, rows: readonly unknown[]): string {
  if (rows.length === 0) return text;
  const [before, after] = text.split(`\n  "${key}": []`, 2) as [string, string];
  const lines = rows.map((row) => `    ${JSON.stringify(row)}`).join(",\n");
  return `${before}\n  "${key}": [\n${lines}\n  ]${after}`;
}

function parseJson(json: string, sourceName: string): unknown {
  checkJsonText(json, sourceName);
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw new InputError(`${sourceName}: is not JSON: ${(cause as Error).message}.`, {
      advice: "Give the result.json that fp16-gate wrote.",
      cause,
    });
  }
}

function brief(value: unknown): string {
  const text = JSON.stringify(value) ?? "undefined";
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
