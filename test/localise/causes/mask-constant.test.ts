import { describe } from "vitest";
import { maskConstant } from "../../../src/localise/causes/mask-constant.ts";
import { causeTable } from "./cause-table.ts";

const attention = `
  input x float 4
  input k float 4
  output y float 4
  weight big float - = -1e9
  m = Mul(k, big)
  s = Add(x, m)
  y = Softmax(s)`;

describe("maskConstant", () => {
  causeTable("mask-constant", maskConstant, [
    {
      name: "the product with the constant",
      graph: attention,
      node: "m",
      measured: { m: { introduced: { nonFinite: 4 } } },
      says: "The mask constant -1e9 is infinite in FP16",
    },
    {
      name: "the sum that reads it",
      graph: attention,
      node: "s",
      measured: { s: { introduced: { nonFinite: 4 } } },
      says: "-1e9",
    },
    {
      name: "the softmax that reads the sum",
      graph: attention,
      node: "y",
      measured: { y: { introduced: { nonFinite: 4 } } },
      says: "-1e9",
    },
    {
      name: "a stored mask of many elements",
      graph: attention
        .replace("input k", "weight k")
        .replace("k float 4", "k float 4 = 1 1 0 0")
        .replace("float - = -1e9", "float - = -1"),
      node: "m",
      measured: {
        m: { introduced: { nonFinite: 4 }, inputs: { 0: { isConstant: true, overflows: 2, absMax: 1e9 } } },
      },
      says: "-1e9",
    },
    {
      name: "a Where that fills in the constant",
      graph:
        "input x float 4\n input c bool 4\n output y float 4\n weight big float - = -1e9\n w = Where(c, big, x)\n y = Softmax(w)",
      node: "y",
      measured: { y: { introduced: { nonFinite: 4 } } },
      says: "-1e9",
    },
    {
      name: "a constant that FP16 holds",
      graph: attention.replace("-1e9", "-10000"),
      node: "y",
      measured: { y: { introduced: { nonFinite: 4 } } },
    },
    { name: "a mask that makes no infinity anywhere", graph: attention, node: "y" },
    {
      name: "a large constant with no softmax behind it",
      graph: attention.replace("Softmax", "Relu"),
      node: "m",
      measured: { m: { introduced: { nonFinite: 4 } } },
    },
  ]);
});
