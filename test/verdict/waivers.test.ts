import { describe, expect, test } from "vitest";
import type { CulpritFacts, Waiver } from "../../src/verdict/job-facts.ts";
import { applyWaivers } from "../../src/verdict/waivers.ts";
import { crossing } from "./jobs.ts";

const now = new Date("2026-10-11T23:59:59Z");
const waiver = (more: Partial<Waiver>): Waiver => ({
  reason: "new head",
  by: "ana",
  expires: "2026-10-11",
  ...more,
});
const boxes = crossing("boxes", 4, 1);
const norm: CulpritFacts = {
  node: "n7",
  key: "decoder.norm/Pow#1",
  module: "decoder.norm",
  op: "Pow",
  breaks: ["boxes"],
};
const head: CulpritFacts = {
  node: "n9",
  key: "head/MatMul#1",
  module: "head",
  op: "MatMul",
  breaks: ["boxes"],
};

describe("a waiver", () => {
  test("of an output excuses its crossed limits to the end of its last day, and is shown", () => {
    const { excuses, reports } = applyWaivers([boxes], [], [waiver({ output: "box*" })], now);
    expect(excuses.get(boxes)).toEqual({ kind: "waived", text: "waived until 2026-10-11 by ana: new head" });
    expect(reports).toMatchObject([
      { state: "used", text: "output `box*`: waived by ana: new head, until 2026-10-11." },
    ]);
  });

  test("is over on the next day: what it covered fails again", () => {
    const { excuses, reports } = applyWaivers(
      [boxes],
      [],
      [waiver({ output: "boxes", expires: "2026-10-10" })],
      now,
    );
    expect(excuses.size).toBe(0);
    expect(reports[0]?.state).toBe("expired");
    expect(reports[0]?.text).toContain("expired on 2026-10-10; what it covered fails again");
  });

  test("that expired and is not needed says that it can go", () => {
    const { reports } = applyWaivers([], [], [waiver({ output: "boxes", expires: "2026-10-10" })], now);
    expect(reports[0]).toMatchObject({ state: "expired" });
    expect(reports[0]?.text).toContain("can be removed");
  });

  test("with a date that is none is over", () => {
    expect(applyWaivers([boxes], [], [waiver({ output: "boxes", expires: "never" })], now).excuses.size).toBe(
      0,
    );
  });

  test.each(["decoder.norm", "n7", "decoder.norm/Pow#1", "decoder.*"])(
    "of the layer %s covers what that layer breaks",
    (layer) => {
      expect(applyWaivers([boxes], [norm], [waiver({ layer })], now).excuses.size).toBe(1);
    },
  );

  test("of one layer does not cover what a second one breaks as well", () => {
    expect(applyWaivers([boxes], [norm, head], [waiver({ layer: "decoder.norm" })], now).excuses.size).toBe(
      0,
    );
    const both = [waiver({ layer: "decoder.norm" }), waiver({ layer: "head", by: "bo" })];
    const { excuses, reports } = applyWaivers([boxes], [norm, head], both, now);
    expect(excuses.size).toBe(1);
    expect(reports.map(({ state }) => state)).toEqual(["used", "used"]);
  });

  test("of a layer covers nothing when no culprit is known", () => {
    expect(applyWaivers([boxes], [], [waiver({ layer: "*" })], now).excuses.size).toBe(0);
  });

  test.each(["output", "shape", "dtype"])("never covers the rule %s: nothing was compared there", (name) => {
    const broken = crossing("boxes", 0, 0, {
      name,
      operator: "==",
      actual: "missing",
      expected: "x",
      passed: false,
    });
    expect(applyWaivers([broken], [], [waiver({ output: "*" })], now).excuses.size).toBe(0);
  });

  test("that covers nothing is called unused", () => {
    const passed = crossing("boxes", 0.3, 1);
    expect(applyWaivers([passed], [], [waiver({ output: "boxes" })], now).reports[0]?.state).toBe("unused");
  });
});
