import { describe } from "vitest";
import { writtenOutSum } from "../../../src/localise/causes/written-out-sum.ts";
import { causeTable, unary } from "./cause-table.ts";

function sums(count: number): string {
  const lines = ["input x float 4", "output y float 4", "s1 = Add(x, x)"];
  for (let index = 2; index <= count; index += 1) lines.push(`s${index} = Add(s${index - 1}, x)`);
  return [...lines, `y = Relu(s${count})`].join("\n");
}

describe("writtenOutSum", () => {
  causeTable("long-accumulation", writtenOutSum, [
    {
      name: "the hundredth sum in a row",
      graph: sums(100),
      node: "s100",
      measured: { s100: { reference: { absMax: 2600 } } },
      says: "This is sum 100 in a row, and has reached 2600, where FP16 steps are 2",
    },
    { name: "the tenth", graph: sums(10), node: "s10" },
    {
      name: "a sum with an error of its own",
      graph: sums(100),
      node: "s100",
      measured: { s100: { introduced: { relRms: 0.1 } } },
    },
    { name: "another operator", graph: unary("Relu"), node: "y" },
  ]);
});
