import { describe } from "vitest";
import { largeIntegers } from "../../../src/localise/causes/large-integers.ts";
import { causeTable, unary } from "./cause-table.ts";

describe("largeIntegers", () => {
  causeTable("large-integers", largeIntegers, [
    {
      name: "positions cast to float",
      graph: "input i int64 4\n output y float 4\n f = Cast(i) to=1\n y = Neg(f)",
      node: "y",
      measured: { y: { reference: { absMax: 5000 }, inputs: { 0: { absMax: 5000 } } } },
      says: "Integers up to 5000 are carried as floats here",
    },
    {
      name: "a running sum of rounded lengths",
      graph:
        "input x float 4\n output y float 4\n weight axis int64 - = 0\n r = Round(x)\n c = CumSum(r, axis)\n y = Relu(c)",
      node: "y",
      measured: { y: { reference: { absMax: 4100 }, inputs: { 0: { absMax: 4100 } } } },
      says: "steps of 4",
    },
    {
      name: "integers that FP16 counts in ones",
      graph: "input i int64 4\n output y float 4\n f = Cast(i) to=1\n y = Neg(f)",
      node: "y",
      measured: { y: { reference: { absMax: 2048 }, inputs: { 0: { absMax: 2048 } } } },
    },
    {
      name: "large values that need not be integers",
      graph: unary("Neg"),
      node: "y",
      measured: { y: { reference: { absMax: 5000 }, inputs: { 0: { absMax: 5000 } } } },
    },
    {
      name: "integers scaled by a fraction",
      graph:
        "input i int64 4\n output y float 4\n weight h float - = 0.5\n f = Cast(i) to=1\n g = Mul(f, h)\n y = Neg(g)",
      node: "y",
      measured: { y: { reference: { absMax: 5000 }, inputs: { 0: { absMax: 5000 } } } },
    },
  ]);
});
