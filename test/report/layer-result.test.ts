import { describe, expect, it } from "vitest";
import type { NodeEvidence } from "../../src/localise/evidence.ts";
import type { Culprit, Ranking } from "../../src/localise/ranking.ts";
import { nothingToBlame } from "../../src/localise/ranking.ts";
import { fitNodes, toLayer, toLocalisation, toNodeRow, toRange } from "../../src/report/layer-result.ts";
import { renderReport } from "../../src/report/render.ts";
import { parseResult, serializeResult } from "../../src/report/result.ts";
import { manyNodes } from "./layer-scenarios.ts";

const values = {
  name: "y",
  elements: 8,
  absMax: 123.456,
  rms: 50,
  nonFinite: 0,
  overflows: 1,
  flushed: 2,
  subnormal: 3,
  nonZero: 7,
};
const figures = { max: 1.234_567, rms: 0.5, relRms: 0.012_345_6, nonFinite: 0 };
const evidence: NodeEvidence = {
  id: "/norm/Pow",
  opType: "Pow",
  output: "y",
  introduced: { ...figures, nonFinite: 4 },
  inherited: figures,
  total: figures,
  reference: values,
  inputs: [],
  headroomBits: 9.053_21,
  arisingNonFinite: 4,
  accumulationAbsSum: undefined,
  worstSample: "0001",
};

const culprit: Culprit = {
  id: "/norm/Pow",
  evidence,
  score: 0.9,
  cause: { kind: "overflow", evidence: "x² reaches 2.6e5 > 65504", advice: "Use float32." },
  alone: new Map([["boxes", Number.POSITIVE_INFINITY]]),
  aloneExcess: Number.POSITIVE_INFINITY,
  isConfirmed: true,
  outputs: ["boxes"],
  isRepaired: true,
  defect: 1,
  module: "norm",
  text: "Alone in FP16 it puts `boxes` at infinity; with it in FP32 the limit is met.",
};
const ranking: Ranking = {
  culprits: [culprit],
  outputs: [
    {
      output: "boxes",
      kind: "localised",
      excess: 4,
      repairedExcess: 0.3,
      culprits: ["/norm/Pow"],
      shareLeft: 0.1,
      text: "`boxes`: one node breaks the limit by itself in FP16.",
    },
  ],
  amplifier: undefined,
  candidates: [],
  trials: [],
  isCutShort: false,
};

describe("a culprit", () => {
  it("becomes a layer with its figures, its trials and its place", () => {
    const layer = toLayer(culprit, ranking, { op: "Pow", output: "y", module: "norm" });
    expect(layer).toMatchObject({
      node: "/norm/Pow",
      op: "Pow",
      module: "norm",
      introduced: { nonFinite: 4 },
      headroomBits: 9.053_21,
      worstSample: "0001",
      breaks: ["boxes"],
      counterfactual: {
        confirmed: true,
        repaired: true,
        outputs: [{ output: "boxes", excess: 4, aloneExcess: Number.POSITIVE_INFINITY, repairedExcess: 0.3 }],
      },
      cause: { kind: "overflow", advice: "Use float32." },
    });
    const back = parseResult(serializeResult({ ...manyNodes(3), layers: [layer] }), "r").layers[0];
    expect(JSON.stringify(back)).toBe(JSON.stringify(layer));
  });

  it("without measurements or cause says so, and is shown all the same", () => {
    const bare = { ...culprit, evidence: undefined, cause: undefined, isRepaired: undefined };
    const layer = toLayer(bare, ranking, { op: "Loop" });
    expect(layer).not.toHaveProperty("introduced");
    expect(layer.cause.kind).toBe("unknown");
    const result = { ...manyNodes(3), layers: [layer] };
    for (const format of ["html", "console", "summary", "json"] as const) {
      const text = renderReport(result, format).replace(/<script>[^]*<\/script>/, "");
      expect(text).not.toContain("undefined");
      expect(text).toContain("its measurements do not tell why");
    }
  });
});

