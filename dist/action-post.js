import { a as warning, n as getState, t as core_exports } from "./core.js";
import { t as stateNames } from "./action-state.js";
import { v as describeError } from "./start.js";

// src/action-post.ts
try {
	if (getState(stateNames.checkRun) !== "") {
		const { runPostStep } = await import("./action-post-step.js");
		await runPostStep(core_exports, process.env);
	}
} catch (error) {
	warning(`The check run could not be completed: ${describeError(error)}`);
}

export {  };