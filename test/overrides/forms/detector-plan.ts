import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { decodeModel } from "../../../src/onnx/decode.ts";
import { indexGraph } from "../../../src/onnx/graph.ts";
import { graphProvenance } from "../../../src/onnx/provenance.ts";
import { inferTypes } from "../../../src/onnx/types.ts";
import { formNode } from "../../../src/overrides/form-node.ts";
import type { FormNode, OverrideFormsInput } from "../../../src/overrides/plan-form.ts";

export const detectorModel = fileURLToPath(
  new URL("../../../examples/detector/job-b/model.onnx", import.meta.url),
);

const carriers = new Set(["Unsqueeze", "Reshape"]);

/**
 * The detector's plan: what normalises the origin and decodes boxes, but not the division of the corners, whose
 * operands are small; what moves data there is a carrier.
 */
export function detectorPlan(): OverrideFormsInput {
  const graph = indexGraph(decodeModel(readFileSync(detectorModel), "model.onnx"));
  const types = inferTypes(graph);
  const provenance = graphProvenance(graph);
  const all = graph.nodes.map((node) => formNode(node, types, provenance));
  const inIsland = all.filter((node) => /^(?:normalize_origin|decode_boxes)$/.test(node.module ?? ""));
  const isCornerSide = (node: FormNode): boolean =>
    node.module === "decode_boxes" && /^(?:view_5|div_1)$/.test(node.id.replace("node_", ""));
  const island = inIsland.filter((node) => !isCornerSide(node));
  return {
    modelFile: "model.onnx",
    model: { graphSha256: "ab".repeat(32) },
    opset: graph.opsets.get("") ?? 0,
    nodes: island.filter((node) => !carriers.has(node.op)),
    carriers: island.filter((node) => carriers.has(node.op)),
    floatNodeCount: all.filter((node) => node.outputs.some((output) => output.isFloat)).length,
    mixedModelFile: "model.mixed.onnx",
    before: "boxes off by 4.07 px",
    after: "0.06 px",
    margin: "limit 1 px",
    verifiedOn: "the emulation, 4 samples",
  };
}

/** A node of one float output, for plans that a test makes up. */
export function node(id: string, changes: Partial<FormNode> = {}): FormNode {
  return { id, name: id, op: "Pow", outputs: [{ name: `${id}_out`, isFloat: true }], frames: [], ...changes };
}

/** A plan of made-up nodes. */
export function planOf(
  nodes: readonly FormNode[],
  changes: Partial<OverrideFormsInput> = {},
): OverrideFormsInput {
  return { ...detectorPlan(), nodes, carriers: [], ...changes };
}
