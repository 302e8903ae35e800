import type { RealEngineConfig } from "../config/engine-config.ts";
import type { EngineAnswer } from "../engines/real-engine.ts";
import type { OpenedModel } from "../files/model.ts";
import { isCarrier } from "../onnx/data-movement.ts";
import { inlineFunctions } from "../onnx/functions.ts";
import { indexGraph } from "../onnx/graph.ts";
import { modelTensors } from "../onnx/model-tensors.ts";
import { graphProvenance } from "../onnx/provenance.ts";
import { elementType } from "../onnx/types.ts";
import type { GateRecord } from "../report/gate-record.ts";
import type { EngineRuns } from "../runs/engine-runs.ts";
import { precisionBySize, toEngineRun } from "./engine-run.ts";

/** Notes which engine it was, where and how it ran, and what it is made of. */
export function recordEngine(
  record: GateRecord,
  { name, engineFile, typing }: RealEngineConfig,
  answer: EngineAnswer,
  opened: OpenedModel,
  runs: EngineRuns,
): void {
  const { engine } = answer;
  const graph = indexGraph(inlineFunctions(opened.model));
  record.engineRun = toEngineRun(answer, {
    engineFile,
    provenance: graphProvenance(graph),
    computes: (name) => {
      const node = graph.nodeById.get(name);
      return node !== undefined && !isCarrier(node);
    },
  });
  if ((record.engineRun.precision?.realised ?? "unknown") === "unknown" && !runs.isHalf) {
    const bySize = precisionBySize(answer.builds[0].build?.sizeBytes, fp32WeightBytes(opened));
    if (bySize !== undefined) record.engineRun.precision = bySize;
  }
  const { precision } = record.engineRun;
  if (record.environment !== undefined && engine.device !== "CPU") {
    record.environment.gpu = engine.device;
    if (engine.driver !== undefined) record.environment.driver = engine.driver;
  }
  record.engine = {
    name: engine.name,
    version: engine.version,
    device: engine.device,
    ...(precision === undefined || precision.realised === "unknown"
      ? {}
      : { realisedPrecision: precision.text }),
    notes: [
      ...(name === engine.name ? [] : [`run by engine ${name}`]),
      ...(typing === answer.typing ? [] : [`typing ${typing} was asked for, and ${answer.typing} was done`]),
      ...runs.notes(),
      ...answer.notes,
    ],
  };
}

function fp32WeightBytes({ model }: OpenedModel): number {
  return [...modelTensors(model)].reduce(
    (sum, { tensor }) =>
      tensor.dataType === elementType.float
        ? sum + tensor.dims.reduce((product, size) => product * Number(size), 4)
        : sum,
    0,
  );
}
