import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

/**
 * Bundles the child's program into `folder` and returns its path: Node 20 runs no TypeScript, and what is
 * tested is then what is shipped.
 */
export async function bundleWorker(folder: string): Promise<string> {
  const path = join(folder, "onnxruntime-worker.mjs");
  const bundle = await rolldown({
    input: fileURLToPath(new URL("../../src/engines/onnxruntime-worker.ts", import.meta.url)),
    platform: "node",
  });
  await bundle.write({ file: path, format: "esm" });
  await bundle.close();
  return path;
}
