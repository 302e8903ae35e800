import { expect, it } from "vitest";
import type { Finding } from "../../src/compare/finding.ts";
import { beyondNoise } from "../../src/verdict/beyond-noise.ts";
import { finding } from "../report/scenarios.ts";

const findings: Finding[] = [finding("boxes", "max-abs", 2, 1), finding("scores", "max-abs", 2, 1)];
const outputs = (boxes: number, scores: number) => [
  { name: "boxes", metrics: { maxAbs: boxes } },
  { name: "scores", metrics: { maxAbs: scores } },
];
const floor = { output: "boxes", metric: "max-abs", value: 2 };
const names = (kept: readonly Finding[]) => kept.map(({ output }) => output);

it("leaves out an output that differs by no more than two identical runs", () => {
  expect(names(beyondNoise(findings, outputs(2, 2), [floor]))).toEqual(["scores"]);
});

it("keeps an output beyond its noise, one without a floor, and one that is not finite", () => {
  expect(names(beyondNoise(findings, outputs(2.1, 2), [floor]))).toEqual(["boxes", "scores"]);
  expect(names(beyondNoise(findings, outputs(Number.NaN, 2), [floor]))).toEqual(["boxes", "scores"]);
  expect(names(beyondNoise(findings, outputs(2, 2), [{ ...floor, metric: "rel-rms" }]))).toHaveLength(2);
});
