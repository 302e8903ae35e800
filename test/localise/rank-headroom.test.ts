import { expect, it } from "vitest";
import { findHazards } from "../../src/localise/cause-hazards.ts";
import { tightestHeadroom } from "../../src/localise/rank-headroom.ts";
import { measuredGraph } from "./causes/build-evidence.ts";

const graphText =
  "input x float 4\n output y float 4\n a = Relu(x)\n b = MatMul(a, x)\n c = Abs(b)\n y = Neg(c)";

it("lists the tightest nodes first, and none that has no magnitude", () => {
  const { evidence } = measuredGraph(graphText, {
    a: { reference: { absMax: 100 } },
    b: { reference: { absMax: 131008 } },
    c: { reference: { absMax: 0 } },
    y: { reference: { absMax: 1 } },
  });
  const list = tightestHeadroom(evidence.values(), 2);
  expect(list.map(({ id }) => id)).toEqual(["b", "a"]);
  expect(list[0]).toEqual({ id: "b", headroomBits: -1, absMax: 131008 });
  expect(tightestHeadroom(evidence.values(), 10).map(({ id }) => id)).not.toContain("c");
});

it("reports accumulations that may overflow as hazards, and nothing in a network without them", () => {
  const { graph, evidence } = measuredGraph(graphText, {
    b: { accumulationAbsSum: 1e6, reference: { absMax: 200 } },
  });
  expect(findHazards(graph, evidence).map(({ id, cause }) => [id, cause.kind])).toEqual([
    ["b", "accumulation-overflow"],
  ]);
  expect(findHazards(graph, measuredGraph(graphText).evidence)).toEqual([]);
});
