import { describe, expect, it } from "vitest";
import { defaultTrialBudget, type RankInput, rank } from "../../src/localise/rank.ts";
import type { Ranking } from "../../src/localise/ranking.ts";
import type { TrialOutcome } from "../../src/localise/trial.ts";
import type { PrecisionPlan } from "../../src/onnx/plan.ts";
import { type Measured, measuredGraph } from "./causes/build-evidence.ts";

/** Excess per output, given the nodes that run in FP16. */
type Oracle = (isFp16: (id: string) => boolean) => Readonly<Record<string, number>>;

function outcomeOf(oracle: Oracle, plan: PrecisionPlan): TrialOutcome {
  const excesses = oracle((id) => !plan.fp32Nodes.has(id));
  const outputs = new Map(
    Object.entries(excesses).map(([name, excess]) => [name, { excess, maxAbs: excess }]),
  );
  return { excess: Math.max(...Object.values(excesses)), outputs };
}

function drive(
  text: string,
  measured: Record<string, Measured>,
  oracle: Oracle,
  options: Partial<RankInput> = {},
): Ranking & { readonly batches: number[] } {
  const { graph, evidence } = measuredGraph(text, measured);
  const failingOutputs = graph.main.outputs.map(({ name }) => name);
  const input = { graph, evidence, failingOutputs, trialBudget: defaultTrialBudget, ...options };
  const strategy = rank(input);
  const batches: number[] = [];
  let step = strategy.next();
  while (step.done !== true) {
    batches.push(step.value.length);
    step = strategy.next(step.value.map((plan) => outcomeOf(oracle, plan)));
  }
  expect(step.value.trials.length).toBeLessThanOrEqual(input.trialBudget);
  return { ...step.value, batches };
}

/** x -> n0 -> n1 -> ... -> y. */
function chainText(length: number): string {
  const lines = ["input x float 4", "output y float 4"];
  for (let index = 0; index < length; index += 1)
    lines.push(`n${index} = Gelu(${index === 0 ? "x" : `n${index - 1}`})`);
  return [...lines, `y = Relu(n${length - 1})`].join("\n");
}

/** Ordinary rounding in every node, and what has come together before it. */
function ordinaryChain(length: number): Record<string, Measured> {
  const names = [...Array.from({ length }, (_, index) => `n${index}`), "y"];
  const rms = (index: number): number => 3e-4 * Math.sqrt(index);
  return Object.fromEntries(
    names.map((name, index) => [name, { inherited: { rms: rms(index), relRms: rms(index) } }]),
  );
}

const loud: Measured = { introduced: { rms: 1, relRms: 0.3, max: 3 } };

/** Every node of the chain after `from` inherits what was introduced there. */
function heirs(length: number, from: number): Record<string, Measured> {
  const names = [...Array.from({ length }, (_, index) => `n${index}`).slice(from + 1), "y"];
  return Object.fromEntries(names.map((name) => [name, { inherited: { rms: 1, relRms: 0.3 } }]));
}

