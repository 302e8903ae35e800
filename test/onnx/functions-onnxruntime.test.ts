import { beforeAll, expect, test } from "vitest";
import { decodeModel } from "../../src/onnx/decode.ts";
import { encodeModel } from "../../src/onnx/encode.ts";
import { inlineFunctions } from "../../src/onnx/functions.ts";
import { encoded, joined } from "./build-model.ts";
import { equivalents, runnable } from "./function-models.ts";
import { type Ran, runModels } from "./onnxruntime.ts";

const names = Object.keys(runnable);
const results = new Map<string, readonly [Ran | undefined, Ran | undefined]>();

beforeAll(() => {
  const originals = names.map((name) => decodeModel(encoded(runnable[name] ?? expect.fail(name)), name));
  const inlined = originals.map((original) =>
    decodeModel(joined(encodeModel(inlineFunctions(original))), "inlined"),
  );
  const ran = runModels([...originals, ...inlined]);
  for (const [index, name] of names.entries()) {
    results.set(name, [ran[index], ran[index + names.length]]);
  }
});

test.each(names)("ONNX Runtime computes the same bits with and without functions: %s", (name) => {
  const [original, inlined] = results.get(name) ?? [];
  expect(original?.error).toBeUndefined();
  expect(inlined).toEqual(original);
  expect(inlined?.outputs?.y).toMatch(/^[0-9a-f]{16}$/);
});

test("the models do different things", () => {
  expect(new Set([...results.values()].map(([original]) => original?.outputs?.y)).size).toBeGreaterThan(8);
});

test.each(Object.entries(equivalents))(
  "inlined, ONNX Runtime computes what is meant: %s",
  (_, [called, spelledOut]) => {
    const [inlined, expected] = runModels([
      inlineFunctions(decodeModel(encoded(called), "called")),
      spelledOut,
    ]);
    expect(expected?.outputs?.y).toMatch(/^[0-9a-f]{16}$/);
    expect(inlined).toEqual(expected);
  },
);
