import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openModel } from "../../src/files/model.ts";
import type { NodeEvidence } from "../../src/localise/evidence.ts";
import { encodeModel } from "../../src/onnx/encode.ts";
import { runTwin, type TwinRunOptions } from "../../src/runs/twin-run.ts";
import { useEngine } from "../engines/engine-bench.ts";
import { floats } from "../engines/memory-tensors.ts";
import { model, node, tensor, value } from "../onnx/build-model.ts";

const bench = useEngine();

/** y = sqrt(x * x * 1000) + 1e-9, over four elements: the square leaves FP16's range at x = 300. */
const network = model({
  input: [value("x", 1, [4])],
  output: [value("y", 1, [4])],
  initializer: [
    tensor({ name: "gain", dims: [1n], dataType: 1, floatData: [1000] }),
    tensor({ name: "tiny", dims: [1n], dataType: 1, floatData: [1e-9] }),
  ],
  node: [
    node("Mul", ["x", "x"], ["squared"], { name: "square" }),
    node("Mul", ["squared", "gain"], ["loud"], { name: "amplify" }),
    node("Sqrt", ["loud"], ["root"], { name: "root" }),
    node("Add", ["root", "tiny"], ["y"], { name: "offset" }),
  ],
});

async function measure(
  samples: readonly number[][],
  options: Partial<TwinRunOptions> = {},
): Promise<Map<string, NodeEvidence>> {
  const folder = join(bench.folder, "model");
  mkdirSync(folder, { recursive: true });
  const path = join(folder, "network.onnx");
  writeFileSync(path, Buffer.concat(encodeModel(network)));
  const original = openModel(path);
  try {
    const { evidence } = await runTwin({
      model: original.model,
      original,
      samples: samples.map((x, at) => ({ id: `s${at}`, inputs: new Map([["x", floats([4], x)]]) })),
      engine: bench.engine,
      workFolder: bench.folder,
      timeoutMs: 30_000,
      threads: 1,
      detail: "full",
      ...options,
    });
    return new Map(evidence.map((each) => [each.id, each]));
  } finally {
    original.close();
  }
}

test("an overflow is introduced where it arises, with the headroom that was missing", async () => {
  const evidence = await measure([[1, 2, 3, 300]]);
  const square = evidence.get("square");
  expect(square?.introduced.nonFinite).toBe(1);
  expect(square?.arisingNonFinite).toBe(1);
  expect(square?.inherited.nonFinite).toBe(0);
  expect(square?.reference).toMatchObject({ elements: 4, absMax: 90_000, overflows: 1, nonFinite: 0 });
  expect(square?.headroomBits).toBeCloseTo(Math.log2(65_504 / 90_000), 5);
  expect(evidence.get("amplify")?.arisingNonFinite).toBe(0);
});

test("an amplifier inherits what it did not introduce", async () => {
  // 1.0003 is 1 in FP16, so the square is 1 instead of 1.0006, which alone would round to 1.0009765625.
  const evidence = await measure([[1.0003, 1, 1, 1]]);
  const square = evidence.get("square");
  const amplify = evidence.get("amplify");
  expect(square?.introduced.max).toBeCloseTo(Math.fround(1.0003) ** 2 - 1, 6);
  expect(square?.inherited.max).toBe(0);
  expect(amplify?.introduced.max).toBeLessThan(0.5);
  expect(amplify?.inherited.max).toBeCloseTo(1, 1);
});

test("a constant that FP16 flushes is seen at the node that reads it", async () => {
  const offset = (await measure([[1, 2, 3, 4]])).get("offset");
  const tiny = offset?.inputs.find(({ name }) => name === "tiny");
  expect(tiny).toMatchObject({ isConstant: true, flushed: 1, nonZero: 1 });
  expect(tiny?.scalar).toBeCloseTo(1e-9, 15);
});

test("figures are over all samples, and the worst is named", async () => {
  const evidence = await measure([
    [1, 1, 1, 1],
    [1, 2, 3, 300],
  ]);
  expect(evidence.get("square")?.reference).toMatchObject({ elements: 8, absMax: 90_000 });
  expect(evidence.get("square")?.worstSample).toBe("s1");
});

test("light detail measures totals and headroom only", async () => {
  const [light, full] = [
    await measure([[1, 2, 3, 4]], { detail: "light" }),
    await measure([[1, 2, 3, 4]], { detail: "full" }),
  ];
  for (const [id, each] of full) {
    expect(light.get(id)?.total).toEqual(each.total);
    expect(light.get(id)?.headroomBits).toBe(each.headroomBits);
    expect(light.get(id)?.introduced.max).toBeNaN();
  }
});

test("a graph that is split into parts gives the same figures", async () => {
  const samples = [[1.0009765625, 2, 3, 300]];
  expect(await measure(samples, { largestPartNodes: 2 })).toEqual(await measure(samples));
});
