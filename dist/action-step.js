import { r as createActionsLog } from "./start.js";

// src/commands/action-step.ts
/** The action's step: inputs in; reports, outputs, job summary, comment and the exit status out. */
async function runActionStep(core, surroundings) {
	const log = createActionsLog(core, () => performance.now());
	const token = core.getInput("github-token");
	if (token !== "") core.setSecret(token);
	if (core.getInput("merge") !== "") {
		const { mergeStep } = await import("./action-merge-step.js");
		await mergeStep(core, log, surroundings);
	} else if (core.getInput("publish") === "") {
		const { gateStep } = await import("./action-gate-step.js");
		await gateStep(core, log, surroundings);
	} else {
		const { publishStep } = await import("./action-publish-step.js");
		await publishStep(core, log, surroundings);
	}
}

export { runActionStep };