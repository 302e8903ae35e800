import { readFileSync } from "node:fs";
import type { ModelProto } from "onnx-buf";
import { decodeModel } from "../../src/onnx/decode.ts";
import type { PlainTensor } from "./onnxruntime-runner.ts";

export type PlainTensors = Readonly<Record<string, PlainTensor>>;

export interface RecordedCase {
  readonly name: string;
  readonly inputs: PlainTensors;
  /** Outputs by an independent source, in FP32 and with FP16 storage. */
  readonly fp32?: PlainTensors;
  readonly fp16: PlainTensors;
}

/** `cases.jsonl` of a folder in test/models, one case a line; non-finite numbers are words there. */
export function readCases(folder: string): readonly RecordedCase[] {
  const text = readFileSync(new URL(`../models/${folder}/cases.jsonl`, import.meta.url), "utf8");
  const words: Readonly<Record<string, number>> = {
    inf: Number.POSITIVE_INFINITY,
    "-inf": Number.NEGATIVE_INFINITY,
    nan: Number.NaN,
  };
  const revive = (_key: string, value: unknown): unknown =>
    typeof value === "string" && Object.hasOwn(words, value) ? words[value] : value;
  const lines = text.split("\n").filter((line) => line !== "");
  return lines.map((line) => JSON.parse(line, revive) as RecordedCase);
}

/** A model of test/models. */
export function readModel(folder: string, name: string): ModelProto {
  return decodeModel(readFileSync(new URL(`../models/${folder}/${name}.onnx`, import.meta.url)), name);
}

/**
 * Where `actual` is not `expected`: another shape, or elements further away than `tolerance` of max(1, |expected|);
 * NaN and infinities must agree exactly. Outputs that nobody expects count too.
 */
export function mismatches(actual: PlainTensors, expected: PlainTensors, tolerance: number): string[] {
  const names = new Set([...Object.keys(actual), ...Object.keys(expected)]);
  return [...names].flatMap((name) => {
    const [found, wanted] = [actual[name], expected[name]];
    if (found === undefined || wanted === undefined || found.dims.join() !== wanted.dims.join()) {
      return [`${name}: ${found?.dims.join() ?? "nothing"} for ${wanted?.dims.join() ?? "nothing"}`];
    }
    return wanted.data.flatMap((value, index) => {
      const element = found.data[index] as number;
      const agrees =
        Object.is(element, value) || Math.abs(element - value) <= tolerance * Math.max(1, Math.abs(value));
      return agrees ? [] : [`${name}[${index}]: ${element} for ${value}`];
    });
  });
}
