import type { NodeProto, TensorProto } from "onnx-buf";
import { newIntAttribute } from "../onnx/attributes.ts";
import type { GraphNode, Value } from "../onnx/graph.ts";
import { newCast } from "../onnx/node-writer.ts";
import type { RoundingFormat } from "../onnx/rounding.ts";
import { elementType } from "../onnx/types.ts";
import { elementCount } from "../tensor/tensor.ts";
import { writeAccumulation } from "./statistics-accumulation.ts";
import {
  errorWidth,
  type MeasuredTensor,
  measureTensor,
  writeBriefError,
  writeError,
  writeIsFinite,
  writeLightValue,
  writeMaskedError,
  writeMaskedValue,
  writeSize,
  writeValue,
} from "./statistics-graph.ts";
import type { RoundConstant } from "./twin-constants.ts";
import { bodyAttribute, castTo, type Emitter, untilShaped } from "./twin-emitter.ts";
import { rootOf, type Subject, type TwinFacts } from "./twin-facts.ts";
import type { TwinNames, Variant } from "./twin-names.ts";
import { type World, writeInWorld } from "./twin-world.ts";

export type TwinDetail = "light" | "full";
export type ErrorKind = "introduced" | "inherited" | "total";

/** What a stretch of the statistics vector is about. */
export type Slot =
  | {
      readonly kind: "value";
      readonly value: Value;
      readonly width: number;
      /** Number of elements; undefined when the first number tells it. */
      readonly elements: number | undefined;
      readonly isMasked: boolean;
    }
  | {
      readonly kind: ErrorKind;
      readonly value: Value;
      readonly width: number;
      readonly isMasked: boolean;
    }
  /** One number, not finite when the FP16 chain's value is not. */
  | { readonly kind: "finite"; readonly value: Value; readonly width: 1 }
  /** The largest sum of magnitudes over the node's accumulations in the FP32 chain. */
  | { readonly kind: "accumulation"; readonly node: GraphNode; readonly width: 1 };

/** A float32 in a tensor of so many axes. */
export interface MeasuredNumber {
  readonly name: string;
  readonly rank: number;
}

/** What to measure. */
export interface Measures {
  readonly detail: TwinDetail;
  readonly form: "plain" | "masked" | "sizes";
  readonly wantsValue: (value: Value) => boolean;
  readonly wantsError: (subject: Subject, value: Value, kind: ErrorKind) => boolean;
  readonly wantsFinite: (value: Value) => boolean;
  readonly wantsAccumulation: (node: GraphNode) => boolean;
  /** Sizes of a value by axis, as far as they are known before it is measured. */
  readonly shapeOf: (value: Value) => readonly (number | undefined)[] | undefined;
}

/** A tensor that has to come from an earlier part of the twin graph. */
export interface Crossing {
  readonly value: Value;
  readonly variant: Variant;
  readonly name: string;
}

/** The nodes of one part, not yet a model. */
export interface PartDraft {
  readonly nodes: readonly NodeProto[];
  /** In the order of the statistics vector, with the name of each number. */
  readonly slots: readonly Slot[];
  readonly numbers: readonly MeasuredNumber[];
  /** Where in `numbers` the measuring of one node ends and that of the next begins. */
  readonly ends: readonly number[];
  readonly imports: readonly Crossing[];
  /** Rounded copies of initializers. */
  readonly rounded: readonly TensorProto[];
  /** Names of all crossing tensors that this part makes. */
  readonly made: ReadonlySet<string>;
}

interface Drafting {
  readonly facts: TwinFacts;
  readonly measures: Measures;
  readonly names: TwinNames;
  readonly emitter: Emitter;
  readonly made: Set<string>;
  readonly imports: Map<string, Crossing>;
  readonly rounded: TensorProto[];
  readonly roundConstant: RoundConstant;
  readonly measured: Map<string, MeasuredTensor>;
  readonly slots: Slot[];
  readonly numbers: MeasuredNumber[];
  readonly ends: number[];
}