describe("what a ranking found", () => {
  const spread = { ...ranking.outputs[0], kind: "spread", text: "`boxes`: no node is to blame." } as const;
  it.each([
    [ranking, "nodes", "`boxes`: one node breaks the limit by itself in FP16."],
    [{ ...ranking, culprits: [], outputs: [spread] }, "spread", "`boxes`: no node is to blame."],
    [{ ...ranking, culprits: [], outputs: [{ ...spread, kind: "unexplained" }] }, "unavailable", "`boxes`"],
    [{ ...ranking, culprits: [], outputs: [] }, "none", "no layer is blamed"],
    [{ ...ranking, isCutShort: true }, "nodes", "The budget ended"],
    [{ ...ranking, outputs: Array.from({ length: 9 }, () => spread) }, "nodes", "And 4 outputs more."],
  ] as [Ranking, string, string][])("of %o is %s: %s", (given, kind, text) => {
    expect(toLocalisation(given)).toMatchObject({ kind });
    expect(toLocalisation(given).text).toContain(text);
  });

  it("never says that nothing fails of a failure", () => {
    expect(toLocalisation(nothingToBlame, false)).toEqual({
      kind: "none",
      text: "FP32 already differs from PyTorch, so no layer is blamed for FP16.",
    });
    expect(toLocalisation({ ...nothingToBlame, isCutShort: true })).toEqual({
      kind: "unavailable",
      text: "Layers unavailable: the budget ended before any node could be tried.",
    });
  });
});

describe("a row of nodes", () => {
  it("holds four digits of each figure, and counts only where there is something to count", () => {
    expect(toNodeRow(evidence, { key: "norm/Pow#0", module: "norm" })).toEqual({
      node: "/norm/Pow",
      key: "norm/Pow#0",
      op: "Pow",
      module: "norm",
      headroomBits: 9.053,
      absMax: 123.5,
      error: { relRms: 0.012_35, max: 1.235 },
      introduced: { relRms: 0.012_35, max: 1.235, nonFinite: 4 },
    });
  });

  it("keeps infinities, and shortens a name that is a megabyte long", () => {
    const row = toNodeRow({ ...evidence, id: "x".repeat(1 << 20), headroomBits: Infinity }, { key: "k" });
    expect(row.headroomBits).toBe(Infinity);
    expect(row.node.length).toBeLessThanOrEqual(400);
    expect(row).not.toHaveProperty("module");
  });

  it("takes the range over as it is", () => {
    const { name: _, ...range } = values;
    expect(toRange(values)).toEqual(range);
  });
});

describe("fitNodes", () => {
  const result = manyNodes(100);
  it("leaves nodes alone that fit", () => {
    expect(fitNodes(result.nodes)).toEqual({ nodes: result.nodes, leftOut: 0 });
  });

  it("drops what the key tells first, then the quietest, and keeps graph order", () => {
    const { nodes, leftOut } = fitNodes(result.nodes, 12_000);
    expect(leftOut).toBe(100 - nodes.length);
    expect(leftOut).toBeGreaterThan(0);
    expect(nodes.every((node) => node.op === undefined && node.module === undefined)).toBe(true);
    const places = nodes.map(({ node }) => result.nodes.findIndex((candidate) => candidate.node === node));
    expect([...places].sort((first, second) => first - second)).toEqual(places);
    const broken = result.nodes.filter(({ error }) => (error?.nonFinite ?? 0) > 0).map(({ node }) => node);
    expect(broken.length).toBeGreaterThan(0);
    expect(nodes.map(({ node }) => node)).toEqual(expect.arrayContaining(broken));
    const quietest = Math.min(...nodes.map(({ error }) => error?.relRms ?? 0));
    const kept = new Set(nodes.map(({ node }) => node));
    for (const { node, error, introduced } of result.nodes) {
      if (kept.has(node)) continue;
      expect(Math.max(error?.relRms ?? 0, introduced?.relRms ?? 0)).toBeLessThanOrEqual(quietest);
    }
  });

  it("keeps a result of 100,000 nodes below 20 MB, which comes back as it was", () => {
    const large = manyNodes(100_000);
    const text = serializeResult({ ...large, nodes: fitNodes(large.nodes).nodes });
    expect(text.length).toBeLessThan(20_000_000);
    expect(serializeResult(parseResult(text, "result.json"))).toBe(text);
  });
});

describe("long lists in result.json", () => {
  it("stand one entry a line, under their key and nowhere else", () => {
    const result = manyNodes(3);
    const hostile = {
      ...result,
      overrides: {
        status: "spread" as const,
        text: "",
        nodes: [],
        plans: [{ kind: "large" as const, text: "", nodes: [] }],
      },
      layersUnavailable: '\n  "nodes": []',
    };
    const text = serializeResult(hostile);
    expect(text.match(/^ {4}\{"node":/gm)).toHaveLength(3);
    expect(parseResult(text, "r").overrides).toEqual(hostile.overrides);
    expect(parseResult(text, "r").nodes).toEqual(result.nodes);
  });
});
