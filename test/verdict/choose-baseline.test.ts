import { describe, expect, test } from "vitest";
import type { BaselineSource, EarlierText } from "../../src/ports.ts";
import { type ChoiceOptions, chooseBaseline } from "../../src/verdict/choose-baseline.ts";
import type { EarlierFacts } from "../../src/verdict/job-facts.ts";
import { crossing, jobAt } from "./jobs.ts";

const now = new Date("2026-10-11T12:00:00Z");

/** A source of results that were read already: their text is their place in the list. */
function sourceOf(
  jobs: readonly (EarlierFacts | string)[],
  origins: readonly Partial<EarlierText>[] = [],
): { source: BaselineSource; options: ChoiceOptions<EarlierFacts>; read: () => number } {
  let count = 0;
  return {
    source: {
      asked: "artifact",
      // oxlint-disable-next-line typescript/require-await
      async *earlier() {
        for (const [at] of jobs.entries()) {
          count += 1;
          yield { text: String(at), name: `run ${at}`, kind: "artifact", ...origins[at] };
        }
      },
    },
    options: {
      key: "detector",
      now,
      maxAgeDays: 90,
      read: (text, name) => {
        const job = jobs[Number(text)] as EarlierFacts | string;
        if (typeof job === "string") throw new Error(`${name}: ${job}`);
        return job;
      },
    },
    read: () => count,
  };
}

async function choose(
  jobs: readonly (EarlierFacts | string)[],
  origins: readonly Partial<EarlierText>[] = [],
) {
  const { source, options } = sourceOf(jobs, origins);
  return await chooseBaseline(source, options);
}

describe("base and accepted", () => {
  test("are one when the newest result passed, and nothing older is fetched", async () => {
    const { source, options, read } = sourceOf([jobAt(0.3), jobAt(0.2)]);
    const { base, accepted, notes } = await chooseBaseline(source, options);
    expect(base?.origin.name).toBe("run 0");
    expect(accepted).toBe(base);
    expect(notes).toEqual([]);
    expect(read()).toBe(1);
  });

  test("the base is the newest judged whatever its verdict, the accepted one the newest pass", async () => {
    const { base, accepted } = await choose([jobAt(4), jobAt(5), jobAt(0.3), jobAt(0.2)]);
    expect(base?.origin.name).toBe("run 0");
    expect(accepted?.origin.name).toBe("run 2");
  });

  test("a failure that somebody accepted is the accepted one", async () => {
    const { accepted } = await choose([jobAt(4, { acceptance: { date: "2026-10-02" } }), jobAt(0.3)]);
    expect(accepted?.origin.name).toBe("run 0");
  });

  test("a pass by a known failure is a base, and never what is good", async () => {
    const known = crossing("boxes", 4, 1, { excuse: { kind: "known", text: "known" } });
    const excused = jobAt(4, { verdict: { kind: "pass", enforcement: "fail", findings: [known] } });
    const { base, accepted } = await choose([excused, jobAt(0.3)]);
    expect([base?.origin.name, accepted?.origin.name]).toEqual(["run 0", "run 1"]);
  });

  test("what could not be judged is neither", async () => {
    const error = jobAt(0.3, { verdict: { kind: "error", enforcement: "fail", findings: [] } });
    const { base, notes } = await choose([error, jobAt(4)]);
    expect(base?.origin.name).toBe("run 1");
    expect(notes[0]).toContain("nothing was judged");
  });
});

describe("a source decides on order and place", () => {
  test("the final head of a squashed pull request stands for the commit it became, as the platform says", async () => {
    const squashed = {
      commit: "b".repeat(40),
      distance: 2,
      date: "2026-10-09T12:00:00Z",
      url: "https://x/1",
    };
    const { base } = await choose([jobAt(0.3)], [squashed]);
    expect(base).toMatchObject({ commit: "b".repeat(40), ageDays: 2, date: "2026-10-09T12:00:00.000Z" });
    expect(base?.origin).toMatchObject({ distance: 2, url: "https://x/1" });
  });

  test("a later date further down does not overtake: clocks differ, ancestry does not", async () => {
    const { base } = await choose([jobAt(4), jobAt(0.3)], [{ date: "2026-10-01" }, { date: "2026-10-10" }]);
    expect(base?.origin.name).toBe("run 0");
  });
});

describe("what can't be used is said and never chosen", () => {
  test.each([
    ["malformed text", ["is not JSON: Unexpected token"], "is not JSON"],
    ["another key", [jobAt(0.3, { job: { key: "other" } })], "is of `other`, and this job is of `detector`"],
    ["a result without a key", [jobAt(0.3, { job: undefined })], "names no key"],
    ["nothing at all", [], "judged by absolute limits only"],
  ])("%s", async (_, jobs, said) => {
    const { base, accepted, notes } = await choose(jobs);
    expect(base).toBeUndefined();
    expect(accepted).toBeUndefined();
    expect(notes.join("\n")).toContain(said);
    expect(notes.at(-1)).toContain("judged by absolute limits only");
  });

  test("a malformed newest result does not hide the good one below it", async () => {
    const { base, notes } = await choose(["has schemaVersion 0", jobAt(4)]);
    expect(base?.origin.name).toBe("run 1");
    expect(notes[0]).toContain("schemaVersion 0");
  });

  test("what is older than allowed is not used, nor what lies behind it", async () => {
    const { base, notes } = await choose([
      jobAt(0.3, { job: { key: "detector", date: "2026-06-01T00:00:00Z" } }),
      jobAt(0.3),
    ]);
    expect(base).toBeUndefined();
    expect(notes[0]).toContain("132 days old, baseline-max-days allows 90 days");
  });

  test("a result from the future has the age 0, and the clocks are named", async () => {
    const { base, notes } = await choose([jobAt(0.3)], [{ date: "2026-10-12T00:00:00Z" }]);
    expect(base?.ageDays).toBe(0);
    expect(notes[0]).toContain("clocks of two machines disagree");
  });

  test.each([undefined, "yesterday"])("the date %s leaves the age unknown, and says so", async (date) => {
    const { base, notes } = await choose([jobAt(0.3, { job: { key: "detector", date } })]);
    expect(base).toBeDefined();
    expect(base?.ageDays).toBeUndefined();
    expect(base?.date).toBeUndefined();
    expect(notes[0]).toContain("does not say when it was made");
  });

  test("a source that throws keeps what it gave before, and its message", async () => {
    const { options } = sourceOf([jobAt(4)]);
    const source: BaselineSource = {
      asked: "artifact",
      // oxlint-disable-next-line typescript/require-await
      async *earlier() {
        yield { text: "0", name: "run 0", kind: "artifact" };
        throw new Error("403");
      },
    };
    const { base, accepted, notes } = await chooseBaseline(source, options);
    expect(base).toBeDefined();
    expect(accepted).toBeUndefined();
    expect(notes.join()).toContain("403");
  });

  test("failures without end are read up to a cap", async () => {
    const { source, options, read } = sourceOf(Array.from({ length: 80 }, () => jobAt(4)));
    const { base, notes } = await chooseBaseline(source, options);
    expect(base?.origin.name).toBe("run 0");
    expect(read()).toBe(50);
    expect(notes[0]).toContain("newest 50");
  });
});
