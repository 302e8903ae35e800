import type { EngineSample, EngineSession } from "../engines/engine.ts";
import { EngineError } from "../errors.ts";
import { prepareEmulation } from "../onnx/emulate.ts";
import { indexGraph } from "../onnx/graph.ts";
import type { PrecisionPlan } from "../onnx/plan.ts";
import { checkPlan, everythingFp16 } from "../onnx/plan.ts";
import { switchable } from "../onnx/switchable.ts";
import { switchUnits } from "../onnx/switchable-units.ts";
import type { LegOutputs } from "./emulated.ts";
import {
  firstDifference,
  fixedForm,
  switchedForm,
  type TrialForm,
  type TrialSetting,
} from "./trials-forms.ts";

/** What may be spent on trying plans. */
export interface TrialBudget {
  /** Plans that are run; a plan that was tried before costs nothing. */
  readonly tries: number;
  /** Wall time from the opening on, in milliseconds. A try that has begun is finished. */
  readonly wallMs: number;
}

export interface TrialOptions<Outcome> extends TrialSetting {
  /**
   * Starts the engine; called once, and once more when the switched model fails in it. The trials close what they
   * opened.
   */
  readonly openSession: () => Promise<EngineSession>;
  /** What outputs (one entry per sample) mean. */
  readonly judge: (outputs: LegOutputs) => Outcome;
  readonly budget: TrialBudget;
  /**
   * Outputs that are known already, such as those of the emulation with every node in FP16. They are never run as
   * tries; the switched model has to give the same bits before it is used.
   */
  readonly known?: readonly { readonly plan: PrecisionPlan; readonly outputs: LegOutputs }[];
  /** `switched` unless told otherwise; `fixed` writes and loads a model for each plan. */
  readonly form?: "switched" | "fixed";
  /** Nodes that plans will tell apart; see `switchable`. Other plans are run in the fixed form. */
  readonly candidates?: readonly string[];
  readonly signal?: AbortSignal;
  readonly onTry?: (progress: { readonly tries: number; readonly plan: PrecisionPlan }) => void;
}

/** A plan that was run or known, with what came of it. */
export interface Tried<Outcome> {
  readonly plan: PrecisionPlan;
  readonly outcome: Outcome;
}

/** Why no more plans are run. */
export type BudgetEnd = "tries" | "time";

export interface TrialRunner<Outcome> {
  /** Ids of the nodes for which precision is a choice, in graph order. */
  readonly nodeIds: readonly string[];
  /** How plans are run at present. */
  form(): "switched" | "fixed";
  /** What a reader should know: why plans are not run in the switched form, one sentence each. */
  notes(): readonly string[];
  /** Plans run so far. */
  count(): number;
  /** Every plan tried or known, in order. */
  tried(): readonly Tried<Outcome>[];
  /**
   * Outcomes in the order of `plans`; fewer when the budget ends first (see `ended`).
   * @throws ConfigError for unknown nodes; EngineError; the signal's reason.
   */
  try(plans: readonly PrecisionPlan[]): Promise<readonly Outcome[]>;
  /**
   * Outputs under plans over any samples, by plan. These are no tries: they take nothing of the budget, nor are they
   * held back by its end.
   * @throws as `try`.
   */
  outputs(plans: readonly PrecisionPlan[], samples: readonly EngineSample[]): Promise<readonly LegOutputs[]>;
  /** Time of the budget that is left, in milliseconds; at least 0. */
  leftMs(): number;
  /** Set once a plan could not be run for want of budget. */
  ended(): BudgetEnd | undefined;
  close(): Promise<void>;
}

/** How a strategy ended: by itself, or because the budget did. What was tried is in `TrialRunner.tried`. */
export type Driven<Result> =
  | { readonly kind: "finished"; readonly result: Result }
  | { readonly kind: "stopped"; readonly by: BudgetEnd };

/** The most plans in one job: between jobs time and signal are looked at. */
const plansPerJob = 8;

