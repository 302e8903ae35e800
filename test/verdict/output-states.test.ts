import { expect, test } from "vitest";
import type { LegFinding } from "../../src/verdict/decide.ts";
import { outputStates } from "../../src/verdict/output-states.ts";
import { crossing, jobAt, outputAt } from "./jobs.ts";

function stateOf(now: LegFinding[], base: LegFinding[], isKnown = false) {
  const job = (findings: LegFinding[]) => ({ outputs: [outputAt("boxes", 1)], findings });
  return outputStates(job(now), job(base), () => isKnown, undefined)[0]?.state;
}

test.each([
  ["ok", [crossing("boxes", 0.3, 1)], [crossing("boxes", 0.2, 1)], false],
  ["new", [crossing("boxes", 4, 1)], [crossing("boxes", 0.2, 1)], false],
  ["known", [crossing("boxes", 4, 1)], [crossing("boxes", 4, 1)], true],
  ["new", [crossing("boxes", 9, 1)], [crossing("boxes", 4, 1)], false],
  ["improved", [crossing("boxes", 0.3, 1)], [crossing("boxes", 4, 1)], false],
  ["ok", [crossing("boxes", 4, 5)], [crossing("boxes", 4, 1)], false],
  [
    "new",
    [crossing("boxes", 0.3, 1), crossing("boxes", 0.3, 0.2, { name: "regression" })],
    [crossing("boxes", 0.1, 1)],
    false,
  ],
])("%s", (state, now, base, isKnown) => {
  expect(stateOf(now, base, isKnown)).toBe(state);
});

test("outputs of one job only are added or vanished, and figures of another unit are left out", () => {
  const states = outputStates(
    { outputs: [outputAt("boxes", 0.3), outputAt("masks", 0.1)], findings: [] },
    { outputs: [outputAt("boxes", 0.2, { unit: "m" }), outputAt("scores", 0.5)], findings: [] },
    () => false,
    jobAt(0.25),
  );
  expect(states).toEqual([
    { name: "masks", state: "added", metric: "max-abs", after: 0.1, unit: "px" },
    { name: "scores", state: "vanished", metric: "max-abs", before: 0.5, unit: "px" },
    { name: "boxes", state: "ok", metric: "max-abs", after: 0.3, accepted: 0.25, unit: "px" },
  ]);
});
