import type { ChildProcess } from "node:child_process";

type Stop = (signal: NodeJS.Signals) => void;

const endingSignals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
const livingChildren = new Map<ChildProcess, Stop>();

/**
 * Sends a signal to the child and everything it started. A child that was spawned detached leads its own
 * process group; Windows has none, there only the child itself is ended.
 */
export function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) {
    return;
  }
  try {
    if (process.platform === "win32") {
      child.kill(signal);
    } else {
      process.kill(-child.pid, signal);
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") {
      throw error;
    }
  }
}

/**
 * Keeps the child from outliving this process: a signal that ends us calls `stop` first, and a plain exit
 * kills the group. Call the returned function when the child has ended.
 */
export function guardChild(child: ChildProcess, stop: Stop): () => void {
  if (livingChildren.size === 0) {
    process.on("exit", killAll);
    for (const signal of endingSignals) {
      process.on(signal, passOn);
    }
  }
  livingChildren.set(child, stop);
  return () => {
    livingChildren.delete(child);
    if (livingChildren.size === 0) {
      process.off("exit", killAll);
      for (const signal of endingSignals) {
        process.off(signal, passOn);
      }
    }
  };
}

function killAll(): void {
  for (const child of livingChildren.keys()) {
    signalGroup(child, "SIGKILL");
  }
}

/** A listener takes the place of the default action, so when nobody else listens the signal is sent again. */
function passOn(signal: NodeJS.Signals): void {
  for (const stop of livingChildren.values()) {
    stop(signal);
  }
  if (process.listenerCount(signal) === 1) {
    killAll();
    process.off(signal, passOn);
    process.kill(process.pid, signal);
  }
}
