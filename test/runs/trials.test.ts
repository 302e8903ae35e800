import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import type { EngineSession, SessionJob } from "../../src/engines/engine.ts";
import { ConfigError, EngineError } from "../../src/errors.ts";
import { type OpenedModel, openModel } from "../../src/files/model.ts";
import { emulate } from "../../src/onnx/emulate.ts";
import { encodeModel } from "../../src/onnx/encode.ts";
import { inlineFunctions } from "../../src/onnx/functions.ts";
import { everythingFp16, keepInFp32, type PrecisionPlan } from "../../src/onnx/plan.ts";
import type { LegOutputs } from "../../src/runs/emulated.ts";
import { drive, openTrials, type TrialOptions, type TrialRunner } from "../../src/runs/trials.ts";
import { useEngine } from "../engines/engine-bench.ts";
import { floats, floatsOf } from "../engines/memory-tensors.ts";
import { noise, noisyWeight } from "../onnx/switchable-comparison.ts";
import { textModel } from "../onnx/text-model.ts";

const bench = useEngine();
const wide = 300;

const network = `
  input x float 1,${wide}
  output y float 1,4
  output z float 1,4
  ${noisyWeight("w", [wide, 4])}
  ${noisyWeight("b", [4], 41)}
  p = MatMul(x, w) @product
  s = Add(p, b) @sum
  q = Mul(s, s) @square
  y = Sqrt(q) @root
  z = Tanh(s) @tanh
`;
const ids = ["product", "sum", "square", "root", "tanh"];

/** An outcome that shows every bit: the outputs of every sample as numbers. */
type Numbers = readonly (readonly number[])[];
const numbersOf = (outputs: LegOutputs): Numbers =>
  outputs.map((sample) => [...sample.values()].flatMap((tensor) => floatsOf(tensor)));

const opened: OpenedModel[] = [];
const runners: TrialRunner<Numbers>[] = [];

afterEach(async () => {
  for (const runner of runners.splice(0)) await runner.close().catch(() => undefined);
  for (const model of opened.splice(0)) model.close();
});

/** Sessions that were opened, with the jobs that each was given. */
interface Counting {
  readonly jobs: SessionJob[][];
}

function settingOf(text = network): TrialOptions<Numbers> & Counting {
  const path = join(bench.root, `network-${Math.random().toString(36).slice(2)}.onnx`);
  writeFileSync(path, Buffer.concat(encodeModel(textModel(text))));
  const original = openModel(path);
  opened.push(original);
  const jobs: SessionJob[][] = [];
  return {
    jobs,
    model: inlineFunctions(original.model),
    original,
    samples: [1, 2].map((seed) => ({
      id: `000${seed}`,
      inputs: new Map([
        [
          "x",
          floats(
            [1, wide],
            noise(wide, seed).map((each) => each * 7),
          ),
        ],
      ]),
    })),
    workFolder: bench.folder,
    timeoutMs: 30_000,
    budget: { tries: 100, wallMs: 60_000 },
    judge: numbersOf,
    openSession: async () => {
      const session = await bench.engine.open({ workFolder: bench.folder, threads: 1 });
      const mine: SessionJob[] = [];
      jobs.push(mine);
      return {
        ...session,
        run: async (job) => {
          mine.push(job);
          return await session.run(job);
        },
      };
    },
  };
}

async function open(options: TrialOptions<Numbers>): Promise<TrialRunner<Numbers>> {
  const runner = await openTrials(options);
  runners.push(runner);
  return runner;
}

/** What a fixed emulation gives, by an engine of its own. */
async function fixedOutputs(options: TrialOptions<Numbers>, plan: PrecisionPlan): Promise<LegOutputs> {
  const path = join(bench.folder, `fixed-${Math.random().toString(36).slice(2)}.onnx`);
  writeFileSync(path, Buffer.concat(encodeModel(emulate(options.model, plan).model)));
  const job = { ...bench.jobOf(path, {}), samples: options.samples };
  return (await bench.engine.run(job)).perModel.get("model")?.outputs ?? [];
}

const plans = [[], ids, ["product"], ["sum", "product"], ["square"], ["tanh", "root"]].map(keepInFp32);

