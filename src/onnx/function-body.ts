import { create } from "@bufbuild/protobuf";
import type { AttributeProto, FunctionProto, GraphProto, NodeProto, ValueInfoProto } from "onnx-buf";
import { NodeProtoSchema } from "onnx-buf";
import { InputError } from "../errors.ts";
import { nodeLabel, quote } from "./label.ts";
import { copyMessage } from "./message-copy.ts";
import type { NameScope } from "./name-scope.ts";

/** Free names of the model, for values and for nodes. */
export interface FreeNames {
  readonly values: NameScope;
  readonly nodes: NameScope;
}

/** The nodes that take the place of a call, with what is known of the values between them. */
export interface ExpandedCall {
  readonly nodes: NodeProto[];
  readonly valueInfo: ValueInfoProto[];
}

/** What holds inside one expanded call. */
interface Expansion {
  readonly call: NodeProto;
  readonly prefix: string;
  readonly attributes: ReadonlyMap<string, AttributeProto>;
  readonly defaults: ReadonlyMap<string, AttributeProto>;
  readonly free: FreeNames;
}

/** New name of every name in scope; a subgraph puts its own map in front. */
type Renaming = ReadonlyMap<string, string>;

/**
 * The body of `definition` as it stands for `call`: formal names replaced by actual ones, inner names made unique,
 * attribute references resolved. Calls inside are not expanded. Neither argument is changed.
 * Throws InputError when the call gives more inputs, outputs or other attributes than the function takes.
 */
export function expandCall(call: NodeProto, definition: FunctionProto, free: FreeNames): ExpandedCall {
  checkArguments(call, definition);
  const prefix = call.name !== "" ? call.name : (call.output.find((name) => name !== "") ?? call.opType);
  const expansion: Expansion = {
    call,
    prefix,
    attributes: new Map(call.attribute.map((attribute) => [attribute.name, attribute])),
    defaults: new Map(definition.attributeProto.map((attribute) => [attribute.name, attribute])),
    free,
  };
  const { renaming, identities } = renameFormals(expansion, definition);
  const nodes = definition.node.map((node) => expandNode(expansion, node, renaming));
  const valueInfo = definition.valueInfo
    .filter(({ name }) => renaming.has(name) && !definition.input.includes(name))
    .map((info) => copyMessage(info, { name: renaming.get(info.name) ?? info.name }));
  return { nodes: [...nodes, ...identities], valueInfo };
}

function checkArguments(call: NodeProto, definition: FunctionProto): void {
  const where = `${nodeLabel(call)} calls function ${quote(definition.name)} of domain ${quote(definition.domain)}`;
  const advice = "Export the model again: the call does not fit the function.";
  for (const kind of ["input", "output"] as const) {
    if (call[kind].length > definition[kind].length) {
      throw new InputError(
        `${where} with ${call[kind].length} ${kind}s, but the function has ${definition[kind].length}.`,
        { advice },
      );
    }
  }
}

/**
 * Maps formal inputs to actual ones (or to "", an input left out), formal outputs to actual ones, all else to new
 * names. A formal output that is a formal input too, or stands twice in the list, needs an Identity.
 */
function renameFormals(
  expansion: Expansion,
  definition: FunctionProto,
): { renaming: Map<string, string>; identities: NodeProto[] } {
  const { call, prefix, free } = expansion;
  const renaming = new Map<string, string>();
  const identities: NodeProto[] = [];
  for (const [index, name] of definition.input.entries()) {
    renaming.set(name, call.input[index] ?? "");
  }
  for (const [index, name] of definition.output.entries()) {
    const actual = call.output[index] ?? "";
    const source = renaming.get(name);
    if (source === undefined) {
      renaming.set(name, actual === "" ? free.values.take(`${prefix}/${name}`) : actual);
    } else if (actual !== "") {
      identities.push(identity(expansion, source, actual, name));
    }
  }
  for (const node of definition.node) {
    for (const name of node.output) {
      if (name !== "" && !renaming.has(name)) {
        renaming.set(name, free.values.take(`${prefix}/${name}`));
      }
    }
  }
  return { renaming, identities };
}

