import { GateError, InputError } from "../errors.ts";
import type { OpenedModel } from "../files/model.ts";
import type { Sample } from "../files/samples.ts";
import { inlineFunctions } from "../onnx/functions.ts";
import { indexGraph } from "../onnx/graph.ts";
import { refuseUnsupported } from "../onnx/unsupported.ts";
import type { OutputTensors } from "../ports.ts";

/**
 * Candidate outputs that someone else produced, in the order of the samples.
 * @throws InputError naming the first sample without any.
 */
export function recordedOutputs(samples: readonly Sample[]): readonly OutputTensors[] {
  return samples.map(({ id, directory, candidate }) => {
    if (candidate !== undefined) return candidate;
    throw new InputError(`sample ${id}: ${directory} holds no candidate outputs.`, {
      advice: "Write candidate.safetensors (or .npz) beside the reference, or choose --engine emulated.",
    });
  });
}

/** Why the layers of a recorded candidate can't be explained by its graph; undefined when they could be. */
export function explainUnavailable(opened: OpenedModel): string | undefined {
  try {
    refuseUnsupported(indexGraph(inlineFunctions(opened.model)));
    return undefined;
  } catch (error) {
    if (error instanceof GateError) return error.message;
    throw error;
  }
}