interface Trials<Outcome> {
  readonly options: TrialOptions<Outcome>;
  readonly deadlineMs: number;
  readonly memory: Map<string, Outcome>;
  readonly history: Tried<Outcome>[];
  readonly notes: string[];
  readonly fixed: TrialForm;
  session: EngineSession;
  form: TrialForm;
  count: number;
  /** Mean duration of a try so far. */
  tryMs: number;
  end: BudgetEnd | undefined;
}

/**
 * Makes a model ready to be run under many plans. When the switched model can't be written, loaded or run, or does not
 * give the bits that are known, a note says so and every plan gets a model of its own.
 * @throws EngineError when the model can't be emulated at all, or the engine can't be started.
 */
export async function openTrials<Outcome>(options: TrialOptions<Outcome>): Promise<TrialRunner<Outcome>> {
  const startMs = performance.now();
  const { model, knownTypes } = options;
  const emulation = knownTypes === undefined ? {} : { knownTypes };
  const graph = indexGraph(model);
  const nodeIds = switchUnits(prepareEmulation(model, everythingFp16, emulation)).map(({ id }) => id);
  const keyOf = (plan: PrecisionPlan): string => nodeIds.map((id) => Number(plan.fp32Nodes.has(id))).join("");
  const fixed = fixedForm(options);
  const trials: Trials<Outcome> = {
    options,
    deadlineMs: startMs + options.budget.wallMs,
    memory: new Map(),
    history: [],
    notes: [],
    fixed,
    session: await options.openSession(),
    form: fixed,
    count: 0,
    tryMs: 0,
    end: undefined,
  };
  try {
    for (const { plan, outputs } of options.known ?? [])
      remember(trials, keyOf(plan), plan, options.judge(outputs));
    if (options.form !== "fixed") await useSwitched(trials);
  } catch (error) {
    await trials.session.close().catch(() => undefined);
    throw error;
  }
  return {
    nodeIds,
    form: () => trials.form.kind,
    notes: () => [...trials.notes],
    count: () => trials.count,
    tried: () => [...trials.history],
    try: async (plans) => {
      plans.forEach((plan) => checkPlan(plan, graph));
      return await tryPlans(trials, plans, keyOf);
    },
    outputs: async (plans, samples) => {
      plans.forEach((plan) => checkPlan(plan, graph));
      return await runOutputs(trials, plans, samples);
    },
    leftMs: () => Math.max(0, trials.deadlineMs - performance.now()),
    ended: () => trials.end,
    close: async () => await trials.session.close(),
  };
}

/** Runs a strategy to its end, or to the end of the budget. */
export async function drive<Outcome, Result>(
  strategy: Generator<readonly PrecisionPlan[], Result, readonly Outcome[]>,
  runner: TrialRunner<Outcome>,
): Promise<Driven<Result>> {
  let step = strategy.next();
  while (step.done !== true) {
    const outcomes = await runner.try(step.value);
    const by = runner.ended();
    if (outcomes.length < step.value.length && by !== undefined) {
      // Lets its finally blocks run; a result made for want of outcomes would be no answer.
      strategy.return(undefined as Result);
      return { kind: "stopped", by };
    }
    step = strategy.next(outcomes);
  }
  return { kind: "finished", result: step.value };
}

/** Loads the switched model and holds it against what is known; without anything known, one plan shows that it runs. */
async function useSwitched<Outcome>(trials: Trials<Outcome>): Promise<void> {
  const { options } = trials;
  const known = options.known ?? [];
  const { candidates, knownTypes } = options;
  try {
    const built = switchable(options.model, {
      ...(knownTypes === undefined ? {} : { knownTypes }),
      ...(candidates === undefined ? {} : { candidates }),
    });
    const form = switchedForm(built, options);
    const usable = known.filter(({ plan }) => form.takes(plan));
    const plans = usable.length === 0 ? [everythingFp16] : usable.map(({ plan }) => plan);
    const outputs = await form.run(trials.session, plans);
    const differing = usable
      .map((each, at) => firstDifference(each.outputs, outputs[at] ?? []))
      .find((name) => name !== undefined);
    if (differing === undefined) trials.form = form;
    if (differing === undefined && built.inexact.length > 0) trials.notes.push(inexactText(built.inexact));
    if (differing !== undefined)
      trials.notes.push(`${fallbackText} it gives other bits for output ${JSON.stringify(differing)}.`);
  } catch (error) {
    if (!(error instanceof EngineError) || !canGoOn(error)) throw error;
    trials.notes.push(`${fallbackText} ${error.message}`);
    await trials.session.close().catch(() => undefined);
    trials.session = await options.openSession();
  }
}

