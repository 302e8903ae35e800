import type { Log } from "./ports.ts";
import { defuseWorkflowCommands } from "./report/escape.ts";

/** What a console log needs from its surroundings, so that tests can hand in buffers. */
export interface ConsoleTarget {
  write(text: string): void;
  /** True for a terminal: progress is then rewritten in place. */
  readonly isTerminal: boolean;
  readonly now: () => number;
}

const progressIntervalMs = 5_000;
const clearLine = "\r\u001b[2K";

/**
 * Log for a terminal or a plain file. Everything goes to one stream (stderr), so that stdout holds the report
 * alone. On a terminal progress is one line rewritten in place; elsewhere at most one line every five seconds.
 */
export function createConsoleLog(target: ConsoleTarget, options: { verbose: boolean }): Log {
  let progressShown = false;
  let lastProgressMs = Number.NEGATIVE_INFINITY;
  const line = (text: string): void => {
    target.write(`${progressShown ? clearLine : ""}${defuseWorkflowCommands(text)}\n`);
    progressShown = false;
  };
  return {
    debug: (message) => (options.verbose ? line(message) : undefined),
    info: line,
    warn: (message) => line(`warning: ${message}`),
    error: (message) => line(`error: ${message}`),
    progress: (message) => {
      if (target.isTerminal) {
        target.write(`${clearLine}${message}`);
        progressShown = true;
        return;
      }
      if (target.now() - lastProgressMs >= progressIntervalMs) {
        lastProgressMs = target.now();
        line(message);
      }
    },
    group: async (title, body) => {
      line(title);
      return await body();
    },
  };
}

/** The part of `@actions/core` that logging needs. */
export interface WorkflowCommands {
  debug(message: string): void;
  info(message: string): void;
  warning(message: string): void;
  error(message: string): void;
  startGroup(name: string): void;
  endGroup(): void;
}

/**
 * Log for a workflow run. `info` lines are written raw by the toolkit, so a line that a model's name makes look
 * like a workflow command is defused: the runner acts only on `::` at the start of a line.
 */
export function createActionsLog(commands: WorkflowCommands, now: () => number): Log {
  let lastProgressMs = Number.NEGATIVE_INFINITY;
  const info = (message: string): void => commands.info(defuseWorkflowCommands(message));
  return {
    debug: (message) => commands.debug(message),
    info,
    warn: (message) => commands.warning(message),
    error: (message) => commands.error(message),
    progress: (message) => {
      if (now() - lastProgressMs >= progressIntervalMs) {
        lastProgressMs = now();
        info(message);
      }
    },
    group: async (title, body) => {
      commands.startGroup(defuseWorkflowCommands(title));
      try {
        return await body();
      } finally {
        commands.endGroup();
      }
    },
  };
}
