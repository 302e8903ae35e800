// Runs each model file on the input x = [1, -2] (float32) and prints one JSON line: the bytes of every output, by name.
// A process of its own: a fault of native code must not take the test runner with it.
import { readFileSync } from "node:fs";
import ort from "onnxruntime-node";

const results = [];
for (const path of process.argv.slice(2)) {
  try {
    const session = await ort.InferenceSession.create(path, {
      logSeverityLevel: 4,
      graphOptimizationLevel: "disabled",
    });
    const outputs = await session.run({ x: new ort.Tensor("float32", Float32Array.of(1, -2), [2]) });
    const bytes = Object.entries(outputs).map(([name, { data }]) => [
      name,
      Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString("hex"),
    ]);
    results.push({ outputs: Object.fromEntries(bytes) });
    await session.release();
  } catch (error) {
    results.push({ error: error.message, sizeBytes: readFileSync(path).length });
  }
}
console.log(JSON.stringify(results));
