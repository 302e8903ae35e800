import { create } from "@bufbuild/protobuf";
import type { ModelProto, TensorProto } from "onnx-buf";
import { TypeProto_TensorSchema, TypeProtoSchema, ValueInfoProtoSchema } from "onnx-buf";
import { EngineError } from "../errors.ts";
import { dataTypeName, dataTypeOf, packedSizeBytes } from "./data-type.ts";
import type { EmulationOptions, PreparedEmulation } from "./emulate.ts";
import { prepareEmulation } from "./emulate.ts";
import type { ModelGraph, Value } from "./graph.ts";
import { describeNode, indexGraph } from "./graph.ts";
import type { StoreFloat16 } from "./half-weights.ts";
import { storeFloat16 } from "./half-weights.ts";
import { quote } from "./label.ts";
import { copyMessage } from "./message-copy.ts";
import { nodeForms } from "./mixed-forms.ts";
import { writeMixedGraph } from "./mixed-graph.ts";
import { findLinks } from "./mixed-links.ts";
import type { StorageQuestion } from "./mixed-storage.ts";
import { decideStorage } from "./mixed-storage.ts";
import { nameVersions } from "./mixed-versions.ts";
import { modelTensors } from "./model-tensors.ts";
import { placeRounding } from "./placement.ts";
import type { PrecisionPlan } from "./plan.ts";
import { halfFormat } from "./rounding.ts";
import { inferTypes } from "./types.ts";

export interface MixedOptions extends EmulationOptions {
  /**
   * Graph inputs and outputs keep their types (default). With `false` those become FP16 of which the plan makes FP16
   * numbers anyway: inputs that only FP16 nodes read, outputs that FP16 nodes make. The others stay, or the numbers
   * would no longer be those of the plan.
   */
  readonly keepIoTypes?: boolean;
  /** Makes FP16 weights; by default from tensors in memory. */
  readonly storeFloat16?: StoreFloat16;
}

/** A real mixed-precision model, and what it took. */
export interface MixedModel {
  readonly model: ModelProto;
  /** Ids of the nodes for which precision is a choice, by what the plan chose; in graph order. */
  readonly float16Nodes: readonly string[];
  readonly float32Nodes: readonly string[];
  /**
   * Those of `float16Nodes` that compute in FP32 on numbers rounded to FP16, and whose results are rounded: ONNX has no
   * FP16 form of them that rounds exactly where the plan does.
   */
  readonly wrappedNodes: readonly string[];
  /** Casts that were added. */
  readonly castCount: number;
  readonly initializerBytes: { readonly before: number; readonly after: number };
}

/** `mixModel(…).model`: the mixed-precision form of an FP32 model under a plan. */
export function writeMixed(model: ModelProto, plan: PrecisionPlan, options: MixedOptions = {}): ModelProto {
  return mixModel(model, plan, options).model;
}

/**
 * Writes an FP32 model as a mixed-precision one: FP16 tensors wherever the plan runs a node in FP16, a Cast only where
 * precision changes, weights stored in the precision that reads them (in both where both do). Its own casts, taken at
 * their word, give to the bit what `emulate(model, plan)` gives.
 *
 * Attention in FP16 is written out and BatchNormalization in FP16 folded, as the emulation does; nodes in FP32, shape
 * arithmetic and what has no FP16 form stay as they are. `model` must come from `decodeModel`, with functions inlined;
 * it is left unchanged.
 *
 * Throws EngineError (unsupported) for a model that already declares FP16 or BF16 tensors, naming one; ConfigError for
 * a plan that names unknown nodes; else like `emulate`.
 */
