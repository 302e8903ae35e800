import { z } from "zod";

/**
 * What parent and child of the ONNX Runtime engine say to each other: requests as JSON lines on file descriptor 4 (the
 * library first, then any number of jobs, one at a time), answers as JSON lines on file descriptor 3, the last of each
 * job being `done` or `failed`. A failure ends the child, and so does the end of the requests. The child is told every
 * path; it never names one.
 */
export type WorkerRequest = WorkerLibrary | WorkerJob;

/** Where the native library lies. The child checks every byte of it before it loads it. */
export interface WorkerLibrary {
  readonly kind: "library";
  readonly folder: string;
  readonly bindingPath: string;
  /** By file name. */
  readonly files: Readonly<Record<string, { readonly sizeBytes: number; readonly sha256: string }>>;
}

export interface WorkerJob {
  readonly kind: "job";
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
  /** Stays loaded under its path for later jobs, which then load nothing. */
  readonly keep: boolean;
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
    /** What it was doing: checking the library's hashes, loading it, loading a model, checking or reading inputs, running, writing. */
    stage: z.enum(["integrity", "library", "load", "outputs", "inputs", "run", "write"]),
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
