import type { DType } from "../tensor/dtype.ts";

/** A tensor as the native binding takes and makes it. */
export interface NativeTensor {
  readonly type: string;
  readonly data: ArrayBufferView;
  readonly dims: readonly number[];
  readonly location: "cpu";
}

/** Metadata as the native binding gives it; -1 is a dynamic size, `symbolicDimensions` names it. */
export interface NativeValueInfo {
  readonly name: string;
  readonly isTensor: boolean;
  readonly type?: number;
  readonly shape?: readonly number[];
  readonly symbolicDimensions?: readonly string[];
}

export interface NativeSession {
  loadModel(path: string, options: Record<string, unknown>): void;
  readonly inputMetadata: readonly NativeValueInfo[];
  readonly outputMetadata: readonly NativeValueInfo[];
  run(
    feeds: Record<string, NativeTensor>,
    fetches: Record<string, null>,
    options: Record<string, unknown>,
  ): Record<string, NativeTensor>;
  dispose(): void;
}

export interface NativeBinding {
  readonly InferenceSession: new () => NativeSession;
  initOrtOnce(logLevel: number, tensorConstructor: unknown, isMainThread: boolean): void;
}

/** Messages of severity error and fatal only: warnings about a model's style are not ours to print. */
const errorsOnly = 3;

/**
 * Loads the native binding by its path, without the JavaScript of its package: what runs is then exactly the
 * binaries whose hashes were checked, and the package's faults with Float16Array do not matter.
 */
export function loadBinding(bindingPath: string): NativeBinding {
  const module: { exports: unknown } = { exports: {} };
  process.dlopen(module, bindingPath);
  const binding = module.exports as NativeBinding;
  binding.initOrtOnce(errorsOnly, createTensor, true);
  return binding;
}

/** Called by the binding with `new` for each output. A constructor that returns an object makes that object. */
function createTensor(type: string, data: ArrayBufferView, dims: readonly number[]): NativeTensor {
  return { type, data, dims, location: "cpu" };
}

/** Opens a session on a model file. Threads do not spin while they wait, since the machine is shared. */
export function openSession(
  binding: NativeBinding,
  path: string,
  options: { readonly threads: number; readonly optimization: string },
): NativeSession {
  const session = new binding.InferenceSession();
  session.loadModel(path, {
    executionProviders: ["cpu"],
    graphOptimizationLevel: options.optimization,
    intraOpNumThreads: options.threads,
    interOpNumThreads: 1,
    logSeverityLevel: errorsOnly,
    extra: { session: { intra_op: { allow_spinning: "0" } } },
  });
  return session;
}

const views: Partial<
  Record<string, new (buffer: ArrayBuffer, offset: number, length: number) => ArrayBufferView>
> = {
  float32: Float32Array,
  float64: Float64Array,
  int8: Int8Array,
  int16: Int16Array,
  int32: Int32Array,
  int64: BigInt64Array,
  uint8: Uint8Array,
  uint16: Uint16Array,
  uint32: Uint32Array,
  uint64: BigUint64Array,
  bool: Uint8Array,
};

/** A tensor over `buffer`, which holds `length` elements; the kind of view is what the binding insists on. */
export function nativeTensor(
  dtype: DType,
  buffer: ArrayBuffer,
  length: number,
  dims: readonly number[],
): NativeTensor {
  const View = views[dtype];
  if (View === undefined) {
    throw new TypeError(`${dtype} tensors do not travel`);
  }
  return { type: dtype, data: new View(buffer, 0, length), dims: [...dims], location: "cpu" };
}
