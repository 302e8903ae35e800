import { describe, expect, it } from "vitest";
import { findIslands, readDataflow } from "../../src/overrides/islands.ts";
import { fillGaps, wholeModules } from "../../src/overrides/islands-plan.ts";
import { searchOverrides } from "../../src/overrides/search.ts";
import { chainGraph, drive, graphOf, loudest, rankingOf } from "./oracle.ts";

function flowOf(text: string, floatNodes: readonly string[]) {
  return readDataflow(graphOf(text), floatNodes);
}

const withReshapes = `
  input x float 4
  input s int64 1
  output y float 4
  a = Reshape(x, s)
  b = Tanh(a)
  c = Transpose(b)
  d = Reshape(c, s)
  e = Tanh(d)
  f = Identity(e)
  g = Tanh(f)
  y = Identity(g)`;

describe("findIslands", () => {
  const flow = flowOf(withReshapes, ["b", "e", "g"]);

  it.each([
    { set: ["b", "e"], carriers: ["a", "c", "d"], groups: [["b", "e"]], casts: 1 },
    { set: ["b"], carriers: ["a"], groups: [["b"]], casts: 1 },
    { set: ["e"], carriers: [], groups: [["e"]], casts: 2 },
    { set: ["g"], carriers: ["y"], groups: [["g"]], casts: 1 },
    { set: ["b", "g"], carriers: ["a", "y"], groups: [["b"], ["g"]], casts: 2 },
    { set: ["b", "e", "g"], carriers: ["a", "c", "d", "f", "y"], groups: [["b", "e", "g"]], casts: 0 },
    { set: [], carriers: [], groups: [], casts: 0 },
  ])("finds what carries FP32 with $set", ({ set, carriers, groups, casts }) => {
    expect(findIslands(flow, new Set(set))).toEqual({ carriers, groups, casts });
  });

  it("leaves out data movement of integers and of shapes", () => {
    const text = `
      input x float 2,2
      input ids int64 4
      output y float 2,2
      moved = Reshape(ids, two)
      weight two int64 2 = 2 2
      h = Gather(x, moved)
      size = Shape(h)
      part = Identity(size)
      k = Reshape(h, part)
      y = Softmax(k)`;
    expect(findIslands(flowOf(text, ["y"]), new Set(["y"])).carriers).toEqual(["h", "k"]);
  });

  it("keeps the movement of a weight in FP32 without a cast", () => {
    const text = `
      input x float 2,2
      output y float 2,2
      weight w float 2,2 = 1 2 3 4
      t = Transpose(w)
      a = Tanh(x)
      y = MatMul(a, t)`;
    expect(findIslands(flowOf(text, ["a", "y"]), new Set(["y"]))).toEqual({
      carriers: ["t"],
      groups: [["y"]],
      casts: 1,
    });
  });

  it("joins two branches at the node that reads both, and counts one cast for a tensor read twice", () => {
    const text = `
      input x float 2
      output y float 2
      a = Tanh(x)
      b = Tanh(a)
      c = Tanh(a)
      y = Add(b, c)`;
    const branches = flowOf(text, ["a", "b", "c", "y"]);
    expect(findIslands(branches, new Set(["b", "c"]))).toMatchObject({ groups: [["b"], ["c"]], casts: 3 });
    expect(findIslands(branches, new Set(["b", "c", "y"]))).toMatchObject({
      groups: [["b", "c", "y"]],
      casts: 1,
    });
  });
});

describe("fillGaps", () => {
  it("adds the node between two islands, and nothing beside them", () => {
    const graph = chainGraph(8);
    const flow = readDataflow(
      graph,
      graph.nodes.map(({ id }) => id),
    );
    expect([...fillGaps(flow, ["n1", "n3", "n6"])]).toEqual(["n1", "n3", "n6", "n2"]);
  });

  it("does not add a node that saves no cast", () => {
    const flow = flowOf(
      `
      input x float 2
      output y float 2
      output z float 2
      a = Tanh(x)
      b = Tanh(a)
      q = Tanh(a)
      z = Add(q, b)
      r = Tanh(b)
      y = Add(b, r)`,
      ["a", "b", "q", "z", "r", "y"],
    );
    expect([...fillGaps(flow, ["a", "y"])]).toEqual(["a", "y"]);
  });
});

describe("wholeModules", () => {
  it("takes whole modules, but not the model itself", () => {
    const modules = new Map([
      ["a", "head.norm"],
      ["b", "head.norm"],
      ["c", "head"],
      ["d", ""],
      ["e", ""],
    ]);
    expect([...wholeModules(["a", "b", "c", "d", "e"], ["a", "d"], modules)]).toEqual(["a", "d", "b"]);
    expect([...wholeModules(["a", "b"], ["a"], undefined)]).toEqual(["a"]);
  });
});

describe("the readable plan of a search", () => {
  const graph = chainGraph(60);
  const modules = new Map(graph.nodes.map(({ id }, index) => [id, `block.${Math.floor(index / 5)}`]));

  function islandsOf(oracle: Parameters<typeof drive>[2], known: ReadonlyMap<string, string> | undefined) {
    const ranking = rankingOf(graph, oracle, ["n11", "n13"]);
    const input = { graph, ranking, failingOutputs: ["y"], budget: 60 };
    const strategy = searchOverrides(known === undefined ? input : { ...input, modules: known });
    const { result, plans } = drive(graph, strategy, oracle);
    if (result.kind !== "found") throw new Error(result.text);
    expect(result.fewest.nodes).toEqual(["n11", "n13"]);
    const tried = plans.map(({ fp32Nodes }) => [...fp32Nodes].sort().join(" "));
    const { islands } = result;
    expect(islands === undefined || tried.includes(islands.nodes.toSorted().join(" "))).toBe(true);
    return islands;
  }

  it("is the whole module, tried", () => {
    const islands = islandsOf(loudest({ n11: 3, n13: 5 }, 0.1), modules);
    expect(islands?.nodes).toEqual(["n10", "n11", "n12", "n13", "n14"]);
    expect(islands?.isMinimal).toBe(false);
  });

  it("fills gaps where no modules are known", () => {
    expect(islandsOf(loudest({ n11: 3, n13: 5 }, 0.1), undefined)?.nodes).toEqual(["n11", "n12", "n13"]);
  });

  it("is not offered when it fails, though more is in FP32", () => {
    const oracle: Parameters<typeof drive>[2] = (fp16) => ({
      y: fp16.has("n11") || fp16.has("n13") ? 4 : fp16.has("n12") ? 0.1 : fp16.has("n40") ? 2 : 0,
    });
    expect(islandsOf(oracle, modules)).toBeUndefined();
  });
});
