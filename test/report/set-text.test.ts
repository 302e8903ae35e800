import { describe, expect, test } from "vitest";
import { composeSet, missingMember, toMember, unreadableMember } from "../../src/report/compose-set.ts";
import type { GateResult } from "../../src/report/result.ts";
import { resultSetSchema, serializeSet } from "../../src/report/set-schema.ts";
import { maxSetCharacters, renderSetConsole, renderSetSummary, setTitle } from "../../src/report/set-text.ts";
import { hostileNames, scenarios } from "./scenarios.ts";

const tool = { name: "fp16-gate", version: "0.1.0" };
const scenario = (name: string, key: string): GateResult => ({
  ...(scenarios[name] as () => GateResult)(),
  job: { key },
});
const member = (name: string, key = name) => toMember(scenario(name, key), `${key}/result.json`);

describe("a set of jobs", () => {
  test("takes the verdict of its worst job, and lists that first", () => {
    const set = composeSet([member("pass"), member("precision")], [], tool);
    expect(set.verdict).toEqual({ kind: "fail", exitCode: 1 });
    expect(set.members.map(({ key }) => key)).toEqual(["precision", "pass"]);
    expect(setTitle(set)).toBe("of 2 jobs 1 failed");
  });

  test("passes when all pass, and says so", () => {
    const set = composeSet([member("pass", "a"), member("pass", "b")], ["a", "b"], tool);
    expect(set.verdict.exitCode).toBe(0);
    expect(setTitle(set)).toBe("all 2 jobs passed");
    expect(set.notes).toEqual([]);
  });

  test("fails by an expected job that left nothing", () => {
    const set = composeSet([member("pass", "a")], ["a", "b"], tool);
    expect(set.verdict).toEqual({ kind: "fail", exitCode: 1 });
    expect(set.members[0]).toMatchObject({ key: "b", state: "missing" });
  });

  test("says that nothing was expected, since then nothing can be missing", () => {
    expect(composeSet([member("pass", "a")], [], tool).notes[0]).toContain("would not be noticed");
  });

  test.each([
    [
      "an unreadable result",
      [member("pass", "a"), unreadableMember("b/result.json", new Error("is not JSON"))],
    ],
    ["two results of one key", [member("pass", "a"), member("pass", "a")]],
    ["no job at all", []],
  ])("can't be judged with %s", (_, members) => {
    expect(composeSet(members, [], tool).verdict).toEqual({ kind: "error", exitCode: 3 });
  });

  test("keeps the exit status of a job that could not judge, and lets enforce: warn excuse", () => {
    expect(composeSet([member("input-error")], [], tool).verdict.exitCode).toBe(2);
    const excused = composeSet([member("warn-enforced"), member("pass")], [], tool);
    expect(excused.verdict).toEqual({ kind: "fail", exitCode: 0 });
  });

  test("of several commits is noted", () => {
    const at = (key: string, commit: string) => ({ ...member("pass", key), commit });
    expect(composeSet([at("a", "1"), at("b", "2")], ["a", "b"], tool).notes[0]).toContain("2 commits");
  });
});

describe("the text of a set", () => {
  const names = hostileNames.map((name) => ({
    ...member("precision", name),
    title: name,
    sentences: [name],
    loosened: name,
    engine: name,
    layers: [{ node: name, cause: name }],
  }));
  const hostile = composeSet(
    [...names, missingMember(hostileNames[7] as string, hostileNames[8] as string)],
    [hostileNames[4] as string],
    tool,
  );

  test("has the golden comment", async () => {
    const set = composeSet(
      [member("pass"), member("precision"), member("engine-error")],
      ["segmenter"],
      tool,
    );
    await expect(renderSetSummary(set)).toMatchFileSnapshot("../golden/set/summary.md");
    await expect(renderSetConsole(set)).toMatchFileSnapshot("../golden/set/console.txt");
  });

  test("escapes whatever a job calls itself", async () => {
    const text = renderSetSummary(hostile);
    await expect(text).toMatchFileSnapshot("../golden/set-hostile/summary.md");
    expect(text).not.toMatch(/<script|<img|@everyone|<!-- fp16/);
    expect(renderSetConsole(hostile)).not.toMatch(/^::|##\[/m);
  });

  test("of 200 jobs fits a comment; every failing job keeps its row", () => {
    const many = Array.from({ length: 200 }, (_, at) =>
      member(at < 40 ? "precision" : "pass", `model-${at}`),
    );
    const text = renderSetSummary(composeSet(many, [], tool));
    expect(text.length).toBeLessThanOrEqual(maxSetCharacters);
    for (let at = 0; at < 40; at += 1) expect(text).toContain(`model-${at}<`);
  });

  test("that does not fit at all still says the verdict", () => {
    const text = renderSetSummary(hostile, 300);
    expect(text).toContain("FP16 gate");
    expect(text).toContain("merged.json");
  });

  test("is saved in the form of its schema", () => {
    expect(resultSetSchema.parse(JSON.parse(serializeSet(hostile)))).toEqual(hostile);
  });
});
