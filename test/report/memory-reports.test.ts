import { describe, expect, it } from "vitest";
import { renderConsole } from "../../src/report/console.ts";
import { headlineOf } from "../../src/report/headline.ts";
import { trendTable } from "../../src/report/memory-view.ts";
import type { GateResult } from "../../src/report/result.ts";
import { renderSummary } from "../../src/report/summary.ts";
import { memoryScenarios } from "./memory-scenarios.ts";
import { scenarios } from "./scenarios.ts";

const scenario = (name: string): GateResult => (memoryScenarios[name] as () => GateResult)();

describe("what earlier jobs say", () => {
  it("names loosened limits in the second line of every text", () => {
    const result = scenario("earlier-jobs");
    expect(renderConsole(result).split("\n")[1]).toBe(
      "! Limits loosened here: `boxes` max-abs 1 px -> 2 px.",
    );
    expect(renderSummary(result).split("\n")[2]).toContain("Limits loosened here");
  });

  it("puts new before known before what came and went", () => {
    expect(headlineOf(scenario("earlier-jobs")).sentences).toEqual([
      "New since `def5678` (3 commits, 2 days): `boxes` 0.309 -> 4.07 px.",
      "Known, since the base fails as well: `scores` 0.5 -> 0.5 px.",
      "Not on the base: `contours` 0.2 px.",
      "No longer there: `masks` 0.1 px.",
    ]);
  });

  it("is a pass with warnings when all that fails is known or waived", () => {
    const result = scenario("earlier-jobs-excused");
    expect(result.verdict).toMatchObject({ kind: "pass", exitCode: 0 });
    expect(headlineOf(result).standing).toBe("pass-with-warnings");
    expect(result.verdict.findings.map(({ excuse }) => excuse?.kind)).toEqual(["waived", "known", undefined]);
  });

  it("shows the trend of the last accepted jobs, and this one last", () => {
    const trend = trendTable(scenario("earlier-jobs"));
    expect(trend?.headings).toEqual([
      "commit",
      "date",
      "boxes",
      "scores",
      "contours",
      "least FP16 range left",
    ]);
    expect(trend?.rows.at(-1)).toEqual([
      "9999999",
      "2026-10-11",
      "4.07 px",
      "0.5 px",
      "0.2 px",
      "0.669 bits at blocks.11",
    ]);
    expect(trend?.rows).toHaveLength(5);
  });

  it("says nothing of a job that asked for no baseline", () => {
    const plain = (scenarios.pass as () => GateResult)();
    const baseline = {
      asked: "none",
      notes: ["No baseline was given."],
      outputs: [],
      layers: [],
      headroom: [],
    };
    expect(headlineOf({ ...plain, baseline }).sentences).toEqual([]);
    expect(headlineOf({ ...plain, baseline: { ...baseline, asked: "artifact" } }).sentences).toEqual([
      "No baseline: No baseline was given.",
    ]);
  });
});

describe("hostile earlier jobs", () => {
  const result = scenario("earlier-jobs-hostile");

  it("stay whole tables in the summary, without markup of their own", () => {
    const text = renderSummary(result);
    for (const block of text.split(/\n(?!\|)/)) {
      const rows = block.split("\n").filter((line) => line.startsWith("|"));
      expect(new Set(rows.map((row) => row.split("|").length)).size).toBeLessThan(2);
    }
    expect(text).not.toMatch(/<(?!\/?(?:code|details|summary|br)>|!-- -->)/);
  });

  it("begin no line on the console", () => {
    for (const line of renderConsole(result).split("\n")) {
      expect(line).not.toMatch(/^\s*::/);
      expect(line).not.toContain("##[");
      expect(line).not.toMatch(/[\u202e\u200b]/);
    }
  });
});
