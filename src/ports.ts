import type { Tensor } from "./tensor/tensor.ts";

/** Where messages go: a terminal, a plain log or the workflow log. `group` folds what `body` writes. */
export interface Log {
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
  /** A short-lived line about long work: shown in place on a terminal, thinned out elsewhere. */
  progress(message: string): void;
  group<T>(title: string, body: () => Promise<T>): Promise<T>;
}

/** Outputs of one engine for one sample, by ONNX output name. */
export type OutputTensors = ReadonlyMap<string, Tensor>;
