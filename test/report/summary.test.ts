import { describe, expect, it } from "vitest";
import type { GateResult } from "../../src/report/result.ts";
import { maxSummaryBytes, renderSummary } from "../../src/report/summary.ts";
import { finding, output, resultOf, scenarios } from "./scenarios.ts";

const make = (name: string): GateResult => (scenarios[name] as () => GateResult)();
const sizeOf = (text: string): number => new TextEncoder().encode(text).length;

/** `failing` outputs beyond their limit and `passing` ones within it. */
function many(failing: number, passing: number): GateResult {
  const rows = Array.from({ length: failing + passing }, (_, at) => ({
    name: `${at < failing ? "bad" : "good"}.${at}`,
    maxAbs: at < failing ? 2 + at : 0.5,
  }));
  return resultOf({
    judged: {
      kind: "emulation",
      outputs: rows.map(({ name, maxAbs }) =>
        output(name, maxAbs, maxAbs > 1 ? { passed: false, level: "fail" } : {}),
      ),
      findings: rows.map(({ name, maxAbs }) => finding(name, "max-abs", maxAbs, 1)),
    },
  });
}

describe("renderSummary", () => {
  it.each(Object.keys(scenarios))("of %s has whole tables and closed sections", (name) => {
    const text = renderSummary(make(name));
    const tables = text
      .split(/\n(?!\|)/)
      .map((block) => block.split("\n").filter((line) => line.startsWith("|")));
    for (const rows of tables) expect(new Set(rows.map((row) => row.split("|").length)).size).toBeLessThan(2);
    expect(text.split("<details>").length).toBe(text.split("</details>").length);
    expect(text.split("<code>").length).toBe(text.split("</code>").length);
    expect(text).not.toMatch(/<(?!\/?(?:code|details|summary)>|!-- -->)/);
    expect(text.startsWith("### ")).toBe(true);
  });

  it("makes no line begin with text that a file chose", () => {
    for (const line of renderSummary(make("hostile")).split("\n")) {
      expect(line).toMatch(/^(?:$|###? |\*\*|\| |\|---|- <code>|<\/?details>|<summary>)/);
    }
  });

  it("says what happened and what to do when nothing was judged", () => {
    const text = renderSummary(make("input-error"));
    expect(text).toContain("### 🚫 FP16 gate · not judged, something must be changed");
    expect(text).toContain("**What happened.** samples&#47;small&#47;0002".replaceAll("&#47;", "/"));
    expect(text).toContain("**What to do.** Capture the samples");
  });

  it("says that a failure that is let through would have failed", () => {
    const text = renderSummary(make("warn-enforced"));
    expect(text).toContain("### ⚠️ FP16 gate");
    expect(text).toContain(
      "This check would have failed: enforce is set to warn, so it ends with exit code 0.",
    );
  });

  it("lists every unjudged output beside a failure", () => {
    const unjudged = ["a", "b"].map((name) => ({
      output: name,
      reason: "no scale.",
      advice: "Set a limit.",
    }));
    const judged = {
      kind: "emulation",
      outputs: [output("boxes", 4, { passed: false, level: "fail" })],
      findings: [finding("boxes", "max-abs", 4, 1)],
    } as const;
    const text = renderSummary(resultOf({ judged, unjudged }));
    expect(text).toContain("- <code>a</code>: no scale. Set a limit.\n- <code>b</code>");
    expect(text).toContain("2 outputs could not be judged; see below.");
  });
});

describe("renderSummary within a size", () => {
  it("drops what passed first, keeps every failure, and says so", () => {
    const result = many(50, 3000);
    const full = renderSummary(result, Number.POSITIVE_INFINITY);
    const text = renderSummary(result, 100_000);
    expect(sizeOf(full)).toBeGreaterThan(100_000);
    expect(sizeOf(text)).toBeLessThanOrEqual(100_000);
    for (let at = 0; at < 50; at++) expect(text).toContain(`<code>bad&#46;${at}</code>`);
    expect(text).not.toContain("good&#46;");
    expect(text).toContain("Left out to stay within the size limit: outputs, legs and limits that passed.");
    expect(text).toContain("<summary>Run</summary>");
  });

  it("then drops the run, then the least bad failures", () => {
    const text = renderSummary(many(5000, 5000), 60_000);
    expect(sizeOf(text)).toBeLessThanOrEqual(60_000);
    expect(text).toMatch(/that passed; the run; rows beyond the 100 worst of each table\./);
    expect(text).not.toContain("<summary>Run</summary>");
    expect(text).toContain("<code>bad&#46;4999</code> off by 5001 (limit 1)");
  });

  it("keeps the verdict when nothing else fits", () => {
    const text = renderSummary(many(5, 5), 300);
    expect(text).toContain("### ❌ FP16 gate");
    expect(text).toContain("Everything else is left out: it does not fit.");
  });

  it("stays below GitHub's limit with names of a megabyte", () => {
    const name = "n".repeat(1 << 20);
    const judged = {
      kind: "emulation",
      outputs: [output(name, 4, { passed: false, level: "fail" })],
      findings: [finding(name, "max-abs", 4, 1)],
    } as const;
    const text = renderSummary(resultOf({ judged }));
    expect(sizeOf(text)).toBeLessThan(20_000);
    expect(text).toContain("off by 4 (limit 1)");
    expect(maxSummaryBytes).toBeLessThan(1024 * 1024);
  });
});
