import { create } from "@bufbuild/protobuf";
import type { GraphProto, ModelProto, NodeProto, TensorProto, ValueInfoProto } from "onnx-buf";
import { AttributeProto_AttributeType, AttributeProtoSchema, ValueInfoProtoSchema } from "onnx-buf";
import { newIntAttribute } from "./attributes.ts";
import type { EmulationOptions, PreparedEmulation } from "./emulate.ts";
import { prepareEmulation } from "./emulate.ts";
import { withBodies } from "./expand-composites.ts";
import type { GraphNode, ModelGraph, Scope, Value } from "./graph.ts";
import { tensorProto } from "./initializer.ts";
import { liftGraph, liftNode } from "./lift.ts";
import { copyMessage } from "./message-copy.ts";
import type { NameScope } from "./name-scope.ts";
import { modelNameScope, newCast, newNode } from "./node-writer.ts";
import { everythingFp16 } from "./plan.ts";
import type { RoundingFormat } from "./rounding.ts";
import { fixedConstants, floatConstants } from "./switchable-constants.ts";
import type { BranchContext } from "./switchable-context.ts";
import { noEnvironment } from "./switchable-context.ts";
import { isPacked } from "./switchable-packing.ts";
import { fusedPatterns } from "./switchable-patterns.ts";
import type { Target } from "./switchable-reads.ts";
import { readsUnrounded, targetsOf } from "./switchable-reads.ts";
import { stepTargets, writeStep } from "./switchable-stretch-writer.ts";
import type { Step } from "./switchable-stretches.ts";
import { allStretches, scopeSteps, stretchesOf } from "./switchable-stretches.ts";
import type { Conditions, Switches } from "./switchable-switches.ts";
import { createSwitches } from "./switchable-switches.ts";
import type { SwitchUnit } from "./switchable-units.ts";
import { groupFusible, inexactNodes, switchUnits } from "./switchable-units.ts";
import { elementType } from "./types.ts";

export interface SwitchableOptions extends EmulationOptions {
  /**
   * Ids of the nodes that are switched one by one. All others are switched in runs between them, so that only plans
   * which have each run in one precision can be tried; the model loads the faster. By default every node.
   */
  readonly candidates?: Iterable<string>;
  /**
   * How many switched nodes are decided at once where a plan has them all in one precision: their Ifs are then not run.
   * 1 decides node by node.
   */
  readonly stretchLength?: number;
}

export interface SwitchableModel {
  /** Takes the model's own inputs and the switches; gives the model's own outputs. */
  readonly model: ModelProto;
  readonly switches: Switches;
  /**
   * Ids of nodes that may add up in another order than in `emulate`: their last digits may then differ. Empty unless
   * weights are computed inside the model in unusual ways.
   */
  readonly inexact: readonly string[];
}

/** Twice as many save a tenth of a run more where nothing in them differs, and cost that where something does. */
const defaultStretchLength = 12;

/**
 * One model for every plan: an input of booleans decides, run by run, which nodes round. Its outputs are those of
 * `emulate(model, plan)`, to the bit but for `inexact`, when both run at level basic on the same number of threads.
 *
 * Each float node becomes an If with a branch in half precision and one in FP32; nodes that ONNX Runtime would fuse in
 * FP32 share one. Weights are rounded beside the original ones, outside the branches, so that they are constants in
 * both. Throws like `emulate`.
 */
export function switchable(model: ModelProto, options: SwitchableOptions = {}): SwitchableModel {
  const prepared = prepareEmulation(model, everythingFp16, options);
  const units = switchUnits(prepared);
  const names = modelNameScope(prepared.graph.model);
  const constants = fixedConstants(prepared);
  const unitOf = new Map(units.flatMap((unit) => unit.halfNodes.map((node) => [node, unit] as const)));
  const groups = groupFusible(prepared, units);
  const plan = { unitOf, groups, patterns: fusedPatterns(units) };
  const { stretchLength: length = defaultStretchLength } = options;
  const candidates = options.candidates === undefined ? undefined : new Set(options.candidates);
  const parts = new Map(
    scopesOf(prepared.graph).map((scope) => [
      scope,
      stretchesOf(scopeSteps(scope, plan), { length, candidates, constants }),
    ]),
  );
  const stretches = allStretches([...parts.values()].flat());
  const { switches, conditions } = createSwitches(prepared, units, stretches, names);
  const writing = startWriting({ prepared, units, names, constants, conditions, parts });
  const graph = writeScope(prepared.graph.main, writing);
  return {
    model: copyMessage(prepared.graph.model, {
      graph: withSwitches(graph, switches, conditions, prepared, names),
    }),
    switches,
    inexact: inexactNodes(prepared, units, groups, constants),
  };
}

