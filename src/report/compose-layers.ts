import { findHazards } from "../localise/cause-hazards.ts";
import type { NodeEvidence } from "../localise/evidence.ts";
import type { Histogram } from "../localise/histogram.ts";
import type { Culprit, Ranking } from "../localise/ranking.ts";
import type { ModelGraph } from "../onnx/graph.ts";
import type { NodeProvenance } from "../onnx/provenance.ts";
import { fitNodes, type LayerPlace, toHazard, toLayer, toLocalisation, toNodeRow } from "./layer-result.ts";
import type { GateResult, ResultHazard, ResultLayer, ResultLocalisation, ResultNode } from "./result.ts";

/** A node's line of source: checked against the checkout, or why it can't be linked. */
export type NodeSource =
  | { readonly file: string; readonly line: number; readonly code: string }
  | {
      readonly unlinked: string;
      /** What the model recorded, for reading only. */
      readonly recorded?: { readonly file: string; readonly line: number; readonly code?: string };
    };

/** All that was found out about the nodes of a model. */
export interface Explanation {
  readonly graph: ModelGraph;
  /** In graph order. */
  readonly evidence: readonly NodeEvidence[];
  readonly ranking: Ranking;
  /** FP32 agreed with PyTorch: if not, precision is not the question. */
  readonly isConverted: boolean;
  readonly provenance: ReadonlyMap<string, NodeProvenance>;
  /** Keys that survive a new export, by node id. */
  readonly keys: ReadonlyMap<string, string>;
  /** Of the culprits, by node id. */
  readonly sources: ReadonlyMap<string, NodeSource>;
  /** Where the files of `sources` can be read, when the checkout is known to be of the workflow's repository. */
  readonly checkout?: Exclude<GateResult["environment"], undefined>["checkout"];
  readonly splitInto: number | undefined;
  /** Magnitudes by power of two of tensors of the FP32 reference, by name. */
  readonly histograms: ReadonlyMap<string, Histogram>;
  /** What could not be measured beside the layers, and why; sentences. */
  readonly notes: readonly string[];
}

/** The explanation in the form of the result: culprits worst first, every node in graph order, and what was done. */
export function composeExplanation(explanation: Explanation): {
  layers: ResultLayer[];
  hazards?: ResultHazard[];
  nodes: ResultNode[];
  localisation: ResultLocalisation;
} {
  const { graph, evidence, ranking, keys, provenance, splitInto, histograms, notes, isConverted } =
    explanation;
  const byId = new Map(evidence.map((node) => [node.id, node]));
  const hazards = findHazards(graph, byId).map(({ id, cause }) =>
    toHazard(byId.get(id) as NodeEvidence, cause, provenance.get(id)?.module),
  );
  const localisation = toLocalisation(ranking, isConverted);
  const { nodes, leftOut } = fitNodes(
    evidence.map((node) =>
      toNodeRow(node, { key: keys.get(node.id) ?? node.id, module: provenance.get(node.id)?.module }),
    ),
  );
  return {
    layers: ranking.culprits.map((culprit) => {
      const known = { ...culprit, evidence: byId.get(culprit.id) ?? culprit.evidence };
      return toLayer(
        known,
        ranking,
        placeOf(known, explanation),
        histograms.get(known.evidence?.output ?? ""),
      );
    }),
    ...(hazards.length === 0 ? {} : { hazards: worstHazards(hazards) }),
    nodes,
    localisation: {
      ...localisation,
      text: [localisation.text, ...notes].join(" "),
      ...(splitInto === undefined || splitInto < 2 ? {} : { splitInto }),
      ...(leftOut === 0 ? {} : { nodesLeftOut: leftOut }),
    },
  };
}

const mostHazards = 50;

function worstHazards(hazards: readonly ResultHazard[]): ResultHazard[] {
  const ordered = hazards.toSorted((one, other) => other.accumulationAbsSum - one.accumulationAbsSum);
  return ordered.slice(0, mostHazards);
}

function placeOf({ id, evidence }: Culprit, { graph, provenance, keys, sources }: Explanation): LayerPlace {
  const node = graph.nodeById.get(id);
  const { module, moduleClass } = provenance.get(id) ?? {};
  const output = evidence?.output ?? node?.outputs.find((value) => value !== undefined)?.name;
  const key = keys.get(id);
  return {
    ...(key === undefined ? {} : { key }),
    op: node?.proto.opType ?? evidence?.opType ?? "unknown",
    ...(output === undefined ? {} : { output }),
    ...(module === undefined ? {} : { module }),
    ...(moduleClass === undefined ? {} : { moduleClass }),
    ...sourceFields(sources.get(id)),
  };
}

/** A node's line in the form of the result. */
export function sourceFields(source: NodeSource | undefined): Pick<LayerPlace, "source" | "unlinked"> {
  if (source === undefined) return {};
  if (!("unlinked" in source)) return { source };
  const { unlinked, recorded } = source;
  return recorded === undefined ? { unlinked } : { unlinked, source: { ...recorded } };
}
