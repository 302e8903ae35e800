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

/** One earlier result as a source found it. Nothing in `text` is trusted: it may be of any age, form or author. */
export interface EarlierText {
  /** Text of a result.json. */
  readonly text: string;
  /** What messages call it: the path, or artifact and run. */
  readonly name: string;
  readonly kind: "artifact" | "file";
  /** Commit that was judged, as the platform says; outranks what the text says. */
  readonly commit?: string | undefined;
  /** When it was judged (ISO 8601, UTC), as the platform says; outranks what the text says. */
  readonly date?: string | undefined;
  /** Commits between it and the merge base: 0 is the merge base itself. */
  readonly distance?: number | undefined;
  /** Page of the run that made it. */
  readonly url?: string | undefined;
}

/**
 * Where earlier results come from. A source filters by provenance (only runs of this repository on the base branch's
 * ancestry, or the final head of a pull request that was squashed into it) and by artifact name; it never reads a
 * result to choose.
 */
export interface BaselineSource {
  /** `artifact`, or the path that was asked for. */
  readonly asked: string;
  /**
   * Results of one key, newest first, fetched one by one as they are asked for; the reader stops early. What stood
   * in the way (an expired artifact, a missing permission) is reported through `note` as one plain sentence, and the
   * results just end. What is thrown is taken as a note as well.
   */
  earlier(key: string, note: (sentence: string) => void): AsyncIterable<EarlierText>;
  /**
   * Text of a file of the repository at the merge base; undefined when there was none. Absent when the source can't
   * know.
   */
  readAtBase?(path: string): Promise<string | undefined>;
}
