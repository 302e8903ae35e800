/** Exit status of the command line: 0 pass, 1 fail, 2 the user must change something, 3 could not judge. */
export type ExitCode = 0 | 1 | 2 | 3;

/**
 * A failure that the user sees as one line: what happened, to which thing, what to do.
 * Everything else that is thrown is a defect of this program and ends with exit 3 as well.
 */
export abstract class GateError extends Error {
  abstract readonly exitCode: 2 | 3;
  /** What to do about it; printed after the message, never empty when the user can act. */
  readonly advice: string | undefined;

  constructor(message: string, options: { advice?: string; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = new.target.name;
    this.advice = options.advice;
  }
}

/** An option, a config key or a limit is wrong. `where` is `file:line`, a flag or an input name. */
export class ConfigError extends GateError {
  readonly exitCode = 2;
}

/** A file that the user gave is missing, malformed, hostile, or contradicts another (names both). */
export class InputError extends GateError {
  readonly exitCode = 2;
}

/** The inputs are well formed, yet no verdict can be reached from them. */
export class UnjudgedError extends GateError {
  readonly exitCode = 3;
}

/** An engine, a child process or the disk failed. Carries what is needed to find out why. */
export class EngineError extends GateError {
  readonly exitCode = 3;
  readonly category: EngineErrorCategory;
  /** Exit status or signal name of the child process, when there was one. */
  readonly status: number | string | undefined;
  /** Last line that the child wrote to stderr, when there was one. */
  readonly lastStderrLine: string | undefined;

  constructor(
    category: EngineErrorCategory,
    message: string,
    options: { advice?: string; cause?: unknown; status?: number | string; lastStderrLine?: string } = {},
  ) {
    super(message, options);
    this.category = category;
    this.status = options.status;
    this.lastStderrLine = options.lastStderrLine;
  }
}

/**
 * unavailable: the native library can't be had. unsupported: an operator or type the engine lacks (the message
 * names it). crashed: exit status or signal. timeout. protocol: the child's answer is not what was asked for.
 * storage: disk full, not writable. integrity: a binary's hash differs from the pinned one.
 */
export type EngineErrorCategory =
  | "unavailable"
  | "unsupported"
  | "crashed"
  | "timeout"
  | "protocol"
  | "storage"
  | "integrity";

/** One line for people, whatever was thrown. */
export function describeError(error: unknown): string {
  if (error instanceof GateError) {
    return error.advice === undefined ? error.message : `${error.message} ${error.advice}`;
  }
  return error instanceof Error ? `internal error: ${error.message}` : `internal error: ${String(error)}`;
}
