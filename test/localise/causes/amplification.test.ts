import { describe } from "vitest";
import { amplification } from "../../../src/localise/causes/amplification.ts";
import { causeTable, unary } from "./cause-table.ts";

describe("amplification", () => {
  causeTable("amplification", amplification, [
    {
      name: "a node before a steep function",
      graph: "input x float 4\n output y float 4\n a = Relu(x)\n y = Exp(a)",
      node: "a",
      measured: { y: { total: { relRms: 0.1 } } },
      says: "Exp behind it magnifies 333 times",
    },
    {
      name: "a softmax of large logits",
      graph: unary("Softmax"),
      node: "y",
      measured: { y: { introduced: { relRms: 0.01 }, inputs: { 0: { absMax: 350 } } } },
      says: "Softmax reads values up to 350, where FP16 steps are 0.25",
    },
    {
      name: "a softmax of ordinary logits",
      graph: unary("Softmax"),
      node: "y",
      measured: { y: { inputs: { 0: { absMax: 20 } } } },
    },
    {
      name: "a node whose own error is large",
      graph: "input x float 4\n output y float 4\n a = Relu(x)\n y = Exp(a)",
      node: "a",
      measured: { a: { introduced: { relRms: 0.1 } }, y: { total: { relRms: 5 } } },
    },
    {
      name: "a node before one that keeps errors as they are",
      graph: "input x float 4\n output y float 4\n a = Relu(x)\n y = Tanh(a)",
      node: "a",
    },
  ]);
});
