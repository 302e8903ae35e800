import { expect, test } from "vitest";
import { acceptedJob, historyOf, mergeJobs } from "../../src/verdict/history.ts";
import type { AcceptedJob } from "../../src/verdict/job-facts.ts";
import { jobAt, nodeAt } from "./jobs.ts";

const entry = (at: number): AcceptedJob => ({
  commit: `c${at}`,
  date: `2026-01-${String(at).padStart(2, "0")}T00:00:00.000Z`,
  outputs: [],
});

test("the history of a job is that of the accepted one and that one itself", () => {
  const facts = jobAt(0.3, {
    history: [entry(1)],
    nodes: [nodeAt("a/Add#1", { headroomBits: 3 }), nodeAt("b/Add#1", { headroomBits: 1.5 })],
  });
  const date = "2026-10-01T12:00:00.000Z";
  expect(historyOf({ facts, origin: { name: "r", kind: "file" }, commit: "abc", date, ageDays: 1 })).toEqual([
    entry(1),
    {
      commit: "abc",
      date,
      verdict: "pass",
      outputs: [{ name: "boxes", metric: "max-abs", value: 0.3, unit: "px" }],
      headroom: { name: "b", bits: 1.5 },
    },
  ]);
  expect(historyOf(undefined)).toEqual([]);
});

test("twenty jobs are kept, the newest, each once and in order", () => {
  const jobs = mergeJobs([...Array.from({ length: 25 }, (_, at) => entry(25 - at)), entry(25)]);
  expect(jobs.map(({ commit }) => commit)).toEqual(Array.from({ length: 20 }, (_, at) => `c${at + 6}`));
});

test("a job that measured no nodes has no headroom to tell", () => {
  expect(acceptedJob(jobAt(0.3), { commit: undefined, date: undefined })).not.toHaveProperty("headroom");
});
