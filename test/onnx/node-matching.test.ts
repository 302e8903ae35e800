import type { ModelProto } from "onnx-buf";
import { describe, expect, it } from "vitest";
import { newIntAttribute } from "../../src/onnx/attributes.ts";
import { copyMessage } from "../../src/onnx/message-copy.ts";
import { matchNodes } from "../../src/onnx/node-matching.ts";
import { compared, readCandidate } from "../compare/candidate-fixtures.ts";
import { model, node, pair, value } from "./build-model.ts";

const match = (one: ModelProto, other: ModelProto) => matchNodes(compared(one), compared(other));
const names = (matching: ReturnType<typeof match>) =>
  [...matching.pairs].map(([one, other]) => `${one.proto.output[0]} ${other.proto.output[0]}`);

/** Other names for every node and every tensor but inputs and outputs. */
function renamed(original: ModelProto, rename: (name: string) => string): ModelProto {
  const graph = original.graph as NonNullable<ModelProto["graph"]>;
  const kept = new Set([...graph.input, ...graph.output].map(({ name }) => name));
  const other = (name: string): string => (name === "" || kept.has(name) ? name : rename(name));
  return copyMessage(original, {
    graph: copyMessage(graph, {
      node: graph.node.map((each) =>
        copyMessage(each, {
          name: rename(each.name),
          input: each.input.map(other),
          output: each.output.map(other),
        }),
      ),
      initializer: graph.initializer.map((each) => copyMessage(each, { name: other(each.name) })),
      valueInfo: [],
    }),
  });
}

describe("matchNodes", () => {
  it("finds every node of a model again whose names all changed, by its place in the graph", () => {
    const original = readCandidate("model");
    const matching = match(
      original,
      renamed(original, (name) => `renamed_${Buffer.from(name).toString("hex")}`),
    );
    expect(matching.missing.map(({ id }) => id)).toEqual([]);
    expect(matching.added.map(({ id }) => id)).toEqual([]);
    const operators = [...matching.pairs].map(([one, other]) => [one.proto.opType, other.proto.opType]);
    expect(operators.every(([one, other]) => one === other)).toBe(true);
  });

  it("follows the graph and not names that another numbering gives to other nodes", () => {
    const chain = (...labels: string[]) =>
      model({
        node: labels.map((name, at) =>
          node(
            "Mul",
            [at === 0 ? "x" : `t${at}`, `w${at}`],
            [at === labels.length - 1 ? "y" : `t${at + 1}`],
            { name },
          ),
        ),
        initializer: labels.map((_, at) => pair(`w${at}`, at, at + 1)),
      });
    const matching = match(chain("m1", "m2", "m3", "m4"), chain("m4", "m1", "m2", "m3"));
    expect(names(matching)).toEqual(["t1 t1", "t2 t2", "t3 t3", "y y"]);
  });

  it("tells siblings on one input apart by their names", () => {
    const heads = (order: readonly string[]) =>
      model({
        output: order.map((name) => value(name)),
        node: order.map((name) => node("Mul", ["x", `${name}_weight`], [name], { name: `${name}_mul` })),
        initializer: order.map((name, at) => pair(`${name}_weight`, at)),
      });
    expect(names(match(heads(["q", "k", "v"]), heads(["v", "q", "k"])))).toEqual(["q q", "k k", "v v"]);
  });

  it("looks through Casts between float types and Identity, and not through other Casts", () => {
    const matching = match(readCandidate("model"), readCandidate("autocast"));
    expect(matching.added).toEqual([]);
    const casting = model({
      output: [value("y", 7)],
      node: [
        node("Neg", ["x"], ["n"]),
        node("Cast", ["n"], ["y"], { attribute: [newIntAttribute("to", 7)] }),
      ],
    });
    expect(match(model({ output: [value("y", 1)] }), casting).added.map(({ proto }) => proto.opType)).toEqual(
      ["Cast"],
    );
  });

  it("pairs what stands before and behind a node that was put in", () => {
    const before = model({
      node: [node("Neg", ["x"], ["a"]), node("Abs", ["a"], ["b"]), node("Exp", ["b"], ["y"])],
    });
    const behind = model({
      node: [
        node("Neg", ["x"], ["one"]),
        node("Abs", ["one"], ["two"]),
        node("Relu", ["two"], ["three"]),
        node("Exp", ["three"], ["y"]),
      ],
    });
    const matching = match(before, behind);
    expect(names(matching)).toEqual(["a one", "b two", "y y"]);
    expect(matching.added.map(({ proto }) => proto.opType)).toEqual(["Relu"]);
  });

  it("leaves out nodes that no output depends on", () => {
    const idle = model({ node: [node("Neg", ["x"], ["y"]), node("Abs", ["x"], ["unused"])] });
    expect(match(model(), idle)).toMatchObject({ referenceCount: 1, candidateCount: 1, added: [] });
  });
});
