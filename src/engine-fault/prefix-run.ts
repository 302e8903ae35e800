import { openModel } from "../files/model.ts";
import { writeModel } from "../files/model-writer.ts";
import { isWrong } from "../localise/engine-cuts.ts";
import type { ModelGraph } from "../onnx/graph.ts";
import { everythingFp16 } from "../onnx/plan.ts";
import { truncateModel } from "../onnx/truncate.ts";
import { engineSample } from "../runs/emulated.ts";
import { cutErrors, runCutReferences } from "./cut-errors.ts";
import type { FaultContext } from "./fault-context.ts";

/**
 * Builds the part of the graph that ends in a tensor, alone and in FP16, and runs it on the samples' own inputs.
 * @returns whether the engine is wrong there as well; undefined when the budget is spent.
 */
export async function isPrefixWrong(
  tensor: string,
  graph: ModelGraph,
  context: FaultContext,
): Promise<boolean | undefined> {
  const { opened, samples, runs, builds, log, workFolder, session, run, config } = context;
  if (!builds.take()) return undefined;
  log.progress("looking for the engine's fault: a part of the graph");
  const name = `prefix-${builds.count()}`;
  const path = writeModel(truncateModel(graph, [tensor]), workFolder, `${name}.onnx`, { original: opened });
  const part = openModel(path);
  try {
    const inputs = samples.map((sample) => ({ id: sample.id, inputs: sample.inputs, reference: new Map() }));
    const answer = await runs
      .forModel(part, inputs, `${name}-typed`)
      .run({ label: name, plan: everythingFp16 });
    const references = await runCutReferences([tensor], {
      session,
      opened,
      model: run.model,
      knownTypes: run.knownTypes,
      samples: samples.map(engineSample),
      workFolder,
      timeoutMs: config.timeoutMs,
    });
    const outputs = answer.builds[0].samples.map((sample) => sample.outputs);
    const error = cutErrors(
      outputs,
      references,
      samples.map(({ id }) => id),
    ).get(tensor);
    return error !== undefined && isWrong(error);
  } finally {
    part.close();
  }
}
