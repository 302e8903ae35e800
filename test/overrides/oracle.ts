import type { Ranking, Trial } from "../../src/localise/ranking.ts";
import type { Strategy, TrialOutcome } from "../../src/localise/trial.ts";
import { indexGraph, type ModelGraph } from "../../src/onnx/graph.ts";
import { everythingFp16, everythingFp32, keepInFp32, type PrecisionPlan } from "../../src/onnx/plan.ts";
import { textModel } from "../onnx/text-model.ts";

/** Excess per output for a plan, given by the nodes that run in FP16. */
export type Oracle = (fp16: ReadonlySet<string>) => Record<string, number>;

/** `n0 = Tanh(x)`, `n1 = Tanh(n0)`, …, up to the output `y`, which is the last of `count` nodes. */
export function chainGraph(count: number): ModelGraph {
  const lines = Array.from({ length: count }, (_, index) => {
    const output = index === count - 1 ? "y" : `n${index}`;
    return `${output} = Tanh(${index === 0 ? "x" : `n${index - 1}`})`;
  });
  return graphOf(`
    input x float 4
    output y float 4
    ${lines.join("\n    ")}`);
}

export function graphOf(text: string): ModelGraph {
  return indexGraph(textModel(text));
}

/** The largest of what each FP16 node does to `y`; `background` for all others. */
export function loudest(errors: Readonly<Record<string, number>>, background = 0): Oracle {
  return (fp16) => ({ y: Math.max(0, ...[...fp16].map((id) => errors[id] ?? background)) });
}

export function outcomeOf(excesses: Readonly<Record<string, number>>): TrialOutcome {
  const outputs = new Map(
    Object.entries(excesses).map(([name, excess]) => [name, { excess, maxAbs: excess }]),
  );
  return { excess: Math.max(0, ...Object.values(excesses)), outputs };
}

export function judge(graph: ModelGraph, oracle: Oracle, plan: PrecisionPlan): TrialOutcome {
  const fp16 = new Set(graph.nodes.map(({ id }) => id).filter((id) => !plan.fp32Nodes.has(id)));
  return outcomeOf(oracle(fp16));
}

export interface RankingWishes {
  /** Plans that the ranking tried. */
  readonly tried?: readonly PrecisionPlan[];
  readonly kinds?: Readonly<Record<string, "localised" | "combined" | "spread" | "unexplained">>;
}

/** A ranking with these candidates, best first, and the outcomes of what it tried. */
export function rankingOf(
  graph: ModelGraph,
  oracle: Oracle,
  candidates: readonly string[],
  { tried = [], kinds = {} }: RankingWishes = {},
): Ranking {
  return {
    culprits: [],
    outputs: Object.entries(kinds).map(([output, kind]) => ({
      output,
      kind,
      excess: 2,
      repairedExcess: undefined,
      culprits: [],
      shareLeft: undefined,
      text: "",
    })),
    amplifier: undefined,
    candidates: candidates.map((id, depth) => ({ id, depth, score: 1 / (depth + 1), scores: new Map() })),
    trials: tried.map((plan): Trial => ({ plan, outcome: judge(graph, oracle, plan) })),
    isCutShort: false,
  };
}

/** What the ranking of the localisation tries: nothing, the best sixteen, seven alone, the guilty ones together. */
export function usualTrials(
  graph: ModelGraph,
  oracle: Oracle,
  candidates: readonly string[],
): PrecisionPlan[] {
  const alone = candidates.slice(0, 7).map((id) => aloneInFp16(graph, id));
  const guilty = candidates
    .slice(0, 7)
    .filter((_, index) => judge(graph, oracle, alone[index] as PrecisionPlan).excess > 1);
  const together = guilty.length === 0 ? [] : [keepInFp32(guilty)];
  return [everythingFp16, keepInFp32(candidates.slice(0, 16)), ...alone, ...together];
}

export function aloneInFp16(graph: ModelGraph, id: string): PrecisionPlan {
  const fp32Nodes = new Set(everythingFp32(graph).fp32Nodes);
  fp32Nodes.delete(id);
  return { fp32Nodes };
}

export interface Driven<Result> {
  readonly result: Result;
  readonly plans: readonly PrecisionPlan[];
}

/** Runs a strategy against an oracle. After `mostOutcomes` the driver's time is up: it answers nothing any more. */
export function drive<Result>(
  graph: ModelGraph,
  strategy: Strategy<Result>,
  oracle: Oracle,
  mostOutcomes = Number.POSITIVE_INFINITY,
): Driven<Result> {
  const plans: PrecisionPlan[] = [];
  let step = strategy.next([]);
  while (step.done !== true) {
    const allowed = step.value.slice(0, Math.max(0, mostOutcomes - plans.length));
    plans.push(...allowed);
    step = strategy.next(allowed.map((plan) => judge(graph, oracle, plan)));
  }
  return { result: step.value, plans };
}

/** Numbers in [0, 1), the same in every run. */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
