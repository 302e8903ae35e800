import { quoteName } from "../compare/quote-name.ts";
import type { Config } from "../config/config.ts";
import type { RealEngineConfig } from "../config/engine-config.ts";
import type { EngineAnswer, EngineLatency } from "../engines/real-engine.ts";
import { EngineError, type EngineErrorCategory } from "../errors.ts";
import type { Sample } from "../files/samples.ts";
import { indexGraph, type ModelGraph } from "../onnx/graph.ts";
import { keepInFp32 } from "../onnx/plan.ts";
import type { EngineCheck, FurtherPlans, TryOnEngine, VerifiedPlan } from "../overrides/verified-plan.ts";
import type { Log } from "../ports.ts";
import type { GateRecord, JudgedLeg } from "../report/gate-record.ts";
import type { EmulatedRun } from "../runs/emulated.ts";
import type { EngineRuns } from "../runs/engine-runs.ts";
import {
  addOverrideFindings,
  outputsPass,
  type Untaken,
  untakenOverrides,
  untakenTexts,
} from "./engine-precision.ts";
import { compareLeg } from "./judge-outputs.ts";
import { outcomeOf } from "./judge-plan.ts";
import { engineTitles } from "./open-real-engine.ts";

export interface TryOnEngineContext {
  readonly samples: readonly Sample[];
  /** What the judged FP16 engine gave. */
  readonly answer: EngineAnswer;
  readonly run: EmulatedRun;
  readonly runs: EngineRuns;
  readonly config: Config;
  readonly engineConfig: RealEngineConfig;
  readonly record: GateRecord;
  readonly log: Log;
  readonly signal: AbortSignal;
}

/** Each costs what a build of the engine costs. */
const mostBuilds = 4;

/**
 * Tries what the search found on the engine that failed, in the typing that it is built with. When the smallest plan does
 * not hold there, or can't be built, it follows with the sums that an engine may do in FP16, then the others, then the
 * smallest with its neighbours: kernels and fusions of an engine reach further than a node. Overrides that did not take are
 * left out where the plan holds without them. A passing engine is left alone: its builds would buy nothing.
 */
export function createTryOnEngine(context: TryOnEngineContext): TryOnEngine {
  return async (plans, further) => {
    const { record, answer } = context;
    const judged = record.judged as JudgedLeg;
    if (outputsPass(judged) || plans.length === 0) return undefined;
    const facts = {
      before: outcomeOf(judged.comparison, judged.judgement.findings),
      verifiedOn: describe(answer),
    };
    const attempts = await tryInTurn(plans, further, context);
    const { held, builds } = attempts;
    const notes = notesOf(attempts, facts.verifiedOn);
    if (held === undefined) return { ...facts, notes, plan: undefined, latency: undefined };
    const used =
      builds === mostBuilds
        ? held
        : await leaveOutUntaken(held, { ...attempts, context, further, number: builds + 1, notes });
    addOverrideFindings(record, used.plan.solution.nodes, used.tried.answer);
    record.explaining.push(used.tried.leg);
    return {
      ...facts,
      notes,
      plan: { ...used.plan, after: used.tried.outcome },
      latency: latencyOf(answer, used.tried.answer),
    };
  };
}

interface Attempts {
  readonly held: HeldPlan | undefined;
  readonly builds: number;
  /** What the engine showed not to hold. */
  readonly failed: readonly VerifiedPlan[];
  /** Why engines could not be built or run. */
  readonly errors: readonly EngineError[];
}

async function tryInTurn(
  plans: readonly VerifiedPlan[],
  further: FurtherPlans,
  context: TryOnEngineContext,
): Promise<Attempts> {
  const failed: VerifiedPlan[] = [];
  const errors: EngineError[] = [];
  let builds = 0;
  for await (const plan of inOrder(plans, indexGraph(context.run.model), further)) {
    if (builds === mostBuilds) break;
    builds += 1;
    context.log.progress(`trying ${plan.solution.nodes.length} FP32 nodes on the engine`);
    const tried = await tryPlan(plan, builds, context);
    if (tried instanceof EngineError) {
      errors.push(tried);
      if (context.signal.aborted || wouldFailAgain.has(tried.category)) break;
    } else if (tried.passed) return { held: { plan, tried }, builds, failed, errors };
    else failed.push(plan);
  }
  return { held: undefined, builds, failed, errors };
}

/** With other nodes, too: no engine there, or one that takes too long. */
const wouldFailAgain: ReadonlySet<EngineErrorCategory> = new Set(["unavailable", "timeout"]);

function notesOf({ held, builds, failed, errors }: Attempts, engine: string): string[] {
  const [error] = errors;
  const unbuilt = error === undefined ? "" : ` One could not be tried: ${error.message}`;
  if (held !== undefined) {
    return builds === 1
      ? []
      : [`The engine needed ${builds} tries: smaller plans do not hold there.${unbuilt}`];
  }
  return failed.length === 0
    ? [`On the engine the plan could not be tried: ${error?.message ?? "there is none"}`]
    : [`On ${engine} none of ${builds} plans meets the limits: they hold in the emulation only.${unbuilt}`];
}

