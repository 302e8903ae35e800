import { type ChildProcess, spawn } from "node:child_process";
import type { Writable } from "node:stream";
import { EngineError } from "../errors.ts";
import { type ChildOutput, collectOutput, lastLine } from "./child-output.ts";
import { guardChild, signalGroup } from "./process-group.ts";

/** How a child ended. Neither a signal nor a timeout is ever taken for success. */
export type ChildEnd =
  | { readonly kind: "exited"; readonly code: number }
  | { readonly kind: "signalled"; readonly signal: NodeJS.Signals }
  | { readonly kind: "timeout"; readonly timeoutMs: number }
  | { readonly kind: "cancelled"; readonly reason: string };

export interface ChildReport extends ChildOutput {
  readonly end: ChildEnd;
}

export interface ChildCommand {
  /** Name for messages, such as `ONNX Runtime`. */
  readonly title: string;
  /** Program and arguments; no shell is involved, so nothing in them is ever interpreted. */
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /**
   * Time from the moment that `input` is delivered (from the start when there is none) to the end. With `requests`: time
   * from each request to the message that answers it.
   */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
  /** Between the request to end (SIGTERM) and the kill (SIGKILL). */
  readonly killGraceMs?: number;
  /** Delivered to stdin, which then stays open as a sign of life until the child ends. */
  readonly input?: Promise<string>;
  /**
   * Delivered to file descriptor 4 as they come; its end closes that descriptor. stdin then only is a sign of life.
   */
  readonly requests?: AsyncIterable<ChildRequest>;
  /**
   * Receives each line that the child writes to file descriptor 3; what it throws ends the child. It returns
   * "answered" when that answers the last request, which stops its clock.
   */
  readonly onMessage?: (line: string) => unknown;
}

export interface ChildRequest {
  readonly text: string;
  /** Replaces the command's; undefined for a request that needs no answer. */
  readonly timeoutMs: number | undefined;
}

/** A longer timer would fire at once. */
const longestTimerMs = 2 ** 31 - 1;
const defaultKillGraceMs = 2_000;
/** Pipes normally close with the child; a grandchild that holds them is ended after this time. */
const drainGraceMs = 500;

/**
 * Runs a program in its own process group and waits for its end. Cancellation, a timeout, a faulty message and
 * a signal to this process end the whole group: SIGTERM first, SIGKILL after the grace.
 * @throws EngineError `unavailable` when the program can't be started; whatever `input` or `onMessage` threw.
 */
export async function runChild(command: ChildCommand): Promise<ChildReport> {
  const child = spawn(command.file, [...command.args], {
    cwd: command.cwd,
    env: { ...command.env },
    stdio: [
      command.input === undefined && command.requests === undefined ? "ignore" : "pipe",
      "pipe",
      "pipe",
      command.onMessage === undefined ? "ignore" : "pipe",
      command.requests === undefined ? "ignore" : "pipe",
    ],
    detached: process.platform !== "win32",
    windowsHide: true,
    shell: false,
  });
  const stopper = createStopper(child, command.killGraceMs ?? defaultKillGraceMs);
  const release = guardChild(child, (signal) =>
    stopper.stop({ kind: "cancelled", reason: `this process got ${signal}` }),
  );
  const onAbort = (): void => stopper.stop({ kind: "cancelled", reason: "the run was cancelled" });
  command.signal?.addEventListener("abort", onAbort);
  const fault: { error?: unknown } = {};
  const fail = (error: unknown): void => {
    fault.error ??= error;
    stopper.stop({ kind: "cancelled", reason: "its answer was refused" });
  };
  const onMessage = command.onMessage && withClock(command.onMessage, stopper);
  const output = collectOutput(child, command.title, onMessage, fail);
  const armTimeout = (): void => stopper.startClock(command.timeoutMs);
  if (command.signal?.aborted === true) {
    onAbort();
  }
  if (command.requests === undefined) void deliverInput(child, command.input, armTimeout).catch(fail);
  else void deliverRequests(child, command.requests, stopper).catch(fail);
  try {
    const ended = await waitForEnd(child, command);
    if (fault.error !== undefined) {
      throw fault.error;
    }
    return { end: stopper.reason() ?? ended, ...output() };
  } finally {
    stopper.clear();
    release();
    command.signal?.removeEventListener("abort", onAbort);
  }
}

function withClock(
  onMessage: NonNullable<ChildCommand["onMessage"]>,
  stopper: Stopper,
): (line: string) => void {
  return (line) => {
    if (onMessage(line) === "answered") stopper.stopClock();
  };
}