function scopesOf(graph: ModelGraph): Scope[] {
  return [graph.main, ...graph.nodes.flatMap((node) => node.bodies.map((body) => body.scope))];
}

interface Started {
  readonly prepared: PreparedEmulation;
  readonly units: readonly SwitchUnit[];
  readonly names: NameScope;
  readonly constants: ReadonlySet<Value>;
  readonly conditions: Conditions;
  readonly parts: ReadonlyMap<Scope, readonly Step[]>;
}

interface Writing extends BranchContext, Started {
  /** Rounded copies of constants, by value and format. */
  readonly copies: ReadonlyMap<Value, ReadonlyMap<RoundingFormat, string>>;
  sourceName(value: Value): string;
}

function startWriting(started: Started): Writing {
  const { prepared, units, names, constants } = started;
  const copies = roundedConstants(prepared, constants, names);
  const sources = new Map<Value, string>();
  return {
    ...started,
    copies,
    floatConstants: floatConstants(prepared),
    unroundedNames: namesBeforeRounding(prepared, units, names),
    constantCopy: (value, format) => copies.get(value)?.get(format) ?? value.name,
    sourceName(value) {
      const name = sources.get(value) ?? names.take(`${value.name}__stored`);
      sources.set(value, name);
      return name;
    },
  };
}

/** A copy for every constant that a float node reads in half precision, unless it is stored so. */
function roundedConstants(
  { graph, decision, stored }: PreparedEmulation,
  constants: ReadonlySet<Value>,
  names: NameScope,
): Map<Value, Map<RoundingFormat, string>> {
  const copies = new Map<Value, Map<RoundingFormat, string>>();
  for (const node of graph.nodes) {
    for (const [index, value] of node.inputs.entries()) {
      const format = decision.byNode.get(node)?.inputs[index];
      const isDue =
        value !== undefined &&
        constants.has(value) &&
        stored?.get(value) !== format &&
        !isPacked(node, index, constants);
      if (!isDue || format === undefined || copies.get(value)?.has(format) === true) {
        continue;
      }
      const known = copies.get(value) ?? new Map<RoundingFormat, string>();
      copies.set(value, known.set(format, names.take(`${value.name}__rounded`)));
    }
  }
  return copies;
}

/** Values that shape arithmetic reads, and so reads as computed, beside their rounded selves. */
function namesBeforeRounding(
  prepared: PreparedEmulation,
  units: readonly SwitchUnit[],
  names: NameScope,
): Map<Value, string> {
  const targets = units.flatMap(({ outputs, halfNodes }) => targetsOf(outputs, halfNodes, prepared));
  return new Map(
    targets
      .filter((target) => target.unrounded)
      .map(({ value }) => [value, names.take(`${value.name}__unrounded`)]),
  );
}

function writeScope(scope: Scope, writing: Writing): GraphProto {
  const nodes: NodeProto[] = [];
  for (const value of scope.values.values()) {
    if (value.producer === undefined) {
      writeConstant(value, writing, nodes);
    }
  }
  for (const part of writing.parts.get(scope) ?? []) {
    nodes.push(...writePart(part, writing));
    for (const value of "plain" in part ? part.plain.outputs : []) {
      if (value !== undefined) {
        writeConstant(value, writing, nodes);
      }
    }
  }
  const proto = copyMessage(scope.proto, { node: nodes });
  return writing.prepared.stored === undefined ? proto : liftStored(scope, liftGraph(proto), writing);
}

