import { describe, expect, it } from "vitest";
import { ConfigError } from "../../src/errors.ts";
import { everythingFp16, everythingFp32, keepInFp32 } from "../../src/onnx/plan.ts";
import { bestSoFar, searchOverrides } from "../../src/overrides/search.ts";
import type { SearchResult } from "../../src/overrides/search-result.ts";
import {
  aloneInFp16,
  chainGraph,
  drive,
  judge,
  loudest,
  type Oracle,
  outcomeOf,
  type RankingWishes,
  randomNumbers,
  rankingOf,
  usualTrials,
} from "./oracle.ts";

interface Case {
  readonly count: number;
  readonly oracle: Oracle;
  readonly candidates?: readonly string[];
  readonly wishes?: RankingWishes;
  readonly budget?: number;
  readonly mostOutcomes?: number;
  readonly failing?: readonly string[];
  readonly modules?: ReadonlyMap<string, string>;
}

function search({ count, oracle, candidates, wishes, budget = 60, mostOutcomes, failing, modules }: Case) {
  const graph = chainGraph(count);
  const ids = candidates ?? graph.nodes.map(({ id }) => id);
  const ranking = rankingOf(graph, oracle, ids, wishes);
  const strategy = searchOverrides({
    graph,
    ranking,
    failingOutputs: failing ?? ["y"],
    budget,
    ...(modules === undefined ? {} : { modules }),
  });
  return { graph, ranking, ...drive(graph, strategy, oracle, mostOutcomes) };
}

function found(result: SearchResult) {
  if (result.kind !== "found") throw new Error(`${result.kind}: ${result.text}`);
  return result;
}

function spread(result: SearchResult) {
  if (result.kind !== "spread") throw new Error(`${result.kind}: ${result.text}`);
  return result;
}

const keyOf = (ids: ReadonlySet<string>): string => [...ids].sort().join(" ");

