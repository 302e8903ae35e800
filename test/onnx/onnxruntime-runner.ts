import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { ModelProto } from "onnx-buf";
import { afterAll } from "vitest";
import { decodeModel } from "../../src/onnx/decode.ts";
import { encodeModel } from "../../src/onnx/encode.ts";

export interface PlainTensor {
  readonly dtype: string;
  readonly dims: readonly number[];
  readonly data: readonly number[];
}

interface Answer {
  readonly id: number;
  readonly error?: string;
  readonly metadata?: readonly { readonly name: string; readonly type: string }[];
  readonly outputs?: Readonly<Record<string, PlainTensor>>;
  readonly file?: Uint8Array;
}

let child: ChildProcess | undefined;
let asked = 0;

afterAll(() => {
  child?.kill();
  child = undefined;
});

/** float32 input of one axis, unless `dims` say otherwise. */
export function floats(data: readonly number[], dims: readonly number[] = [data.length]): PlainTensor {
  return { dtype: "float32", dims, data };
}

/** Runs a model in ONNX Runtime at optimisation level basic; outputs by name. Throws with its message when it fails. */
export async function run(
  model: ModelProto,
  inputs: Readonly<Record<string, PlainTensor>>,
): Promise<Readonly<Record<string, PlainTensor>>> {
  const answer = await ask({ model: bytesOf(model), inputs });
  if (answer.outputs === undefined) {
    throw new Error(`an output has a type that must not cross: ${JSON.stringify(answer.metadata)}`);
  }
  return answer.outputs;
}

/** Output names and types, without running. */
export async function outputTypes(model: ModelProto): Promise<Readonly<Record<string, string>>> {
  const answer = await ask({ model: bytesOf(model) });
  return Object.fromEntries((answer.metadata ?? []).map(({ name, type }) => [name, type]));
}

/** The model as ONNX Runtime has it after its optimisations. */
export async function optimized(
  model: ModelProto,
  inputs: Readonly<Record<string, PlainTensor>>,
): Promise<ModelProto> {
  const answer = await ask({ model: bytesOf(model), inputs, optimized: true });
  return decodeModel(new Uint8Array(answer.file ?? []), "optimized model");
}

function bytesOf(model: ModelProto): Uint8Array {
  return new Uint8Array(Buffer.concat(encodeModel(model)));
}

function ask(question: object): Promise<Answer> {
  child ??= fork(fileURLToPath(new URL("onnxruntime-child.mjs", import.meta.url)), {
    serialization: "advanced",
    execArgv: [],
    env: { ...process.env, ORT_DISABLE_TELEMETRY: "1" },
  });
  const running = child;
  asked += 1;
  const id = asked;
  return new Promise((resolve, reject) => {
    const onMessage = (message: unknown): void => {
      const answer = message as Answer;
      if (answer.id === id) {
        running.off("message", onMessage);
        running.off("exit", onExit);
        if (answer.error === undefined) {
          resolve(answer);
        } else {
          reject(new Error(answer.error));
        }
      }
    };
    const onExit = (code: number | null): void =>
      reject(new Error(`ONNX Runtime's process ended with ${code}`));
    running.on("message", onMessage);
    running.on("exit", onExit);
    running.send({ id, ...question });
  });
}