/** Results go by the names that they have in the model. What nobody reads is left out: an If has to give something. */
function writePart(part: Step, writing: Writing): NodeProto[] {
  if ("plain" in part) {
    return [rewriteNode(part.plain, writing)];
  }
  const { conditions, unroundedNames } = writing;
  const targets = stepTargets(part, writing);
  const nameOf = ({ value, unrounded }: Target): string =>
    (unrounded ? unroundedNames.get(value) : undefined) ?? value.name;
  const { ofUnit, ofStretch } = conditions;
  return targets.length === 0
    ? []
    : writeStep(part, { context: writing, ofUnit, ofStretch }, { targets, nameOf, around: noEnvironment });
}

/** A constant in half precision is cast to FP32 under its own name; a constant that is read rounded gets its copy. */
function writeConstant(value: Value, writing: Writing, nodes: NodeProto[]): void {
  const { names, prepared, copies } = writing;
  if (prepared.stored?.has(value) === true) {
    nodes.push(newCast(writing.sourceName(value), value.name, elementType.float));
  }
  for (const [format, name] of copies.get(value) ?? []) {
    const half = names.take(`${name}__${format}`);
    nodes.push(newCast(value.name, half, elementType[format]), newCast(half, name, elementType.float));
  }
}

/** A node that rounds nothing: only its bodies change, and what it reads before rounding. */
function rewriteNode(node: GraphNode, writing: Writing): NodeProto {
  const { prepared, unroundedNames } = writing;
  const inner = withBodies(node, (body) => writeScope(body, writing));
  const proto = prepared.stored === undefined ? inner : liftNode(inner);
  const nameRead = (index: number, name: string): string => {
    const value = node.inputs[index];
    const exact = value === undefined ? undefined : unroundedNames.get(value);
    return exact !== undefined && readsUnrounded(prepared, node, index) ? exact : name;
  };
  const nameMade = (index: number, name: string): string => {
    const value = node.outputs[index];
    return value !== undefined && prepared.stored?.has(value) === true ? writing.sourceName(value) : name;
  };
  return copyMessage(proto, {
    input: proto.input.map((name, index) => nameRead(index, name)),
    output: proto.output.map((name, index) => nameMade(index, name)),
  });
}

function liftStored(scope: Scope, proto: GraphProto, writing: Writing): GraphProto {
  return copyMessage(proto, {
    initializer: proto.initializer.map((tensor) => {
      const value = scope.values.get(tensor.name);
      return value !== undefined && writing.prepared.stored?.has(value) === true
        ? copyMessage(tensor, { name: writing.sourceName(value) })
        : tensor;
    }),
  });
}

/** The input, and the node that takes it apart into one boolean for each condition. */
function withSwitches(
  graph: GraphProto,
  { input, count }: Switches,
  conditions: Conditions,
  { graph: { opsets } }: PreparedEmulation,
  names: NameScope,
): GraphProto {
  if (count === 0) {
    return graph;
  }
  const sizes = { name: names.take(`${input}_sizes`), values: new BigInt64Array(count).fill(1n) };
  const takesInput = (opsets.get("") ?? 0) >= 13;
  const attributes = takesInput ? [] : [onesAttribute(count)];
  const inputs = takesInput ? [input, sizes.name] : [input];
  const split = newNode(names.take("Switches"), "Split", inputs, "", [
    newIntAttribute("axis", 0),
    ...attributes,
  ]);
  split.output = [...conditions.names];
  const tensors: TensorProto[] = takesInput ? [tensorProto(sizes.name, "int64", [count], sizes.values)] : [];
  return copyMessage(graph, {
    input: [...graph.input, switchInput(input, count)],
    initializer: [...graph.initializer, ...tensors],
    node: [split, ...graph.node],
  });
}

function onesAttribute(count: number) {
  return create(AttributeProtoSchema, {
    name: "split",
    type: AttributeProto_AttributeType.INTS,
    ints: Array.from({ length: count }, () => 1n),
  });
}

function switchInput(name: string, count: number): ValueInfoProto {
  const dim = [{ value: { case: "dimValue" as const, value: BigInt(count) } }];
  return create(ValueInfoProtoSchema, {
    name,
    type: { value: { case: "tensorType", value: { elemType: elementType.bool, shape: { dim } } } },
  });
}
