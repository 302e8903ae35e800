import { describe, expect, it } from "vitest";
import { emulate, floatNodes, prepareEmulation } from "../../src/onnx/emulate.ts";
import { placeRounding } from "../../src/onnx/placement.ts";
import { everythingFp16, everythingFp32, keepInFp32 } from "../../src/onnx/plan.ts";
import { model, node, value } from "./build-model.ts";
import { readModel } from "./recorded-cases.ts";
import { textModel } from "./text-model.ts";

const text = `
  opset 17
  input x float n
  output y
  weight half float 1 = 0.5
  weight zero int64 1 = 0
  s = Shape(x) @shape
  b = Cast(s) to=1 @toFloat
  c = Mul(b, half) @halve
  n = Cast(c) to=7 @toInt
  a = Sin(x) @sin
  d = Slice(a, zero, n) @slice
  y = Relu(d) @relu
`;

describe("the decision, before any plan", () => {
  it("lists the nodes for which precision is a choice: no carriers, no shape arithmetic", () => {
    const { decision } = prepareEmulation(textModel(text), everythingFp16);
    expect(floatNodes(decision).map((each) => each.id)).toEqual(["sin", "relu"]);
  });

  it("says for each of them which inputs and outputs round", () => {
    const { decision, graph } = prepareEmulation(
      textModel(
        "input x float 4\noutput v float 1\noutput i int64 1\nweight k int64 1 = 1\nv, i = TopK(x, k) @top",
      ),
      everythingFp16,
    );
    const top = graph.nodeById.get("top");
    expect(top && decision.byNode.get(top)).toEqual({
      inputs: ["float16", undefined],
      outputs: ["float16", undefined],
    });
  });

  it("does not depend on the plan, unlike the placement", () => {
    const all = prepareEmulation(textModel(text), everythingFp16);
    const kept = keepInFp32(["sin", "relu"]);
    expect(floatNodes(prepareEmulation(textModel(text), kept).decision).map((each) => each.id)).toEqual([
      "sin",
      "relu",
    ]);
    const placed = placeRounding(all.graph, all.decision, everythingFp16);
    expect([...placed.outputs.keys()].map((each) => each.name)).toEqual(["a"]);
    expect([...placed.copies.keys()].map((each) => each.name)).toEqual(["x"]);
    const none = placeRounding(all.graph, all.decision, kept);
    expect([none.outputs.size, none.copies.size, none.readings.size]).toEqual([0, 0, 0]);
  });

  it("knows for every added node which node it stands for", () => {
    const { expanded, graph } = prepareEmulation(readModel("attention", "plain_4d"), everythingFp16);
    const owners = graph.nodes.map((each) => expanded.owners.get(each.id));
    expect(new Set(owners)).toEqual(new Set(["attention"]));
  });
});

describe("a plan", () => {
  it("of everything in FP32 keeps every kind of node as it is", () => {
    for (const name of ["batch_norm", "layer_norm", "gru", "network"]) {
      const original = readModel("operators", name);
      const { graph } = prepareEmulation(original, everythingFp16);
      const named = new Set([...everythingFp32(graph).fp32Nodes].filter((id) => !id.includes("/")));
      expect(emulate(original, keepInFp32(named)).model).toBe(original);
    }
  });

  it("keeps its meaning when an expanded neighbour shared a node's name", () => {
    const shared = `
      opset 23
      ir 11
      input q float 1,1,2,2
      output y float
      a = Attention(q, q, q) @same
      y = Sin(a) @same
    `;
    const { model: emulated } = emulate(textModel(shared), keepInFp32(["y"]));
    const sine = emulated.graph?.node.find((each) => each.opType === "Sin");
    expect([sine?.input, sine?.output]).toEqual([["a"], ["y"]]);
  });
});

describe("a large model", () => {
  it("of 50,000 nodes is emulated within the time of a test, since no step looks at all nodes for each node", () => {
    const count = 50_000;
    const nodes = Array.from({ length: count }, (_, index) =>
      node("Sin", [index === 0 ? "x" : `t${index - 1}`], [index === count - 1 ? "y" : `t${index}`]),
    );
    const large = model({ node: nodes, output: [value("y")] });
    const { model: emulated } = emulate(large, everythingFp16);
    expect(emulated.graph?.node).toHaveLength(3 * count + 2);
  });
});
