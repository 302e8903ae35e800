import { describe } from "vitest";
import { coordinateResolution, largeValues } from "../../../src/localise/causes/coordinate-resolution.ts";
import { binary, causeTable, unary, weighted } from "./cause-table.ts";

const wave = `
  input x float 4
  output y float 4
  weight f float 4 = 1 2 3 4
  a = Mul(x, f)
  y = Cos(a)`;
const sampler = `
  input image float 1,1,4,4
  input grid float 1,4,4,2
  output y float 1,1,4,4
  weight s float - = 2
  g = Mul(grid, s)
  y = GridSample(image, g)`;
const decode = `
  input x float 4
  output y float 4
  weight std float - = 4000
  weight mean float - = 3000
  u = Sub(x, mean)
  m = Mul(u, std)
  y = Add(m, mean)`;

describe("coordinateResolution", () => {
  causeTable("coordinate-resolution", coordinateResolution, [
    {
      name: "a cosine of thousands of radians",
      graph: wave,
      node: "y",
      measured: { y: { introduced: { relRms: 0.5 }, inputs: { 0: { absMax: 4000 } } } },
      says: "The argument of Cos reaches 4000 rad, where neighbouring FP16 numbers are 2 rad apart",
    },
    {
      name: "the product that makes the angle",
      graph: wave,
      node: "a",
      measured: { y: { inputs: { 0: { absMax: 4000 } } } },
      says: "4000 rad",
    },
    {
      name: "positions that feed grid_sample",
      graph: sampler,
      node: "g",
      measured: { g: { reference: { absMax: 600 } } },
      says: "Sampling positions up to 600 feed `grid_sample`, where FP16 steps are 0.5",
    },
    {
      name: "grid_sample itself",
      graph: sampler,
      node: "y",
      measured: { y: { inputs: { 1: { absMax: 1 } } } },
      says: "steps are 9.77e-4",
    },
    {
      name: "angles of a few turns",
      graph: wave,
      node: "y",
      measured: { y: { inputs: { 0: { absMax: 12 } } } },
    },
    {
      name: "an angle that overflows",
      graph: wave,
      node: "a",
      measured: { a: { reference: { absMax: 1e5, overflows: 2 } }, y: { inputs: { 0: { absMax: 1e5 } } } },
    },
    {
      name: "no angle and no grid",
      graph: unary("Relu"),
      node: "y",
      measured: { y: { inputs: { 0: { absMax: 4000 } } } },
    },
  ]);
});

describe("largeValues", () => {
  causeTable("coordinate-resolution", largeValues, [
    {
      name: "a result in the thousands",
      graph: binary("Add"),
      node: "y",
      measured: { y: { introduced: { max: 1 }, reference: { absMax: 3850 } } },
      says: "Values at this Add reach 3850, where FP16 steps are 2; its rounding alone moves them by up to 1",
    },
    {
      name: "a sum that is smaller than its large operands, by no more than their rounding",
      graph: binary("Add"),
      node: "y",
      measured: {
        y: {
          introduced: { max: 1.23, relRms: 0.003 },
          reference: { absMax: 334 },
          inputs: { 0: { absMax: 3390 }, 1: { absMax: 3060 } },
        },
      },
      says: "This Add reads values that reach 3390, where FP16 steps are 2; its rounding alone moves its results by up to 1.23",
    },
    {
      name: "a sum that loses more than the rounding of its operands",
      graph: binary("Add"),
      node: "y",
      measured: {
        y: {
          introduced: { max: 40, relRms: 0.1 },
          reference: { absMax: 334 },
          inputs: { 0: { absMax: 3390 }, 1: { absMax: 3060 } },
        },
      },
    },
    {
      name: "a difference that reads them",
      graph: binary("Sub"),
      node: "y",
      measured: { y: { inputs: { 0: { absMax: 5000 } } } },
      says: "reach 5000, where FP16 steps are 4",
    },
    {
      name: "a small number that is scaled to thousands",
      graph: decode,
      node: "u",
      measured: { u: { reference: { absMax: 1.7 } }, m: { reference: { absMax: 6800 } } },
      says: "multiplied by 4000 later: steps of 3.91 in results up to 6800",
    },
    {
      name: "ordinary values",
      graph: binary("Add"),
      node: "y",
      measured: { y: { reference: { absMax: 100 } } },
    },
    {
      name: "large features of a layer with weights",
      graph: weighted("MatMul"),
      node: "y",
      measured: { y: { reference: { absMax: 4000 }, inputs: { 1: { isConstant: true } } } },
    },
    {
      name: "an error beyond rounding",
      graph: binary("Add"),
      node: "y",
      measured: { y: { introduced: { relRms: 0.1 }, reference: { absMax: 4000 } } },
    },
  ]);
});
