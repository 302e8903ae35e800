import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { EngineError } from "../../errors.ts";
import { type ChildReport, runChild } from "../child-process.ts";
import type { Program } from "../npm-command.ts";
import type { EngineAnswer, EngineRequest, RealEngine } from "../real-engine.ts";
import { type AnswerFiles, openAnswerFiles } from "./answer-files.ts";
import { driverFailure } from "./driver-failures.ts";
import { createJobFolders, type JobFolder } from "./job-folder.ts";
import { readAnswer } from "./read-answer.ts";

export interface DriverOptions {
  /** As in the configuration. */
  readonly name: string;
  /** For messages: `The TensorRT driver`. */
  readonly title: string;
  /** The job's path is added as the last argument. No shell sees any of it. */
  readonly command: Program;
  readonly environment: Readonly<Record<string, string>>;
  /** A private folder; jobs and answers stay in it, since tensors are read from there. */
  readonly workFolder: string;
  /** For one build with all runs; a job with several builds gets as many times as much. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
  readonly killGraceMs?: number;
  /** Where the driver starts; by default the folder of its job, where nothing of the workspace can be picked up. */
  readonly workingDirectory?: string;
  /** Leaves the driver's output beside its job. */
  readonly keepLogs?: boolean;
}

export interface DriverEngine extends RealEngine {
  /** Closes the tensors that answers hold. */
  close(): void;
}

/** An engine behind a program that speaks the driver protocol. */
export function createDriver(options: DriverOptions): DriverEngine {
  const folders = createJobFolders(options.workFolder);
  const opened: AnswerFiles[] = [];
  return {
    name: options.name,
    run: async (request) => {
      const folder = folders.write(request);
      const report = await runDriver(folder, request, options);
      if (options.keepLogs === true) keepLog(folder, report);
      const failure = driverFailure(options.title, report, `while running ${request.label}`);
      if (failure !== undefined) throw failure;
      const files = openAnswerFiles(folder.outPath, options.title);
      opened.push(files);
      return readOrExplain(files, request, options.title, report);
    },
    close: () => opened.splice(0).forEach((files) => files.close()),
  };
}

async function runDriver(
  { path, jobPath }: JobFolder,
  { want }: EngineRequest,
  { command, environment, timeoutMs, signal, killGraceMs, title, workingDirectory }: DriverOptions,
): Promise<ChildReport> {
  return await runChild({
    title,
    file: command.file,
    args: [...command.args, jobPath],
    cwd: workingDirectory ?? path,
    env: environment,
    timeoutMs: timeoutMs * (want.builds ?? 1),
    ...(signal === undefined ? {} : { signal }),
    ...(killGraceMs === undefined ? {} : { killGraceMs }),
  });
}

/** A driver that ends with 0 and writes nonsense often says why on standard error. */
function readOrExplain(
  files: AnswerFiles,
  request: EngineRequest,
  title: string,
  { stderr }: ChildReport,
): EngineAnswer {
  try {
    return readAnswer(files, request, title);
  } catch (error) {
    const said = stderr.trimEnd().split(/\r?\n/).at(-1)?.trim().slice(0, 500);
    if (!(error instanceof EngineError) || said === undefined || said === "") throw error;
    throw new EngineError(error.category, error.message, {
      ...(error.advice === undefined ? {} : { advice: error.advice }),
      cause: error,
      lastStderrLine: said,
    });
  }
}

function keepLog({ path }: JobFolder, { stdout, stderr }: ChildReport): void {
  writeFileSync(join(path, "driver.log"), `${stdout}\n--- standard error ---\n${stderr}`);
}
