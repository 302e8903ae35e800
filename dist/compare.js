import { Q as parseFlags, r as readSources, w as resolveLimits } from "./settings.js";
import { g as InputError, p as ConfigError } from "./start.js";
import { i as composeResult, t as writeReports, z as renderReport } from "./reports.js";
import { Ft as thisEnvironment, It as tool, Lt as openTensors, Nt as describeConfig, Vn as describeFailure, at as judgeOutputs, ft as emptyRecord } from "./judge.js";

// src/steps/judge-files.ts
/** Judges the tensors of one file, or folder, by those of another. Never throws, like `judge`. */
async function judgeFiles(referencePath, candidatePath, config) {
	const record = emptyRecord(tool, config.enforce);
	record.environment = thisEnvironment();
	record.config = describeConfig(config);
	record.engine = {
		name: "recorded",
		notes: []
	};
	const opened = [];
	try {
		for (const path of [referencePath, candidatePath]) opened.push(await openTensors(path));
		const [reference, candidate] = opened;
		if (reference.samples.length !== candidate.samples.length) throw new InputError(`${referencePath} holds ${reference.samples.length} samples, but ${candidatePath} holds ${candidate.samples.length}.`, { advice: "Record both over the same inputs." });
		const pairs = reference.samples.map((tensors, at) => {
			return {
				sample: String(at),
				reference: tensors,
				candidate: candidate.samples[at]
			};
		});
		record.judged = judgeOutputs("engine-fp16", pairs, config, record);
	} catch (error) {
		record.failures.push(describeFailure(error));
	} finally {
		for (const files of opened) files.close();
	}
	return composeResult(record);
}

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
	const sources = await readSources({
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