describe("trials by switches", () => {
  it("give the bits of fixed emulations, for every sample, in one child with one load", async () => {
    const options = settingOf();
    const runner = await open(options);
    expect(runner.nodeIds).toEqual(ids);
    expect(runner.form()).toBe("switched");
    expect(runner.notes()).toEqual([]);
    const outcomes = await runner.try(plans);
    for (const [at, plan] of plans.entries()) {
      expect(outcomes[at]).toEqual(numbersOf(await fixedOutputs(options, plan)));
    }
    expect(new Set(outcomes.map((each) => JSON.stringify(each))).size).toBeGreaterThan(4);
    expect(options.jobs).toHaveLength(1);
    const models = options.jobs.flat().flatMap((job) => job.models);
    expect(new Set(models.map(({ path }) => path)).size).toBe(1);
    expect(models.every(({ keep }) => keep === true)).toBe(true);
  });

  it("run a plan once, however often it is asked for and however it is written", async () => {
    const options = settingOf();
    const runner = await open(options);
    const [first, again] = await runner.try([keepInFp32(["sum", "tanh"]), keepInFp32(["tanh", "sum"])]);
    expect(again).toBe(first);
    expect(runner.count()).toBe(1);
    await runner.try([keepInFp32(["sum", "tanh"])]);
    expect(runner.count()).toBe(1);
    expect(runner.tried().map(({ plan }) => [...plan.fp32Nodes])).toEqual([["sum", "tanh"]]);
  });

  it("never run what is known, and hold the switched model against it", async () => {
    const options = settingOf();
    const known = [
      { plan: everythingFp16, outputs: await fixedOutputs(options, everythingFp16) },
      { plan: keepInFp32(ids), outputs: await fixedOutputs(options, keepInFp32(ids)) },
    ];
    const runner = await open({ ...options, known });
    expect(runner.form()).toBe("switched");
    expect(options.jobs[0]?.[0]?.samples).toHaveLength(4);
    const outcomes = await runner.try([keepInFp32(ids), everythingFp16]);
    expect(outcomes).toEqual([numbersOf(known[1]?.outputs ?? []), numbersOf(known[0]?.outputs ?? [])]);
    expect(runner.count()).toBe(0);
    expect(runner.tried()).toHaveLength(2);
  });

  it("name nodes that the model does not have", async () => {
    const runner = await open(settingOf());
    const error = await runner.try([keepInFp32(["product", "produce"])]).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ConfigError);
    expect((error as Error).message).toBe(
      "The plan keeps nodes in FP32 that the model does not have: produce.",
    );
    expect(runner.count()).toBe(0);
  });

  it("run plans that part what is switched together in the fixed form", async () => {
    const options = settingOf();
    const runner = await open({ ...options, candidates: ["tanh"] });
    const plan = keepInFp32(["product"]);
    const outcomes = await runner.try([keepInFp32(["tanh"]), plan]);
    expect(outcomes[1]).toEqual(numbersOf(await fixedOutputs(options, plan)));
    expect(outcomes[0]).toEqual(numbersOf(await fixedOutputs(options, keepInFp32(["tanh"]))));
    const paths = options.jobs.flat().flatMap((job) => job.models.map(({ path }) => path));
    expect(paths.filter((path) => path.endsWith("trial-1.onnx"))).toHaveLength(1);
  });

  it("tell which weights are not constant", async () => {
    const runner = await open(
      settingOf(`
        input x float 1,${wide}
        output y float 1,4
        output z float 1,4
        ${noisyWeight("w", [wide, 4])}
        g = Exp(w) @gain
        y = MatMul(x, g) @one
        z = MatMul(x, g) @two
      `),
    );
    expect(runner.notes()).toEqual([
      'Trials may differ from an emulation in the last digits: the weights of 2 nodes are computed inside the model ("one" first).',
    ]);
  });
});

describe("trials with a model each", () => {
  it("give the same outcomes and leave no models behind", async () => {
    const options = settingOf();
    const runner = await open({ ...options, form: "fixed" });
    expect(runner.form()).toBe("fixed");
    const outcomes = await runner.try(plans);
    for (const [at, plan] of plans.entries()) {
      expect(outcomes[at]).toEqual(numbersOf(await fixedOutputs(options, plan)));
    }
    expect(readdirSync(bench.folder).filter((name) => name.startsWith("trial-"))).toEqual([]);
    expect(options.jobs).toHaveLength(1);
    expect(runner.notes()).toEqual([]);
  });

  it("take over, and say so, when the switched model gives other bits", async () => {
    const options = settingOf();
    const outputs = await fixedOutputs(options, keepInFp32(ids));
    const runner = await open({ ...options, known: [{ plan: everythingFp16, outputs }] });
    expect(runner.form()).toBe("fixed");
    expect(runner.notes()).toEqual([
      'Plans were tried with a model each, because the model with switches can\'t be used: it gives other bits for output "y".',
    ]);
    const [outcome] = await runner.try([keepInFp32(ids)]);
    expect(outcome).toEqual(numbersOf(await fixedOutputs(options, keepInFp32(ids))));
  });

  it.each(["crashed", "timeout", "unsupported"] as const)(
    "take over in a new child when the switched model ends the first: %s",
    async (category) => {
      const options = settingOf();
      const closed: number[] = [];
      let count = 0;
      const openSession = async (): Promise<EngineSession> => {
        const session = await options.openSession();
        const number = (count += 1);
        const failing = async () =>
          await Promise.reject(new EngineError(category, "The engine ended with signal SIGSEGV."));
        return {
          ...session,
          run: async (job) => (number === 1 ? await failing() : await session.run(job)),
          close: async () => {
            closed.push(number);
            await session.close();
          },
        };
      };
      const runner = await open({ ...options, openSession });
      expect(runner.notes()).toEqual([
        "Plans were tried with a model each, because the model with switches can't be used: The engine ended with signal SIGSEGV.",
      ]);
      expect(await runner.try([everythingFp16])).toHaveLength(1);
      expect(closed).toEqual([1]);
    },
  );

  it.each(["storage", "unavailable", "integrity", "protocol"] as const)(
    "do not hide what would stop them too: %s",
    async (category) => {
      const options = settingOf();
      let isClosed = false;
      const openSession = async (): Promise<EngineSession> =>
        await Promise.resolve({
          run: async () => await Promise.reject(new EngineError(category, "No space is left.")),
          describe: async () => await Promise.reject(new Error("not asked for")),
          close: async () => {
            isClosed = true;
            await Promise.resolve();
          },
        });
      await expect(openTrials({ ...options, openSession })).rejects.toThrow("No space is left.");
      expect(isClosed).toBe(true);
    },
  );

  it("are refused for a model that can't be emulated", async () => {
    const options = settingOf("input x float 2\noutput y float 2\ny = RandomNormalLike(x) @noise");
    const error = await openTrials(options).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(EngineError);
    expect((error as Error).message).toContain("RandomNormalLike");
    expect(options.jobs).toHaveLength(0);
  });
});

