import { describe } from "vitest";
import { epsUnderflow } from "../../../src/localise/causes/eps-underflow.ts";
import { causeTable } from "./cause-table.ts";

const norm = `
  input x float 4
  output y float 4
  weight e float - = 1e-12
  r = Sqrt(x)
  s = Add(r, e)
  y = Div(x, s)`;
const eps = { 1: { isConstant: true, scalar: 1e-12, flushed: 1, absMax: 1e-12 } };

describe("epsUnderflow", () => {
  causeTable("eps-underflow", epsUnderflow, [
    {
      name: "the sum with an eps that vanishes",
      graph: norm,
      node: "s",
      measured: { s: { reference: { flushed: 2 }, inputs: eps } },
      says: "eps = 1e-12 is 0 in FP16 (2^-25 and less vanish)",
    },
    {
      name: "the division that meets the zero",
      graph: norm,
      node: "y",
      measured: { s: { reference: { flushed: 2 }, inputs: eps } },
      says: "eps = 1e-12 is 0 in FP16",
    },
    {
      name: "a lower bound by Clip",
      graph: norm.replace("Add(r, e)", "Clip(r, e)"),
      node: "s",
      measured: { s: { reference: { flushed: 2 }, inputs: eps } },
      says: "eps = 1e-12",
    },
    {
      name: "a lower bound by Max before a logarithm",
      graph: norm.replace("Add(r, e)", "Max(r, e)").replace("Div(x, s)", "Log(s)"),
      node: "y",
      measured: { s: { reference: { flushed: 2 }, inputs: eps } },
      says: "meets a zero",
    },
    {
      name: "an eps of 2^-25, which still vanishes",
      graph: norm,
      node: "s",
      measured: {
        s: {
          reference: { flushed: 2 },
          inputs: { 1: { isConstant: true, scalar: 2 ** -25, absMax: 2 ** -25 } },
        },
      },
      says: "is 0 in FP16",
    },
    {
      name: "a subnormal eps that decides",
      graph: norm,
      node: "s",
      measured: {
        s: { reference: { subnormal: 2 }, inputs: { 1: { isConstant: true, scalar: 1e-7, absMax: 1e-7 } } },
      },
      says: "eps = 1e-7 is subnormal in FP16 and keeps 1 of 11 bits",
    },
    {
      name: "an eps that vanishes beside large values",
      graph: norm,
      node: "s",
      measured: { s: { inputs: eps } },
    },
    {
      name: "an eps that FP16 holds",
      graph: norm,
      node: "s",
      measured: {
        s: { reference: { flushed: 2 }, inputs: { 1: { isConstant: true, scalar: 1e-4, absMax: 1e-4 } } },
      },
    },
    {
      name: "a small constant that protects nothing",
      graph: norm.replace("Div(x, s)", "Relu(s)"),
      node: "s",
      measured: { s: { reference: { flushed: 2 }, inputs: eps } },
    },
    {
      name: "a vanishing numerator",
      graph: norm.replace("Div(x, s)", "Div(s, x)"),
      node: "y",
      measured: { s: { reference: { flushed: 2 }, inputs: eps } },
    },
  ]);
});
