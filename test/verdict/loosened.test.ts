import { describe, expect, test } from "vitest";
import type { AppliedLimit, EffectiveConfig } from "../../src/verdict/job-facts.ts";
import { loosenedSince } from "../../src/verdict/loosened.ts";
import { effective, jobAt, outputAt } from "./jobs.ts";

const limit = (value: number, more: Partial<AppliedLimit> = {}): AppliedLimit => ({
  metric: "max-abs",
  operator: "<=",
  value,
  unit: "px",
  level: "fail",
  ...more,
});

function texts(
  now: Partial<EffectiveConfig>,
  {
    before = {},
    limits = [limit(1)],
    enforce = "fail",
  }: { before?: Partial<EffectiveConfig>; limits?: AppliedLimit[]; enforce?: "fail" | "warn" } = {},
): string[] | undefined {
  const base = jobAt(0.3, { config: { effective: { ...effective, ...before } } });
  return loosenedSince(base, {
    effective: { ...effective, ...now },
    enforce,
    now: new Date("2026-11-15T00:00:00Z"),
    outputs: [outputAt("boxes", 0.3, { limits })],
  })?.map(({ text }) => text);
}

describe("is named", () => {
  test("a raised limit, with both figures", () => {
    expect(texts({}, { limits: [limit(5)] })).toEqual(["`boxes` max-abs 1 px -> 5 px"]);
  });
  test("a removed limit, also where it only warns now", () => {
    expect(texts({}, { limits: [] })).toEqual(["`boxes` max-abs 1 px -> no limit"]);
    expect(texts({}, { limits: [limit(1, { level: "warn" })] })).toEqual([
      "`boxes` max-abs 1 px -> no limit",
    ]);
  });
  test("a limit in another unit, since nobody can compare them", () => {
    expect(texts({}, { limits: [limit(1, { unit: "m" })] })).toEqual(["`boxes` max-abs 1 px -> 1 m"]);
  });
  test("enforce, known, extra-outputs and config-from set to the mild side", () => {
    expect(
      texts(
        { known: "warn", extraOutputs: "allow", configFrom: "own" },
        { before: { known: "fail", extraOutputs: "fail", configFrom: "base" }, enforce: "warn" },
      ),
    ).toEqual([
      "enforce fail -> warn",
      "known fail -> warn",
      "extra-outputs fail -> allow",
      "config-from base -> own",
    ]);
  });
  test("another source of the baseline", () => {
    expect(texts({ baseline: "none" })).toEqual(["baseline artifact -> none"]);
  });
  test("rows that may be permuted", () => {
    expect(texts({ match: [{ outputs: ["boxes"], boxes: "boxes" }] })).toEqual([
      "match 0 rules -> 1 other rules",
    ]);
  });
  test("a regression limit that was raised, removed, or only warns", () => {
    const before = { regression: [{ output: "boxes", factor: 2, level: "fail" as const }] };
    for (const regression of [
      [],
      [{ output: "boxes", factor: 3, level: "fail" as const }],
      [{ output: "boxes", factor: 2, level: "warn" as const }],
    ]) {
      expect(texts({ regression }, { before })?.[0]).toContain("`boxes` regression factor 2 -> ");
    }
  });
  test("a waiver that is new or holds longer", () => {
    const waiver = { output: "boxes", reason: "r", by: "b", expires: "2026-12-31" };
    expect(texts({ waivers: [waiver] })).toEqual(["`boxes` waiver none -> until 2026-12-31"]);
    const before = { waivers: [{ ...waiver, expires: "2026-11-30" }] };
    expect(texts({ waivers: [waiver] }, { before })).toEqual([
      "`boxes` waiver until 2026-11-30 -> until 2026-12-31",
    ]);
  });
});

describe("is not named", () => {
  test("what is the same or stricter", () => {
    expect(texts({})).toEqual([]);
    expect(texts({ known: "fail" }, { limits: [limit(0.5)] })).toEqual([]);
    expect(texts({ baseline: "artifact" }, { before: { baseline: "none" } })).toEqual([]);
  });
  test("a waiver that expired already", () => {
    expect(texts({ waivers: [{ output: "boxes", reason: "r", by: "b", expires: "2026-11-14" }] })).toEqual(
      [],
    );
  });
  test("a default limit, which follows the values", () => {
    expect(texts({ tolerances: [] }, { before: { tolerances: [] }, limits: [limit(5)] })).toEqual([]);
  });
  test("the same match rule with its keys in another order", () => {
    const rule = { outputs: ["boxes"], boxes: "boxes", axis: 1 };
    const other = { axis: 1, scores: undefined, boxes: "boxes", outputs: ["boxes"] };
    expect(texts({ match: [other] }, { before: { match: [rule] } })).toEqual([]);
  });
});

test("a base that does not record how it was judged can't be compared with", () => {
  expect(
    loosenedSince(jobAt(0.3, { config: undefined }), {
      effective,
      enforce: "fail",
      now: new Date(),
      outputs: [],
    }),
  ).toBeUndefined();
});
