import { S as defaultOut } from "./settings.js";
import { t as artifactName } from "./artifact-name.js";
import { n as readPublishing, o as publishResult, t as keyOf } from "./action-commands.js";
import { g as InputError } from "./start.js";
import { _t as parseResult, t as writeReports, z as renderReport } from "./reports.js";
import { n as readTriggeringRun, t as linkToGitHub } from "./link.js";
import { t as resultContent } from "./published-content.js";
import { lstatSync, readFileSync } from "node:fs";
import { join } from "node:path";

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
		content: resultContent(result),
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

// src/commands/action-publish-step.ts
/** Publishes what another run judged. The step passes when that is a result, whatever it says: it is no gate. */
async function publishStep(core, log, surroundings) {
	const { environment, workingDirectory } = surroundings;
	const { inputs, settings, publish } = readPublishing(core, environment);
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
	const { files } = writeReports(result, join(workingDirectory, defaultOut));
	await publishResult(core, result, files, renderReport(result, "summary"), artifactName(key(result)));
}

export { publishStep };