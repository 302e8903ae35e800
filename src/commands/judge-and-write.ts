import { existsSync, readFileSync } from "node:fs";
import { dirname, isAbsolute, join } from "node:path";
import { type Config, resolveConfig, type SettingsOrigin, type SettingsSource } from "../config/config.ts";
import { readSettingsFile } from "../config/file.ts";
import { parseTextSettings } from "../config/inputs.ts";
import { GateError } from "../errors.ts";
import { writeFileAtomic } from "../files/atomic-write.ts";
import { mixedModelFile, overridesFolder, removeStaleOverrides } from "../files/override-files.ts";
import { failedResult, judge } from "../gate.ts";
import { renderReport } from "../report/render.ts";
import { type GateResult, parseResult, serializeResult } from "../report/result.ts";
import type { GateSurroundings } from "../surroundings.ts";

/** Settings as one entry gives them: texts by name, empty or undefined for absent. */
export interface Request {
  readonly origin: Exclude<SettingsOrigin, "config">;
  readonly texts: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** `fp16-gate.yml` of the working directory is read when this is absent and that exists. */
  readonly configPath: string | undefined;
  readonly spell: (name: string) => string;
  /** A check of the entry's own that throws a ConfigError; it must leave a result, too. */
  readonly refuse?: () => void;
}

/** What a run needs from the process, and who wants to know when it starts. */
export interface Surroundings extends GateSurroundings {
  /** Called when the settings are known, before anything is judged. */
  readonly begun?: (config: Config) => Promise<void>;
}

export interface WrittenReports {
  readonly folder: string;
  readonly result: string;
  readonly summary: string;
  readonly comment: string;
  readonly junit: string;
  readonly html: string;
}

/** Files beside a result that it names as its own; none where there is no fix, or no result that can be read. */
function writtenOverrides(path: string): string[] {
  const beside = [overridesFolder, mixedModelFile].map((name) => join(dirname(path), name));
  // Most runs leave none, and reading a result takes as long as making its reports.
  if (!beside.some((each) => existsSync(each))) return [];
  try {
    const earlier = parseResult(readFileSync(path, "utf8"), path);
    return (earlier.overrides?.files ?? []).map((file) => file.path);
  } catch {
    return [];
  }
}

/** The configuration file that is read without being asked for. */
export const defaultConfigFile = "fp16-gate.yml";
const defaultOut = "fp16-gate-out";

/**
 * One run of the gate as both entries do it: settings, judgement, reports. Errors of the configuration, too, end as
 * a result with its reports, or an old green one would stay in `out`.
 * @returns `config` is absent when the settings themselves were wrong.
 * @throws EngineError (storage) when the reports can't be written.
 */
export async function judgeAndWrite(
  request: Request,
  surroundings: Surroundings,
): Promise<{ result: GateResult; files: WrittenReports; config: Config | undefined }> {
  let config: Config | undefined;
  let result: GateResult;
  try {
    request.refuse?.();
    config = resolveConfig(readSources(request, surroundings.workingDirectory));
    await surroundings.begun?.(config);
    result = await judge(config, surroundings);
  } catch (error) {
    result = failedResult(error);
  }
  const asked = config?.out ?? request.texts.out;
  const out = typeof asked === "string" && asked !== "" ? asked : defaultOut;
  const folder = isAbsolute(out) ? out : join(surroundings.workingDirectory, out);
  const used = [config?.model, config?.candidate, request.texts.model, request.texts.candidate];
  return { ...writeReportsOrDefect(result, folder, used), config };
}

/** Flags or inputs, then the file, strongest first. Paths of the file are relative to the working directory. */
export function readSources(request: Request, workingDirectory: string): SettingsSource[] {
  const given = { origin: request.origin, settings: parseTextSettings(request.texts, request.spell) };
  const path = request.configPath ?? findDefaultConfig(workingDirectory);
  return path === undefined ? [given] : [given, { origin: "config", settings: readSettingsFile(path) }];
}

function findDefaultConfig(workingDirectory: string): string | undefined {
  const path = join(workingDirectory, defaultConfigFile);
  return existsSync(path) ? path : undefined;
}

/**
 * As `writeReports`; a result that contradicts itself, which is a defect of this program, becomes an error with reports of
 * its own, or an old green one would stay.
 * @throws EngineError (storage) when the reports can't be written.
 */
export function writeReportsOrDefect(
  result: GateResult,
  folder: string,
  used: readonly unknown[] = [],
): { result: GateResult; files: WrittenReports } {
  try {
    return writeReports(result, folder, used);
  } catch (error) {
    if (error instanceof GateError) throw error;
    return writeReports(failedResult(error), folder, used);
  }
}

/**
 * Writes every report beside the result; each file is replaced as a whole. The reports are made from the result as it
 * was written, so that rendering the file again gives the same bytes. Files of a fix that an earlier run wrote there, and
 * this one did not, are removed.
 * @param used files that this run was about: they stay.
 * @returns the result as it was written.
 */
export function writeReports(
  result: GateResult,
  folder: string,
  used: readonly unknown[] = [],
): { result: GateResult; files: WrittenReports } {
  const files = {
    folder,
    result: join(folder, "result.json"),
    summary: join(folder, "summary.md"),
    comment: join(folder, "comment.md"),
    junit: join(folder, "junit.xml"),
    html: join(folder, "report.html"),
  };
  const earlier = writtenOverrides(files.result);
  const text = serializeResult(result);
  const saved = parseResult(text, files.result);
  writeFileAtomic(files.result, text);
  writeFileAtomic(files.summary, renderReport(saved, "summary"));
  writeFileAtomic(files.comment, renderReport(saved, "comment"));
  writeFileAtomic(files.junit, renderReport(saved, "junit"));
  writeFileAtomic(files.html, renderReport(saved, "html"));
  const current = (saved.overrides?.files ?? []).map(({ path }) => path);
  removeStaleOverrides(
    folder,
    earlier,
    current,
    used.filter((path) => typeof path === "string"),
  );
  return { result: saved, files };
}
