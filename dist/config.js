import { t as ConfigError } from "./errors.js";
import { t as resolveEngine } from "./engine-config.js";
import { a as memorySettings, n as limitMetrics, o as engineSettings, r as lowerLimitMetrics, t as limitKeys } from "./schema.js";
import { t as resolveMemory } from "./memory-config.js";
import { availableParallelism } from "node:os";

// src/config/override-config.ts
const defaultTries = 60;
const defaultTimeMs = 6e5;
/**
* Merges what the sources, strongest first, say about the search, and applies the defaults.
* @throws ConfigError for settings of one source that contradict each other, and for a plan that no engine reads.
*/
function resolveOverrides(sources, { engine, explain }) {
	const pick = (key) => sources.find(({ settings }) => settings[key] !== void 0)?.settings[key];
	const planPath = pick("plan");
	if (planPath !== void 0) refuseUnreadPlan(engine, pick("candidate") !== void 0);
	if (sources.some(({ settings }) => settings.overrides === "auto" && settings.explain === "never")) throw new ConfigError("overrides: auto contradicts explain: never.", { advice: "The search begins with the explanation: leave explain out, or set overrides: never." });
	return {
		isSearched: explain === "auto" && pick("overrides") !== "never",
		tries: pick("search-tries") ?? defaultTries,
		timeMs: pick("search-time") ?? defaultTimeMs,
		planPath,
		keepIoTypes: pick("mixed-io-types") !== "fp16"
	};
}
function refuseUnreadPlan(engine, hasCandidate) {
	if (engine !== "emulated") throw new ConfigError(`plan is given, but engine ${engine} is not told of it.`, { advice: engine === "recorded" ? "Leave one of them out: recorded outputs are judged without running anything." : "Judge the plan on the emulation, or build the engine from overrides/ and judge that." });
	if (hasCandidate) throw new ConfigError("plan contradicts candidate: a converted model is judged by its own types.", { advice: "Leave one of them out." });
}