describe("a budget", () => {
  it("of tries runs so many plans, keeps what they gave, and says that it ended", async () => {
    const runner = await open({ ...settingOf(), budget: { tries: 3, wallMs: 60_000 } });
    expect(await runner.try(plans.slice(0, 2))).toHaveLength(2);
    expect(runner.ended()).toBeUndefined();
    expect(await runner.try(plans.slice(2))).toHaveLength(1);
    expect(runner.ended()).toBe("tries");
    expect(runner.count()).toBe(3);
    expect(runner.tried()).toHaveLength(3);
    expect(await runner.try(plans.slice(0, 3))).toHaveLength(3);
  });

  it("of time that is over before the first try runs nothing", async () => {
    const runner = await open({ ...settingOf(), budget: { tries: 3, wallMs: 0 } });
    expect(await runner.try(plans)).toEqual([]);
    expect(runner.ended()).toBe("time");
    expect(runner.count()).toBe(0);
  });

  it("is not spent on outcomes that are there", async () => {
    const options = settingOf();
    const known = [{ plan: everythingFp16, outputs: await fixedOutputs(options, everythingFp16) }];
    const runner = await open({ ...options, known, budget: { tries: 0, wallMs: 60_000 } });
    expect(await runner.try([everythingFp16, keepInFp32(["sum"])])).toHaveLength(1);
    expect(runner.ended()).toBe("tries");
  });

  it("does not outlive the caller: an aborted signal ends the trials with its reason", async () => {
    const abort = new AbortController();
    const runner = await open({ ...settingOf(), signal: abort.signal });
    abort.abort(new Error("interrupted"));
    await expect(runner.try(plans)).rejects.toThrow("interrupted");
    expect(runner.count()).toBe(0);
  });
});

describe("a strategy", () => {
  function* growing(
    seen: Numbers[],
    wanted: number,
  ): Generator<readonly PrecisionPlan[], number, readonly Numbers[]> {
    let kept = 0;
    while (seen.length < wanted) {
      kept += 1;
      seen.push(...(yield [keepInFp32(ids.slice(0, kept))]));
    }
    return kept;
  }

  it("is fed with outcomes until it returns", async () => {
    const seen: Numbers[] = [];
    const runner = await open(settingOf());
    expect(await drive(growing(seen, 3), runner)).toEqual({ kind: "finished", result: 3 });
    expect(seen).toHaveLength(3);
    expect(runner.count()).toBe(3);
  });

  it("that asks for more than the budget has is stopped, with nothing made up, and cleans up", async () => {
    const seen: Numbers[] = [];
    let isCleaned = false;
    function* careful() {
      try {
        return yield* growing(seen, 5);
      } finally {
        isCleaned = true;
      }
    }
    const runner = await open({ ...settingOf(), budget: { tries: 2, wallMs: 60_000 } });
    expect(await drive(careful(), runner)).toEqual({ kind: "stopped", by: "tries" });
    expect(seen).toHaveLength(2);
    expect(runner.tried()).toHaveLength(2);
    expect(isCleaned).toBe(true);
  });

  it("that wants nothing tried is done at once", async () => {
    const runner = await open(settingOf());
    // oxlint-disable-next-line require-yield
    function* idle(): Generator<readonly PrecisionPlan[], string, readonly Numbers[]> {
      return "nothing to do";
    }
    expect(await drive(idle(), runner)).toEqual({ kind: "finished", result: "nothing to do" });
    expect(runner.count()).toBe(0);
  });
});
