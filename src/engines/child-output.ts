import type { ChildProcess } from "node:child_process";
import type { Readable } from "node:stream";
import { EngineError } from "../errors.ts";

const stdoutLimitBytes = 1 << 20;
const stderrLimitBytes = 64 << 10;
/** One message describes at most all tensors of a model: 100,000 of them take about 10 MB. */
const messageLimitBytes = 64 << 20;

export interface ChildOutput {
  /** The first 1 MiB of stdout; `stdoutCut` says whether there was more. */
  readonly stdout: string;
  readonly stdoutCut: boolean;
  /** The last 64 KiB of stderr. */
  readonly stderr: string;
}

/**
 * Listens to stdout, stderr and the message channel (file descriptor 3) of a child. The returned function gives
 * what came; `onMessage` gets each line of the channel, and what it throws goes to `fail`, once.
 */
export function collectOutput(
  child: ChildProcess,
  title: string,
  onMessage: ((line: string) => void) | undefined,
  fail: (error: unknown) => void,
): () => ChildOutput {
  const stdout = keepHead(child.stdout);
  const stderr = keepTail(child.stderr);
  const channel = child.stdio[3];
  if (onMessage !== undefined && channel !== null && channel !== undefined && "read" in channel) {
    splitLines(channel, title, onMessage, fail);
  }
  return () => ({ ...stdout(), stderr: stderr() });
}

function keepHead(stream: Readable | null): () => { stdout: string; stdoutCut: boolean } {
  const pieces: Buffer[] = [];
  let sizeBytes = 0;
  stream?.on("data", (piece: Buffer) => {
    if (sizeBytes < stdoutLimitBytes) {
      pieces.push(piece.subarray(0, stdoutLimitBytes - sizeBytes));
    }
    sizeBytes += piece.length;
  });
  return () => ({ stdout: Buffer.concat(pieces).toString(), stdoutCut: sizeBytes > stdoutLimitBytes });
}

function keepTail(stream: Readable | null): () => string {
  let tail = Buffer.alloc(0);
  stream?.on("data", (piece: Buffer) => {
    const joined = Buffer.concat([tail, piece]);
    tail = joined.length > stderrLimitBytes ? joined.subarray(-stderrLimitBytes) : joined;
  });
  return () => tail.toString();
}

function splitLines(
  channel: Readable,
  title: string,
  onMessage: (line: string) => void,
  fail: (error: unknown) => void,
): void {
  let pieces: Buffer[] = [];
  let pendingBytes = 0;
  const take = (data: Buffer): void => {
    let start = 0;
    for (let end = data.indexOf(10); end >= 0; end = data.indexOf(10, start)) {
      const line = Buffer.concat([...pieces, data.subarray(start, end)]).toString();
      pieces = [];
      pendingBytes = 0;
      start = end + 1;
      onMessage(line);
    }
    pieces.push(data.subarray(start));
    pendingBytes += data.length - start;
    if (pendingBytes > messageLimitBytes) {
      throw new EngineError(
        "protocol",
        `${title} sent a message of more than ${messageLimitBytes} bytes without a line end.`,
      );
    }
  };
  const onData = (data: Buffer): void => {
    try {
      take(data);
    } catch (error) {
      pieces = [];
      channel.off("data", onData).resume();
      fail(error);
    }
  };
  channel.on("error", () => undefined);
  channel.on("data", onData);
}

/** Last non-empty line of a text, cut to 500 characters; undefined when there is none. */
export function lastLine(text: string): string | undefined {
  const line = text
    .trimEnd()
    .split(/\r?\n|\r/)
    .at(-1)
    ?.trim();
  return line === undefined || line === "" ? undefined : line.slice(0, 500);
}
