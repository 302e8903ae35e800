import type { CauseContext } from "../../../src/localise/cause-context.ts";
import type {
  ErrorFigures,
  InputEvidence,
  NodeEvidence,
  ValueEvidence,
} from "../../../src/localise/evidence.ts";
import { type GraphNode, indexGraph, type ModelGraph } from "../../../src/onnx/graph.ts";
import { textModel } from "../../onnx/text-model.ts";

/** What a test says about a node; everything else is that of a harmless FP16 node. */
export interface Measured {
  readonly introduced?: Partial<ErrorFigures>;
  readonly inherited?: Partial<ErrorFigures>;
  readonly total?: Partial<ErrorFigures>;
  readonly reference?: Partial<ValueEvidence>;
  /** By input position. */
  readonly inputs?: Readonly<Record<number, Partial<InputEvidence>>>;
  readonly arisingNonFinite?: number;
  readonly accumulationAbsSum?: number;
}

const ordinary: ErrorFigures = { max: 1e-3, rms: 3e-4, relRms: 3e-4, nonFinite: 0 };
const none: ErrorFigures = { max: 0, rms: 0, relRms: 0, nonFinite: 0 };

export function value(name: string, changes: Partial<ValueEvidence> = {}): ValueEvidence {
  const absMax = changes.absMax ?? 3;
  const base = {
    elements: 64,
    rms: absMax / 3,
    nonFinite: 0,
    overflows: 0,
    flushed: 0,
    subnormal: 0,
    nonZero: 64,
  };
  return { name, ...base, absMax, ...changes };
}

/** Evidence of one node of a graph: harmless, but for what `measured` says. */
export function nodeEvidence(node: GraphNode, measured: Measured = {}): NodeEvidence {
  const reference = value(node.outputs[0]?.name ?? "", measured.reference);
  const inputs = node.inputs.flatMap((input, position): InputEvidence[] => {
    if (input === undefined) return [];
    const isConstant = input.initializer !== undefined;
    const changes = measured.inputs?.[position];
    if (isConstant && changes === undefined) return [];
    const scalar = changes?.scalar;
    const base = { position, isConstant, scalar, isRounded: true };
    return [{ ...value(input.name, changes), ...base, ...changes }];
  });
  const introduced = { ...ordinary, ...measured.introduced };
  const inherited = { ...none, ...measured.inherited };
  const rms = Math.hypot(introduced.rms, inherited.rms);
  const nonFinite = introduced.nonFinite + inherited.nonFinite;
  return {
    id: node.id,
    opType: node.proto.opType,
    output: reference.name,
    introduced,
    inherited,
    total: {
      max: 3 * rms,
      rms,
      relRms: Math.hypot(introduced.relRms, inherited.relRms),
      nonFinite,
      ...measured.total,
    },
    reference,
    inputs,
    headroomBits: Math.log2(65504 / reference.absMax),
    arisingNonFinite: measured.arisingNonFinite ?? 0,
    accumulationAbsSum: measured.accumulationAbsSum,
    worstSample: "0000",
  };
}

/** A graph from lines, and evidence for every computing node (constants of a graph are no nodes here). */
export function measuredGraph(
  text: string,
  measured: Readonly<Record<string, Measured>> = {},
): { graph: ModelGraph; evidence: Map<string, NodeEvidence> } {
  const graph = indexGraph(textModel(text));
  for (const id of Object.keys(measured)) {
    if (!graph.nodeById.has(id)) throw new Error(`the test measures ${id}, which its graph does not have`);
  }
  const skipped = new Set([
    "Reshape",
    "Transpose",
    "ArgMax",
    "Gather",
    "Where",
    "Concat",
    "Shape",
    "Cast",
    "If",
    "Loop",
  ]);
  const evidence = new Map<string, NodeEvidence>();
  for (const node of graph.nodes) {
    const isBody = node.scope.parent !== undefined;
    if (measured[node.id] !== undefined || (!isBody && !skipped.has(node.proto.opType))) {
      evidence.set(node.id, nodeEvidence(node, measured[node.id]));
    }
  }
  return { graph, evidence };
}

/** The context of one node of such a graph. */
export function contextOf(
  id: string,
  text: string,
  measured: Readonly<Record<string, Measured>> = {},
): CauseContext {
  const { graph, evidence } = measuredGraph(text, measured);
  const node = graph.nodeById.get(id);
  const own = evidence.get(id);
  if (node === undefined || own === undefined) throw new Error(`the test's graph has no measured node ${id}`);
  return { node, graph, measured: own, evidence };
}
