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

export interface EngineJob {
  readonly models: readonly EngineModel[];
  readonly samples: readonly EngineSample[];
  /** An existing folder of our own; tensors that come back are read from files in it. */
  readonly workFolder: string;
  readonly timeoutMs: number;
  /** Threads within one operator. The same number for all runs that are to be compared. */
  readonly threads: number;
  readonly signal?: AbortSignal;
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

export interface DescribeOptions {
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

/** What produces candidate outputs. */
export interface Engine {
  readonly name: string;
  readonly version: string;
  /**
   * Runs every model over every sample.
   * @throws InputError when a sample does not fit a model, EngineError for everything else.
   */
  run(job: EngineJob): Promise<EngineRun>;
  /**
   * Loads a model and says what its inputs and outputs are, without running it. Types that `run` refuses
   * (strings, 4-bit and 8-bit floats, sequences) are described, not refused.
   * @throws EngineError
   */
  describe(modelPath: string, options: DescribeOptions): Promise<ModelDescription>;
}
