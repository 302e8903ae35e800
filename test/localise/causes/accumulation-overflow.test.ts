import { describe } from "vitest";
import { accumulationOverflow } from "../../../src/localise/causes/accumulation-overflow.ts";
import { binary, causeTable } from "./cause-table.ts";

describe("accumulationOverflow", () => {
  causeTable("accumulation-overflow", accumulationOverflow, [
    {
      name: "magnitudes that add up beyond 65504",
      graph: binary("MatMul"),
      node: "y",
      measured: { y: { accumulationAbsSum: 9e5, reference: { absMax: 300 } } },
      says: "stays within 300, but the magnitudes it adds up reach 9e5 > 65504",
    },
    {
      name: "magnitudes within the range",
      graph: binary("MatMul"),
      node: "y",
      measured: { y: { accumulationAbsSum: 65504 } },
    },
    { name: "a sum that was not measured", graph: binary("MatMul"), node: "y" },
    {
      name: "a result that overflows itself",
      graph: binary("MatMul"),
      node: "y",
      measured: { y: { accumulationAbsSum: 9e5, reference: { absMax: 9e4, overflows: 1 } } },
    },
  ]);
});
