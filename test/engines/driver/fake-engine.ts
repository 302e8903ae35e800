import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createDriver, type DriverEngine, type DriverOptions } from "../../../src/engines/driver/driver.ts";
import type { EngineRequest } from "../../../src/engines/real-engine.ts";
import { encodeModel } from "../../../src/onnx/encode.ts";
import { model } from "../../onnx/build-model.ts";
import { floats } from "../memory-tensors.ts";

export const fakeDriverPath = fileURLToPath(new URL("../../support/fake-driver.mjs", import.meta.url));

/** The fake driver as a command, with what it is to do. */
export function fakeCommand(scenario: object = {}): { file: string; args: string[] } {
  return { file: process.execPath, args: [fakeDriverPath, JSON.stringify(scenario)] };
}

/** An engine behind the fake driver, which works in `folder`. */
export function fakeEngine(
  folder: string,
  scenario: object = {},
  more: Partial<DriverOptions> = {},
): DriverEngine {
  return createDriver({
    name: "driver",
    title: "The driver",
    command: fakeCommand(scenario),
    environment: {},
    workFolder: folder,
    timeoutMs: 30_000,
    killGraceMs: 200,
    ...more,
  });
}

/** y = -x on one sample, x = [1, 2], with the model written into `folder`. */
export function negation(folder: string, more: Partial<EngineRequest> = {}): EngineRequest {
  const source = join(folder, "model.onnx");
  writeFileSync(source, Buffer.concat(encodeModel(model())));
  return {
    label: "fp16",
    models: { source, typed: source },
    precision: "fp16",
    typing: "strong",
    fp32Nodes: [],
    samples: [{ id: "0000", inputs: new Map([["x", floats([2], [1, 2])]]) }],
    outputs: [{ name: "y", dtype: "float32" }],
    shapes: {},
    want: {},
    options: {},
    ...more,
  };
}
