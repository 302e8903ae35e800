import { Readable } from "node:stream";
import { EngineError } from "../errors.ts";
import { childEnvironment } from "./child-environment.ts";
import { lastLine } from "./child-output.ts";
import { type ChildReport, type ChildRequest, childFailure, runChild } from "./child-process.ts";
import type { NativeLibrary } from "./native-library.ts";
import { explainWorkerFailure, type FailurePlace } from "./onnxruntime-failures.ts";
import {
  type WorkerFailure,
  type WorkerJob,
  type WorkerMessage,
  type WorkerRequest,
  workerMessage,
} from "./onnxruntime-protocol.ts";

export type LoadedMessage = Extract<WorkerMessage, { kind: "loaded" }>;
export type RanMessage = Extract<WorkerMessage, { kind: "ran" }>;

export interface ConversationSettings {
  readonly library: NativeLibrary;
  readonly workerPath: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly workingFolder: string;
  readonly signal: AbortSignal | undefined;
}

export interface Question {
  readonly job: WorkerJob;
  /** Sample names for messages, in the job's order. */
  readonly sampleIds: readonly string[];
  readonly timeoutMs: number;
  readonly onRunning: (model: number, sample: number) => void;
}

/** The child's complete answer: every model loaded, and run on every sample that has an output file. */
export interface Answer {
  readonly loaded: readonly LoadedMessage[];
  /** By model, then by sample. */
  readonly ran: readonly (readonly RanMessage[])[];
}

/** A child process that waits for jobs. A failed job ends it; every later question is then refused. */
export interface Conversation {
  /** One at a time. Throws EngineError, or InputError when a sample does not fit a model. */
  ask(question: Question): Promise<Answer>;
  /** Lets the child end and waits for it. Throws EngineError when it did not end as it should. */
  close(): Promise<void>;
}

const title = "ONNX Runtime";

/** Starts the child at once; it checks and loads the native library while the caller prepares the first job. */
export function openConversation(settings: ConversationSettings): Conversation {
  const requests = createRequestQueue();
  let ledger: Ledger | undefined;
  let isOver = false;
  const { folder, bindingPath, files } = settings.library;
  requests.push({ kind: "library", folder, bindingPath, files }, undefined);
  const ended = runChild({
    title,
    file: process.execPath,
    args: [settings.workerPath],
    cwd: settings.workingFolder,
    env: childEnvironment("onnxruntime", settings.environment),
    timeoutMs: 0,
    ...(settings.signal === undefined ? {} : { signal: settings.signal }),
    requests: requests.lines,
    onMessage: (line) => {
      ledger ??= createLedger(undefined);
      return ledger.take(line);
    },
  });
  // Whoever asks or closes gets the error; until then nobody waits for it.
  ended.catch(() => undefined);
  return {
    ask: async (question) => {
      const asked = createLedger(question, ledger?.failure());
      ledger = asked;
      requests.push(question.job, question.timeoutMs);
      const answer = await Promise.race([asked.answered, ended]);
      isOver = answer !== "answered";
      return asked.close(answer === "answered" ? undefined : answer);
    },
    close: async () => {
      requests.end();
      const report = await ended;
      const error = isOver ? undefined : childFailure(title, report, "");
      if (error !== undefined) throw error;
    },
  };
}

interface RequestQueue {
  push(request: WorkerRequest, timeoutMs: number | undefined): void;
  end(): void;
  readonly lines: AsyncIterable<ChildRequest>;
}

function createRequestQueue(): RequestQueue {
  const stream = new Readable({ objectMode: true, read: () => undefined });
  return {
    push: (request, timeoutMs) => void stream.push({ text: `${JSON.stringify(request)}\n`, timeoutMs }),
    end: () => void stream.push(null),
    lines: stream,
  };
}

interface Ledger {
  readonly take: (line: string) => "answered" | undefined;
  readonly answered: Promise<"answered">;
  readonly failure: () => WorkerFailure | undefined;
  /** @param report how the child ended, when it ended instead of answering. */
  readonly close: (report: ChildReport | undefined) => Answer;
}

