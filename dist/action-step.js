import { i as InputError, t as ConfigError } from "./errors.js";
import { i as publishingNames, n as inputNames, r as parseTextSettings } from "./engine-config.js";
import { a as resolveMemory, r as writeReports, t as judgeAndWrite } from "./judge-and-write.js";
import { t as artifactName } from "./artifact-name.js";
import { n as linkToGitHub, r as readTriggeringRun, t as stateNames } from "./action-state.js";
import { t as sourceAnnotations } from "./annotations.js";
import { t as parseResult } from "./result.js";
import { t as createActionsLog } from "./log.js";
import { n as renderReport } from "./render.js";
import { lstatSync, readFileSync } from "node:fs";

// src/config/action-inputs.ts
/** Inputs that only the action has: they say where to publish, and are no settings of the gate. */
const actionInputNames = [
	"config",
	"github-token",
	"pull-request",
	"sha",
	"publish"
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
	if (publish !== void 0) refuseJudging(read);
	return {
		token: read("github-token"),
		pullRequest: pullRequest === void 0 ? void 0 : Number(pullRequest),
		sha,
		publish
	};
}
/** What would be dropped without a word. */
function refuseJudging(read) {
	const surplus = [...inputNames, "config"].filter((name) => name !== "key" && read(name) !== "");
	if (surplus.length === 0) return;
	throw new ConfigError(`input publish is given together with ${surplus.join(", ")}.`, { advice: "Publishing a saved result judges nothing: remove the others, or remove publish." });
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
	try {
		await core.summary.addRaw(summary, true).write();
	} catch (error) {
		core.warning(`The job summary could not be written: ${error.message}. It is in ${files.summary}.`);
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

// src/github/publish-saved.ts
/** A result.json of a network of 100,000 nodes has about 30 MB. */
const maxResultBytes = 64 * 2 ** 20;
/**
* Publishes a result that another run left behind: checked against the schema, rendered afresh, and marked as the word
* of a fork where it is one. What it names as its repository, pull request or commit is not looked at.
* @throws InputError when the file is no result.
*/
async function publishSaved(path, given, surroundings) {
	const result = parseResult(readSmallFile(path), path);
	const { environment, inputs, log } = surroundings;
	const link = linkToGitHub(environment, inputs, log);
	if (link === void 0) return result;
	const { context, subject } = link;
	await (await link.openPublisher(readTriggeringRun(context)?.id)).finish({
		key: given.keyOf(result),
		settings: given.settings,
		result,
		...subject.isFork ? { selfReport: { owner: subject.headBranch?.owner ?? "unknown" } } : {}
	});
	return result;
}
/** An artifact can hold anything: no links are followed, and nothing large is read. */
function readSmallFile(path) {
	try {
		const status = lstatSync(path);
		if (!status.isFile()) throw new InputError(`${path}: is no regular file.`);
		if (status.size > maxResultBytes) throw new InputError(`${path}: has ${status.size} bytes; at most ${maxResultBytes} are read.`);
		return readFileSync(path, "utf8");
	} catch (error) {
		if (error instanceof InputError) throw error;
		throw new InputError(`${path}: ${error.code ?? error.message}.`, {
			advice: "Give the path of a result.json, such as one that actions/download-artifact wrote.",
			cause: error
		});
	}
}

// src/github/publish-settings.ts
const defaultPublishSettings = {
	comment: "always",
	checkRun: false,
	status: "auto"
};

// src/commands/action-step.ts
/** The action's step: inputs in; reports, outputs, job summary, comment and the exit status out. */
async function runActionStep(core, surroundings) {
	const log = createActionsLog(core, () => performance.now());
	const token = core.getInput("github-token");
	if (token !== "") core.setSecret(token);
	if (core.getInput("publish") === "") await gateStep(core, log, surroundings);
	else await publishStep(core, log, surroundings);
}
async function gateStep(core, log, surroundings) {
	const { environment, judged, ...rest } = surroundings;
	const texts = readTexts(core);
	const config = core.getInput("config");
	const { inputs, refusal } = readAim(core);
	const link = linkToGitHub(environment, inputs, log);
	const publishing = publishingOf(core, link);
	const { result, files, config: settings } = await log.group("FP16 gate", async () => {
		const finished = await judgeAndWrite({
			origin: "input",
			texts,
			configPath: config === "" ? void 0 : config,
			spell: (name) => `input ${name}`,
			refuse: () => {
				refuseUnknownInputs(environment, allInputNames);
				if (refusal !== void 0) throw refusal;
			}
		}, {
			...rest,
			log,
			begun: publishing.begin,
			baselines: link?.baselines,
			commit: link?.subject.headSha
		});
		log.info(renderReport(finished.result, "console"));
		return finished;
	});
	judged(result.verdict.exitCode);
	const key = settings?.memory.key ?? keyOf(texts.key, texts.model);
	await publishResult(core, result, files, renderReport(result, "summary"), artifactOf(link, key));
	await publishing.finish(result, settings, key, files.result);
}
function artifactOf(link, key) {
	const isForeign = link?.subject.exitStatusBlocks === false;
	return artifactName(key, isForeign ? link.subject.headSha : void 0);
}
/** The inputs that say where to publish. One that is wrong is told where the other settings are checked. */
function readAim(core) {
	try {
		return { inputs: parseActionInputs((name) => core.getInput(name)) };
	} catch (refusal) {
		return {
			inputs: { token: core.getInput("github-token") },
			refusal
		};
	}
}
/** The publisher of the step, opened when it is first needed: with the check run, or else with the result. */
function publishingOf(core, link) {
	let opened;
	let checkRunId;
	const open = async () => await (opened ??= link?.openPublisher());
	return {
		begin: async (settings) => {
			if (!settings.checkRun) return;
			checkRunId = await (await open())?.begin(settings.memory.key, settings);
			if (checkRunId !== void 0) core.saveState(stateNames.checkRun, String(checkRunId));
		},
		finish: async (result, settings, key, path) => {
			if (checkRunId !== void 0) core.saveState(stateNames.result, path);
			const job = {
				key,
				settings: settings ?? defaultPublishSettings,
				result,
				checkRunId
			};
			if ((await (await open())?.finish(job))?.linesAnnotated === true) core.saveState(stateNames.completed, "true");
			else annotateLines(core, result);
		}
	};
}
/** The key as the settings would give it, where they could not be read. */
function keyOf(key, model) {
	return resolveMemory(key ? { key } : {}, model || void 0).key;
}
/** Publishes what another run judged. The step passes when that is a result, whatever it says: it is no gate. */
async function publishStep(core, log, surroundings) {
	const { environment, workingDirectory } = surroundings;
	refuseUnknownInputs(environment, allInputNames);
	const inputs = parseActionInputs((name) => core.getInput(name));
	const settings = parseTextSettings(readTexts(core), (name) => `input ${name}`);
	const publish = {
		...defaultPublishSettings,
		...settings.comment === void 0 ? {} : { comment: settings.comment },
		...settings.status === void 0 ? {} : { status: settings.status }
	};
	const key = (result) => settings.key ?? result.job?.key ?? keyOf(void 0, result.model?.file);
	const result = await publishSaved(inputs.publish ?? "", {
		keyOf: key,
		settings: publish
	}, {
		environment,
		inputs,
		log
	});
	surroundings.judged(0);
	const { files } = writeReports(result, `${workingDirectory}/fp16-gate-out`);
	await publishResult(core, result, files, renderReport(result, "summary"), artifactName(key(result)));
}
function readTexts(core) {
	return Object.fromEntries([...inputNames, ...publishingNames].map((name) => [name, core.getInput(name)]));
}

export { runActionStep };