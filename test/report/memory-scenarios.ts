import { remember } from "../../src/report/compose-memory.ts";
import type { GateResult, ResultOutput } from "../../src/report/result.ts";
import { chooseBaseline, type Recollection } from "../../src/verdict/choose-baseline.ts";
import type { EffectiveConfig, Waiver } from "../../src/verdict/job-facts.ts";
import { detectorNodes } from "./layer-scenarios.ts";
import { finding, hostileNames, output, resultOf } from "./scenarios.ts";

const now = new Date("2026-10-11T12:00:00Z");

const effective: EffectiveConfig = {
  tolerances: [{ output: "*", fail: { maxAbs: 1 }, warn: {}, precedence: 1 }],
  match: [],
  extraOutputs: "fail",
  known: "warn",
  regression: [],
  waivers: [],
  baseline: "artifact",
  baselineMaxDays: 90,
  configFrom: "own",
};

/** Largest difference and limit of each output, in px. */
type Figures = Readonly<Record<string, readonly [maxAbs: number, limit: number]>>;

interface JobInput {
  readonly figures: Figures;
  readonly job: NonNullable<GateResult["job"]>;
  readonly nodes?: GateResult["nodes"];
  readonly layers?: GateResult["layers"];
  readonly waivers?: readonly Waiver[];
  readonly extra?: Partial<GateResult>;
}

function draftOf({ figures, job, nodes = [], layers = [], waivers = [], extra = {} }: JobInput) {
  const entries = Object.entries(figures);
  const outputs = entries.map(([name, [maxAbs, limit]]): ResultOutput => {
    const level = maxAbs > limit ? "fail" : "pass";
    const limits = [{ metric: "max-abs", operator: "<=", value: limit, unit: "px", level: "fail" }] as const;
    return output(name, maxAbs, { unit: "px", passed: level === "pass", level, limits: [...limits] });
  });
  const findings = entries.map(([name, [maxAbs, limit]]) =>
    finding(name, "max-abs", maxAbs, limit, { unit: "px" }),
  );
  const config = {
    sha256: "e".repeat(64),
    limits: "config",
    enforce: "fail",
    effective: { ...effective, waivers },
  } as NonNullable<GateResult["config"]>;
  return {
    outputs,
    findings,
    effective: { ...effective, waivers },
    extra: { job, nodes: [...nodes], layers: [...layers], config, ...extra } satisfies Partial<GateResult>,
  };
}

/** A job by itself, as it was saved. */
function earlierJob(input: JobInput): GateResult {
  const { outputs, findings, extra } = draftOf(input);
  return resultOf({ judged: { kind: "emulation", outputs, findings }, extra });
}

/** A job after others: what it remembers is computed as the gate does it. */
function jobAfter(input: JobInput, recollection: Recollection<GateResult>): GateResult {
  const draft = draftOf(input);
  const bare = resultOf({ judged: { kind: "emulation", ...draft }, extra: draft.extra });
  const { findings, sections } = remember(
    { job: input.job, now, recollection, effective: draft.effective, enforce: "fail", loosened: [] },
    {
      ...bare,
      findings: draft.findings.map((entry) => ({ ...entry, leg: "emulation" as const })),
      judgedLeg: "emulation",
    },
  );
  const outputs = draft.outputs.map((entry): ResultOutput => {
    const isExcused = findings.some(
      ({ output: name, excuse }) => name === entry.name && excuse !== undefined,
    );
    return isExcused ? { ...entry, passed: true, level: "warn" } : entry;
  });
  const result = resultOf({
    judged: { kind: "emulation", outputs, findings },
    extra: { ...draft.extra, ...sections },
  });
  return {
    ...result,
    legs: result.legs.map((leg) => ({ ...leg, passed: outputs.every(({ passed }) => passed) })),
  };
}

async function recall(results: readonly GateResult[], distance: number): Promise<Recollection<GateResult>> {
  return await chooseBaseline<GateResult>(
    {
      asked: "artifact",
      // oxlint-disable-next-line typescript/require-await
      async *earlier() {
        for (const [at] of results.entries()) {
          yield {
            text: String(at),
            name: `fp16-gate-detector of run ${1041 - at}`,
            kind: "artifact",
            distance: distance + at,
            url: `https://github.com/acme/detector/actions/runs/${1041 - at}`,
          };
        }
      },
    },
    { key: "detector", now, maxAgeDays: 90, read: (text) => results[Number(text)] as GateResult },
  );
}

