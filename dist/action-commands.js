import { p as ConfigError } from "./start.js";
import { D as inputNames, E as resolveMemory, O as parseTextSettings, k as publishingNames } from "./settings.js";
import { t as sourceAnnotations } from "./annotations.js";

// src/config/action-inputs.ts
/** Inputs that only the action has: they say where to publish, and are no settings of the gate. */
const actionInputNames = [
	"config",
	"github-token",
	"pull-request",
	"sha",
	"publish",
	"merge",
	"expect"
];
/** Every input that `action.yml` offers. */
const allInputNames = [
	...inputNames,
	...publishingNames,
	...actionInputNames
];
/**
* Reads the inputs that only the action has.
* @param read the text of an input, empty when it is absent.
* @throws ConfigError when one is malformed, or contradicts another.
*/
function parseActionInputs(read) {
	const optional = (name) => read(name) || void 0;
	const pullRequest = optional("pull-request");
	const sha = optional("sha");
	const publish = optional("publish");
	if (pullRequest !== void 0 && !/^[1-9]\d{0,15}$/.test(pullRequest)) throw new ConfigError(`input pull-request: must be the number of a pull request; "${pullRequest}" is not.`);
	if (sha !== void 0 && !/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(sha)) throw new ConfigError(`input sha: must be a full commit hash; "${sha}" is not.`);
	if (pullRequest !== void 0 && sha === void 0) throw new ConfigError("input pull-request is given without sha.", { advice: "Give the commit that the model was trained at, so that nobody takes it for a later one." });
	const merge = linesOf(read("merge"));
	const expect = linesOf(read("expect"));
	if (publish !== void 0) refuseJudging(read, "publish", ["key"]);
	if (merge.length > 0) refuseJudging(read, "merge", ["key", "out"]);
	if (merge.length > 0 && publish !== void 0) throw new ConfigError("inputs merge and publish are given together.", { advice: "Give one of them." });
	if (merge.length === 0 && expect.length > 0) throw new ConfigError("input expect is given without merge.", { advice: "Give the folders to merge." });
	return {
		token: read("github-token"),
		pullRequest: pullRequest === void 0 ? void 0 : Number(pullRequest),
		sha,
		publish,
		merge,
		expect
	};
}
function linesOf(text) {
	return text.split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== "");
}
/** What would be dropped without a word. */
function refuseJudging(read, instead, allowed) {
	const surplus = [...inputNames, "config"].filter((name) => !allowed.includes(name) && read(name) !== "");
	if (surplus.length === 0) return;
	throw new ConfigError(`input ${instead} is given together with ${surplus.join(", ")}.`, { advice: `With ${instead} nothing is judged: remove the others, or remove ${instead}.` });
}

// src/config/unknown-inputs.ts
/**
* The runner hands every key of `with:` over, known or not, and only warns. A limit under a misspelt name must not
* be dropped like that.
* @param environment holds one `INPUT_NAME` per key of `with:`, in capitals, spaces as underscores.
* @throws ConfigError naming the unknown keys.
*/
function refuseUnknownInputs(environment, known) {
	const expected = new Set(known.map((name) => `INPUT_${name.toUpperCase()}`));
	const unknown = Object.keys(environment).filter((name) => name.startsWith("INPUT_") && !expected.has(name));
	if (unknown.length === 0) return;
	const names = unknown.map((name) => `"${name.slice(6).toLowerCase()}"`).join(", ");
	throw new ConfigError(`unknown input ${names}.`, { advice: `Known are ${known.join(", ")}.` });
}

