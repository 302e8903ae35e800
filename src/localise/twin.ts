import type { GraphNode, Value } from "../onnx/graph.ts";
import { modelNameScope } from "../onnx/node-writer.ts";
import type { RoundConstant } from "./twin-constants.ts";
import { createEmitter } from "./twin-emitter.ts";
import { isFloatTensor, type Subject, type TwinFacts } from "./twin-facts.ts";
import { assemblePart, type TwinPart } from "./twin-model.ts";
import { createTwinNames, type TwinNames } from "./twin-names.ts";
import { type Crossing, draftPart, type Measures, type PartDraft, valuesOf } from "./twin-part.ts";

/** A stretch of the main graph's nodes: from `start` up to and without `end`. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** What there is to measure in a model, whatever is measured in one run. */
export interface TwinSubjects {
  readonly byNode: ReadonlyMap<GraphNode, Subject>;
  /** Values whose evidence is taken from the graph. */
  readonly values: ReadonlySet<Value>;
  /** Values of which the FP16 chain has to be asked whether they are finite. */
  readonly finite: ReadonlySet<Value>;
}

/** Collects what is measured; `isKnown` says which values need no measuring, as constants that can be read. */
export function collectSubjects(facts: TwinFacts, isKnown: (value: Value) => boolean): TwinSubjects {
  const isFloat = (value: Value): boolean => isFloatTensor(facts.prepared.types.get(value));
  const byNode = new Map(facts.subjects.map((subject) => [subject.node, subject]));
  const values = new Set<Value>();
  const compared = new Set<Value>();
  for (const subject of facts.subjects) {
    for (const value of valuesOf(subject, isFloat)) {
      if (!isKnown(value)) values.add(value);
    }
    subject.outputs.forEach((value) => compared.add(value));
  }
  const finite = new Set([...values].filter((value) => facts.diverged.has(value) && !compared.has(value)));
  return { byNode, values, finite };
}

/** Everything: value evidence of all values, and of all subjects the errors that `detail` asks for. */
export function measureEverything(
  subjects: TwinSubjects,
  detail: Measures["detail"],
  shapeOf: Measures["shapeOf"],
): Measures {
  return {
    detail,
    form: "plain",
    wantsValue: (value) => subjects.values.has(value),
    wantsError: (subject, _, kind) => kind === "total" || (detail === "full" && !subject.isFirst),
    wantsFinite: (value) => subjects.finite.has(value),
    wantsAccumulation: () => false,
    shapeOf,
  };
}

/** Nothing but the numbers of elements of these values. */
export function measureSizes(values: ReadonlySet<Value>): Measures {
  return {
    detail: "light",
    form: "sizes",
    wantsValue: (value) => values.has(value),
    wantsError: () => false,
    wantsFinite: () => false,
    wantsAccumulation: () => false,
    shapeOf: () => undefined,
  };
}

/** Nothing but the accumulations of these nodes, by id of the model that was judged. */
export function measureAccumulations(facts: TwinFacts, ids: ReadonlySet<string>): Measures {
  const { owners } = facts.prepared.expanded;
  return {
    detail: "light",
    form: "plain",
    wantsValue: () => false,
    wantsError: () => false,
    wantsFinite: () => false,
    wantsAccumulation: (node) => ids.has(node.id) || ids.has(owners.get(node.id) ?? ""),
    shapeOf: () => undefined,
  };
}

/**
 * Writes the twin graph: FP32 chain, FP16 chain and, for full detail, each float node in FP16 on reference inputs, with
 * their statistics, as one part per stretch. A part takes the graph inputs that it reads and the tensors that earlier
 * parts hand on. Parts that measure nothing and hand on nothing are still there, so that indices agree. Of the values in
 * `exposed`, which nodes of the main graph make, the FP32 chain's tensor is handed on as well.
 */
export function writeTwin(
  facts: TwinFacts,
  subjects: TwinSubjects,
  measures: Measures,
  stretches: readonly Stretch[],
  roundConstant: RoundConstant,
  exposed: ReadonlySet<Value> = new Set(),
): TwinPart[] {
  const { graph } = facts.prepared;
  const scope = modelNameScope(graph.model);
  const names = createTwinNames(scope);
  const statistics = scope.take("statistics");
  const emitter = createEmitter(scope);
  const given = [...graph.main.values.values()].filter((value) => value.producer === undefined);
  const drafts = stretches.map(({ start, end }, index) =>
    draftPart(
      graph.main.nodes.slice(start, end),
      subjects.byNode,
      index === 0 ? given : [],
      facts,
      measures,
      names,
      emitter.nested(),
      roundConstant,
    ),
  );
  const exports = exportsOf(drafts, exposedCrossings(exposed, names));
  return drafts.map((draft, index) =>
    assemblePart(draft, exports[index] ?? [], facts, emitter.constants, names, statistics),
  );
}

function exposedCrossings(exposed: ReadonlySet<Value>, names: TwinNames): Crossing[] {
  return [...exposed].map((value) => ({
    value,
    variant: "reference",
    name: names.of(value, "reference"),
  }));
}

/** What each part has to hand on: what it makes of the imports of later parts, and of what is exposed. */
function exportsOf(drafts: readonly PartDraft[], exposed: readonly Crossing[]): Crossing[][] {
  const maker = new Map<string, number>();
  drafts.forEach((draft, index) => draft.made.forEach((name) => maker.set(name, index)));
  const exports: Crossing[][] = drafts.map(() => []);
  const seen = new Set<string>();
  for (const wanted of [...drafts.map(({ imports }) => imports), exposed]) {
    for (const crossing of wanted) {
      const from = maker.get(crossing.name);
      if (from === undefined) throw new RangeError(`nothing makes ${crossing.name}`);
      if (!seen.has(crossing.name)) exports[from]?.push(crossing);
      seen.add(crossing.name);
    }
  }
  return exports;
}
