import { expect, test } from "vitest";
import { indexGraph } from "../../src/onnx/graph.ts";
import type { EngineCheck, VerifiedPlan } from "../../src/overrides/verified-plan.ts";
import { composeOverrides, type Searched } from "../../src/report/compose-overrides.ts";
import { model, node } from "../onnx/build-model.ts";

const graph = indexGraph(
  model({
    node: [node("Neg", ["x"], ["a"], { name: "first" }), node("Abs", ["a"], ["y"], { name: "second" })],
  }),
);
const outcome = (excess: number) => ({ excess, outputs: new Map([["y", { excess, maxAbs: excess }]]) });

const large: VerifiedPlan = {
  kind: "large",
  solution: {
    nodes: ["first", "second"],
    outcome: outcome(0.4),
    excess: 0.4,
    members: [],
    isMinimal: false,
    isUnique: false,
  },
  after: outcome(0.4),
  carriers: [],
  price: { nodes: 2, share: 1, flopShare: 1, byteShare: 1, casts: 0, islands: 1, unknownNodes: 0 },
  reasons: [],
  heldOut: undefined,
};

/** A search that found the error spread, with a plan that is not small. */
function searched(onEngine?: EngineCheck): Searched {
  return {
    kind: "searched",
    search: {
      kind: "spread",
      outputs: ["y"],
      curve: [],
      advice: [],
      amplifier: undefined,
      partial: undefined,
      large: large.solution,
      tries: 9,
      triesToProof: undefined,
      baselineExcess: 3,
      isCutShort: false,
      isMonotone: true,
      text: "No small set repairs y.",
    },
    before: outcome(3),
    plans: [large],
    verifiedOn: "emulation",
    onEngine,
    searchMs: 1,
    facts: { tries: 9 } as Searched["facts"],
    notes: [],
    graph,
    provenance: new Map(),
    sources: new Map(),
    files: [],
    omitted: [],
  };
}

test("without an engine a spread error has no plan to use", () => {
  const { status, nodes, spreadOutputs, plans } = composeOverrides(searched(), new Map());
  expect({ status, nodes, spreadOutputs }).toEqual({ status: "spread", nodes: [], spreadOutputs: ["y"] });
  expect(plans?.[0]?.nodes).toEqual(["first", "second"]);
});

test("a plan that holds on the engine is to be used, also where the emulation calls the error spread", () => {
  const onEngine: EngineCheck = {
    plan: large,
    before: outcome(2),
    verifiedOn: "TensorRT",
    latency: undefined,
    notes: ["The engine needed 2 tries."],
  };
  const composed = composeOverrides(searched(onEngine), new Map());
  expect(composed).toMatchObject({
    status: "found",
    nodes: ["first", "second"],
    verifiedOn: "TensorRT",
    text: "No small set repairs y. The engine needed 2 tries.",
  });
  expect(composed.spreadOutputs).toBeUndefined();
});
