import { expect, it } from "vitest";
import { perturbSample } from "../../src/steps/perturb-sample.ts";
import { floats, floatsOf, tensorOf } from "../engines/memory-tensors.ts";

const image = floats([4], [0.5, -1.5, 2.25, 0]);
const ids = tensorOf("int64", [2], BigInt64Array.from([3n, 4n]));
const sample = { id: "0000", inputs: new Map([["image", image] as const, ["ids", ids] as const]) };

it("changes float inputs, leaves the others, and is the same every time", () => {
  const changed = perturbSample(sample, { kind: "noise", seed: 1 });
  expect(changed?.id).not.toBe(sample.id);
  expect(changed?.inputs.get("ids")).toBe(ids);
  const values = floatsOf(changed?.inputs.get("image"));
  expect(values).not.toEqual(floatsOf(image));
  expect(values[3]).toBe(0);
  expect(floatsOf(perturbSample(sample, { kind: "noise", seed: 1 })?.inputs.get("image"))).toEqual(values);
  expect(floatsOf(perturbSample(sample, { kind: "noise", seed: 3 })?.inputs.get("image"))).not.toEqual(
    values,
  );
});

it("permutes elements without changing them", () => {
  const values = floatsOf(perturbSample(sample, { kind: "permuted", seed: 4 })?.inputs.get("image"));
  const ascending = (numbers: readonly number[]) => numbers.toSorted((one, other) => one - other);
  expect(ascending(values)).toEqual(ascending(floatsOf(image)));
});

it("is nothing for a sample that it can't change", () => {
  const inputs = new Map([["ids", ids] as const, ["one", floats([1], [2])] as const]);
  expect(perturbSample({ id: "0", inputs }, { kind: "permuted", seed: 1 })).toBeUndefined();
  expect(perturbSample({ id: "0", inputs }, { kind: "noise", seed: 1 })).toBeUndefined();
});
