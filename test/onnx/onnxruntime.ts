import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { ModelProto } from "onnx-buf";
import { encodeModel } from "../../src/onnx/encode.ts";

export interface Ran {
  /** Bytes of every output in hexadecimal digits, by name. */
  readonly outputs?: Readonly<Record<string, string>>;
  readonly error?: string;
}

const script = fileURLToPath(new URL("run-onnxruntime.mjs", import.meta.url));

/** Runs model files with ONNX Runtime on x = [1, -2]. */
export function runFiles(paths: readonly string[]): Ran[] {
  return JSON.parse(
    execFileSync(process.execPath, [script, ...paths], {
      encoding: "utf8",
      env: { ...process.env, ORT_DISABLE_TELEMETRY: "1" },
    }),
  ) as Ran[];
}

/** Runs models with ONNX Runtime on x = [1, -2]. */
export function runModels(models: readonly ModelProto[]): Ran[] {
  const folder = mkdtempSync(join(tmpdir(), "fp16-gate-test-"));
  try {
    const paths = models.map((model, index) => {
      const path = join(folder, `${index}.onnx`);
      writeFileSync(path, Buffer.concat(encodeModel(model)));
      return path;
    });
    return runFiles(paths);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
