import type { Log } from "./ports.ts";

/** What a run of the gate needs from the process. */
export interface GateSurroundings {
  readonly log: Log;
  readonly signal: AbortSignal;
  /** Of the process: the checkout is looked for here. */
  readonly workingDirectory: string;
}
