import { t as ConfigError } from "./errors.js";
import { i as settingsSchema, s as listSettings } from "./schema.js";
import { t as describeIssue } from "./issues.js";

// src/config/inputs.ts
/** Settings that `action.yml` and the command line offer, spelled alike; the rest lives in the config file. */
const inputNames = [
	"model",
	"samples",
	"candidate",
	"engine",
	"driver",
	"python",
	"engine-file",
	"build-args",
	"typing",
	"engine-options",
	"trtexec-path",
	"plugins",
	"builds",
	"keep-work",
	"max-abs",
	"enforce",
	"explain",
	"overrides",
	"search-tries",
	"search-time",
	"plan",
	"mixed-io-types",
	"out",
	"ort-path",
	"timeout",
	"threads",
	"extra-outputs",
	"key",
	"baseline",
	"config-from"
];
/** Settings of what the action publishes. The command line publishes nothing, so it does not take them. */
const publishingNames = [
	"comment",
	"check-run",
	"status"
];
/**
* Settings from texts, as the action's inputs and the flags give them. An empty text means absent: it is removed
* before validation, since a coercion would read it as the number 0.
* @param spell how messages name a setting: `--max-abs` or `input max-abs`.
* @throws ConfigError, one line per wrong value.
*/
function parseTextSettings(texts, spell) {
	const values = {};
	for (const [name, text] of Object.entries(texts)) {
		if (text === void 0 || text.length === 0) continue;
		values[name] = parseValue(name, text, spell(name));
	}
	const parsed = settingsSchema.safeParse(values, { jitless: true });
	if (parsed.success) return parsed.data;
	throw new ConfigError(parsed.error.issues.map((issue) => {
		const [name, ...rest] = issue.path;
		const detail = describeIssue({
			...issue,
			path: rest
		});
		return name === void 0 ? detail : `${spell(String(name))}: ${detail}`;
	}).join("\n"));
}
function parseValue(name, text, spelled) {
	if (name === "max-abs") return parseMaxAbs(text, spelled);
	if (listSettings.includes(name)) return parseArguments(text, spelled);
	if (name === "engine-options") return parseObject(text, spelled);
	return text;
}
function parseObject(text, name) {
	try {
		return JSON.parse(typeof text === "string" ? text : text.join("\n"));
	} catch {
		throw new ConfigError(`${name}: is no JSON object.`, { advice: "Write {\"optLevel\": 3}." });
	}
}
/** A JSON array of texts, or one argument a line. Nothing is split at spaces, since no shell would agree on how. */
function parseArguments(text, name) {
	const whole = typeof text === "string" ? text : text.join("\n");
	if (!whole.trimStart().startsWith("[")) return whole.split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== "");
	try {
		const parsed = JSON.parse(whole);
		if (Array.isArray(parsed) && parsed.every((entry) => typeof entry === "string")) return parsed;
	} catch {}
	throw new ConfigError(`${name}: is no JSON array of texts.`, { advice: "Write [\"python3\", \"my_driver.py\"], or one argument a line." });
}
/** `0.05`, or `boxes=1 px` once per output; several in a list or on lines of their own. */
function parseMaxAbs(text, name) {
	const entries = (typeof text === "string" ? [text] : text).flatMap((part) => part.split(/\r?\n/)).map((part) => part.trim()).filter((part) => part !== "");
	const limits = Object.create(null);
	for (const entry of entries) {
		const split = entry.lastIndexOf("=");
		const output = split === -1 ? "*" : entry.slice(0, split).trim();
		if (output === "") throw new ConfigError(`${name}: "${entry}" names no output; write OUTPUT=LIMIT.`);
		if (output in limits) throw new ConfigError(`${name}: two limits for "${output}".`);
		limits[output] = entry.slice(split + 1).trim();
	}
	return { ...limits };
}

export { parseTextSettings as n, publishingNames as r, inputNames as t };