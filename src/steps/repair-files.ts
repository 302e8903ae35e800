import { join } from "node:path";
import { quoteName } from "../compare/quote-name.ts";
import type { Config } from "../config/config.ts";
import { describeError, GateError } from "../errors.ts";
import { givenPath } from "../files/given-path.ts";
import { writeMixedModel } from "../files/mixed-writer.ts";
import type { OpenedModel } from "../files/model.ts";
import { graphSha256 } from "../files/model-hashes.ts";
import { mixedModelFile, overridesFolder, writeOverrideFiles } from "../files/override-files.ts";
import type { TrialOutcome } from "../localise/trial.ts";
import type { ModelGraph } from "../onnx/graph.ts";
import { keepInFp32 } from "../onnx/plan.ts";
import type { NodeProvenance } from "../onnx/provenance.ts";
import type { ValueTypes } from "../onnx/types.ts";
import { formNode } from "../overrides/form-node.ts";
import type { FormNode, OverrideFile, OverrideFormsInput } from "../overrides/plan-form.ts";
import { omittedForms, renderOverrideForms } from "../overrides/render.ts";
import type { VerifiedPlan } from "../overrides/verified-plan.ts";
import { planOutputLimit, planOutputValue, toPlanOutputs } from "../report/plan-output.ts";
import type { ResultOverrides } from "../report/result.ts";
import { resolveFrames, type SourceCheckout } from "./source-lines.ts";

export interface RepairFilesContext {
  readonly opened: OpenedModel;
  readonly config: Config;
  readonly workingDirectory: string;
  readonly signal: AbortSignal;
  readonly knownTypes: ReadonlyMap<string, number>;
  readonly graph: ModelGraph;
  readonly types: ValueTypes;
  readonly provenance: ReadonlyMap<string, NodeProvenance>;
  readonly checkout: SourceCheckout;
  /** Nodes for which precision is a choice. */
  readonly floatNodeCount: number;
  readonly before: TrialOutcome;
  /** In words: where the plan was tried. */
  readonly verifiedOn: string;
  readonly units: ReadonlyMap<string, string>;
}

type Files = NonNullable<ResultOverrides["files"]>;
type Omitted = NonNullable<ResultOverrides["omitted"]>;

export interface RepairFiles {
  readonly files: Files;
  readonly omitted: Omitted;
}

/** What people paste stands in the result up to this length. */
const longestPaste = 16_384;

/**
 * Writes a plan beside the reports: `model.mixed.onnx`, and `overrides/` with one file a tool. What can't be written is
 * named with the reason; the verdict and the plan stay.
 */
export function writeRepair(plan: VerifiedPlan, context: RepairFilesContext): RepairFiles {
  const { config, workingDirectory } = context;
  const folder = givenPath(config.out, workingDirectory);
  const mixed = writeMixed(plan, folder, context);
  const isMixed = mixed.files.length > 0;
  const input = formsInput(plan, isMixed ? join(config.out, mixedModelFile) : undefined, context);
  const forms = renderOverrideForms(input);
  const omitted = [
    ...mixed.omitted,
    ...omittedForms(input).map(({ title, targetVersions, reason }) => ({ title, targetVersions, reason })),
  ];
  try {
    writeOverrideFiles(forms, folder);
  } catch (error) {
    const reason = reasonOf(error);
    return { files: mixed.files, omitted: [...omitted, { title: "All forms of the plan", reason }] };
  }
  return { files: [...mixed.files, ...forms.map(formFile)], omitted };
}

function writeMixed(
  { solution }: VerifiedPlan,
  folder: string,
  { opened, config, knownTypes, signal }: RepairFilesContext,
): RepairFiles {
  const title = "Mixed-precision ONNX model";
  const targetVersions = "TensorRT 10.12 and newer, ONNX Runtime";
  if (signal.aborted) {
    return { files: [], omitted: [{ title, targetVersions, reason: "The run was interrupted." }] };
  }
  const { keepIoTypes } = config.overrides;
  try {
    const plan = keepInFp32(solution.nodes);
    const { dataPath, castCount, nodeCount } = writeMixedModel(opened, plan, folder, mixedModelFile, {
      keepIoTypes,
      knownTypes,
    });
    const notes = [
      `${nodeCount.float32} nodes in FP32, ${nodeCount.float16} in FP16, ${castCount} Casts; inputs and outputs ${keepIoTypes ? "keep their types" : "are FP16 where nothing in FP32 needs them"}.`,
      ...(nodeCount.wrapped === 0
        ? []
        : [
            `${nodeCount.wrapped} of the FP16 nodes compute in FP32 between Casts: ONNX has no FP16 form of them.`,
          ]),
    ];
    const data = dataPath === undefined ? [] : [weightsFile()];
    return {
      files: [{ path: mixedModelFile, kind: "mixed-model", title, targetVersions, notes }, ...data],
      omitted: [],
    };
  } catch (error) {
    return { files: [], omitted: [{ title, targetVersions, reason: reasonOf(error) }] };
  }
}

function weightsFile(): Files[number] {
  return {
    path: `${mixedModelFile}.data`,
    kind: "mixed-weights",
    title: "Weights of the mixed-precision model",
  };
}

/** A defect of this program must not pass for a reason of the model's. */
function reasonOf(error: unknown): string {
  if (!(error instanceof GateError)) throw error;
  return describeError(error);
}

function formFile({ name, title, targetVersions, notes, paste }: OverrideFile): Files[number] {
  return {
    path: `${overridesFolder}/${name}`,
    kind: "form",
    title,
    ...(targetVersions === "" ? {} : { targetVersions }),
    ...(paste === undefined || paste.length > longestPaste ? {} : { content: paste }),
    notes: [...notes],
  };
}

function formsInput(
  { solution, carriers, after }: VerifiedPlan,
  mixedModelPath: string | undefined,
  context: RepairFilesContext,
): OverrideFormsInput {
  const { opened, graph, floatNodeCount, verifiedOn, units } = context;
  const [worst] = toPlanOutputs(context.before, units);
  const same = toPlanOutputs(after, units).find(({ output }) => output === worst?.output);
  return {
    modelFile: opened.path,
    model: { graphSha256: graphSha256(opened.model) },
    opset: graph.opsets.get("") ?? 0,
    nodes: formNodes(solution.nodes, context),
    carriers: formNodes(carriers, context),
    floatNodeCount,
    ...(mixedModelPath === undefined ? {} : { mixedModelFile: mixedModelPath }),
    before:
      worst === undefined ? "beyond a limit" : `${quoteName(worst.output)} at ${planOutputValue(worst)}`,
    after: same === undefined ? "within every limit" : planOutputValue(same),
    margin: same === undefined ? "every limit met" : `limit ${planOutputLimit(same)}`,
    verifiedOn,
  };
}

function formNodes(
  ids: readonly string[],
  { graph, types, provenance, checkout }: RepairFilesContext,
): FormNode[] {
  const resolved = new Map(
    ids.flatMap((id) => {
      const known = provenance.get(id);
      return known === undefined ? [] : [[id, { ...known, frames: resolveFrames(known, checkout) }] as const];
    }),
  );
  return ids.flatMap((id) => {
    const node = graph.nodeById.get(id);
    return node === undefined ? [] : [formNode(node, types, resolved)];
  });
}
