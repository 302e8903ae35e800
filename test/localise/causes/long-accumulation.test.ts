import { describe } from "vitest";
import { longAccumulation } from "../../../src/localise/causes/long-accumulation.ts";
import { causeTable, unary } from "./cause-table.ts";

describe("longAccumulation", () => {
  causeTable("long-accumulation", longAccumulation, [
    {
      name: "a running sum of thousands of terms",
      graph: "input x float 4\n output y float 4\n weight axis int64 - = 0\n y = CumSum(x, axis)",
      node: "y",
      measured: { y: { reference: { absMax: 4000 }, inputs: { 0: { rms: 1 } } } },
      says: "adds up about 4000 terms of 1 (rms) to 4000",
    },
    {
      name: "a mean over a large plane",
      graph: unary("ReduceMean"),
      node: "y",
      measured: { y: { reference: { elements: 2 }, inputs: { 0: { elements: 131072, rms: 1 } } } },
      says: "65500 terms",
    },
    {
      name: "a short sum",
      graph: unary("ReduceMean"),
      node: "y",
      measured: { y: { reference: { elements: 2 }, inputs: { 0: { elements: 64 } } } },
    },
    {
      name: "no sum at all",
      graph: unary("Relu"),
      node: "y",
      measured: { y: { inputs: { 0: { elements: 131072 } }, reference: { elements: 1 } } },
    },
    {
      name: "a running sum of zeros",
      graph: "input x float 4\n output y float 4\n weight axis int64 - = 0\n y = CumSum(x, axis)",
      node: "y",
      measured: { y: { reference: { absMax: 0 }, inputs: { 0: { rms: 0, absMax: 0 } } } },
    },
  ]);
});
