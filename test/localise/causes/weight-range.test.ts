import { describe } from "vitest";
import { weightRange } from "../../../src/localise/causes/weight-range.ts";
import { binary, causeTable, weighted } from "./cause-table.ts";

describe("weightRange", () => {
  causeTable("weight-range", weightRange, [
    {
      name: "weights beyond 65504",
      graph: weighted("MatMul"),
      node: "y",
      measured: { y: { inputs: { 1: { isConstant: true, overflows: 2, elements: 4, absMax: 1e5 } } } },
      says: '2 of 4 elements of the weight "w" are beyond 65504',
    },
    {
      name: "one constant beyond 65504",
      graph: weighted("Mul"),
      node: "y",
      measured: { y: { inputs: { 1: { isConstant: true, overflows: 1, scalar: 1e6, absMax: 1e6 } } } },
      says: "The constant 1e6 is beyond 65504",
    },
    {
      name: "weights most of which are subnormal",
      graph: weighted("MatMul"),
      node: "y",
      measured: {
        y: {
          introduced: { relRms: 0.05 },
          inputs: { 1: { isConstant: true, nonZero: 4, subnormal: 3, flushed: 1, absMax: 4e-6 } },
        },
      },
      says: "1 elements become 0 in FP16 and 3 are subnormal, of 4",
    },
    {
      name: "subnormal weights that change nothing",
      graph: weighted("MatMul"),
      node: "y",
      measured: {
        y: {
          introduced: { relRms: 3e-4 },
          inputs: { 1: { isConstant: true, nonZero: 4, subnormal: 3, absMax: 4e-6 } },
        },
      },
    },
    {
      name: "a few subnormal weights among others",
      graph: weighted("MatMul"),
      node: "y",
      measured: {
        y: { introduced: { relRms: 0.05 }, inputs: { 1: { isConstant: true, nonZero: 4, subnormal: 1 } } },
      },
    },
    {
      name: "an activation beyond 65504",
      graph: binary("MatMul"),
      node: "y",
      measured: { y: { inputs: { 1: { overflows: 2, absMax: 1e5 } } } },
    },
  ]);
});
