import { z } from "zod";
import { ConfigError } from "../errors.ts";
import type { ModelGraph } from "../onnx/graph.ts";
import { quote } from "../onnx/label.ts";
import { checkPlan, keepInFp32, type PrecisionPlan } from "../onnx/plan.ts";

/** `plan.json` as the overrides are written: for people to keep, change and give back. */
export const planFileSchema = z.strictObject({
  schemaVersion: z.literal(1),
  /** SHA-256 of the graph without its weights: a plan outlives a retraining, not a change of the network. */
  model: z.strictObject({
    graphSha256: z.string().regex(/^[0-9a-f]{64}$/, "must be 64 lower-case hexadecimal digits"),
  }),
  /** Ids of the compute nodes in FP32. */
  nodes: z.array(z.string().min(1)),
  /** Data movement between them: told for people, found anew from `nodes`. */
  carriers: z.array(z.string().min(1)).optional(),
});

export type PlanFile = z.infer<typeof planFileSchema>;

/**
 * Reads a plan that a user gives. `fileName` is for messages; `graphSha256` is that of the model to be judged.
 *
 * Throws ConfigError when the text is no plan, when it was made for another model, names a node twice (among nodes and carriers), or names nodes
 * that the model does not have.
 */
export function readPlanFile(
  text: string,
  fileName: string,
  graph: ModelGraph,
  graphSha256: string,
): PrecisionPlan {
  const { model, nodes, carriers = [] } = parsePlanFile(text, fileName);
  if (model.graphSha256 !== graphSha256) {
    throw new ConfigError(
      `The plan ${quote(fileName)} is for another model: its graph has SHA-256 ${model.graphSha256}, the model's is ${graphSha256}.`,
      { advice: "Search a plan for this model, or give the model that the plan was made for." },
    );
  }
  const seen = new Set<string>();
  const twice = [...nodes, ...carriers].find((id) => seen.size === seen.add(id).size);
  if (twice !== undefined) {
    throw new ConfigError(`The plan ${quote(fileName)} names node ${quote(twice)} twice.`, {
      advice: "Name each node once.",
    });
  }
  try {
    checkPlan(keepInFp32([...nodes, ...carriers]), graph);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const { advice } = error;
    throw new ConfigError(`${quote(fileName)}: ${error.message}`, {
      cause: error,
      ...(advice === undefined ? {} : { advice }),
    });
  }
  return keepInFp32(nodes);
}

function parsePlanFile(text: string, fileName: string): PlanFile {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    throw new ConfigError(`The plan ${quote(fileName)} is not JSON.`, {
      advice: "Give the overrides/plan.json that an earlier run wrote.",
      cause: error,
    });
  }
  const parsed = planFileSchema.safeParse(content);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const key = issue === undefined || issue.path.length === 0 ? "the file" : issue.path.join(".");
  throw new ConfigError(
    `The plan ${quote(fileName)} can't be read: ${key}: ${issue?.message ?? "wrong form"}.`,
    {
      advice:
        'A plan is {"schemaVersion": 1, "model": {"graphSha256": "..."}, "nodes": ["name of a node", ...]}.',
    },
  );
}
