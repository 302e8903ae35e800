import { describe, expect, test } from "vitest";
import { cutTensors, firstWrong, isWrong, nodesAround, pickCuts } from "../../src/localise/engine-cuts.ts";
import { indexGraph } from "../../src/onnx/graph.ts";
import { inferTypes } from "../../src/onnx/types.ts";
import { model, node } from "../onnx/build-model.ts";

describe("whether the engine is wrong at a tensor", () => {
  test.each([
    [{ engine: 0.001, emulation: 0.001 }, false],
    [{ engine: 0.019, emulation: 0 }, false],
    [{ engine: 0.5, emulation: 0.001 }, true],
    [{ engine: 0.5, emulation: 0.2 }, false],
    [{ engine: Infinity, emulation: 0.001 }, true],
    [{ engine: Number.NaN, emulation: 0.001 }, true],
    [{ engine: Infinity, emulation: Infinity }, false],
  ])("%j: %s", (error, expected) => {
    expect(isWrong(error)).toBe(expected);
  });
});

describe("places to cut", () => {
  test("all of a short range", () => expect(pickCuts([3, 5], 24)).toEqual([3, 4, 5]));
  test("a long range evenly, its end included", () => expect(pickCuts([0, 99], 4)).toEqual([24, 49, 74, 99]));
  test("none of an empty range", () => expect(pickCuts([5, 4], 4)).toEqual([]));
});

describe("the first wrong place", () => {
  const [right, wrong] = [
    { engine: 0, emulation: 0 },
    { engine: 1, emulation: 0 },
  ];
  test("behind the last right one", () => {
    const errors = new Map([
      [2, right],
      [4, right],
      [6, wrong],
      [8, wrong],
    ]);
    expect(firstWrong([2, 4, 6, 8], errors)).toEqual({ good: 4, bad: 6 });
  });
  test("at the very beginning", () => {
    expect(firstWrong([2], new Map([[2, wrong]]))).toEqual({ good: -1, bad: 2 });
  });
  test("a tensor that the engine did not give tells nothing", () => {
    expect(
      firstWrong(
        [1, 2, 3],
        new Map([
          [1, right],
          [3, wrong],
        ]),
      ),
    ).toEqual({ good: 1, bad: 3 });
  });
  test("undefined when all are right", () => {
    expect(firstWrong([1], new Map([[1, right]]))).toBeUndefined();
  });
});

describe("nodes and tensors of a graph", () => {
  const graph = indexGraph(
    model({
      node: [
        node("Neg", ["x"], ["a"], { name: "first" }),
        node("Shape", ["a"], ["n"], { name: "size" }),
        node("Relu", ["a"], ["b"], { name: "second" }),
        node("Expand", ["b", "n"], ["y"], { name: "last" }),
      ],
    }),
  );
  test("float tensors between nodes can be cut, outputs and shapes can't", () => {
    expect(cutTensors(graph, inferTypes(graph))).toEqual(["a", "b"]);
  });
  test("the maker of a tensor, and with it those that read it", () => {
    expect(nodesAround(graph, ["b"], false).map(({ id }) => id)).toEqual(["second"]);
    expect(nodesAround(graph, ["b"], true).map(({ id }) => id)).toEqual(["second", "last"]);
  });
});
