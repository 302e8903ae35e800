import { describe } from "vitest";
import { residualGrowth } from "../../../src/localise/causes/residual-growth.ts";
import { causeTable } from "./cause-table.ts";

const stream = `
  input x float 4
  output y float 4
  weight w float 4,4 = 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1
  f1 = MatMul(x, w)
  s1 = Add(x, f1)
  f2 = MatMul(s1, w)
  s2 = Add(s1, f2)
  f3 = MatMul(s2, w)
  s3 = Add(s2, f3)
  y = Relu(s3)`;

describe("residualGrowth", () => {
  causeTable("residual-growth", residualGrowth, [
    {
      name: "a stream that grew over its blocks",
      graph: stream,
      node: "s3",
      measured: {
        s1: { reference: { absMax: 20 } },
        s2: { reference: { absMax: 400 } },
        s3: { reference: { absMax: 6000 } },
      },
      says: "The residual stream grew from 20 to 6000 over 3 sums, where FP16 steps are 4",
    },
    {
      name: "a stream that left the range",
      graph: stream,
      node: "s3",
      measured: { s1: { reference: { absMax: 20 } }, s3: { reference: { absMax: 9e4, overflows: 2 } } },
      says: "beyond 65504",
    },
    {
      name: "a stream that was large from the start",
      graph: stream,
      node: "s3",
      measured: { s1: { reference: { absMax: 4000 } }, s3: { reference: { absMax: 6000 } } },
    },
    {
      name: "a stream that stayed small",
      graph: stream,
      node: "s3",
      measured: { s1: { reference: { absMax: 1 } }, s3: { reference: { absMax: 100 } } },
    },
    {
      name: "sums that do not build on each other",
      graph: "input x float 4\n output y float 4\n a = Relu(x)\n y = Add(a, x)",
      node: "y",
      measured: { y: { reference: { absMax: 6000 } } },
    },
  ]);
});
