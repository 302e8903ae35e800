import { expect, it } from "vitest";
import { rounding } from "../../../src/localise/causes/rounding.ts";
import { contextOf } from "./build-evidence.ts";
import { unary } from "./cause-table.ts";

it("says how far ordinary rounding moves the values, and matches everything", () => {
  const cause = rounding(
    contextOf("y", unary("Relu"), {
      y: { introduced: { max: 0.0123, relRms: 3e-4 }, reference: { absMax: 64 } },
    }),
  );
  expect(cause.kind).toBe("rounding");
  expect(cause.evidence).toBe(
    "The rounding of Relu moves its values by up to 0.0123 (3e-4 relative) at magnitudes up to 64 (10 bits of headroom), which is more than the limit allows.",
  );
});
