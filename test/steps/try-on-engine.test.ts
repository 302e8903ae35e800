import { describe, expect, test } from "vitest";
import { resolveConfig } from "../../src/config/config.ts";
import type { AppliedOverride, EngineAnswer, LayerPrecision } from "../../src/engines/real-engine.ts";
import { EngineError } from "../../src/errors.ts";
import type { Sample } from "../../src/files/samples.ts";
import { readDataflow } from "../../src/overrides/islands.ts";
import { pricePlan } from "../../src/overrides/price.ts";
import type { EngineCheck, PlanKind, VerifiedPlan } from "../../src/overrides/verified-plan.ts";
import type { Log } from "../../src/ports.ts";
import { emptyRecord, type GateRecord } from "../../src/report/gate-record.ts";
import type { EmulatedRun } from "../../src/runs/emulated.ts";
import type { EngineRuns } from "../../src/runs/engine-runs.ts";
import { compareLeg } from "../../src/steps/judge-outputs.ts";
import { createTryOnEngine } from "../../src/steps/try-on-engine.ts";
import { floats } from "../engines/memory-tensors.ts";
import { textModel } from "../onnx/text-model.ts";
import { chainGraph, outcomeOf } from "../overrides/oracle.ts";

const chain = chainGraph(6);
const flow = readDataflow(
  chain,
  chain.nodes.map(({ id }) => id),
);
const model = textModel(`
  input x float 4
  output y float 4
  n0 = Tanh(x)
  n1 = Tanh(n0)
  n2 = Tanh(n1)
  n3 = Tanh(n2)
  n4 = Tanh(n3)
  y = Tanh(n4)
`);
const log = { progress: () => undefined, info: () => undefined, warn: () => undefined } as unknown as Log;
const right = [1, 2, 3, 4];
const samples: Sample[] = [
  { id: "0000", directory: "", inputs: new Map(), reference: new Map([["y", floats([4], right)]]) },
];
const config = resolveConfig([
  {
    origin: "flag",
    settings: {
      model: "m.onnx",
      samples: "samples",
      "max-abs": { "*": { value: 0.5, unit: undefined } },
      engine: "tensorrt",
      python: "python3",
    },
  },
]);

function planOf(kind: PlanKind, nodes: readonly string[]): VerifiedPlan {
  const outcome = outcomeOf({ y: 0.1 });
  return {
    kind,
    solution: { nodes, outcome, excess: 0.1, members: [], isMinimal: true, isUnique: true },
    after: outcome,
    carriers: [],
    price: pricePlan(flow, new Set(nodes)),
    reasons: [],
    heldOut: undefined,
  };
}

interface Engine {
  /** Whether the outputs are right with these nodes in FP32. */
  readonly holds: (nodes: readonly string[]) => boolean;
  readonly statuses?: Readonly<Record<string, AppliedOverride["status"]>>;
  readonly layers?: Readonly<Record<string, LayerPrecision>>;
  /** Builds of these nodes break. */
  readonly breaksAt?: readonly string[];
  /** How: `crashed`, as a build that finds no kernel, by default. */
  readonly breaksBy?: "crashed" | "unavailable";
  /** What moves data between the nodes of a smaller plan. */
  readonly carriers?: readonly string[];
  /** Nodes whose sums leave FP16's range. */
  readonly hazards?: readonly string[];
}

interface Outcome {
  readonly check: EngineCheck | undefined;
  /** Nodes of each build. */
  readonly built: readonly string[][];
  readonly record: GateRecord;
  /** How often hazards were asked for. */
  readonly asked: number;
}

