import { t as parseFlags } from "./args.js";
import { i as judgeFiles, n as readSources, o as resolveLimits, r as writeReports } from "./judge-and-write.js";
import { t as ConfigError } from "./errors.js";
import { n as renderReport } from "./render.js";

// src/commands/compare.ts
const settingFlags = [
	"max-abs",
	"enforce",
	"extra-outputs",
	"out"
];
/** `fp16-gate compare REFERENCE CANDIDATE`: judges tensor files; reports are written only with `--out`. */
async function compare(args, terminal) {
	const { flags, positionals } = parseFlags(args, [...settingFlags, "config"], {
		repeatable: ["max-abs"],
		positionals: ["REFERENCE", "CANDIDATE"]
	});
	const [reference, candidate] = positionals;
	if (reference === void 0 || candidate === void 0) throw new ConfigError(`${reference === void 0 ? "REFERENCE" : "CANDIDATE"} is missing.`, { advice: "Give two tensor files or folders: .safetensors, .npz, .npy, .json." });
	const { config, ...texts } = flags;
	const sources = readSources({
		origin: "flag",
		texts,
		configPath: config,
		spell: (name) => `--${name}`
	}, terminal.workingDirectory);
	const limits = resolveLimits(sources);
	const result = await judgeFiles(reference, candidate, limits);
	if (flags.out !== void 0) terminal.log.info(`Reports: ${writeReports(result, limits.out).files.folder}`);
	terminal.print(renderReport(result, "console", {
		color: terminal.color,
		columns: terminal.columns
	}));
	return result.verdict.exitCode;
}

export { compare };