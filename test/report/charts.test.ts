import { describe, expect, it } from "vitest";
import { spread } from "../../src/report/charts/culprit-badges.ts";
import { depthChart } from "../../src/report/charts/depth-chart.ts";
import { depthColumns } from "../../src/report/charts/depth-series.ts";
import { narrowFrame, wideFrame } from "../../src/report/charts/frame.ts";
import { headroomStrip } from "../../src/report/charts/headroom-strip.ts";
import { decadesAround, logScale } from "../../src/report/charts/log-scale.ts";
import { moduleRuns } from "../../src/report/charts/module-axis.ts";
import { describeRange, rangeChart } from "../../src/report/charts/range-chart.ts";
import { errorThreshold } from "../../src/report/charts/threshold.ts";
import { renderMarkup } from "../../src/report/html/markup.ts";
import type { GateResult, ResultNode } from "../../src/report/result.ts";
import { detectorNodes, layerScenarios, manyNodes } from "./layer-scenarios.ts";
import { finding, output, resultOf, scenarios } from "./scenarios.ts";

const detector = (): GateResult => (layerScenarios.layers as () => GateResult)();

describe("logScale", () => {
  it.each([
    [1e-4, 300],
    [1e-2, 200],
    [1, 100],
    [1e3, 100],
    [1e-9, 300],
    [0, 300],
    [-5, 300],
    [Number.NaN, 300],
  ])("puts %d at %d", (value, pixel) => {
    expect(logScale(10, [-4, 0], [300, 100]).position(value)).toBe(pixel);
  });

  it.each([
    [[-4, 0], 9, [-4, -3, -2, -1, 0]],
    [[-9, 0], 5, [-8, -6, -4, -2, 0]],
    [[-30, 22], 7, [-24, -16, -8, 0, 8, 16]],
  ] as const)("labels %j with at most %d powers", ([low, high], most, powers) => {
    expect(logScale(2, [low, high], [0, 1]).ticks(most)).toEqual(powers.map((power) => power));
  });
});

describe("decadesAround", () => {
  it.each([
    [
      [0.0002, 0.03],
      [-4, -1],
    ],
    [[0.003], [-5, -2]],
    [[0.1], [-3, 0]],
    [
      [1e-20, 1],
      [-8, 1],
    ],
    [
      [0, Number.NaN, Number.POSITIVE_INFINITY],
      [-3, 0],
    ],
    [[], [-3, 0]],
  ])("%j spans the decades %j", (values, span) => {
    expect(decadesAround(values, 3, 9)).toEqual(span);
  });
});

describe("spread", () => {
  it.each([
    [
      [10, 200],
      [10, 200],
    ],
    [
      [100, 101, 102],
      [100, 120, 140],
    ],
    [
      [295, 296, 299],
      [260, 280, 300],
    ],
    [[0], [8]],
    [[], []],
  ])("moves %j to %j", (positions, moved) => {
    expect(spread(positions, 20, [8, 300])).toEqual(moved);
  });
});

describe("depthColumns", () => {
  const node = (at: number, relRms: number, nonFinite?: number): ResultNode => ({
    node: `n${at}`,
    key: `k${at}`,
    error: { relRms, max: 1, ...(nonFinite === undefined ? {} : { nonFinite }) },
    introduced: { relRms: relRms / 2, max: 1 },
    headroomBits: 3,
  });

  it("shows each node when there is room", () => {
    const [first] = depthColumns([node(0, 0.1), node(1, 0.2)], 10);
    expect(first).toMatchObject({ start: 0, end: 1, total: 0.1, introduced: 0.05, absMax: 8188 });
    expect(first?.title).toBe("n0 · total 0.1 · introduced 0.05 · headroom 3 bits");
  });

  it("shows the loudest of neighbours otherwise, and covers every node once", () => {
    const nodes = Array.from({ length: 1003 }, (_, at) => node(at, at === 500 ? 9 : 1e-3));
    const columns = depthColumns(nodes, 50);
    expect(columns).toHaveLength(50);
    expect(columns[0]?.start).toBe(0);
    expect(columns.slice(1).map(({ start }) => start)).toEqual(columns.slice(0, -1).map(({ end }) => end));
    expect(columns.at(-1)?.end).toBe(1003);
    const loudest = columns.find(({ total }) => total === 9);
    expect(loudest?.title).toMatch(/^Nodes \d+ to \d+, worst of them: n500 · total 9/);
  });

  it("keeps NaN and infinities apart from the figures", () => {
    const broken = { ...node(1, Number.NaN, 3), introduced: { relRms: Infinity, max: Infinity } };
    expect(depthColumns([broken], 10)[0]).toMatchObject({
      total: undefined,
      introduced: undefined,
      totalBroken: true,
      introducedBroken: true,
    });
  });

  it("knows nothing of nodes without figures, and draws no column without nodes", () => {
    expect(depthColumns([{ node: "n", key: "k" }], 9)[0]).toMatchObject({
      total: undefined,
      absMax: undefined,
    });
    expect(depthColumns([], 9)).toEqual([]);
  });
});