/**
 * Writes a stretch of the main graph: for each node the node in the FP32 chain, in the FP16 chain where that differs,
 * and in FP16 on reference inputs where that is to be compared, with the statistics right behind, so that no tensor
 * lives longer than it must. `values` are measured at the beginning: graph inputs.
 */
export function draftPart(
  nodes: readonly GraphNode[],
  subjects: ReadonlyMap<GraphNode, Subject>,
  values: readonly Value[],
  facts: TwinFacts,
  measures: Measures,
  names: TwinNames,
  emitter: Emitter,
  roundConstant: RoundConstant,
): PartDraft {
  const drafting: Drafting = {
    facts,
    measures,
    names,
    emitter,
    made: new Set(),
    imports: new Map(),
    rounded: [],
    roundConstant,
    measured: new Map(),
    slots: [],
    numbers: [],
    ends: [],
  };
  values.forEach((value) => measureValue(value, drafting));
  drafting.ends.push(drafting.numbers.length);
  for (const node of nodes) {
    draftNode(node, subjects.get(node), drafting);
    drafting.ends.push(drafting.numbers.length);
  }
  return { ...drafting, nodes: emitter.nodes, imports: [...drafting.imports.values()] };
}

function draftNode(node: GraphNode, subject: Subject | undefined, drafting: Drafting): void {
  const { facts, emitter, measures } = drafting;
  writeInWorld(node, referenceWorld(drafting), facts, emitter);
  const outputs = node.outputs.filter((value) => value !== undefined);
  outputs.forEach((value) => note(value, "reference", drafting));
  if (outputs.some((value) => facts.diverged.has(value))) {
    writeInWorld(node, chainWorld(drafting), facts, emitter);
    for (const value of outputs) {
      note(value, "chain", drafting);
      if (facts.placement.outputs.has(value)) note(value, "unrounded", drafting);
    }
  }
  outputs.forEach((value) => measureValue(value, drafting));
  outputs.forEach((value) => measureFinite(value, drafting));
  if (measures.wantsAccumulation(node)) measureAccumulation(node, drafting);
  if (subject === undefined) return;
  const kinds = (["introduced", "inherited", "total"] as const).filter((kind) =>
    subject.outputs.some((value) => measures.wantsError(subject, value, kind)),
  );
  if (!subject.isFirst && kinds.some((kind) => kind !== "total")) {
    writeInWorld(node, localWorld(drafting), facts, emitter);
  }
  for (const value of subject.outputs) measureErrors(subject, value, drafting);
}

function note(value: Value, variant: Variant, drafting: Drafting): void {
  drafting.made.add(drafting.names.of(value, variant));
}

/** The name of a tensor of either chain; from an earlier part when this one does not make it. */
function fetch(value: Value, variant: Variant, drafting: Drafting): string {
  if (value.producer === undefined) return value.name;
  const name = drafting.names.of(value, variant);
  if (!drafting.made.has(name) && !drafting.imports.has(name)) {
    drafting.imports.set(name, { value, variant, name });
  }
  return name;
}

/** The name of a rounded copy of a tensor; each part writes those that it needs. */
function roundedCopy(value: Value, variant: Variant, format: RoundingFormat, drafting: Drafting): string {
  const original = fetch(value, variant, drafting);
  const name = drafting.names.rounded(original, format);
  if (drafting.made.has(name)) return name;
  drafting.made.add(name);
  const constant = drafting.roundConstant(value, format, name);
  if (constant === undefined) drafting.emitter.round(original, format, name);
  else drafting.rounded.push(constant);
  return name;
}

function referenceWorld(drafting: Drafting): World {
  return {
    kind: "reference",
    read: (value) => liftedSource(value, drafting) ?? fetch(value, "reference", drafting),
    write: (value, isRounded) => drafting.names.of(value, isRounded ? "stored" : "reference"),
  };
}

