// Loads and runs models that the test process sends, at the level of every emulation. A process of its own: a fault of
// native code must not take the test runner with it.
import { rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import ort from "onnxruntime-node";

const arrays = {
  float32: Float32Array,
  float64: Float64Array,
  int64: BigInt64Array,
  int32: Int32Array,
  int8: Int8Array,
  uint8: Uint8Array,
  bool: Uint8Array,
};

async function answer({ model, inputs, optimized }) {
  const optimizedModelFilePath = join(tmpdir(), `fp16-gate-optimized-${process.pid}.onnx`);
  const session = await ort.InferenceSession.create(model, {
    graphOptimizationLevel: "basic",
    intraOpNumThreads: 1,
    logSeverityLevel: 4,
    extra: { session: { intra_op: { allow_spinning: "0" } } },
    ...(optimized ? { optimizedModelFilePath } : {}),
  });
  try {
    const metadata = session.outputMetadata.map(({ name, type }) => ({ name, type }));
    const foreign = metadata.find(({ type }) => arrays[type] === undefined);
    if (inputs === undefined || foreign !== undefined) {
      return { metadata };
    }
    const feeds = Object.entries(inputs).map(([name, { dtype, dims, data }]) => {
      const make = dtype === "int64" ? BigInt : Number;
      return [name, new ort.Tensor(dtype, arrays[dtype].from(data, make), dims)];
    });
    const outputs = await session.run(Object.fromEntries(feeds));
    const plain = Object.entries(outputs).map(([name, { type, dims, data }]) => [
      name,
      { dtype: type, dims: [...dims], data: Array.from(data, Number) },
    ]);
    const { readFileSync } = await import("node:fs");
    return {
      metadata,
      outputs: Object.fromEntries(plain),
      ...(optimized ? { file: readFileSync(optimizedModelFilePath) } : {}),
    };
  } finally {
    await session.release();
    rmSync(optimizedModelFilePath, { force: true });
  }
}

process.on("message", async (question) => {
  try {
    process.send({ id: question.id, ...(await answer(question)) });
  } catch (error) {
    process.send({ id: question.id, error: error.message });
  }
});