// src/config/config.ts
/** Every key that `OutputLimits` may have. */
const limitNames = new Set(Object.values(limitKeys));
const defaultTimeoutMs = 6e5;
/** More threads than this gain little on one sample, and a shared runner has other jobs. */
const mostDefaultThreads = 8;
/**
* Merges sources, strongest first, and applies the defaults. A limit of a stronger source precedes every limit of a
* weaker one for the outputs that it fits.
* @throws ConfigError when `samples` is missing, or `model` where the engine needs it, or two limits of one source contradict each other.
*/
function resolveConfig(sources) {
	const engine = pick(sources, "engine") ?? "emulated";
	const memory = pickAll(sources, memorySettings);
	const explain = pick(sources, "explain") ?? "auto";
	return {
		memory: resolveMemory(memory, pick(sources, "model")),
		realEngine: resolveEngine(engine, pickAll(sources, engineSettings)),
		...resolveLimits(sources),
		model: engine === "recorded" ? pick(sources, "model") : required(sources, "model"),
		samples: required(sources, "samples"),
		candidate: candidateOf(sources, engine),
		engine,
		explain,
		overrides: resolveOverrides(sources, {
			engine,
			explain
		}),
		ortPath: pick(sources, "ort-path"),
		timeoutMs: pick(sources, "timeout") ?? defaultTimeoutMs,
		threads: pick(sources, "threads") ?? Math.min(availableParallelism(), mostDefaultThreads),
		comment: pick(sources, "comment") ?? "always",
		checkRun: pick(sources, "check-run") ?? false,
		status: pick(sources, "status") ?? "auto"
	};
}
/** The part of `resolveConfig` that concerns a comparison alone. */
function resolveLimits(sources) {
	const limits = sources.map(tolerancesOf);
	return {
		enforce: pick(sources, "enforce") ?? "fail",
		out: pick(sources, "out") ?? "fp16-gate-out",
		extraOutputs: pick(sources, "extra-outputs") ?? "fail",
		tolerances: limits.flat(),
		match: (pick(sources, "match") ?? []).map(readMatch),
		limitsFrom: sources.find((_, rank) => (limits[rank]?.length ?? 0) > 0)?.origin ?? "default"
	};
}
function pick(sources, key) {
	return sources.find((source) => source.settings[key] !== void 0)?.settings[key];
}
/** The settings whose names are the keys of `known`. */
function pickAll(sources, known) {
	const names = Object.keys(known);
	return Object.fromEntries(names.map((name) => [name, pick(sources, name)]));
}
function required(sources, key) {
	const value = pick(sources, key);
	if (value !== void 0) return value;
	const isAction = sources.some(({ origin }) => origin === "input");
	const flag = key === "model" ? "the MODEL argument" : "--samples";
	throw new ConfigError(`${key} is missing.`, { advice: `Give ${isAction ? `the input "${key}"` : flag}, or "${key}:" in the configuration file.` });
}
/** Only the emulation takes a model at its word; any other engine would judge something else than the candidate. */
function candidateOf(sources, engine) {
	const candidate = pick(sources, "candidate");
	if (candidate === void 0 || engine === "emulated") return candidate;
	throw new ConfigError(`candidate contradicts engine ${engine}, which would not judge it.`, { advice: engine === "recorded" ? "Leave one of them out: recorded outputs are judged without any model." : "Leave engine out, or give the candidate as the model." });
}
/** `max-abs` and `tolerances` of one source; a lower rank of the source takes precedence over a higher one. */
function tolerancesOf(source, precedence) {
	return [...Object.entries(source.settings["max-abs"] ?? {}).map(([output, limit]) => ({
		output,
		unit: limit.unit,
		fail: { maxAbs: limit.value },
		warn: {},
		topOneAxis: void 0,
		precedence
	})), ...(source.settings.tolerances ?? []).map((written) => readTolerance(written, precedence))];
}
/** Units within one entry must agree, a warning limit must be the stricter one, and something must be limited. */
function readTolerance(tolerance, precedence) {
	const { output, unit, warn, "top-1-axis": topOneAxis, ...fail } = tolerance;
	const written = [...writtenLimits(fail), ...writtenLimits(warn ?? {})];
	if (written.length === 0) throw new ConfigError(`tolerances: "${output}" sets no limit.`, { advice: "Add one, such as max-abs: 0.05." });
	const units = new Set([unit, ...written.map(([, limit]) => limit.unit)].filter((name) => name !== void 0));
	if (units.size > 1) throw new ConfigError(`tolerances: "${output}" is in ${[...units].join(" and in ")}.`, { advice: "Write the unit and all limits of an output in the same unit." });
	refuseUselessWarnings(output, fail, warn ?? {});
	return {
		output,
		unit: [...units][0],
		fail: limitsOf(fail),
		warn: limitsOf(warn ?? {}),
		topOneAxis,
		precedence
	};
}
function writtenLimits(limits) {
	return limitMetrics.flatMap((metric) => {
		const limit = limits[metric];
		return limit === void 0 ? [] : [[metric, limit]];
	});
}
function limitsOf(limits) {
	return Object.fromEntries(writtenLimits(limits).map(([metric, limit]) => [limitKeys[metric], limit.value]));
}
function refuseUselessWarnings(output, fail, warn) {
	for (const [metric, limit] of writtenLimits(warn)) {
		const failLimit = fail[metric];
		if (failLimit === void 0) continue;
		if (lowerLimitMetrics.has(metric) ? limit.value < failLimit.value : limit.value > failLimit.value) throw new ConfigError(`tolerances: "${output}" warns at ${metric} ${limit.value}, after it already fails at ${failLimit.value}.`, { advice: "Make the warning the stricter of the two." });
	}
}
function readMatch(written) {
	const { "max-distance": maxDistance, "min-score": minScore, scores, labels, axis, ...rest } = written;
	return {
		...rest,
		scores,
		labels,
		axis,
		maxDistance,
		minScore
	};
}

export { resolveConfig as n, resolveLimits as r, limitNames as t };