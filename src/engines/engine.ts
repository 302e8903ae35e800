import type { OutputTensors } from "../ports.ts";
import type { DType } from "../tensor/dtype.ts";
import type { Tensor } from "../tensor/tensor.ts";

/** A model file to run. External data is looked for beside it, as ONNX says. */
export interface EngineModel {
  /** Name of this model within the job, as in `reference` or `emulated`. */
  readonly key: string;
  readonly path: string;
  /** Outputs to fetch; all outputs of the model when absent. */
  readonly outputNames?: readonly string[];
  /** Stays loaded in its session, so that a later job on the same path loads nothing. */
  readonly keep?: boolean;
}

/** One set of inputs by ONNX input name. A model takes the inputs it has and leaves the others. */
export interface EngineSample {
  readonly id: string;
  readonly inputs: ReadonlyMap<string, Tensor>;
}

export interface EngineProgress {
  readonly modelKey: string;
  readonly sampleId: string;
  /** Runs done so far and in all, over all models and samples. */
  readonly done: number;
  readonly total: number;
}

export interface SessionJob {
  readonly models: readonly EngineModel[];
  readonly samples: readonly EngineSample[];
  readonly timeoutMs: number;
  readonly onProgress?: (progress: EngineProgress) => void;
}

export interface ModelRun {
  /** One entry per sample, in the order of the job. The tensors read files of the job's work folder. */
  readonly outputs: readonly OutputTensors[];
  /** Loading the model, its first run (which allocates), and the mean of the later runs if there are any. */
  readonly timingsMs: { readonly load: number; readonly firstRun: number; readonly run: number | undefined };
}

export interface EngineRun {
  /** By model key. */
  readonly perModel: ReadonlyMap<string, ModelRun>;
}

/** What an engine says about an input or output of a model. */
export interface ValueDescription {
  readonly name: string;
  /** ONNX element type in lower case, such as `float32` or `int4`; `undefined` for what is no tensor. */
  readonly elementType: string | undefined;
  /** The element type when tensors here may have it. */
  readonly dtype: DType | undefined;
  /**
   * A size, the name of a dynamic dimension, or `undefined` for one without a name. ONNX Runtime shows an unknown
   * rank as no dimensions, as a scalar. `undefined` for what is no tensor.
   */
  readonly shape: readonly (number | string | undefined)[] | undefined;
}

export interface ModelDescription {
  readonly inputs: readonly ValueDescription[];
  readonly outputs: readonly ValueDescription[];
}

export interface SessionOptions {
  /** An existing folder of our own; tensors that come back are read from files in it. */
  readonly workFolder: string;
  /** Threads within one operator. The same number for all runs that are to be compared. */
  readonly threads: number;
  readonly signal?: AbortSignal;
}

/** A job that brings a session of its own. */
export interface EngineJob extends SessionJob, SessionOptions {}

export interface DescribeOptions {
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

/** A started engine that takes job after job. After an error it takes no more. */
export interface EngineSession {
  /**
   * Runs every model over every sample. One job at a time.
   * @throws InputError when a sample does not fit a model, EngineError for everything else.
   */
  run(job: SessionJob): Promise<EngineRun>;
  /**
   * Loads a model and says what its inputs and outputs are, without running it. Types that `run` refuses
   * (strings, 4-bit and 8-bit floats, sequences) are described, not refused.
   * @throws EngineError
   */
  describe(modelPath: string, timeoutMs: number): Promise<ModelDescription>;
  /** Ends the engine; its outputs stay. @throws EngineError when it did not end as it should. */
  close(): Promise<void>;
}

/** What produces candidate outputs. */
export interface Engine {
  readonly name: string;
  readonly version: string;
  /** Starts the engine and returns before it is ready, so that the caller can prepare the first job meanwhile. */
  open(options: SessionOptions): Promise<EngineSession>;
  /** One job in a session of its own. Throws as the session's `run` and `close` do. */
  run(job: EngineJob): Promise<EngineRun>;
  /** One description in a session of its own, as of the session's `describe`. */
  describe(modelPath: string, options: DescribeOptions): Promise<ModelDescription>;
}
