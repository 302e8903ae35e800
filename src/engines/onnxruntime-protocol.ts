import { z } from "zod";

/**
 * What parent and child of the ONNX Runtime engine say to each other: one job as a JSON line on stdin, then
 * JSON lines from the child on file descriptor 3, the last of them `done` or `failed`. The child is told every
 * path; it never names one.
 */
export interface WorkerJob {
  /** Absolute path of onnxruntime_binding.node; its bytes have been checked. */
  readonly bindingPath: string;
  readonly threads: number;
  readonly optimization: GraphOptimization;
  readonly models: readonly WorkerModel[];
  readonly samples: readonly { readonly inputs: readonly WorkerInput[] }[];
}

export type GraphOptimization = "disabled" | "basic" | "extended" | "layout" | "all";

export interface WorkerModel {
  readonly path: string;
  /** Outputs to fetch; `null` for all of them. */
  readonly outputNames: readonly string[] | null;
  /** One file for each sample, into which the outputs go; empty when the model is only described. */
  readonly outputPaths: readonly string[];
}

export interface WorkerInput {
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly path: string;
}

const size = z.int().nonnegative();
const index = z.int().nonnegative();
const durationMs = z.number().nonnegative();

/** `elementType` is ONNX's TensorProto.DataType number. A negative size is a dynamic one. */
const valueInfo = z.strictObject({
  name: z.string(),
  isTensor: z.boolean(),
  elementType: z.int(),
  shape: z.array(z.union([z.int(), z.string()])),
});

const outputTensor = z.strictObject({
  name: z.string(),
  elementType: z.int(),
  shape: z.array(size),
  offsetBytes: size,
});

/** Every message of the child. */
export const workerMessage = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("loaded"),
    model: index,
    loadMs: durationMs,
    inputs: z.array(valueInfo),
    outputs: z.array(valueInfo),
  }),
  z.strictObject({ kind: z.literal("running"), model: index, sample: index }),
  z.strictObject({
    kind: z.literal("ran"),
    model: index,
    sample: index,
    runMs: durationMs,
    sizeBytes: size,
    outputs: z.array(outputTensor),
  }),
  z.strictObject({ kind: z.literal("done") }),
  z.strictObject({
    kind: z.literal("failed"),
    /** What it was doing: getting the library, loading a model, checking or reading inputs, running, writing. */
    stage: z.enum(["library", "load", "outputs", "inputs", "run", "write"]),
    model: index.nullable(),
    sample: index.nullable(),
    message: z.string(),
    /** Error code of the operating system, as in `ENOSPC`. */
    code: z.string().nullable(),
  }),
]);

export type WorkerMessage = z.infer<typeof workerMessage>;
export type WorkerValueInfo = z.infer<typeof valueInfo>;
export type WorkerFailure = Extract<WorkerMessage, { kind: "failed" }>;