/** Smallest first; each set of nodes once. */
async function* inOrder(
  plans: readonly VerifiedPlan[],
  graph: ModelGraph,
  { withNodes, hazards }: FurtherPlans,
): AsyncGenerator<VerifiedPlan> {
  const seen = new Set<string>();
  const isNew = ({ solution }: VerifiedPlan): boolean => {
    const key = solution.nodes.join("\n");
    return seen.size !== seen.add(key).size;
  };
  const [first, ...others] = plans;
  if (first === undefined) return;
  const { nodes } = first.solution;
  if (isNew(first)) yield first;
  const summing = withNodes(first, inGraphOrder([...nodes, ...(await hazards())], graph));
  if (isNew(summing)) yield summing;
  for (const plan of others.filter(({ kind }) => kind !== "large")) if (isNew(plan)) yield plan;
  const wider = withNodes(first, withNeighbours(nodes, graph));
  if (isNew(wider)) yield wider;
  for (const plan of others.filter(({ kind }) => kind === "large")) if (isNew(plan)) yield plan;
}

/** The nodes with those that they read from and those that read them. */
function withNeighbours(nodes: readonly string[], graph: ModelGraph): string[] {
  const chosen = new Set(nodes);
  for (const id of nodes) {
    const node = graph.nodeById.get(id);
    for (const value of node?.inputs ?? [])
      if (value?.producer !== undefined) chosen.add(value.producer.node.id);
    for (const value of node?.outputs ?? []) for (const use of value?.uses ?? []) chosen.add(use.node.id);
  }
  return inGraphOrder(chosen, graph);
}

function inGraphOrder(nodes: Iterable<string>, graph: ModelGraph): string[] {
  const chosen = new Set(nodes);
  return graph.nodes.filter(({ id }) => chosen.has(id)).map(({ id }) => id);
}

interface Tried {
  readonly passed: boolean;
  readonly leg: JudgedLeg;
  readonly outcome: EngineCheck["before"];
  readonly answer: EngineAnswer;
}

/** A plan that keeps to the limits on the engine, and the try that shows it. */
interface HeldPlan {
  readonly plan: VerifiedPlan;
  readonly tried: Tried;
}

/** The plan without the overrides that did not take, where a further build holds without them, else the plan as it is. */
async function leaveOutUntaken(
  held: HeldPlan,
  {
    context,
    further,
    failed,
    number,
    notes,
  }: {
    readonly context: TryOnEngineContext;
    readonly further: FurtherPlans;
    readonly failed: Attempts["failed"];
    /** Of the build. */
    readonly number: number;
    readonly notes: string[];
  },
): Promise<HeldPlan> {
  const { nodes } = held.plan.solution;
  const untaken = untakenOverrides(nodes, held.tried.answer);
  const taken = nodes.filter((node) => !untaken.has(node));
  if (untaken.size === 0 || taken.length === 0) return held;
  const key = taken.join("\n");
  if (failed.some(({ solution }) => solution.nodes.join("\n") === key)) return held;
  const plan = further.withNodes(held.plan, taken);
  // What only moves data between nodes in FP32 comes back as their carrier.
  const left = new Map([...untaken].filter(([node]) => !plan.carriers.includes(node)));
  if (left.size === 0) return held;
  context.log.progress(`trying ${taken.length} FP32 nodes on the engine, without those that did not take`);
  const tried = await tryPlan(plan, number, context);
  const names = listUntaken(left);
  if (tried instanceof EngineError) {
    notes.push(`Whether the plan holds without ${names} could not be tried: ${tried.message}`);
    return held;
  }
  if (!tried.passed) {
    notes.push(`Without ${names} the plan does not hold on the engine.`);
    return held;
  }
  notes.push(`Left out, since the limits hold on the engine without: ${names}.`);
  return { plan, tried };
}

const mostNamed = 5;

function listUntaken(untaken: ReadonlyMap<string, Untaken>): string {
  const named = [...untaken]
    .slice(0, mostNamed)
    .map(([node, how]) => `${quoteName(node)} (the engine ${untakenTexts[how]})`);
  const more = untaken.size - named.length;
  return [...named, ...(more === 0 ? [] : [`${more} more`])].join(", ");
}

async function tryPlan(
  { solution, carriers }: VerifiedPlan,
  number: number,
  { samples, runs, config, record, engineConfig }: TryOnEngineContext,
): Promise<Tried | EngineError> {
  try {
    const answer = await runs.run({
      label: `mixed-${number}`,
      plan: keepInFp32([...solution.nodes, ...carriers]),
      want: { latency: true, layers: engineConfig.name !== "torch" },
    });
    const outputs = answer.builds[0].samples.map((sample) => sample.outputs);
    const leg = compareLeg("engine-mixed", samples, outputs, config, record);
    return {
      leg,
      passed: outputsPass(leg),
      outcome: outcomeOf(leg.comparison, leg.judgement.findings),
      answer,
    };
  } catch (error) {
    if (!(error instanceof EngineError) || error.category === "storage") throw error;
    return error;
  }
}

function describe({ engine, typing }: EngineAnswer): string {
  const title = Object.hasOwn(engineTitles, engine.name)
    ? engineTitles[engine.name as keyof typeof engineTitles]
    : engine.name;
  return `${title} ${engine.version} on ${engine.device}, ${typing} typing`;
}

function latencyOf(before: EngineAnswer, after: EngineAnswer): EngineCheck["latency"] {
  const [one, other]: (EngineLatency | undefined)[] = [before.builds[0].latency, after.builds[0].latency];
  if (one === undefined || other === undefined) return undefined;
  return {
    engine: describe(after),
    beforeMs: one.median,
    afterMs: other.median,
    p95BeforeMs: one.p95,
    p95AfterMs: other.p95,
  };
}
