import { expect, it } from "vitest";
import type { SpreadError } from "../../src/overrides/search-result.ts";
import { describeSearch } from "../../src/overrides/search-text.ts";

const facts = { tries: 15, triesToProof: undefined, baselineExcess: 6, isCutShort: false, isMonotone: true };

function spread(excess: number): string {
  const finding: SpreadError = {
    kind: "spread",
    outputs: ["boxes"],
    curve: [
      { share: 0, nodes: 0, excess: 6 },
      { share: 0.2, nodes: 16, excess },
      { share: 1, nodes: 80, excess: 0.001 },
    ],
    advice: [],
    amplifier: undefined,
    partial: undefined,
    large: undefined,
  };
  return describeSearch(finding, facts);
}

it("says of a spread error how much many nodes leave of it", () => {
  expect(spread(2.5)).toBe(
    'No small set of FP32 nodes repairs "boxes": with 16 nodes in FP32 it is still at 2.5 times the limit. The error is spread over many nodes, or magnified.',
  );
});

it("says how many nodes it takes where many are enough, and does not call that still beyond", () => {
  expect(spread(0.9)).toContain('repairs "boxes": it takes 16 nodes in FP32 to come to 0.9 times the limit.');
});