describe("rank", () => {
  it("blames the one node that alone breaks the limit, and says that FP32 repairs it", () => {
    const found = drive(chainText(40), { ...heirs(40, 7), n7: loud }, (fp16) => ({
      y: fp16("n7") ? 3.2 : 0.1,
    }));
    expect(found.culprits.map(({ id }) => id)).toEqual(["n7"]);
    expect(found.culprits[0]).toMatchObject({
      aloneExcess: 3.2,
      isConfirmed: true,
      isRepaired: true,
      outputs: ["y"],
    });
    expect(found.culprits[0]?.text).toBe(
      'Alone in FP16 it puts "y" at 3.2 times the limit; with it in FP32 the limit is met.',
    );
    expect(found.outputs[0]).toMatchObject({ kind: "localised", excess: 3.2, repairedExcess: 0.1 });
    expect(found.trials.length).toBeLessThanOrEqual(10);
  });

  it("saves the trial of everything in FP16 when its outcome is given", () => {
    const oracle: Oracle = (fp16) => ({ y: fp16("n1") ? 2 : 0 });
    const measured = { ...heirs(4, 1), n1: loud };
    const baseline = outcomeOf(oracle, { fp32Nodes: new Set() });
    const without = drive(chainText(4), measured, oracle);
    const given = drive(chainText(4), measured, oracle, { baseline });
    expect(given.trials.length).toBe(without.trials.length - 1);
    expect(given.culprits).toEqual(without.culprits);
  });

  it("finds every member of a planted set and leads with the first in dataflow", () => {
    const planted = ["n3", "n4", "n5"];
    const measured = { ...heirs(20, 3), n3: loud, n4: loud, n5: loud };
    const found = drive(chainText(20), measured, (fp16) => ({ y: planted.some(fp16) ? 10 : 0.2 }));
    expect(found.culprits.map(({ id }) => id)).toEqual(planted);
    expect(new Set(found.culprits.map(({ defect }) => defect))).toEqual(new Set([1]));
  });

  it("leads with a later node when it does most of the damage", () => {
    const measured = { ...heirs(20, 3), n3: loud, n4: loud };
    const found = drive(chainText(20), measured, (fp16) => ({ y: fp16("n4") ? 50 : fp16("n3") ? 2 : 0 }));
    expect(found.culprits.map(({ id }) => id)).toEqual(["n4", "n3"]);
  });

  it("reports two independent defects, each with the output that it breaks", () => {
    const text = `
      input x float 4
      output y float 4
      output z float 4
      stem = Gelu(x)
      a = Gelu(stem)
      b = Gelu(stem)
      y = Relu(a)
      z = Relu(b)`;
    const inherit = { inherited: { rms: 1, relRms: 0.3 } };
    const found = drive(text, { a: loud, b: loud, y: inherit, z: inherit }, (fp16) => ({
      y: fp16("a") ? 4 : 0.1,
      z: fp16("b") ? Number.POSITIVE_INFINITY : 0.1,
    }));
    expect(found.culprits.map(({ id, outputs, defect }) => [id, outputs, defect])).toEqual([
      ["b", ["z"], 1],
      ["a", ["y"], 2],
    ]);
    expect(found.outputs.map(({ output, kind }) => [output, kind])).toEqual([
      ["z", "localised"],
      ["y", "localised"],
    ]);
  });

  it("does not blame an amplifier that only inherits", () => {
    const measured = { ...heirs(10, 2), n2: loud, n8: { inherited: { rms: 100, relRms: 30 } } };
    const found = drive(chainText(10), measured, (fp16) => ({ y: fp16("n2") ? 9 : 0 }));
    expect(found.culprits.map(({ id }) => id)).toEqual(["n2"]);
  });

  it("does not blame an infinity that trials show to be harmless", () => {
    const text = `
      input x float 4
      output y float 4
      mask = Mul(x, x)
      weights = Softmax(mask)
      other = Gelu(x)
      y = Mul(weights, other)`;
    const found = drive(
      text,
      { mask: { introduced: { nonFinite: 30 } }, other: loud, y: { inherited: { rms: 1, relRms: 0.3 } } },
      (fp16) => ({ y: fp16("other") ? 5 : 0 }),
    );
    expect(found.culprits.map(({ id }) => id)).toEqual(["other"]);
  });

  it("blames nobody when rounding is spread, and says what the best-ranked nodes leave", () => {
    const measured = ordinaryChain(200);
    const nodes = Object.keys(measured).filter((id) => id !== "y");
    const found = drive(chainText(200), measured, (fp16) => ({
      y: 0.2 * Math.sqrt(nodes.filter(fp16).length),
    }));
    expect(found.culprits).toEqual([]);
    expect(found.outputs[0]?.kind).toBe("spread");
    expect(found.outputs[0]?.shareLeft).toBeGreaterThan(0.9);
    expect(found.outputs[0]?.text).toMatch(
      /^"y": no node is to blame: with the 16 best-ranked nodes in FP32, 96 % of the error/,
    );
  });

  it("blames nobody when a network magnifies the ordinary rounding of whatever node runs in FP16", () => {
    const found = drive(chainText(30), ordinaryChain(30), (fp16) => ({
      y: Array.from({ length: 30 }, (_, index) => `n${index}`).some(fp16) ? 6 : 0,
    }));
    expect(found.culprits).toEqual([]);
    expect(found.outputs[0]?.text).toContain("ordinary rounding of each of");
  });

  it("names the amplifier behind spread rounding", () => {
    const text = `${chainText(30).replace("y = Relu(n29)", "")}\n      y = Exp(n29)`;
    const measured = {
      ...ordinaryChain(30),
      y: { introduced: { rms: 0 }, inherited: { rms: 0.164, relRms: 0.164 } },
    };
    const nodes = Array.from({ length: 30 }, (_, index) => `n${index}`);
    const found = drive(text, measured, (fp16) => ({ y: 0.9 * Math.sqrt(nodes.filter(fp16).length) }));
    expect(found.outputs[0]?.kind).toBe("spread");
    expect(found.amplifier).toMatchObject({ id: "y", measure: "relative" });
    expect(found.amplifier?.gain).toBeCloseTo(100, 0);
  });

  it("finds a few nodes that break the limit only together", () => {
    const measured = { ...heirs(30, 3), n3: loud, n5: loud, n6: loud };
    const parts = ["n3", "n5", "n6"];
    const found = drive(chainText(30), measured, (fp16) => ({ y: 0.6 * parts.filter(fp16).length }));
    expect(found.outputs[0]).toMatchObject({ kind: "combined", repairedExcess: 0.6 });
    expect(found.culprits.every(({ isConfirmed, isRepaired }) => !isConfirmed && isRepaired === true)).toBe(
      true,
    );
    expect(found.culprits.length).toBe(2);
  });

  it("names a module whose many nodes hold the error together", () => {
    const length = 60;
    const modules = new Map(
      Array.from({ length }, (_, index) => [`n${index}`, index < 40 ? "pool" : "head"]),
    );
    const pool = [...modules.keys()].slice(0, 40);
    const found = drive(
      chainText(length),
      ordinaryChain(length),
      (fp16) => ({ y: 0.1 * pool.filter(fp16).length }),
      {
        modules,
      },
    );
    expect(found.outputs[0]?.kind).toBe("combined");
    expect(found.outputs[0]?.text).toContain("40 together do");
    expect(new Set(found.culprits.map(({ module }) => module))).toEqual(new Set(["pool"]));
  });

  it("keeps to what the trials show when errors are not monotone", () => {
    const measured = { ...heirs(12, 2), n2: loud, n6: loud };
    const found = drive(chainText(12), measured, (fp16) => {
      if (fp16("n2") && fp16("n6")) return { y: 4 };
      if (fp16("n2")) return { y: 8 };
      if (fp16("n6")) return { y: 3 };
      return { y: fp16("n0") && fp16("n1") ? 2 : 0 };
    });
    expect(found.culprits.map(({ id }) => id)).toEqual(expect.arrayContaining(["n2", "n6"]));
    expect(found.culprits[0]?.isRepaired).toBe(false);
    expect(found.culprits[0]?.text).toContain("the limit is still broken");
  });

  it("looks further when the guilty nodes found first do not repair the output", () => {
    const length = 40;
    const measured: Record<string, Measured> = { ...heirs(length, 0), n0: loud };
    for (let index = 10; index < 18; index += 1) {
      measured[`n${index}`] = {
        introduced: { rms: 0.5 - index / 100, relRms: 0.1 },
        inherited: { rms: 1, relRms: 0.3 },
      };
    }
    const found = drive(chainText(length), measured, (fp16) => ({ y: fp16("n0") ? 9 : fp16("n16") ? 5 : 0 }));
    expect(found.culprits.map(({ id }) => id)).toContain("n16");
    expect(found.culprits.every(({ isRepaired }) => isRepaired === true)).toBe(true);
  });

  it("merges culprits of one module into one defect, whatever lies between them", () => {
    const measured = { ...heirs(30, 1), n1: loud, n25: loud };
    const oracle: Oracle = (fp16) => ({ y: fp16("n1") || fp16("n25") ? 7 : 0 });
    const apart = drive(chainText(30), measured, oracle);
    expect(apart.culprits.map(({ defect }) => defect)).toEqual([1, 2]);
    const modules = new Map([
      ["n1", "norm"],
      ["n25", "norm"],
    ]);
    const merged = drive(chainText(30), measured, oracle, { modules });
    expect(merged.culprits.map(({ defect }) => defect)).toEqual([1, 1]);
  });

  it.each([0, 1, 2, 3, 4, 5, 8])("never exceeds a budget of %i trials", (trialBudget) => {
    const measured = { ...heirs(30, 5), n5: loud };
    const found = drive(chainText(30), measured, (fp16) => ({ y: fp16("n5") ? 5 : 0 }), { trialBudget });
    expect(found.trials.length).toBeLessThanOrEqual(trialBudget);
    expect(found.culprits.map(({ id }) => id)).toEqual(trialBudget < 4 ? [] : ["n5"]);
    expect(found.isCutShort || trialBudget >= 5).toBe(true);
    expect(found.outputs[0]?.kind).toBe(trialBudget < 4 ? "unexplained" : "localised");
  });

  it("blames nobody without a trial", () => {
    const found = drive(chainText(5), { ...heirs(5, 2), n2: loud }, () => ({ y: 9 }), { trialBudget: 0 });
    expect(found.culprits).toEqual([]);
    expect(found.outputs[0]?.text).toBe('"y": not explained: the budget did not allow the trials.');
    expect(found.candidates[0]?.id).toBe("n2");
  });

  it("blames nobody when nothing fails", () => {
    const found = drive(chainText(5), { n2: loud }, () => ({ y: 0.5 }), { failingOutputs: [] });
    expect(found).toMatchObject({ culprits: [], outputs: [], trials: [], batches: [] });
  });

  it("tries other nodes when the one that the measurements single out turns out to be harmless", () => {
    const found = drive(chainText(10), { n4: loud }, (fp16) => ({ y: fp16("n7") ? 5 : 0 }));
    expect(found.culprits.map(({ id }) => id)).toEqual(["n7"]);
  });

  it("says so when no measured node carries the error", () => {
    const { graph } = measuredGraph(chainText(3));
    const strategy = rank({ graph, evidence: new Map(), failingOutputs: ["y"], trialBudget: 12 });
    let step = strategy.next();
    while (step.done !== true)
      step = strategy.next(step.value.map(() => outcomeOf(() => ({ y: 9 }), { fp32Nodes: new Set() })));
    expect(step.value.outputs[0]?.text).toBe('"y": not explained: no measured node carries its error.');
  });

  it("takes an output that a trial does not report, or reports as NaN, as infinitely wrong", () => {
    const found = drive(chainText(6), { ...heirs(6, 2), n2: loud }, (fp16): Record<string, number> => {
      return fp16("n2") ? { y: Number.NaN } : { y: 0 };
    });
    expect(found.culprits[0]).toMatchObject({ id: "n2", aloneExcess: Number.POSITIVE_INFINITY });
    expect(found.culprits[0]?.text).toContain("beyond any limit (NaN or infinity)");
  });

  it("refuses a driver that returns too few outcomes, and a budget that is none", () => {
    const { graph, evidence } = measuredGraph(chainText(3));
    const input = { graph, evidence, failingOutputs: ["y"], trialBudget: 12 };
    const strategy = rank(input);
    strategy.next();
    expect(() => strategy.next([])).toThrow(new RangeError("0 outcomes for 1 plans"));
    expect(() => rank({ ...input, trialBudget: Number.NaN }).next()).toThrow(
      new RangeError("a budget of NaN trials"),
    );
    expect(() => rank({ ...input, trialBudget: -1 }).next()).toThrow(RangeError);
  });

  it("ends for 100,000 nodes within its budget of plans", () => {
    const lines = ["input x float 4", "output y float 4", "n0 = Relu(x)"];
    for (let index = 1; index < 100_000; index += 1) lines.push(`n${index} = Relu(n${index - 1})`);
    const { graph, evidence } = measuredGraph([...lines, "y = Relu(n99999)"].join("\n"));
    const failing = outcomeOf(() => ({ y: 2 }), { fp32Nodes: new Set() });
    const strategy = rank({ graph, evidence, failingOutputs: ["y"], trialBudget: 12, baseline: failing });
    let plans = 0;
    let step = strategy.next();
    while (step.done !== true) {
      plans += step.value.length;
      step = strategy.next(step.value.map(() => failing));
    }
    expect(plans).toBeGreaterThan(0);
    expect(plans).toBeLessThanOrEqual(12);
  });
});