async function tryPlans(plans: readonly VerifiedPlan[], engine: Engine): Promise<Outcome> {
  const built: string[][] = [];
  const answerOf = (nodes: readonly string[]): EngineAnswer => ({
    engine: { name: "tensorrt", version: "10.0", device: "a GPU" },
    typing: "weak",
    applied: nodes.map((node) => ({ node, status: engine.statuses?.[node] ?? "constrained" })),
    builds: [
      {
        samples: [
          {
            outputs: new Map([["y", floats([4], engine.holds(nodes) ? right : [9, 9, 9, 9])]]),
            intermediates: new Map(),
            repeats: [],
          },
        ],
        latency: { median: 10 + nodes.length, p95: 20 + nodes.length },
        build: undefined,
        layers: Object.entries(engine.layers ?? {}).map(([node, precision]) => ({
          name: node,
          onnxNodes: [node],
          precision,
        })),
      },
    ],
    notes: [],
  });
  const runs = {
    run: async ({ plan }: Parameters<EngineRuns["run"]>[0]) => {
      const nodes = plan === "fp32" ? [] : [...plan.fp32Nodes];
      built.push(nodes);
      if (nodes.join() === engine.breaksAt?.join()) {
        throw new EngineError(engine.breaksBy ?? "crashed", "12 GiB were asked for.");
      }
      return await Promise.resolve(answerOf(nodes));
    },
  } as unknown as EngineRuns;
  const record = emptyRecord({ name: "fp16-gate", version: "0" }, "fail");
  const answer = answerOf([]);
  record.judged = compareLeg("engine-fp16", samples, [answer.builds[0].samples[0]!.outputs], config, record);
  const tryOnEngine = createTryOnEngine({
    samples,
    answer,
    run: { model } as EmulatedRun,
    runs,
    config,
    engineConfig: config.realEngine!,
    record,
    log,
    signal: new AbortController().signal,
  });
  let asked = 0;
  const check = await tryOnEngine(plans, {
    withNodes: (plan, nodes) => ({ ...planOf(plan.kind, nodes), carriers: engine.carriers ?? [] }),
    hazards: async () => {
      asked += 1;
      return await Promise.resolve(engine.hazards ?? []);
    },
  });
  return { check, built, record, asked };
}

const warned = ({ record }: Outcome): unknown[] =>
  (record.judged?.judgement.findings ?? [])
    .filter(({ name }) => name === "override")
    .map(({ level, actual }) => [level, actual]);

describe("overrides that did not take", () => {
  test.each([
    [{ statuses: { n1: "not-found" } }, "has no layer of that name"],
    [{ statuses: { n1: "not-forceable" } }, "does not let its type be chosen"],
    [{ layers: { n1: "fp16", n0: "fp32" } }, "runs it in FP16"],
  ] as const)("are left out once a further build holds without them: %j", async (untaken, how) => {
    const outcome = await tryPlans([planOf("fewest", ["n0", "n1"])], {
      holds: (nodes) => nodes.includes("n0"),
      ...untaken,
    });
    expect(outcome.built).toEqual([["n0", "n1"], ["n0"]]);
    expect(outcome.check?.plan).toMatchObject({
      solution: { nodes: ["n0"] },
      after: { excess: 0 },
      price: { nodes: 1 },
    });
    expect(outcome.check?.latency).toMatchObject({ beforeMs: 10, afterMs: 11, p95AfterMs: 21 });
    expect(outcome.check?.notes).toEqual([
      `Left out, since the limits hold on the engine without: \`n1\` (the engine ${how}).`,
    ]);
    expect(warned(outcome)).toEqual([]);
    expect(outcome.record.explaining).toHaveLength(1);
  });

  test("stay, with their warning, where the limits break without them", async () => {
    const outcome = await tryPlans([planOf("fewest", ["n0", "n1"])], {
      holds: (nodes) => nodes.length === 2,
      statuses: { n1: "not-found" },
    });
    expect(outcome.built).toEqual([["n0", "n1"], ["n0"]]);
    expect(outcome.check?.plan?.solution.nodes).toEqual(["n0", "n1"]);
    expect(outcome.check?.plan?.after.excess).toBe(0);
    expect(outcome.check?.latency?.afterMs).toBe(12);
    expect(outcome.check?.notes).toEqual([
      "Without `n1` (the engine has no layer of that name) the plan does not hold on the engine.",
    ]);
    expect(warned(outcome)).toEqual([["warn", "not-found"]]);
    expect(outcome.record.explaining).toHaveLength(1);
  });

  test("stay where no build is left to try the plan without them", async () => {
    const plans = [
      planOf("fewest", ["n0"]),
      planOf("comfortable", ["n0", "n2"]),
      planOf("islands", ["n0", "n3"]),
    ];
    const outcome = await tryPlans(plans, {
      holds: (nodes) => nodes.length === 2 && nodes.includes("n1"),
      statuses: { n1: "not-found" },
    });
    expect(outcome.built).toHaveLength(4);
    expect(outcome.check?.plan?.solution.nodes).toEqual(["n0", "n1"]);
    expect(warned(outcome)).toEqual([["warn", "not-found"]]);
  });

  test("stay where the engine showed already that the plan does not hold without them", async () => {
    const plans = [planOf("fewest", ["n0"]), planOf("comfortable", ["n0", "n1"])];
    const outcome = await tryPlans(plans, {
      holds: (nodes) => nodes.length === 2,
      layers: { n1: "fp16" },
    });
    expect(outcome.built).toEqual([["n0"], ["n0", "n1"]]);
    expect(outcome.check?.plan?.solution.nodes).toEqual(["n0", "n1"]);
    expect(warned(outcome)).toEqual([["warn", "fp16"]]);
  });

  test("stay where they come back as what moves data between the others", async () => {
    const outcome = await tryPlans([planOf("fewest", ["n0", "n1", "n2"])], {
      holds: (nodes) => nodes.length === 3,
      layers: { n1: "fp16" },
      carriers: ["n1"],
    });
    expect(outcome.built).toEqual([["n0", "n1", "n2"]]);
    expect(warned(outcome)).toEqual([["warn", "fp16"]]);
  });

  test("stay where none took, and where the further build breaks", async () => {
    const none = await tryPlans([planOf("fewest", ["n0"])], {
      holds: (nodes) => nodes.length > 0,
      layers: { n0: "fp16" },
    });
    expect([none.built, warned(none)]).toEqual([[["n0"]], [["warn", "fp16"]]]);

    const broken = await tryPlans([planOf("fewest", ["n0", "n1"])], {
      holds: (nodes) => nodes.length > 0,
      layers: { n1: "fp16" },
      breaksAt: ["n0"],
    });
    expect(broken.check?.plan?.solution.nodes).toEqual(["n0", "n1"]);
    expect(broken.check?.notes[0]).toContain("could not be tried: 12 GiB were asked for.");
    expect(warned(broken)).toEqual([["warn", "fp16"]]);
  });
});