function chainWorld(drafting: Drafting): World {
  const { facts, names } = drafting;
  return {
    kind: "chain",
    read(value, how) {
      const variant = facts.diverged.has(value) ? "chain" : "reference";
      if (how === "unrounded") return fetch(value, variant === "chain" ? "unrounded" : variant, drafting);
      if (how !== "value") return roundedCopy(value, variant, how, drafting);
      return liftedSource(value, drafting) ?? fetch(value, variant, drafting);
    },
    write: (value, isRounded) => names.of(value, isRounded ? "unrounded" : "chain"),
  };
}

function localWorld(drafting: Drafting): World {
  const { names } = drafting;
  return {
    kind: "local",
    read(value, how) {
      if (how !== "value" && how !== "unrounded") return roundedCopy(value, "reference", how, drafting);
      return liftedSource(value, drafting) ?? fetch(value, "reference", drafting);
    },
    write: (value, isRounded) => names.of(value, isRounded ? "local-unrounded" : "local"),
  };
}

/** An initializer in half precision is lifted once in each part, by a Cast that the engine folds. */
function liftedSource(value: Value, drafting: Drafting): string | undefined {
  const isStored = value.producer === undefined && drafting.facts.prepared.stored?.has(value) === true;
  if (!isStored) return undefined;
  const name = drafting.names.of(value, "lifted");
  if (!drafting.made.has(name)) {
    drafting.made.add(name);
    drafting.emitter.nodes.push(newCast(value.name, name, elementType.float));
  }
  return name;
}

function measured(value: Value, name: string, drafting: Drafting): MeasuredTensor {
  let tensor = drafting.measured.get(name);
  if (tensor === undefined) {
    tensor = measureTensor(drafting.emitter, name, rankOf(value, drafting));
    drafting.measured.set(name, tensor);
  }
  return tensor;
}

function rankOf(value: Value, { measures }: Drafting): number {
  return measures.shapeOf(value)?.length ?? 0;
}

function measureValue(value: Value, drafting: Drafting): void {
  const { measures, emitter } = drafting;
  if (!measures.wantsValue(value)) return;
  const name = liftedSource(value, drafting) ?? fetch(value, "reference", drafting);
  const tensor = measured(value, name, drafting);
  const elements = elementsOf(measures.shapeOf(value));
  const size = elements === undefined ? [{ name: writeSize(emitter, tensor), rank: 0 }] : [];
  const numbers = [...size, ...ranked(valueNumbers(tensor, drafting), tensor.rank)];
  const isMasked = measures.form !== "plain";
  push({ kind: "value", value, width: numbers.length, elements, isMasked }, numbers, drafting);
}

function elementsOf(shape: readonly (number | undefined)[] | undefined): number | undefined {
  return shape?.every((size) => size !== undefined) === true ? elementCount(shape) : undefined;
}

function ranked(names: readonly string[], rank: number): MeasuredNumber[] {
  return names.map((name) => ({ name, rank }));
}

function valueNumbers(tensor: MeasuredTensor, { measures, emitter }: Drafting): string[] {
  if (measures.form === "sizes") return [];
  if (measures.form === "masked") return writeMaskedValue(emitter, tensor);
  return measures.detail === "full" ? writeValue(emitter, tensor) : writeLightValue(emitter, tensor);
}

function measureFinite(value: Value, drafting: Drafting): void {
  if (!drafting.measures.wantsFinite(value)) return;
  const tensor = measured(value, fetch(value, "chain", drafting), drafting);
  const number = ranked([writeIsFinite(drafting.emitter, tensor)], tensor.rank);
  push({ kind: "finite", value, width: 1 }, number, drafting);
}

function measureAccumulation(node: GraphNode, drafting: Drafting): void {
  const { facts, emitter } = drafting;
  const world = referenceWorld(drafting);
  const inputs = node.inputs.map((value) => (value === undefined ? "" : world.read(value, "value")));
  const opset = facts.prepared.graph.opsets.get("") ?? 1;
  const name = writeAccumulation(node, inputs, opset, emitter);
  if (name !== undefined) push({ kind: "accumulation", node, width: 1 }, [{ name, rank: 0 }], drafting);
}

function push(slot: Slot, numbers: readonly MeasuredNumber[], drafting: Drafting): void {
  drafting.slots.push(slot);
  drafting.numbers.push(...numbers);
}

