import type { FunctionProto, NodeProto } from "onnx-buf";
import { InputError } from "../errors.ts";
import { isDefaultDomain } from "./decode.ts";
import { nodeLabel, quote } from "./label.ts";
import { maxFunctionDepth, maxInlinedNodes } from "./limits.ts";
import { subgraphsOf } from "./node-order.ts";

/** Model-local functions by what calls them: domain, name and overload. */
export type FunctionTable = ReadonlyMap<string, FunctionProto>;

/** Table of a model's functions. */
export function functionTable(functions: readonly FunctionProto[]): FunctionTable {
  return new Map(
    functions.map((definition) => [key(definition.domain, definition.name, definition.overload), definition]),
  );
}

/** The function that a node calls, or undefined when it is an operator. */
export function calledFunction(table: FunctionTable, node: NodeProto): FunctionProto | undefined {
  return table.get(key(node.domain, node.opType, node.overload));
}

/** The domain of ONNX itself is written in two ways. */
export function canonicalKey(domain: string): string {
  return isDefaultDomain(domain) ? "" : domain;
}

function key(domain: string, name: string, overload: string): string {
  return JSON.stringify([canonicalKey(domain), name, overload]);
}

/** State of the count: nodes that each function expands to, and the calls on the way in. */
interface Count {
  readonly table: FunctionTable;
  readonly sizes: Map<FunctionProto, number>;
  readonly callers: FunctionProto[];
}

/**
 * Checks that the calls in `nodes` can be expanded, without expanding them: each function is counted once, however
 * often it is called. Throws InputError for functions that call each other in a circle, that nest too deep, that
 * expand to more than `maxInlinedNodes`, or that take the name of an ONNX operator.
 */
export function checkCalls(nodes: readonly NodeProto[], table: FunctionTable): void {
  const size = expandedSize(nodes, { table, sizes: new Map(), callers: [] });
  if (size > maxInlinedNodes) {
    throw new InputError(
      `with its functions inlined the model has ${size} nodes; at most ${maxInlinedNodes} are taken.`,
      {
        advice: "Export a smaller model, or one without nested functions.",
      },
    );
  }
}

function expandedSize(nodes: readonly NodeProto[], count: Count): number {
  let size = 0;
  for (const node of nodes) {
    const definition = calledFunction(count.table, node);
    size += definition === undefined ? 1 : functionSize(node, definition, count);
    for (const graph of subgraphsOf(node)) {
      size += expandedSize(graph.node, count);
    }
  }
  return size;
}

function functionSize(call: NodeProto, definition: FunctionProto, count: Count): number {
  const known = count.sizes.get(definition);
  if (known !== undefined) {
    return known;
  }
  enter(call, definition, count.callers);
  const size = expandedSize(definition.node, count);
  count.callers.pop();
  count.sizes.set(definition, size);
  return size;
}

function enter(call: NodeProto, definition: FunctionProto, callers: FunctionProto[]): void {
  if (isDefaultDomain(definition.domain)) {
    throw new InputError(
      `function ${quote(definition.name)} takes a name in the domain of ONNX itself, so runtimes disagree on what ${nodeLabel(call)} means.`,
      { advice: "Export the functions into a domain of their own, or inline them with onnx.inliner." },
    );
  }
  if (callers.includes(definition)) {
    const chain = [...callers.slice(callers.indexOf(definition)), definition];
    throw new InputError(
      `the model's functions call each other in a circle: ${chain.map(({ name }) => quote(name)).join(" calls ")}.`,
      { advice: "ONNX does not allow recursion: export the model again." },
    );
  }
  if (callers.length >= maxFunctionDepth) {
    throw new InputError(
      `the model's functions are nested more than ${maxFunctionDepth} deep, at ${nodeLabel(call)}.`,
      { advice: "Inline them before (onnx.inliner.inline_local_functions)." },
    );
  }
  callers.push(definition);
}
