import { describe } from "vitest";
import { discontinuity, wrongChoice } from "../../../src/localise/causes/discontinuity.ts";
import { causeTable, unary } from "./cause-table.ts";

const before = (op: string): string => `input x float 4\n output y int64 4\n a = Relu(x)\n y = ${op}(a)`;

describe("wrongChoice", () => {
  causeTable("discontinuity", wrongChoice, [
    {
      name: "logits before an ArgMax",
      graph: before("ArgMax"),
      node: "a",
      says: "ArgMax behind it jumps where two values are closer",
    },
    {
      name: "the softmax before it, whatever its error",
      graph: before("ArgMax").replace("Relu", "Softmax"),
      node: "a",
      measured: { a: { introduced: { relRms: 0.05 } } },
      says: "ArgMax",
    },
    {
      name: "a Floor, which is no choice among values",
      graph: before("Floor").replace("int64", "float"),
      node: "a",
    },
    {
      name: "a node with an error of its own",
      graph: before("ArgMax"),
      node: "a",
      measured: { a: { introduced: { relRms: 0.05 } } },
    },
    {
      name: "values that turned infinite",
      graph: before("ArgMax").replace("Relu", "Softmax"),
      node: "a",
      measured: { a: { introduced: { nonFinite: 3 } } },
    },
  ]);
});

describe("discontinuity", () => {
  causeTable("discontinuity", discontinuity, [
    {
      name: "values before a Floor",
      graph: before("Floor").replace("int64", "float"),
      node: "a",
      says: "Floor behind it",
    },
    {
      name: "the Round itself",
      graph: unary("Round"),
      node: "y",
      measured: { y: { introduced: { max: 1, relRms: 0.1 } } },
      says: "Round jumps where its input crosses a border",
    },
    { name: "a smooth function", graph: unary("Tanh"), node: "y" },
  ]);
});
