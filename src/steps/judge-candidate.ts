import { compareModels } from "../compare/compare-models.ts";
import { realisedPrecision } from "../compare/realised-precision.ts";
import { refuseCandidate } from "../compare/refuse-candidate.ts";
import type { Config } from "../config/config.ts";
import { type OpenedModel, openModel } from "../files/model.ts";
import type { Samples } from "../files/samples.ts";
import { borrowProvenance } from "../onnx/borrow-provenance.ts";
import type { NodeMatching } from "../onnx/node-matching.ts";
import { composeCandidate } from "../report/compose-candidate.ts";
import { legPasses } from "../report/gate-record.ts";
import { runCandidate } from "../runs/candidate.ts";
import { addExplanation, addInformingLegs, type OpenedContext } from "./inform.ts";
import { compareLeg } from "./judge-outputs.ts";
import { noteInputs } from "./open-inputs.ts";
import { describeModel } from "./provenance.ts";

const notRounding =
  "No layer is looked for: the converted model fails without any rounding, so what differs from the FP32 model is to blame.";

/** A plan is for whoever converts, and that is the FP32 model. */
const notSearched =
  "No nodes to keep in FP32 are searched for a converted model: check the FP32 model without candidate for that.";

/**
 * Judges a converted model by its own casts and constants. The opened model is the FP32 one that it was made from: it
 * says whether the export is to blame, and where the candidate differs in more than precision.
 * @throws InputError, EngineError; what was found until then is in the record.
 */
export async function judgeCandidate(
  path: string,
  opened: OpenedModel,
  samples: Samples,
  config: Config,
  context: OpenedContext,
): Promise<void> {
  const { record } = context;
  noteInputs(config, opened, samples, record);
  const candidate = openModel(path);
  let pairs: NodeMatching["pairs"] = new Map();
  try {
    const run = await runCandidate(opened, candidate, samples.samples, {
      ...context,
      timeoutMs: config.timeoutMs,
      onRead: (original, converted) => {
        const comparison = compareModels(original, converted);
        const precision = realisedPrecision(converted);
        ({ pairs } = comparison.matching);
        record.candidate = composeCandidate(describeModel(candidate), { comparison, precision });
        refuseCandidate(original, converted, comparison);
      },
      whileRunning: (conversion) => {
        if (conversion === undefined) return;
        record.conversion = compareLeg("conversion", samples.samples, conversion, config, record);
      },
    });
    record.engine?.notes.push(...run.notes);
    record.timings.emulateMs = run.emulateMs;
    record.timings.runMs = run.runMs;
    const judged = compareLeg("candidate", samples.samples, run.emulation, config, record);
    record.judged = judged;
    if (config.explain === "never") return;
    if (!legPasses(judged)) {
      const unrounded = await run.runUnrounded();
      const leg = compareLeg("candidate-unrounded", samples.samples, unrounded, config, record);
      record.explaining.push(leg);
      if (!legPasses(leg)) record.layersUnavailable = notRounding;
    }
    await addInformingLegs(candidate, samples.samples, config, context);
    // Layers are found by their rounding, which is not what is wrong then.
    if (record.layersUnavailable !== undefined) return;
    const withoutSearch = { ...config, overrides: { ...config.overrides, isSearched: false } };
    const traced = { ...run, model: borrowProvenance(run.model, pairs) };
    await addExplanation(candidate, samples.samples, withoutSearch, { ...context, run: traced, judged });
    if (!legPasses(judged)) record.engine?.notes.push(notSearched);
  } finally {
    candidate.close();
  }
}
