import { create } from "@bufbuild/protobuf";
import type { FunctionProto, GraphProto, ModelProto, NodeProto, ValueInfoProto } from "onnx-buf";
import { OperatorSetIdProtoSchema } from "onnx-buf";
import { InputError } from "../errors.ts";
import type { FreeNames } from "./function-body.ts";
import { expandCall } from "./function-body.ts";
import type { FunctionTable } from "./function-calls.ts";
import { calledFunction, canonicalKey, checkCalls, functionTable } from "./function-calls.ts";
import { nodeLabel, quote } from "./label.ts";
import { maxInlinedNodes } from "./limits.ts";
import { copyMessage } from "./message-copy.ts";
import { createNameScope, nodeNames, valueNames } from "./name-scope.ts";
import { subgraphsOf } from "./node-order.ts";

/** State of one expansion of a whole model. */
interface Inlining {
  readonly functions: FunctionTable;
  readonly free: FreeNames;
  readonly opsets: Map<string, bigint>;
  nodeCount: number;
}

/**
 * Replaces every call of a model-local function by the function's nodes, recursively, in the graph and in every
 * subgraph. The result has no functions; it shares tensors with `model`, which is left unchanged.
 *
 * Inner value and node names are prefixed with the call's node name (else its first output), made unique and the same
 * in every run. Metadata of the call goes to inlined nodes that lack their own.
 *
 * Throws InputError for recursion, too many inputs or outputs, an expansion beyond `maxInlinedNodes`, a function that
 * takes the name of an ONNX operator, or an operator-set version of the function that contradicts the model's.
 */
export function inlineFunctions(model: ModelProto): ModelProto {
  const { graph } = model;
  if (graph === undefined || model.functions.length === 0) {
    return model;
  }
  const functions = functionTable(model.functions);
  checkCalls(graph.node, functions);
  const inlining: Inlining = {
    functions,
    free: { values: createNameScope(valueNames(model)), nodes: createNameScope(nodeNames(model)) },
    opsets: new Map(model.opsetImport.map(({ domain, version }) => [canonicalKey(domain), version])),
    nodeCount: 0,
  };
  const inlined = inlineGraph(inlining, graph);
  const stated = new Set(model.opsetImport.map(({ domain }) => canonicalKey(domain)));
  const added = [...inlining.opsets].filter(([domain]) => !stated.has(domain));
  return copyMessage(model, {
    graph: inlined,
    functions: [],
    opsetImport: [
      ...model.opsetImport,
      ...added.map(([domain, version]) => create(OperatorSetIdProtoSchema, { domain, version })),
    ],
  });
}

function inlineGraph(inlining: Inlining, graph: GraphProto): GraphProto {
  const valueInfo: ValueInfoProto[] = [...graph.valueInfo];
  const node: NodeProto[] = [];
  for (const original of graph.node) {
    inlineNode(inlining, original, node, valueInfo);
  }
  return copyMessage(graph, { node, valueInfo });
}

/** Appends what takes the place of `original`: the node itself, its subgraphs inlined, or its function's nodes. */
function inlineNode(
  inlining: Inlining,
  original: NodeProto,
  nodes: NodeProto[],
  valueInfo: ValueInfoProto[],
): void {
  const node = inlineSubgraphs(inlining, original);
  const definition = calledFunction(inlining.functions, node);
  if (definition === undefined) {
    countNode(inlining);
    nodes.push(node);
    return;
  }
  const expanded = expandCall(node, definition, inlining.free);
  valueInfo.push(...expanded.valueInfo);
  for (const inner of expanded.nodes) {
    if (calledFunction(inlining.functions, inner) === undefined) {
      mergeOpset(inlining, inner, definition);
    }
    inlineNode(inlining, inner, nodes, valueInfo);
  }
}

function inlineSubgraphs(inlining: Inlining, node: NodeProto): NodeProto {
  if (subgraphsOf(node).length === 0) {
    return node;
  }
  return copyMessage(node, {
    attribute: node.attribute.map((attribute) =>
      attribute.g === undefined && attribute.graphs.length === 0
        ? attribute
        : copyMessage(attribute, {
            ...(attribute.g === undefined ? {} : { g: inlineGraph(inlining, attribute.g) }),
            graphs: attribute.graphs.map((graph) => inlineGraph(inlining, graph)),
          }),
    ),
  });
}

/** A graph handed to a function as an attribute may be used there many times, which `checkCalls` does not see. */
function countNode(inlining: Inlining): void {
  inlining.nodeCount += 1;
  if (inlining.nodeCount > maxInlinedNodes) {
    throw new InputError(`with its functions inlined the model has more than ${maxInlinedNodes} nodes.`, {
      advice: "Export a smaller model, or one without nested functions.",
    });
  }
}

/**
 * The operators of a function's body keep their meaning only when the model imports the same version of them; in the
 * body's subgraphs too.
 */
function mergeOpset(inlining: Inlining, node: NodeProto, definition: FunctionProto): void {
  for (const graph of subgraphsOf(node)) {
    for (const inner of graph.node) {
      if (calledFunction(inlining.functions, inner) === undefined) {
        mergeOpset(inlining, inner, definition);
      }
    }
  }
  const domain = canonicalKey(node.domain);
  const wanted = definition.opsetImport.find((stated) => canonicalKey(stated.domain) === domain)?.version;
  const present = inlining.opsets.get(domain);
  if (wanted === undefined || wanted === present) {
    return;
  }
  if (present !== undefined) {
    throw new InputError(
      `function ${quote(definition.name)} uses operators of ${quote(domain || "ai.onnx")} version ${wanted}, the model version ${present} (${nodeLabel(node)}).`,
      {
        advice:
          "Export both with one opset_version, or inline the functions before (onnx.inliner with convert_version).",
      },
    );
  }
  inlining.opsets.set(domain, wanted);
}