describe("moduleRuns", () => {
  it("goes as deep as the number of runs allows", () => {
    const nodes = detectorNodes();
    expect(moduleRuns(nodes, 6).map(({ module }) => module)).toEqual([
      "backbone",
      "neck",
      "encoder",
      "decoder",
    ]);
    expect(moduleRuns(nodes, 12).map(({ module }) => module)).toContain("backbone.stage2");
    expect(moduleRuns(nodes, 12)[0]).toEqual({ module: "backbone.stem", start: 0, end: 2 });
    expect(moduleRuns(nodes, 12).at(-1)?.end).toBe(nodes.length);
  });

  it("passes over a level that all nodes share", () => {
    expect(moduleRuns(manyNodes(500).nodes, 6)).toHaveLength(10);
  });

  it("joins a node without a module to its neighbours, and is empty when none has one", () => {
    const bare = { node: "n", key: "k" };
    expect(moduleRuns([{ ...bare, module: "a" }, bare, { ...bare, module: "a" }], 6)).toEqual([
      { module: "a", start: 0, end: 3 },
    ]);
    expect(moduleRuns([bare, bare], 6)).toEqual([]);
    expect(moduleRuns([], 6)).toEqual([]);
  });
});

describe("errorThreshold", () => {
  it("puts a limit in a unit where the relative error would be at that limit", () => {
    const { value, label } = errorThreshold(detector());
    expect(value).toBeCloseTo(4.0712 / 300 / 4.0712, 6);
    expect(label).toBe("limit of boxes (max-abs 1 px) on this scale");
  });

  it("takes a relative limit as it is", () => {
    const judged = {
      kind: "emulation",
      outputs: [output("y", 3)],
      findings: [finding("y", "rel-rms", 0.002, 0.01)],
    } as const;
    expect(errorThreshold(resultOf({ judged })).value).toBe(0.01);
  });

  it("falls back to what healthy networks show", () => {
    expect(errorThreshold((scenarios["input-error"] as () => GateResult)())).toEqual({
      value: 7e-3,
      label: "healthy networks end below 7e-3",
    });
    const judged = {
      kind: "emulation",
      outputs: [output("y", 0)],
      findings: [finding("y", "max-abs", 0, 1)],
    } as const;
    expect(errorThreshold(resultOf({ judged })).value).toBe(7e-3);
  });
});

describe("describeRange", () => {
  const range = {
    elements: 4096,
    nonZero: 4000,
    absMax: 1e6,
    rms: 3,
    overflows: 0,
    flushed: 0,
    subnormal: 0,
  };
  it.each([
    [range, "largest 1e6, rms 3; all of it fits"],
    [{ ...range, overflows: 12 }, "largest 1e6, rms 3; 12 of 4096 become ∞"],
    [{ ...range, flushed: 40, subnormal: 400 }, "largest 1e6, rms 3; 1 % become 0, 10 % subnormal"],
    [{ ...range, nonFinite: 7 }, "largest 1e6, rms 3; 7 NaN/∞ by design"],
  ])("%j", (given, text) => {
    expect(describeRange(given)).toBe(text);
  });
});

describe("the drawings", () => {
  it.each([wideFrame, narrowFrame])("fit their frame of %j", (frame) => {
    for (const chart of [headroomStrip, rangeChart]) {
      const text = renderMarkup(chart(detector(), frame, "x") as NonNullable<ReturnType<typeof chart>>);
      expect(text).toContain(`viewBox="0 0 ${frame.width} `);
    }
  });

  it("label whole decades shortly", () => {
    const text = renderMarkup(
      depthChart(detector(), wideFrame, "x") as NonNullable<ReturnType<typeof depthChart>>,
    );
    const labels = [...text.matchAll(/text-anchor="end">([^<]*)</g)].map(([, label]) => label);
    expect(labels).toEqual(["1e-5", "1e-4", "1e-3", "0.01", "0.1"]);
  });

  it("mark what is beyond FP16 and what is near", () => {
    const text = renderMarkup(
      headroomStrip(manyNodes(100), wideFrame, "x") as NonNullable<ReturnType<typeof headroomStrip>>,
    );
    expect(text).toContain('<path class="over"');
    expect(text).toContain("5 are beyond FP16&#39;s largest number, 65504.");
  });

  it("are left out when there is nothing to draw", () => {
    const empty = (scenarios.pass as () => GateResult)();
    expect(headroomStrip(empty, wideFrame, "x")).toBeUndefined();
    expect(rangeChart(empty, wideFrame, "x")).toBeUndefined();
  });

  it("stand figures that are no numbers", () => {
    const nodes = [0, Number.NaN, Infinity, 1e300, 5e-324].map((absMax, at) => ({
      node: `n${at}`,
      key: "k",
      absMax,
    }));
    const text = renderMarkup(
      headroomStrip({ ...detector(), nodes }, wideFrame, "x") as NonNullable<
        ReturnType<typeof headroomStrip>
      >,
    );
    expect(text).not.toMatch(/ d="[^"]*(?:NaN|Infinity)/);
    const [layer] = detector().layers;
    const range = { elements: 1, absMax: Infinity, rms: 0, overflows: 1, flushed: 0, subnormal: 0 };
    const chart = rangeChart(
      { ...detector(), layers: [{ ...(layer as NonNullable<typeof layer>), range }] },
      wideFrame,
      "x",
    );
    expect(renderMarkup(chart as NonNullable<typeof chart>)).not.toMatch(
      / (?:d|cx|width)="[^"]*(?:NaN|Infinity)/,
    );
  });
});
