import { describe } from "vitest";
import { divisionByFlushed } from "../../../src/localise/causes/division-by-flushed.ts";
import { binary, causeTable, unary } from "./cause-table.ts";

describe("divisionByFlushed", () => {
  causeTable("division-by-flushed", divisionByFlushed, [
    {
      name: "a divisor that vanishes",
      graph: binary("Div"),
      node: "y",
      measured: { y: { introduced: { nonFinite: 5 }, inputs: { 1: { flushed: 5, absMax: 3e-9 } } } },
      says: "5 of 64 divisors of this Div are not zero in FP32 and 0 in FP16",
    },
    {
      name: "a logarithm of what vanishes",
      graph: unary("Log"),
      node: "y",
      measured: { y: { arisingNonFinite: 5, inputs: { 0: { flushed: 5 } } } },
      says: "arguments of this Log",
    },
    {
      name: "a numerator that vanishes",
      graph: binary("Div"),
      node: "y",
      measured: { y: { introduced: { nonFinite: 5 }, inputs: { 0: { flushed: 5 } } } },
    },
    {
      name: "a divisor that vanishes where nothing becomes infinite",
      graph: binary("Div"),
      node: "y",
      measured: { y: { inputs: { 1: { flushed: 5 } } } },
    },
    {
      name: "a product with what vanishes",
      graph: binary("Mul"),
      node: "y",
      measured: { y: { introduced: { nonFinite: 5 }, inputs: { 1: { flushed: 5 } } } },
    },
  ]);
});
