import { type Config, defaultOut, resolveConfig } from "../config/config.ts";
import { givenPath } from "../files/given-path.ts";
import type { GateResult } from "../report/result.ts";
import { startEmbeddedEngine } from "../runs/started-engine.ts";
import type { GateSurroundings } from "../surroundings.ts";
import { readSources, type SettingsRequest } from "./read-sources.ts";
import type { WrittenReports } from "./write-reports.ts";

export interface Request extends SettingsRequest {
  /** A check of the entry's own that throws a ConfigError; it must leave a result, too. */
  readonly refuse?: () => void;
}

/** What a run needs from the process, and who wants to know when it starts. */
export interface Surroundings extends GateSurroundings {
  /** Called when the settings are known, before anything is judged. */
  readonly begun?: (config: Config) => Promise<void>;
}

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
    config = resolveConfig(await readSources(request, surroundings.workingDirectory));
    await surroundings.begun?.(config);
    result = await judgeEarly(config, surroundings);
  } catch (error) {
    const { failedResult } = await import("../steps/failed-result.ts");
    result = failedResult(error);
  }
  const asked = config?.out ?? request.texts.out;
  const out = typeof asked === "string" && asked !== "" ? asked : defaultOut;
  const folder = givenPath(out, surroundings.workingDirectory);
  const used = [config?.model, config?.candidate, request.texts.model, request.texts.candidate];
  const { writeReportsOrDefect } = await import("./write-reports.ts");
  return { ...writeReportsOrDefect(result, folder, used), config };
}

/** The engine's process starts first: it gets ready while the rest of the program is loaded, which takes as long. */
async function judgeEarly(config: Config, surroundings: Surroundings): Promise<GateResult> {
  const embedded = config.engine === "emulated" ? await startEmbeddedEngine(config, surroundings) : undefined;
  try {
    const { judge } = await import("../gate.ts");
    return await judge(config, surroundings, embedded);
  } finally {
    await embedded?.end();
  }
}
