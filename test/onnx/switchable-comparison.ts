import type { ModelProto } from "onnx-buf";
import { emulate } from "../../src/onnx/emulate.ts";
import { keepInFp32 } from "../../src/onnx/plan.ts";
import type { SwitchableOptions } from "../../src/onnx/switchable.ts";
import { switchable } from "../../src/onnx/switchable.ts";
import { type PlainTensor, run } from "./onnxruntime-runner.ts";

type Inputs = Readonly<Record<string, PlainTensor>>;

export interface PlanComparison {
  /** Plans that were run both ways. */
  readonly plans: number;
  /** Plans (nodes in FP32) and outputs that differ in any number; empty when the two are the same. */
  readonly differences: readonly string[];
  /** Distinct results among the plans: 1 means that the switches change nothing. */
  readonly results: number;
}

/** Runs a model under plans, as a fixed emulation and by its switches: every plan for up to five nodes, else 24. */
export async function comparePlans(
  model: ModelProto,
  inputs: Inputs,
  options: SwitchableOptions & { readonly keep?: (fp32: readonly string[]) => boolean } = {},
): Promise<PlanComparison> {
  const built = switchable(model, options);
  const { switches } = built;
  const differences: string[] = [];
  const results = new Set<string>();
  const plans = subsets(switches.nodeIds).filter(options.keep ?? (() => true));
  for (const fp32 of plans) {
    const plan = keepInFp32(fp32);
    const fixed = await run(emulate(model, plan).model, inputs);
    const elements = switches.elements(plan);
    if (elements === undefined) throw new Error(`the switches can't express ${fp32.join()}`);
    const tensor: PlainTensor = { dtype: "bool", dims: [elements.length], data: [...elements] };
    const switched = await run(
      built.model,
      switches.count === 0 ? inputs : { ...inputs, [switches.input]: tensor },
    );
    for (const [name, expected] of Object.entries(fixed)) {
      const actual = switched[name];
      const isSame =
        actual?.dims.join() === expected.dims.join() &&
        expected.data.every((number, at) => Object.is(number, actual.data[at]));
      if (!isSame) differences.push(`[${fp32.join(" ")}] ${name}`);
    }
    results.add(JSON.stringify(Object.values(fixed).map(({ data }) => data.map(String))));
  }
  return { plans: plans.length, differences, results: results.size };
}

function subsets(ids: readonly string[]): string[][] {
  if (ids.length <= 5) {
    return Array.from({ length: 2 ** ids.length }, (_, bits) => ids.filter((_id, at) => (bits >> at) & 1));
  }
  let seed = 7;
  const random = (): number => {
    seed = (seed * 48271) % 2147483647;
    return seed / 2147483647;
  };
  const shares = Array.from({ length: 22 }, (_, at) => (at % 5) / 5 + 0.1);
  return [[], [...ids], ...shares.map((share) => ids.filter(() => random() < share))];
}

/** Numbers that are no FP16 numbers, the same in every run, between -1 and 1. */
export function noise(count: number, seed = 1): number[] {
  let state = seed;
  return Array.from({ length: count }, () => {
    state = (state * 48271) % 2147483647;
    return Math.fround((state / 2147483647) * 2 - 1);
  });
}

/** A line that declares a float weight of such numbers. */
export function noisyWeight(name: string, dims: readonly number[], seed = 3): string {
  const count = dims.reduce((product, size) => product * size, 1);
  return `weight ${name} float ${dims.join()} = ${noise(count, seed).join(" ")}`;
}