function measureErrors(subject: Subject, value: Value, drafting: Drafting): void {
  const { names, measures } = drafting;
  const reference = names.of(value, "reference");
  const chain = names.of(value, "chain");
  const local = subject.isFirst ? chain : names.of(value, "local");
  const pairs = {
    introduced: [local, reference],
    inherited: [chain, local],
    total: [chain, reference],
  } as const;
  for (const kind of ["introduced", "inherited", "total"] as const) {
    if (!measures.wantsError(subject, value, kind)) continue;
    const [left, right] = pairs[kind];
    const isGuarded = drafting.facts.unsteady.has(value) && kind !== "introduced";
    const width = errorWidth[errorForm(kind, measures)];
    const of = (name: string): MeasuredTensor => measured(value, name, drafting);
    const numbers = isGuarded
      ? ranked(guardedError(left, right, kind, drafting), 0)
      : ranked(
          errorNumbers(of(left), of(right), drafting.emitter, errorForm(kind, measures)),
          rankOf(value, drafting),
        );
    push({ kind, value, width, isMasked: measures.form === "masked" }, numbers, drafting);
  }
}

/** The largest inherited error is not worth two more reductions: the other two bound it. */
function errorForm(kind: ErrorKind, measures: Measures): keyof typeof errorWidth {
  if (measures.form === "masked") return "masked";
  return kind === "inherited" ? "brief" : "plain";
}

function errorNumbers(
  left: MeasuredTensor,
  right: MeasuredTensor,
  emitter: Emitter,
  form: keyof typeof errorWidth,
): string[] {
  return writers[form](emitter, left, right);
}

const writers = { brief: writeBriefError, plain: writeError, masked: writeMaskedError } as const;

/** Numbers of a difference where both have one shape; minus one in place of each where they have not. */
function guardedError(left: string, right: string, kind: ErrorKind, drafting: Drafting): string[] {
  const { emitter, measures } = drafting;
  const isSame = haveSameShape(left, right, emitter);
  const inner = emitter.nested();
  const results = withoutRepetition(
    errorNumbers(
      measureTensor(inner, left, 0),
      measureTensor(inner, right, 0),
      inner,
      errorForm(kind, measures),
    ),
    inner,
  );
  const other = emitter.nested();
  const minusOne = emitter.constants.floats([-1], []);
  const missing = results.map(() => other.add("Identity", [minusOne]));
  const declare = (names: readonly string[]) => names.map((name) => untilShaped(name, elementType.float));
  const outputs = results.map(() => emitter.names.take("twin"));
  emitter.addWith("If", [isSame], outputs, [
    bodyAttribute("then_branch", inner.nodes, declare(results)),
    bodyAttribute("else_branch", other.nodes, declare(missing)),
  ]);
  return outputs;
}

/** ONNX Runtime breaks a graph when it takes in the branch of an If that returns one value under two numbers. */
function withoutRepetition(names: readonly string[], emitter: Emitter): string[] {
  return names.map((name, at) => (names.indexOf(name) < at ? emitter.add("Identity", [name]) : name));
}

function haveSameShape(left: string, right: string, emitter: Emitter): string {
  const [first, second] = [left, right].map((name) => emitter.add("Shape", [name]));
  const equal = emitter.add(
    "Cast",
    [emitter.add("Equal", [first ?? "", second ?? ""])],
    [castTo(elementType.float)],
  );
  // A scalar has no axes to compare: one that always agrees keeps the reduction from being empty.
  const all = emitter.add("Concat", [equal, emitter.constants.floats([1])], [newIntAttribute("axis", 0)]);
  return emitter.add("Cast", [emitter.add("ReduceMin", [all])], [castTo(elementType.bool)]);
}

/** Roots of everything that a subject reads or makes: the values that have to be measured. */
export function valuesOf(subject: Subject, isFloat: (value: Value) => boolean): Value[] {
  const inputs = subject.node.inputs.filter((value) => value !== undefined && isFloat(value)) as Value[];
  return [...subject.outputs, ...inputs].map(rootOf);
}