/** @param earlier a failure that came before this question, such as a library that can't be loaded. */
function createLedger(question: Question | undefined, earlier?: WorkerFailure): Ledger {
  const job = question?.job;
  const loaded: LoadedMessage[] = [];
  const ran: RanMessage[][] = [];
  let failure = earlier;
  let done = false;
  let running: { model: number; sample: number | null } | undefined;
  let announce: (answer: "answered") => void = () => undefined;
  return {
    answered: new Promise((resolve) => {
      announce = resolve;
    }),
    failure: () => failure,
    take: (line) => {
      const message = parseMessage(line);
      requireAsked(message, job);
      switch (message.kind) {
        case "loaded":
          loaded[message.model] = message;
          running = { model: message.model, sample: null };
          break;
        case "running":
          running = message;
          question?.onRunning(message.model, message.sample);
          break;
        case "ran":
          (ran[message.model] ??= [])[message.sample] = message;
          break;
        case "done":
          done = true;
          announce("answered");
          break;
        case "failed":
          failure = message;
          break;
      }
      return done ? "answered" : undefined;
    },
    close: (report) => {
      if (failure !== undefined) {
        throw explainWorkerFailure(failure, placeOf(failure, question));
      }
      const activity =
        running === undefined || question === undefined ? "" : describeActivity(running, question);
      const error = report === undefined ? undefined : childFailure(title, report, activity);
      if (error !== undefined) {
        throw error;
      }
      return requireComplete({ loaded, ran }, done, job, report);
    },
  };
}

function parseMessage(line: string): WorkerMessage {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    throw new EngineError(
      "protocol",
      `${title}'s child process answered with something that is not JSON: ${quote(line)}.`,
      {
        cause: error,
      },
    );
  }
  // A handful of short messages: compiling their schema would take longer.
  const parsed = workerMessage.safeParse(value, { jitless: true });
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const where = issue === undefined || issue.path.length === 0 ? "" : ` at ${issue.path.join(".")}`;
    throw new EngineError(
      "protocol",
      `${title}'s child process sent an unknown message${where} (${issue?.message ?? "invalid"}): ${quote(line)}.`,
    );
  }
  return parsed.data;
}

/** A message about a model or sample that the job does not have is refused, as is any before the job. */
function requireAsked(message: WorkerMessage, job: WorkerJob | undefined): void {
  if (message.kind === "failed" || message.kind === "done") {
    return;
  }
  const models = job?.models.length ?? 0;
  const samples = job?.samples.length ?? 0;
  const isKnown = message.model < models && (message.kind === "loaded" || message.sample < samples);
  if (!isKnown) {
    const about = message.kind === "loaded" ? "" : `, sample ${message.sample}`;
    throw new EngineError(
      "protocol",
      `${title}'s child process sent ${message.kind} for model ${message.model}${about}; it was given ${models} and ${samples}.`,
    );
  }
}

function quote(line: string): string {
  return JSON.stringify(line.length > 120 ? `${line.slice(0, 119)}…` : line);
}

function placeOf(failure: WorkerFailure, question: Question | undefined): FailurePlace {
  const model = failure.model === null ? undefined : question?.job.models[failure.model];
  const { sample } = failure;
  return {
    modelPath: model?.path,
    sampleId: sample === null ? undefined : question?.sampleIds[sample],
    outputPath: sample === null ? undefined : model?.outputPaths[sample],
  };
}

function describeActivity(running: { model: number; sample: number | null }, question: Question): string {
  const path = question.job.models[running.model]?.path ?? "the model";
  const sample = running.sample === null ? undefined : question.sampleIds[running.sample];
  return sample === undefined ? `with ${path}` : `while running ${path} on sample ${sample}`;
}

function requireComplete(
  answer: Answer,
  done: boolean,
  job: WorkerJob | undefined,
  report: ChildReport | undefined,
): Answer {
  const missing = job === undefined ? "everything" : findMissing(answer, job);
  if (!done || missing !== undefined) {
    const said = report && (lastLine(report.stderr) ?? lastLine(report.stdout));
    const how = report === undefined ? "said that it was done" : "ended with status 0";
    throw new EngineError(
      "protocol",
      `${title}'s child process ${how} without a complete answer (missing: ${missing ?? "the end"}).`,
      {
        ...(report === undefined ? {} : { status: 0 }),
        ...(said === undefined ? {} : { lastStderrLine: said, advice: `Its last line: ${said}` }),
      },
    );
  }
  return answer;
}

function findMissing({ loaded, ran }: Answer, job: WorkerJob): string | undefined {
  for (const [index, model] of job.models.entries()) {
    if (loaded[index] === undefined) {
      return `the description of ${model.path}`;
    }
    for (const sample of model.outputPaths.keys()) {
      if (ran[index]?.[sample] === undefined) {
        return `run ${sample + 1} of ${model.path}`;
      }
    }
  }
  return undefined;
}
