import { t as linkToGitHub } from "./link.js";
import { r as createActionsLog } from "./start.js";
import { _t as parseResult } from "./reports.js";
import { t as stateNames } from "./action-state.js";
import { readFileSync } from "node:fs";

// src/commands/action-post-step.ts
/**
* Completes the check run of a step that ended without doing so: cancelled, timed out, killed, or cut off. A runner that dies runs
* no post step; then the check run stays in progress.
*/
async function runPostStep(core, environment) {
	const checkRun = core.getState(stateNames.checkRun);
	if (!/^\d+$/.test(checkRun) || core.getState(stateNames.completed) === "true") return;
	const log = createActionsLog(core, () => performance.now());
	const inputs = {
		token: core.getInput("github-token"),
		pullRequest: void 0,
		sha: void 0
	};
	await (await linkToGitHub(environment, inputs, log)?.openPublisher())?.complete(BigInt(checkRun), savedResult(core.getState(stateNames.result)));
}
function savedResult(path) {
	return path === "" ? void 0 : parseResult(readFileSync(path, "utf8"), path);
}

export { runPostStep };