test("a plan whose overrides all took is built once", async () => {
  const outcome = await tryPlans([planOf("fewest", ["n0", "n1"])], { holds: (nodes) => nodes.length > 0 });
  expect(outcome.built).toEqual([["n0", "n1"]]);
  expect([outcome.check?.notes, warned(outcome)]).toEqual([[], []]);
});

describe("sums that an engine may do in FP16", () => {
  const plans = [planOf("fewest", ["n2"]), planOf("comfortable", ["n2", "n5"])];

  test("are kept in FP32 as well, in the graph's order, where the smallest plan does not hold without", async () => {
    const { check, built } = await tryPlans(plans, {
      holds: (nodes) => nodes.includes("n1") && nodes.includes("n2"),
      hazards: ["n4", "n1"],
    });
    expect(built).toEqual([["n2"], ["n1", "n2", "n4"]]);
    expect(check?.plan?.solution.nodes).toEqual(["n1", "n2", "n4"]);
    expect(check?.notes).toEqual(["The engine needed 2 tries: smaller plans do not hold there."]);
  });

  test("are not measured where the smallest plan holds", async () => {
    const { built, asked } = await tryPlans(plans, { holds: (nodes) => nodes.length > 0, hazards: ["n1"] });
    expect([built, asked]).toEqual([[["n2"]], 0]);
  });

  test("cost no build where there are none, or the plan has them already", async () => {
    for (const hazards of [[], ["n2"]]) {
      const { built, asked } = await tryPlans(plans, { holds: (nodes) => nodes.includes("n5"), hazards });
      expect([built, asked]).toEqual([[["n2"], ["n2", "n5"]], 1]);
    }
  });
});

describe("an engine that can't be built with a plan", () => {
  const plans = [planOf("fewest", ["n2"])];

  test("is tried with the next: a fusion may want more nodes in FP32", async () => {
    const { check, built } = await tryPlans(plans, {
      holds: (nodes) => nodes.length > 0,
      breaksAt: ["n2"],
    });
    expect(built).toEqual([["n2"], ["n1", "n2", "n3"]]);
    expect(check?.plan?.solution.nodes).toEqual(["n1", "n2", "n3"]);
    expect(check?.notes).toEqual([
      "The engine needed 2 tries: smaller plans do not hold there. One could not be tried: 12 GiB were asked for.",
    ]);
  });

  test("says so where the other plans do not hold", async () => {
    const { check } = await tryPlans(plans, { holds: () => false, breaksAt: ["n2"] });
    expect(check?.plan).toBeUndefined();
    expect(check?.notes).toEqual([
      "On TensorRT 10.0 on a GPU, weak typing none of 2 plans meets the limits: they hold in the emulation only. " +
        "One could not be tried: 12 GiB were asked for.",
    ]);
  });

  test("is given up where another plan would fare no better", async () => {
    const { check, built } = await tryPlans(plans, {
      holds: (nodes) => nodes.length > 0,
      breaksAt: ["n2"],
      breaksBy: "unavailable",
    });
    expect(built).toEqual([["n2"]]);
    expect(check?.plan).toBeUndefined();
    expect(check?.notes).toEqual(["On the engine the plan could not be tried: 12 GiB were asked for."]);
  });
});

test("a set that is good for a start only is tried first where there is no other, then with its neighbours", async () => {
  const { built } = await tryPlans([planOf("large", ["n2"])], { holds: () => false });
  expect(built).toEqual([["n2"], ["n1", "n2", "n3"]]);
});
