import { Q as parseFlags } from "./settings.js";
import { g as InputError, p as ConfigError } from "./start.js";
import { B as reportFormats, R as isReportFormat, _t as parseResult, z as renderReport } from "./reports.js";
import { readFileSync } from "node:fs";

// src/commands/report.ts
/** `fp16-gate report RESULT --format NAME`: renders a saved result again; the exit status is 0 whatever it says. */
function report(args, terminal) {
	const { flags, positionals } = parseFlags(args, ["format"], { positionals: ["RESULT"] });
	const [path] = positionals;
	if (path === void 0) throw new ConfigError("RESULT is missing.", { advice: "Give the path of a result.json." });
	const format = flags.format ?? "console";
	if (!isReportFormat(format)) throw new ConfigError(`--format: must be one of ${reportFormats.join(", ")}; "${format}" is not.`);
	terminal.print(renderReport(parseResult(readText(path), path), format, {
		color: terminal.color,
		columns: terminal.columns
	}));
	return Promise.resolve(0);
}
function readText(path) {
	try {
		return readFileSync(path, "utf8");
	} catch (error) {
		throw new InputError(`${path}: ${error.code ?? error.message}.`, {
			advice: "Give the path of a result.json.",
			cause: error
		});
	}
}

export { report };