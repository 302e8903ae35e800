import { expect, test } from "vitest";
import { indexGraph } from "../../src/onnx/graph.ts";
import { truncateModel } from "../../src/onnx/truncate.ts";
import { ifModel, model, node, pair, value } from "./build-model.ts";

const chain = model({
  input: [value("x"), value("unused")],
  output: [value("y")],
  initializer: [pair("w"), pair("late")],
  node: [
    node("Mul", ["x", "w"], ["a"]),
    node("Neg", ["x"], ["side"]),
    node("Add", ["a", "late"], ["b"]),
    node("Sub", ["b", "side"], ["y"]),
  ],
});

test("only what makes the tensor stays, and all inputs", () => {
  const { graph } = truncateModel(indexGraph(chain), ["a"]);
  expect(graph?.node.map(({ opType }) => opType)).toEqual(["Mul"]);
  expect(graph?.initializer.map(({ name }) => name)).toEqual(["w"]);
  expect(graph?.input.map(({ name }) => name)).toEqual(["x", "unused"]);
  expect(graph?.output.map(({ name }) => name)).toEqual(["a"]);
});

test("a tensor without a declaration becomes a float32 output", () => {
  const [output] = truncateModel(indexGraph(chain), ["b"]).graph?.output ?? [];
  expect(output?.type?.value).toMatchObject({ case: "tensorType", value: { elemType: 1 } });
});

test("what a branch reads stays", () => {
  const branching = ifModel({ node: [node("Neg", ["a"], ["t"])], output: [value("t")] });
  const { graph } = truncateModel(indexGraph(branching), ["y"]);
  expect(graph?.node.map(({ opType }) => opType)).toEqual(["Relu", "If"]);
});

test("the original is left as it was", () => {
  truncateModel(indexGraph(chain), ["a"]);
  expect(chain.graph?.node).toHaveLength(4);
});
