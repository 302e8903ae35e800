// src/commands/action-state.ts
/** Names of what the action's step leaves for its post step. */
const stateNames = {
	checkRun: "check-run",
	/** Path of result.json, once there is a verdict. */
	result: "result",
	completed: "check-run-completed"
};

export { stateNames as t };