interface Stopper {
  stop(reason: ChildEnd): void;
  /** Stops a clock that runs already. */
  startClock(timeoutMs: number): void;
  stopClock(): void;
  /** Why the child was stopped, when it was stopped by us. */
  reason(): ChildEnd | undefined;
  clear(): void;
}

function createStopper(child: ChildProcess, killGraceMs: number): Stopper {
  let reason: ChildEnd | undefined;
  let killTimer: NodeJS.Timeout | undefined;
  let clock: NodeJS.Timeout | undefined;
  const stop = (why: ChildEnd): void => {
    // A child that ended before the request keeps its own status.
    if (reason !== undefined || child.exitCode !== null || child.signalCode !== null) {
      return;
    }
    reason = why;
    signalGroup(child, "SIGTERM");
    killTimer = setTimeout(() => signalGroup(child, "SIGKILL"), killGraceMs);
  };
  return {
    stop,
    stopClock: () => clearTimeout(clock),
    startClock: (timeoutMs) => {
      clearTimeout(clock);
      clock = setTimeout(() => stop({ kind: "timeout", timeoutMs }), Math.min(timeoutMs, longestTimerMs));
    },
    reason: () => reason,
    clear: () => {
      clearTimeout(killTimer);
      clearTimeout(clock);
    },
  };
}

async function deliverInput(
  child: ChildProcess,
  input: Promise<string> | undefined,
  delivered: () => void,
): Promise<void> {
  // A child that ends early closes its stdin; how it ended says more than EPIPE.
  child.stdin?.on("error", () => undefined);
  if (input !== undefined) {
    child.stdin?.write(await input);
  }
  if (child.exitCode === null && child.signalCode === null) {
    delivered();
  }
}

async function deliverRequests(
  child: ChildProcess,
  requests: AsyncIterable<ChildRequest>,
  stopper: Stopper,
): Promise<void> {
  const channel = child.stdio[4] as Writable;
  for (const stream of [channel, child.stdin]) stream?.on("error", () => undefined);
  for await (const { text, timeoutMs } of requests) {
    if (child.exitCode !== null || child.signalCode !== null) return;
    channel.write(text);
    if (timeoutMs !== undefined) stopper.startClock(timeoutMs);
  }
  channel.end();
}

async function waitForEnd(child: ChildProcess, command: ChildCommand): Promise<ChildEnd> {
  return await new Promise<ChildEnd>((resolve, reject) => {
    let drain: NodeJS.Timeout | undefined;
    child.once("error", (error) => {
      reject(
        new EngineError("unavailable", `${command.title} could not be started: ${error.message}.`, {
          cause: error,
          advice: `Check that ${command.file} exists and may be run.`,
        }),
      );
    });
    child.once("exit", () => {
      child.stdin?.destroy();
      drain = setTimeout(() => {
        signalGroup(child, "SIGKILL");
        destroyPipes(child);
      }, drainGraceMs);
    });
    child.once("close", (code, signal) => {
      clearTimeout(drain);
      resolve(signal === null ? { kind: "exited", code: code ?? -1 } : { kind: "signalled", signal });
    });
  });
}

function destroyPipes(child: ChildProcess): void {
  for (const pipe of child.stdio) {
    pipe?.destroy();
  }
}

/**
 * The error for a child that did not end with status 0, undefined when it did.
 * `activity` says what it was doing, as in `while running model.onnx`; it may be empty.
 */
export function childFailure(title: string, report: ChildReport, activity: string): EngineError | undefined {
  const { end } = report;
  const said = lastLine(report.stderr);
  const detail = said === undefined ? "" : ` Its last line: ${said}`;
  const where = activity === "" ? "" : ` ${activity}`;
  const extra = said === undefined ? {} : { lastStderrLine: said };
  switch (end.kind) {
    case "exited":
      return end.code === 0
        ? undefined
        : new EngineError("crashed", `${title} ended with status ${end.code}${where}.${detail}`, {
            ...extra,
            status: end.code,
          });
    case "signalled":
      return new EngineError("crashed", `${title} was ended by ${end.signal}${where}.${detail}`, {
        ...extra,
        status: end.signal,
        ...(end.signal === "SIGKILL" ? { advice: outOfMemoryAdvice } : {}),
      });
    case "timeout":
      return new EngineError(
        "timeout",
        `${title} did not finish within ${end.timeoutMs / 1000} s${where}.${detail}`,
        {
          ...extra,
          advice: "Raise the timeout, or give it less work.",
        },
      );
    default:
      return new EngineError("crashed", `${title} was stopped${where}: ${end.reason}.`, extra);
  }
}

const outOfMemoryAdvice =
  "Nobody here sent that signal: the system probably ran out of memory. Use fewer or smaller samples, or a machine with more memory.";
