import type { OverrideFile, OverrideFormsInput } from "../plan-form.ts";

/** Schema version of `plan.json`. */
export const planFileVersion = 1;

/** The plan without any tool's syntax, by node id; `model.graphSha256` says which model it is for. */
export function planJsonForm(input: OverrideFormsInput): OverrideFile {
  const plan = {
    schemaVersion: planFileVersion,
    model: { graphSha256: input.model.graphSha256 },
    nodes: input.nodes.map((node) => node.id),
    carriers: input.carriers.map((node) => node.id),
  };
  return {
    name: "plan.json",
    title: "The plan itself",
    targetVersions: "fp16-gate",
    content: `${JSON.stringify(plan, undefined, 2)}\n`,
    notes: ["Node names of the model; nodes without a name of their own by their first output."],
  };
}