// src/github/publish-result.ts
/**
* Hands a result to the workflow: outputs, job summary, the annotation of the verdict. A summary that can't be written
* is a warning. The exit status is the caller's business.
*/
async function publishResult(core, result, files, summary, artifact) {
	const { verdict } = result;
	const worst = worstOutput(result);
	core.setOutput("verdict", verdict.kind);
	core.setOutput("result", files.result);
	core.setOutput("summary", files.summary);
	core.setOutput("comment", files.comment);
	core.setOutput("worst-output", worst?.name ?? "");
	core.setOutput("worst-value", worst === void 0 ? "" : String(worst.metrics.maxAbs));
	core.setOutput("failing-count", failingFindings(result).length);
	core.setOutput("artifact", artifact);
	annotateVerdict(core, result);
	await writeJobSummary(core, summary, files.summary);
}
/** Writes the job summary. One that is too large, or a disk that is full, costs the page alone: the text is in `path`, too. */
async function writeJobSummary(core, summary, path) {
	try {
		await core.summary.addRaw(summary, true).write();
	} catch (error) {
		core.warning(`The job summary could not be written: ${error.message}. It is in ${path}.`);
	}
}
function annotateVerdict(core, result) {
	const { verdict } = result;
	if (verdict.kind === "pass") return;
	tell(core, result, verdict.kind === "error" ? [verdict.error.message, verdict.error.advice].filter((part) => part !== void 0).join(" ") : [result.diagnosis?.text, ...failingFindings(result).map(({ message }) => message)].filter((part) => part !== void 0).join("\n"), { title: verdict.kind === "error" ? "FP16 gate: could not judge" : "FP16 gate: failed" });
}
/**
* Annotates the guilty lines of the source with workflow commands, which need no permission. A check run can hold them
* as well; then they are left to it, or each would stand there twice.
*/
function annotateLines(core, result) {
	if (result.verdict.kind === "pass") return;
	for (const line of sourceAnnotations(result).slice(0, 10 - 1)) tell(core, result, line.message, {
		title: line.title,
		file: line.file,
		startLine: line.line
	});
}
function tell(core, { verdict }, message, place) {
	if (verdict.exitCode === 0) core.warning(message, place);
	else core.error(message, place);
}
function failingFindings(result) {
	return result.verdict.findings.filter(({ passed, level, excuse }) => !passed && level === "fail" && excuse === void 0);
}
/** Of the outputs that failed (else of all), the one whose largest difference is furthest beyond its limit. */
function worstOutput(result) {
	const failed = result.outputs.filter((output) => !output.passed);
	return (failed.length > 0 ? failed : result.outputs).map((output) => ({
		output,
		excess: excess(output)
	})).reduce((worst, entry) => worst === void 0 || entry.excess > worst.excess ? entry : worst, void 0)?.output;
}
/** Largest difference in multiples of its limit, or of the output's own scale; not finite ranks above all. */
function excess({ metrics, limits }) {
	if ((metrics.nonFiniteMismatches ?? 0) > 0 || Number.isNaN(metrics.maxAbs)) return Number.POSITIVE_INFINITY;
	const limit = limits.find(({ metric, level }) => metric === "max-abs" && level === "fail")?.value;
	return metrics.maxAbs / (typeof limit === "number" && limit > 0 ? limit : metrics.reference?.rms || 1);
}

// src/github/publish-settings.ts
const defaultPublishSettings = {
	comment: "always",
	checkRun: false,
	status: "auto"
};

// src/commands/action-commands.ts
/** @throws ConfigError for an input that is unknown, wrong, or out of place in such a step. */
function readPublishing(core, environment) {
	refuseUnknownInputs(environment, allInputNames);
	const inputs = parseActionInputs((name) => core.getInput(name));
	const settings = parseTextSettings(readTexts(core), (name) => `input ${name}`);
	const { comment, checkRun, status } = defaultPublishSettings;
	return {
		inputs,
		settings,
		publish: {
			comment: settings.comment ?? comment,
			checkRun,
			status: settings.status ?? status
		}
	};
}
/** The inputs that are settings, by name; empty where absent. */
function readTexts(core) {
	return Object.fromEntries([...inputNames, ...publishingNames].map((name) => [name, core.getInput(name)]));
}
/** The key as the settings would give it, where they could not be read. */
function keyOf(key, model) {
	return resolveMemory(key ? { key } : {}, model || void 0).key;
}

export { annotateLines as a, refuseUnknownInputs as c, defaultPublishSettings as i, allInputNames as l, readPublishing as n, publishResult as o, readTexts as r, writeJobSummary as s, keyOf as t, parseActionInputs as u };