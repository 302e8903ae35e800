import { readFileSync, statSync } from "node:fs";
import { formatCount } from "../compare/figure.ts";
import { quoteName } from "../compare/quote-name.ts";
import { ConfigError } from "../errors.ts";
import { givenPath } from "../files/given-path.ts";
import type { OpenedModel } from "../files/model.ts";
import { graphSha256 } from "../files/model-hashes.ts";
import { prepareEmulation } from "../onnx/emulate.ts";
import { inlineFunctions } from "../onnx/functions.ts";
import { indexGraph } from "../onnx/graph.ts";
import { quote } from "../onnx/label.ts";
import { everythingFp16, type PrecisionPlan } from "../onnx/plan.ts";
import { declaresHalfPrecision } from "../onnx/rounding.ts";
import { switchUnits } from "../onnx/switchable-units.ts";
import { inferTypes } from "../onnx/types.ts";
import { findIslands, readDataflow } from "../overrides/islands.ts";
import { pricePlan } from "../overrides/price.ts";
import { readPlanFile } from "../overrides/search-plan-file.ts";
import { costFields, type GivenPlan } from "../report/compose-overrides.ts";
import type { JudgedLeg } from "../report/gate-record.ts";
import type { EmulatedRun } from "../runs/emulated.ts";
import { outcomeOf } from "./judge-plan.ts";

/** A plan names nodes; more than this is something else by mistake. */
const largestPlanBytes = 1 << 26;

/**
 * The plan that the user gave for the model.
 * @throws ConfigError when the file is missing or no plan, was made for another model or names nodes that this one does
 * not have, and when the model states its precision itself.
 */
export function readGivenPlan(path: string, workingDirectory: string, opened: OpenedModel): PrecisionPlan {
  const text = readPlanText(givenPath(path, workingDirectory), path);
  const graph = indexGraph(inlineFunctions(opened.model));
  if (declaresHalfPrecision(inferTypes(graph))) {
    throw new ConfigError(
      `The model holds tensors in half precision and is judged by its own types, so that the plan ${quote(path)} can't apply.`,
      { advice: "Give the FP32 model, or leave plan out." },
    );
  }
  return readPlanFile(text, path, graph, graphSha256(opened.model));
}

function readPlanText(path: string, name: string): string {
  try {
    if (statSync(path).size > largestPlanBytes) {
      throw new ConfigError(`The plan ${quote(name)} is larger than 64 MiB; that is no plan.`);
    }
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    const isMissing = (error as NodeJS.ErrnoException).code === "ENOENT";
    throw new ConfigError(
      `The plan ${quote(name)} can't be read: ${isMissing ? "there is no such file" : (error as Error).message}.`,
      { advice: "Give the overrides/plan.json of an earlier run.", cause: error },
    );
  }
}

/** What the result says of a given plan once the model was judged under it. */
export function describeGivenPlan(
  path: string,
  plan: PrecisionPlan,
  { run, judged }: { readonly run: EmulatedRun; readonly judged: JudgedLeg },
): GivenPlan {
  const { model, knownTypes } = run;
  const graph = indexGraph(model);
  const units = switchUnits(prepareEmulation(model, everythingFp16, { knownTypes }));
  const flow = readDataflow(
    graph,
    units.map(({ id }) => id),
  );
  const nodes = graph.nodes.map(({ id }) => id).filter((id) => plan.fp32Nodes.has(id));
  const after = outcomeOf(judged.comparison, judged.judgement.findings);
  const standing =
    after.excess <= 1
      ? "it meets every limit."
      : "it does not meet every limit. Run without it to search another.";
  const text = `Judged under the plan ${quoteName(path)}, with ${formatCount(nodes.length, "node")} in FP32: ${standing}`;
  return {
    kind: "given",
    text,
    nodes,
    carriers: findIslands(flow, plan.fp32Nodes).carriers,
    cost: costFields(pricePlan(flow, plan.fp32Nodes)),
    after,
    verifiedOn: "emulation",
  };
}
