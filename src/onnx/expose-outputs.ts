import { create } from "@bufbuild/protobuf";
import type { ModelProto } from "onnx-buf";
import { ValueInfoProtoSchema } from "onnx-buf";
import { InputError } from "../errors.ts";
import { quote } from "./label.ts";
import { copyMessage } from "./message-copy.ts";

/**
 * The model with these tensors of its main graph as further graph outputs: to read them, or to let an engine say what
 * type and shape they have. A tensor that is an output already is not added again; the declaration is the model's own,
 * or none (ONNX Runtime then infers it). Throws InputError for a name that the main graph does not define.
 */
export function exposeOutputs(model: ModelProto, names: Iterable<string>): ModelProto {
  const { graph } = model;
  if (graph === undefined) {
    throw new InputError("The model has no graph.", { advice: "Export it again." });
  }
  const declared = new Map([...graph.input, ...graph.valueInfo].map((info) => [info.name, info]));
  const defined = new Set([
    ...graph.input.map((info) => info.name),
    ...graph.initializer.map((tensor) => tensor.name),
    ...graph.node.flatMap((node) => node.output),
  ]);
  const present = new Set(graph.output.map((info) => info.name));
  const output = [...graph.output];
  for (const name of names) {
    if (!defined.has(name) || name === "") {
      throw new InputError(`The graph has no tensor ${quote(name)} to expose.`, {
        advice: "Name a tensor of the main graph.",
      });
    }
    if (!present.has(name)) {
      present.add(name);
      output.push(declared.get(name) ?? create(ValueInfoProtoSchema, { name }));
    }
  }
  return copyMessage(model, { graph: copyMessage(graph, { output }) });
}
