import { describe } from "vitest";
import { cancellation } from "../../../src/localise/causes/cancellation.ts";
import { binary, causeTable } from "./cause-table.ts";

const lossy = {
  introduced: { relRms: 0.05 },
  reference: { rms: 1 },
  inputs: { 0: { rms: 100 }, 1: { rms: 100 } },
};
const moments = `
  input x float 2,4
  output y float 2,4
  weight axes int64 1 = -1
  xx = Mul(x, x)
  m = ReduceMean(x, axes)
  mm = ReduceMean(xx, axes)
  sq = Mul(m, m)
  y = Sub(mm, sq)`;

describe("cancellation", () => {
  causeTable("cancellation", cancellation, [
    {
      name: "a difference of nearly equal numbers",
      graph: binary("Sub"),
      node: "y",
      measured: { y: lossy },
      says: "Sub takes a difference of 1 between numbers of about 100 (rms) here: their FP16 rounding is magnified 100 times",
    },
    {
      name: "the operand whose rounding the difference lays bare",
      graph: "input x float 4\n output y float 4\n a = Relu(x)\n y = Sub(a, x)",
      node: "a",
      measured: { y: lossy },
      says: "in the difference that reads this",
    },
    {
      name: "E[x^2] - E[x]^2",
      graph: moments,
      node: "y",
      measured: { y: lossy },
      says: "The variance as E[x^2] - E[x]^2",
    },
    {
      name: "the mean of squares in it",
      graph: moments,
      node: "mm",
      measured: { y: lossy },
      says: "The variance as E[x^2] - E[x]^2",
    },
    {
      name: "a difference that keeps most of its size",
      graph: binary("Sub"),
      node: "y",
      measured: { y: { ...lossy, reference: { rms: 30 } } },
    },
    {
      name: "a small number beside a large one",
      graph: binary("Sub"),
      node: "y",
      measured: { y: { ...lossy, inputs: { 0: { rms: 100 }, 1: { rms: 1 } } } },
    },
    {
      name: "a difference that FP16 takes exactly",
      graph: binary("Sub"),
      node: "y",
      measured: { y: { ...lossy, introduced: { relRms: 2e-4 } } },
    },
  ]);
});
