import { describe } from "vitest";
import { overflow } from "../../../src/localise/causes/overflow.ts";
import { binary, causeTable, unary } from "./cause-table.ts";

describe("overflow", () => {
  causeTable("overflow", overflow, [
    {
      name: "a result beyond 65504",
      graph: binary("Mul"),
      node: "y",
      measured: { y: { reference: { absMax: 9e4, overflows: 3 } } },
      says: "Mul reaches 90000 > 65504 in 3 of 64 elements",
    },
    {
      name: "an operand that is infinite in FP16",
      graph: "input a float 4\n output y float 4\n x = Relu(a)\n y = Sqrt(x)",
      node: "y",
      measured: { y: { inputs: { 0: { absMax: 2.6e5, overflows: 12, elements: 4096 } } } },
      says: "reads values up to 2.6e5 > 65504 (12 of 4096 elements)",
    },
    {
      name: "an input of the model that is out of range",
      graph: unary("Relu"),
      node: "y",
      measured: { y: { inputs: { 0: { absMax: 5e6, overflows: 4 } } } },
      says: 'the model\'s input "x"',
    },
    {
      name: "values just inside the range",
      graph: binary("Mul"),
      node: "y",
      measured: { y: { reference: { absMax: 65504 } } },
    },
    {
      name: "an operand that the node does not round",
      graph: unary("Relu"),
      node: "y",
      measured: { y: { inputs: { 0: { absMax: 1e5, overflows: 1, isRounded: false } } } },
    },
  ]);
});
