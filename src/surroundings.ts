import type { BaselineSource, Log } from "./ports.ts";

/** What a run of the gate needs from the process. */
export interface GateSurroundings {
  readonly log: Log;
  readonly signal: AbortSignal;
  /** Of the process: the checkout is looked for here. */
  readonly workingDirectory: string;
  /** `process.env`: a child gets an allow-list of it, and no token. */
  readonly environment: NodeJS.ProcessEnv;
  /** Results of earlier jobs that the platform keeps; absent where there is no platform. */
  readonly baselines?: BaselineSource | undefined;
  /** Commit that is judged; by default the one that is checked out. */
  readonly commit?: string | undefined;
  /** The clock by which ages and expiry are told; by default the machine's. */
  readonly now?: (() => Date) | undefined;
}
