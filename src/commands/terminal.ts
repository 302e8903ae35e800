import { createConsoleLog } from "../log.ts";
import type { Log } from "../ports.ts";
import { abortOnSignals } from "./abort-on-signals.ts";

/** What a command needs from the process that runs it. Reports go to `print`, everything else to `log`. */
export interface Terminal {
  readonly log: Log;
  print(text: string): void;
  readonly columns: number;
  readonly color: boolean;
  /** Aborted by SIGINT and SIGTERM. */
  readonly signal: AbortSignal;
  readonly workingDirectory: string;
  /** `process.env`. */
  readonly environment: NodeJS.ProcessEnv;
}

const plainColumns = 120;

/**
 * The terminal of this process. Colour is used on a terminal unless NO_COLOR is set to anything but an empty
 * text (no-color.org).
 */
export function openTerminal(): Terminal {
  const { stdout, stderr, env } = process;
  return {
    log: createConsoleLog(
      { write: (text) => void stderr.write(text), isTerminal: stderr.isTTY, now: () => performance.now() },
      { verbose: env.FP16_GATE_DEBUG === "1" },
    ),
    print: (text) => void stdout.write(text),
    columns: stdout.isTTY ? stdout.columns : plainColumns,
    color: stdout.isTTY && (env.NO_COLOR ?? "") === "",
    signal: abortOnSignals(),
    workingDirectory: process.cwd(),
    environment: env,
  };
}