const fallbackText = "Plans were tried with a model each, because the model with switches can't be used:";

function inexactText(nodes: readonly string[]): string {
  return `Trials may differ from an emulation in the last digits: the weights of ${nodes.length} nodes are computed inside the model (${JSON.stringify(nodes[0])} first).`;
}

/** Errors that are the switched model's own: without a disk or a library there would be no other trial either. */
function canGoOn({ category }: EngineError): boolean {
  return category === "unsupported" || category === "crashed" || category === "timeout";
}

async function tryPlans<Outcome>(
  trials: Trials<Outcome>,
  plans: readonly PrecisionPlan[],
  keyOf: (plan: PrecisionPlan) => string,
): Promise<readonly Outcome[]> {
  const due = new Map<string, PrecisionPlan>();
  for (const plan of plans) {
    const key = keyOf(plan);
    if (!trials.memory.has(key) && !due.has(key)) due.set(key, plan);
  }
  const queue = [...due];
  while (queue.length > 0) {
    const room = jobSize(trials);
    if (room === 0) break;
    const [first] = queue;
    const form = formFor(trials, first?.[1]);
    const part = queue.slice(0, room).filter(([, plan]) => formFor(trials, plan) === form);
    for (const [key] of part)
      queue.splice(
        queue.findIndex(([each]) => each === key),
        1,
      );
    await runPart(trials, form, part);
  }
  const outcomes: Outcome[] = [];
  for (const plan of plans) {
    const key = keyOf(plan);
    if (!trials.memory.has(key)) break;
    outcomes.push(trials.memory.get(key) as Outcome);
  }
  return outcomes;
}

async function runOutputs<Outcome>(
  trials: Trials<Outcome>,
  plans: readonly PrecisionPlan[],
  samples: readonly EngineSample[],
): Promise<LegOutputs[]> {
  const outputs: LegOutputs[] = [];
  for (const plan of plans) {
    trials.options.signal?.throwIfAborted();
    outputs.push(...(await formFor(trials, plan).run(trials.session, [plan], samples)));
  }
  return outputs;
}

function formFor<Outcome>(trials: Trials<Outcome>, plan: PrecisionPlan | undefined): TrialForm {
  return plan === undefined || trials.form.takes(plan) ? trials.form : trials.fixed;
}

/** How many plans the next job may have; 0 when the budget is spent, and then `end` says which. */
function jobSize<Outcome>(trials: Trials<Outcome>): number {
  const { options, deadlineMs, count, tryMs } = trials;
  options.signal?.throwIfAborted();
  const leftMs = deadlineMs - performance.now();
  const leftTries = options.budget.tries - count;
  if (leftTries <= 0 || leftMs <= 0) {
    trials.end ??= leftTries <= 0 ? "tries" : "time";
    return 0;
  }
  const fitting = tryMs === 0 ? 1 : Math.floor(leftMs / tryMs);
  return Math.max(1, Math.min(plansPerJob, leftTries, fitting));
}

async function runPart<Outcome>(
  trials: Trials<Outcome>,
  form: TrialForm,
  part: readonly (readonly [string, PrecisionPlan])[],
): Promise<void> {
  const startMs = performance.now();
  const outputs = await form.run(
    trials.session,
    part.map(([, plan]) => plan),
  );
  for (const [at, [key, plan]] of part.entries()) {
    trials.count += 1;
    remember(trials, key, plan, trials.options.judge(outputs[at] ?? []));
    trials.options.onTry?.({ tries: trials.count, plan });
  }
  trials.tryMs = (performance.now() - startMs) / part.length;
}

function remember<Outcome>(
  trials: Trials<Outcome>,
  key: string,
  plan: PrecisionPlan,
  outcome: Outcome,
): void {
  trials.memory.set(key, outcome);
  trials.history.push({ plan, outcome });
}
