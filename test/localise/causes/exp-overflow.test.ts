import { describe } from "vitest";
import { expOverflow } from "../../../src/localise/causes/exp-overflow.ts";
import { causeTable, unary } from "./cause-table.ts";

describe("expOverflow", () => {
  causeTable("exp-overflow", expOverflow, [
    {
      name: "an exponential of 14",
      graph: unary("Exp"),
      node: "y",
      measured: { y: { reference: { absMax: 1.28e6, overflows: 9 }, inputs: { 0: { absMax: 14.1 } } } },
      says: "Exp of arguments up to 14.1 reaches 1.28e6 > 65504 in 9 of 64 elements",
    },
    {
      name: "log(1 + exp(x))",
      graph:
        "input x float 4\n output y float 4\n weight one float - = 1\n e = Exp(x)\n s = Add(e, one)\n y = Log(s)",
      node: "e",
      measured: { e: { reference: { absMax: 1e6, overflows: 1 } } },
      says: "65504",
    },
    {
      name: "an exponential in range",
      graph: unary("Exp"),
      node: "y",
      measured: { y: { reference: { absMax: 6e4 } } },
    },
    {
      name: "another operator out of range",
      graph: unary("Relu"),
      node: "y",
      measured: { y: { reference: { absMax: 1e6, overflows: 1 } } },
    },
  ]);
});
