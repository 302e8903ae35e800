import { expect, it } from "vitest";
import { findHazards } from "../../src/localise/cause-hazards.ts";
import { measuredGraph } from "./causes/build-evidence.ts";

const graphText =
  "input x float 4\n output y float 4\n a = Relu(x)\n b = MatMul(a, x)\n c = Abs(b)\n y = Neg(c)";

it("reports accumulations that may overflow as hazards, and nothing in a network without them", () => {
  const { graph, evidence } = measuredGraph(graphText, {
    b: { accumulationAbsSum: 1e6, reference: { absMax: 200 } },
  });
  expect(findHazards(graph, evidence).map(({ id, cause }) => [id, cause.kind])).toEqual([
    ["b", "accumulation-overflow"],
  ]);
  expect(findHazards(graph, measuredGraph(graphText).evidence)).toEqual([]);
});
