import { EngineError } from "../errors.ts";
import { childEnvironment } from "./child-environment.ts";
import { lastLine } from "./child-output.ts";
import { type ChildReport, childFailure, runChild } from "./child-process.ts";
import type { NativeLibrary } from "./native-library.ts";
import { explainWorkerFailure, type FailurePlace } from "./onnxruntime-failures.ts";
import {
  type WorkerFailure,
  type WorkerJob,
  type WorkerMessage,
  workerMessage,
} from "./onnxruntime-protocol.ts";
import { verifyPinnedFiles } from "./pinned-package.ts";

export type LoadedMessage = Extract<WorkerMessage, { kind: "loaded" }>;
export type RanMessage = Extract<WorkerMessage, { kind: "ran" }>;

export interface Conversation {
  readonly library: NativeLibrary;
  readonly workerPath: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly workingFolder: string;
  readonly timeoutMs: number;
  readonly signal: AbortSignal | undefined;
  /** Makes the job; called while the child starts, since writing inputs takes time. */
  readonly prepare: () => WorkerJob;
  /** Sample names for messages, in the job's order. */
  readonly sampleIds: readonly string[];
  readonly onRunning: (model: number, sample: number) => void;
}

/** The child's complete answer: every model loaded, and run on every sample that has an output file. */
export interface Answer {
  readonly loaded: readonly LoadedMessage[];
  /** By model, then by sample. */
  readonly ran: readonly (readonly RanMessage[])[];
}

const title = "ONNX Runtime";

/**
 * Starts the child, checks the native library's hashes while it starts, hands over the job and takes the answer.
 * @throws EngineError, or InputError when a sample does not fit a model.
 */
export async function converse(conversation: Conversation): Promise<Answer> {
  const ledger = createLedger(conversation);
  const report = await runChild({
    title,
    file: process.execPath,
    args: [conversation.workerPath],
    cwd: conversation.workingFolder,
    env: childEnvironment("onnxruntime", conversation.environment),
    timeoutMs: conversation.timeoutMs,
    ...(conversation.signal === undefined ? {} : { signal: conversation.signal }),
    input: makeJobLine(conversation, ledger),
    onMessage: ledger.take,
  });
  return ledger.close(report);
}

async function makeJobLine(conversation: Conversation, ledger: Ledger): Promise<string> {
  await verifyPinnedFiles(conversation.library.folder, conversation.library.files);
  const job = conversation.prepare();
  ledger.open(job);
  return `${JSON.stringify(job)}\n`;
}

interface Ledger {
  readonly open: (job: WorkerJob) => void;
  readonly take: (line: string) => void;
  readonly close: (report: ChildReport) => Answer;
}

function createLedger(conversation: Conversation): Ledger {
  const loaded: LoadedMessage[] = [];
  const ran: RanMessage[][] = [];
  let job: WorkerJob | undefined;
  let failure: WorkerFailure | undefined;
  let done = false;
  let running: { model: number; sample: number | null } | undefined;
  return {
    open: (opened) => {
      job = opened;
    },
    take: (line) => {
      const message = parseMessage(line);
      requireAsked(message, job);
      switch (message.kind) {
        case "loaded":
          loaded[message.model] = message;
          running = { model: message.model, sample: null };
          return;
        case "running":
          running = message;
          conversation.onRunning(message.model, message.sample);
          return;
        case "ran":
          (ran[message.model] ??= [])[message.sample] = message;
          return;
        case "done":
          done = true;
          return;
        case "failed":
          failure = message;
          return;
      }
    },
    close: (report) => {
      if (failure !== undefined) {
        throw explainWorkerFailure(failure, placeOf(failure, job, conversation));
      }
      const activity =
        running === undefined || job === undefined ? "" : describeActivity(running, job, conversation);
      const error = childFailure(title, report, activity);
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
  const parsed = workerMessage.safeParse(value);
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

function placeOf(
  failure: WorkerFailure,
  job: WorkerJob | undefined,
  conversation: Conversation,
): FailurePlace {
  const model = failure.model === null ? undefined : job?.models[failure.model];
  const { sample } = failure;
  return {
    modelPath: model?.path,
    sampleId: sample === null ? undefined : conversation.sampleIds[sample],
    outputPath: sample === null ? undefined : model?.outputPaths[sample],
  };
}

function describeActivity(
  running: { model: number; sample: number | null },
  job: WorkerJob,
  conversation: Conversation,
): string {
  const path = job.models[running.model]?.path ?? "the model";
  const sample = running.sample === null ? undefined : conversation.sampleIds[running.sample];
  return sample === undefined ? `with ${path}` : `while running ${path} on sample ${sample}`;
}

function requireComplete(
  answer: Answer,
  done: boolean,
  job: WorkerJob | undefined,
  report: ChildReport,
): Answer {
  const missing = job === undefined ? "everything" : findMissing(answer, job);
  if (!done || missing !== undefined) {
    const said = lastLine(report.stderr) ?? lastLine(report.stdout);
    throw new EngineError(
      "protocol",
      `${title}'s child process ended with status 0 without a complete answer (missing: ${missing ?? "the end"}).`,
      {
        status: 0,
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
