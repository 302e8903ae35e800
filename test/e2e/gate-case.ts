import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ModelProto } from "onnx-buf";
import { encodeModel } from "../../src/onnx/encode.ts";
import { model } from "../onnx/build-model.ts";
import { type ProcessRun, root, runProcess } from "../support/run-process.ts";

export type Arrays = Readonly<Record<string, { dtype?: string; shape: number[]; values: ArrayBufferView }>>;

/** float32 values of one axis, or of `shape`. */
export function float32(values: readonly number[], shape: number[] = [values.length]): Arrays[string] {
  return { shape, values: Float32Array.from(values) };
}

/** Bytes of a `.safetensors` file, written from its specification and not by the code under test. */
export function safetensors(arrays: Arrays): Buffer {
  const header: Record<string, unknown> = {};
  const parts: Buffer[] = [];
  let offset = 0;
  for (const [name, { dtype = "F32", shape, values }] of Object.entries(arrays)) {
    const bytes = Buffer.from(values.buffer, values.byteOffset, values.byteLength);
    header[name] = { dtype, shape, data_offsets: [offset, offset + bytes.length] };
    offset += bytes.length;
    parts.push(bytes);
  }
  const text = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length));
  return Buffer.concat([length, text, ...parts]);
}

/** The model y = -x over two float32, and one sample of it, written into `folder`. Parts can be left out or replaced. */
export function writeCase(
  folder: string,
  parts: {
    model?: ModelProto | Uint8Array | undefined;
    samples?: Readonly<Record<string, Arrays | Uint8Array>>;
  } = {},
): { model: string; samples: string } {
  const paths = { model: join(folder, "model.onnx"), samples: join(folder, "samples") };
  const written = parts.model ?? model();
  writeFileSync(paths.model, written instanceof Uint8Array ? written : Buffer.concat(encodeModel(written)));
  const files = parts.samples ?? {
    "0000/inputs.safetensors": { x: float32([1, 2]) },
    "0000/reference.safetensors": { y: float32([-1, -2]) },
  };
  mkdirSync(paths.samples);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(paths.samples, name, ".."), { recursive: true });
    writeFileSync(join(paths.samples, name), content instanceof Uint8Array ? content : safetensors(content));
  }
  return paths;
}

/** Runs the committed command line in `folder`. */
export async function runCli(folder: string, ...args: string[]): Promise<ProcessRun> {
  return await runProcess(process.execPath, [join(root, "dist", "cli.js"), ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH ?? "", HOME: folder },
  });
}
