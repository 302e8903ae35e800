import { ConfigError, EngineError, type EngineErrorCategory, GateError, InputError } from "../errors.ts";

/** Why there is no verdict, as a value that a result can hold and a report can show. */
export interface Failure {
  /** configuration and input: the user must change something. The others: it could not be judged. */
  readonly kind: "configuration" | "input" | "unjudged" | "engine" | "internal";
  readonly message: string;
  readonly advice?: string | undefined;
  readonly category?: EngineErrorCategory | undefined;
  /** Exit status or signal of the child process. */
  readonly status?: number | string | undefined;
  readonly lastStderrLine?: string | undefined;
}

/** Exit code of each kind of failure: 2 the user must change something, 3 could not judge. */
export const failureExitCodes: Readonly<Record<Failure["kind"], 2 | 3>> = {
  configuration: 2,
  input: 2,
  unjudged: 3,
  engine: 3,
  internal: 3,
};

/** Turns whatever was thrown into a failure; what is no GateError is a defect of this program. */
export function describeFailure(error: unknown): Failure {
  if (!(error instanceof GateError)) {
    const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    const message = text.replaceAll(/\s+/g, " ");
    return {
      kind: "internal",
      message,
      advice:
        "This is a defect of fp16-gate: nothing was judged. Please report it with the model's operators.",
    };
  }
  const told = { message: error.message, ...(error.advice === undefined ? {} : { advice: error.advice }) };
  if (error instanceof ConfigError) return { kind: "configuration", ...told };
  if (error instanceof InputError) return { kind: "input", ...told };
  if (error instanceof EngineError) {
    return {
      kind: "engine",
      ...told,
      category: error.category,
      ...(error.status === undefined ? {} : { status: error.status }),
      ...(error.lastStderrLine === undefined ? {} : { lastStderrLine: error.lastStderrLine }),
    };
  }
  return { kind: error.exitCode === 2 ? "input" : "unjudged", ...told };
}
