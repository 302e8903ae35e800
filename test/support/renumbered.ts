import { clone } from "@bufbuild/protobuf";
import { type ModelProto, ModelProtoSchema } from "onnx-buf";

/** The same graph as another exporter run would write it: every node and every inner value is called otherwise. */
export function renumbered(proto: ModelProto): ModelProto {
  const copy = clone(ModelProtoSchema, proto);
  const { graph } = copy;
  const kept = new Set([...(graph?.input ?? []), ...(graph?.output ?? [])].map(({ name }) => name));
  const made = new Set(graph?.node.flatMap(({ output }) => output));
  const rename = (name: string): string => (made.has(name) && !kept.has(name) ? `t_${name}_9` : name);
  graph?.node.forEach((each, index) => {
    each.name = `n${1000 - index}`;
    each.input = each.input.map(rename);
    each.output = each.output.map(rename);
  });
  for (const info of graph?.valueInfo ?? []) info.name = rename(info.name);
  return copy;
}
