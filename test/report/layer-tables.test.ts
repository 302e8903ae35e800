import { describe, expect, it } from "vitest";
import { renderConsole } from "../../src/report/console.ts";
import { formatError, groupByModule, layerRows } from "../../src/report/layer-view.ts";
import type { GateResult, ResultLayer } from "../../src/report/result.ts";
import { renderSummary } from "../../src/report/summary.ts";
import { layerScenarios } from "./layer-scenarios.ts";

const detector = (): GateResult => (layerScenarios.layers as () => GateResult)();
const worst = (): ResultLayer => detector().layers[0] as ResultLayer;
const many = (count: number): GateResult => ({
  ...detector(),
  layers: Array.from(
    { length: count },
    (_, at): ResultLayer => ({
      ...worst(),
      node: `/layer${at}/Pow`,
      module: `layer${at % 3}`,
    }),
  ),
});

describe("the rows of layers", () => {
  it("are grouped by module, each at the place of its worst row", () => {
    const groups = groupByModule(layerRows(many(7)));
    expect(groups.map(({ module, rows }) => [module, rows.map(({ rank }) => rank)])).toEqual([
      ["layer0", [1, 4, 7]],
      ["layer1", [2, 5]],
      ["layer2", [3, 6]],
    ]);
  });

  it.each([
    [{ max: 1, rms: 1, relRms: 0.0123, nonFinite: 0 }, {}, "0.0123"],
    [{ max: 1, rms: 1, relRms: 0, nonFinite: 0 }, {}, "0"],
    [{ max: 1, rms: 1, relRms: 0.1, nonFinite: 3 }, {}, "NaN/∞ in 3"],
    [{ max: 1, rms: 1, relRms: 0.1, nonFinite: 3 }, { range: worst().range }, "NaN/∞ in 3 of 4096"],
  ])("show the error %j beside %j as %s", (error, layer, text) => {
    expect(formatError(error, layer)).toBe(text);
  });

  it("link a line only when it is tracked and the checkout is known, with every character of its path escaped", () => {
    const source = { file: "a b/(x)#?%\ud800.py", line: 7 };
    const [row] = layerRows({ ...detector(), layers: [{ ...worst(), source }] });
    expect(row?.url).toBe(
      "https://github.com/acme/detector/blob/0123456789abcdef0123456789abcdef01234567/a%20b/%28x%29%23%3F%25%EF%BF%BD.py#L7",
    );
    const { environment: _, ...elsewhere } = detector();
    expect(layerRows({ ...elsewhere, layers: [worst()] })[0]?.url).toBeUndefined();
    expect(layerRows({ ...detector(), layers: [{ ...worst(), unlinked: "moved" }] })[0]?.url).toBeUndefined();
  });

  it("show only the end of an absolute path that a model recorded", () => {
    const layer = {
      ...worst(),
      source: { file: "/home/someone/models/norm.py", line: 7 },
      unlinked: "not in this checkout",
    };
    const [row] = layerRows({ ...detector(), layers: [layer] });
    expect(row?.source).toBe("…/models/norm.py:7");
  });

  it.each([
    [undefined, undefined],
    [[], undefined],
    [[{ output: "y" }], undefined],
    [[{ output: "y", aloneExcess: 3 }], "Tried: this node alone in FP16 puts `y` at 3 × its limit."],
    [
      [{ output: "y", repairedExcess: 0.5, excess: 4 }],
      "Tried: with all culprits in FP32 `y` is at 0.5 × its limit, from 4 × its limit.",
    ],
    [
      [
        { output: "a", aloneExcess: 2 },
        { output: "b", aloneExcess: Number.NaN },
      ],
      "Tried: this node alone in FP16 puts `b` at NaN or ∞.",
    ],
  ])("say what the trials %j showed", (outputs, text) => {
    const counterfactual = outputs === undefined ? undefined : { confirmed: true, outputs };
    expect(layerRows({ ...detector(), layers: [{ ...worst(), counterfactual }] })[0]?.trial).toBe(text);
  });
});

describe("layers in the summary", () => {
  it("come right behind the verdict, before the outputs", () => {
    const text = renderSummary(detector());
    expect(text.indexOf("Where it goes wrong")).toBeLessThan(text.indexOf("| output |"));
    expect(text).toContain("| module | node | source | introduced | inherited | why |");
    expect(text).toContain("| Pow <code>&#47;decoder&#47;norm&#47;Pow</code> | [<code>");
  });

  it("are at most five in the open; the rest is folded, and what is more is counted", () => {
    const rowsOf = (text: string): number =>
      text.split("\n").filter((line) => /Pow <code>/.test(line)).length;
    const [open = "", folded = ""] = renderSummary(many(130)).split("<summary>95 more</summary>");
    expect(rowsOf(open)).toBe(5);
    expect(rowsOf(folded)).toBe(95);
    expect(folded).toContain("_30 more in result.json._");
  });

  it("give each advice once, with the modules it is for", () => {
    const text = renderSummary(detector());
    expect(text.match(/Decode boxes in float32/g)).toHaveLength(1);
    expect(text).toContain("- <code>decoder&#46;decode</code>: Decode boxes");
  });

  it("stay a whole table whatever the names", () => {
    const text = renderSummary((layerScenarios["layers-hostile"] as () => GateResult)());
    for (const block of text.split(/\n(?!\|)/)) {
      const rows = block.split("\n").filter((line) => line.startsWith("|"));
      expect(new Set(rows.map((row) => row.split("|").length)).size).toBeLessThan(2);
    }
    expect(text).not.toMatch(/<(?!\/?(?:code|details|summary|br)>|!-- -->)/);
    for (const [, target = ""] of text.matchAll(/\]\((.*?)\) ?[|<]/g)) {
      expect(target).toMatch(/^https:\/\/github\.com\/acme\/detector\/blob\/[0-9a-f]{40}\/[\w%./~-]+#L\d+$/);
    }
  });

  it("say when no single node is guilty", () => {
    expect(renderSummary((layerScenarios["layers-spread"] as () => GateResult)())).toContain(
      "**Note.** No single node is guilty",
    );
  });
});

describe("a result without culprits", () => {
  it("says so of a failure, and leaves it to the diagnosis of a pass", () => {
    const localisation = { kind: "none", text: "No layer is blamed." } as const;
    expect(renderSummary({ ...detector(), layers: [], localisation })).toContain(
      "**Note.** No layer is blamed.",
    );
    const healthy = (layerScenarios["layers-healthy"] as () => GateResult)();
    expect(renderSummary(healthy)).not.toContain("no layer is blamed");
  });
});

describe("layers on the console", () => {
  it("stand under their module with why and what to do, each said once", () => {
    const text = renderConsole(detector());
    expect(text).toContain(
      "  decoder.norm\n  1  Pow /decoder/norm/Pow · examples/detector/model.py:41 · introduced NaN/∞ in 12 of 4096",
    );
    expect(text.match(/do: Decode boxes/g)).toHaveLength(1);
  });

  it("are ten at most", () => {
    const text = renderConsole(many(12));
    expect(text.match(/ Pow \/layer/g)).toHaveLength(10);
    expect(text).toContain("  and 2 more in result.json");
  });

  it("begin no line with text of a file", () => {
    for (const line of renderConsole((layerScenarios["layers-hostile"] as () => GateResult)()).split("\n")) {
      expect(line).not.toMatch(/^\s*::/);
      expect(line).not.toContain("##[");
    }
  });
});