export function mixModel(model: ModelProto, plan: PrecisionPlan, options: MixedOptions = {}): MixedModel {
  refuseHalfPrecision(indexGraph(model), options);
  const prepared = prepareEmulation(model, plan, options);
  const { graph, types, decision, expanded } = prepared;
  const keepIoTypes = options.keepIoTypes ?? true;
  const placement = placeRounding(graph, decision, plan);
  const forms = nodeForms(prepared, plan, placement);
  const links = findLinks(graph, types, forms, placement);
  const question: StorageQuestion = { prepared, placement, forms, links, keepIoTypes };
  const storage = decideStorage(question);
  const versions = nameVersions(graph, types, storage, links, keepIoTypes);
  const { model: written, castCount } = writeMixedGraph({
    graph,
    types,
    decision,
    forms,
    links,
    storage,
    versions,
    storeFloat16: options.storeFloat16 ?? storeFloat16,
    isObsolete: obsoleteValues(prepared),
  });
  const mixed = listInitializers(written);
  const idOf = (id: string): string => expanded.owners.get(id) ?? id;
  const chosen = [...decision.byNode.keys()];
  const idsOf = (isWanted: (node: (typeof chosen)[number]) => boolean): string[] => [
    ...new Set(chosen.filter(isWanted).map((node) => idOf(node.id))),
  ];
  return {
    model: mixed,
    float16Nodes: idsOf((node) => !plan.fp32Nodes.has(node.id)),
    float32Nodes: idsOf((node) => plan.fp32Nodes.has(node.id)),
    wrappedNodes: idsOf((node) => forms.get(node) === "wrapped"),
    castCount,
    initializerBytes: { before: initializerBytes(model), after: initializerBytes(mixed) },
  };
}

/** The plan is about an FP32 model: one with its own casts already states a precision for every node. */
function refuseHalfPrecision(graph: ModelGraph, options: MixedOptions): void {
  for (const [value, type] of inferTypes(graph, options.knownTypes)) {
    if (halfFormat(type) !== undefined) {
      const maker = value.producer === undefined ? "" : `, made by ${describeNode(value.producer.node)}`;
      throw new EngineError(
        "unsupported",
        `The model already holds ${dataTypeName(type.element)} tensors (${quote(value.name)}${maker}): a mixed form is written for FP32 models only.`,
        { advice: "Start from the FP32 export of the model." },
      );
    }
  }
}

/** What the written-out form of a composite no longer reads: parameters of a folded BatchNormalization. */
function obsoleteValues({ original, graph, expanded }: PreparedEmulation): (value: Value) => boolean {
  if (expanded.model === original.graph.model) {
    return () => false;
  }
  const read = new Set<object>();
  for (const scope of scopesOf(original.graph)) {
    for (const value of scope.values.values()) {
      const source = storedSource(value);
      if (source !== undefined && value.uses.length > 0) {
        read.add(source);
      }
    }
  }
  const { irVersion } = graph.model;
  return (value) => {
    const source = storedSource(value);
    const isFree = !(value.isGraphInput && irVersion >= 4n) && !value.isReturned && value.uses.length === 0;
    return source !== undefined && isFree && read.has(source);
  };
}

/** The message that holds a stored value's numbers. */
function storedSource(value: Value): object | undefined {
  const maker = value.producer?.node.proto;
  return maker?.opType === "Constant" ? maker : value.initializer;
}

function scopesOf(graph: ModelGraph): Set<ModelGraph["main"]> {
  const scopes = new Set([graph.main]);
  for (const { bodies } of graph.nodes) {
    bodies.forEach(({ scope }) => scopes.add(scope));
  }
  return scopes;
}

/** Before IR version 4 every initializer is an input as well. */
function listInitializers(model: ModelProto): ModelProto {
  const { graph } = model;
  if (graph === undefined || model.irVersion >= 4n) {
    return model;
  }
  const listed = new Set(graph.input.map(({ name }) => name));
  const added = graph.initializer.filter(({ name }) => !listed.has(name)).map(declareTensor);
  return copyMessage(model, { graph: copyMessage(graph, { input: [...graph.input, ...added] }) });
}

function declareTensor({ name, dataType, dims }: TensorProto) {
  const shape = { dim: dims.map((size) => ({ value: { case: "dimValue" as const, value: size } })) };
  const value = create(TypeProto_TensorSchema, { elemType: dataType, shape });
  return create(ValueInfoProtoSchema, {
    name,
    type: create(TypeProtoSchema, { value: { case: "tensorType", value } }),
  });
}

function initializerBytes(model: ModelProto): number {
  let sizeBytes = 0;
  for (const { tensor, kind } of modelTensors(model)) {
    const type = dataTypeOf(tensor.dataType);
    if (kind === "initializer" && type !== undefined) {
      sizeBytes += packedSizeBytes(
        type,
        tensor.dims.reduce((product, size) => product * Number(size), 1),
      );
    }
  }
  return sizeBytes;
}
