import { existsSync } from "node:fs";
import { join } from "node:path";
import type { SettingsOrigin, SettingsSource } from "../config/config.ts";
import { parseTextSettings } from "../config/inputs.ts";

/** Settings as one entry gives them: texts by name, empty or undefined for absent. */
export interface SettingsRequest {
  readonly origin: Exclude<SettingsOrigin, "config">;
  readonly texts: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** `fp16-gate.yml` of the working directory is read when this is absent and that exists. */
  readonly configPath: string | undefined;
  readonly spell: (name: string) => string;
}

/** The configuration file that is read without being asked for. */
const defaultConfigFile = "fp16-gate.yml";

/** Flags or inputs, then the file, strongest first. Paths of the file are relative to the working directory. */
export async function readSources(
  request: SettingsRequest,
  workingDirectory: string,
): Promise<SettingsSource[]> {
  const given = { origin: request.origin, settings: parseTextSettings(request.texts, request.spell) };
  const path = request.configPath ?? findDefaultConfig(workingDirectory);
  if (path === undefined) return [given];
  // Loaded when there is a file: YAML is a fifth of what a run without one loads.
  const { readSettingsFile } = await import("../config/file.ts");
  return [given, { origin: "config", settings: readSettingsFile(path) }];
}

function findDefaultConfig(workingDirectory: string): string | undefined {
  const path = join(workingDirectory, defaultConfigFile);
  return existsSync(path) ? path : undefined;
}
