import type { AttributeProto, FunctionProto, GraphProto, NodeProto } from "onnx-buf";
import { InputError } from "../errors.ts";
import { nodeLabel, quote } from "./label.ts";
import type { VisibleNames } from "./node-order.ts";
import { isVisible, sortNodes, subgraphsOf } from "./node-order.ts";
import { checkTensor } from "./tensor-check.ts";

const reexport = "Export the model again; editing tools that copy or merge graphs make such files.";

/** What surrounds a graph: the file and, inside, the nodes around it; names in scope; whether a function is around. */
interface Surroundings {
  readonly where: string;
  readonly outer: VisibleNames | undefined;
  readonly inFunction: boolean;
}

/**
 * Checks a graph and its subgraphs: every name has one producer in its scope, every name that is read has one at all,
 * tensors are whole. Sorts `graph.node` (see `sortNodes`). `sourceName` names the file in messages.
 * Throws InputError.
 */
export function checkGraph(graph: GraphProto, sourceName: string): void {
  checkGraphWithin(graph, { where: sourceName, outer: undefined, inFunction: false });
}

function checkGraphWithin(graph: GraphProto, surroundings: Surroundings): void {
  const { where, outer } = surroundings;
  if (graph.sparseInitializer.length > 0) {
    const name = graph.sparseInitializer[0]?.values?.name ?? "";
    throw new InputError(`${where}: the initializer ${quote(name)} is sparse, which is not supported.`, {
      advice: "Store it dense: replace graph.sparse_initializer by graph.initializer before saving.",
    });
  }
  const names = new Set<string>();
  for (const { name } of graph.input) {
    addName(names, name, "input", where);
  }
  checkInitializers(graph, names, where);
  graph.node = checkNodes(graph.node, names, surroundings);
  const outputs = new Set<string>();
  for (const { name } of graph.output) {
    addName(outputs, name, "output", where);
    if (!isVisible(name, { names, outer })) {
      throw new InputError(
        `${where}: output ${quote(name)} is made by no node, and is no input or initializer.`,
        { advice: reexport },
      );
    }
  }
}

/** Checks the body of a model-local function like a graph. Throws InputError. */
export function checkFunction(definition: FunctionProto, where: string): void {
  const names = new Set<string>();
  for (const name of definition.input) {
    addName(names, name, "input", where);
  }
  definition.node = checkNodes(definition.node, names, { where, outer: undefined, inFunction: true });
  const missing = definition.output.find((name) => !names.has(name));
  if (missing !== undefined) {
    throw new InputError(`${where}: output ${quote(missing)} is made by no node of its body.`, {
      advice: reexport,
    });
  }
}

/** Two initializers of one name: ONNX Runtime silently takes the second, others the first. */
function checkInitializers(graph: GraphProto, names: Set<string>, where: string): void {
  const initializers = new Set<string>();
  for (const tensor of graph.initializer) {
    addName(initializers, tensor.name, "initializer", where);
    checkTensor(tensor, `${where}: initializer ${quote(tensor.name)}`);
    names.add(tensor.name);
  }
}

/** Returns the nodes sorted and adds their outputs to `names`, so that each subgraph sees what comes before it. */
function checkNodes(
  nodes: readonly NodeProto[],
  names: Set<string>,
  surroundings: Surroundings,
): NodeProto[] {
  const { where, outer } = surroundings;
  checkProducers(nodes, names, where);
  const sorted = sortNodes(nodes, (name) => isVisible(name, { names, outer }), where);
  for (const node of sorted) {
    if (node.attribute.length > 0) {
      checkAttributes(node, { ...surroundings, outer: { names, outer } });
    }
    for (const name of node.output) {
      if (name !== "" && outer !== undefined && isVisible(name, outer)) {
        throw new InputError(
          `${where}: ${nodeLabel(node)} makes ${quote(name)}, a name that the graph around it defines already.`,
          { advice: reexport },
        );
      }
      names.add(name);
    }
  }
  names.delete("");
  return sorted;
}

function checkProducers(nodes: readonly NodeProto[], given: ReadonlySet<string>, where: string): void {
  const producers = new Map<string, NodeProto>();
  for (const node of nodes) {
    if (node.opType === "") {
      throw new InputError(`${where}: ${nodeLabel(node)} has no operator (op_type).`, { advice: reexport });
    }
    if (node.output.every((name) => name === "")) {
      throw new InputError(`${where}: ${nodeLabel(node)} has no output.`, { advice: reexport });
    }
    for (const name of node.output) {
      if (name === "") {
        continue;
      }
      const other = producers.get(name);
      if (other !== undefined || given.has(name)) {
        const first = other === undefined ? "an input or initializer" : nodeLabel(other);
        throw new InputError(
          `${where}: ${quote(name)} is made twice, by ${first} and by ${nodeLabel(node)}.`,
          {
            advice: reexport,
          },
        );
      }
      producers.set(name, node);
    }
  }
}

function checkAttributes(node: NodeProto, surroundings: Surroundings): void {
  const { where, inFunction } = surroundings;
  const seen = new Set<string>();
  for (const attribute of node.attribute) {
    if (attribute.name === "" || seen.has(attribute.name)) {
      const what =
        attribute.name === "" ? "an attribute without a name" : `attribute ${quote(attribute.name)} twice`;
      throw new InputError(`${where}: ${nodeLabel(node)} has ${what}.`, { advice: reexport });
    }
    if (attribute.refAttrName !== "" && !inFunction) {
      throw new InputError(
        `${where}: attribute ${quote(attribute.name)} of ${nodeLabel(node)} refers to ${quote(attribute.refAttrName)}, an attribute of a function, but stands in none.`,
        { advice: reexport },
      );
    }
    seen.add(attribute.name);
    checkAttributeTensors(attribute, node, where);
  }
  for (const graph of subgraphsOf(node)) {
    checkGraphWithin(graph, { ...surroundings, where: `${where}: in ${nodeLabel(node)}` });
  }
}

function checkAttributeTensors(attribute: AttributeProto, node: NodeProto, where: string): void {
  if (attribute.sparseTensor !== undefined || attribute.sparseTensors.length > 0) {
    throw new InputError(
      `${where}: attribute ${quote(attribute.name)} of ${nodeLabel(node)} is a sparse tensor, which is not supported.`,
      { advice: "Store it dense: replace sparse_value by value." },
    );
  }
  for (const tensor of attribute.t === undefined ? attribute.tensors : [attribute.t, ...attribute.tensors]) {
    checkTensor(tensor, `${where}: attribute ${quote(attribute.name)} of ${nodeLabel(node)}`);
  }
}

function addName(names: Set<string>, name: string, kind: string, where: string): void {
  if (name === "") {
    throw new InputError(`${where}: an ${kind} has no name.`, { advice: reexport });
  }
  if (names.has(name)) {
    throw new InputError(`${where}: two ${kind}s are called ${quote(name)}.`, { advice: reexport });
  }
  names.add(name);
}
