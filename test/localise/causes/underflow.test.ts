import { describe } from "vitest";
import { underflow } from "../../../src/localise/causes/underflow.ts";
import { binary, causeTable, unary } from "./cause-table.ts";

describe("underflow", () => {
  causeTable("underflow", underflow, [
    {
      name: "a product that vanishes",
      graph: binary("Mul"),
      node: "y",
      measured: { y: { introduced: { relRms: 1 }, reference: { flushed: 64, absMax: 1e-9 } } },
      says: "Of 64 elements that are not zero, 64 become 0 in FP16",
    },
    {
      name: "a product that loses digits before a division",
      graph: "input x float 4\n output y float 4\n a = Mul(x, x)\n y = Div(x, a)",
      node: "a",
      measured: { a: { reference: { subnormal: 9, absMax: 1e-5 } } },
      says: "before the Div that reads them",
    },
    {
      name: "tails that vanish and nobody notices",
      graph: binary("Mul"),
      node: "y",
      measured: { y: { introduced: { relRms: 3e-4 }, reference: { flushed: 40, absMax: 1 } } },
    },
    {
      name: "probabilities that vanish in a softmax",
      graph: unary("Softmax"),
      node: "y",
      measured: { y: { introduced: { relRms: 1 }, reference: { flushed: 40 } } },
    },
    {
      name: "values that are zero anyway",
      graph: binary("Mul"),
      node: "y",
      measured: { y: { introduced: { relRms: 1 }, reference: { nonZero: 0, absMax: 0 } } },
    },
    {
      name: "the division that meets a zero",
      graph: binary("Div"),
      node: "y",
      measured: { y: { introduced: { nonFinite: 3 }, reference: { flushed: 40 } } },
    },
  ]);
});
