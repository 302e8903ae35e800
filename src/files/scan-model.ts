import type { AttributeProto, TensorProto } from "onnx-buf";
import { dataTypeName, dtypeOf } from "../onnx/data-type.ts";
import { inlineFunctions } from "../onnx/functions.ts";
import { type GraphNode, indexGraph, type ModelGraph, type Scope, type Value } from "../onnx/graph.ts";
import { readInitializer } from "../onnx/initializer.ts";
import { graphProvenance } from "../onnx/provenance.ts";
import { type DType, isFloat } from "../tensor/dtype.ts";
import { measureRange, type RangeStatistics } from "../tensor/range.ts";
import type { RangeReport } from "../tensor/range-report.ts";
import { memoryTensor } from "../tensor/stored-tensor.ts";
import type { Tensor } from "../tensor/tensor.ts";
import type { OpenedModel } from "./model.ts";
import type { FileScan } from "./scan-file.ts";
import { moduleOfName } from "./scan-names.ts";
import { createPace } from "./scan-pace.ts";
import { findRole, type ModelReading, reachOf, readModel } from "./scan-roles.ts";

/** Module path of a node, where it is known. */
export type ModuleOf = (node: GraphNode) => string | undefined;

export interface ModelScanOptions {
  /** For tensors whose own name says nothing. Without it: what the exporter recorded of the node that reads them. */
  readonly moduleOf?: ModuleOf;
  readonly signal?: AbortSignal;
}

/** A tensor of the model with the value under which nodes read it, where it is one. */
interface Stored {
  readonly name: string;
  readonly dtype: DType | undefined;
  readonly typeName: string;
  readonly value: Value | undefined;
  readonly owner: GraphNode | undefined;
  /** Equal keys have equal elements: an inlined function shares its tensors between calls. */
  readonly key: object;
  open(): Tensor;
}

/**
 * Measures every float initializer and constant of a model: main graph, bodies of If, Loop and Scan, and local
 * functions as they are called. Weights are read in windows, inside the file or outside.
 * @throws InputError when the graph can't be linked or a tensor can't be read.
 */
export async function scanModel(opened: OpenedModel, options: ModelScanOptions = {}): Promise<FileScan> {
  const graph = indexGraph(inlineFunctions(opened.model));
  const reading = readModel(graph);
  const moduleOf = options.moduleOf ?? statedModules(graph);
  const measured = new Map<object, { statistics: RangeStatistics; tensor: Tensor }>();
  const pace = createPace(options.signal);
  const reports: RangeReport[] = [];
  const unread: { name: string; reason: string }[] = [];
  let otherTensors = 0;
  for (const stored of storedTensors(graph, opened)) {
    if (stored.dtype === undefined || !isFloat(stored.dtype)) {
      if (unboundedTypes.test(stored.typeName)) {
        unread.push({ name: stored.name, reason: `has elements of ${stored.typeName}` });
      } else {
        otherTensors += 1;
      }
      continue;
    }
    let known = measured.get(stored.key);
    if (known === undefined) {
      await pace();
      const tensor = stored.open();
      known = { tensor, statistics: measureRange(tensor) };
      measured.set(stored.key, known);
    }
    reports.push(describe(stored, known.tensor, known.statistics, { reading, moduleOf, file: opened.path }));
  }
  return { file: opened.path, reports, unread, otherTensors, notes: [] };
}

/** As the exporter recorded it; worked out only when a tensor's own name says nothing. */
function statedModules(graph: ModelGraph): ModuleOf {
  let provenance: ReturnType<typeof graphProvenance> | undefined;
  return (node) => {
    provenance ??= graphProvenance(graph);
    return provenance.get(node.id)?.module;
  };
}

/** Element types with values that FP16 can't hold, which can't be measured here. */
const unboundedTypes = /^(?:COMPLEX|FLOAT8E8M0|element type)/;

function describe(
  stored: Stored,
  tensor: Tensor,
  statistics: RangeStatistics,
  context: { reading: ModelReading; moduleOf: ModuleOf; file: string },
): RangeReport {
  const reach = stored.value === undefined ? undefined : reachOf(stored.value);
  const module = moduleOfName(stored.name);
  const consumer = reach?.uses[0]?.node ?? stored.owner;
  return {
    kind: "weight",
    file: context.file,
    name: stored.name,
    module: module ?? (consumer === undefined ? undefined : context.moduleOf(consumer)),
    consumer: module === undefined ? consumer?.id : undefined,
    dtype: tensor.dtype,
    shape: tensor.shape,
    role: findRole(context.reading, reach, { statistics, isNamed: module !== undefined }),
    statistics,
  };
}

function* storedTensors(graph: ModelGraph, opened: OpenedModel): Generator<Stored> {
  for (const scope of scopesOf(graph)) {
    for (const value of scope.values.values()) {
      if (value.initializer !== undefined) {
        yield protoTensor(value.initializer, value.name, { value, owner: undefined }, opened);
      }
    }
  }
  for (const node of graph.nodes) {
    for (const attribute of node.proto.attribute) {
      yield* attributeTensors(node, attribute, opened);
    }
  }
}

function scopesOf(graph: ModelGraph): Set<Scope> {
  return new Set([graph.main, ...graph.nodes.flatMap(({ bodies }) => bodies.map(({ scope }) => scope))]);
}

function* attributeTensors(
  node: GraphNode,
  attribute: AttributeProto,
  opened: OpenedModel,
): Generator<Stored> {
  const isConstant = node.domain === "" && node.proto.opType === "Constant";
  const output = node.outputs[0];
  const isValue = isConstant || (node.domain === "" && node.proto.opType === "ConstantOfShape");
  const place = { value: isValue ? output : undefined, owner: node };
  const name = isConstant && output !== undefined ? output.name : `${node.id}.${attribute.name}`;
  for (const tensor of attribute.t === undefined ? attribute.tensors : [attribute.t, ...attribute.tensors]) {
    yield protoTensor(tensor, name, place, opened);
  }
  if (isConstant && attribute.name === "value_float") {
    yield numberTensor([attribute.f], [], name, place, attribute);
  } else if (isConstant && attribute.name === "value_floats") {
    yield numberTensor(attribute.floats, [attribute.floats.length], name, place, attribute);
  }
}

interface Place {
  readonly value: Value | undefined;
  readonly owner: GraphNode | undefined;
}

function protoTensor(tensor: TensorProto, name: string, place: Place, opened: OpenedModel): Stored {
  return {
    name,
    ...place,
    dtype: dtypeOf(tensor.dataType),
    typeName: dataTypeName(tensor.dataType),
    key: tensor,
    open: () => readInitializer(tensor, opened.openExternal),
  };
}

function numberTensor(
  values: readonly number[],
  shape: readonly number[],
  name: string,
  place: Place,
  key: object,
): Stored {
  const bytes = new Uint8Array(Float32Array.from(values).buffer);
  return {
    name,
    ...place,
    dtype: "float32",
    typeName: "FLOAT",
    key,
    open: () => memoryTensor("float32", shape, bytes),
  };
}