function identity(expansion: Expansion, source: string, target: string, formal: string): NodeProto {
  const { call, prefix, free } = expansion;
  if (source === "") {
    throw new InputError(
      `${nodeLabel(call)} leaves out the function's input ${quote(formal)}, yet takes it as an output.`,
      { advice: "Export the model again: the call does not fit the function." },
    );
  }
  const node = create(NodeProtoSchema, { opType: "Identity", input: [source], output: [target] });
  node.name = free.nodes.take(`${prefix}/${formal}`);
  return inheritProvenance(node, call);
}

function expandNode(expansion: Expansion, node: NodeProto, renaming: Renaming): NodeProto {
  const copy = copyMessage(node, {
    name: node.name === "" ? "" : expansion.free.nodes.take(`${expansion.prefix}/${node.name}`),
    input: node.input.map((name) => renamed(name, renaming)),
    output: node.output.map((name) => renamed(name, renaming)),
    attribute: node.attribute.flatMap((attribute) => expandAttribute(expansion, attribute, renaming)),
  });
  return inheritProvenance(copy, expansion.call);
}

function renamed(name: string, renaming: Renaming): string {
  return name === "" ? "" : (renaming.get(name) ?? name);
}

/**
 * A reference becomes the value that the call gives, else the function's default, else nothing (the operator's own
 * default holds, as in ONNX Runtime). Graphs that the call gives are in the caller's names already.
 */
function expandAttribute(
  expansion: Expansion,
  attribute: AttributeProto,
  renaming: Renaming,
): AttributeProto[] {
  const { name, refAttrName } = attribute;
  if (refAttrName === "") {
    return [renameGraphs(expansion, attribute, renaming)];
  }
  const given = expansion.attributes.get(refAttrName);
  if (given !== undefined) {
    return [copyMessage(given, { name })];
  }
  const fallback = expansion.defaults.get(refAttrName);
  return fallback === undefined ? [] : [renameGraphs(expansion, copyMessage(fallback, { name }), renaming)];
}

function renameGraphs(expansion: Expansion, attribute: AttributeProto, renaming: Renaming): AttributeProto {
  if (attribute.g === undefined && attribute.graphs.length === 0) {
    return attribute;
  }
  return copyMessage(attribute, {
    ...(attribute.g === undefined ? {} : { g: expandGraph(expansion, attribute.g, renaming) }),
    graphs: attribute.graphs.map((graph) => expandGraph(expansion, graph, renaming)),
  });
}

function expandGraph(expansion: Expansion, graph: GraphProto, outer: Renaming): GraphProto {
  const renaming = new Map(outer);
  const local = [
    ...graph.input.map(({ name }) => name),
    ...graph.initializer.map(({ name }) => name),
    ...graph.node.flatMap(({ output }) => output),
  ];
  for (const name of new Set(local)) {
    if (name !== "") {
      renaming.set(name, expansion.free.values.take(`${expansion.prefix}/${name}`));
    }
  }
  const rename = (value: ValueInfoProto): ValueInfoProto =>
    copyMessage(value, { name: renamed(value.name, renaming) });
  return copyMessage(graph, {
    input: graph.input.map(rename),
    output: graph.output.map(rename),
    initializer: graph.initializer.map((tensor) =>
      copyMessage(tensor, { name: renamed(tensor.name, renaming) }),
    ),
    valueInfo: graph.valueInfo.map(rename),
    quantizationAnnotation: graph.quantizationAnnotation.map((annotation) =>
      copyMessage(annotation, {
        tensorName: renamed(annotation.tensorName, renaming),
        quantParameterTensorNames: annotation.quantParameterTensorNames.map((entry) =>
          copyMessage(entry, { value: renamed(entry.value, renaming) }),
        ),
      }),
    ),
    node: graph.node.map((node) => expandNode(expansion, node, renaming)),
  });
}

/** Exporters write module path and source line on the call; its nodes inherit what they do not state themselves. */
function inheritProvenance(node: NodeProto, call: NodeProto): NodeProto {
  const stated = new Set(node.metadataProps.map(({ key }) => key));
  const inherited = call.metadataProps.filter(({ key }) => !stated.has(key));
  if (inherited.length > 0) {
    node.metadataProps = [...node.metadataProps, ...inherited];
  }
  if (node.docString === "" && call.docString !== "") {
    node.docString = call.docString;
  }
  return node;
}
