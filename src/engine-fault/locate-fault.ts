import type { RealEngineName } from "../config/engine-settings.ts";
import { type CutError, cutTensors, firstWrong, nodesAround, pickCuts } from "../localise/engine-cuts.ts";
import { indexGraph, type ModelGraph } from "../onnx/graph.ts";
import { everythingFp16, keepInFp32 } from "../onnx/plan.ts";
import { inferTypes } from "../onnx/types.ts";
import type { EngineRunResult } from "../report/engine-schema.ts";
import { engineSample } from "../runs/emulated.ts";
import { cutErrors, runCutReferences } from "./cut-errors.ts";
import { type FaultContext, tryBuild } from "./fault-context.ts";
import { faultText, prefixText } from "./fault-text.ts";
import { isPrefixWrong } from "./prefix-run.ts";

export type EngineFault = NonNullable<EngineRunResult["fault"]>;

/** Tensors marked in one build; each is kept for every sample. */
const mostMarks = 24;

/** Where an engine goes wrong, before it is known what repairs it. */
type Place =
  /** Marking these tensors as outputs makes the outputs right: the fusion across them is at fault. */
  | { readonly kind: "fusion"; readonly marks: readonly string[] }
  /** The engine is wrong at a tensor although it is right just before. */
  | { readonly kind: "node"; readonly tensors: readonly string[] }
  | { readonly kind: "unlocated" };

/**
 * Finds where an engine is wrong although FP16 itself is right, by cutting the graph on the engine: tensors are marked as
 * outputs, which shows their values there and splits fusions. Then FP32 is tried at that place, since a kernel that
 * accumulates in FP16 looks the same as a broken one; only if that does not help is it a matter for somebody else.
 */
export async function locateFault(context: FaultContext): Promise<EngineFault> {
  const graph = indexGraph(context.run.model);
  const place = await findPlace(graph, context);
  const isFusion = place.kind === "fusion";
  const tensors = isFusion ? place.marks : place.kind === "node" ? place.tensors : [];
  const nodes = nodesAround(graph, tensors, isFusion).map(({ id }) => id);
  const last = tensors.at(-1);
  const isAlone =
    place.kind === "node" && last !== undefined ? await isPrefixWrong(last, graph, context) : undefined;
  const repaired = nodes.length > 0 && (await tryFp32(nodes, context));
  const kind = repaired
    ? "accumulation"
    : isFusion
      ? "fusion"
      : place.kind === "node"
        ? "kernel"
        : "unlocated";
  return {
    kind,
    text: `${faultText(kind, nodes, tensors, context.engineConfig.name)}${prefixText(isAlone)}`,
    nodes,
    ...(isFusion ? { marks: [...place.marks] } : {}),
    ...(repaired ? { fp32Nodes: nodes } : {}),
  };
}

/** Another build of the same model is right, so there is no place in the graph to look for. */
export function buildFault(engine: RealEngineName): EngineFault {
  return { kind: "build", text: faultText("build", [], [], engine), nodes: [] };
}

/** The plan that the engine would have to keep to; its leg stands in the result when it is right. */
async function tryFp32(nodes: readonly string[], context: FaultContext): Promise<boolean> {
  // A model that is stored in FP16 has no FP32 form of its nodes to try.
  if (context.runs.isHalf) return false;
  const tried = await tryBuild(context, { label: "fp32-there", plan: keepInFp32(nodes) });
  if (tried?.passed !== true) return false;
  context.record.explaining.push(tried.leg);
  return true;
}

async function findPlace(graph: ModelGraph, context: FaultContext): Promise<Place> {
  const tensors = cutTensors(graph, inferTypes(graph, context.run.knownTypes));
  const all = await markTensors(tensors, [0, tensors.length - 1], context);
  if (all === undefined) return { kind: "unlocated" };
  if (all.passed) return { kind: "fusion", marks: await fewestMarks(all.names, context) };
  let found = firstWrong(all.cuts, all.errors);
  while (found !== undefined && found.bad - found.good > 1) {
    const finer = await markTensors(tensors, [found.good + 1, found.bad], context);
    if (finer === undefined) break;
    if (finer.passed) return { kind: "fusion", marks: await fewestMarks(finer.names, context) };
    const next = firstWrong(finer.cuts, finer.errors);
    if (next === undefined) break;
    found = { good: Math.max(next.good, found.good), bad: next.bad };
  }
  if (found === undefined) return { kind: "unlocated" };
  return { kind: "node", tensors: tensors.slice(found.good + 1, found.bad + 1).slice(-mostMarks) };
}

interface Marked {
  readonly cuts: readonly number[];
  readonly names: readonly string[];
  readonly errors: ReadonlyMap<number, CutError>;
  /** With these marks the outputs are right. */
  readonly passed: boolean;
}

/** One build with marks between two places; undefined when the budget is spent. */
async function markTensors(
  tensors: readonly string[],
  range: readonly [number, number],
  context: FaultContext,
): Promise<Marked | undefined> {
  const cuts = pickCuts(range, mostMarks);
  const names = cuts.map((cut) => tensors[cut] as string);
  if (names.length === 0) return undefined;
  const tried = await tryBuild(context, {
    label: `marks-${range[0]}-${range[1]}`,
    plan: everythingFp16,
    want: { intermediates: names },
  });
  if (tried === undefined) return undefined;
  const given = tried.answer.builds[0].samples.map(({ intermediates }) => intermediates);
  const { session, opened, run, workFolder, config, samples } = context;
  const references = await runCutReferences([...(given[0]?.keys() ?? [])], {
    session,
    opened,
    model: run.model,
    knownTypes: run.knownTypes,
    samples: samples.map(engineSample),
    workFolder,
    timeoutMs: config.timeoutMs,
  });
  const byName = cutErrors(
    given,
    references,
    samples.map(({ id }) => id),
  );
  const errors = new Map(
    cuts.flatMap((cut) => {
      const error = byName.get(tensors[cut] as string);
      return error === undefined ? [] : [[cut, error] as const];
    }),
  );
  return { cuts, names, errors, passed: tried.passed };
}

/** Halves a set of marks as long as one half alone keeps the outputs right. */
async function fewestMarks(names: readonly string[], context: FaultContext): Promise<readonly string[]> {
  let marks = names;
  while (marks.length > 1) {
    const middle = Math.ceil(marks.length / 2);
    let smaller: readonly string[] | undefined;
    for (const half of [marks.slice(middle), marks.slice(0, middle)]) {
      const tried = await tryBuild(context, {
        label: `marks-${half.length}`,
        plan: everythingFp16,
        want: { intermediates: half },
      });
      if (tried?.passed === true) {
        smaller = half;
        break;
      }
    }
    if (smaller === undefined) break;
    marks = smaller;
  }
  return marks;
}