const pastJobs: NonNullable<GateResult["history"]> = [0.27, 0.28, 0.31].map((value, at) => ({
  commit: String(at + 1).repeat(40),
  date: `2026-0${at + 6}-02T09:00:00.000Z`,
  verdict: "pass" as const,
  outputs: [{ name: "boxes", metric: "max-abs", value, unit: "px" }],
  headroom: { name: "blocks.11", bits: 2.4 - at / 4 },
}));

const growing = (headroomBits: number, absMax: number): GateResult["nodes"] => [
  ...detectorNodes().slice(0, 3),
  {
    node: "node_add_41",
    key: "blocks.11/Add#1",
    op: "Add",
    module: "blocks.11",
    headroomBits,
    absMax,
    error: { relRms: 2e-4, max: 12 },
  },
];

const accepted = earlierJob({
  figures: { boxes: [0.3094, 1], scores: [0.02, 0.1], masks: [0.1, 1] },
  job: { key: "detector", commit: "abc1234".padEnd(40, "0"), date: "2026-09-09T12:00:00.000Z" },
  nodes: growing(1.9, 17_500),
  extra: { history: pastJobs },
});

const base = earlierJob({
  figures: { boxes: [0.3094, 1], scores: [0.5, 0.1], masks: [0.1, 1] },
  job: { key: "detector", commit: "def5678".padEnd(40, "0"), date: "2026-10-09T12:00:00.000Z" },
  nodes: growing(1.2, 28_500),
});

/** A new failure, a known one, an added and a vanished output, a raised limit, and a layer close to its break. */
async function afterOthers(): Promise<GateResult> {
  return jobAfter(
    {
      figures: { boxes: [4.0712, 2], scores: [0.5, 0.1], contours: [0.2, 1] },
      job: { key: "detector", commit: "9".repeat(40), date: now.toISOString() },
      nodes: growing(0.669, 41_200),
      extra: {
        model: {
          file: "models/detector.onnx",
          sha256: { file: "a".repeat(64), graph: "b".repeat(64), weights: "f".repeat(64) },
        },
      },
    },
    await recall([base, accepted], 3),
  );
}

/** Nothing but what is known and waived: it passes. */
async function excusedOnly(): Promise<GateResult> {
  const waivers = [
    { output: "boxes", reason: "the new head is retrained next week", by: "ana", expires: "2026-10-18" },
    { layer: "blocks.3", reason: "was replaced", by: "bo", expires: "2026-10-01" },
  ];
  return jobAfter(
    {
      figures: { boxes: [4.0712, 1], scores: [0.5, 0.1], masks: [0.1, 1] },
      job: { key: "detector", commit: "9".repeat(40), date: now.toISOString() },
      waivers,
    },
    await recall([base, accepted], 0),
  );
}

/** Earlier results whose every text is an attack. */
async function hostileMemory(): Promise<GateResult> {
  const first = hostileNames.join(" ; ");
  const second = hostileNames[7] as string;
  const figures = (shift: number): Figures =>
    Object.fromEntries(hostileNames.map((name, at) => [name, [at + shift, 5]] as const));
  const job = { key: "detector", commit: second, date: "2026-10-09T12:00:00.000Z" };
  const nodes = hostileNames.map((name, at): GateResult["nodes"][number] => {
    return { node: name, key: `${name}#${at}`, op: name, module: name, headroomBits: at / 20 };
  });
  const layers = hostileNames.map((name): GateResult["layers"][number] => {
    return { node: name, op: name, module: name, cause: { kind: "unknown", evidence: name } };
  });
  const before = earlierJob({
    figures: figures(0),
    job,
    nodes,
    layers,
    extra: {
      acceptance: { date: "2026-10-10", by: first, reason: first },
      history: [{ commit: second, outputs: [{ name: second, metric: second, value: 1, unit: second }] }],
    },
  });
  const waivers = hostileNames.map((name) => ({
    output: name,
    reason: name,
    by: name,
    expires: "2026-10-01",
  }));
  const recollection = await recall([before], 1);
  return jobAfter(
    { figures: figures(3), job: { ...job, commit: first }, nodes, layers, waivers },
    { ...recollection, asked: first, notes: hostileNames },
  );
}

export const memoryScenarios: Readonly<Record<string, () => GateResult>> = await (async () => {
  const made = {
    "earlier-jobs": await afterOthers(),
    "earlier-jobs-excused": await excusedOnly(),
    "earlier-jobs-hostile": await hostileMemory(),
  };
  return Object.fromEntries(Object.entries(made).map(([name, result]) => [name, () => result]));
})();