describe("searchOverrides on planted sets", () => {
  it("takes the guilty nodes of the ranking, and checks only the weakest of them", () => {
    const oracle = loudest({ n3: 20, n17: 4, n29: 1.5 }, 0.2);
    const graph = chainGraph(40);
    const candidates = [
      "n3",
      "n17",
      "n29",
      ...graph.nodes.map(({ id }) => id).filter((id) => !/^n(3|17|29)$/.test(id)),
    ];
    const tried = usualTrials(graph, oracle, candidates);
    const { result, plans } = search({ count: 40, oracle, candidates, wishes: { tried } });
    const { fewest, comfortable, triesToProof, isMonotone } = found(result);
    expect(fewest.nodes).toEqual(["n3", "n17", "n29"]);
    expect(fewest.excess).toBe(0.2);
    expect(fewest).toMatchObject({ isMinimal: true, isUnique: true });
    expect(fewest.members.map(({ aloneExcess, proof }) => [aloneExcess, proof])).toEqual([
      [20, "alone"],
      [4, "alone"],
      [1.5, "alone"],
    ]);
    expect(comfortable?.nodes).toEqual(fewest.nodes);
    expect(plans.map(({ fp32Nodes }) => [...fp32Nodes])).toEqual([["n3", "n17"]]);
    expect(triesToProof).toBe(tried.length + 1);
    expect(isMonotone).toBe(true);
    expect(result.text).toBe(
      "With 3 nodes in FP32 the outputs go from 20 times the limit to 0.2; each of them breaks a limit alone in FP16, so no other set this small passes.",
    );
  });

  it("finds a badly ranked set without any earlier trial, and proves it", () => {
    const { result, plans } = search({ count: 60, oracle: loudest({ n11: 3, n13: 5 }, 0.1) });
    const { fewest, tries } = found(result);
    expect(fewest.nodes).toEqual(["n11", "n13"]);
    expect(fewest).toMatchObject({ isMinimal: true, isUnique: true });
    expect(tries).toBe(plans.length);
    expect(tries).toBeLessThanOrEqual(20);
  });

  it("repairs two defects of two outputs together", () => {
    const oracle: Oracle = (fp16) => ({ y: fp16.has("n2") ? 9 : 0.1, z: fp16.has("n30") ? 2 : 0.1 });
    const { result } = search({ count: 50, oracle, failing: ["y", "z"], candidates: ["n2", "n30"] });
    expect(found(result).fewest.nodes).toEqual(["n2", "n30"]);
  });

  it("rejects a set that repairs the failing output and breaks another", () => {
    const oracle: Oracle = (fp16) => ({
      y: fp16.has("n2") ? 9 : 0.1,
      healthy: !fp16.has("n2") && fp16.has("n5") ? 3 : 0.2,
    });
    const { result } = search({ count: 20, oracle, candidates: ["n2", "n5"] });
    expect(found(result).fewest.nodes).toEqual(["n2", "n5"]);
  });

  it("finds a pair of which either in FP16 breaks the limit", () => {
    const oracle: Oracle = (fp16) => ({ y: fp16.has("n4") || fp16.has("n8") ? 4 : 0.3 });
    const { result } = search({ count: 30, oracle });
    expect(found(result).fewest.nodes).toEqual(["n4", "n8"]);
    expect(found(result).fewest.isUnique).toBe(true);
  });

  it("finds a 1-minimal set where errors only add up, and does not call it the only one", () => {
    const errors: Record<string, number> = { n4: 0.6, n8: 0.6, n12: 0.6 };
    const oracle: Oracle = (fp16) => ({ y: [...fp16].reduce((sum, id) => sum + (errors[id] ?? 0), 0) });
    const { result, plans, graph } = search({ count: 30, oracle });
    const { fewest } = found(result);
    expect(fewest.nodes).toHaveLength(2);
    expect(fewest).toMatchObject({ isMinimal: true, isUnique: false });
    for (const id of fewest.nodes) {
      const rest = graph.nodes.filter((node) => node.id === id || !fewest.nodes.includes(node.id));
      expect(oracle(new Set(rest.map((node) => node.id)))["y"]).toBeGreaterThan(1);
    }
    expect(plans.length).toBeLessThanOrEqual(25);
  });

  it("shrinks what the ranking found to repair the output together", () => {
    const oracle: Oracle = (fp16) => ({ y: fp16.has("n1") && fp16.has("n2") ? 5 : 0.1 });
    const { result } = search({
      count: 40,
      oracle,
      candidates: ["n1", "n2", "n3", "n4"],
      wishes: { tried: [keepInFp32(["n1", "n2", "n3", "n4"])] },
    });
    expect(found(result).fewest.nodes).toEqual(["n1"]);
    expect(found(result).fewest).toMatchObject({ isMinimal: true, isUnique: false });
  });

  it("never tries a plan twice, nor one that the ranking tried", () => {
    const oracle = loudest({ n9: 3, n17: 2, n21: 8, n22: 1.2 }, 0.6);
    const graph = chainGraph(64);
    const candidates = graph.nodes.map(({ id }) => id);
    const tried = usualTrials(graph, oracle, candidates);
    const { plans } = search({ count: 64, oracle, wishes: { tried } });
    const keys = [...tried, ...plans].map(({ fp32Nodes }) => keyOf(fp32Nodes));
    expect(plans.length).toBeGreaterThan(3);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it("returns only sets that were tried and pass, on random additive errors", () => {
    for (let seed = 1; seed <= 60; seed += 1) {
      const random = randomNumbers(seed);
      const count = 20 + Math.floor(random() * 60);
      const graph = chainGraph(count);
      const errors = new Map(
        graph.nodes.map(({ id }) => [id, random() < 0.08 ? random() * 3 : random() * 0.01]),
      );
      const oracle: Oracle = (fp16) => ({
        y: Math.sqrt([...fp16].reduce((sum, id) => sum + (errors.get(id) ?? 0) ** 2, 0)),
      });
      const all = graph.nodes.map(({ id }) => id);
      if ((oracle(new Set(all))["y"] ?? 0) <= 1) continue;
      const candidates = all.toSorted(
        (a, b) => (errors.get(b) ?? 0) * (0.3 + random()) - (errors.get(a) ?? 0),
      );
      const { result } = search({
        count,
        oracle,
        candidates,
        wishes: { tried: usualTrials(graph, oracle, candidates) },
      });
      const { fewest } = found(result);
      const excess = (nodes: readonly string[]): number =>
        oracle(new Set(all.filter((id) => !nodes.includes(id))))["y"] ?? 0;
      expect(excess(fewest.nodes)).toBeLessThanOrEqual(1);
      expect(fewest.excess).toBe(excess(fewest.nodes));
      expect(fewest.isMinimal).toBe(true);
      for (const id of fewest.nodes)
        expect(excess(fewest.nodes.filter((each) => each !== id))).toBeGreaterThan(1);
    }
  });

  it("finds five culprits among 3,000 nodes in under 60 tries", () => {
    const culprits = ["n17", "n400", "n401", "n1500", "n2988"];
    const oracle = loudest(Object.fromEntries(culprits.map((id, index) => [id, 2 + index])), 0.05);
    const graph = chainGraph(3000);
    const random = randomNumbers(7);
    const others = graph.nodes.map(({ id }) => id).filter((id) => !culprits.includes(id));
    const counts = [1, 8, 64, 512].map((apart) => {
      const candidates = others.toSorted(() => random() - 0.5);
      for (const [index, id] of culprits.entries()) candidates.splice(index * apart, 0, id);
      const tried = usualTrials(graph, oracle, candidates);
      const { result, plans } = search({ count: 3000, oracle, candidates, wishes: { tried }, budget: 100 });
      expect(found(result).fewest).toMatchObject({ nodes: culprits, isUnique: true });
      return tried.length + plans.length;
    });
    expect(counts[0]).toBeLessThanOrEqual(12);
    expect(counts[1]).toBeLessThanOrEqual(40);
    expect(counts[2]).toBeLessThan(60);
    // A ranking that is as good as none: at least 51 yes or no answers are needed to tell five of 3,000 nodes.
    expect(counts[3]).toBeLessThan(75);
  });
});

describe("searchOverrides where more FP32 can hurt", () => {
  it("takes every node back by itself before it calls a set minimal", () => {
    // n1 and n2 cancel each other in FP16: each alone breaks the limit, both together do not.
    const oracle: Oracle = (fp16) => ({
      y: fp16.has("n7") ? 6 : fp16.has("n1") === fp16.has("n2") ? 0.1 : 3,
    });
    const { result } = search({
      count: 30,
      oracle,
      candidates: ["n1", "n2", "n7"],
      wishes: { tried: usualTrials(chainGraph(30), oracle, ["n1", "n2", "n7"]) },
    });
    const { fewest, isMonotone } = found(result);
    expect(fewest.nodes).toContain("n7");
    for (const id of fewest.nodes) {
      const fp16 = new Set(chainGraph(30).nodes.map((node) => node.id));
      for (const other of fewest.nodes) if (other !== id) fp16.delete(other);
      expect(oracle(fp16)["y"]).toBeGreaterThan(1);
    }
    expect(fewest.isMinimal).toBe(true);
    expect(fewest.isUnique && !isMonotone).toBe(false);
  });

  it("finds out at the weakest node that a set is larger than it has to be", () => {
    // As of rows in another order: n1 and n2 each break the limit alone, and are harmless without n7.
    const oracle: Oracle = (fp16) => ({
      y: fp16.has("n7") ? 22 : fp16.size === 1 && (fp16.has("n1") || fp16.has("n2")) ? 4 : 0.1,
    });
    const candidates = ["n7", "n1", "n2"];
    const tried = usualTrials(chainGraph(30), oracle, candidates);
    const { result } = search({ count: 30, oracle, candidates, wishes: { tried } });
    expect(found(result).fewest).toMatchObject({ nodes: ["n7"], isMinimal: true, isUnique: false });
    expect(result.isMonotone).toBe(false);
  });

  it("withdraws the certificate when trials contradict each other", () => {
    const oracle: Oracle = (fp16) => ({
      y: fp16.has("n7") ? 6 : fp16.has("n1") === fp16.has("n2") ? 0.1 : 3,
    });
    const { result } = search({
      count: 30,
      oracle,
      candidates: ["n1", "n2", "n7"],
      wishes: { tried: [everythingFp16, aloneInFp16(chainGraph(30), "n1"), keepInFp32(["n7"])] },
    });
    const { fewest, isMonotone } = found(result);
    expect(fewest.nodes).toEqual(["n7"]);
    expect(isMonotone).toBe(false);
    expect(fewest).toMatchObject({ isMinimal: true, isUnique: false });
    expect(fewest.members[0]?.proof).toBe("removed");
  });
});

describe("searchOverrides on spread errors", () => {
  const additive: Oracle = (fp16) => ({ y: (3 * Math.sqrt(fp16.size)) / Math.sqrt(300) });

  it("says within 30 tries that no small set exists, with the curve", () => {
    const graph = chainGraph(300);
    const candidates = graph.nodes.map(({ id }) => id);
    const tried = usualTrials(graph, additive, candidates);
    const { result, plans } = search({ count: 300, oracle: additive, wishes: { tried } });
    const { curve, outputs, advice, partial } = spread(result);
    expect(tried.length + plans.length).toBeLessThanOrEqual(30);
    expect(outputs).toEqual(["y"]);
    expect(partial).toBeUndefined();
    expect(curve.map(({ nodes }) => nodes)).toEqual([0, 16, 38, 75, 150, 300]);
    expect(curve.map(({ excess }) => Number(excess.toFixed(2)))).toEqual([3, 2.92, 2.8, 2.6, 2.12, 0]);
    expect(advice.map(({ kind }) => kind)).toEqual(["limit"]);
    expect(result.text).toBe(
      'No small set of FP32 nodes repairs "y": with 16 nodes in FP32 it is still at 2.9 times the limit. The error is spread over many nodes, or magnified.',
    );
  });

  it("needs only the curve when the measurements called the error spread", () => {
    const graph = chainGraph(300);
    const tried = usualTrials(
      graph,
      additive,
      graph.nodes.map(({ id }) => id),
    );
    const { plans } = search({ count: 300, oracle: additive, wishes: { tried, kinds: { y: "spread" } } });
    expect(plans).toHaveLength(4);
  });

  it("does not sell a set that fits the rounding of one batch", () => {
    // Just beyond the limit: 30 of 130 nodes in FP32 pass, whichever they are.
    const oracle: Oracle = (fp16) => ({ y: Math.sqrt(fp16.size / 100) });
    const { result } = search({ count: 130, oracle });
    expect(spread(result).advice.map(({ kind }) => kind)).toEqual(["share", "limit"]);
  });

  it("does not sell ten nodes of which none breaks the limit alone", () => {
    const oracle: Oracle = (fp16) => ({ y: Math.sqrt(fp16.size / 120.5) });
    const { result } = search({ count: 130, oracle });
    expect(result.kind).toBe("spread");
  });

  it("calls an output spread that magnifies everything", () => {
    const oracle: Oracle = (fp16) => ({ y: fp16.size > 0 ? 2 + fp16.size : 0 });
    const { result, plans } = search({ count: 200, oracle });
    expect(result.kind).toBe("spread");
    expect(plans.length).toBeLessThanOrEqual(30);
  });

  it("trusts the measurements where many nodes break a limit that they call magnified", () => {
    // Five nodes in FP32 do pass here, and each breaks the limit alone: of nodes that are all alike.
    const graph = chainGraph(40);
    const oracle: Oracle = (fp16) => ({
      y: fp16.size > 35 ? 3 : fp16.size > 30 ? 0.9 : 1.5 * Math.sign(fp16.size),
    });
    const candidates = graph.nodes.map(({ id }) => id);
    const tried = usualTrials(graph, oracle, candidates);
    const called = search({ count: 40, oracle, wishes: { tried, kinds: { y: "spread" } } });
    expect(called.result.kind).toBe("spread");
    expect(called.plans.length).toBeLessThanOrEqual(5);
  });

  it("names a large set that passes with a margin, for those who want it anyway", () => {
    const oracle: Oracle = (fp16) => ({ y: fp16.size <= 100 ? 0.4 : 2 + fp16.size / 300 });
    const { large, advice } = spread(
      search({ count: 300, oracle, wishes: { kinds: { y: "spread" } } }).result,
    );
    expect(large).toBeUndefined();
    expect(advice.map(({ kind }) => kind)).toEqual(["limit"]);
    const half: Oracle = (fp16) => ({ y: fp16.size < 160 ? 0.4 : 2 + fp16.size / 300 });
    const found = spread(search({ count: 300, oracle: half, wishes: { kinds: { y: "spread" } } }).result);
    expect(found.large?.nodes).toHaveLength(150);
    expect(found.large?.excess).toBe(0.4);
  });

  it("suggests BF16 and scaling only where values leave the range", () => {
    const oracle: Oracle = (fp16) => ({ y: fp16.size > 60 ? Number.POSITIVE_INFINITY : fp16.size });
    const { result } = search({ count: 200, oracle });
    expect(spread(result).advice.map(({ kind }) => kind)).toEqual(["bf16", "scale"]);
  });

  it("repairs the outputs that can be repaired", () => {
    const oracle: Oracle = (fp16) => ({ y: fp16.size / 100, z: fp16.has("n5") ? 7 : 0.1 });
    const { result } = search({
      count: 300,
      oracle,
      failing: ["y", "z"],
      candidates: ["n5"],
      wishes: { kinds: { y: "spread", z: "localised" } },
    });
    const { outputs, partial, text } = spread(result);
    expect(outputs).toEqual(["y"]);
    expect(partial).toMatchObject({ nodes: ["n5"], isMinimal: true, excess: 0.1 });
    expect(text).toContain("The other failing outputs are repaired by 1 node in FP32.");
  });
});

describe("searchOverrides and the margin", () => {
  it("offers a larger set at half the limit", () => {
    const { result } = search({ count: 40, oracle: loudest({ n3: 9, n4: 0.8 }, 0.1) });
    const { fewest, comfortable } = found(result);
    expect(fewest.nodes).toEqual(["n3"]);
    expect(fewest.excess).toBe(0.8);
    expect(comfortable).toMatchObject({ nodes: ["n3", "n4"], excess: 0.1, isMinimal: true });
  });

  it("offers none that more than doubles the set", () => {
    const { result } = search({ count: 40, oracle: loudest({ n3: 9, n4: 0.8, n5: 0.7 }, 0.1) });
    expect(found(result).fewest.nodes).toEqual(["n3"]);
    expect(found(result).comfortable).toBeUndefined();
  });
});

describe("searchOverrides and its budget", () => {
  const oracle = loudest({ n9: 3, n30: 2 }, 0.3);

  it.each([0, -1, 0.5, Number.NaN])("refuses a budget of %s", (budget) => {
    const run = () => search({ count: 40, oracle, budget });
    expect(run).toThrow(ConfigError);
    expect(run).toThrow(`A search budget of ${budget} tries allows no search for FP32 nodes.`);
  });

  it("keeps to the budget and marks what it has, whatever the budget", () => {
    const full = search({ count: 40, oracle }).plans.length;
    for (let budget = 1; budget <= full; budget += 1) {
      const { result, plans } = search({ count: 40, oracle, budget });
      expect(plans.length).toBeLessThanOrEqual(budget);
      expect(result.tries).toBe(plans.length);
      expect(result.isCutShort).toBe(budget < full);
      expect(result.kind === "found" ? result.fewest.excess <= 1 : result.kind).toSatisfy(
        (state) => state === true || state === "unfinished",
      );
    }
  });

  it("does the same when the driver's time is up", () => {
    const full = search({ count: 40, oracle }).plans.length;
    const kinds = Array.from({ length: full }, (_, most) => {
      const { result } = search({ count: 40, oracle, mostOutcomes: most });
      expect(result.isCutShort).toBe(true);
      return result.kind;
    });
    expect(kinds[0]).toBe("unfinished");
    expect(kinds.at(-1)).toBe("found");
  });

  it("says how close it came when nothing passes yet", () => {
    const { result } = search({ count: 40, oracle, budget: 1 });
    expect(result.kind === "unfinished" && result.closest).toEqual({ nodes: [], excess: 3 });
    expect(result.text).toBe(
      "The search was cut short after 1 try; no set that was tried passes, the closest is at 3 times the limit with 0 nodes in FP32.",
    );
  });

  it("keeps the smallest passing set of the ranking when nothing could be tried", () => {
    const { result } = search({
      count: 40,
      oracle,
      mostOutcomes: 0,
      wishes: { tried: [everythingFp16, keepInFp32(["n1", "n9", "n30"])] },
    });
    expect(found(result).fewest).toMatchObject({ nodes: ["n1", "n9", "n30"], isMinimal: false });
    expect(result.text).toContain("whether all of them are needed was not shown. The search was cut short");
  });

  it("makes the best so far of what a driver that stopped it had tried", () => {
    const graph = chainGraph(40);
    const tried = [everythingFp16, keepInFp32(["n9", "n30", "n31"]), keepInFp32(["n9"])];
    const trials = tried.map((plan) => ({ plan, outcome: judge(graph, oracle, plan) }));
    const input = { graph, ranking: rankingOf(graph, oracle, []), failingOutputs: ["y"], budget: 60 };
    const result = bestSoFar(input, trials);
    expect(found(result).fewest).toMatchObject({ nodes: ["n9", "n30", "n31"], isMinimal: false });
    expect(result).toMatchObject({ isCutShort: true, tries: 3, baselineExcess: 3 });
    expect(bestSoFar(input, [])).toMatchObject({ kind: "unfinished", best: undefined, closest: undefined });
  });

  it("tries neither extreme when their outcomes are given", () => {
    const graph = chainGraph(40);
    const strategy = searchOverrides({
      graph,
      ranking: rankingOf(graph, oracle, ["n9", "n30"]),
      failingOutputs: ["y"],
      budget: 60,
      baseline: outcomeOf({ y: 3 }),
      fp32: outcomeOf({ y: 0 }),
    });
    const { result, plans } = drive(graph, strategy, oracle);
    expect(found(result).fewest.nodes).toEqual(["n9", "n30"]);
    expect(plans.map(({ fp32Nodes }) => fp32Nodes.size)).not.toContain(0);
    expect(plans.map(({ fp32Nodes }) => fp32Nodes.size)).not.toContain(40);
  });

  it("refuses more outcomes than it asked for", () => {
    const graph = chainGraph(4);
    const strategy = searchOverrides({
      graph,
      ranking: rankingOf(graph, oracle, []),
      failingOutputs: ["y"],
      budget: 5,
    });
    strategy.next([]);
    const outcome = outcomeOf({ y: 1 });
    expect(() => strategy.next([outcome, outcome])).toThrow(RangeError);
  });
});

describe("searchOverrides where nothing is to be searched", () => {
  it("stops when everything in FP32 misses the limit too", () => {
    const { result, plans } = search({ count: 40, oracle: () => ({ y: 1.5 }) });
    expect(result).toMatchObject({ kind: "unreachable", fp32Excess: 1.5 });
    expect(result.text).toBe(
      "No plan can meet the limits: even with every node in FP32 the outputs are at 1.5 times the limit.",
    );
    expect(plans).toHaveLength(2);
  });

  it("tries nothing when that is known", () => {
    const tried = [everythingFp16, everythingFp32(chainGraph(40))];
    const { result, plans } = search({ count: 40, oracle: () => ({ y: 1.5 }), wishes: { tried } });
    expect(result.kind).toBe("unreachable");
    expect(plans).toHaveLength(0);
  });

  it("says so when everything in FP16 passes", () => {
    const { result } = search({ count: 40, oracle: () => ({ y: 0.5 }) });
    expect(result.kind).toBe("unneeded");
  });

  it.each([
    ["is missing from the outcome", { other: 0 }],
    ["is NaN", { y: Number.NaN }],
  ])("never lets a failing output pass that %s", (_, excesses) => {
    const { result } = search({ count: 10, oracle: () => excesses });
    expect(result).toMatchObject({ kind: "unreachable", fp32Excess: Number.POSITIVE_INFINITY });
  });
});
