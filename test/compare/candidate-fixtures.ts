import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ModelProto } from "onnx-buf";
import type { ComparedModel } from "../../src/compare/compare-models.ts";
import { decodeModel } from "../../src/onnx/decode.ts";
import { inlineFunctions } from "../../src/onnx/functions.ts";
import { indexGraph } from "../../src/onnx/graph.ts";
import { readInitializer } from "../../src/onnx/initializer.ts";
import { inferTypes } from "../../src/onnx/types.ts";
import { root } from "../support/run-process.ts";

/** What real converters made of test/models/candidates/model.onnx. */
export const converted = [
  "autocast",
  "onnxconverter-common",
  "onnxconverter-common-io",
  "onnxconverter-common-unclipped",
  "onnxruntime-transformers",
] as const;

export const candidateFolder = join(root, "test", "models", "candidates");

/** A model of that folder, decoded. */
export function readCandidate(name: (typeof converted)[number] | "model"): ModelProto {
  const path = join(candidateFolder, `${name}.onnx`);
  return decodeModel(readFileSync(path), path);
}

/** A model in memory, ready to be compared. */
export function compared(model: ModelProto): ComparedModel {
  const graph = indexGraph(inlineFunctions(model));
  return { graph, types: inferTypes(graph), open: readInitializer };
}
