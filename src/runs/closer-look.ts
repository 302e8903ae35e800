import { describeError, EngineError } from "../errors.ts";
import type { NodeEvidence } from "../localise/evidence.ts";
import { createHistogram, type Histogram } from "../localise/histogram.ts";
import type { Ranking } from "../localise/ranking.ts";
import { measureAccumulations } from "../localise/twin.ts";
import { tellAccumulations } from "../localise/twin-evidence.ts";
import { isFloatTensor, type TwinFacts } from "../localise/twin-facts.ts";
import { newResults } from "../localise/twin-results.ts";
import type { Value } from "../onnx/graph.ts";
import type { Tensor } from "../tensor/tensor.ts";
import { runParts } from "./twin-parts.ts";
import { divide, prepareFacts, type TwinOptions, withTwin } from "./twin-session.ts";

/** What is worth knowing of a few nodes and too dear for all. */
export interface CloserLookAt {
  /** Ids of nodes whose accumulations are measured. */
  readonly accumulations: Iterable<string>;
  /** Names of tensors of which the magnitudes are counted, as `NodeEvidence.output` gives them. */
  readonly histograms: Iterable<string>;
}

export interface CloserLook {
  /**
   * The largest sum of magnitudes over the accumulations of a node in the FP32 chain, over all samples, by node id: see
   * `writeAccumulation`. Nodes that do not accumulate, and ids that the model does not have, are left out.
   */
  readonly accumulations: ReadonlyMap<string, number>;
  /** Of the FP32 chain over all samples, by name; without tensors that are not of the main graph, or not floats. */
  readonly histograms: ReadonlyMap<string, Histogram>;
}

/**
 * Runs the FP32 chain once more and looks at a few nodes. Only numbers and the tensors to be counted leave the graph.
 * @throws as `runTwin` does.
 */
export async function lookCloser(options: TwinOptions, at: CloserLookAt): Promise<CloserLook> {
  const facts = prepareFacts(options);
  const measures = measureAccumulations(facts, new Set(at.accumulations));
  const exposed = findValues(at.histograms, facts);
  const isIdle = exposed.size === 0 && !facts.prepared.graph.main.nodes.some(measures.wantsAccumulation);
  if (isIdle || options.samples.length === 0) return { accumulations: new Map(), histograms: new Map() };
  const results = options.samples.map(() => newResults());
  const run = await withTwin(facts, new Map(), options, async (twin) => {
    const { stretches } = await divide(twin, options, "light");
    return await runParts(twin, measures, stretches, options.samples, results, "twin-closer", exposed);
  });
  return {
    accumulations: tellAccumulations(facts, results),
    histograms: countAll(exposed, run.exposed),
  };
}

/** Candidates whose accumulations are measured, best first: each costs its node a second time. */
const mostAccumulations = 256;
/** Tensors whose magnitudes are drawn. */
const mostHistograms = 6;
/** All of them together over all samples: they go through files. */
const mostHistogramBytes = 512 * 2 ** 20;

/** What a closer look adds to what is known of the nodes. */
export interface SeenCloser {
  readonly evidence: readonly NodeEvidence[];
  readonly histograms: CloserLook["histograms"];
  /** Why there is nothing more, when there should be. */
  readonly notes: readonly string[];
}

/**
 * Looks closer at what a ranking came to: sums inside the accumulations of the candidates, magnitudes of the worst
 * culprits. A look that fails takes nothing away from what is known, and says so in a note.
 */
export async function lookAtCulprits(
  options: TwinOptions,
  evidence: readonly NodeEvidence[],
  { culprits, candidates }: Ranking,
): Promise<SeenCloser> {
  const nothing = { evidence, histograms: new Map() };
  if (culprits.length === 0 && candidates.length === 0) return { ...nothing, notes: [] };
  const ids = [...culprits, ...candidates].map(({ id }) => id);
  try {
    const look = await lookCloser(options, {
      accumulations: [...new Set(ids)].slice(0, mostAccumulations),
      histograms: drawable(culprits.map((culprit) => culprit.evidence)),
    });
    return {
      evidence: evidence.map((node) => {
        const sum = look.accumulations.get(node.id);
        return sum === undefined ? node : { ...node, accumulationAbsSum: sum };
      }),
      histograms: look.histograms,
      notes: [],
    };
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    const reason = `Sums inside accumulations were not measured: ${describeError(error)}`;
    return { ...nothing, notes: [reason] };
  }
}

function drawable(culprits: readonly (NodeEvidence | undefined)[]): string[] {
  let room = mostHistogramBytes;
  const names: string[] = [];
  for (const culprit of culprits.slice(0, mostHistograms)) {
    if (culprit === undefined || culprit.reference.elements * 4 > room) continue;
    room -= culprit.reference.elements * 4;
    names.push(culprit.output);
  }
  return names;
}

/** Values that a node of the main graph makes: the others never leave the engine, or are no activations. */
function findValues(names: Iterable<string>, { prepared }: TwinFacts): Set<Value> {
  const values = [...names].map((name) => prepared.graph.main.values.get(name));
  return new Set(
    values.filter(
      (value) => value?.producer !== undefined && isFloatTensor(prepared.types.get(value)),
    ) as Value[],
  );
}

function countAll(
  values: ReadonlySet<Value>,
  samples: readonly ReadonlyMap<Value, Tensor>[],
): Map<string, Histogram> {
  const histograms = new Map<string, Histogram>();
  for (const value of values) {
    const counts = createHistogram();
    for (const tensors of samples) counts.add(tensors.get(value) as Tensor);
    const histogram = counts.histogram();
    if (histogram !== undefined) histograms.set(value.name, histogram);
  }
  return histograms;
}
