import { expect, it } from "vitest";
import type { Cause } from "../../src/localise/cause.ts";
import { positionsHeldBack } from "../../src/overrides/hold-back.ts";
import { reasonsOf } from "../../src/overrides/plan-reasons.ts";
import type { Member, Solution } from "../../src/overrides/search-result.ts";

const overflow: Cause = { kind: "overflow", evidence: "x^2 reaches 2.6e5.", advice: "Scale it." };

function reasonOf(member: Partial<Member>): { text: string; cause: Cause | undefined } {
  const full: Member = { id: "n", aloneExcess: undefined, proof: undefined, ...member };
  const solution = { members: [full] } as unknown as Solution;
  const [reason] = reasonsOf(solution, () => overflow);
  if (reason === undefined) throw new Error("no reason");
  return { text: reason.text, cause: reason.cause };
}

it.each<[Partial<Member>, string]>([
  [
    { proof: "alone", aloneExcess: 2.34 },
    "x^2 reaches 2.6e5. Alone in FP16 it puts an output at 2.3 times the limit.",
  ],
  [
    { proof: "alone", aloneExcess: Number.POSITIVE_INFINITY },
    "x^2 reaches 2.6e5. Alone in FP16 it puts an output at beyond any limit (NaN or infinity).",
  ],
  [{ proof: "removed" }, "x^2 reaches 2.6e5. Without it in FP32 the limits are broken."],
  [
    { proof: "without" },
    "x^2 reaches 2.6e5. A set that holds all others and more, but not this node, breaks the limits.",
  ],
])("of a node that was shown to be needed: %o", (member, text) => {
  expect(reasonOf(member)).toEqual({ text, cause: overflow });
});

it("names no cause for a node that only goes with the others", () => {
  expect(reasonOf({ aloneExcess: 0.07 })).toEqual({
    text: "It goes with the others: alone in FP16 it puts the outputs at 0.07 times the limit.",
    cause: undefined,
  });
  expect(reasonOf({}).text).toContain("was not ruled out");
});

it.each([
  [1, []],
  [3, []],
  [4, [3]],
  [7, [3]],
  [8, [3, 7]],
])("of %i samples those at %j are held back", (count, positions) => {
  expect(positionsHeldBack(count)).toEqual(positions);
});
