import type { ModelProto } from "onnx-buf";
import { EngineError } from "../errors.ts";
import type { EmulationNote } from "./emulation-notes.ts";
import { emulationNotes } from "./emulation-notes.ts";
import type { ExpandedModel } from "./expand-composites.ts";
import { expandComposites } from "./expand-composites.ts";
import type { GraphNode, ModelGraph, Value } from "./graph.ts";
import { describeNode, indexGraph } from "./graph.ts";
import { dropIdleCasts } from "./idle-casts.ts";
import { quote } from "./label.ts";
import { refuseUnliftable, storedHalves } from "./lift.ts";
import { placeRounding } from "./placement.ts";
import type { PrecisionPlan } from "./plan.ts";
import { checkPlan, everythingFp32 } from "./plan.ts";
import type { RoundingDecision, RoundingFormat } from "./rounding.ts";
import { decideRounding, declaresHalfPrecision } from "./rounding.ts";
import type { ValueTypes } from "./types.ts";
import { inferTypes } from "./types.ts";
import { refuseUnsupported } from "./unsupported.ts";
import { writeRounding } from "./write-rounding.ts";

export interface Emulation {
  /** Runs on ONNX Runtime's CPU at optimisation level basic; every float input and output is float32 (or float64). */
  readonly model: ModelProto;
  readonly notes: readonly EmulationNote[];
}

export interface EmulationOptions {
  /** Element types (TensorProto.DataType) of tensors of the main graph that the model does not tell, as an engine did. */
  readonly knownTypes?: ReadonlyMap<string, number>;
}

/** A model made ready for a plan: what rounds where, before anything is written. */
export interface PreparedEmulation {
  /** The model given. */
  readonly original: { readonly graph: ModelGraph; readonly types: ValueTypes };
  /** The same with composite operators written out where the plan runs them in half precision. */
  readonly expanded: ExpandedModel;
  readonly graph: ModelGraph;
  readonly types: ValueTypes;
  readonly decision: RoundingDecision;
  /** Initializers and constants stored in half precision; undefined for an FP32 model. */
  readonly stored: ReadonlyMap<Value, RoundingFormat> | undefined;
}

/**
 * A model that computes in FP32 what `model` would give with FP16 storage and FP32 accumulation under `plan`: every
 * rounding is an explicit pair of Casts. A model that declares FP16 or BF16 tensors is lifted instead: rounded exactly
 * where it says. `model` must come from `decodeModel`, with functions inlined; it is left unchanged.
 *
 * Throws ConfigError for a plan that names unknown nodes, EngineError (unsupported) for operators that cannot be
 * emulated and for tensors of unknown type, naming them.
 */
export function emulate(model: ModelProto, plan: PrecisionPlan, options: EmulationOptions = {}): Emulation {
  const prepared = prepareEmulation(model, plan, options);
  const placement = placeRounding(prepared.graph, prepared.decision, plan, prepared.stored);
  const written = writeRounding(prepared.graph, placement, prepared.stored);
  return {
    // The Casts of a lifted model are between equal types now, and ONNX Runtime 1.30 breaks some graphs that hold such.
    model: prepared.stored === undefined ? written : dropIdleCasts(written),
    notes: emulationNotes(prepared.original, prepared.decision, prepared.expanded, plan),
  };
}

/**
 * The model's own FP32 result: an FP32 model as it is, to the bit; a model in half precision with its stored numbers
 * and no rounding at all. Throws like `emulate`.
 */
export function lift(model: ModelProto, options: EmulationOptions = {}): Emulation {
  return emulate(model, everythingFp32(indexGraph(model)), options);
}

/** The decisions of `emulate` without the writing: which nodes round, and where. Throws like `emulate`. */
export function prepareEmulation(
  model: ModelProto,
  plan: PrecisionPlan,
  options: EmulationOptions = {},
): PreparedEmulation {
  const graph = indexGraph(model);
  checkPlan(plan, graph);
  refuseUnsupported(graph);
  const types = inferTypes(graph, options.knownTypes);
  const typed = declaresHalfPrecision(types);
  if (typed) {
    refuseUnliftable(graph, types);
  }
  const expanded = expandComposites(graph, types, plan, typed);
  const isSame = expanded.model === model;
  const newGraph = isSame ? graph : indexGraph(expanded.model, expanded.ids);
  const newTypes = isSame ? types : inferTypes(newGraph, options.knownTypes);
  const decision = decideRounding(newGraph, newTypes, typed, expanded.fp32Nodes);
  refuseUndecided(decision);
  return {
    original: { graph, types },
    expanded,
    graph: newGraph,
    types: newTypes,
    decision,
    stored: typed ? storedHalves(newTypes) : undefined,
  };
}

/** Nodes for which precision is a choice, in graph order: those that round anything in half precision. */
export function floatNodes(decision: RoundingDecision): GraphNode[] {
  return [...decision.byNode.keys()];
}

function refuseUndecided(decision: RoundingDecision): void {
  const [value] = decision.undecided;
  if (value === undefined) {
    return;
  }
  const node = value.producer?.node;
  const maker = node === undefined ? "a graph input" : describeNode(node);
  const more = decision.undecided.length > 1 ? ` (and ${decision.undecided.length - 1} more tensors)` : "";
  throw new EngineError(
    "unsupported",
    `The element type of tensor ${quote(value.name)}, ${maker}, can't be told from the model${more}.`,
    { advice: "Run onnx.shape_inference on the model before saving it." },
  );
}
