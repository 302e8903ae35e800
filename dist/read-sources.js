import { n as parseTextSettings } from "./inputs.js";
import { join } from "node:path";
import { existsSync } from "node:fs";

// src/commands/read-sources.ts
/** The configuration file that is read without being asked for. */
const defaultConfigFile = "fp16-gate.yml";
/** Flags or inputs, then the file, strongest first. Paths of the file are relative to the working directory. */
async function readSources(request, workingDirectory) {
	const given = {
		origin: request.origin,
		settings: parseTextSettings(request.texts, request.spell)
	};
	const path = request.configPath ?? findDefaultConfig(workingDirectory);
	if (path === void 0) return [given];
	const { readSettingsFile } = await import("./file.js");
	return [given, {
		origin: "config",
		settings: readSettingsFile(path)
	}];
}
function findDefaultConfig(workingDirectory) {
	const path = join(workingDirectory, defaultConfigFile);
	return existsSync(path) ? path : void 0;
}

export { readSources as t };