import { describe, expect, it } from "vitest";
import { renderJunit } from "../../src/report/junit.ts";
import type { GateResult } from "../../src/report/result.ts";
import { finding, output, resultOf, scenarios } from "./scenarios.ts";

const make = (name: string): GateResult => (scenarios[name] as () => GateResult)();
const tag = /<(\/?)([a-z-]+)((?: [a-z]+="[^"<&]*(?:&#\d+;[^"<&]*)*")*)(\/?)>/g;

/** Throws unless the text is one well-formed element tree; returns how often each element occurs. */
function elements(xml: string): Map<string, number> {
  const counts = new Map<string, number>();
  const open: string[] = [];
  const body = xml.replace('<?xml version="1.0" encoding="UTF-8"?>\n', "");
  expect(body.replace(tag, "")).not.toMatch(/[<>]|&(?!#\d+;)/);
  for (const [, closing, name = "", , selfClosing] of body.matchAll(tag)) {
    if (closing === "/" && open.pop() !== name) throw new Error(`</${name}> closes another element`);
    if (closing === "") counts.set(name, (counts.get(name) ?? 0) + 1);
    if (closing === "" && selfClosing === "") open.push(name);
  }
  expect(open).toEqual([]);
  return counts;
}

function total(xml: string, attribute: string): number {
  return Number(new RegExp(`<testsuites [^>]*\\b${attribute}="(\\d+)"`).exec(xml)?.[1]);
}

describe("renderJunit", () => {
  it.each(Object.keys(scenarios))("of %s is well formed, and its totals are what it holds", (name) => {
    const xml = renderJunit(make(name));
    const counts = elements(xml);
    expect(total(xml, "tests")).toBe(counts.get("testcase") ?? 0);
    expect(total(xml, "failures")).toBe(counts.get("failure") ?? 0);
    expect(total(xml, "errors")).toBe(counts.get("error") ?? 0);
  });

  it.each(Object.keys(scenarios))("of %s fails exactly when the verdict does", (name) => {
    const result = make(name);
    const xml = renderJunit(result);
    const crossed = result.verdict.findings.filter(({ passed, level }) => !passed && level === "fail");
    expect(total(xml, "failures")).toBe(crossed.length);
    const isError = result.verdict.kind === "error" || result.verdict.unjudged.length > 0;
    expect(total(xml, "errors") > 0).toBe(isError);
  });

  it("reports a failure that is let through all the same", () => {
    expect(total(renderJunit(make("warn-enforced")), "failures")).toBe(1);
  });

  it("lets warnings and explaining legs speak without failing", () => {
    const legs = [
      {
        kind: "half",
        judged: false,
        passed: false,
        outputs: [output("boxes", 9, { passed: false, level: "fail" })],
      },
    ] as const;
    const judged = {
      kind: "emulation",
      outputs: [output("boxes", 0.3, { level: "warn" })],
      findings: [
        finding("boxes", "max-abs", 0.3, 1),
        finding("boxes", "max-abs", 0.3, 0.2, { level: "warn" }),
      ],
    } as const;
    const xml = renderJunit(
      resultOf({ judged, others: legs.map((leg) => ({ ...leg, outputs: [...leg.outputs] })) }),
    );
    expect(total(xml, "failures")).toBe(0);
    expect(xml.match(/<system-out>/g)).toHaveLength(2);
    expect(xml).toContain("this leg explains and does not decide");
  });

  it("skips a leg that did not run, with the reason", () => {
    const skipped = {
      kind: "conversion",
      judged: false,
      passed: false,
      skipped: "no <model>",
      outputs: [],
    } as const;
    const judged = {
      kind: "engine-fp16",
      outputs: [output("x", 0)],
      findings: [finding("x", "max-abs", 0, 1)],
    } as const;
    const xml = renderJunit(resultOf({ judged, others: [{ ...skipped, outputs: [] }] }));
    expect(xml).toContain('<skipped message="no &#60;model&#62;"/>');
    expect(xml).toContain('errors="0" skipped="1"');
  });

  it("keeps a name of a megabyte to a few hundred characters", () => {
    const name = "n".repeat(1 << 20);
    const judged = {
      kind: "emulation",
      outputs: [output(name, 4, { passed: false, level: "fail" })],
      findings: [finding(name, "max-abs", 4, 1)],
    } as const;
    expect(renderJunit(resultOf({ judged })).length).toBeLessThan(5000);
  });
});
